"""What the program says when something goes wrong that an officer can understand."""


class Trouble(Exception):
    """A refusal in three Vietnamese sentences and a code to read out on the telephone.

    *what* happened, what it *means* for the data, what to *do* now. Everything that is not
    a Trouble is a bug and is caught once, in the window's hook or the terminal's main.
    """

    def __init__(self, what: str, means: str, do: str, code: str) -> None:
        super().__init__(f"{what} {means} {do} [{code}]")
        self.what = what
        self.means = means
        self.do = do
        self.code = code


class Busy(Trouble):
    """Another part of the program is writing much at once."""

    def __init__(self) -> None:
        super().__init__(
            "Sổ đang ghi một việc dài (sửa hoặc hoàn tác nhiều hồ sơ).",
            "Việc vừa yêu cầu chưa được ghi; nội dung đang gõ vẫn còn trên màn hình.",
            "Hãy đợi việc đó xong rồi lưu lại.",
            "LU-07",
        )
