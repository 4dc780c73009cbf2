"""Set up this project and work on it: python3 dev.py ACTION, and ACTION is one of

run | test | check | package | bench | soak | lock

Needs nothing but Python 3.11. On Debian it fetches the libraries Qt wants (as root or with sudo),
builds .venv from the hashed lock in packaging/requirements and starts what was asked for.
"""

import ctypes
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WINDOWS = sys.platform == "win32"
REQUIREMENTS = ROOT / "packaging" / "requirements"
LOCK = REQUIREMENTS / "dev.txt"
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = str(PROGRAMS / ("python.exe" if WINDOWS else "python"))
STAMP = VENV / "installed-lock"
UV = "uv==0.13.9"

# Lock -> how it is resolved. What Windows gets is what was tested; sqlite-utils asks for pip in
# vain, and nothing is compiled there.
LOCKS = {
    "run": "run.in --universal --python-version 3.11",
    "dev": "dev.in --universal --python-version 3.11",
    "windows": "run.in -c run.txt --python-platform x86_64-pc-windows-msvc --python-version 3.12"
    " --only-binary :all: --no-emit-package pip",
}

# Shared library Qt 6.9 loads -> the Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# Program that building and running the Windows package takes -> the Debian package that brings it.
PACKAGE_TOOLS = {
    "/usr/lib/wine/wine64": "wine wine64",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}
# Program that a real FAT32 or exFAT drive takes -> the Debian package that brings it.
DRIVE_TOOLS = {
    "fusefat": "fusefat",
    "mount.exfat-fuse": "exfat-fuse",
    "mkfs.exfat": "exfatprogs",
    "mkfs.fat": "dosfstools",
    "strace": "strace",
}
# A test that stands still shows where, a process that died is named; nothing is waited for.
ENDS = "--max-worker-restart 0 -o faulthandler_timeout=300 -o faulthandler_exit_on_timeout=true"
WINE_ABSENT = "wine absent: Windows package NOT run"
DRIVES_SKIPPED = "Sticks pulled out of real FAT32 and exFAT drives NOT tested"


def main() -> int:
    """Do what the first argument names; everything after it is passed on."""
    doing = (run, test, check, package, bench, soak, lock)
    actions = {action.__name__: action for action in doing}
    name, *arguments = sys.argv[1:] or ["help"]
    if sys.version_info < (3, 11):  # noqa: UP036 (a bare PC may well have an older one)
        print("Python 3.11 or newer is needed; this is", sys.version.split()[0])
        return 1
    if name not in actions:
        print(__doc__.strip())
        return 0 if name in {"help", "-h", "--help"} else 2
    os.chdir(ROOT)
    return actions[name](arguments)


def run(arguments: list[str]) -> int:
    """Start the program; where there is no screen, do the main job on a virtual one."""
    set_up()
    program = [PYTHON, "-m", "desktop_app", *arguments]
    if has_screen():
        return call(program)
    install_debian_packages([] if shutil.which("Xvfb") else ["xvfb"])
    if not arguments:
        program += ["--practice-run", tempfile.mkdtemp(prefix="so-antt-practice-")]
    with virtual_screen() as display:
        print(f"No screen here: the window opens on a virtual one ({display}).", flush=True)
        return call(program, DISPLAY=display, QT_QPA_PLATFORM="xcb")


def test(arguments: list[str]) -> int:
    """Run the tests in two processes; no screen is needed."""
    set_up()
    program = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", *ENDS.split()]
    return call([*program, *arguments], QT_QPA_PLATFORM="offscreen")


def check(_: list[str]) -> int:
    """Lint, types, import contracts, the Windows package; then the README's test command."""
    set_up()
    steps: dict[str, list[str]] = {
        "ruff check": [str(PROGRAMS / "ruff"), "check", "."],
        "ruff format": [str(PROGRAMS / "ruff"), "format", "--check", "."],
        "mypy": [str(PROGRAMS / "mypy")],
        "import contracts": [str(PROGRAMS / "lint-imports")],
    }
    failed = [name for name, command in steps.items() if announced(name, command) != 0]
    if failed:
        print(f"Failed: {', '.join(failed)}. The tests were not run.")
        return 1
    if checked_package() != 0:
        print("Failed: the Windows package. The tests were not run.")
        return 1
    install_drive_tools()
    return announced("tests, as in the README", readme_test_command())


def package(arguments: list[str]) -> int:
    """Build the Windows package on Debian; --check runs it under wine."""
    set_up()
    install_debian_packages(
        [name for tool, name in PACKAGE_TOOLS.items() if not shutil.which(tool)]
    )
    return call(
        [PYTHON, "-m", "windows_package", *arguments],
        PYTHONPATH=str(ROOT / "packaging"),
        QT_QPA_PLATFORM="offscreen",
    )


def checked_package() -> int:
    """Build the Windows package the quick way and run it; without wine say so, or fail."""
    print("== Windows package", flush=True)
    try:
        return package(["--zlib", "--check"])
    except SystemExit as missing:
        print(missing, f"\n{WINE_ABSENT}", sep="", flush=True)
        return 1 if os.environ.get("REQUIRE_WINE") else 0


def bench(arguments: list[str]) -> int:
    """Measure the speeds the project promises; each is a ratio taken within one run."""
    set_up()
    program = [PYTHON, "-m", "tests.benchmarks", *arguments]
    if has_screen():
        return call(program)
    install_debian_packages([] if shutil.which("Xvfb") else ["xvfb"])
    with virtual_screen() as display:
        return call(program, DISPLAY=display, QT_QPA_PLATFORM="xcb")


def soak(arguments: list[str]) -> int:
    """Run the long loops of faults and merges."""
    set_up()
    install_drive_tools()
    return call(
        [PYTHON, "-m", "pytest", "tests/soak", "-m", "soak", *arguments],
        QT_QPA_PLATFORM="offscreen",
    )


def install_drive_tools() -> None:
    """Install what mounts FAT32 and exFAT drives; say so where they are not tested."""
    if WINDOWS or os.geteuid() != 0 or not Path("/dev/fuse").exists():
        print(f"{DRIVES_SKIPPED}: that wants Linux, its superuser and /dev/fuse.", flush=True)
        return
    try:
        install_debian_packages(
            [name for tool, name in DRIVE_TOOLS.items() if not shutil.which(tool)]
        )
    except SystemExit as missing:
        print(missing, f"\n{DRIVES_SKIPPED}.", sep="", flush=True)


def lock(_: list[str]) -> int:
    """Resolve run.in and dev.in into hashed locks; windows.txt is what the package ships."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        programs = Path(folder) / PROGRAMS.name
        subprocess.run([programs / Path(PYTHON).name, "-m", "pip", "install", "-q", UV], check=True)
        compile_lock = [
            *(str(programs / "uv"), "pip", "compile", "--no-config", "--quiet"),
            *("--generate-hashes", "--no-header", "--no-annotate"),
        ]
        for target, options in LOCKS.items():
            # Registries and folders of this machine are nobody else's business.
            plain = {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "PIP_"))}
            lines = [*compile_lock, *options.split(), "-o", f"{target}.txt"]
            subprocess.run(lines, check=True, cwd=REQUIREMENTS, env=plain)
    return 0


def set_up() -> None:
    """Bring libraries and .venv to what the lock says; at once done when nothing has changed."""
    if sys.platform.startswith("linux"):
        venv_package = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
        qt_packages = [p for library, p in QT_LIBRARIES.items() if not loads(library)]
        install_debian_packages(venv_package + qt_packages)
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version_info[:2]}"
    if STAMP.is_file() and Path(PYTHON).exists() and STAMP.read_text("ascii") == wanted:
        return
    print("Setting up .venv from the lock; this takes a minute or two.", flush=True)
    if not Path(PYTHON).exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if call([*install, "--require-hashes", "--no-deps", "-r", str(LOCK)]) != 0:
        raise SystemExit("The libraries could not be installed; pip says why above.")
    STAMP.write_text(wanted, "ascii")


def loads(library: str) -> bool:
    """Whether the system finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_debian_packages(packages: list[str]) -> None:
    """Install packages with apt, or stop with the exact line for someone who may."""
    if not packages:
        return
    names = " ".join(packages)
    line = f"apt-get update && apt-get install -y --no-install-recommends {names}"
    sudo = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    prefix = [] if os.geteuid() == 0 else sudo
    if shutil.which("apt-get") and (not prefix or shutil.which("sudo")):
        print(f"Installing Debian packages: {names}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = [*prefix, "sh", "-c", line]
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode == 0:
            return
    raise SystemExit(f"Missing system packages. As an administrator, run:\n  {line}")


def has_screen() -> bool:
    """Whether a window would be seen by someone."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or not sys.platform.startswith("linux")


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Keep an Xvfb with a free display number of its own; gives the display's name."""
    reading, writing = os.pipe()
    arguments = ["-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", *arguments], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        if not display:
            raise SystemExit("The virtual screen (Xvfb) did not start.")
        yield f":{display}"
    finally:
        server.terminate()
        server.wait()


def readme_test_command() -> list[str]:
    """The test command of the README, started with this very Python."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"^python3 (dev\.py test.*?)\s*(#.*)?$", text, re.MULTILINE)
    if not found:
        raise SystemExit("README.md does not say how to run the tests.")
    return [sys.executable, *shlex.split(found[1])]


def announced(name: str, command: list[str]) -> int:
    """Run a step under a heading."""
    print(f"== {name}", flush=True)
    return call(command)


def call(command: list[str], **environment: str) -> int:
    """Run a program to its end and give its exit code."""
    return subprocess.run(command, env={**os.environ, **environment}).returncode


if __name__ == "__main__":
    sys.exit(main())
