"""The command update: what it refuses, and how a version answers another one."""

from pathlib import Path

from desktop_app.store.book import FORMAT
from tests.cli.post import Post
from tests.conftest import Opener


def test_a_version_says_what_it_makes_of_a_copy_of_the_book(
    post: Post, folder: Path, opened: Opener
) -> None:
    desk = opened(folder)
    key, records = desk.book.key.hex(), desk.digest().records
    desk.close()
    answer = post.type("update", "--try", str(folder), given=f"{key}\n")
    assert answer.code == 0, answer.err
    assert answer.json == {"format": FORMAT, "records": records, "findings": []}
    answer = post.type("update", "--try", str(folder), given=f"{'0' * 64}\n")
    assert (answer.code, answer.json["refused"]) == (1, "TS-02")


def test_words_that_make_no_sense_are_wrong_usage(post: Post) -> None:
    assert "còn thiếu: USB" in post.misuse("update")
    assert "64 chữ số" in post.misuse("update", "--try", "x")


def test_the_source_tree_takes_no_updates(post: Post, tmp_path: Path) -> None:
    for words in ([str(tmp_path)], [str(tmp_path), "--dry-run"], ["--back"]):
        answer = post.type("update", *words)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("CN-01")
