"""A police post whose technician types commands: the real book, the real terminal."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli import terminal
from desktop_app.registers.practice import practice_records
from tests.conftest import PASSWORD, PRESENT

if TYPE_CHECKING:
    import pytest

    from desktop_app.model.record import Registers


@dataclass(frozen=True)
class Answer:
    """What a command left: its exit code and its two streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the one JSON document of the answer."""
        return json.loads(self.out)


class Post:
    """Types commands into this process and gathers the answers."""

    def __init__(
        self,
        folder: Path,
        registers: Registers,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.folder = folder
        self.registers = registers
        self._patch = monkeypatch
        self._streams = capsys
        monkeypatch.setenv("SO_ANTT_DATA", str(folder))
        monkeypatch.setenv("SO_ANTT_PASSWORD", PASSWORD)
        monkeypatch.setenv("SO_ANTT_NOW", PRESENT.isoformat())
        monkeypatch.delenv("SO_ANTT_USER", raising=False)

    def type(self, *words: str, given: str | bytes = b"") -> Answer:
        """Run one command with *given* on its standard input."""
        data = given.encode() if isinstance(given, str) else given
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self._streams.readouterr()
        code = terminal.main(words, self.registers, practice_records)
        said = self._streams.readouterr()
        return Answer(code, said.out, said.err)

    def ask(self, *words: str, given: str | bytes = b"") -> Any:
        """Return the JSON answer of a command that must succeed."""
        answer = self.type("--json", *words, given=given)
        assert answer.code == 0, answer.err
        return answer.json

    def refuse(self, *words: str, given: str | bytes = b"") -> str:
        """Return why a command was refused; the book must be as it was before."""
        before = self.ask("digest")
        answer = self.type(*words, given=given)
        assert answer.code == 1, answer
        assert self.ask("digest") == before
        code, _, rest = answer.err.partition(": ")
        assert code.isascii()
        assert len(rest.splitlines()) >= 3, "cause, meaning and next step"
        return answer.err

    def misuse(self, *words: str) -> str:
        """Return what was wrong with the usage."""
        answer = self.type(*words)
        assert (answer.code, answer.out) == (2, "")
        return answer.err

    def add(self, register: str, **values: Any) -> str:
        """Save one record and return its id."""
        saved = self.ask("add", register, "--from", "-", given=json.dumps(values))
        assert len(saved["ids"]) == 1
        return str(saved["ids"][0])

    def edit(self, register: str, id: str, *words: str, **values: Any) -> Any:
        """Change fields and return the answer."""
        return self.ask("edit", register, id, "--from", "-", *words, given=json.dumps(values))

    def fields(self, register: str, id: str) -> dict[str, Any]:
        """Return a record's fields as the terminal shows them."""
        return dict(self.ask("show", register, id)["fields"])


def unlocked_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a process that works on the book in *folder*."""
    return {
        **os.environ,
        "SO_ANTT_DATA": str(folder),
        "SO_ANTT_PASSWORD": PASSWORD,
        "SO_ANTT_NOW": PRESENT.isoformat(),
    }
