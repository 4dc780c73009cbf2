"""Which files of the inputs are shipped: the rules in ``trimming.txt``, each with its reason."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

RULES = Path(__file__).with_name("trimming.txt")
_LINE = re.compile(r"(keep|drop) (\S+) : (\S.*)")


class UnusedRule(Exception):
    """A rule fits nothing, so that the inputs are not what the rules were written for."""


@dataclass
class Rule:
    """One line of the rules; ``used`` is told by the files that met it."""

    keeps: bool
    pattern: str
    reason: str
    used: bool = False


@dataclass
class Trimming:
    """Decides file by file, and knows in the end which rule was idle."""

    rules: list[Rule] = field(default_factory=lambda: read(RULES.read_text("utf-8")))

    def keeps(self, name: str) -> bool:
        """Whether the file with this name, "/" between its parts, is shipped."""
        for rule in self.rules:
            if fnmatchcase(name, rule.pattern):
                rule.used = True
                return rule.keeps
        return True

    def finish(self) -> None:
        """Raise UnusedRule when a rule has met no file."""
        idle = [rule.pattern for rule in self.rules if not rule.used]
        if idle:
            raise UnusedRule(f"No file fits these rules of {RULES.name}: {', '.join(idle)}")


def read(text: str) -> list[Rule]:
    """Return the rules of a text. Raises ValueError for a line that is none."""
    rules = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"{RULES.name}: no rule: {line}")
        rules.append(Rule(found[1] == "keep", found[2], found[3]))
    return rules
