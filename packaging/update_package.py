"""Make update packages for the stick, and the pair of keys that the program believes.

    python packaging/update_package.py keys FOLDER
        writes FOLDER/release_key.secret and FOLDER/release_key.pub
    python packaging/update_package.py make APP-FOLDER SECRET-KEY-FILE OUT-FOLDER [--news FILE]
        writes OUT-FOLDER/SoANTT-<version>.capnhat, the same bytes for the same input

The secret key never comes near this repository: keep it on a stick of its own, in a safe.
release_key.pub goes into app-<version>/app/ of every release; a release whose key is another one
is the last that the old key can sign.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nacl.signing import SigningKey  # noqa: E402 - after the path to our own package

from desktop_app.updating.package import make  # noqa: E402 - as above

SECRET, PUBLIC = "release_key.secret", "release_key.pub"


def main() -> int:
    """Do what the first word says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    deeds = parser.add_subparsers(dest="deed", required=True)
    keys = deeds.add_parser("keys")
    keys.add_argument("folder", type=Path)
    making = deeds.add_parser("make")
    for name in ("home", "secret", "out"):
        making.add_argument(name, type=Path)
    making.add_argument("--news", type=Path, help="a text in Vietnamese: what is new")
    typed = parser.parse_args()
    if typed.deed == "keys":
        return _keys(typed.folder)
    news = typed.news.read_text("utf-8").strip() if typed.news else ""
    signing = SigningKey(bytes.fromhex(typed.secret.read_text("ascii").strip()))
    print(make(typed.home, signing, typed.out, news))
    return 0


def _keys(folder: Path) -> int:
    """Write a new pair of keys; an old one is never written over, nor one kept in the sources."""
    secret = folder / SECRET
    if folder.resolve().is_relative_to(ROOT):
        print(f"The secret key must not lie in the sources: {folder}")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    signing = SigningKey.generate()
    try:
        number = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"There is a key already: {secret}")
        return 1
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(bytes(signing).hex() + "\n")
    (folder / PUBLIC).write_text(bytes(signing.verify_key).hex() + "\n", "ascii")
    print(f"Keep {secret} locked away; {folder / PUBLIC} goes into the release.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
