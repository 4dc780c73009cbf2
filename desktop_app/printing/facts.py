"""Values that are the same on every page of a job: of the unit, the signer and the period."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from desktop_app.model.office import Office, Signer
from desktop_app.model.text import upper_vi
from desktop_app.printing.ways import DATED, WRITTEN

Period = tuple[date, date] | None
Fact = Callable[[Office, Signer, Period], str]


def _from(period: Period) -> str:
    return period[0].isoformat() if period else ""


def _until(period: Period) -> str:
    return period[1].isoformat() if period else ""


def _week(period: Period) -> str:
    if period is None or (period[1] - period[0]).days > 6:
        return ""
    return str(period[0].isocalendar().week)


FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "Đơn vị/Tên": lambda office, signer, period: office.name,
        "Đơn vị/Cấp trên": lambda office, signer, period: office.superior,
        "Đơn vị/Loại": lambda office, signer, period: office.kind,
        "Đơn vị/Ký hiệu": lambda office, signer, period: office.symbol,
        "Đơn vị/Địa danh": lambda office, signer, period: office.place,
        "Đơn vị/Điện thoại trực ban": lambda office, signer, period: office.duty_phone,
        "Đơn vị/Địa chỉ": lambda office, signer, period: office.address,
        "Đơn vị/Xã, phường, đặc khu": lambda office, signer, period: office.ward,
        "Đơn vị/Tỉnh, thành phố": lambda office, signer, period: office.province,
        "Người ký/Thẩm quyền": lambda office, signer, period: signer.authority,
        "Người ký/Dòng thứ hai": lambda office, signer, period: signer.second_line,
        "Người ký/Cấp bậc": lambda office, signer, period: signer.rank,
        "Người ký/Họ và tên": lambda office, signer, period: signer.name,
        "Kỳ/Từ ngày": lambda office, signer, period: _from(period),
        "Kỳ/Đến ngày": lambda office, signer, period: _until(period),
        "Kỳ/Tuần": lambda office, signer, period: _week(period),
    }
)
_DAYS = ("Kỳ/Từ ngày", "Kỳ/Đến ngày")


def fact(name: str, way: str, office: Office, signer: Signer | None, period: Period) -> str:
    """Return a fact as it is printed; without a signer the unit's chief signs."""
    chief = signer or Signer(upper_vi(f"Trưởng Công an {office.kind}"))
    value = FACTS[name](office, chief, period)
    if not value:
        return ""
    if name in _DAYS:
        return DATED[way or "ngày tháng năm"](value)
    return WRITTEN[way](value) if way else value
