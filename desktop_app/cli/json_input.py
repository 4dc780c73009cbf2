"""Records handed to the terminal: one JSON object, or one object on each line (JSON lines)."""

import codecs
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from desktop_app.model.field import Json
from desktop_app.model.trouble import Trouble

FROM_STDIN = "-"
_NOTHING_CHANGED = "Chưa đọc được dữ liệu đưa vào; không có gì trong sổ bị thay đổi."

_COMPLAINTS = {
    "Expecting value": "thiếu giá trị, hoặc giá trị viết không đúng",
    "Expecting property name enclosed in double quotes": "thiếu tên mục trong dấu ngoặc kép",
    "Expecting ':' delimiter": "thiếu dấu hai chấm sau tên mục",
    "Expecting ',' delimiter": "thiếu dấu phẩy hoặc dấu đóng ngoặc",
    "Illegal trailing comma before end of object": "thừa dấu phẩy trước dấu đóng ngoặc",
    "Illegal trailing comma before end of array": "thừa dấu phẩy trước dấu đóng ngoặc",
    "Unterminated string starting at": "chuỗi chữ thiếu dấu ngoặc kép đóng",
    "Invalid control character at": "có ký tự điều khiển trong chuỗi chữ; hãy viết \\n, \\t",
    "Invalid \\escape": "dấu gạch chéo ngược không đúng chỗ",
    "Invalid \\uXXXX escape": "mã \\uXXXX không đúng",
    "Extra data": "thừa dữ liệu sau một đối tượng đã trọn",
}


class Given(NamedTuple):
    """One record as given, and the line of the input where it begins."""

    line: int
    values: dict[str, Json]


class _Malformed(ValueError):
    """JSON that is well formed but cannot be meant: NaN, a name given twice."""


def given_records(source: str) -> list[Given]:
    """Return the objects of a file, or of stdin for ``-``. Raises Trouble."""
    text = _text(source)
    if not text.strip():
        raise _refusal("dữ liệu đưa vào trống")
    try:
        whole = _decoded(text)
    except json.JSONDecodeError as wrong:
        if not _is_json(text.strip().partition("\n")[0]):
            _refuse_malformed(wrong, 0)
        return _of_lines(text)
    if isinstance(whole, dict):
        return [Given(1, whole)]
    return _of_lines(text)


def given_record(source: str) -> dict[str, Json]:
    """Return the one object of a file or of stdin. Raises Trouble."""
    records = given_records(source)
    if len(records) > 1:
        raise _refusal(f"lệnh này nhận một đối tượng, dữ liệu có {len(records)} đối tượng")
    return records[0].values


def given_value(text: str) -> Json:
    """Return the one value written in JSON on the command line. Raises Trouble."""
    try:
        found: Json = _decoded(text)
    except json.JSONDecodeError as wrong:
        raise Trouble(
            f"«{text[:60]}» không phải một giá trị JSON: {_complaint(wrong)}.",
            _NOTHING_CHANGED,
            "Chữ phải nằm trong dấu ngoặc kép, ví dụ --value '\"Đã ký\"'.",
            "DL-03",
        ) from None
    return found


def _of_lines(text: str) -> list[Given]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = _decoded(line)
        except json.JSONDecodeError as wrong:
            _refuse_malformed(wrong, number - 1)
        if not isinstance(value, dict):
            raise _refusal(
                f"dòng {number} là {_kind(value)}, phải là một đối tượng như "
                '{"tên mục": "giá trị"}; nhiều hồ sơ thì mỗi dòng một đối tượng'
            )
        found.append(Given(number, value))
    return found


def _is_json(line: str) -> bool:
    try:
        _decoded(line)
    except json.JSONDecodeError:
        return False
    return True


def _decoded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError:
        raise
    except _Malformed as wrong:
        raise _refusal(str(wrong)) from None
    except RecursionError:
        raise _refusal("dữ liệu lồng nhau quá sâu") from None
    except ValueError:  # an integer of thousands of digits
        raise _refusal("có con số quá dài") from None


def _object(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) != len(items):
        names = [name for name, _ in items]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Malformed(f"mục «{twice[:60]}» được ghi hai lần trong một đối tượng")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Malformed(f"«{name}» không phải là giá trị dùng được")


def _text(source: str) -> str:
    data = _stdin() if source == FROM_STDIN else _file(source)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise _refusal(
            f"dòng {line} không phải là chữ UTF-8; hãy lưu tệp ở bảng mã UTF-8"
        ) from None


def _stdin() -> bytes:
    return sys.stdin.buffer.read() if sys.stdin is not None else b""  # None: closed


def _file(source: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = (
            "không có tệp này" if isinstance(error, FileNotFoundError) else "tệp không đọc được"
        )
        raise Trouble(
            f"Không đọc được «{source}»: {reason}.",
            _NOTHING_CHANGED,
            "Hãy kiểm tra đường dẫn và quyền đọc tệp rồi làm lại.",
            "DL-02",
        ) from None


def _refuse_malformed(wrong: json.JSONDecodeError, lines_before: int) -> NoReturn:
    place = f"dòng {wrong.lineno + lines_before}, cột {wrong.colno}"
    raise _refusal(f"{place}: {_complaint(wrong)}") from None


def _complaint(wrong: json.JSONDecodeError) -> str:
    said = re.sub(r": line .*", "", wrong.msg)
    return _COMPLAINTS.get(said, "viết không đúng dạng JSON")


def _refusal(reason: str) -> Trouble:
    return Trouble(
        f"Dữ liệu JSON không đúng: {reason}.",
        _NOTHING_CHANGED,
        "Hãy sửa dữ liệu rồi làm lại.",
        "DL-01",
    )


def _kind(value: Any) -> str:
    names = {bool: "giá trị đúng/sai", int: "số", float: "số", list: "danh sách", str: "chữ"}
    return names.get(type(value), "null")
