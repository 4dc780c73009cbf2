"""The main job for each of the four registers of the work, by key presses in the real window."""

from pathlib import Path

import pytest

from desktop_app.model.text import folded
from desktop_app.printing.rereading import words_of
from desktop_app.registers.practice_day import DAY, Job
from desktop_app.ui.practice_run import Hands
from desktop_app.ui.window import Window


@pytest.mark.parametrize("job", DAY, ids=lambda job: job.register)
def test_a_record_is_typed_found_without_marks_corrected_and_printed(
    job: Job, window: Window, tmp_path: Path
) -> None:
    hands = Hands(window, tmp_path)

    pdf = hands.do(job)

    name, corrected = job.corrected
    (line,) = window.desk.find(job.register, job.typed["number"]).rows
    assert line.record.values[name] == corrected
    assert not line.draft
    first, second = window.desk.history(job.register, line.id)
    assert (first.kind, second.kind) == ("add", "edit")
    assert second.fields == {name: (job.typed[name], corrected)}
    printed = line.record.told(line.record.fields[job.printed], window.desk)
    assert folded(printed) in folded(words_of(pdf.read_bytes()))
    assert window.notices.refusals() == []
