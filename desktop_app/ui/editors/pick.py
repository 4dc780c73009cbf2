"""Which editor a field gets."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, Choices, LongText, YesNo
from desktop_app.model.links import Address, Ref, Refs, Rows
from desktop_app.ui.editors.choosing import ChoiceEditor, ChoicesEditor
from desktop_app.ui.editors.editor import Context, Editor
from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.editors.place import AddressEditor
from desktop_app.ui.editors.referring import RefEditor, RefsEditor
from desktop_app.ui.editors.referring_cell import RefsCellEditor
from desktop_app.ui.editors.typed import LongTextEditor, TypedLine


def editor_for(field: Field[Any], context: Context, parent: QWidget | None = None) -> Editor:
    """Return a new editor for *field*; a kind nobody knows gets a line of words."""
    match field:
        case Rows():
            return GridEditor(field, context, cell_editor_for, parent)
        case Choices():
            return ChoicesEditor(field, context, parent)
        case Choice() | YesNo():
            return ChoiceEditor(field, context, parent)
        case Refs():
            return RefsEditor(field, context, parent)
        case Ref():
            return RefEditor(field, context, parent)
        case Address():
            return AddressEditor(field, context, parent)
        case LongText():
            return LongTextEditor(field, context, parent)
    return TypedLine(field, context, parent)


def cell_editor_for(field: Field[Any], context: Context, parent: QWidget) -> Editor:
    """Return the editor of a child list's cell."""
    if isinstance(field, LongText):
        return TypedLine(field, context, parent)
    if isinstance(field, Refs):
        return RefsCellEditor(field, context, parent)
    return editor_for(field, context, parent)
