"""The unit whose paper is printed, and who signs it; both are edited by the chief.

Wording of names after the reorganisation of 2025: there is no district level any more. The
strings of the signer are custom, not law, which is why they are data.
"""

from dataclasses import dataclass

from desktop_app.model.text import upper_vi
from desktop_app.model.units import Unit, unit

SYMBOLS = {"xã": "CAX", "phường": "CAP", "đặc khu": "CAĐK"}


@dataclass(frozen=True)
class Office:
    """A post of the police as its own paper names it ("Đơn vị/…" in a form)."""

    unit_code: str
    name: str
    superior: str
    kind: str
    symbol: str
    place: str
    duty_phone: str = ""
    address: str = ""
    province: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs ("Người ký/…" in a form): the line of authority, a second one, rank and name."""

    authority: str
    second_line: str = ""
    rank: str = ""
    name: str = ""


def office_of(code: str) -> Office:
    """Return what can be known of the post of a commune. Raises ValueError when there is none."""
    found = unit(code)
    if found is None:
        raise ValueError(f"no commune has the code {code}")
    kind = _kind(found)
    return Office(
        unit_code=code,
        name=f"Công an {kind} {found.name}",
        superior=f"Công an {_lower_first(found.province)}",
        kind=kind,
        symbol=SYMBOLS.get(kind, "CA"),
        place=found.name,
        province=found.province,
    )


def chief_of(office: Office) -> Signer:
    """Return the signer of a post whose chief signs himself, still without a name."""
    return Signer(upper_vi(f"Trưởng Công an {office.kind}"))


def deputy_of(office: Office) -> Signer:
    """Return the signer of a post where a deputy signs for the chief, still without a name."""
    return Signer(
        upper_vi(f"KT. Trưởng Công an {office.kind}"), upper_vi(f"Phó Trưởng Công an {office.kind}")
    )


def _kind(found: Unit) -> str:
    named = found.full_name.casefold()
    return next((kind for kind in SYMBOLS if named.startswith(kind)), found.kind.casefold())


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
