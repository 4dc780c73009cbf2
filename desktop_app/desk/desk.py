"""The desk: all that an officer can do, in one place for window and terminal."""

from desktop_app.desk.accounts import AccountActions
from desktop_app.desk.attention import AttentionActions
from desktop_app.desk.auditing import AuditActions
from desktop_app.desk.care import CareActions
from desktop_app.desk.exporting import ExportActions
from desktop_app.desk.filling import FillingActions
from desktop_app.desk.histories import HistoryActions
from desktop_app.desk.many import ManyActions
from desktop_app.desk.numbering import NumberingActions
from desktop_app.desk.paper import PaperActions
from desktop_app.desk.settling import SettlingActions
from desktop_app.desk.tracing import TracingActions
from desktop_app.desk.updating import UpdateActions
from desktop_app.desk.views import ViewActions


class Desk(
    AccountActions,
    ManyActions,
    ExportActions,
    FillingActions,
    NumberingActions,
    PaperActions,
    AttentionActions,
    AuditActions,
    UpdateActions,
    CareActions,
    SettlingActions,
    ViewActions,
    HistoryActions,
    TracingActions,
):
    """An officer at an open book."""
