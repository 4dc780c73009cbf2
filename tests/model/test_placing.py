"""A file takes its place although somebody looks at the old one for a moment."""

from pathlib import Path

import pytest

from desktop_app.model.placing import PAUSE_SECONDS, put_in_place


class Scanner:
    """Stands for a virus scanner that holds a file for some tries, as Windows lets it."""

    def __init__(self, tries: int) -> None:
        self.tries = tries
        self._replace = Path.replace

    def __call__(self, aside: Path, file: Path) -> Path:
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(13, "Quá trình không thể truy nhập tệp")
        return self._replace(aside, file)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A new file aside and the old one in its place."""
    aside, file = tmp_path / "a.moi", tmp_path / "a"
    aside.write_text("mới", "utf-8")
    file.write_text("cũ", "utf-8")
    return aside, file


@pytest.mark.parametrize("tries", [0, 3])
def test_it_waits_for_who_looks_at_the_file(
    files: tuple[Path, Path], tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside, file = files
    scanner = Scanner(tries)
    monkeypatch.setattr(Path, "replace", lambda one, other: scanner(one, other))
    put_in_place(aside, file)
    assert file.read_text("utf-8") == "mới"
    assert not aside.exists()


def test_who_does_not_let_go_is_told_and_nothing_is_lost(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    aside, file = files
    scanner = Scanner(2)
    monkeypatch.setattr(Path, "replace", lambda one, other: scanner(one, other))
    with pytest.raises(PermissionError):
        put_in_place(aside, file, 2 * PAUSE_SECONDS)
    assert (aside.read_text("utf-8"), file.read_text("utf-8")) == ("mới", "cũ")
