"""Other versions of the package that was built: the same program under another number."""

import json
import shutil
from pathlib import Path

from nacl.signing import SigningKey
from windows_package import manifest
from windows_package.folder import Layout


def edition(built: Layout, root: Path, version: str, key: SigningKey | None = None) -> Layout:
    """Copy the portable folder to *root* as *version*, believing who holds *key*."""
    made = Layout(root, version)
    shutil.copytree(built.root, root)
    (root / built.release.name).rename(made.release)
    (root / "current.txt").write_text(f"{made.release.name}\n", "ascii", newline="\n")
    said = json.loads((made.app / "release.json").read_text("utf-8"))
    (made.app / "release.json").write_text(json.dumps(said | {"version": version}), "utf-8")
    if key is not None:
        (made.app / "release_key.pub").write_text(bytes(key.verify_key).hex(), "ascii")
    manifest.write(made.release)
    return made
