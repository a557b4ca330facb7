"""A purchase order written or edited by hand."""

from collections.abc import Callable

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.queries.availability import Availability
from warehouse_app.queries.choosing import SupplierChoice
from warehouse_app.queries.purchase_view import PurchaseLineView, PurchaseView
from warehouse_app.services.contract import Action
from warehouse_app.services.references import RowFault
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import note_text
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import DocumentForm, GridColumn, Line, PickField, Storing, TypedField, optional
from warehouse_app.ui.pages.purchase_orders.storing import StoredPurchase, store_edited, store_new
from warehouse_app.ui.pickers import Picker, supplier_finder
from warehouse_app.ui.tables import day_length
from warehouse_app.ui.words.forms import DocumentWord, Wrongly
from warehouse_app.ui.words.purchase_orders import PurchaseFormWord, PurchaseTold, PurchaseWord

_COLUMNS = 3
_MOST_PERCENT = 1_000


class PurchaseForm(DocumentForm):
    """A new purchase order, or one that is stored: then what cannot change is closed, with the reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._before: PurchaseView | None = None
        read, say = self.read, desk.say
        self.supplier = PickField(
            desk,
            say(PurchaseWord.SUPPLIER),
            Picker(desk, supplier_finder(desk)),
            Wrongly.UNKNOWN_SUPPLIER,
            about=self._about_supplier,
        )
        day, money = optional(read.day, None), optional(read.money, None)
        percent = optional(read.whole(0, _MOST_PERCENT), None)
        self.ordered_on = TypedField(desk, say(PurchaseWord.ORDERED_ON), day, read.write)
        self.add(self.number, self.supplier, self.ordered_on, columns=_COLUMNS)
        self.add_lines(
            GridColumn("due_on", say(PurchaseWord.DUE), day_length(desk), day, read.write, None, follows=True),
            GridColumn("price", say(DocumentWord.PRICE), 8, money, read.write_money, None, number=True),
            GridColumn("over_receipt_percent", say(PurchaseFormWord.OVER), 6, percent, read.write, None, number=True),
            GridColumn("stock", say(PurchaseWord.STOCK), 30, stretch=True, spoken=True),
        )

    def set_new(self, number: str) -> None:
        """Be a new purchase order under a number that is proposed, ordered today."""
        self.title.setText(self.desk.say(PurchaseFormWord.TITLE_NEW))
        self.number.set(number)
        self.ordered_on.set(self.desk.house_settings.house_day)

    def set_stored(self, order: PurchaseView) -> None:
        """Be a purchase order that is stored."""
        say = self.desk.say
        self._before = order
        self.title.setText(say(PurchaseFormWord.TITLE_EDIT, number=order.number))
        self.number.set(order.number)
        self.supplier.set(order.supplier_code)
        self.ordered_on.set(order.ordered_on)
        self.number.fix(say(DocumentWord.NUMBER_STAYS))
        self.supplier.fix(say(PurchaseFormWord.SUPPLIER_STAYS, name=order.supplier))
        fixed = {"sku": say(DocumentWord.ITEM_STAYS)}
        self.lines.model.set_lines([(line.line, line._asdict(), fixed) for line in order.lines])
        self.refresh()

    def begin(self) -> None:
        if self._before is None:
            self.supplier.picker.setFocus()
        else:
            self.lines.go_to(0, "due_on")

    def tell_line(self, line: Line, item: Availability | None) -> None:
        model = self.lines.model
        if item is None:
            model.tell(line, "name", "")
            model.tell(line, "stock", "")
            return
        say = self.desk.say
        clauses = []
        before = self._line_before(line)
        if before is not None and before.received:
            clauses.append(say(PurchaseFormWord.RECEIVED, received=before.received, ordered=before.quantity))
        if item.waiting:
            clauses.append(say(PurchaseTold.WAITED_FOR, waiting=item.waiting))
        else:
            clauses.append(say(PurchaseFormWord.NOBODY_WAITS))
        clauses.append(say(DocumentWord.FREE, free=item.free))
        model.tell(line, "name", self.named(item))
        model.tell(line, "stock", note_text(clauses), Tone.WARN if item.waiting else None)

    def _line_before(self, line: Line) -> PurchaseLineView | None:
        before = () if self._before is None else self._before.lines
        return next((each for each in before if each.line == line.key), None)

    def _about_supplier(self, picker: Picker) -> str:
        choice = picker.choice
        assert isinstance(choice, SupplierChoice)
        if choice.lead_time_days is None:
            return self.desk.say(PurchaseFormWord.ABOUT_SUPPLIER, name=choice.name)
        return self.desk.say(PurchaseFormWord.ABOUT_SUPPLIER_DAYS, name=choice.name, days=choice.lead_time_days)

    # Saving

    def storing(self) -> Storing:
        store, before = self.desk.house.store, self._before
        records = tuple(self._record(row, line) for row, line in enumerate(self.lines.model.lines, start=1))
        verb: Callable[[Action], StoredPurchase]
        if before is None:
            verb = lambda action: store_new(store, action, records)  # noqa: E731 - one of two ways to store
        else:
            verb = lambda action: store_edited(store, action, before, records)  # noqa: E731
        return Storing(records, verb, self._told)

    def _record(self, row: int, line: Line) -> PurchaseLineRecord:
        return PurchaseLineRecord(
            self.number.value,
            self.supplier.value,
            **self.line_values(line),
            ordered_on=self.ordered_on.value,
            line=row if self._before is None else line.key,
        )

    def _told(self, stored: StoredPurchase) -> str:
        to_come = sum(line.to_come for line in stored.view.lines)
        said = self.desk.say(PurchaseTold.STORED, number=stored.view.number, to_come=to_come)
        tell_followed(self.desk, said, stored.stops, (), stored.shares)
        self.desk.announce(stored.changes)
        return stored.view.number

    def place(self, refusal: Refused) -> bool:
        if refusal.code is not RowFault.UNKNOWN_SUPPLIER:
            return super().place(refusal)
        self.supplier.set_error(self.desk.say(refusal.code, **refusal.facts))
        self.supplier.editor.setFocus()
        return True
