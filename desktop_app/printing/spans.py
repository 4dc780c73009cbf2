"""One line of a form: fixed words, places for values, dots for the pen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from markdown_it import MarkdownIt

from desktop_app.printing.fonts import face_of
from desktop_app.printing.form import Pen, Span, Spans, Text, Value
from desktop_app.printing.mistakes import Where, Written
from desktop_app.printing.paths import Path, Unknown
from desktop_app.printing.words import dated

PathOf = Callable[[str], Path]
Found = TypeVar("Found")
_PIECES = re.compile(r"\{\{(.*?)\}\}|(\.{4,})")
LINE_BREAK = "<br>"
_BROKEN = re.compile(r"\{\{|\}\}")
_EMPHASIS = MarkdownIt("zero").enable(["emphasis", "backticks"]).disable("backticks")


def spans_of(written: Written, path_of: PathOf, *, bold: bool = False) -> Spans:
    """Return the spans of a line, all of it bold if asked. Raises Trouble."""
    return tuple(_spans(written, path_of, bold=bold))


def _spans(written: Written, path_of: PathOf, *, bold: bool) -> Iterator[Span]:
    [inline] = _EMPHASIS.parseInline(written.text)
    strong, slanted = int(bold), 0
    for token in inline.children or ():
        if token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em"):
            slanted += token.nesting
        else:
            face = face_of(bold=strong > 0, italic=slanted > 0)
            yield from _pieces(token.content, face, path_of, written.where)


def _pieces(text: str, face: str, path_of: PathOf, where: Where) -> Iterator[Span]:
    done = 0
    for found in _PIECES.finditer(text):
        if found.start() > done:
            yield _text(text[done : found.start()], face, where)
        if found[2]:
            yield Pen(len(found[2]), face)
        else:
            yield Value(resolved(found[1].strip(), path_of, where), face)
        done = found.end()
    if done < len(text):
        yield _text(text[done:], face, where)


def _text(text: str, face: str, where: Where) -> Text:
    if _BROKEN.search(text):
        raise where.mistake("dấu {{ và }} không đi thành cặp")
    return Text(dated(text.replace(LINE_BREAK, "\n")), face)


def resolved(words: str, resolve: Callable[[str], Found], where: Where) -> Found:
    """Return what words of a form mean. Raises Trouble naming the line and the likeliest word."""
    try:
        return resolve(words)
    except Unknown as unknown:
        what = f"không có mục «{unknown.label}»"
        raise where.mistake(what, unknown.likely) from None


def refaced(spans: Spans, face: str) -> Spans:
    """Return the same spans, all in one face."""
    return tuple(replace(span, face=face) for span in spans)
