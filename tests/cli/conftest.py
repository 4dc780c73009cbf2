"""A post whose technician types commands, with a book and without one."""

from pathlib import Path

import pytest

from desktop_app.registers import REGISTERS
from tests.cli.post import Post


@pytest.fixture
def post(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Post:
    """A post on its first day."""
    return Post(folder, REGISTERS, monkeypatch, capsys)


@pytest.fixture
def bare_post(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Post:
    """A PC without a book."""
    return Post(tmp_path / "so", REGISTERS, monkeypatch, capsys)
