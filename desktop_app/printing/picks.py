"""Choosing lines of a list by one value, written as a sentence: ``Vai trò là Bên thứ nhất``.

The same words choose the entries a form prints, count a child list (``Thành viên/Lực lượng là
Công an``), and count a list of records: ``Danh sách/số dòng``, ``Danh sách/Trạng thái là Đã ký
hoặc Vi phạm``, ``Danh sách/tỷ lệ Trạng thái là Đã ký``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop_app.model.entry import Entry
from desktop_app.model.kinds import dotted
from desktop_app.model.record import Lookup
from desktop_app.printing.paths import COUNT, Path, Unknown, likeliest

LIST = "Danh sách/"
SHARE = "tỷ lệ "
IS, OR, ONLY = " là ", " hoặc ", ", chỉ "
PERCENT = 100


@dataclass(frozen=True)
class Pick:
    """Entries whose value at *path* is one of *values*."""

    path: Path
    values: tuple[str, ...]

    def holds(self, entry: Entry, lookup: Lookup) -> bool:
        """Whether an entry is picked."""
        return self.path.text(entry, lookup) in self.values


def pick_of(text: str, path_of: Callable[[str], Path]) -> Pick:
    """Return the pick a sentence describes. Raises Unknown for a label or value there is not."""
    label, found, values = text.partition(IS)
    path = path_of(label.strip())
    if not found:
        raise Unknown(text, f"{label.strip()}{IS}…")
    pick = Pick(path, tuple(value.strip() for value in values.split(OR)))
    codes = path.ending.codes
    for value in pick.values:
        if codes and value not in codes:
            raise Unknown(value, likeliest(value, codes))
    return pick


def counted_of(text: str, path_of: Callable[[str], Path], inner_of: Callable[..., Path]) -> Path:
    """Return the path that counts the picked entries of a child list. Raises Unknown."""
    label = text.partition(IS)[0]
    for place in (place for place, letter in enumerate(label) if letter == "/"):
        try:
            rows = path_of(label[:place])
        except Unknown:
            continue
        if rows.reach is not None and rows.kind is not None:
            return _counting(rows, pick_of(text[place + 1 :], partial(inner_of, kind=rows.kind)))
    return path_of(text)


def _counting(rows: Path, pick: Pick) -> Path:
    def tell(entry: Entry, lookup: Lookup) -> tuple[str, ...]:
        found = rows.reach(entry, lookup) if rows.reach else ()
        return (dotted(sum(pick.holds(one, lookup) for one in found)),)

    return Path(rows.label, tell, way=COUNT)


def tally_of(text: str, path_of: Callable[[str], Path]) -> Path:
    """Return the path that counts over a list what stands after ``Danh sách/``."""
    if text == COUNT:
        return Path(LIST + text, tally=lambda entries, lookup: dotted(len(entries)))
    share = text.startswith(SHARE)
    pick = pick_of(text.removeprefix(SHARE), path_of)

    def tally(entries: Sequence[Entry], lookup: Lookup) -> str:
        count = sum(pick.holds(entry, lookup) for entry in entries)
        if not share:
            return dotted(count)
        return _percent(count, len(entries)) if entries else ""

    return Path(LIST + text, tally=tally)


def _percent(part: int, whole: int) -> str:
    return f"{PERCENT * part / whole:.1f}".removesuffix(".0").replace(".", ",")
