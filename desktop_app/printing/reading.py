"""Reads a form file: a head of ``key: value`` lines, then Markdown an officer sees in Notepad.

No loops, no conditions, no code. Every line of the body is a paragraph of its own; ``#`` is the
kind of document, ``##`` its subject, ``###`` a centred line. Mistakes are Trouble naming the line.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from desktop_app.model.entry import Entry
from desktop_app.model.record import Record, Registers
from desktop_app.printing import fences
from desktop_app.printing.facts import FACTS
from desktop_app.printing.form import (
    Block,
    Form,
    Grid,
    Heading,
    Kind,
    Prose,
    Repeated,
    Spans,
)
from desktop_app.printing.mistakes import Where, Written
from desktop_app.printing.paths import Labels, Path, likeliest
from desktop_app.printing.picks import IS, LIST, ONLY, Pick, counted_of, pick_of, tally_of
from desktop_app.printing.spans import PathOf, resolved, spans_of

_MARKDOWN = MarkdownIt("zero").enable(["heading", "fence", "table"]).use(front_matter_plugin)
_KEYS = ("code", "version", "title", "register", "page", "series", "each", "only")
_NEEDED = ("code", "version", "title", "register")
_PAGES = ("portrait", "landscape")
_FENCES = ("header", "signature", "rows", "list", "qr")


def read(file: str, text: str, registers: Registers) -> Form:
    """Return the form a file describes. Raises Trouble."""
    return _Reader(file, unicodedata.normalize("NFC", text), registers).form()


class _Reader:
    """One reading of one file."""

    def __init__(self, file: str, text: str, registers: Registers) -> None:
        self._file = file
        self._text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self._lines = self._text.split("\n")
        self._registers = registers
        self._labels = Labels(registers, FACTS)
        self._lists = ""
        self._coded = False

    def form(self) -> Form:
        tokens = _MARKDOWN.parse(self._text)
        if not tokens or tokens[0].type != "front_matter":
            raise self._at(1).mistake("phải bắt đầu bằng phần đầu giữa hai dòng ---")
        head = self._head(tokens[0])
        self._register: type[Record] = self._registers[head["register"]]
        self._each_path = each = self._each(head)
        self._lists = self._listed_register(tokens)
        blocks = list(_titled(list(self._blocks(tokens[1:]))))
        return Form(
            code=head["code"],
            number=self._file[:2] if self._file[:2].isdigit() else "00",
            title=head["title"],
            register=head["register"],
            page=head.get("page") or _PAGES[0],
            version=head["version"],
            series=head.get("series", ""),
            file=self._file,
            text=self._text,
            blocks=tuple(blocks),
            kind=self._kind(each),
            lists=self._lists,
            each=each,
            only=self._only(head, each),
            coded=self._coded,
        )

    def _kind(self, each: Path | None) -> Kind:
        if each is not None:
            return "rows"
        if not self._lists:
            return "record"
        return "list" if self._lists == self._register.table else "listed"

    def _at(self, line: int) -> Where:
        return Where(self._file, line)

    def _head(self, token: Token) -> dict[str, str]:
        head: dict[str, str] = {}
        self._head_lines: dict[str, int] = {}
        for number, line in enumerate(token.content.split("\n"), start=2):
            if not line.strip():
                continue
            key, colon, value = line.partition(":")
            key = key.strip()
            if not colon or key not in _KEYS:
                raise self._at(number).mistake(
                    f"phần đầu không có mục «{key[:40]}»", likeliest(key, _KEYS)
                )
            head[key] = value.strip()
            self._head_lines[key] = number
        self._check_head(head)
        return head

    def _check_head(self, head: dict[str, str]) -> None:
        for key in _NEEDED:
            if not head.get(key):
                raise self._at(1).mistake(f"phần đầu thiếu mục «{key}»")
        self._one_of(head, "register", tuple(self._registers))
        if head.get("page"):
            self._one_of(head, "page", _PAGES)

    def _one_of(self, head: dict[str, str], key: str, allowed: Sequence[str]) -> None:
        if head[key] not in allowed:
            raise self._at(self._head_lines[key]).mistake(
                f"«{key}» không thể là «{head[key][:40]}»", likeliest(head[key], allowed)
            )

    def _each(self, head: dict[str, str]) -> Path | None:
        if not head.get("each"):
            return None
        where = self._at(self._head_lines["each"])
        path = resolved(head["each"], partial(self._labels.path, kind=self._register), where)
        if path.kind is None:
            raise where.mistake(f"«{path.label}» không phải là một danh sách")
        return path

    def _only(self, head: dict[str, str], each: Path | None) -> Pick | None:
        if not head.get("only") or each is None or each.kind is None:
            return None
        where = self._at(self._head_lines["only"])
        return resolved(head["only"], self._picks(each.kind), where)

    def _picks(self, kind: type[Entry]) -> Callable[[str], Pick]:
        return partial(pick_of, path_of=partial(self._labels.path, kind=kind))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            if token.type == "heading_open" and following is not None:
                yield self._heading(int(token.tag[1]), following)
            elif token.type == "paragraph_open" and following is not None:
                yield from (Prose(self._spans(line)) for line in self._written(following))
            elif token.type == "fence":
                yield from self._fence(token)
            elif token.type == "table_open":
                yield self._grid(self._written(token), None, "")

    def _written(self, token: Token) -> list[Written]:
        first, last = token.map or (0, 0)
        numbered = enumerate(self._lines[first:last], start=first + 1)
        return [Written(line.strip(), self._at(number)) for number, line in numbered]

    def _heading(self, level: int, token: Token) -> Heading:
        [line] = self._written(token)
        text = Written(token.content, line.where)
        return Heading(min(level, 3), self._spans(text, bold=level <= 2))

    def _fence(self, token: Token) -> Iterator[Block]:
        name, _, argument = token.info.strip().partition(" ")
        first = (token.map or (0, 0))[0] + 1
        where = self._at(first)
        numbered = enumerate(token.content.split("\n"), start=first + 1)
        lines = [Written(line.strip(), self._at(number)) for number, line in numbered]
        if name not in _FENCES:
            raise where.mistake(f"không có khối «{name[:40]}»", likeliest(name, _FENCES))
        if name == "header":
            yield fences.header(lines, self._spans, where)
        elif name == "signature":
            yield fences.signature(lines, self._spans, where)
        elif name == "rows":
            yield self._rows(argument.strip(), lines, where)
        elif name == "list":
            yield self._grid([line for line in lines if line.text], None, self._lists)
        else:
            self._coded = True

    def _rows(self, text: str, lines: Sequence[Written], where: Where) -> Block:
        label, _, sentence = text.partition(ONLY)
        path = resolved(label, self._path_of(None), where)
        if path.kind is None or path.reach is None:
            raise where.mistake(f"«{label}» không phải là một danh sách")
        only = resolved(sentence, self._picks(path.kind), where) if sentence else None
        filled = [line for line in lines if line.text]
        if filled and filled[0].text.startswith("|"):
            return replace(self._grid(filled, path, ""), only=only)
        spans = partial(self._spans, kind=path.kind)
        return Repeated(path, tuple(spans(line) for line in filled), only)

    def _listed_register(self, tokens: Sequence[Token]) -> str:
        """Return the register the form lists: counts over it may stand before the list."""
        for token in tokens:
            kind, _, name = token.info.strip().partition(" ")
            if token.type == "fence" and kind == "list":
                name = name.strip()
                if name not in self._registers:
                    raise self._at((token.map or (0, 0))[0] + 1).mistake(
                        f"không có sổ «{name[:40]}»", likeliest(name, tuple(self._registers))
                    )
                return name
        return ""

    def _grid(self, lines: Sequence[Written], path: Path | None, lists: str) -> Grid:
        heads = [self._spans(cell, bold=True) for cell in fences.cells(lines[0])]
        columns = tuple(fences.columns(lines, heads))
        kind = self._registers[lists] if lists else (path.kind if path else None)
        rows = tuple(self._row(line, len(columns), kind) for line in lines[2:])
        if (path or lists) and len(rows) != 1:
            raise lines[0].where.mistake("bảng này cần đúng một dòng mẫu dưới dòng gạch")
        return Grid(columns, rows, path, lists)

    def _row(self, line: Written, count: int, kind: type[Entry] | None) -> tuple[Spans, ...]:
        row = fences.cells(line)
        if len(row) != count:
            raise line.where.mistake(f"dòng này có {len(row)} ô, đầu bảng có {count} ô")
        return tuple(self._spans(cell, kind=kind) for cell in row)

    def _path_of(self, kind: type[Entry] | None) -> PathOf:
        def path_of(label: str) -> Path:
            if label.startswith(LIST) and self._lists:
                listed = self._registers[self._lists]
                inner = partial(self._labels.path, kind=listed)
                return tally_of(label.removeprefix(LIST), inner)
            each = self._each_path
            if IS in label:
                return counted_of(label, self._path_of(kind), self._labels.path)
            if kind is not None:
                return self._labels.path(label, kind, self._register)
            if each is not None and each.kind is not None:
                own = label.removeprefix(f"{each.label}/")
                return self._labels.path(own, each.kind, self._register)
            return self._labels.path(label, self._register)

        return path_of

    def _spans(
        self, line: Written, *, bold: bool = False, kind: type[Entry] | None = None
    ) -> Spans:
        return spans_of(line, self._path_of(kind), bold=bold)


def _titled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Mark the last line of each title: the Decree draws a rule under it."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Heading) and block.level <= 2:
            goes_on = isinstance(following, Heading) and following.level == 2
            yield Heading(block.level, block.spans, underlined=not goes_on)
        else:
            yield block
