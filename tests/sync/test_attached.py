"""Files that changes name travel sealed, once, by way of PCs that do not know the field."""

from hashlib import sha256
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.store import attachments, writing
from desktop_app.store.writing import Deed
from desktop_app.sync import attached, segment
from desktop_app.sync.myself import myself
from tests.furnishing import add_person
from tests.sync.post import Pcs

SCAN = "%PDF bản cam kết đã ký".encode() * 300


def attach(desk: Desk, person: str, content: bytes = SCAN) -> str:
    """Name a file in a field that no program of this age knows; return its hash."""
    hashed = sha256(content).hexdigest()
    with desk.book.transaction() as into:
        attachments.keep(into.connection, hashed, content)
        record = into.record(person)
        assert record is not None
        fields = {"scan": {"sha256": hashed, "name": "bản cam kết.pdf"}}
        writing.alter(desk.book, into, record, fields, Deed(desk.me, "edit"))
    return hashed


def content(desk: Desk, hashed: str) -> bytes | None:
    """Return what a PC holds of a file."""
    return attachments.content(desk.reading().connection, hashed)


def files(pcs: Pcs) -> list[Path]:
    """Return the attached files that lie on the stick."""
    return list(pcs.stick.rglob("*.att"))


def test_a_file_reaches_every_pc_once_also_one_that_joins_and_leaves_the_stick(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    pcs.enlist()
    hashed = attach(first, person)
    pcs.carry(0)
    (file,) = files(pcs)
    assert file.name.startswith(hashed)
    assert SCAN[:20] not in file.read_bytes()
    written = file.stat().st_mtime_ns
    pcs.carry(0)
    assert file.stat().st_mtime_ns == written
    pcs.carry(1)
    assert content(pcs.desks[1], hashed) == SCAN
    assert files(pcs) == [], "nobody lacks it any more"
    third = pcs.enlist("Lê Văn Ba")
    assert content(third, hashed) == SCAN
    pcs.carry(1, 0, 2)
    assert files(pcs) == []
    assert len({desk.digest().digest for desk in pcs.desks}) == 1
    assert all(desk.check(full=True).ok for desk in pcs.desks)


def test_a_lost_damaged_or_exchanged_file_is_waited_for_and_comes_when_asked_for(pcs: Pcs) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    person = add_person(first)
    hashed = attach(first, person)
    pcs.carry(0)
    (file,) = files(pcs)
    sealed = file.read_bytes()
    for spoiled in (sealed[:-1], sealed[:200] + b"x" + sealed[201:]):
        file.write_bytes(spoiled)
        done = second.sync(pcs.stick)
        assert [name for name, _ in done.refused] == [file.name]
        assert "1 tệp đính kèm" in done.waiting[0]
    other = segment.sealed(attached.MAGIC + b"khac", myself(first.book).roster.recipients())
    file.write_bytes(other)
    assert "mã băm" in second.sync(pcs.stick).refused[0][1]
    file.unlink()
    assert second.sync(pcs.stick).refused == []
    assert content(second, hashed) is None
    pcs.carry(0)
    done = second.sync(pcs.stick)
    assert (done.waiting, done.refused) == ([], [])
    assert content(second, hashed) == SCAN
    file.write_bytes(other)
    assert second.sync(pcs.stick).refused == [], "what is here is not read again"


def test_an_erasure_takes_the_file_away_from_every_pc_and_from_the_stick(pcs: Pcs) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    person, other = add_person(first), add_person(first, "Hồ Thị Hai")
    hashed = attach(first, person)
    kept = attach(first, other, b"khac")
    pcs.carry(0, 1)
    pcs.carry(0)
    assert content(second, hashed) == SCAN
    attach(first, person, b"moi")
    pcs.carry(0)
    assert len(files(pcs)) == 1
    first.erase("person", person, "quá hạn lưu")
    assert content(first, hashed) is None
    pcs.carry(0, 1)
    assert content(second, hashed) is None
    assert content(second, kept) == b"khac"
    assert files(pcs) == []
