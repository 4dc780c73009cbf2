"""Files that leave the desk: written aside as a whole, moved into their place only when done."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.model.trouble import Trouble

FULL = (errno.ENOSPC, errno.EDQUOT)
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def written_aside(file: Path, what: str, codes: str) -> Iterator[Path]:
    """Yield where to write; without an error the caller has moved it to *file*, else it is gone.

    Raises Trouble, told as *what* with one of the *codes*, when the disk refuses.
    """
    aside = file.with_name(file.name + ".tam")
    try:
        yield aside
    except OSError as error:
        raise _unwritable(error, file, what, codes) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def flushed(file: Path) -> None:
    """Bring what was written to the disk itself. Raises OSError."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _unwritable(error: OSError, file: Path, what: str, codes: str) -> Trouble:
    kept = f"{what} chưa được ghi, không có tệp nào dở dang; hồ sơ không bị ảnh hưởng."
    if error.errno in FULL:
        told = f"Ổ đĩa chứa thư mục «{file.parent}» đã hết chỗ."
        return Trouble(
            told, kept, "Hãy xóa bớt tệp không cần, hoặc chọn nơi ghi khác.", f"{codes}-30"
        )
    if error.errno in CLOSED:
        told = f"Không được phép ghi tệp «{file.name}» vào thư mục «{file.parent}»."
        do = "Hãy đóng tệp nếu đang mở ở phần mềm khác, hoặc chọn thư mục khác."
        return Trouble(told, kept, do, f"{codes}-31")
    if error.errno == errno.ENOENT:
        told = f"Không có thư mục «{file.parent}»."
        do = "Hãy cắm lại USB nếu vừa rút, hoặc chọn nơi khác."
        return Trouble(told, kept, do, f"{codes}-32")
    told = f"Không ghi được tệp «{file.name}» vào thư mục «{file.parent}»."
    return Trouble(told, kept, "Hãy chọn nơi ghi khác rồi lưu lại.", f"{codes}-33")
