"""The code on each page: which unit, form, record, version and page this sheet is.

Payload, at most 45 characters of the QR alphanumeric set, parts divided by "/":
``A1/unit/form.version/record/record version/page.pages/check``. The short record id is the last
60 bits of the record's id in Crockford's base 32, "0" on a blank form. The check is 10 bits of
CRC-32 over all before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

import zxingcpp
from PIL import Image, ImageFilter

FORMAT = "A1"
LONGEST = 45
BLANK = "0"
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORT_ID_LENGTH = 12
_GROUP = 4
_KIND: Any = zxingcpp.BarcodeFormat.QRCode
_BITS = bytes([ord("0")]) + bytes([ord("1")]) * 255
_SHAPE = re.compile(
    r"A1/([0-9A-Z]*)/([0-9]+)\.([0-9A-Z.]+)/([0-9A-Z]+)/([0-9]+)/([0-9]+)\.([0-9]+)/([0-9A-Z]{2})"
)


@dataclass(frozen=True)
class PageCode:
    """What the code of a page says."""

    unit: str
    form: str
    form_version: str
    record: str
    record_version: int
    page: int
    pages: int

    def payload(self) -> str:
        """Return the text of the code. Raises ValueError when it is too long."""
        text = (
            f"{FORMAT}/{self.unit}/{self.form}.{self.form_version}/{self.record}/"
            f"{self.record_version}/{self.page}.{self.pages}/"
        )
        payload = f"{text}{_check(text)}"
        if len(payload) > LONGEST:
            raise ValueError(f"the code of a page has {len(payload)} characters")
        return payload

    def typed(self) -> str:
        """Return the short code an officer can type: "ABCD-EFGH-JKMN"; empty on a blank form."""
        if self.record == BLANK:
            return ""
        return "-".join(
            self.record[place : place + _GROUP] for place in range(0, len(self.record), _GROUP)
        )


def short_id(id: str) -> str:
    """Return the short form of a record id; of a blank form "0"."""
    if not id:
        return BLANK
    return _base32(int(id.replace("-", ""), 16), _SHORT_ID_LENGTH)


def _base32(number: int, length: int) -> str:
    digits = [_DIGITS[number >> 5 * place & 31] for place in reversed(range(length))]
    return "".join(digits)


def _check(text: str) -> str:
    return _base32(crc32(text.encode("ascii")), 2)


def parsed(payload: str) -> PageCode | None:
    """Return what a payload says; None when it is not ours or was read wrongly."""
    found = _SHAPE.fullmatch(payload)
    if found is None or _check(payload[:-2]) != found[8]:
        return None
    unit, form, version, record = found.group(1, 2, 3, 4)
    return PageCode(unit, form, version, record, int(found[5]), int(found[6]), int(found[7]))


@lru_cache(maxsize=256)
def write(payload: str) -> tuple[int, str]:
    """Return the modules on a side and the rows as hexadecimal bits, 1 is white."""
    barcode = zxingcpp.create_barcode(payload, _KIND, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    side = int(image.shape[0])
    bits = bytes(memoryview(image)).translate(_BITS)
    spare = b"0" * (-side % 8)
    whole = b"".join([bits[at : at + side] + spare for at in range(0, side * side, side)])
    return side, f"{int(whole, 2):0{len(whole) // 4}X}"


def read(image: Image.Image) -> list[PageCode]:
    """Return the codes found on the picture of a page, most likely places first."""
    for tried in _tries(image):
        found = [
            code
            for result in zxingcpp.read_barcodes(tried, formats=_KIND)
            if (code := parsed(result.text)) is not None
        ]
        if found:
            return found
    return []


def _tries(image: Image.Image) -> Iterator[Image.Image]:
    """Yield the page, then its lower left corner, cleaned, and enlarged."""
    grey = image.convert("L")
    yield grey
    width, height = grey.size
    corner = grey.crop((0, height * 3 // 4, width // 2, height))
    yield corner
    yield corner.filter(ImageFilter.MedianFilter(3))
    yield corner.resize((corner.width * 2, corner.height * 2), Image.Resampling.BICUBIC)
