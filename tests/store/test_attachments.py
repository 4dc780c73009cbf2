"""Files named by changes: found in the ledger by programs that do not know the field, let go."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.store import attachments
from desktop_app.store.checkup import check, rebuild
from desktop_app.store.digesting import reckoned_digest
from desktop_app.store.rebuilding import KEPT_DIGEST
from tests.store.replicas import POST, Replica, replica
from tests.store.test_merging_skew import OLDEST

LAMP = "0190a000-0000-7000-8000-000000000001"
ROW = "bulbs/0190a000-0000-7000-8000-0000000000b0"
PICTURE, OTHER = b"anh den 1", b"anh den 2"
Pcs = tuple[Replica, Replica]


def named(content: bytes) -> dict[str, str]:
    """Return how a value names a file."""
    return {"sha256": sha256(content).hexdigest(), "name": "ảnh.jpg"}


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[Pcs]:
    """A PC that keeps pictures of lamps, in a field and in a child list, and one that cannot."""
    young, old = replica(tmp_path / "a", "aaaa", POST), replica(tmp_path / "b", "bbbb", OLDEST)
    young.add("lamp", LAMP, {"code": "Đèn 1"})
    young.alter(LAMP, {"picture": named(PICTURE)})
    young.alter(LAMP, {ROW: {"colour": "đỏ", "picture": named(OTHER)}, "note": '"sha256":"không"'})
    with young.book.transaction() as into:
        for content in (PICTURE, OTHER):
            attachments.keep(into.connection, named(content)["sha256"], content)
    yield young, old
    for pc in (young, old):
        pc.hold_to_ledger()
        pc.book.close()


def missing(pc: Replica) -> set[str]:
    """Return the files that a PC has no content of."""
    return attachments.missing(pc.book.writer.connection)


def test_the_ledger_tells_which_files_it_names_also_where_the_field_is_unknown(pcs: Pcs) -> None:
    young, old = pcs
    old.takes_all_of(young)
    wanted = {named(PICTURE)["sha256"]: [("aaaa", 2)], named(OTHER)["sha256"]: [("aaaa", 3)]}
    for pc in pcs:
        assert attachments.named(pc.book.writer.connection) == wanted
    assert missing(young) == set()
    assert missing(old) == wanted.keys()
    with old.book.transaction() as into, pytest.raises(attachments.Unlike):
        attachments.keep(into.connection, named(PICTURE)["sha256"], OTHER)


def test_what_no_change_names_any_more_is_let_go_on_every_pc(pcs: Pcs) -> None:
    young, old = pcs
    old.takes_all_of(young)
    with old.book.transaction() as into:
        attachments.keep(into.connection, named(PICTURE)["sha256"], PICTURE)
    young.forgets(LAMP, {})
    assert old.takes_all_of(young).applied == 1
    for pc in pcs:
        assert attachments.held(pc.book.writer.connection) == set()
        assert missing(pc) == set()


def test_a_full_check_finds_a_file_that_is_not_what_it_is_called_by(pcs: Pcs) -> None:
    young, _ = pcs
    hashed = named(PICTURE)["sha256"]
    assert check(young.book, full=True) == []
    with young.book.transaction() as into:
        into.connection.execute(
            "UPDATE attached_file SET content = x'00' WHERE hash = ?", (hashed,)
        )
    (finding,) = check(young.book, full=True)
    assert finding.code == "KT-08"
    assert hashed in finding.text


def test_a_full_check_finds_a_kept_digest_that_is_not_the_rows(pcs: Pcs) -> None:
    young, _ = pcs
    reckoned_digest(young.book)
    young.alter(LAMP, {"height": 9})
    assert check(young.book, full=True) == []
    kept = young.book.document(KEPT_DIGEST)
    kept["sums"]["lamp"][0] = "0"
    with young.book.transaction():
        young.book.set_meta(KEPT_DIGEST, json.dumps(kept))
    assert [one.code for one in check(young.book, full=True)] == ["KT-09"]
    rebuild(young.book)
    assert check(young.book, full=True) == []
