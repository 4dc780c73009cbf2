"""What the system refuses is told by its number, whatever language Windows says it in."""

import errno

import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.store.refusals import refused_by_disk


@pytest.mark.parametrize(
    ("number", "said", "code"),
    [
        (errno.ENOSPC, "Không đủ chỗ trên đĩa", "OD-01"),
        (errno.EACCES, "Truy nhập bị từ chối", "OD-02"),
        (errno.EROFS, "Phương tiện được chống ghi", "OD-02"),
        (errno.EIO, "Lỗi thiết bị I/O", "OD-03"),
    ],
)
def test_a_refusal_in_any_language_is_understood(number: int, said: str, code: str) -> None:
    told = refused_by_disk(OSError(number, said))
    assert isinstance(told, Trouble)
    assert told.code == code
