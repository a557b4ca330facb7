"""What the finder offers: pages and actions by their words, and what the database found, each as one line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from warehouse_app.queries.seeking import Sought
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import PageName
from warehouse_app.ui.rail import SIGNS
from warehouse_app.ui.widgets import KeyButton, RailButton
from warehouse_app.ui.words.forms import FormWord
from warehouse_app.ui.words.items import KIND_WORDS
from warehouse_app.ui.words.pick_lists import Lists
from warehouse_app.ui.words.seeking import SeekWord, SoughtWord


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be opened, or a button that can be pressed: what it is, what it is called and the rest."""

    icon: Icon
    kind: str
    text: str
    detail: str
    does: Target | QAbstractButton

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, self.kind) if part)


def page_lines(desk: Desk, pages: Iterable[PageName]) -> list[Line]:
    """Return the pages with their keys."""
    kind = desk.say(SoughtWord.PAGE)
    return [Line(SIGNS[page][0], kind, desk.say(page), _native(SIGNS[page][1]), _page(page)) for page in pages]


def action_lines(desk: Desk, window: QWidget) -> list[Line]:
    """Return what can be done now: the buttons of the window that can be pressed, from the top, with their keys."""
    kind = desk.say(SoughtWord.ACTION)
    found = [
        button
        for button in window.findChildren(QAbstractButton)
        if isinstance(button, KeyButton | RailButton) and _is_action(button) and button.window() is window
    ]

    def place(button: QAbstractButton) -> tuple[int, int]:
        corner = button.mapTo(window, QPoint(0, 0))
        return corner.y(), corner.x()

    found.sort(key=place)
    return [Line(Icon.ARROW_RIGHT, kind, each.accessibleName(), each.key_text, each) for each in found]


def can_press(button: QAbstractButton) -> bool:
    """Return whether a person could press a button now."""
    return button.isVisible() and button.isEnabled()


def _is_action(button: QAbstractButton) -> bool:
    # What can be checked in the rail is a page.
    return can_press(button) and not (isinstance(button, RailButton) and button.isCheckable())


def _page(page: PageName) -> Target:
    return Target(Thing.PAGE, page)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def fitting(lines: Iterable[Line], text: str) -> list[Line]:
    """Return the lines in whose text each word of `text` begins a word; all where `text` is empty."""
    if not text.strip():
        return list(lines)
    wanted = _words(text)
    return [
        line
        for line in lines
        if wanted and all(any(word.startswith(each) for word in _words(line.text)) for each in wanted)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def found_lines(desk: Desk, sought: Sought) -> list[Line]:
    """Return what the database found, kind by kind."""
    return [*_goods(desk, sought), *_documents(desk, sought), *_others(desk, sought)]


def _goods(desk: Desk, sought: Sought) -> Iterable[Line]:
    kind, say = desk.say(SoughtWord.ITEM), desk.say
    for item in sought.items:
        detail = _joined(item.name, say(FormWord.FREE, free=item.free))
        yield Line(Icon.ITEM, kind, item.code, detail, Target(Thing.ITEM, item.code))
    for lot in sought.lots:
        detail = _joined(lot.sku, lot.name)
        yield Line(Icon.ITEM, say(SoughtWord.LOT), lot.code, detail, Target(Thing.ITEM, lot.sku))


def _documents(desk: Desk, sought: Sought) -> Iterable[Line]:
    say = desk.say
    for order in sought.orders:
        detail = _joined(order.customer, say(order.state))
        yield Line(Icon.ORDERS, say(SoughtWord.ORDER), order.number, detail, Target(Thing.ORDER, order.number))
    for bought in sought.purchase_orders:
        coming = say(SeekWord.TO_COME, units=bought.to_come) if bought.to_come else say(SeekWord.NOTHING_TO_COME)
        target = Target(Thing.PURCHASE_ORDER, bought.number)
        detail = _joined(bought.supplier, coming)
        yield Line(Icon.PURCHASING, say(SoughtWord.PURCHASE_ORDER), bought.number, detail, target)
    for listed in sought.pick_lists:
        target = Target(Thing.PICK_LIST, listed.number)
        detail = _joined(listed.customer, say(Lists[listed.status.name]))
        yield Line(Icon.PICK, say(SoughtWord.PICK_LIST), listed.number, detail, target)


def _others(desk: Desk, sought: Sought) -> Iterable[Line]:
    say = desk.say
    for one in sought.customers:
        detail, target = _joined(one.name, one.city), Target(Thing.CUSTOMER, one.code)
        yield Line(Icon.CUSTOMERS, say(SoughtWord.CUSTOMER), one.code, detail, target)
    for supplier in sought.suppliers:
        target = Target(Thing.SUPPLIER, supplier.code)
        yield Line(Icon.TRUCK, say(SoughtWord.SUPPLIER), supplier.code, supplier.name, target)
    for place in sought.places:
        target = Target(Thing.LOCATION, place.code)
        yield Line(Icon.BIN, say(SoughtWord.PLACE), place.code, say(KIND_WORDS[place.kind]), target)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
