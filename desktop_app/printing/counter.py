"""The counter of the printing room: all that the desk asks of it."""

from desktop_app.printing.form import Form
from desktop_app.printing.library import FormLibrary
from desktop_app.printing.press import Document, PrintJob, print_form
from desktop_app.printing.preview import page_images
from desktop_app.printing.recovery_sheet import recovery_sheet
from desktop_app.printing.rereading import codes_of, tells_of, words_of
from desktop_app.printing.ways import on_paper

__all__ = [
    "Document",
    "Form",
    "FormLibrary",
    "PrintJob",
    "codes_of",
    "on_paper",
    "page_images",
    "print_form",
    "recovery_sheet",
    "tells_of",
    "words_of",
]
