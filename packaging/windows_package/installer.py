"""The installer, made by NSIS: per user, without administrator, in Vietnamese."""

import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from windows_package.budget import size
from windows_package.folder import Layout
from windows_package.icon import as_ico

SCRIPT = Path(__file__).with_name("so_antt.nsi")
WORDS = Path("/usr/share/nsis/Contrib/Language files")
COMPILER = "makensis"
KILOBYTES = 1000


def write(layout: Layout, installer: Path, compressor: str) -> None:
    """Pack the portable folder into *installer*; *compressor* is ``lzma``, ``zlib`` or ``none``.

    lzma makes what is handed out, zlib is quick, none is for what is installed at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(SCRIPT, work)
        for name in ("Vietnamese.nlf", "Vietnamese.nsh"):
            # Debian's are decomposed, and the letters of Windows' dialogs then lose their marks.
            text = (WORDS / name).read_text("utf-8-sig")
            (work / name).write_text(unicodedata.normalize("NFC", text), "utf-8-sig")
        (work / "so_antt.ico").write_bytes(as_ico())
        said = {
            "VERSION": layout.version,
            "VERSION_NUMBERS": ".".join([*layout.version.split("."), "0", "0", "0"][:4]),
            "FOLDER": str(layout.root.absolute()),
            "OUT": str(installer.absolute()),
            "KILOBYTES": str(round(size(layout.root) * KILOBYTES)),
            f"COMPRESSOR_{compressor.upper()}": "1",
        }
        defined = [f"-D{name}={value}" for name, value in said.items()]
        command = [COMPILER, "-V2", "-INPUTCHARSET", "UTF8", *defined, SCRIPT.name]
        subprocess.run(command, cwd=work, check=True)
