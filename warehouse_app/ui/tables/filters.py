"""Filters as chips: what they say, and the bar on which they stand."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import Signal

from warehouse_app.domain.errors import Fact
from warehouse_app.queries.listing import FieldKind, Filter, How, ListField, Value
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.tables.columns import Column
from warehouse_app.ui.widgets import KeyButton, Toolbar
from warehouse_app.ui.widgets.text import tip
from warehouse_app.ui.words.tables import HowWord, Tables

CHIPS = {
    How.CONTAINS: HowWord.CHIP_CONTAINS,
    How.EQUALS: HowWord.CHIP_EQUALS,
    How.ONE_OF: HowWord.CHIP_ONE_OF,
    How.AT_LEAST: HowWord.CHIP_AT_LEAST,
    How.AT_MOST: HowWord.CHIP_AT_MOST,
    How.BETWEEN: HowWord.CHIP_BETWEEN,
    How.EMPTY: HowWord.CHIP_EMPTY,
    How.GIVEN: HowWord.CHIP_GIVEN,
}


def phrase(desk: Desk, column: Column, field: ListField, asked: Filter) -> str:
    """Return a filter in words."""
    if field.kind is FieldKind.FLAG:
        code = HowWord.CHIP_YES if asked.values[0] else HowWord.CHIP_NO
        return desk.say(code, field=column.heading)
    facts: dict[str, Fact] = {"field": column.heading}
    match asked.how, [_said(desk, column, field, value) for value in asked.values]:
        case How.BETWEEN, [least, most]:
            facts |= {"least": least, "most": most}
        case How.ONE_OF, texts:
            facts["texts"] = tuple(texts)
        case _, [text]:
            facts["text"] = text
    return desk.say(CHIPS[asked.how], **facts)


def _said(desk: Desk, column: Column, field: ListField, value: Value) -> str:
    if column.words is not None:
        return column.words.get(str(value), str(value))
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return desk.money(value)
    if isinstance(value, datetime):
        return desk.text(value.astimezone(desk.zone).date())
    return desk.text(value) if isinstance(value, (int, date)) else str(value)


class FilterBar(Toolbar):
    """The filters that hold, each a chip that takes its filter away. Hidden while there are none."""

    removed = Signal(object)
    """The Filter that is not wanted any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.chips: list[KeyButton] = []
        self.hide()

    def show_filters(self, filters: Mapping[Filter, str]) -> None:
        """Show these filters, which are said so."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(asked, words) for asked, words in filters.items()]
        for chip in self.chips:
            self.add(chip)
        self.setVisible(bool(filters))

    def _chip(self, asked: Filter, words: str) -> KeyButton:
        chip = KeyButton(words, icon=Icon.CLOSE)
        chip.setAccessibleName(self._desk.say(Tables.FILTER_REMOVE, filter=words))
        chip.setToolTip(tip(chip.accessibleName()))
        chip.clicked.connect(lambda: self.removed.emit(asked))
        return chip
