"""The steps to another version in the officer's words, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.trouble import Trouble

FORWARD = (
    "Chép gói từ USB, kiểm tra chữ ký",
    "Giải nén, đối chiếu từng tệp",
    "Sao lưu sổ, mở lại bản sao lưu",
    "Mở thử một bản chép của sổ bằng bản mới",
    "Bản mới tự kiểm tra",
    "Chuyển sang bản mới",
)
BACK = (
    "Đối chiếu từng tệp của bản trước",
    "Sao lưu sổ, mở lại bản sao lưu",
    "Mở thử một bản chép của sổ bằng bản trước",
    "Chuyển về bản trước",
)


@dataclass(frozen=True)
class Updated:
    """An update that was done: from which version to which, the book's backup of before."""

    before: str
    after: str
    backup: str
    records: int


@dataclass(frozen=True)
class WentBack:
    """Which version starts next time; *kept* is a backup of the book as it was until now.

    *returned* tells that the book is what it was before the update; the program must then end.
    *entered* are the records, as (register, id), that were written since.
    """

    version: str
    kept: Path
    returned: bool
    entered: list[tuple[str, str]]


class WouldLose(Trouble):
    """The older version cannot read this book; *entered* is what was written since the update."""

    def __init__(self, version: str, entered: list[tuple[str, str]]) -> None:
        self.entered = entered
        super().__init__(
            f"Bản {version} không đọc được sổ hiện nay. Trở về thì phải dùng sổ lúc trước khi cập"
            f" nhật: thiếu phần ghi từ đó tới nay ({len(entered)} hồ sơ).",
            "Chưa có gì thay đổi. Phần thiếu không mất: sổ hiện nay được giữ trong một bản sao"
            " lưu, mở lại được khi cập nhật lại.",
            "Nếu vẫn muốn trở về, hãy xác nhận dùng sổ trước khi cập nhật (--restore).",
            "CN-14",
        )
