"""The import contracts of pyproject.toml hold, and each of them notices a planted fault."""

import os
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the desktop_app that lies in `folder`, by this project's contracts."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def cycles(root: Path, package: str = "desktop_app") -> set[tuple[str, str]]:
    """The imports that would have to go to make the package and every room in it free of cycles.

    Imports made for the type checker only are left out: they bind nothing at run time.
    """
    sys.path.insert(0, str(root))
    try:
        graph = grimp.build_graph(package, exclude_type_checking_imports=True, cache_dir=None)
    finally:
        sys.path.remove(str(root))
    rooms = [module for module in graph.modules if graph.find_children(module)]
    return {pair for room in rooms for pair in graph.nominate_cycle_breakers(room)}


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A lawful little desktop_app with one module in most rooms."""
    lawful = {
        "app.py": "import desktop_app.desk.save, desktop_app.registers.one, desktop_app.ui.window",
        "cli.py": "import desktop_app.desk.save",
        "desk/save.py": "import desktop_app.store.book, desktop_app.printing.pages",
        "model/field.py": "",
        "printing/pages.py": "import reportlab, desktop_app.model.field",
        "registers/one.py": "import desktop_app.model.field",
        "reports/count.py": "import desktop_app.store.book",
        "store/book.py": "import sqlite_utils, desktop_app.model.field",
        "updating/package.py": "import desktop_app.store.book",
        "ui/window.py": "import PySide6, desktop_app.desk.save",
    }
    for name, text in lawful.items():
        build(tmp_path, name, text)
    return tmp_path


def build(root: Path, name: str, text: str) -> None:
    """Write one module of the little house, and the package it lies in."""
    path = root / "desktop_app" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (root / "desktop_app" / "__init__.py").touch()
    (path.parent / "__init__.py").touch()
    path.write_text(text + "\n", "utf-8")


def test_this_project_keeps_every_contract() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_room_of_this_project_has_an_import_cycle() -> None:
    assert cycles(ROOT) == set()


def test_a_lawful_little_house_keeps_every_contract(small_house: Path) -> None:
    done = lint_imports(small_house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "unlawful", "broken"),
    [
        ("model/field.py", "import desktop_app.store.book", "Imports point inwards"),
        ("model/field.py", "import desktop_app.settings", "Imports point inwards"),
        ("store/book.py", "import desktop_app.desk.save", "Imports point inwards"),
        ("reports/count.py", "import desktop_app.printing.pages", "Imports point inwards"),
        ("desk/save.py", "import desktop_app.app", "Imports point inwards"),
        ("odds_and_ends.py", "", "Imports point inwards"),
        (
            "desk/save.py",
            "import desktop_app.registers.one",
            "Only the way in, what lies behind it",
        ),
        ("ui/window.py", "import desktop_app.store.book", "Window and terminal reach the book"),
        ("cli.py", "import desktop_app.store.book", "Window and terminal reach the book"),
        ("registers/one.py", "import desktop_app.store.book", "Window and terminal reach the book"),
        ("printing/pages.py", "import desktop_app.store.book", "Window and terminal reach"),
        ("ui/window.py", "import desktop_app.printing.pages", "What an officer can do"),
        ("ui/window.py", "import desktop_app.updating.package", "What an officer can do"),
        ("updating/package.py", "import desktop_app.printing.pages", "Imports point inwards"),
        (
            "registers/one.py",
            "import desktop_app.desk.save",
            "Only window, terminal, app",
        ),
        ("desk/save.py", "from PySide6.QtCore import QObject", "Only ui knows Qt"),
        ("desk/save.py", "import sqlcipher3.dbapi2", "Only store knows SQL"),
        ("ui/window.py", "import sqlite3", "Only store knows SQL"),
        ("desk/save.py", "import reportlab.pdfgen", "Only printing knows reportlab"),
        ("desk/save.py", "import openpyxl", "Only exchange knows workbooks"),
    ],
)
def test_an_unlawful_import_breaks_its_contract(
    small_house: Path, module: str, unlawful: str, broken: str
) -> None:
    build(small_house, "settings.py", "")
    build(small_house, module, unlawful)
    done = lint_imports(small_house)
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(line.startswith(broken) and "BROKEN" in line for line in done.stdout.splitlines()), (
        done.stdout
    )


def test_a_cycle_inside_a_room_is_found(small_house: Path) -> None:
    build(small_house, "model/record.py", "import desktop_app.model.field")
    build(small_house, "model/field.py", "import desktop_app.model.record")
    found = subprocess.run(
        [sys.executable, "-c", CYCLES_OF, str(small_house)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "desktop_app.model.field" in found.stdout


# In a process of its own: this one may have imported the real desktop_app.
CYCLES_OF = """
import sys
from pathlib import Path
sys.path.append(str(Path.cwd()))
from tests.architecture.test_import_contracts import cycles
print(cycles(Path(sys.argv[1])))
"""
