"""The command export: new files only, told as {rows, file}."""

import json
from pathlib import Path

from tests.cli.post import Post

WHY = ("--reason", "Báo cáo quý")


def test_export_tells_rows_and_file(post: Post, tmp_path: Path) -> None:
    post.add("person", full_name="Vũ Văn An", sex="Nam", birth_date="1980")
    post.add("person", full_name="Vũ Thị Hoa", sex="Nữ", birth_date="1981")
    file = tmp_path / "a.jsonl"
    told = post.ask("export", "person", str(file), "vu", "--where", "sex=Nữ", *WHY)
    assert told == {"rows": 1, "file": str(file)}
    line = json.loads(file.read_text("utf-8"))
    assert line == post.ask("show", "person", line["id"])
    said = post.type("export", "person", str(tmp_path / "a.xlsx"), *WHY)
    assert said.out == f"Đã xuất 2 hồ sơ ra {tmp_path / 'a.xlsx'}\n"


def test_export_never_writes_over_a_file(post: Post, tmp_path: Path) -> None:
    post.add("person", full_name="Vũ Văn An", sex="Nam", birth_date="1980")
    file = tmp_path / "a.csv"
    file.write_text("cũ", "utf-8")
    assert "XD-04" in post.refuse("export", "person", str(file), *WHY)
    assert file.read_text("utf-8") == "cũ"


def test_export_wants_a_reason(post: Post, tmp_path: Path) -> None:
    assert "--reason" in post.misuse("export", "person", str(tmp_path / "a.csv"))
    blank = "--reason", " "
    assert "XD-01" in post.refuse("export", "person", str(tmp_path / "a.csv"), *blank)
