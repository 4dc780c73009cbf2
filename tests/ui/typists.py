"""Typists who write Vietnamese as input methods let them: letters come, go and come re-marked.

UniKey and its like send the letters typed, and when a key changes the word, Backspaces and the
letters anew. The desktop's own input methods show the word being composed until it is committed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.ui.robot import Robot

WRITTEN = "Nguyễn Thị Được"
STEPS = (
    "N Ng Ngu Nguy Nguye Nguyê Nguyên Nguyễn".split(),
    "T Th Thi Thị".split(),
    "D Đ Đu Đư Đưo Đươ Đươc Được".split(),
)
MILLISECONDS_A_KEY = 1000 // 12
BREATH_MILLISECONDS = 400  # longer than any editor waits before it suggests something


@dataclass(frozen=True)
class Typist:
    """What the fingers press for WRITTEN, and whether the key itself reaches the window first.

    *breath* is the key in the middle of a word before which he looks up; 0 when he does not.
    """

    keys: str
    key_arrives: bool
    breath: int = 0

    def strokes(self) -> Iterator[tuple[str, str]]:
        """Yield each key with what stands in the line after it."""
        before = ""
        for word, steps in zip(self.keys.split(), STEPS, strict=True):
            for key, after in zip(word, steps, strict=True):
                yield key, before + after
            before += steps[-1] + " "
            yield " ", before


TYPISTS = {
    "Telex": Typist("Nguyeenx Thij Dduwowcj", key_arrives=False),
    "VNI": Typist("Nguye6n4 Thi5 D9u7o7c5", key_arrives=True, breath=18),
}


def write(robot: Robot, typist: Typist) -> list[tuple[str, str]]:
    """Type WRITTEN key by key; return what stood in the line, and should have, where they differ.

    The first key goes wherever the focus is: a grid opens its cell for it.
    """
    wrong: list[tuple[str, str]] = []
    strokes = list(typist.strokes())[:-1]
    present, done = "", 0
    loop, clock = QEventLoop(), QTimer(interval=MILLISECONDS_A_KEY)

    def stroke() -> None:
        nonlocal present, done
        if done == len(strokes):
            loop.quit()
            return
        key, after = strokes[done]
        if present and words_of(robot.focused()) != present:
            wrong.append((words_of(robot.focused()), present))
        _send(robot, typist, key, present, after)
        present, done = after, done + 1
        clock.setInterval(BREATH_MILLISECONDS if done == typist.breath else MILLISECONDS_A_KEY)

    clock.timeout.connect(stroke)
    clock.start()
    loop.exec()
    clock.stop()
    return wrong


def _send(robot: Robot, typist: Typist, key: str, before: str, after: str) -> None:
    """Let the key arrive, or the Backspaces and letters that an input method makes of it."""
    if after == before + key:
        tap(robot.focused(), key)
        return
    if typist.key_arrives:
        tap(robot.focused(), key)
        before += key
    same = 0
    while before[same : same + 1] == after[same : same + 1] != "":
        same += 1
    for _ in before[same:]:
        tap(robot.focused(), "\b", Qt.Key.Key_Backspace)
    for letter in after[same:]:
        tap(robot.focused(), letter)


def tap(target: QWidget, letter: str, key: int = 0) -> None:
    """Press and release one key."""
    code = key or (ord(letter.upper()) if letter.isascii() else 0)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(target, event)


def compose(target: QWidget, *steps: str) -> None:
    """Show a word being composed, step by step; nothing of it is committed."""
    for step in steps:
        QApplication.sendEvent(target, QInputMethodEvent(step, []))


def words_of(widget: QWidget) -> str:
    """Return what stands in an editor."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()
