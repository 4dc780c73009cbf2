"""What wants attention today: what is late, due, or unfinished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.desk.session import Session
from desktop_app.model.query import Every
from desktop_app.model.record import Alert, Record
from desktop_app.store import lists, rows
from desktop_app.store.compiled import Sql

LEVELS = ("late", "due", "draft")
MOST_DRAFTS = 200
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


class AttentionActions(Session):
    """The page Hôm nay, and ``today`` on the terminal."""

    def alerts(self) -> list[AlertLine]:
        """Return what wants attention: clocks that run in minutes, then late, due, drafts."""
        found: list[AlertLine] = []
        for kind in self.registers.values():
            for alert in kind.alerts:
                found += self._alerted(kind, alert)
            drafts = lists.draft_ids(self.reading().connection, kind, MOST_DRAFTS)
            found += self._lines(kind, UNFINISHED, drafts)
        return sorted(
            found, key=lambda line: (not line.minutes, LEVELS.index(line.level), line.due)
        )

    def _alerted(self, kind: type[Record], alert: Alert) -> list[AlertLine]:
        asked = Sql(self.present, self.setting("thresholds", {}))
        # Drafts stand at the end; only a clock counted in minutes runs for them too.
        ids = lists.ids_where(
            self.reading().connection, kind, alert.condition, asked, drafts=alert.minutes
        )
        return self._lines(kind, alert, ids)

    def _lines(self, kind: type[Record], alert: Alert, ids: Iterable[str]) -> list[AlertLine]:
        reading = self.reading()
        return [
            AlertLine(
                kind.table,
                record.id,
                alert.name,
                alert.text,
                _due(record, alert),
                alert.level,
                record.caption(reading),
                alert.minutes,
            )
            for record in rows.by_ids(reading.connection, kind, ids)
        ]


def _due(record: Record, alert: Alert) -> str:
    value = record.values.get(alert.due.name) if alert.due else None
    if not value:
        return ""
    moment = datetime.fromisoformat(value) + timedelta(hours=alert.within)
    return moment.isoformat(timespec="minutes")
