"""How old somebody is on a day, where perhaps only the year of birth is known."""

from datetime import date


def age_on(born: str | None, day: date | None) -> int | None:
    """Return the full years from a birth date (1962, 1962-03 or 1962-03-05) to a day.

    What is not known of the birth date counts from its first day. None when either is missing.

    >>> age_on("1962-03-05", date(2026, 3, 4))
    63
    """
    if not born or day is None:
        return None
    first = date.fromisoformat(born + "0000-01-01"[len(born) :])
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))
