"""Whether this version of the program started well: the mark of it, and word of one that did not.

Loaded before the first window is painted; what tries a version on a book stands in ``releases``.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.model.resources import program_folder
from desktop_app.updating import starting
from desktop_app.updating.installation import installed


def note_started(program: Path | None = None) -> None:
    """Mark the version that runs as good: its first window, with its news, was painted."""
    here = installed(program or program_folder())
    if here is not None:
        starting.note_started(here)
        starting.forget(here)


def news_of_start(program: Path | None = None) -> tuple[str, str] | None:
    """Return what to tell of a version that could not start or a book put back."""
    here = installed(program or program_folder())
    if here is None:
        return None
    failed, kept = starting.fell_back(here), starting.returned(here)
    if kept:
        return (
            "Sổ đã trở về lúc trước khi cập nhật.",
            f"Những gì ghi sau đó được giữ nguyên trong bản sao lưu «{kept}»; muốn xem lại thì cập"
            " nhật lại rồi khôi phục bản đó vào một thư mục mới.",
        )
    if failed:
        return (
            f"Bản {failed} không khởi động được nên phần mềm đã tự trở về bản {here.version}.",
            "Sổ không bị đụng tới, dùng tiếp bình thường. Hãy báo nơi phát hành bản mới.",
        )
    return None
