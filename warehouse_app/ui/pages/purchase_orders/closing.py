"""The dialog that closes a line of a purchase order short, or opens it again, and what is said of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.purchase_view import PurchaseLineView
from warehouse_app.services.closing_short import ClosedShort, close_short, reopen_short
from warehouse_app.services.contract import Action
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.look import Icon
from warehouse_app.ui.words.purchase_orders import Closing


class ClosingDialog(ReasonDialog):
    """Why nothing more is expected of a line; with `reopen`, why the rest is to come after all."""

    def __init__(self, desk: Desk, parent: QWidget, number: str, line: PurchaseLineView, *, reopen: bool) -> None:
        say = desk.say
        do = say(Closing.REOPEN if reopen else Closing.CLOSE).removesuffix("…")
        of = say(Closing.OF, number=number, line=line.line, sku=line.sku, name=line.name)
        about = Closing.REOPEN_ABOUT if reopen else Closing.CLOSE_ABOUT
        units = min(line.closed, line.quantity - line.received) if reopen else line.to_come
        super().__init__(desk, parent, do, of, say(about, units=units), do, Icon.UNDO if reopen else Icon.REMOVE)
        self._number, self._line, self._reopen = number, line.line, reopen
        self.ask_for(self.reason)
        self.taken.connect(self._tell)

    def verb(self) -> Callable[[Action], object]:
        store, number, line, why = self.desk.house.store, self._number, self._line, self.reason.value
        does = reopen_short if self._reopen else close_short
        return lambda action: does(store, action, number, line, why=why)

    def _tell(self, done: ClosedShort) -> None:
        code = Closing.REOPENED if self._reopen else Closing.CLOSED
        facts: Facts = {"number": done.purchase_order, "line": done.line, "sku": done.sku, "units": done.units}
        tell_followed(self.desk, self.desk.say(code, **facts), (), (), done.shares)
        self.desk.announce(done.changes)
