"""The maker's side: a pair of keys, a package made with them, and what is refused."""

import subprocess
import sys
from pathlib import Path

from desktop_app.updating.package import read
from tests.updating.making import NEWS, ROOT, sealed, tiny

MAKER = ROOT / "packaging" / "update_package.py"


def made(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the maker."""
    return subprocess.run(
        [sys.executable, str(MAKER), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_package_made_with_new_keys_is_believed_by_who_has_the_public_half(
    tmp_path: Path,
) -> None:
    keys, home = tmp_path / "khoa", tiny(tmp_path, "1.1.0")
    assert made("keys", keys).returncode == 0
    secret, public = keys / "release_key.secret", keys / "release_key.pub"
    assert secret.stat().st_mode & 0o077 == 0
    before = secret.read_bytes()
    assert made("keys", keys).returncode == 1  # never written over
    assert secret.read_bytes() == before
    news = tmp_path / "moi.txt"
    news.write_text(f"{NEWS}\n", "utf-8")
    done = made("make", home, secret, tmp_path / "usb", "--news", news)
    assert done.returncode == 0, done.stderr
    package = read(tmp_path / "usb" / "SoANTT-1.1.0.capnhat", bytes.fromhex(public.read_text()))
    assert (package.header.version, package.header.news) == ("1.1.0", NEWS)


def test_keys_are_never_made_in_the_sources_nor_a_package_of_what_the_manifest_denies(
    tmp_path: Path,
) -> None:
    where = ROOT / "khoa"
    assert made("keys", where).returncode == 1
    assert not where.exists()
    home = tiny(tmp_path, "1.1.0")
    assert made("keys", tmp_path / "khoa").returncode == 0
    secret = tmp_path / "khoa" / "release_key.secret"
    (home / "lib" / "them.txt").write_text("thêm", "utf-8")
    assert "is not what lies there" in made("make", home, secret, tmp_path / "usb").stderr
    sealed(home)
    assert made("make", home, secret, tmp_path / "usb").returncode == 0
