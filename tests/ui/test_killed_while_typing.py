"""The program killed in the middle of a word: what was typed is offered at the next start."""

import os
import subprocess
import sys
from pathlib import Path

from desktop_app.ui.robot import Robot
from tests.conftest import Opener
from tests.ui.half_typed import LONG, NAME
from tests.ui.test_entry_form import form_of, text
from tests.ui.typists import MILLISECONDS_A_KEY
from tests.windows import Shower

ROOT = Path(__file__).parents[2]
KEYS = 60
KEYS_IN_TWO_SECONDS = 2_000 // MILLISECONDS_A_KEY


def killed_while_typing(folder: Path) -> int:
    """Start the program, let it type, kill it in the middle; return how many keys were pressed."""
    command = [sys.executable, "-m", "tests.ui.half_typed", str(folder)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=surroundings, cwd=ROOT
    ) as typing:
        assert typing.stdout is not None
        pressed = 0
        for line in typing.stdout:
            pressed = int(line)
            if pressed == KEYS:
                typing.kill()
    assert pressed >= KEYS
    return pressed


def test_nothing_but_the_last_two_seconds_is_lost(
    folder: Path, opened: Opener, show: Shower
) -> None:
    pressed = killed_while_typing(folder)

    window = show(opened(folder))
    robot = Robot(window)
    robot.until(lambda: any("đang gõ dở" in words for words in window.notices.texts()))
    window.notices.press("Gõ tiếp")

    form = form_of(window)
    assert text(form, "full_name") == NAME
    assert text(form, "birth_date") == "31/02/19"
    note = form.body.boxes["note"].editor.value()
    assert (LONG * KEYS).startswith(note)
    assert pressed - len(note) <= KEYS_IN_TWO_SECONDS + len(LONG)
