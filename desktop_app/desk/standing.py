"""Whether a record may still be changed: not when it was deleted or its data were erased."""

from __future__ import annotations

from desktop_app.desk.session import Session
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store.reading import Reading


class StandingActions(Session):
    """Finding what is to be changed."""

    def _alive(self, into: Reading, register: str, id: str) -> Record:
        """Return a record that may be changed. Raises Trouble."""
        found = into.record(id)
        if found is None or found.table != register:
            self.known(register, id)
            raise LookupError(id)
        if found.deleted:
            raise Trouble(
                "Hồ sơ này đã bị xóa.",
                "Chưa có gì bị thay đổi.",
                "Hãy khôi phục hồ sơ (bỏ xóa) trước khi sửa.",
                "LU-02",
            )
        refuse_erased(found)
        return found


def refuse_erased(record: Record) -> None:
    """Raise Trouble when a record's personal data were erased: it stands as it is for good."""
    if record.erased:
        raise Trouble(
            "Dữ liệu cá nhân của hồ sơ này đã được xóa hẳn.",
            "Chưa có gì bị thay đổi; hồ sơ chỉ còn số liệu để thống kê.",
            "Không sửa, xóa, hoàn tác hay in được nữa; nếu cần, hãy ghi hồ sơ mới.",
            "LU-06",
        )
