"""Another version of the program at work: on a copy of the book, and testing itself.

Two versions must understand each other here, so this is the whole contract, for good:

- ``python -B -m desktop_app update --try FOLDER``: the book's key comes as 64 hex digits and an
  end of line on standard input; opens the copy in FOLDER for writing, bringing it up to that
  version, checks all of it, and answers on standard output with one JSON document:
  ``{"format": 1, "records": 12, "findings": []}`` and exit code 0, or
  ``{"refused": "PB-01", "what": "…"}`` and exit code 1;
- ``python -B -m desktop_app --self-test``: exit code 0 when all works.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop_app.updating.installation import interpreter

TRY = "update", "--try"
SELF_TEST = "--self-test"
TRY_SECONDS, SELF_TEST_SECONDS = 3_600, 600
NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
NEWER_BOOK = "PB-01"


@dataclass(frozen=True)
class Tried:
    """What a version made of a copy of the book; *refused* is the code of its refusal, if any."""

    format: int = 0
    records: int = 0
    findings: tuple[str, ...] = ()
    refused: str = ""


class Failed(Exception):
    """The other version did not answer as agreed; the text is for whoever mends it."""


def try_on_copy(home: Path, copy: Path, key: bytes) -> Tried:
    """Let the version in *home* open the copy of the book in *copy*. Raises Failed."""
    done = _run(home, [*TRY, str(copy)], TRY_SECONDS, f"{key.hex()}\n")
    try:
        answer = json.loads(done.stdout)
        if done.returncode != 0:
            return Tried(refused=str(answer["refused"]))
        return Tried(int(answer["format"]), int(answer["records"]), tuple(answer["findings"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Failed(f"{done.returncode}: {done.stderr[-400:]}") from error


def self_test(home: Path) -> None:
    """Let the version in *home* test itself. Raises Failed."""
    done = _run(home, [SELF_TEST], SELF_TEST_SECONDS)
    if done.returncode != 0:
        raise Failed(f"{done.returncode}: {done.stderr[-400:]}")


def _run(
    home: Path, words: list[str], seconds: float, given: str = ""
) -> subprocess.CompletedProcess[str]:
    # -B: what Python would keep beside the sources is not in the manifest.
    command = [str(interpreter(home)), "-B", "-m", "desktop_app", *words]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            cwd=home / "app",
            env=plain,
            timeout=seconds,
            creationflags=NO_CONSOLE if sys.platform == "win32" else 0,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error)) from error
