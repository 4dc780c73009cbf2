"""Rules of the house no linter knows. Each reads a source tree and gives one line per fault."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 300

EMPTY_NAMES = frozenset(
    "base bases common helper helpers manager managers misc util utility utilities utils".split()
)

# Words by which the first registers can be told; a general room asks for a role instead.
REGISTER_NAMES = re.compile(
    r"(?<![a-z])(patrol|pledge|mediation|surrender|signer_person_id|rehabilitation)"
    r"|desktop_app\.registers",
    re.IGNORECASE,
)

# Sensitive personal data (Law 91/2025/QH15, Decree 356/2025/NĐ-CP) no duty here calls for.
PRIVATE_SUBJECTS = re.compile(
    r"religio|ethnic|politic|opinion|ideolog|party_member"
    r"|ton_?giao|dan_?toc|chinh_?kien|quan_?diem|tin_?nguong|dang_?phai|dang_?vien"
)
# An organisation may be of this type; that says nothing of a person's belief.
LAWFUL_PHRASES = ("cơ sở tôn giáo",)

SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s"
    r"|CREATE\s+(TABLE|INDEX|VIEW|TRIGGER|VIRTUAL)\s|DROP\s+TABLE\s|PRAGMA\s)",
    re.IGNORECASE | re.DOTALL,
)

LOCKED = re.compile(r"[a-z0-9.-]+==\S+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")


CODE = re.compile(r"[A-Z]{2,4}-\d{1,2}")


def shared_codes(root: Path) -> list[str]:
    """Codes of troubles that stand for two things: an officer reads them out on the telephone."""
    places: dict[str, list[str]] = {}
    for path in _sources(root, "desktop_app"):
        for node in ast.walk(_tree(path)):
            given = node.args if isinstance(node, ast.Call) else []
            for each in given:
                told = each.value if isinstance(each, ast.Constant) else None
                if isinstance(told, str) and CODE.fullmatch(told):
                    places.setdefault(told, []).append(_place(path, root, each))
    return [f"{code}: {', '.join(at)}" for code, at in places.items() if len(at) > 1]


def long_files(root: Path) -> list[str]:
    """Files that have grown into two rooms."""
    return [
        f"{_name(path, root)} has {lines} lines, at most {LONGEST_FILE} are allowed"
        for path in _sources(root, "desktop_app", "tests", "packaging", "dev.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]


def empty_names(root: Path) -> list[str]:
    """Modules and classes whose name says nothing of what they do."""
    faults = []
    for path in _sources(root, "desktop_app", "tests"):
        parts = path.relative_to(root).with_suffix("").parts
        faults += [f"{_name(path, root)}: {p}" for p in parts if set(p.split("_")) & EMPTY_NAMES]
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef):
                words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", node.name)
                if {word.lower() for word in words} & EMPTY_NAMES:
                    faults.append(f"{_place(path, root, node)}: class {node.name}")
    return faults


def named_registers(root: Path) -> list[str]:
    """String literals outside `registers`, and the way in, that name one particular register."""
    return [
        f"{_place(path, root, literal)}: {words!r}"
        for path in _sources(root, "desktop_app")
        if not {"registers", "__main__.py"} & set(path.relative_to(root).parts[:2])
        for literal, words in _literals(_tree(path))
        if REGISTER_NAMES.search(words)
    ]


def private_subjects(root: Path) -> list[str]:
    """Fields of registers, and blanks of forms, that ask for belief, ethnicity or opinions."""
    faults = []
    for path in _sources(root, "desktop_app/registers"):
        tree = _tree(path)
        faults += [
            f"{_place(path, root, node)}: {words}"
            for node, words in [*_literals(tree), *_names(tree)]
            if _asks_private(words)
        ]
    for path in sorted(root.glob("forms/**/*.md")):
        blanks = re.findall(r"\{\{(.*?)\}\}", path.read_text("utf-8"), re.DOTALL)
        faults += [f"{_name(path, root)}: {blank}" for blank in blanks if _asks_private(blank)]
    return faults


def sql_outside_store(root: Path) -> list[str]:
    """String literals outside `store` that are SQL."""
    return [
        f"{_place(path, root, literal)}: {words[:60]!r}"
        for path in _sources(root, "desktop_app")
        if "store" not in path.relative_to(root).parts[:2]
        for literal, words in _literals(_tree(path))
        if SQL.match(words)
    ]


def sleeping_tests(root: Path) -> list[str]:
    """Tests that wait for time to pass instead of for the thing to happen."""
    asleep = {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QTest.qSleep"}
    return [
        f"{_place(path, root, node)}: {ast.unparse(node.func)}"
        for path in _sources(root, "tests")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in asleep
    ]


def mocked_parts(root: Path) -> list[str]:
    """Tests that put a dummy in the place of our own code."""
    return [
        f"{_place(path, root, node)}: {ast.unparse(node)}"
        for path in _sources(root, "tests")
        for node in _mocking(_tree(path))
    ]


def open_locks(root: Path) -> list[str]:
    """Locks that name a registry, or hold a requirement without its hash."""
    return [
        f"{_name(path, root)}: {line[:60]}"
        for path in sorted(root.glob("packaging/requirements/*.txt"))
        for line in path.read_text("utf-8").replace("\\\n", " ").splitlines()
        if not LOCKED.fullmatch(line)
    ]


def _sources(root: Path, *places: str) -> Iterator[Path]:
    for place in places:
        path = root / place
        yield from [path] if path.is_file() else sorted(path.glob("**/*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _literals(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every string literal that is not a docstring."""
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node, node.value


def _names(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Names that are given to something: assigned, or passed as a keyword."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
        elif isinstance(node, ast.keyword) and node.arg:
            yield node, node.arg


def _asks_private(words: str) -> bool:
    text = unicodedata.normalize("NFC", words).lower()
    for phrase in LAWFUL_PHRASES:
        text = text.replace(phrase, "")
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return PRIVATE_SUBJECTS.search(re.sub(r"\s+", "_", letters)) is not None


def _mocking(tree: ast.Module) -> Iterator[ast.AST]:
    """Imports of a mock library, and replacements of something this project made."""
    ours = _names_imported_from(tree, "desktop_app")
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom() if _imports_mock(node):
                yield node
            case ast.Call() if _replaces(node, ours):
                yield node


def _names_imported_from(tree: ast.Module, package: str) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package:
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {
                alias.asname or package
                for alias in node.names
                if alias.name.split(".")[0] == package
            }
    return names


def _imports_mock(node: ast.ImportFrom | ast.Import) -> bool:
    modules = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        modules = [f"{node.module}.{name}" for name in modules]
    return any(module.startswith(("unittest.mock", "mock")) for module in modules)


def _replaces(node: ast.Call, ours: set[str]) -> bool:
    """Whether this is monkeypatch.setattr(part of ours, ...)."""
    if not (ast.unparse(node.func) == "monkeypatch.setattr" and node.args):
        return False
    target = ast.unparse(node.args[0])
    return target.strip("'\"").split(".")[0] in ours | {"desktop_app"}


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _place(path: Path, root: Path, node: ast.AST) -> str:
    return f"{_name(path, root)}:{getattr(node, 'lineno', 0)}"
