"""The unit whose paper is printed, and who signs it; both are edited by the chief.

There is no district level any more. The strings of the signer are custom, not law, which is why
they are data.
"""

from dataclasses import dataclass

from desktop_app.model.text import upper_vi
from desktop_app.model.units import headings, unit


@dataclass(frozen=True)
class Office:
    """A post of the police as its own paper names it ("Đơn vị/…" in a form).

    *name* and *superior* are written in capitals in the head of a document; *kind* is xã, phường
    or đặc khu; *place* is where the document is dated.
    """

    unit_code: str
    name: str
    superior: str
    kind: str
    symbol: str
    place: str
    duty_phone: str = ""
    address: str = ""
    ward: str = ""
    province: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs ("Người ký/…" in a form): the line of authority, a second one, rank and name."""

    authority: str
    second_line: str = ""
    rank: str = ""
    name: str = ""


def office_of(code: str) -> Office:
    """Return what the tables tell of the post of a commune.

    Raises ValueError when no commune has the code.
    """
    found = unit(code)
    if found is None or found.is_province:
        raise ValueError(f"no commune has the code {code}")
    words = headings(found)
    kind = found.kind.lower()
    named = found.full_name[: len(kind)].lower() + found.full_name[len(kind) :]
    return Office(
        unit_code=code,
        name=f"Công an {named}",
        superior=f"Công an {found.province[:1].lower()}{found.province[1:]}",
        kind=kind,
        symbol=words.symbol,
        place=words.place,
        ward=found.full_name,
        province=found.province,
    )


def chief_of(code: str) -> Signer:
    """Return the signer of a post whose chief signs himself, still without rank and name."""
    found = unit(code)
    return Signer(headings(found).signer_title) if found else Signer("")


def delegate_of(code: str, position: str) -> Signer:
    """Return the signer of a post where an officer of some *position* signs by its order."""
    chief = chief_of(code).authority
    return Signer(f"TL. {chief}" if chief else "", upper_vi(position))


def deputy_of(code: str) -> Signer:
    """Return the signer of a post where a deputy signs for the chief."""
    found = unit(code)
    return Signer(*headings(found).deputy_titles) if found else Signer("")
