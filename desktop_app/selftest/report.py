"""What the self-test tells: a line for each step, or one JSON document for a program."""

import json
from dataclasses import asdict, dataclass

from desktop_app.model.release import Release

OK, FAILED, SKIPPED = "ok", "failed", "skipped"
_SAID = {OK: "ok", FAILED: "LỖI", SKIPPED: "chưa chạy"}


@dataclass(frozen=True)
class Outcome:
    """How a step ended: *step* is its name for programs, *title* for people, *why* it failed."""

    step: str
    title: str
    state: str
    seconds: float
    why: str = ""

    @property
    def line(self) -> str:
        """Return the step's line for people."""
        reason = f"\n    {self.why}" if self.why else ""
        return f"{self.title:<44} {_SAID[self.state]:<9} {self.seconds:6.2f} giây{reason}"


def verdict(release: Release, outcomes: list[Outcome]) -> str:
    """Return the last line for people."""
    seconds = sum(one.seconds for one in outcomes)
    failed = next((one for one in outcomes if one.state == FAILED), None)
    told = f"hỏng ở bước «{failed.title}»" if failed else "mọi bước đều tốt"
    return f"Sổ ANTT {release.version} ({release.build}): {told}, {seconds:.1f} giây."


def document(release: Release, outcomes: list[Outcome]) -> str:
    """Return the JSON document for a program."""
    told = {
        "ok": all(one.state == OK for one in outcomes),
        "version": release.version,
        "build": release.build,
        "units": release.units.isoformat(),
        "seconds": round(sum(one.seconds for one in outcomes), 3),
        "steps": [asdict(one) for one in outcomes],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
