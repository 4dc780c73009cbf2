"""What disk, system and driver refuse, said in words.

Everything here ends in a Trouble; an error without words is a bug and is passed on as it is.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.model.trouble import Trouble
from desktop_app.store.driver import DatabaseError, OperationalError


def refuse_format(version: int, known: int) -> None:
    """Raise Trouble when a newer program made the book, or none; nothing has been written."""
    if version < 1:  # an emptied file reads as a new one
        raise damaged()
    if version > known:
        raise Trouble(
            f"Sổ này do phiên bản mới hơn của phần mềm tạo ra (định dạng {version}; "
            f"bản đang chạy đọc được đến {known}).",
            "Tệp sổ được giữ nguyên từng byte.",
            f"Hãy cập nhật phần mềm lên bản đọc được định dạng {version} rồi mở lại.",
            "PB-01",
        )


def made_otherwise() -> Trouble:
    """Return what to tell a reader of tables that another version of the program made."""
    return Trouble(
        "Sổ được ghi lần cuối bằng một phiên bản khác của phần mềm nên chưa đọc được ngay.",
        "Dữ liệu vẫn nguyên vẹn; chưa có gì bị thay đổi.",
        "Hãy đóng các cửa sổ đang mở sổ, rồi mở sổ một lần bằng bản này để cập nhật.",
        "PB-02",
    )


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn the driver's complaints at opening into words."""
    if not path.is_file():
        raise Trouble(
            f"Không tìm thấy tệp sổ «{path.name}» trong thư mục dữ liệu.",
            "Chưa có gì bị thay đổi.",
            "Hãy kiểm tra thư mục dữ liệu, hoặc khôi phục từ bản sao lưu gần nhất.",
            "TS-01",
        )
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, OperationalError):
            raise refused_by_disk(error) from error
        raise damaged() from error


def damaged() -> Trouble:
    """Return what to tell of a file that is no book of this key."""
    return Trouble(
        "Tệp sổ bị hỏng, bị cắt cụt, hoặc không phải sổ của khóa này.",
        "Phần mềm không ghi gì vào tệp.",
        "Hãy khôi phục từ bản sao lưu gần nhất; giữ lại tệp hỏng để kỹ thuật kiểm tra.",
        "TS-02",
    )


def moved_away() -> Trouble:
    """Return what to tell when the file of an open book is gone or another lies in its place."""
    return Trouble(
        "Tệp sổ đang mở đã bị xóa, chuyển đi hoặc bị thay bằng tệp khác.",
        "Thay đổi vừa làm chưa được lưu; phần đang gõ vẫn còn trên màn hình.",
        "Hãy đưa tệp sổ về chỗ cũ rồi lưu lại; nếu không được, chép phần đang gõ ra giấy, đóng"
        " phần mềm và khôi phục từ bản sao lưu gần nhất.",
        "TS-05",
    )


@contextmanager
def storable() -> Iterator[None]:
    """Turn the driver's complaints at writing into words."""
    try:
        yield
    except OperationalError as error:
        raise refused_by_disk(error) from error
    except DatabaseError as error:
        if not _tells_of_damage(error):
            raise
        raise Trouble(
            "Tệp sổ bị hỏng nên không ghi được.",
            "Thay đổi vừa làm chưa được lưu; những gì đã lưu trước đó không bị đổi.",
            "Hãy chạy «Kiểm tra sổ», rồi khôi phục từ bản sao lưu gần nhất nếu được khuyên.",
            "TS-03",
        ) from error


# The system's errors by their number, since Windows words them in the language of the PC.
FULL_NUMBERS = (errno.ENOSPC, errno.EDQUOT)
CLOSED_NUMBERS = (errno.EACCES, errno.EPERM, errno.EROFS)
FULL = ("database or disk is full",)
CLOSED = ("readonly", "unable to open")
UNREADABLE = ("disk I/O error", "database is locked")


def refused_by_disk(error: Exception) -> Exception:
    """Return what to raise for an error of the disk: words, or the bug that it is."""
    text, number = str(error), error.errno if isinstance(error, OSError) else None
    if number in FULL_NUMBERS or any(sign in text for sign in FULL):
        return Trouble(
            "Ổ đĩa đã hết chỗ.",
            "Thay đổi vừa làm chưa được lưu; sổ vẫn nguyên vẹn như trước đó.",
            "Hãy xóa bớt tệp không cần trên ổ đĩa rồi lưu lại.",
            "OD-01",
        )
    if number in CLOSED_NUMBERS or any(sign in text for sign in CLOSED):
        return Trouble(
            "Thư mục hoặc tệp sổ chỉ cho đọc, không ghi được.",
            "Chưa có gì được lưu; sổ vẫn nguyên vẹn.",
            "Hãy kiểm tra quyền ghi của thư mục dữ liệu rồi làm lại.",
            "OD-02",
        )
    if isinstance(error, OSError) or any(sign in text for sign in UNREADABLE):
        return Trouble(
            "Ổ đĩa hoặc hệ điều hành từ chối thao tác.",
            "Thay đổi vừa làm chưa được lưu; sổ vẫn nguyên vẹn như trước đó.",
            "Hãy thử lại; nếu còn lỗi, báo người phụ trách kỹ thuật kiểm tra ổ đĩa.",
            "OD-03",
        )
    return error


def in_words(error: BaseException) -> Trouble | None:
    """Return what to tell of the driver's complaint at reading; None when it is a bug."""
    if _tells_of_damage(error):
        return Trouble(
            "Tệp sổ bị hỏng nên không đọc được.",
            "Phần mềm không ghi gì vào tệp.",
            "Hãy chạy «Kiểm tra sổ», rồi khôi phục từ bản sao lưu gần nhất nếu được khuyên.",
            "TS-04",
        )
    told = refused_by_disk(error) if isinstance(error, OperationalError) else error
    return told if isinstance(told, Trouble) else None


def _tells_of_damage(error: BaseException) -> bool:
    """Tell a damaged file from a slip in our own SQL: the driver has no class for the first."""
    return type(error) is DatabaseError
