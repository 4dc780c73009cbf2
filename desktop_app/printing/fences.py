"""The parts of a form that must look official: header, signature, tables."""

import re
from collections.abc import Callable, Iterator, Sequence

from desktop_app.printing.form import (
    Column,
    Header,
    Recipients,
    Signatory,
    Signature,
    Spans,
)
from desktop_app.printing.mistakes import Where, Written
from desktop_app.printing.paths import likeliest

SpansOf = Callable[..., Spans]
_PLACE = re.compile(r"\[(.+?)\]\s*$")
LEFT, CENTRE, RIGHT, BELOW = "trái", "giữa", "phải", "dưới"
RECIPIENTS = "Nơi nhận"
_SEPARATOR = re.compile(r"(:?)(-+)(:?)")


def _parts(
    lines: Sequence[Written], allowed: tuple[str, ...], where: Where
) -> list[tuple[str, list[Written]]]:
    """Split the lines of a block at its [trái], [giữa], [phải], [dưới]."""
    parts: list[tuple[str, list[Written]]] = []
    for line in lines:
        found = _PLACE.fullmatch(line.text.strip())
        if found:
            if found[1] not in allowed:
                raise line.where.mistake(
                    f"không có chỗ «[{found[1]}]»", f"[{likeliest(found[1], allowed)}]"
                )
            parts.append((found[1], []))
        elif parts:
            parts[-1][1].append(line)
        elif line.text.strip():
            raise line.where.mistake("thiếu dòng [trái], [giữa] hoặc [phải] ở đầu khối")
    if not parts:
        raise where.mistake("khối này trống; cần có [trái], [giữa] hoặc [phải]")
    return parts


def header(lines: Sequence[Written], spans_of: SpansOf, where: Where) -> Header:
    """Return the head of a document. Raises Trouble."""
    sides: dict[str, tuple[Spans, ...]] = {}
    for place, part in _parts(lines, (LEFT, CENTRE, RIGHT), where):
        sides[place] = tuple(spans_of(line) for line in part if line.text.strip())
    return Header(sides.get(LEFT, ()), sides.get(RIGHT, ()), centred=CENTRE in sides)


def signature(lines: Sequence[Written], spans_of: SpansOf, where: Where) -> Signature:
    """Return the signatures. Raises Trouble."""
    rows: list[list[Signatory | Recipients]] = []
    below: list[Spans] = []
    last = ""
    order = (LEFT, CENTRE, RIGHT)
    for place, part in _parts(lines, (*order, BELOW), where):
        if place == BELOW:
            below.extend(spans_of(line) for line in part if line.text.strip())
            continue
        if not rows or not last or order.index(place) <= order.index(last):
            rows.append([])
        rows[-1].append(_column(part, spans_of))
        last = place
    return Signature(tuple(tuple(row) for row in rows), tuple(below))


def _column(lines: Sequence[Written], spans_of: SpansOf) -> Signatory | Recipients:
    filled = [line for line in lines if line.text.strip()]
    if filled and filled[0].text.strip("* ").startswith(RECIPIENTS):
        return Recipients(spans_of(filled[0]), tuple(spans_of(line) for line in filled[1:]))
    titles: list[Spans] = []
    remarks: list[Spans] = []
    names: list[Spans] = []
    signed = False
    for line in lines:
        text = line.text.strip()
        if not text:
            signed = signed or bool(titles)
        elif signed:
            names.append(spans_of(line, bold=True))
        elif text.startswith("("):
            remarks.append(spans_of(line))
        else:
            titles.append(spans_of(line, bold=True))
    return Signatory(tuple(titles), tuple(remarks), tuple(names))


def cells(line: Written) -> list[Written]:
    """Return the cells of a table's line."""
    text = line.text.strip().removeprefix("|").removesuffix("|")
    return [Written(part.strip(), line.where) for part in text.split("|")]


def columns(lines: Sequence[Written], heads: Sequence[Spans]) -> Iterator[Column]:
    """Yield the columns of a table from its line of dashes: their number is the share."""
    dashes = cells(lines[1]) if len(lines) > 1 else []
    if len(dashes) != len(heads):
        raise lines[-1].where.mistake(
            f"dòng gạch |---| có {len(dashes)} ô, dòng đầu bảng có {len(heads)} ô"
        )
    for head, dash in zip(heads, dashes, strict=True):
        found = _SEPARATOR.fullmatch(dash.text)
        if found is None:
            raise dash.where.mistake(f"«{dash.text[:40]}» không phải là ô gạch như ---")
        centred = bool(found[1] and found[3])
        yield Column(head, float(len(found[2])), "centre" if centred else "left")
