"""A package that was built, and a Windows to run it on."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from windows_package import wine
from windows_package.__main__ import PACKAGE_VARIABLE
from windows_package.compiling import COMPILER
from windows_package.folder import Layout
from windows_package.release import this_release

STUB = Path(__file__).with_name("bcryptprimitives.c")


@pytest.fixture(scope="session")
def layout() -> Layout:
    """The portable folder that ``dev.py package --check`` has built."""
    return Layout(Path(os.environ[PACKAGE_VARIABLE]) / "SoANTT", this_release(None).version)


@pytest.fixture(scope="session")
def windows() -> Iterator[wine.Wine]:
    """A Windows 10 for all tests; without wine they are skipped, or fail where wine must be."""
    if wine.absent():
        words = "wine absent: Windows package NOT run"
        if os.environ.get("REQUIRE_WINE"):
            pytest.fail(words)
        pytest.skip(words)
    with wine.fresh() as made:
        target = made.drive / "windows" / "system32" / "bcryptprimitives.dll"
        if not target.exists():
            command = [COMPILER, "-shared", "-s", "-o", str(target), str(STUB), "-lbcrypt"]
            subprocess.run(command, check=True)
        yield made
