"""The words of the command line that ask for the self-test."""

import argparse
from pathlib import Path

OFFSCREEN = "offscreen"


def understood(words: list[str]) -> argparse.Namespace:
    """Return what was asked for. Raises SystemExit 2 when the words are wrong."""
    parser = argparse.ArgumentParser(
        prog="so-antt", usage="%(prog)s --self-test", allow_abbrev=False
    )
    parser.add_argument("--self-test", action="store_true", help="kiểm tra chương trình")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")
    parser.add_argument("--picture", type=Path, metavar="TỆP.png", help="giữ ảnh cửa sổ")
    parser.add_argument("--platform", default=OFFSCREEN, help="màn hình của Qt")
    return parser.parse_args(words)
