"""The shelf of forms: those of the program, and a unit's own of the same file name."""

from dataclasses import replace
from pathlib import Path

from desktop_app.model.placing import put_in_place
from desktop_app.model.record import Registers
from desktop_app.model.resources import forms_folder
from desktop_app.model.trouble import Trouble
from desktop_app.printing.form import Form
from desktop_app.printing.mistakes import Where
from desktop_app.printing.paths import likeliest
from desktop_app.printing.reading import read

OLD = "cu"
"""Folder, within the unit's own forms, of what was in force before: papers are printed again
with the wording they were signed with."""


class FormLibrary:
    """Finds forms by their code; *overrides* is the folder of the unit's own wording."""

    def __init__(self, registers: Registers, overrides: Path | None = None) -> None:
        self._registers = registers
        self._overrides = overrides
        self._read: dict[str, Form] = {}

    def forms(self) -> tuple[Form, ...]:
        """Return all forms in the order of their numbers.

        Where the unit's own file has a mistake, the program's own is listed in its place; the
        mistake is told when that form is asked for.
        """
        listed = (self._listed(file) for file in self._files())
        return tuple(form for form in listed if form is not None)

    def _listed(self, file: str) -> Form | None:
        try:
            return self._form(file)
        except Trouble:
            if not (forms_folder() / file).exists():
                return None
            original = read(file, _text(forms_folder() / file), self._registers)
            return replace(original, overridden=True)

    def form(self, code: str) -> Form:
        """Return the form of that code. Raises Trouble naming the likeliest one."""
        file = self._file_of(code)
        if file is None:
            codes = [_bare(name) for name in self._files()]
            likely = likeliest(code, codes)
            raise Trouble(
                f"Không có mẫu «{code[:60]}».{f' Có phải «{likely}»?' if likely else ''}",
                "Chưa in gì.",
                "Hãy chọn mẫu trong danh sách mẫu.",
                "MAU-2",
            )
        return self._form(file)

    def original(self, code: str) -> str:
        """Return the wording of a form as it came with the program."""
        return (forms_folder() / self._known(code)).read_text(encoding="utf-8")

    def earlier(self, code: str) -> tuple[Form, ...]:
        """Return the unit's own wordings that were in force before, the oldest first."""
        file = self._known(code)
        if self._overrides is None:
            return ()
        old = (self._overrides / OLD).glob(f"{Path(file).stem}.*.md")
        numbered = sorted(old, key=lambda path: int(path.name.split(".")[-2]))
        return tuple(
            replace(read(file, _text(path), self._registers), overridden=True) for path in numbered
        )

    def override(self, code: str, text: str) -> Form:
        """Put the unit's own wording in force, after reading it; the one before is kept.

        Raises Trouble for a mistake in the text; nothing is changed then.
        """
        file, folder = self._known(code), self._folder()
        form = read(file, text, self._registers)
        if form.code != code:
            raise Where(file).mistake(f"mục «code» phải là «{code}»")
        self._keep_old(folder, file)
        path = folder / file
        written = path.with_suffix(".tam")
        written.write_text(form.text, encoding="utf-8")
        put_in_place(written, path)
        return self._form(file)

    def restore(self, code: str) -> Form:
        """Put the wording of the program in force again; the unit's own is kept."""
        file, folder = self._known(code), self._folder()
        self._keep_old(folder, file)
        (folder / file).unlink(missing_ok=True)
        return self._form(file)

    def _files(self) -> list[str]:
        """Return the program's forms and those that the unit has added to them."""
        own = self._overrides.glob("*_*.md") if self._overrides is not None else ()
        return sorted({path.name for path in (*forms_folder().glob("*.md"), *own)})

    def _file_of(self, code: str) -> str | None:
        return next((name for name in self._files() if _bare(name) == code), None)

    def _known(self, code: str) -> str:
        file = self._file_of(code)
        return file if file is not None else self.form(code).file

    def _folder(self) -> Path:
        if self._overrides is None:
            raise Trouble(
                "Chưa mở sổ nên chưa có chỗ lưu mẫu riêng.",
                "Mẫu gốc vẫn được dùng.",
                "Hãy mở sổ rồi sửa mẫu.",
                "MAU-3",
            )
        self._overrides.mkdir(parents=True, exist_ok=True)
        return self._overrides

    def _keep_old(self, folder: Path, file: str) -> None:
        current = folder / file
        if not current.exists():
            return
        old = folder / OLD
        old.mkdir(exist_ok=True)
        number = 1 + sum(1 for _ in old.glob(f"{current.stem}.*.md"))
        current.replace(old / f"{current.stem}.{number}.md")

    def _form(self, file: str) -> Form:
        own = self._overrides / file if self._overrides is not None else None
        overridden = own is not None and own.exists()
        path = own if own is not None and overridden else forms_folder() / file
        text = _text(path)
        known = self._read.get(file)
        if known is None or known.text != text or known.overridden != overridden:
            known = replace(read(file, text, self._registers), overridden=overridden)
            self._read[file] = known
        return known


def _bare(name: str) -> str:
    return name.partition("_")[2].removesuffix(".md")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Where(path.name).mistake("không phải là chữ Unicode UTF-8") from None
    except OSError:
        raise Where(path.name).mistake("không đọc được tệp") from None
