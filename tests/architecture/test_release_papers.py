"""The papers of a release: the guide of whoever carries the stick, the checklist for a human."""

import re
import unicodedata
from pathlib import Path

import pytest

PAPERS = Path(__file__).parents[2] / "packaging"
GUIDE, CHECKLIST = PAPERS / "HUONG_DAN.md", PAPERS / "CHECKLIST.md"
ITEM = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
FEWEST, LARGEST_PICTURES, LONGEST_GUIDE = 100, 300_000, 120


def test_the_checklist_is_long_and_its_numbers_run_on() -> None:
    items = ITEM.findall(CHECKLIST.read_text("utf-8"))
    assert len(items) >= FEWEST
    assert [int(number) for number, _ in items] == list(range(1, len(items) + 1))


def test_each_item_says_what_to_do_and_what_must_be_seen() -> None:
    for number, words in ITEM.findall(CHECKLIST.read_text("utf-8")):
        deed, says, seen = words.partition(" Phải thấy: ")
        assert deed, number
        assert says, number
        assert seen.endswith((".", ".»", "»")), number


def test_it_says_what_no_real_pc_has_shown_yet() -> None:
    text = CHECKLIST.read_text("utf-8")
    assert "dưới wine" in text
    assert "Xvfb" in text
    assert "Windows thật" in text


def test_the_guide_shows_few_and_small_pictures_that_are_there() -> None:
    text = GUIDE.read_text("utf-8")
    shown = set(re.findall(r"!\[[^\]]+\]\((pictures/[^)]+)\)", text))
    files = list((PAPERS / "pictures").iterdir())
    assert shown == {file.relative_to(PAPERS).as_posix() for file in files}
    assert sum(file.stat().st_size for file in files) < LARGEST_PICTURES
    assert len(text.splitlines()) <= LONGEST_GUIDE


@pytest.mark.parametrize("paper", [GUIDE, CHECKLIST], ids=lambda paper: paper.name)
def test_the_papers_are_in_composed_letters(paper: Path) -> None:
    assert unicodedata.is_normalized("NFC", paper.read_text("utf-8"))
