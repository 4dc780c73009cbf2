"""The launcher, compiled for this system: what it starts, and when it goes back."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "packaging" / "launcher" / "launcher.c"
COMPILER = shutil.which("cc") or shutil.which("gcc")
pytestmark = [
    pytest.mark.skipif(COMPILER is None, reason="no C compiler: the launcher was NOT tested"),
    pytest.mark.skipif(sys.platform != "linux", reason="its system here is Linux"),
]
WELL = 'echo "$*" >> "$0.ran"; touch "$(dirname "$0")/../started-well"'
BADLY = "exit 1"


@dataclass
class Installed:
    """An installation whose versions are scripts."""

    root: Path

    def version(self, name: str, script: str = WELL, *, good: bool = False) -> Path:
        """Put a version there; *good* ones have started well before."""
        python = self.root / name / "python" / "python3"
        python.parent.mkdir(parents=True)
        python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        python.chmod(0o755)
        if good:
            (self.root / name / "started-well").touch()
        return python

    def says(self, current: str, previous: str = "") -> None:
        """Write current.txt, and previous.txt where there is one."""
        (self.root / "current.txt").write_text(current, "ascii")
        if previous:
            (self.root / "previous.txt").write_text(previous, "ascii")

    def start(self, *words: str, twin: str = "SoANTT") -> subprocess.CompletedProcess[str]:
        """Start the launcher and wait until it and what it started have ended."""
        return subprocess.run(
            [str(self.root / twin), *words], capture_output=True, encoding="utf-8", check=False
        )

    def ran(self, name: str) -> list[str]:
        """Return how a version was started, with what words each time."""
        log = self.root / name / "python" / "python3.ran"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def named(self, file: str) -> str:
        """Return what a small file of the installation says; empty when it is not there."""
        path = self.root / file
        return path.read_text("ascii").strip() if path.exists() else ""


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both twins, compiled without a warning."""
    folder = tmp_path_factory.mktemp("launcher")
    strict = [str(COMPILER), "-Wall", "-Wextra", "-Werror", str(SOURCE)]
    subprocess.run([*strict, "-o", str(folder / "SoANTT")], check=True)
    subprocess.run([*strict, "-DCONSOLE", "-o", str(folder / "so-antt")], check=True)
    return folder


@pytest.fixture
def there(compiled: Path, tmp_path: Path) -> Installed:
    """A folder with both twins, of a user with marks in his name."""
    return Installed(shutil.copytree(compiled, tmp_path / "Nguyễn Văn Ẩn" / "SoANTT"))


def test_the_current_version_is_started_with_what_was_typed(there: Installed) -> None:
    there.version("app-1.0.0", good=True)
    there.says("app-1.0.0\r\n")
    assert there.start("--data", "thư mục của tôi").returncode == 0
    assert there.ran("app-1.0.0") == ["-m desktop_app --data thư mục của tôi"]
    assert not (there.root / "starting.txt").exists()


def test_a_new_version_that_starts_well_stays(there: Installed) -> None:
    there.version("app-1.0.0", good=True)
    there.version("app-1.1.0", f"test -s '{there.root}/starting.txt' && {WELL}")
    there.says("app-1.1.0", "app-1.0.0")
    assert there.start().returncode == 0
    assert there.named("current.txt") == "app-1.1.0"
    assert not (there.root / "starting.txt").exists()
    assert there.ran("app-1.0.0") == []


@pytest.mark.parametrize("failing", [BADLY, "kill -9 $$", "kill -11 $$", "exit 120"])
def test_a_new_version_that_cannot_start_gives_way_to_the_one_before(
    there: Installed, failing: str
) -> None:
    there.version("app-1.0.0", good=True)
    there.version("app-1.1.0", failing)
    there.says("app-1.1.0\n", "app-1.0.0\n")
    done = there.start("--data", "x")
    assert done.returncode == 0
    assert "Bản mới 1.1.0 không khởi động được" in done.stderr
    assert "tự trở về bản 1.0.0" in done.stderr
    assert there.named("current.txt") == "app-1.0.0"
    assert there.named("fell-back.txt") == "app-1.1.0"
    assert there.ran("app-1.0.0") == ["-m desktop_app --data x"]
    assert not (there.root / "starting.txt").exists()
    assert there.start().stderr == ""  # the next start is an ordinary one
    assert len(there.ran("app-1.0.0")) == 2


def test_a_version_whose_folder_lost_its_python_gives_way_too(there: Installed) -> None:
    there.version("app-1.0.0", good=True)
    there.version("app-1.1.0").unlink()
    there.says("app-1.1.0", "app-1.0.0")
    assert there.start().returncode == 0
    assert len(there.ran("app-1.0.0")) == 1


@pytest.mark.parametrize(
    "ending",
    [
        "exit 0",  # another window stood open and was shown
        f"{WELL}; exit 1",  # it failed later: that is no failed start
    ],
)
def test_what_is_no_failed_start_changes_nothing(there: Installed, ending: str) -> None:
    there.version("app-1.0.0", good=True)
    there.version("app-1.1.0", ending)
    there.says("app-1.1.0", "app-1.0.0")
    assert there.start().returncode == 0
    assert there.named("current.txt") == "app-1.1.0"
    assert there.named("fell-back.txt") == ""


def test_a_version_that_has_started_well_never_gives_way(there: Installed) -> None:
    there.version("app-1.0.0", good=True)
    there.version("app-1.1.0", BADLY, good=True)
    there.says("app-1.1.0", "app-1.0.0")
    there.start()
    assert there.named("current.txt") == "app-1.1.0"


def waiting(there: Installed) -> tuple[subprocess.Popen[str], Path]:
    """Start a new version that hangs before its first window; return it and the way to let go."""
    there.version("app-1.0.0", good=True)
    gate = there.root / "gate"
    os.mkfifo(gate)
    pid = f"'{there.root}/pid'"
    single = f"test -e {pid} && exit 0; echo $$ > {pid}"  # as the program itself
    there.version("app-1.1.0", f"{single}; cat '{gate}' > /dev/null; {WELL}")
    there.says("app-1.1.0", "app-1.0.0")
    started = subprocess.Popen([str(there.root / "SoANTT")], text=True, stderr=subprocess.PIPE)
    return started, gate


def test_the_power_failing_at_the_first_start_leads_back(there: Installed) -> None:
    started, gate = waiting(there)
    with gate.open("w"):  # it waits by now
        os.kill(started.pid, signal.SIGKILL)
        os.kill(int((there.root / "pid").read_text("ascii")), signal.SIGKILL)
    started.communicate()
    assert there.named("starting.txt") == "app-1.1.0"
    assert "Bản mới 1.1.0 không khởi động được" in there.start().stderr
    assert there.named("current.txt") == "app-1.0.0"


def test_a_second_start_meanwhile_does_not_lead_back(there: Installed) -> None:
    started, gate = waiting(there)
    with gate.open("w"):
        impatient = subprocess.Popen([str(there.root / "SoANTT")])
        assert impatient.wait() == 0
        assert there.named("current.txt") == "app-1.1.0"
    assert started.wait() == 0
    assert started.communicate()[1] == ""
    assert there.named("current.txt") == "app-1.1.0"
    assert (there.root / "app-1.1.0" / "started-well").exists()


def test_without_a_version_before_it_is_told_and_tried_again(there: Installed) -> None:
    there.version("app-1.0.0", BADLY)
    there.says("app-1.0.0")
    for _ in range(2):
        done = there.start()
        assert done.returncode == 3
        assert "(bản 1.0.0) không khởi động được" in done.stderr
        assert there.named("current.txt") == "app-1.0.0"


@pytest.mark.parametrize(
    "said",
    ["", "app-", "app-1.0.0/../../x", "../x", "app-1..0", "x" * 9000, "app-7.7.7", "app-1.0.0 x"],
)
def test_a_torn_or_foreign_current_txt_starts_what_is_whole_and_nothing_else(
    there: Installed, said: str
) -> None:
    there.version("app-1.0.0", good=True)
    there.says(said, "app-1.0.0")
    assert there.start().returncode == 0
    assert len(there.ran("app-1.0.0")) == 1


def test_with_nothing_to_start_it_says_so(there: Installed) -> None:
    done = there.start()
    assert done.returncode == 3
    assert "cài lại" in done.stderr


def test_the_console_twin_hands_on_words_output_and_exit_code(there: Installed) -> None:
    there.version("app-1.0.0", 'echo "$#: $3|$4"; exit 2')
    there.says("app-1.0.0", "app-0.9.0")
    done = there.start("find", "hai chữ", twin="so-antt")
    assert (done.returncode, done.stdout) == (2, "4: find|hai chữ\n")
    assert there.named("current.txt") == "app-1.0.0"
    assert there.start(twin="so-antt").returncode == 2
