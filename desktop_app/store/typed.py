"""What was typed into a search, as questions to the word and the digit index."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.model.listing import SHORTEST_DIGITS
from desktop_app.model.text import folded, tone_key, words

NUMBER = re.compile(r"\d[\d./\-]*")
MOST_WORDS = 12


@dataclass(frozen=True)
class Typed:
    """What was typed, as full-text questions; *exact* only when marks were typed."""

    loose: str
    exact: str
    digits: str


def typed(text: str) -> Typed:
    """Return the questions that *text* asks of the word and the digit index."""
    loose: list[str] = []
    exact: list[str] = []
    digits: list[str] = []
    for chunk in text.split():
        number = re.sub(r"\D", "", chunk) if NUMBER.fullmatch(chunk) else ""
        if len(number) >= SHORTEST_DIGITS:
            digits.append(number)
            continue
        for plain, marked in zip(words(folded(chunk)), words(tone_key(chunk)), strict=False):
            loose.append(plain)
            exact.append(marked)
    loose, exact = loose[:MOST_WORDS], exact[:MOST_WORDS]
    with_marks = [word for word in exact if not word.isascii()]
    return Typed(
        _anded(loose, star=True),
        _anded(exact, star=True) if with_marks else "",
        _anded(digits[:MOST_WORDS], star=False),
    )


def _anded(tokens: Sequence[str], *, star: bool) -> str:
    ending = "*" if star else ""
    return " AND ".join(f'"{token}"{ending}' for token in tokens)
