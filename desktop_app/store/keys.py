"""The keys of a book: one random key, wrapped once for each officer and for the sealed sheet.

``khoa.json`` beside the book holds no secret in clear: each wrap is an XSalsa20-Poly1305 box
under a key that Argon2id makes from a password (64 MiB, 3 passes; OWASP and QUALITY R12 ask
for at least that) or from the 160-bit recovery code.
"""

import base64
import secrets
import time
from math import ceil

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store.keyfile import (
    MEMORY,
    MOST_PASSES,
    PASSES,
    Wrap,
    WrongPassword,
    unreadable,
)

STRETCH_SECONDS = 0.6  # QUALITY R12: between 0.5 and 1 s on the PC where the password is set
BOX_BYTES = SecretBox.NONCE_SIZE + SecretBox.MACBYTES + 32
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECOVERY_GROUPS = 8
SHORTEST_PASSWORD = 8


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


def _stretched(password: str, salt: bytes, memory: int, passes: int) -> bytes:
    secret = clean(password).encode("utf-8")
    return bytes(argon2id.kdf(SecretBox.KEY_SIZE, secret, salt, opslimit=passes, memlimit=memory))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
