"""How an officer likes to see the lists: columns and widths, and ways of looking by name.

Filters may hold names, so all of it lies in the encrypted book, for this PC alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.model.field import Json
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble

LONGEST_NAME = 60


@dataclass(frozen=True)
class Layout:
    """The columns of a list from left to right, and the widths chosen, in characters."""

    columns: Sequence[str] = ()
    widths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """A way of looking at a list: words, filters, order, columns; called by a name."""

    name: str
    text: str = ""
    where: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    descending: bool | None = None
    columns: Sequence[str] = ()


class ViewActions(Session):
    """Keeping what an officer chose for the lists."""

    @needs(Action.OWN)
    def layout(self, register: str) -> Layout:
        """Return the columns this officer chose for a list; empty when he has not."""
        return Layout(**self._kept_for(register).get("layout", {}))

    @needs(Action.OWN)
    def keep_layout(self, register: str, layout: Layout) -> None:
        """Keep this officer's columns of a list."""
        self._keep_for(register, "layout", asdict(layout))

    @needs(Action.OWN)
    def views(self, register: str) -> list[View]:
        """Return this officer's ways of looking at a list, as he added them."""
        return [View(**one) for one in self._kept_for(register).get("views", [])]

    @needs(Action.OWN)
    def keep_view(self, register: str, view: View) -> None:
        """Keep a way of looking at a list; one of the same name is replaced. Raises Trouble."""
        if not clean(view.name):
            raise Trouble(
                "Chưa đặt tên cho bộ lọc.",
                "Bộ lọc chưa được lưu.",
                "Hãy ghi một tên ngắn rồi lưu lại.",
                "BL-01",
            )
        named = View(**{**asdict(view), "name": str(clean(view.name))[:LONGEST_NAME]})
        others = [one for one in self.views(register) if one.name != named.name]
        self._keep_for(register, "views", [asdict(one) for one in [*others, named]])

    @needs(Action.OWN)
    def drop_view(self, register: str, name: str) -> None:
        """Forget a way of looking at a list."""
        others = [one for one in self.views(register) if one.name != name]
        self._keep_for(register, "views", [asdict(one) for one in others])

    def _kept_for(self, register: str) -> dict[str, Any]:
        found = self.book.document(self._document).get(register, {})
        return found if isinstance(found, dict) else {}

    def _keep_for(self, register: str, what: str, value: Json) -> None:
        with self.book.transaction():
            kept = self.book.document(self._document)
            kept.setdefault(register, {})[what] = value
            self.book.set_meta(self._document, json.dumps(kept, ensure_ascii=False))

    @property
    def _document(self) -> str:
        return f"lists:{self.me}"
