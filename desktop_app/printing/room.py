"""How much room the pen needs where a value is missing, in millimetres."""

from desktop_app.printing.paths import Path
from desktop_app.printing.ways import ROOM_MM

_OTHERWISE = 40.0
_COUNTED = 14.0
_BY_ROLE = {"citizen_number": 42.0, "name": 60.0, "address": 80.0, "phone": 32.0}
_BY_TYPE = {
    "int": 14.0,
    "date": 26.0,
    "partial_date": 26.0,
    "datetime": 34.0,
    "time": 16.0,
    "code": 34.0,
    "address": 80.0,
    "rows": 80.0,
}


def room_mm(path: Path) -> float:
    """Return the width of the dots that stand for a value of this kind."""
    if path.tally is not None:
        return _COUNTED
    if path.way in ROOM_MM:
        return ROOM_MM[path.way]
    ending = path.ending
    return _BY_ROLE.get(ending.role) or _BY_TYPE.get(ending.type_name, _OTHERWISE)
