"""Fields of words, numbers and codes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import orjson

from desktop_app.model.codes import all_values, codes
from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.query import Condition, Contains, OneOf
from desktop_app.model.text import clean, clean_lines, folded

SEPARATORS = str.maketrans("", "", " .-")
LONGEST_LINE = 1_000
LONGEST_TEXT = 200_000
YES = {"co", "x", "1", "true", "dung", "yes"}
NO = {"khong", "0", "false", "sai", "no", ""}


class Text(Field[str]):
    """One line of words. *pattern* is a regular expression with its sentence in *says*."""

    longest = LONGEST_LINE

    def __init__(self, label: str, *, pattern: str = "", says: str = "", **options: Any) -> None:
        super().__init__(label, **options)
        self.pattern = re.compile(pattern) if pattern else None
        self.says = says

    def clean(self, value: Json) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise Invalid(f"«{self.label}» phải là chữ, không phải {_kind(value)}")
        cleaned = self.tidied(value)
        if len(cleaned) > self.longest:
            raise Invalid(
                f"«{self.label}» dài {dotted(len(cleaned))} ký tự, tối đa {dotted(self.longest)}"
            )
        return cleaned or None

    def tidied(self, value: str) -> str:
        """Return the text as it is kept: NFC, one line."""
        return clean(value)

    def show(self, value: Json) -> str:
        return "" if value is None else str(value)


class Digits(Text):
    """A number read by its digits; blanks, dots and dashes typed for legibility are dropped."""

    def tidied(self, value: str) -> str:
        return clean(value).translate(SEPARATORS)


class LongText(Text):
    """Several lines of words; *lines* is the height of its editor."""

    longest = LONGEST_TEXT

    def __init__(self, label: str, *, lines: int = 3, **options: Any) -> None:
        super().__init__(label, **options)
        self.lines = lines

    def tidied(self, value: str) -> str:
        return clean_lines(value)


class Number(Field[int]):
    """A whole number between *least* and *most*."""

    type_name = "int"
    storage = "INTEGER"

    def __init__(self, label: str, *, least: int = 0, most: int = 10**12, **options: Any) -> None:
        super().__init__(label, **options)
        self.least = least
        self.most = most

    def clean(self, value: Json) -> int | None:
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON has one kind of number: 4.0 is 4
        if isinstance(value, float):
            raise Invalid(f"«{self.label}» phải là số nguyên, không có phần lẻ")
        if not isinstance(value, int) or isinstance(value, bool):
            raise Invalid(f"«{self.label}» phải là số nguyên, không phải {_kind(value)}")
        if not self.least <= value <= self.most:
            raise Invalid(f"«{self.label}» phải từ {dotted(self.least)} đến {dotted(self.most)}")
        return value

    def parse(self, text: str) -> int | None:
        digits = clean(text).replace(".", "").replace(" ", "")
        if not digits:
            return None
        if not re.fullmatch(r"-?[0-9]{1,13}", digits):
            raise Invalid(f"«{self.label}»: «{clean(text)}» không phải là số nguyên")
        return self.clean(int(digits))

    def show(self, value: Json) -> str:
        return "" if value is None else dotted(value)


class YesNo(Field[bool]):
    """Yes or no; unanswered is a third state."""

    type_name = "bool"
    storage = "INTEGER"

    def clean(self, value: Json) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        raise Invalid(f"«{self.label}» phải là có hoặc không (true/false)")

    def parse(self, text: str) -> bool | None:
        word = folded(text)
        if not word:
            return None
        if word in YES:
            return True
        if word in NO:
            return False
        raise Invalid(f"«{self.label}»: hãy ghi «Có» hoặc «Không»")

    def show(self, value: Json) -> str:
        return "" if value is None else ("Có" if value else "Không")

    def stored(self, value: Json) -> Json:
        return None if value is None else int(value)

    def loaded(self, cell: Json) -> Json:
        return None if cell is None else bool(cell)


class Choice(Field[str]):
    """One value of a dated code list in ``resources/codes``; kept as its Vietnamese label."""

    type_name = "code"

    def __init__(self, label: str, code_list: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.code_list = code_list

    def options(self) -> tuple[str, ...]:
        """Return the labels that may be chosen today."""
        return codes(self.code_list)

    def known(self) -> frozenset[str]:
        """Return every label that was ever lawful: old records stay valid."""
        return _ever_lawful(self.code_list)

    def clean(self, value: Json) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise Invalid(
                f"«{self.label}» phải là một mục trong danh mục, không phải {_kind(value)}"
            )
        if value in self.known():
            return value
        return matching(self.label, clean(value), self.options())

    def parse(self, text: str) -> str | None:
        return self.clean(text)


class Choices(Choice):
    """Several values of a code list, kept in the order of the list."""

    type_name = "codes"
    storage = "JSON"

    def clean(self, value: Json) -> Any:
        if value is None or value == []:
            return None
        if not isinstance(value, list):
            raise Invalid(f"«{self.label}» phải là một danh sách mục")
        cleaned = (super(Choices, self).clean(item) for item in value)
        chosen = {item for item in cleaned if item is not None}
        ordered = [option for option in self.options() if option in chosen]
        return ordered + sorted(chosen.difference(ordered)) or None

    def parse(self, text: str) -> Any:
        return self.clean([part for part in text.split(";") if part.strip()])

    def show(self, value: Json) -> str:
        return "; ".join(value or ())

    def stored(self, value: Json) -> Json:
        return None if value is None else orjson.dumps(value).decode()

    def loaded(self, cell: Json) -> Json:
        return None if cell is None else orjson.loads(cell)

    def contains(self, value: str) -> Condition:
        """Return the condition that *value* is among the chosen ones."""
        return Contains(self, value)


class Status(Choice):
    """The register's own lifecycle: the states of the main path, then its side branches."""

    def __init__(self, *path: str, side: tuple[str, ...] = (), done: tuple[str, ...] = ()) -> None:
        super().__init__("Trạng thái", "", required=True, default=path[0], role="status")
        self.path = path
        self.side = side
        self.done = done or path[-1:]

    def options(self) -> tuple[str, ...]:
        return self.path + self.side

    def known(self) -> frozenset[str]:
        return frozenset(self.options())

    def from_(self, state: str) -> Condition:
        """Return the condition that the main path has reached *state*."""
        return OneOf(self, self.path[self.path.index(state) :])

    def past(self, state: str) -> Condition:
        """Return the condition that the record has left *state*, on any branch."""
        return OneOf(self, self.path[self.path.index(state) + 1 :] + self.side)

    def goes_back(self, old: str, new: str) -> bool:
        """Tell whether going from *old* to *new* moves backwards on the main path."""
        if old not in self.path or new not in self.path:
            return False
        return self.path.index(new) < self.path.index(old)


@cache
def _ever_lawful(code_list: str) -> frozenset[str]:
    return frozenset(all_values(code_list))


def matching(label: str, value: str, options: tuple[str, ...]) -> str:
    """Return the option written as *value* without caring for marks. Raises Invalid."""
    wanted = folded(value)
    for option in options:
        if folded(option) == wanted:
            return option
    raise Invalid(f"«{label}»: không có mục «{value[:60]}». Có: {'; '.join(options)}")


def dotted(number: int) -> str:
    """Return *number* with dots between thousands, as it is written in Vietnam.

    >>> dotted(1240)
    '1.240'
    """
    return f"{number:,}".replace(",", ".")


def _kind(value: Json) -> str:
    names = {bool: "có/không", int: "số", float: "số", list: "danh sách", dict: "nhóm mục"}
    return names.get(type(value), "chữ")
