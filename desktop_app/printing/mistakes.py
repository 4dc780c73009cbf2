"""What is said of a mistake in a form file: which file, which line, the likeliest word."""

from dataclasses import dataclass

from desktop_app.model.trouble import Trouble

CODE = "MAU-1"


@dataclass(frozen=True)
class Where:
    """A line of a form file; line 0 means the file as a whole."""

    file: str
    line: int = 0

    def mistake(self, what: str, likely: str = "") -> Trouble:
        """Return the refusal of this line."""
        place = f"Tệp {self.file}, dòng {self.line}" if self.line else f"Tệp {self.file}"
        hint = f" Có phải «{likely}»?" if likely else ""
        return Trouble(
            f"{place}: {what}.{hint}",
            "Mẫu này chưa dùng để in được; dữ liệu trong sổ không bị ảnh hưởng.",
            "Hãy mở tệp mẫu, sửa dòng đó rồi lưu lại, hoặc khôi phục mẫu gốc.",
            CODE,
        )


@dataclass(frozen=True)
class Written:
    """A line of text and where it stands."""

    text: str
    where: Where
