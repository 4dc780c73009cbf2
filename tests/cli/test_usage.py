"""Words on the command line: understood in any order, or answered in Vietnamese with code 2."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from desktop_app.cli.asking import asks_terminal
from desktop_app.cli.shelf import ROOM_OF, Commands
from desktop_app.model.release import release
from tests.cli.post import Post
from tests.conftest import OFFICER_NAME, PASSWORD

EVERY_COMMAND = (
    "init describe add show history edit delete undelete undo find forms print today digest check "
    "backup backups restore sync device conflicts decide number officer password recover access "
    "demo"
).split()


def test_help_lists_every_command(post: Post) -> None:
    answer = post.type("--help")
    assert answer.code == 0
    listed = [line.split()[0] for line in answer.out.splitlines() if line.startswith("  ")]
    assert set(EVERY_COMMAND) <= set(listed)


def test_help_names_no_command_that_is_not_built(post: Post) -> None:
    for later in ("import", "report", "drill"):
        assert f"  {later} " not in post.type("--help").out
        assert later in post.misuse(later)


def test_every_command_is_found_in_its_room_and_no_room_has_another() -> None:
    known = Commands()
    assert [command.name for command in known.values()] == list(known)
    rooms = {import_module(f"desktop_app.cli.{name}") for name in ROOM_OF.values()}
    assert sorted(one.name for room in rooms for one in room.COMMANDS) == sorted(known)


def test_a_command_loads_no_room_of_another(folder: Path) -> None:
    words = (
        "import sys; from desktop_app.__main__ import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", words, "today", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SO_ANTT_PASSWORD": PASSWORD},
    )
    loaded = set(done.stderr.split())
    assert "desktop_app.cli.lists" in loaded
    assert loaded.isdisjoint(
        ("desktop_app.cli.book", "desktop_app.sync.courier", "desktop_app.updating.forward")
    )
    assert loaded.isdisjoint(("zstandard", "sqlite_utils", "subprocess", "reportlab", "xlsxwriter"))


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_each_command_explains_itself_in_vietnamese(post: Post, command: str) -> None:
    answer = post.type(command, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Cách dùng: so-antt {command} ")
    assert "usage" not in answer.out
    assert "optional arguments" not in answer.out


def test_the_version_is_told(post: Post) -> None:
    answer = post.type("--version")
    assert answer.code == 0
    version, *facts = answer.out.splitlines()
    assert version == f"Sổ ANTT {release().version}"
    assert [fact.partition(":")[2].strip() for fact in facts] == [
        release().version,
        "từ mã nguồn",
        "ngày 25/07/2026",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "chưa nêu lệnh"),
        (("--json",), "chưa nêu lệnh"),
        (("nhap",), "không có lệnh «nhap»"),
        (("show", "area"), "còn thiếu: MÃ"),
        (("add", "area"), "còn thiếu: --from"),
        (("delete", "area", "x"), "còn thiếu: --reason"),
        (("find", "area", "--nope"), "không hiểu: --nope"),
        (("find", "area", "--limit", "0"), "«0» phải là số nguyên từ 1 trở lên"),
        (("find", "area", "--limit", "một"), "«một» phải là số nguyên"),
        (("find", "area", "--where", "name"), "TÊN_MỤC=GIÁ_TRỊ"),
        (("find", "area", "--where", "name=a", "--where", "name=b"), "được nêu hai lần"),
        (("find", "area", "--sort"), "--sort cần một giá trị"),
        (("find", "area", "--sort", "name:xuôi"), "--sort: «xuôi» phải là asc hoặc desc"),
        (("undo", "area", "x", "--to", "12"), "MÁY:SỐ"),
        (("init", "--unit", "08716"), "còn thiếu: --officer"),
        (("print", "x", "--out", "a.pdf", "--from", "31/02/2026"), "không có trong lịch"),
        (("restore", "x"), "còn thiếu: --to"),
        (("digest", "thua"), "không hiểu: thua"),
        (("sync",), "cần nêu USB, hoặc --undo"),
        (("sync", "--undo", "x"), "cần nêu USB, hoặc --undo"),
        (("sync", ""), "«» không phải đường dẫn dùng được"),
        (("device", "request", "~không-ai"), "«~không-ai» không phải đường dẫn dùng được"),
        (("restore", "x" * 5000, "--to", "y"), f"«{'x' * 60}» không phải đường dẫn dùng được"),
        (("export", "area", " ", "--reason", "r"), "không phải đường dẫn dùng được"),
        (("number", "bay"), "VIỆC: không có «bay»; có: list, take, void, move"),
        (("digest", "--json=có"), "--json không nhận giá trị"),
    ],
)
def test_wrong_usage_is_code_two_and_vietnamese(
    post: Post, words: tuple[str, ...], said: str
) -> None:
    error = post.misuse(*words)
    assert said in error
    assert "--help" in error


@pytest.mark.parametrize(
    ("words", "terminal"),
    [
        ((), False),
        (("--data", "/so"), False),
        (("--user", "Bình", "--data", "/so"), False),
        (("--data", "/so", "digest"), True),
        (("find", "area"), True),
        (("nhap",), True),
        (("--help",), True),
        (("--json",), True),
    ],
)
def test_only_a_command_or_a_question_for_help_keeps_the_window_shut(
    words: tuple[str, ...], terminal: bool
) -> None:
    assert asks_terminal(words) is terminal


def test_common_options_may_stand_before_and_after_the_command(post: Post) -> None:
    where = ("--data", str(post.folder))
    first = post.type("--json", *where, "digest")
    last = post.type("digest", *where, "--json", "--user", OFFICER_NAME)
    assert first.code == last.code == 0
    assert first.json == last.json


def test_the_words_to_find_may_stand_behind_the_options(post: Post) -> None:
    answer = post.ask("find", "officer", "--limit", "5", "nguyen", "--sort=full_name", "binh")
    assert [row["full_name"] for row in answer] == [OFFICER_NAME]


def test_answers_for_people_are_no_json(post: Post) -> None:
    answer = post.type("find", "officer")
    assert answer.out.splitlines()[0].split()[:3] == ["Mã", "Họ", "và"]
    assert "{" not in answer.out


def test_the_user_is_found_without_marks(post: Post) -> None:
    assert post.type("digest", "--user", "nguyen van binh").code == 0
    answer = post.type("digest", "--user", "Lê Thị Lạ")
    assert answer.code == 1
    assert "MO-03" in answer.err
