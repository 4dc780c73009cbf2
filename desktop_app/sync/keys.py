"""A device's own keys: Ed25519 says who wrote, age (X25519) says who may read; six words tell both.

The private halves lie in the encrypted book and never travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from pyrage import x25519

from desktop_app.model.resources import resource
from desktop_app.model.text import folded

WORDS = 6
BITS = 9  # of 512 words: six are 54 bits, and whoever forges must do so before an officer's eyes


@dataclass(frozen=True)
class DeviceKeys:
    """Both private keys of a device, as texts the book keeps."""

    sign: str
    age: str

    @property
    def public(self) -> PublicKeys:
        """Return the halves that travel."""
        signing = SigningKey(bytes.fromhex(self.sign))
        identity = x25519.Identity.from_str(self.age)
        return PublicKeys(bytes(signing.verify_key).hex(), str(identity.to_public()))

    def signed(self, what: bytes) -> str:
        """Return this device's signature of *what*."""
        return SigningKey(bytes.fromhex(self.sign)).sign(what).signature.hex()

    def identity(self) -> x25519.Identity:
        """Return the key that opens what was encrypted to this device."""
        return x25519.Identity.from_str(self.age)


@dataclass(frozen=True)
class PublicKeys:
    """The public halves: who signs, and to whom is encrypted."""

    sign: str
    age: str

    def recipient(self) -> x25519.Recipient:
        """Return what encrypts to this device. Raises pyrage.RecipientError."""
        return x25519.Recipient.from_str(self.age)

    def vouches(self, what: bytes, signature: str) -> bool:
        """Tell whether *signature* of *what* is this device's."""
        try:
            VerifyKey(bytes.fromhex(self.sign)).verify(what, bytes.fromhex(signature))
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


def new_keys() -> DeviceKeys:
    """Return the keys of a new device."""
    return DeviceKeys(bytes(SigningKey.generate()).hex(), str(x25519.Identity.generate()))


def words_of(device: str, public: PublicKeys) -> str:
    """Return six words made from a device's name and public keys, to be compared by two people."""
    number = int.from_bytes(
        sha256(joined("words", device, public.sign, public.age)).digest(), "big"
    )
    known = _words()
    return " ".join(known[(number >> (BITS * place)) % len(known)] for place in range(WORDS))


def same_words(typed: str, words: str) -> bool:
    """Tell whether an officer typed these words, marks not needed."""
    return folded(typed).split() == folded(words).split()


def joined(purpose: str, *parts: str | int) -> bytes:
    """Return what is signed: its purpose and parts, so that no signature serves another end."""
    return "\x1f".join(["so-antt", purpose, *map(str, parts)]).encode()


@cache
def _words() -> tuple[str, ...]:
    return tuple(resource("device_words.txt").read_text("utf-8").split())
