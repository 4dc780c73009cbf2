"""The printers of this PC, what is wrong with them for our pages, and which pages are wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

PRINT_DPI = 600
A4 = QPageSize.PageSizeId.A4
PART = re.compile(r"(\d+)(?:\s*[-–]\s*(\d*))?")


@dataclass(frozen=True)
class PrinterFacts:
    """What the system tells of a printer. *paper* is the size that lies in it by its settings."""

    name: str
    title: str
    usual: bool = False
    ready: bool = True
    remote: bool = False
    takes_a4: bool = True
    paper: str = "A4"

    def warnings(self) -> list[str]:
        """Return what to look after before paper moves."""
        told = []
        if not self.ready:
            told.append("Máy in đang báo lỗi hoặc chưa bật. Hãy kiểm tra máy in, dây và giấy.")
        if not self.takes_a4:
            told.append("Máy in này không khai báo khổ A4: lề có thể sai. Hãy in thử 1 tờ.")
        if self.paper and self.paper != "A4":
            told.append(
                f"Máy in đang đặt khổ «{self.paper}», không phải A4. Hãy đặt giấy A4 vào khay "
                "và đổi khổ giấy của máy in sang A4."
            )
        return told


def printer_names() -> list[str]:
    """Return the names of the printers; quick, and made for the screen's thread."""
    names: list[str] = QPrinterInfo.availablePrinterNames()
    return names


def facts_of(name: str) -> PrinterFacts | None:
    """Return what the system tells of a printer; slow where it stands in a network."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        return None
    sizes = {size.id() for size in info.supportedPageSizes()}
    usual = info.defaultPageSize()
    return PrinterFacts(
        name,
        info.description() or name,
        info.isDefault(),
        info.state() not in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted),
        info.isRemote(),
        not sizes or A4 in sizes,
        "A4" if usual.id() == A4 or not usual.isValid() else usual.name(),
    )


def printer_called(name: str) -> QPrinter:
    """Return a printer set for our pages: whole A4 sheets in grey, nothing scaled."""
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def chosen_pages(text: str, last: int) -> list[int]:
    """Return the pages that words such as "1-3, 5" name; no words mean all.

    >>> chosen_pages("", 3), chosen_pages("1-3, 5", 9), chosen_pages("7-", 9)
    ([1, 2, 3], [1, 2, 3, 5], [7, 8, 9])

    Raises ValueError for anything else, and for pages that there are not.
    """
    found: set[int] = set()
    for part in filter(None, re.split(r"[\s]*[,;][\s]*", text.strip())):
        match = PART.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first = int(match[1])
        until = first if match[2] is None else int(match[2] or last)
        if not 1 <= first <= until <= last:
            raise ValueError(part)
        found.update(range(first, until + 1))
    return sorted(found) or list(range(1, last + 1))
