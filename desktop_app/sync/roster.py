"""The post's PCs: each vouched for by one that was in before, back to the one that founded it.

The post's own name is made from the founding device's signing key, so nobody can found it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

from desktop_app.store.devices import Certificate
from desktop_app.sync.keys import DeviceKeys, PublicKeys, joined

if TYPE_CHECKING:
    from pyrage import x25519


@dataclass(frozen=True)
class Roster:
    """The devices of a post whose certificates hold, by their ids."""

    post: str
    devices: dict[str, Certificate]

    def public(self, device: str) -> PublicKeys | None:
        """Return a device's public keys; None when it is none of the post's."""
        known = self.devices.get(device)
        return PublicKeys(known.sign, known.age) if known else None

    def readers(self) -> list[Certificate]:
        """Return the devices that are in: everything written goes to them and to no one else."""
        return [one for one in self.devices.values() if one.revoked is None]

    def recipients(self) -> list[x25519.Recipient]:
        """Return what encrypts to all devices that are in."""
        return [PublicKeys(one.sign, one.age).recipient() for one in self.readers()]

    def accepts(self, device: str, seq: int) -> bool:
        """Tell whether a change of this number is still accepted of a device."""
        known = self.devices.get(device)
        return known is not None and (known.revoked is None or seq <= known.revoked)

    def free_name(self, wanted: str) -> str:
        """Return a PC's name as no other PC of the post has it: cloned PCs are all called alike."""
        taken = {one.name for one in self.devices.values()}
        return next(name for name in _numbered(wanted) if name not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def post_of(public: PublicKeys) -> str:
    """Return the name of the post that a device with these keys founds."""
    return sha256(joined("post", public.sign)).hexdigest()[:32]


def founding(device: str, name: str, keys: DeviceKeys) -> Certificate:
    """Return the certificate by which the first device vouches for itself."""
    return vouched(post_of(keys.public), device, name, keys.public, device, keys)


def vouched(  # noqa: PLR0913 - who, as what, and who says so
    post: str, device: str, name: str, public: PublicKeys, by: str, keys: DeviceKeys
) -> Certificate:
    """Return the certificate by which *by* lets a device in."""
    proof = keys.signed(_claim(post, device, name, public))
    return Certificate(device, name, public.sign, public.age, by, proof)


def revoked(post: str, one: Certificate, last: int, by: str, keys: DeviceKeys) -> Certificate:
    """Return the certificate of a device that is shut out after its change number *last*."""
    proof = keys.signed(_shutting(post, one.device, last))
    return replace(one, revoked=last, revoked_by=by, revoked_proof=proof)


def certificates(told: list[dict[str, Any]]) -> list[Certificate]:
    """Return certificates as they came, not believed yet. Raises ValueError, TypeError."""
    found = [Certificate(**one) for one in told]
    for one in found:
        texts = {**asdict(one), "revoked": ""}.values()
        last = one.revoked
        if not all(isinstance(text, str) for text in texts):
            raise TypeError(texts)
        if last is not None and (type(last) is not int or last < 0):
            raise ValueError(last)
    return found


def admitted(known: Roster, found: Iterable[Certificate]) -> Roster:
    """Return the roster with those *found* that a device which is in vouches for.

    Shutting out comes first: a lost PC lets nobody in any more. An empty roster begins with the
    device that founded the post.
    """
    found = list(found)
    devices = dict(known.devices)
    _shut_out(known.post, devices, found)
    grown = True
    while grown:
        new = [
            one for one in found if one.device not in devices and _lets_in(known.post, one, devices)
        ]
        devices |= {one.device: _in(one) for one in new}
        grown = bool(new)
    _shut_out(known.post, devices, found)
    return Roster(known.post, devices)


def _lets_in(post: str, one: Certificate, devices: dict[str, Certificate]) -> bool:
    own = PublicKeys(one.sign, one.age)
    if one.by == one.device:
        founds = not devices and post_of(own) == post
        return founds and own.vouches(_claim_of(post, one), one.proof)
    by = devices.get(one.by)
    if by is None or by.revoked is not None:
        return False
    return PublicKeys(by.sign, by.age).vouches(_claim_of(post, one), one.proof)


def _shut_out(post: str, devices: dict[str, Certificate], found: Iterable[Certificate]) -> None:
    """Mark the devices that one which is in shuts out; of two last numbers the lower holds."""
    for one in found:
        known, by = devices.get(one.device), devices.get(one.revoked_by)
        if one.revoked is None or known is None or by is None or by.revoked is not None:
            continue
        claim = _shutting(post, one.device, one.revoked)
        lower = known.revoked is None or one.revoked < known.revoked
        if lower and PublicKeys(by.sign, by.age).vouches(claim, one.revoked_proof):
            devices[one.device] = replace(
                known,
                revoked=one.revoked,
                revoked_by=one.revoked_by,
                revoked_proof=one.revoked_proof,
            )


def _in(one: Certificate) -> Certificate:
    return replace(one, revoked=None, revoked_by="", revoked_proof="")


def _claim_of(post: str, one: Certificate) -> bytes:
    return _claim(post, one.device, one.name, PublicKeys(one.sign, one.age))


def _claim(post: str, device: str, name: str, public: PublicKeys) -> bytes:
    return joined("device", post, device, name, public.sign, public.age)


def _shutting(post: str, device: str, last: int) -> bytes:
    return joined("revoke", post, device, last)
