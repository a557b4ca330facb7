"""The list of back orders on paper: of one item, order or customer where the page shows only that, else the whole."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from warehouse_app.documents.sheets import ReportOf
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.back_order_report import report_number
from warehouse_app.queries.listing import How, View
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.printing.preview import preview_paper
from warehouse_app.ui.widgets import KeyButton, Weight
from warehouse_app.ui.words.back_orders import Queue

_FIELDS = {"sku": ReportOf.ITEM, "order": ReportOf.ORDER, "customer_code": ReportOf.CUSTOMER}


class PrintListButton(KeyButton):
    """Opens the preview of what is in `view`, from which it is printed or saved."""

    def __init__(self, desk: Desk, view: Callable[[], View], parent: QWidget) -> None:
        super().__init__(desk.say(Queue.PRINT_LIST), "Ctrl+Shift+L", icon=Icon.PRINT, weight=Weight.QUIET)
        self._desk, self._view, self._page = desk, view, parent
        self.clicked.connect(self._open)

    def _open(self) -> None:
        number = report_of_view(self._view())
        preview_paper(self._desk, DocumentKind.BACK_ORDER_REPORT, number, self._page)


def report_of_view(view: View) -> str:
    """Return the number of the report that shows what a view of the queue does, or else all of it."""
    if not view.search and len(view.filters) == 1:
        [asked] = view.filters
        if asked.how is How.EQUALS and asked.field in _FIELDS:
            return report_number(_FIELDS[asked.field], str(asked.values[0]))
    return report_number(ReportOf.HOUSE)
