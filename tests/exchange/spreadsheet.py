"""Reads a workbook as it lies in its file, with nothing but the standard library."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class CellRead:
    """A cell: its words, how the file types them, the number format, whether it is a formula."""

    text: str
    type: str
    format: str
    formula: bool


Line = dict[str, CellRead]


def sheets(file: Path) -> dict[str, list[Line]]:
    """Return each sheet's lines below the headings, cells by their heading."""
    with ZipFile(file) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        formats = _formats(styles)
        titles = [sheet.attrib["name"] for sheet in book.iter(f"{SPACE}sheet")]
        return {
            title: _lines(archive.read(f"xl/worksheets/sheet{place}.xml"), formats)
            for place, title in enumerate(titles, start=1)
        }


def _formats(styles: ElementTree.Element) -> list[str]:
    own = {
        each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{SPACE}numFmt")
    }
    own |= {"0": "General", "3": "#,##0", "49": "@"}
    cells = styles.find(f"{SPACE}cellXfs")
    assert cells is not None
    return [own[each.attrib["numFmtId"]] for each in cells]


def _lines(content: bytes, formats: list[str]) -> list[Line]:
    rows = [
        {_column(cell.attrib["r"]): _read(cell, formats) for cell in row.iter(f"{SPACE}c")}
        for row in ElementTree.fromstring(content).iter(f"{SPACE}row")
    ]
    head = {place: cell.text for place, cell in rows[0].items()}
    return [{head[place]: cell for place, cell in row.items()} for row in rows[1:]]


def _read(cell: ElementTree.Element, formats: list[str]) -> CellRead:
    words = "".join(part.text or "" for part in cell.iter() if part.tag[len(SPACE) :] in {"v", "t"})
    style = formats[int(cell.attrib.get("s", "0"))]
    formula = cell.find(f"{SPACE}f") is not None
    return CellRead(words, cell.attrib.get("t", "n"), style, formula)


def _column(place: str) -> str:
    return place.rstrip("0123456789")
