"""The file of a book's keys beside it, ``khoa.json``: one wrap per way in, no secret in clear.

It is read before the login is painted; what opens a wrap stands in ``keys``.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.model.placing import put_in_place
from desktop_app.model.text import folded
from desktop_app.model.trouble import Trouble

KEY_FILE = "khoa.json"
MEMORY = 64 * 1024 * 1024
PASSES = 3
MOST_MEMORY = 1024 * 1024 * 1024  # a meddled key file must not exhaust the PC
MOST_PASSES = 100
RECOVERY = "@recovery"


class WrongPassword(Trouble):
    """The password does not open this wrap."""

    def __init__(self, left: int | None = None) -> None:
        warned = f" Còn {left} lần trước khi tài khoản bị khóa." if left is not None else ""
        super().__init__(
            "Mật khẩu không đúng.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            f"Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại.{warned}",
            "MK-02",
        )


@dataclass(frozen=True)
class Wrap:
    """The book's key under one password: who may open, and the box."""

    name: str
    officer_id: str
    salt: str
    box: str
    memory: int = MEMORY
    passes: int = PASSES


@dataclass(frozen=True)
class KeyFile:
    """What ``khoa.json`` holds: the format, and one wrap per way in."""

    wraps: tuple[Wrap, ...]
    format: int = 1
    book: dict[str, Any] = field(default_factory=dict)

    def wrap_of(self, name: str) -> Wrap | None:
        """Return the wrap of the officer called *name*, marks not needed."""
        wanted = folded(name)
        return next((wrap for wrap in self.wraps if folded(wrap.name) == wanted), None)

    def accounts(self) -> tuple[Wrap, ...]:
        """Return the officers' wraps, without the recovery sheet's."""
        return tuple(wrap for wrap in self.wraps if wrap.name != RECOVERY)

    def without(self, name: str) -> "KeyFile":
        """Return the key file without the wrap of the officer called *name*."""
        return replace(self, wraps=tuple(w for w in self.wraps if folded(w.name) != folded(name)))

    def with_wrap(self, wrap: Wrap) -> "KeyFile":
        """Return the key file with *wrap* in the place of the one of the same name."""
        others = tuple(old for old in self.wraps if folded(old.name) != folded(wrap.name))
        return replace(self, wraps=(*others, wrap))


def read_keys(folder: Path) -> KeyFile:
    """Return the key file of the book in *folder*. Raises Trouble when it cannot be read."""
    try:
        return keys_from(json.loads((folder / KEY_FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise Trouble(
            "Không tìm thấy tệp khóa của sổ (khoa.json).",
            "Sổ không mở được nếu thiếu tệp này; dữ liệu trong sổ chưa bị thay đổi.",
            "Hãy khôi phục từ bản sao lưu gần nhất.",
            "KH-01",
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise unreadable() from error


def unreadable() -> Trouble:
    """Return what to tell of a key file that cannot be understood."""
    return Trouble(
        "Tệp khóa của sổ (khoa.json) bị hỏng hoặc không đọc được.",
        "Sổ chưa bị thay đổi nhưng không mở được bằng tệp khóa này.",
        "Hãy khôi phục từ bản sao lưu gần nhất.",
        "KH-02",
    )


def keys_from(document: dict[str, Any]) -> KeyFile:
    """Return the key file that *document* describes. Raises ValueError, KeyError, TypeError."""
    wraps = tuple(Wrap(**wrap) for wrap in document["wraps"])
    for wrap in wraps:
        texts = (wrap.name, wrap.officer_id, wrap.salt, wrap.box)
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("a wrap is made of texts")
        if not (0 < wrap.memory <= MOST_MEMORY and 0 < wrap.passes <= MOST_PASSES):
            raise ValueError("stretching beyond reason")
    return KeyFile(wraps, int(document["format"]), dict(document.get("book", {})))


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Replace the key file as a whole: written aside, flushed, then moved into place."""
    aside = folder / (KEY_FILE + ".moi")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(keys), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(aside, folder / KEY_FILE)
