"""What is on a stick is believed only when its maker signed it, and unpacked only where it may."""

import json
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.updating.forward import newest_on
from desktop_app.updating.installation import Installation
from desktop_app.updating.package import MAGIC, MANIFEST, Header, Package, read, signed
from desktop_app.updating.unpacking import brought, unpacked, whole
from tests.updating.making import MAKER, STRANGER, installation, packed, tiny

LINK = 0o120777 << 16


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """Version 1.0.0, without anybody's book."""
    return installation(tiny(tmp_path / "SoANTT", "1.0.0"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good package of version 1.1.0."""
    return packed(tiny(tmp_path / "noi-phat-hanh", "1.1.0"), tmp_path / "usb")


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def install(here: Installation, file: Path) -> Path:
    """Bring and unpack a package as an update does."""
    package = read(file, here.key)
    return unpacked(brought(package, here.root, silent), package, here.root, silent)


def refused(here: Installation, file: Path) -> str:
    """Return with which code a package is refused; nothing may be installed."""
    with pytest.raises(Trouble) as trouble:
        install(here, file)
    assert not here.home_of("1.1.0").exists()
    return trouble.value.code


def test_a_good_package_is_installed_whole(here: Installation, file: Path) -> None:
    home = install(here, file)
    assert whole(home)
    assert (home / "lib" / "Thư viện" / "0.txt").read_text("utf-8").startswith("1.1.0 0\n")
    (home / "started-well").write_text("", "ascii")
    assert whole(home)
    (home / "lib" / "Thư viện" / "0.txt").write_text("khác", "utf-8")
    assert not whole(home)


def test_the_same_files_make_the_same_package(tmp_path: Path, file: Path) -> None:
    again = packed(tiny(tmp_path / "lan-hai", "1.1.0"), tmp_path / "usb-2")
    assert again.read_bytes() == file.read_bytes()


def test_one_bit_flipped_anywhere_is_refused(here: Installation, file: Path) -> None:
    good, chance = file.read_bytes(), random.Random(3)
    places = [*range(0, 200, 7), *(chance.randrange(len(good)) for _ in range(60)), len(good) - 1]
    for place in places:
        flipped = bytearray(good)
        flipped[place] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        assert refused(here, file) == "CN-03", place


def test_a_package_cut_short_or_grown_is_refused(here: Installation, file: Path) -> None:
    good = file.read_bytes()
    for size in (0, 5, len(MAGIC), 100, 400, len(good) // 2, len(good) - 1):
        file.write_bytes(good[:size])
        assert refused(here, file) == "CN-03", size
    file.write_bytes(good + b"\0")
    assert refused(here, file) == "CN-03"


def test_another_makers_package_is_refused_also_under_a_good_ones_head(
    here: Installation, file: Path, tmp_path: Path
) -> None:
    good = read(file, here.key)
    foreign = packed(tiny(tmp_path / "la", "1.1.0", tested=9), tmp_path / "usb-la", STRANGER)
    assert refused(here, foreign) == "CN-03"
    start = read(foreign, bytes(STRANGER.verify_key)).start
    file.write_bytes(file.read_bytes()[: good.start] + foreign.read_bytes()[start:])
    assert refused(here, file) == "CN-03"


def test_only_ordinary_files_called_as_packages_are_looked_at(
    here: Installation, file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "gi-do"
    stick.mkdir()
    for name in ("SoANTT-1.1.0.capnhat.exe", "SoANTT.capnhat", "autorun.inf", "SoANTT-1.2.zip"):
        (stick / name).write_bytes(file.read_bytes())
    assert newest_on(stick, here) is None
    (stick / "SoANTT-1.1.0.capnhat").symlink_to(file)
    os.mkfifo(stick / "SoANTT-1.2.0.capnhat")
    (stick / "SoANTT-1.3.0.capnhat").mkdir()
    with pytest.raises(Trouble) as trouble:
        newest_on(stick, here)
    assert trouble.value.code == "CN-03"
    (stick / "SoANTT-1.1.0.capnhat").unlink()
    (stick / "SoANTT-1.1.0.capnhat").write_bytes(file.read_bytes())
    found = newest_on(stick, here)  # beside what is bad, what is good counts
    assert found is not None
    assert found.header.version == "1.1.0"


def test_a_stick_that_is_gone_is_told(here: Installation, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        newest_on(tmp_path / "rut-ra", here)
    assert trouble.value.code == "CN-15"


# ------------------------------------------------------- signed by the maker, and still refused

Files = dict[str, bytes]


def own(file: Path, here: Installation) -> tuple[Header, Files]:
    """Return the header and the files of a good package."""
    package = read(file, here.key)
    aside = file.with_suffix(".zip")
    aside.write_bytes(file.read_bytes()[package.start :])
    with zipfile.ZipFile(aside) as archive:
        return package.header, {name: archive.read(name) for name in archive.namelist()}


def signed_anew(
    file: Path, header: Header, files: Files, *, kind: int = 0o644 << 16, **said: Any
) -> Path:
    """Write the package again with other files in it, properly signed."""
    aside = file.with_suffix(".zip")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.external_attr = name, kind
            archive.writestr(entry, content)
    zipped = aside.read_bytes()
    manifest = sha256(files.get(f"app-1.1.0/{MANIFEST}", b"")).hexdigest()
    about: dict[str, Any] = {
        "size": len(zipped),
        "sha256": sha256(zipped).hexdigest(),
        "manifest": manifest,
    }
    new = replace(header, **(about | said))
    file.write_bytes(signed(new, MAKER) + zipped)
    return file


def listed(files: Files) -> Files:
    """Return the files with a manifest that names them all."""
    rest = {name: content for name, content in files.items() if not name.endswith(MANIFEST)}
    lines = sorted(
        f"{sha256(content).hexdigest()}  {name.removeprefix('app-1.1.0/')}\n"
        for name, content in rest.items()
    )
    return rest | {f"app-1.1.0/{MANIFEST}": "".join(lines).encode()}


@pytest.mark.parametrize(
    "name",
    [
        "app-1.1.0/../../ngoai.txt", "/app-1.1.0/x", "app-1.1.0//x", "app-1.1.0/./x", "ngoai.txt",
        "app-1.1.0/a\\..\\..\\x", "app-1.1.0/C:x", "app-1.1.0/NUL", "app-1.1.0/lib/con.txt",
        "app-1.1.0/x.", "app-1.1.0/x ", "app-1.1.0/APP/release.json", "app-1.1.0/x\x07y",
        "app-1.0.0/app/release.json", "app-1.1.0/" + "dài/" * 70 + "x", "app-1.1.0/rong/",
        "app-1.1.0/x:an",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(
    here: Installation, file: Path, tmp_path: Path, name: str
) -> None:
    header, files = own(file, here)
    signed_anew(file, header, listed(files | {name: b"la"}), unpacked=10**6)
    before = sorted(tmp_path.rglob("*"))
    assert refused(here, file) == "CN-03"
    new = {each.name for each in set(tmp_path.rglob("*")) - set(before)}
    assert new <= {"capnhat.zip.tmp"}


def altered(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """A file that is not what the manifest says."""
    return files | {"app-1.1.0/LICENSES/Qt.txt": b"GPL\n"}, {}


def one_more(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """A file that the manifest does not name."""
    return files | {"app-1.1.0/lib/them.pyd": b"MZ"}, {"unpacked": header.unpacked + 9}


def one_less(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """A file that the manifest names and nobody brought."""
    return {name: each for name, each in files.items() if "Qt.txt" not in name}, {}


def no_manifest(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """Nothing to compare with."""
    return {name: each for name, each in files.items() if MANIFEST not in name}, {}


def swapped(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """Two files in each other's place."""
    one, two = "app-1.1.0/lib/Thư viện/0.txt", "app-1.1.0/lib/Thư viện/1.txt"
    return files | {one: files[two], two: files[one]}, {}


def bomb(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """Far more than the header says."""
    return listed(files | {"app-1.1.0/lib/lon.bin": bytes(8_000_000)}), {}


def other_version(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """A version that calls itself otherwise inside."""
    release = json.dumps({"version": "1.2.0"}).encode()
    return listed(files | {"app-1.1.0/app/release.json": release}), {"unpacked": 10**6}


def other_manifest(header: Header, files: Files) -> tuple[Files, dict[str, Any]]:
    """Another manifest than the one that was signed."""
    return files, {"manifest": "0" * 64}


Meddle = Callable[[Header, Files], tuple[Files, dict[str, Any]]]


@pytest.mark.parametrize(
    "meddle",
    [altered, one_more, one_less, no_manifest, swapped, bomb, other_version, other_manifest],
)
def test_contents_that_are_not_what_the_manifest_says_are_refused(
    here: Installation, file: Path, meddle: Meddle
) -> None:
    header, files = own(file, here)
    changed, said = meddle(header, files)
    assert refused(here, signed_anew(file, header, changed, **said)) == "CN-03"


def test_a_link_in_the_package_is_refused(here: Installation, file: Path) -> None:
    header, files = own(file, here)
    assert refused(here, signed_anew(file, header, listed(files), kind=LINK)) == "CN-03"


@pytest.mark.parametrize(
    "said",
    [
        {"version": "1.1.0/../2"}, {"version": ""}, {"size": 10**12}, {"size": 0}, {"news": 5},
        {"unpacked": 10**12}, {"sha256": "00"}, {"size": "9"},
    ],
)  # fmt: skip
def test_a_header_beyond_reason_is_refused(
    here: Installation, file: Path, said: dict[str, Any]
) -> None:
    header, files = own(file, here)
    assert refused(here, signed_anew(file, header, files, **said)) == "CN-03"


def test_the_package_is_a_whole_even_when_the_stick_changes_meanwhile(
    here: Installation, file: Path
) -> None:
    package: Package = read(file, here.key)
    file.write_bytes(file.read_bytes()[:-4] + b"khac")
    with pytest.raises(Trouble) as trouble:
        brought(package, here.root, silent)
    assert trouble.value.code == "CN-03"
