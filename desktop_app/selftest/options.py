"""The words of the command line that ask for the self-test."""

import argparse
from pathlib import Path

from desktop_app.cli.wording import Parser

OFFSCREEN = "offscreen"


def understood(words: list[str]) -> argparse.Namespace:
    """Return what was asked for. Raises SystemExit 2 when the words are wrong."""
    parser = Parser("so-antt", "Tự kiểm tra: làm thử mọi việc một lần trong một thư mục tạm.")
    options = parser.options
    options.add_argument("--self-test", action="store_true", help="kiểm tra chương trình")
    options.add_argument("--json", action="store_true", help="trả lời bằng JSON")
    options.add_argument("--picture", type=Path, metavar="TỆP.png", help="giữ ảnh cửa sổ")
    options.add_argument("--platform", metavar="TÊN", default=OFFSCREEN, help="màn hình của Qt")
    return parser.understand(words)
