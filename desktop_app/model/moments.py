"""The time an officer lives in: Vietnam's, whatever the PC's time zone says.

Values are naive dates and datetimes in UTC+7 (Vietnam keeps no summer time); only the
ledger's wall time carries its offset.
"""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

FIXING = "SO_ANTT_NOW"
VIETNAM = timezone(timedelta(hours=7), "ICT")


def now() -> datetime:
    """Return the present moment in Vietnam, naive, to the second.

    The environment variable SO_ANTT_NOW fixes it for demonstrations and tests of processes.
    """
    fixed = os.environ.get(FIXING)
    if fixed:
        return datetime.fromisoformat(fixed).replace(tzinfo=None)
    return datetime.now(tz=VIETNAM).replace(tzinfo=None, microsecond=0)


def moment_words(wall: str) -> str:
    """Return a wall time, or a moment without an offset, as an officer reads it.

    >>> moment_words("2026-11-05T07:02:10+00:00"), moment_words("2026-11-05T14:02")
    ('05/11/2026 14:02', '05/11/2026 14:02')
    """
    moment = datetime.fromisoformat(wall)
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return f"{moment:%d/%m/%Y %H:%M}"


def today() -> date:
    """Return the present day in Vietnam."""
    return now().date()


@dataclass(frozen=True)
class Relative:
    """A moment counted from now, resolved when a condition is asked.

    *setting* names the threshold a chief may change; *unit* is hours or days.
    """

    amount: int
    unit: str
    setting: str = ""

    def at(self, present: datetime, thresholds: dict[str, int] | None = None) -> datetime:
        """Return the moment meant when it is *present*."""
        amount = self.amount
        if self.setting and thresholds and self.setting in thresholds:
            amount = thresholds[self.setting] if self.amount >= 0 else -thresholds[self.setting]
        if self.unit == "year_start":
            return present.replace(month=1, day=1, hour=0, minute=0, second=0)
        if self.unit == "hours":
            return present + timedelta(hours=amount)
        return present + timedelta(days=amount)


def hours_ago(amount: int, setting: str = "") -> Relative:
    """Return the moment *amount* hours before now."""
    return Relative(-amount, "hours", setting)


def hours_ahead(amount: int, setting: str = "") -> Relative:
    """Return the moment *amount* hours after now."""
    return Relative(amount, "hours", setting)


def days_ago(amount: int, setting: str = "") -> Relative:
    """Return the moment *amount* days before now."""
    return Relative(-amount, "days", setting)


def days_ahead(amount: int, setting: str = "") -> Relative:
    """Return the moment *amount* days after now."""
    return Relative(amount, "days", setting)


def present() -> Relative:
    """Return now itself."""
    return Relative(0, "hours")


def year_start() -> Relative:
    """Return 1 January of the present year."""
    return Relative(0, "year_start")
