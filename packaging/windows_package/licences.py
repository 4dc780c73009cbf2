"""The licences of everything shipped, in one folder with an index that the program can show."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any, TypedDict

from windows_package.inputs import ROOT, Inputs

PARTS = ROOT / "packaging" / "licences" / "parts.json"
INDEX = "index.json"
_TELLING = ("licen", "copying", "notice", "authors", "sbom")
# The libraries are used under the LGPL; the text of the other choice would only mislead.
_OTHER_CHOICE = "LicenseRef-Qt-Commercial.txt"
_FROM_PYTHON = "python:"


class NoLicence(Exception):
    """Something shipped does not say under which licence."""


@dataclass(frozen=True)
class Part:
    """One thing shipped; *files* are names in the folder of licences."""

    name: str
    version: str
    licence: str
    files: list[str]


class Added(TypedDict):
    """What ``parts.json`` adds: parts no wheel brings, names of licences, texts of wheels."""

    parts: list[dict[str, Any]]
    named: dict[str, str]
    more: dict[str, list[str]]


def collect(folder: Path, inputs: Inputs, shipped: Sequence[Path]) -> list[Part]:
    """Write the texts and ``index.json`` into *folder*, those of the *shipped* wheels among them.

    Raises NoLicence.
    """
    added: Added = json.loads(PARTS.read_text("utf-8"))
    parts = [_own_part(folder, Part(**one), inputs) for one in added["parts"]]
    parts += [_wheel_part(folder, wheel, added) for wheel in shipped]
    parts.sort(key=lambda part: part.name.lower())
    index = json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=1)
    (folder / INDEX).write_text(f"{index}\n", "utf-8", newline="\n")
    return parts


def _own_part(folder: Path, part: Part, inputs: Inputs) -> Part:
    written = []
    for file in part.files:
        inner = file.removeprefix(_FROM_PYTHON)
        from_python = inner != file
        content = inputs.python_files()[inner] if from_python else (ROOT / file).read_bytes()
        written.append(_written(folder, part.name, Path(inner).name, content))
    return Part(part.name, part.version, part.licence, written)


def _wheel_part(folder: Path, wheel: Path, added: Added) -> Part:
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
        (about,) = [n for n in names if n.count("/") == 1 and n.endswith(".dist-info/METADATA")]
        said = HeaderParser().parsestr(files.read(about).decode("utf-8"))
        name = str(said["Name"]).lower().replace("_", "-")
        texts = {n: files.read(n) for n in names if _is_licence(n, about.partition("/")[0])}
    texts |= {file: (ROOT / file).read_bytes() for file in added["more"].get(name, ())}
    written = [_written(folder, name, _short(n), content) for n, content in sorted(texts.items())]
    licence = added["named"].get(name) or _licence(said)
    if not licence or not written:
        raise NoLicence(f"{name} says nothing of its licence; add it to {PARTS.name}")
    return Part(name, str(said["Version"]), str(licence), written)


def _is_licence(name: str, about: str) -> bool:
    inside = name.startswith(f"{about}/") and not name.endswith("/")
    last = name.rpartition("/")[2]
    told = any(word in name.removeprefix(about).lower() for word in _TELLING)
    return inside and told and last != _OTHER_CHOICE


def _short(name: str) -> str:
    """Return the name of a text without the folder it comes from."""
    if name.startswith("packaging/"):
        return Path(name).name
    return name.partition("/")[2].removeprefix("licenses/").removeprefix("sboms/").replace("/", "_")


def _licence(said: Message) -> str:
    expression = said["License-Expression"] or str(said["License"] or "").split("\n")[0]
    if expression:
        return str(expression)
    classes = [str(c) for c in said.get_all("Classifier", []) if str(c).startswith("License ::")]
    return " AND ".join(one.rpartition(" :: ")[2] for one in classes)


def _written(folder: Path, part: str, name: str, content: bytes) -> str:
    """Write a text once under the name of its part; a text that several parts share has its own."""
    shared = (PARTS.parent / name).is_file()
    file = folder / name if shared else folder / part.replace(", ", "+").replace(" ", "-") / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file.relative_to(folder).as_posix()
