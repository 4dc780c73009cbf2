"""What wants attention today: what is late, due, or unfinished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from desktop_app.desk.answers import Answers
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.model.approval import RETURNED, VOIDED, WAITING, void_words
from desktop_app.model.kinds import dotted
from desktop_app.model.query import Every, registers_in
from desktop_app.model.record import Alert, Record
from desktop_app.model.trouble import Trouble
from desktop_app.store import lists, rows
from desktop_app.store.compiled import Sql

LEVELS = ("late", "due", "draft")
MOST_DRAFTS = 200
LONGEST = 9_999  # hours or days; a longer span would silence an alert for ever
RETURNED_TO_ME = Alert("approval_returned", "Chỉ huy trả lại", Every(()))
FOR_THE_CHIEF = Alert("approval_waiting", "Chờ chỉ huy duyệt", Every(()))
UNFINISHED = Alert("draft", "Hồ sơ còn là bản nháp", Every(()), level="draft")


@dataclass(frozen=True)
class AlertLine:
    """Something due or late; *due* is the ISO moment it was or is due, or empty.

    *minutes* asks for a clock that counts the minutes to (or since) that moment.
    """

    register: str
    id: str
    alert: str
    text: str
    due: str
    level: str
    caption: str
    minutes: bool


@dataclass(frozen=True)
class Threshold:
    """A span after which an alert speaks: *amount* in *unit* (``hours`` or ``days``), which a
    chief may change; *usual* is what the registers declare."""

    name: str
    register: str
    text: str
    amount: int
    usual: int
    unit: str


class Wanting(NamedTuple):
    """How many things of a register want attention, and whether one of them is late."""

    number: int
    late: bool


@dataclass(frozen=True)
class Attention:
    """What wants attention: lines, the most urgent first, and counts by register."""

    lines: list[AlertLine]
    counts: dict[str, Wanting]


class AttentionActions(Session):
    """The page Hôm nay, and ``today`` on the terminal."""

    @needs(Action.READ)
    def thresholds(self) -> list[Threshold]:
        """Return the declared thresholds in the order of the registers, each once."""
        changed = self.changed_thresholds()
        found: dict[str, Threshold] = {}
        for kind in self.registers.values():
            for alert in kind.alerts:
                for name, moment in alert.thresholds().items():
                    usual = abs(moment.amount)
                    amount = changed.get(name, usual)
                    found[name] = Threshold(
                        name, kind.table, alert.told(changed), amount, usual, moment.unit
                    )
        return list(found.values())

    @needs(Action.UNIT)
    def set_thresholds(self, amounts: dict[str, int]) -> None:
        """Change after how long alerts speak on this PC. Raises Trouble."""
        known = {each.name: each.usual for each in self.thresholds()}
        for name, amount in amounts.items():
            if name not in known or not 1 <= amount <= LONGEST:
                raise Trouble(
                    f"Thời hạn nhắc việc phải là số từ 1 đến {dotted(LONGEST)}.",
                    "Các thời hạn cũ vẫn được giữ.",
                    "Hãy sửa lại con số rồi lưu.",
                    "NV-01",
                )
        kept = self.changed_thresholds() | amounts
        self.set_setting("thresholds", {n: v for n, v in kept.items() if v != known.get(n)})

    def changed_thresholds(self) -> dict[str, int]:
        """Return the thresholds that differ from the declared ones."""
        kept = self.setting("thresholds", {})
        return {name: value for name, value in kept.items() if isinstance(value, int)}

    @needs(Action.READ)
    def alerts(self) -> list[AlertLine]:
        """Return all that wants attention: clocks that run in minutes, then late, due, drafts."""
        return self.attention().lines

    @needs(Action.READ)
    def attention(self, most: int = -1) -> Attention:
        """Return how much of each register wants attention, and the *most* urgent lines of it."""
        wanting = sorted(self._wanting(), key=_urgency)
        counts: dict[str, Wanting] = {}
        lines: list[AlertLine] = []
        for kind, alert, ids in wanting:
            known = counts.get(kind.table, Wanting(0, late=False))
            late = known.late or alert.level == "late"
            counts[kind.table] = Wanting(known.number + len(ids), late=late)
            room = len(ids) if most < 0 else max(most - len(lines), 0)
            lines += self._lines(kind, alert, ids[:room])
        lines.sort(key=lambda line: (not line.minutes, LEVELS.index(line.level), line.due))
        return Attention(lines, counts)

    @cached_property
    def _answers(self) -> Answers:
        return Answers()

    def _wanting(self) -> Iterator[tuple[type[Record], Alert, list[str]]]:
        """Yield each alert that speaks, with the ids of its records, the longest due first."""
        with self._answers.looking(self.reading().connection):
            for kind in self.registers.values():
                for alert in kind.alerts:
                    asked = Sql(self.present, self.changed_thresholds())
                    question = lists.alerted(kind, alert, asked)
                    ids = self._answering(kind, question, *registers_in(alert.condition))
                    if ids:
                        yield kind, alert, ids
                yield from self._in_approval(kind)
                drafts = self._answering(kind, lists.drafts(kind, MOST_DRAFTS))
                if drafts:
                    yield kind, UNFINISHED, drafts

    def _in_approval(self, kind: type[Record]) -> Iterator[tuple[type[Record], Alert, list[str]]]:
        """Yield what was returned to the officer, and to a chief what waits for him."""
        returned = lists.in_approval(kind, (RETURNED,))
        mine = self._answers.ids(
            (RETURNED_TO_ME, kind.table),
            (returned, self.me),
            frozenset((kind.table,)),
            lambda: self._owned(kind, returned),
        )
        if mine:
            yield kind, RETURNED_TO_ME, mine
        if self.may(Action.APPROVE):
            waiting = self._answering(kind, lists.in_approval(kind, WAITING))
            if waiting:
                yield kind, FOR_THE_CHIEF, waiting

    def _answering(self, kind: type[Record], question: lists.Question, *besides: str) -> list[str]:
        connection = self.reading().connection
        return self._answers.ids(
            question.statement,
            question,
            frozenset((kind.table, *besides)),
            lambda: lists.ids(connection, question),
        )

    def _owned(self, kind: type[Record], question: lists.Question) -> list[str]:
        connection = self.reading().connection
        found = rows.by_ids(connection, kind, lists.ids(connection, question))
        return [one.id for one in found if self.owns(one)]

    def _lines(self, kind: type[Record], alert: Alert, ids: Iterable[str]) -> list[AlertLine]:
        reading, changed = self.reading(), self.changed_thresholds()
        return [
            AlertLine(
                kind.table,
                record.id,
                alert.name,
                _said(record, alert, changed),
                _due(record, alert, changed),
                alert.level,
                record.caption(reading),
                alert.minutes,
            )
            for record in rows.by_ids(reading.connection, kind, ids)
        ]


def _urgency(wanting: tuple[type[Record], Alert, list[str]]) -> tuple[bool, int]:
    return not wanting[1].minutes, LEVELS.index(wanting[1].level)


def _said(record: Record, alert: Alert, changed: dict[str, int]) -> str:
    if alert is RETURNED_TO_ME:
        return f"{alert.text}: {record.remark}"
    if alert is FOR_THE_CHIEF and record.approval == VOIDED:
        return f"{void_words(record)}; chờ duyệt lại"
    return alert.told(changed)


def _due(record: Record, alert: Alert, changed: dict[str, int]) -> str:
    value = record.values.get(alert.due.name) if alert.due else None
    if not value:
        return ""
    moment = datetime.fromisoformat(value)
    if alert.within is not None:
        moment = alert.within.at(moment, changed)
    return moment.isoformat(timespec="minutes")
