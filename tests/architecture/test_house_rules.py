"""This project keeps the rules of the house, and each rule notices a planted fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import house_rules

ROOT = Path(__file__).resolve().parents[2]

RULES = [
    house_rules.shared_codes,
    house_rules.long_files,
    house_rules.empty_names,
    house_rules.named_registers,
    house_rules.private_subjects,
    house_rules.sql_outside_store,
    house_rules.sleeping_tests,
    house_rules.mocked_parts,
    house_rules.open_locks,
]
Rule = Callable[[Path], list[str]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_this_project_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        (house_rules.shared_codes, "desktop_app/desk/a.py", "f('a', 'XX-01')\nf('b', 'XX-01')\n"),
        (house_rules.long_files, "desktop_app/desk/save.py", "x = 1\n" * 301),
        (house_rules.long_files, "dev.py", "x = 1\n" * 301),
        (house_rules.empty_names, "desktop_app/model/utils.py", ""),
        (house_rules.empty_names, "desktop_app/ui/window_manager.py", ""),
        (house_rules.empty_names, "desktop_app/common/text.py", ""),
        (house_rules.empty_names, "desktop_app/ui/window.py", "class QWindowManager: pass"),
        (house_rules.empty_names, "tests/store/book.py", "class Base: pass"),
        (house_rules.named_registers, "desktop_app/ui/page.py", "open('pledge')"),
        (house_rules.named_registers, "desktop_app/desk/save.py", "x = f'{y}_patrol_date'"),
        (house_rules.named_registers, "desktop_app/cli.py", "load('desktop_app.registers.one')"),
        (house_rules.named_registers, "desktop_app/printing/a.py", "x = {'signer_person_id': 1}"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "religion = Text('Đạo')"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "faith = Text('Tôn giáo')"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "x = Rows(ethnicity=Text())"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "x = Text('Dân  tộc')"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "x = Text('Chính kiến')"),
        (house_rules.private_subjects, "forms/12.md", "Dân tộc: {{dan_toc}}"),
        (house_rules.private_subjects, "forms/12.md", "{{nguoi.tôn giáo}}"),
        (house_rules.sql_outside_store, "desktop_app/ui/a.py", "x = 'select id from person '"),
        (house_rules.sql_outside_store, "desktop_app/desk/a.py", "x = f'DELETE FROM {y}'"),
        (house_rules.sql_outside_store, "desktop_app/app.py", "x = 'PRAGMA key = 1'"),
        (house_rules.sleeping_tests, "tests/ui/test_a.py", "time.sleep(1)"),
        (house_rules.sleeping_tests, "tests/ui/test_a.py", "qtbot.wait(500)"),
        (house_rules.mocked_parts, "tests/a.py", "from unittest.mock import Mock"),
        (house_rules.mocked_parts, "tests/a.py", "from unittest import mock"),
        (house_rules.mocked_parts, "tests/a.py", "monkeypatch.setattr('desktop_app.cli.x', 1)"),
        (
            house_rules.mocked_parts,
            "tests/a.py",
            "from desktop_app.store import book\nmonkeypatch.setattr(book.Book, 'save', None)",
        ),
        (house_rules.open_locks, "packaging/requirements/run.txt", "click==8.5.1\n"),
        (
            house_rules.open_locks,
            "packaging/requirements/run.txt",
            "--index-url https://registry.example/simple\n",
        ),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, rule: Rule, file: str, text: str) -> None:
    plant(tmp_path, file, text)
    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        (house_rules.shared_codes, "desktop_app/desk/a.py", "x = 'XX-01'\nf('b', 'XX-01')\n"),
        (house_rules.long_files, "desktop_app/desk/save.py", "x = 1\n" * 300),
        (house_rules.empty_names, "desktop_app/model/database.py", "class Knowledgebase: pass"),
        (house_rules.named_registers, "desktop_app/registers/pledge.py", "table = 'pledge'"),
        (house_rules.named_registers, "desktop_app/model/a.py", '"""Such as a patrol."""'),
        (house_rules.named_registers, "desktop_app/model/a.py", "x = 'remediation'"),
        (house_rules.private_subjects, "desktop_app/registers/a.py", "x = ('Cơ sở tôn giáo',)"),
        (house_rules.private_subjects, "forms/12.md", "dân tộc: ........; {{quoc_tich}}"),
        (house_rules.sql_outside_store, "desktop_app/store/a.py", "x = 'SELECT id FROM t '"),
        (house_rules.sql_outside_store, "desktop_app/ui/a.py", "x = 'Select a form'"),
        (house_rules.mocked_parts, "tests/a.py", "monkeypatch.setattr(shutil, 'disk_usage', f)"),
        (
            house_rules.open_locks,
            "packaging/requirements/run.txt",
            f"click==8.5.1 ; sys_platform == 'win32' \\\n    --hash=sha256:{'0a' * 32}\n",
        ),
    ],
)
def test_what_is_lawful_is_left_alone(tmp_path: Path, rule: Rule, file: str, text: str) -> None:
    plant(tmp_path, file, text)
    assert rule(tmp_path) == []


def plant(root: Path, file: str, text: str) -> None:
    """Write one file into a source tree that holds nothing else."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")
