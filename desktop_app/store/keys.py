"""The keys of a book: one random key, wrapped once for each officer and for the sealed sheet.

``khoa.json`` beside the book holds no secret in clear: each wrap is an XSalsa20-Poly1305 box
under a key that Argon2id makes from a password (64 MiB, 3 passes; OWASP and QUALITY R12 ask
for at least that) or from the 160-bit recovery code.
"""

import base64
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from desktop_app.model.placing import put_in_place
from desktop_app.model.text import clean, folded
from desktop_app.model.trouble import Trouble

KEY_FILE = "khoa.json"
MEMORY = 64 * 1024 * 1024
PASSES = 3
STRETCH_SECONDS = 0.6  # QUALITY R12: between 0.5 and 1 s on the PC where the password is set
MOST_MEMORY = 1024 * 1024 * 1024  # a meddled key file must not exhaust the PC
MOST_PASSES = 100
BOX_BYTES = SecretBox.NONCE_SIZE + SecretBox.MACBYTES + 32
RECOVERY = "@recovery"
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECOVERY_GROUPS = 8
SHORTEST_PASSWORD = 8


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


def new_key() -> bytes:
    """Return a random 32-byte book key."""
    return secrets.token_bytes(32)


def new_recovery_code() -> str:
    """Return a recovery code of 160 bits in groups of four, without look-alike letters."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(RECOVERY_GROUPS))
    return "-".join(groups)


def calibrated() -> int:
    """Return how many passes stretch a password for about STRETCH_SECONDS on this PC."""
    started = time.perf_counter()
    _stretched("", bytes(argon2id.SALTBYTES), MEMORY, PASSES)
    one = (time.perf_counter() - started) / PASSES
    return min(max(PASSES, ceil(STRETCH_SECONDS / one)), MOST_PASSES)


def wrapped(key: bytes, name: str, officer_id: str, password: str, *, passes: int = PASSES) -> Wrap:
    """Return *key* wrapped under *password*. Raises Trouble when the password is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise Trouble(
            f"Mật khẩu phải có ít nhất {SHORTEST_PASSWORD} ký tự.",
            "Chưa có gì được tạo hay thay đổi.",
            "Hãy chọn mật khẩu dài hơn, ví dụ một câu ngắn dễ nhớ.",
            "MK-01",
        )
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    box = SecretBox(_stretched(password, salt, MEMORY, passes)).encrypt(key)
    return Wrap(name, officer_id, _text(salt), _text(bytes(box)), passes=passes)


def unwrapped(wrap: Wrap, password: str) -> bytes:
    """Return the book's key. Raises Trouble when the password does not open this wrap."""
    try:
        key = _stretched(password, _bytes(wrap.salt), wrap.memory, wrap.passes)
        box = _bytes(wrap.box)
        if len(box) != BOX_BYTES:
            raise unreadable()
        return bytes(SecretBox(key).decrypt(box))
    except (ValueError, TypeError, RuntimeError) as error:
        raise unreadable() from error
    except CryptoError:
        raise WrongPassword from None


def tidy_code(code: str) -> str:
    """Return a recovery code as typed from paper in its canonical form."""
    letters = "".join(letter for letter in clean(code).upper() if letter in ALPHABET)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


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


def _stretched(password: str, salt: bytes, memory: int, passes: int) -> bytes:
    secret = clean(password).encode("utf-8")
    return bytes(argon2id.kdf(SecretBox.KEY_SIZE, secret, salt, opslimit=passes, memlimit=memory))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
