"""Search, filters as buttons and chips, and the small window in which a filter is put together."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried, actions
from warehouse_app.queries.listing import FieldKind, Filter, How, ListField, Value
from warehouse_app.ui.tables import Column, Offer, Preset, RowChosen
from warehouse_app.ui.tables.filter_editor import FilterEditor, ways
from warehouse_app.ui.tables.filters import phrase

SHORT = Filter("short", How.AT_LEAST, (1,))
FIRST = Filter("rank_class", How.EQUALS, ("A",))


@pytest.fixture
def tried(at_window: Window) -> Tried:
    return Tried(at_window, presets=[Preset("Short only", SHORT)]).fill()


def matching(tried: Tried) -> list[str]:
    return [row["order"] for row in tried.wanted()[1]]


def chips(tried: Tried) -> list[str]:
    return [chip.text() for chip in tried.table.filter_bar.chips]


def test_typing_in_the_search_shows_what_matches(tried: Tried) -> None:
    total = tried.model.rowCount()
    tried.table.search.setText("lamp")
    tried.window.qtbot.waitUntil(lambda: tried.model.view.search == "lamp")
    tried.settle()
    assert 0 < tried.model.rowCount() < total
    assert tried.texts("order") == matching(tried)
    QTest.keyClick(tried.table.search, Qt.Key.Key_Escape)
    tried.settle()
    assert tried.model.rowCount() == total


def test_who_types_into_the_rows_searches(tried: Tried) -> None:
    tried.table.activateWindow()
    tried.grid.setFocus()
    tried.window.qtbot.waitUntil(tried.grid.hasFocus)
    QTest.keyClicks(tried.grid, "l")
    assert tried.table.search.hasFocus()
    assert tried.table.search.text() == "l"
    tried.window.qtbot.waitUntil(lambda: tried.model.view.search == "l")


def test_the_key_of_the_search_goes_to_it(tried: Tried) -> None:
    tried.table.activateWindow()
    tried.grid.setFocus()
    tried.window.qtbot.waitUntil(tried.grid.hasFocus)
    QTest.keyClick(tried.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tried.table.search.hasFocus()


def test_a_filter_that_is_often_wanted_is_a_button(tried: Tried) -> None:
    [button] = tried.table.presets.values()
    assert (button.text(), button.isChecked()) == ("Short only", False)
    button.click()
    tried.settle()
    assert tried.model.view.filters == (SHORT,)
    assert set(tried.texts("short")) == {str(row["short"]) for row in tried.wanted()[1]}
    assert "0" not in tried.texts("short")
    assert chips(tried) == []
    button.click()
    tried.settle()
    assert len(tried.model.view.filters) == 0


def test_other_filters_are_chips_that_take_themselves_away(tried: Tried) -> None:
    tried.table.filter_by(SHORT, FIRST, FIRST, Filter("need_by", How.GIVEN))
    tried.settle()
    [button] = tried.table.presets.values()
    assert button.isChecked()
    assert chips(tried) == ["Class: A"]  # a field without a column cannot be named
    assert tried.table.filter_bar.isVisible()
    assert tried.texts("order") == matching(tried)
    [chip] = tried.table.filter_bar.chips
    assert chip.accessibleName() == "Remove the filter: Class: A"
    chip.click()
    tried.settle()
    assert tried.model.view.filters == (SHORT, Filter("need_by", How.GIVEN))
    assert chips(tried) == []
    assert not tried.table.filter_bar.isVisible()
    assert button.isChecked()


def test_a_cell_offers_its_value_as_a_filter(tried: Tried) -> None:
    wanted = tried.text(2, "order")
    column = tried.grid.fields().index("order")
    menu = actions(tried.table.row_menu(tried.model.index(2, column)))
    assert list(menu) == ["Copy", "Copy with headings", f"Only “{wanted}”", "Export this table"]
    menu[f"Only “{wanted}”"].trigger()
    tried.settle()
    assert set(tried.texts("order")) == {wanted}
    assert chips(tried) == [f"Order: {wanted}"]
    empty = next(row for row in range(tried.model.rowCount()) if tried.text(row, "promised") == "")
    promised = tried.grid.fields().index("promised")
    assert list(actions(tried.table.row_menu(tried.model.index(empty, promised)))) == [
        *("Copy", "Copy with headings", "Export this table"),
    ]


def test_an_instant_in_a_cell_is_filtered_exactly(tried: Tried) -> None:
    column = tried.grid.fields().index("placed")
    text = tried.text(0, "placed")
    actions(tried.table.row_menu(tried.model.index(0, column)))[f"Only “{text}”"].trigger()
    tried.settle()
    assert set(tried.texts("placed")) == {text}


def test_a_page_can_offer_what_it_does_with_a_row(at_window: Window) -> None:
    done: list[RowChosen] = []
    offers = [
        Offer("Lift R&D", done.append),
        Offer("Never", done.append, possible=lambda _: False),
        Offer("First class only", done.append, possible=lambda chosen: chosen.values["rank_class"] == "A"),
    ]
    tried = Tried(at_window, offers=offers).fill()
    menu = actions(tried.table.row_menu(tried.model.index(0, 0)))
    assert [name for name in list(menu)[:3] if menu[name].isEnabled()] == []
    tried.grid.select_row(0)
    menu = actions(tried.table.row_menu(tried.model.index(0, 0)))
    assert [name for name in list(menu)[:3] if menu[name].isEnabled()] == ["Lift R&&D", "First class only"]
    menu["Lift R&&D"].trigger()
    assert done == [tried.table.current]
    assert done[0].key is not None


# What a filter says

FIELD = {kind: ListField("f", "f", kind, nullable=True) for kind in FieldKind}
PHRASES: list[tuple[FieldKind, How, tuple[Value, ...], str]] = [
    (FieldKind.TEXT, How.CONTAINS, ("a&b",), "Name contains “a&b”"),
    (FieldKind.TEXT, How.EQUALS, ("a",), "Name: a"),
    (FieldKind.TEXT, How.ONE_OF, ("a", "b"), "Name: a, b"),
    (FieldKind.TEXT, How.EMPTY, (), "Name is empty"),
    (FieldKind.TEXT, How.GIVEN, (), "Name is not empty"),
    (FieldKind.NUMBER, How.AT_LEAST, (1234,), "Name from 1,234"),
    (FieldKind.NUMBER, How.AT_MOST, (-1,), "Name up to -1"),
    (FieldKind.MONEY, How.BETWEEN, (100, 250), "Name from €1.00 to €2.50"),
    (FieldKind.DAY, How.EQUALS, (date(2026, 3, 3),), "Name: 3 Mar 2026"),
    (FieldKind.INSTANT, How.AT_LEAST, (datetime(2026, 3, 3, tzinfo=UTC),), "Name from 3 Mar 2026"),
    (FieldKind.FLAG, How.EQUALS, (True,), "Name: yes"),
    (FieldKind.FLAG, How.EQUALS, (False,), "Name: no"),
]


@pytest.mark.parametrize(("kind", "how", "values", "said"), PHRASES)
def test_a_chip_says_the_filter(at_window: Window, kind: FieldKind, how: How, values: Any, said: str) -> None:
    assert phrase(at_window.desk, Column("f", "Name"), FIELD[kind], Filter("f", how, values)) == said


def test_a_chip_says_codes_in_words(at_window: Window) -> None:
    column = Column("f", "Status", words={"open": "Open"})
    asked = Filter("f", How.ONE_OF, ("open", "closed"))
    assert phrase(at_window.desk, column, FIELD[FieldKind.TEXT], asked) == "Status: Open, closed"


# Putting a filter together


def put(editor: QWidget, value: Any) -> None:
    """Put a value into an editor as a person would leave it."""
    match editor:
        case QComboBox():
            editor.setCurrentIndex(editor.findText(value))
        case QDateEdit():
            editor.setDate(QDate(value.year, value.month, value.day))
        case QSpinBox() | QDoubleSpinBox():
            editor.setValue(value)
        case QLineEdit():
            editor.setText(value)


ASKED: list[tuple[str, str, list[Any], Filter]] = [
    ("Order", "that contain", ["7"], Filter("order", How.CONTAINS, ("7",))),
    ("Order", "that are exactly", ["SO-07"], Filter("order", How.EQUALS, ("SO-07",))),
    ("Order", "that are empty", [], Filter("order", How.EMPTY)),
    ("Line", "from", [2], Filter("line", How.AT_LEAST, (2,))),
    ("Line", "between", [2, 3], Filter("line", How.BETWEEN, (2, 3))),
    ("Class", "that are exactly", ["second"], Filter("rank_class", How.EQUALS, ("B",))),
    ("Promised", "up to", [date(2026, 3, 2)], Filter("promised", How.AT_MOST, (date(2026, 3, 2),))),
    ("Promised", "that are not empty", [], Filter("promised", How.GIVEN)),
    ("Lifted", "that are exactly", ["yes"], Filter("lifted", How.EQUALS, (True,))),
    ("Lifted", "that are exactly", ["no"], Filter("lifted", How.EQUALS, (False,))),
    (
        "Placed",
        "between",
        [date(2026, 2, 1), date(2026, 2, 1)],
        Filter(
            "placed",
            How.BETWEEN,
            (datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 1, 23, 59, 59, 999_999, tzinfo=UTC)),
        ),
    ),
    ("Placed", "from", [date(2026, 2, 2)], Filter("placed", How.AT_LEAST, (datetime(2026, 2, 2, tzinfo=UTC),))),
    (
        "Placed",
        "up to",
        [date(2026, 2, 1)],
        Filter("placed", How.AT_MOST, (datetime(2026, 2, 1, 23, 59, 59, 999_999, tzinfo=UTC),)),
    ),
]


@pytest.fixture
def worded(at_window: Window) -> Tried:
    words = {"A": "first", "B": "second", "C": "third"}
    columns = [Column("rank_class", "Class", words=words) if each.heading == "Class" else each for each in COLUMNS]
    return Tried(at_window, columns).fill()


@pytest.mark.parametrize(("column", "how", "values", "wanted"), ASKED)
def test_a_filter_is_put_together(worded: Tried, column: str, how: str, values: list[Any], wanted: Filter) -> None:
    editor = worded.table.edit_filter()
    assert editor is not None
    assert editor.isVisible()
    put(editor.field, column)
    put(editor.how, how)
    assert len(editor.editors) == len(values)
    for edit, value in zip(editor.editors, values, strict=True):
        put(edit, value)
    editor.add.click()
    worded.settle()
    compared = [
        tuple(value.astimezone(UTC) if isinstance(value, datetime) else value for value in each.values)
        for each in worded.model.view.filters
    ]
    assert [(each.field, each.how) for each in worded.model.view.filters] == [(wanted.field, wanted.how)]
    assert compared == [wanted.values]
    assert worded.texts("order") == matching(worded)
    assert len(chips(worded)) == 1


def test_without_a_value_there_is_no_filter(worded: Tried) -> None:
    editor = worded.table.edit_filter()
    assert editor is not None
    put(editor.field, "Item")
    editor.add.click()
    assert editor.isVisible()
    assert worded.model.view.filters == ()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert worded.model.view.filters == ()


def test_money_is_typed_as_it_is_written(at_window: Window) -> None:
    column, field = Column("price", "Price"), ListField("price", "i.price", FieldKind.MONEY)
    parent = QWidget()
    at_window.qtbot.addWidget(parent)
    editor = FilterEditor(at_window.desk, [(column, field)], parent)
    made: list[Filter] = []
    editor.made.connect(made.append)
    put(editor.how, "up to")
    put(editor.editors[0], 12.35)
    editor.add.click()
    assert made == [Filter("price", How.AT_MOST, (1235,))]


def test_before_anything_was_read_there_is_nothing_to_filter(at_window: Window) -> None:
    assert Tried(at_window).table.edit_filter() is None


@pytest.mark.parametrize("kind", FieldKind)
def test_what_can_be_empty_can_be_filtered_by_that(kind: FieldKind) -> None:
    column = Column("f", "F")
    can = set(ways(column, ListField("f", "f", kind, nullable=True)))
    cannot = set(ways(column, ListField("f", "f", kind)))
    if kind is FieldKind.FLAG:
        assert can == cannot == {How.EQUALS}
    elif kind is FieldKind.TEXT:
        assert can == cannot >= {How.EMPTY, How.CONTAINS}  # a text may be ''
    else:
        assert can - cannot == {How.EMPTY, How.GIVEN}
