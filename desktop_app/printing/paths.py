"""From a label path such as ``Người/đại diện ký/Họ và tên`` to the text it stands for.

Labels are those of the screen and may themselves hold a "/", so at each step the longest label
that fits is tried first.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, LongText
from desktop_app.model.links import Links, Ref, Refs, Rows
from desktop_app.model.record import Derived, Lookup, Record, Registers, told
from desktop_app.model.text import folded
from desktop_app.printing.name_lists import seen
from desktop_app.printing.ways import DATED, WRITTEN, on_paper

Tell = Callable[[Entry, Lookup], Sequence[str]]
Reach = Callable[[Entry, Lookup], Sequence[Entry]]
Tally = Callable[[Sequence[Entry], Lookup], str]
Found = TypeVar("Found")
SEPARATOR = "; "
COUNT = "số dòng"
_LEAST_LIKENESS = 0.5


class Unknown(ValueError):
    """No label of this name; *likely* is the nearest one, or empty."""

    def __init__(self, label: str, likely: str) -> None:
        super().__init__(label)
        self.label = label
        self.likely = likely


class Ending(NamedTuple):
    """What is known of the field a path ends at: kind, role, height, its list of codes."""

    type_name: str = ""
    role: str = ""
    several_lines: bool = False
    codes: frozenset[str] = frozenset()


NO_FIELD = Ending()


def ending_of(item: Field[Any] | None) -> Ending:
    """Return what a path ending at *item* must know of it."""
    if item is None:
        return NO_FIELD
    codes = item.known() if isinstance(item, Choice) else ()
    return Ending(item.type_name, item.role, isinstance(item, LongText), frozenset(codes))


@dataclass(frozen=True)
class Path:
    """A resolved label path.

    *tell* gives the values from an entry, *reach* the entries or records themselves when the
    path ends at a list or a reference. *ending* says what is read at the end. *fact* names a value
    that is the same for the whole job (of the unit, the signer, the period), *ordinal* the number
    of a table's line, *tally* what is counted over a list.
    """

    label: str
    tell: Tell | None = None
    reach: Reach | None = None
    ending: Ending = NO_FIELD
    way: str = ""
    fact: str = ""
    ordinal: bool = False
    of_record: bool = False
    kind: type[Entry] | None = None
    tally: Tally | None = None

    def text(self, entry: Entry | None, lookup: Lookup) -> str:
        """Return the value as it is printed; empty when there is none."""
        if entry is None or self.tell is None or not entry.values:
            return ""
        return SEPARATOR.join([text for text in self.tell(entry, lookup) if text])


@dataclass
class _Candidates:
    """Labels that would have been possible where reading stopped, for the likeliest word."""

    depth: int = -1
    labels: list[str] = field(default_factory=list)
    wanted: str = ""

    def note(self, depth: int, labels: Iterable[str], wanted: str) -> None:
        if depth > self.depth:
            self.depth, self.labels, self.wanted = depth, [], wanted
        if depth == self.depth:
            self.labels.extend(labels)


def likeliest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that looks most like *word* without caring for marks, or ""."""
    keys = {folded(choice): choice for choice in choices}
    close = difflib.get_close_matches(folded(word), keys, n=1, cutoff=_LEAST_LIKENESS)
    return keys[close[0]] if close else ""


class Labels:
    """Resolves label paths over the declared registers and the facts of a job."""

    def __init__(self, registers: Registers, facts: Iterable[str]) -> None:
        self._registers = registers
        self._facts = tuple(facts)

    def path(self, text: str, kind: type[Entry], record: type[Record] | None = None) -> Path:
        """Return what *text* means in a register, or in a line of a child list of *record*.

        Raises Unknown.
        """
        if text == "STT":
            return Path(text, ordinal=True)
        fact = self._fact(text)
        if fact is not None:
            return fact
        candidates = _Candidates()
        found = self._resolve(kind, text, candidates, 0)
        if found is None and record is not None:
            found = self._resolve(record, text, candidates, 0)
            if found is not None:
                return replace(found, label=text, of_record=True)
        if found is None:
            raise Unknown(candidates.wanted, likeliest(candidates.wanted, self._all(candidates)))
        return replace(found, label=text)

    def _all(self, candidates: _Candidates) -> list[str]:
        return [*candidates.labels, *(self._facts if candidates.depth == 0 else ())]

    def _fact(self, text: str) -> Path | None:
        for name in self._facts:
            if text == name:
                return Path(text, fact=name)
            way = text.removeprefix(f"{name}/")
            if way != text and (way in WRITTEN or way in DATED):
                return Path(text, fact=name, way=way)
        return None

    def _resolve(
        self, kind: type[Entry], text: str, candidates: _Candidates, depth: int
    ) -> Path | None:
        items = _labelled(kind)
        candidates.note(depth, items, text)
        fitting = [label for label in items if text == label or text.startswith(f"{label}/")]
        for label in sorted(fitting, key=len, reverse=True):
            rest = text[len(label) + 1 :]
            found = self._through(items[label], rest, candidates, depth + 1)
            if found is not None:
                return found
        return None

    def _through(
        self, item: Field[Any] | Derived, rest: str, candidates: _Candidates, depth: int
    ) -> Path | None:
        if isinstance(item, Derived):
            found = _written(_derived(item), None, rest)
            return found and replace(found, ending=Ending(item.type_name))
        if isinstance(item, Rows):
            return self._through_rows(item, rest, candidates, depth)
        if rest == "" and isinstance(item, Ref | Refs):
            return Path("", _plain(item), _pointed(item), ending_of(item), kind=self._target(item))
        if rest == "" or rest in WRITTEN:
            return _written(_plain(item), item, rest)
        if rest in DATED:
            return Path("", _shown(item, DATED[rest]), ending=ending_of(item), way=rest)
        if isinstance(item, Ref | Refs) and not isinstance(item, Links):
            return self._through_reference(item, rest, candidates, depth)
        candidates.note(depth, [*WRITTEN, *DATED], rest)
        return None

    def _target(self, item: Ref | Refs) -> type[Record] | None:
        return self._registers.get(item.targets[0]) if item.targets else None

    def _through_rows(
        self, item: Rows[Any], rest: str, candidates: _Candidates, depth: int
    ) -> Path | None:
        if rest == "":
            return Path("", reach=_rows(item), ending=ending_of(item), kind=item.entry)
        inner = self._resolve(item.entry, rest, candidates, depth)
        if inner is None:
            candidates.note(depth, (COUNT,), rest)
            return _counted(item) if rest == COUNT else None
        return _beyond(_rows(item), inner)

    def _through_reference(
        self, item: Ref | Refs, rest: str, candidates: _Candidates, depth: int
    ) -> Path | None:
        inner = {
            target: found
            for target in item.targets
            if target in self._registers
            and (found := self._resolve(self._registers[target], rest, candidates, depth))
        }
        return _beyond(_pointed(item), _by_table(inner)) if inner else None


def _labelled(kind: type[Entry]) -> dict[str, Field[Any] | Derived]:
    items: dict[str, Field[Any] | Derived] = {
        item.label: item for item in reversed(kind.fields.values())
    }
    if issubclass(kind, Record):
        items.update({item.label: item for item in kind.derived})
    return items


def _counted(item: Rows[Any]) -> Path:
    def tell(entry: Entry, lookup: Lookup) -> Sequence[str]:
        return (str(len(entry.values.get(item.name) or ())),)

    return Path("", tell, way=COUNT)


def _plain(item: Field[Any]) -> Tell:
    if isinstance(item, Ref | Refs | Rows):
        return lambda entry, lookup: (on_paper(told(entry, item, lookup), item.role),)
    return _shown(item, lambda value: on_paper(item.show(value), item.role))


def _shown(item: Field[Any], show: Callable[[Any], str]) -> Tell:
    def tell(entry: Entry, lookup: Lookup) -> Sequence[str]:
        value = seen(entry, item, lookup)
        return () if value is None else (show(value),)

    return tell


def _derived(item: Derived) -> Tell:
    return lambda entry, lookup: (item.tell(entry, lookup),)


def _written(tell: Tell, item: Field[Any] | None, way: str) -> Path | None:
    if way == "":
        return Path("", tell, ending=ending_of(item))
    if way not in WRITTEN:
        return None
    write = WRITTEN[way]

    def tell_written(entry: Entry, lookup: Lookup) -> Sequence[str]:
        return [write(text) for text in tell(entry, lookup)]

    return Path("", tell_written, ending=ending_of(item), way=way)


def _pointed(item: Ref | Refs) -> Reach:
    def reach(entry: Entry, lookup: Lookup) -> Sequence[Entry]:
        value = entry.values.get(item.name)
        ids = (value,) if isinstance(value, str) else value or ()
        return [found for id in ids if (found := lookup.record(id)) is not None]

    return reach


def _rows(item: Rows[Any]) -> Reach:
    return lambda entry, lookup: item.typed(entry.values.get(item.name) or [])


def _beyond(reach: Reach, inner: Path) -> Path:
    """Return what lies behind the entries that *reach* finds."""
    return replace(
        inner,
        tell=_chained(reach, inner.tell) if inner.tell else None,
        reach=_chained(reach, inner.reach) if inner.reach else None,
    )


def _chained(
    reach: Reach, then: Callable[[Entry, Lookup], Sequence[Found]]
) -> Callable[[Entry, Lookup], list[Found]]:
    return lambda entry, lookup: [
        found for reached in reach(entry, lookup) for found in then(reached, lookup)
    ]


def _by_table(inner: Mapping[str, Path]) -> Path:
    """Return one path that goes on according to the register of the record it has reached."""

    def tell(entry: Entry, lookup: Lookup) -> Sequence[str]:
        then = inner.get(entry.table, _NOWHERE).tell if isinstance(entry, Record) else None
        return then(entry, lookup) if then else ()

    def reach(entry: Entry, lookup: Lookup) -> Sequence[Entry]:
        then = inner.get(entry.table, _NOWHERE).reach if isinstance(entry, Record) else None
        return then(entry, lookup) if then else ()

    first = next(iter(inner.values()))
    return replace(first, tell=tell if first.tell else None, reach=reach if first.reach else None)


_NOWHERE = Path("")
