"""An order written and edited by hand: stored exactly, found by stock at once, and never half there or lost."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.queries.houses import pick
from tests.services.saving import dump
from tests.services.stock import held, opening, order, purchase, take
from tests.ui.conftest import Window
from tests.ui.documents import furnished_window, look, on_show, stored_lines, stored_orders
from tests.ui.hands import Hands
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import BarcodeRecord, CustomerRecord, ItemRecord, OrderLineRecord
from warehouse_app.domain.statuses import Role, ShipPolicy
from warehouse_app.queries.order_view import order_view
from warehouse_app.services.ordering import save_order
from warehouse_app.services.releasing import release
from warehouse_app.stations.reply import Tone
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.tables import Person
from warehouse_app.ui.desk import Target, Thing, Told
from warehouse_app.ui.pages.orders import OrdersPage, storing
from warehouse_app.ui.pages.orders.form import OrderForm


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    yield from furnished_window(at_window)


def new_order(window: Window) -> tuple[Hands, OrdersPage, OrderForm]:
    """Open the form for a new order with the key for it."""
    hands, page = on_show(window, OrdersPage(window.desk))
    hands.press("Ctrl+N")
    hands.settle()
    assert page.form is not None
    return hands, page, page.form


def editing(window: Window, number: str) -> tuple[Hands, OrdersPage, OrderForm]:
    """Choose an order and open the form for it."""
    hands, page = on_show(window, OrdersPage(window.desk))
    page.show_thing(Target(Thing.ORDER, number))
    look(window, hands)
    hands.press("Ctrl+E")
    hands.settle()
    assert page.form is not None
    return hands, page, page.form


def is_open(page: OrdersPage) -> bool:
    """Return whether the form is still there."""
    return page.form is not None


def typed(form: OrderForm) -> list[list[str]]:
    """Return the texts of the lines."""
    return [[cell.text for cell in line.cells.values()] for line in form.lines.model.lines]


def stock(form: OrderForm) -> list[str]:
    """Return what is said of the stock of each line."""
    return [line.told.get("stock", ("", None))[0] for line in form.lines.model.lines]


def cell_error(form: OrderForm, row: int, column: str) -> str:
    return form.lines.model.lines[row].cells[column].wrong


def test_an_order_is_written_with_the_keyboard_alone_and_has_its_stock_at_once(window: Window) -> None:
    take(
        window.house,
        opening("LAMP", 5),
        CustomerRecord("DAN", "Dan", priority_class="C", ship_policy=ShipPolicy.LINE_COMPLETE),
    )
    hands, page, form = new_order(window)
    assert form.number.value == "SO-1001"
    hands.type("dan⇥4711⇥⇥a")
    hands.settle()
    form.lines.begin()
    hands.type("lamp⏎2 x 2⏎⏎+14⏎12.50⏎blue⏎cord⏎7⏎⏎⏎⏎")
    hands.settle()
    hands.press("Ctrl+S")
    look(window, hands)
    assert not is_open(page)
    assert stored_orders(window) == [("SO-1001", "DAN", "A", None, "4711", "")]
    assert stored_lines(window) == [
        ("SO-1001", 1, "LAMP", 4, 0, 4, "2026-03-16", 1_250, "blue", 1),
        ("SO-1001", 2, "CORD", 7, 0, 0, "2026-03-16", None, "", 1),
    ]
    assert window.told == [Told(Tone.OK, "Order SO-1001 is stored; 4 of 11 units have stock, 7 wait.")]
    assert page.details.title.text() == "SO-1001"
    assert page.table.current.values["order"] == "SO-1001"
    seen = order_view(window.house.store, "SO-1001")
    assert seen is not None
    assert seen.placed_at == window.house.now


def test_what_is_known_of_customer_and_items_stands_beside_what_is_typed(window: Window) -> None:
    take(
        window.house,
        opening("LAMP", 5),
        opening("PLUG", 3),
        ItemRecord("SOAP", "Soap", pack_quantity=12, price=199),
        CustomerRecord("DAN", "Dan", priority_class="C", ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-1", "ANN", 1, ("CORD", 4)),
        *purchase("PO-7", ("CORD", 10)),
    )
    hands, _, form = new_order(window)
    hands.type("dan⇥")
    hands.settle()
    assert form.customer.hint.text() == "Dan, class C, whole lines"
    form.lines.begin()
    hands.type("lamp⏎4⏎⏎⏎⏎⏎plug⏎4⏎⏎⏎⏎⏎cord⏎4⏎⏎⏎⏎⏎game⏎1⏎⏎⏎⏎⏎soap⏎24⏎⏎⏎⏎")
    hands.settle()
    assert stock(form) == [
        "5 free",
        "3 free, 1 will wait · nothing is on order",
        "None free · 4 wait already · PO-7 (10 units) is on order, without a date",
        "Not before 1 Apr 2026",
        "None free · nothing is on order",
    ]
    assert [line.told["name"][0] for line in form.lines.model.lines] == [
        *("Lamp", "Plug", "Cord", "Game", "Soap, pack of 12")
    ]
    assert [row[4] for row in typed(form)] == ["", "", "", "", "1.99"]
    take(window.house, opening("CORD", 9))
    form.refresh()
    hands.settle()
    assert stock(form)[2] == "5 free"


def test_a_number_that_is_taken_is_refused_at_its_field_and_nothing_is_lost_or_stored(window: Window) -> None:
    take(window.house, *order("SO-7", "BEN", 1, ("LAMP", 4)))
    hands, page, form = new_order(window)
    assert form.number.value == "SO-8"
    hands.type("ben⇥")
    form.lines.begin()
    hands.type("lamp⏎4⏎⏎⏎⏎note⏎")
    hands.settle()
    form.number.editor.setFocus()
    hands.press("Ctrl+A")
    hands.type("SO-7")
    before = dump(window.house)
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.number.error == "There is a SO-7 already. The next free number is SO-8."
    assert hands.focus() is form.number.editor
    assert dump(window.house) == before
    assert (form.customer.value, typed(form)) == ("BEN", [["LAMP", "4", "1", "", "", "note"]])
    assert page.unsaved()
    hands.press("Ctrl+A")
    hands.type("SO-9")
    assert form.number.error == ""
    hands.press("Ctrl+S")
    look(window, hands)
    assert [row[0] for row in stored_orders(window)] == ["SO-7", "SO-9"]


def test_an_order_of_the_same_number_from_another_desk_is_never_joined(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (OrderLineRecord("SO-1", "BEN", "LAMP", 4, line=1),)
    storing.store_new(window.house.store, window.house.act(), first)
    before = stored_lines(window)
    # As if that desk had stored it after this one had looked.
    monkeypatch.setattr("warehouse_app.ui.forms.document.number_taken", lambda *_: False)
    with pytest.raises(Refused) as caught:
        storing.store_new(window.house.store, window.house.act(), first)
    assert caught.value.code == "document-number-taken"
    assert caught.value.facts == {"number": "SO-1", "next": "SO-2"}
    assert stored_lines(window) == before


def test_what_cannot_be_read_is_said_at_its_place_and_nothing_is_stored(window: Window) -> None:
    hands, _, form = new_order(window)
    hands.type("nobody⇥⇥tomorrow⇥abc")
    form.lines.begin()
    hands.type("nail⏎some⏎")
    hands.settle()
    before = dump(window.house)
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.customer.error == "There is no customer “nobody”. Choose one from the list."
    assert form.placed.error == "“tomorrow” is no day with a time. Write it such as 2 Mar 2026 14:05."
    assert form.rank_class.error == "abc is no priority class. Use one letter from A to Z."
    assert cell_error(form, 0, "sku") == "There is no item “nail”. Choose one from the list."
    assert cell_error(form, 0, "quantity") == (
        "“some” is no quantity. Write units such as 24, or packs such as 2 x 12."
    )
    assert hands.focus() is form.customer.editor
    assert dump(window.house) == before
    assert (form.customer.picker.text(), typed(form)) == ("nobody", [["nail", "some", "1", "", "", ""]])


def test_an_order_without_lines_is_not_stored(window: Window) -> None:
    hands, _, form = new_order(window)
    hands.type("ben⇥")
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.trouble.text() == "There is no line yet. Choose an item."
    assert stored_orders(window) == []
    hands.type("cord⏎1⏎")
    hands.settle()
    assert form.trouble.text() == ""


def test_save_waits_for_what_is_still_being_looked_up(window: Window) -> None:
    hands, page, form = new_order(window)
    hands.type("ben")
    form.lines.begin()
    hands.type("cord⏎3")
    hands.press("Ctrl+S")
    look(window, hands)
    assert not is_open(page)
    assert [row[:4] for row in stored_lines(window)] == [("SO-1001", 1, "CORD", 3)]


def test_who_may_not_write_orders_is_told_so_and_loses_nothing(window: Window) -> None:
    Person.insert(name="anna", role=Role.CLERK).execute()
    hands, _, form = new_order(window)
    hands.type("ben⇥")
    form.lines.begin()
    hands.type("cord⏎3⏎")
    hands.settle()
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.trouble.text() == "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    assert stored_orders(window) == []
    assert typed(form) == [["CORD", "3", "1", "", "", ""]]


def test_an_order_whose_answer_was_lost_is_stored_once(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    hands, page, form = new_order(window)
    hands.type("ben⇥")
    form.lines.begin()
    hands.type("cord⏎3⏎")
    hands.settle()

    def lost(*_: object) -> None:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patch:
        patch.setattr(storing, "order_view", lost)
        hands.press("Ctrl+S")
        look(window, hands)
    assert is_open(page)
    assert form.trouble.text().startswith("The database the server does not answer.")
    hands.press("Ctrl+S")
    look(window, hands)
    assert not is_open(page)
    assert [row[:4] for row in stored_lines(window)] == [("SO-1001", 1, "CORD", 3)]


def test_escape_leaves_a_form_in_which_nothing_was_typed(window: Window) -> None:
    hands, page, _ = new_order(window)
    assert not page.unsaved()
    hands.press("Escape")
    assert not is_open(page)


def test_escape_asks_before_what_was_typed_is_lost(window: Window) -> None:
    hands, page, form = new_order(window)
    hands.type("ben⇥")
    hands.settle()
    hands.press("Escape")
    assert form.question.isVisible()
    assert form.question.words.text() == "What you typed is not saved yet."
    hands.press("Escape")
    assert not form.question.isVisible()
    assert is_open(page)
    assert form.customer.value == "BEN"
    hands.press("Escape", "Ctrl+D")
    assert not is_open(page)
    assert stored_orders(window) == []


def test_an_order_that_is_asked_for_meanwhile_is_shown_once_the_form_is_left(window: Window) -> None:
    take(window.house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "ANN", 2, ("LAMP", 4)))
    hands, page, _ = new_order(window)
    page.show_thing(Target(Thing.ORDER, "SO-1"))
    look(window, hands)
    assert not is_open(page)
    assert page.details.title.text() == "SO-1"
    hands.press("Ctrl+N")
    hands.settle()
    hands.type("ann⇥")
    hands.settle()
    page.show_thing(Target(Thing.ORDER, "SO-2"))
    look(window, hands)
    assert is_open(page)
    assert window.told == [Told(Tone.WARN, "Save or discard what is open here; then SO-2 is shown.")]
    hands.press("Escape", "Ctrl+D")
    look(window, hands)
    assert page.details.title.text() == "SO-2"


def test_an_order_is_edited_where_it_can_be_and_says_why_where_not(window: Window) -> None:
    take(window.house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 4), note="old", price=500))
    hands, page, form = editing(window, "SO-1")
    assert (form.number.hint.text(), form.number.editor.isEnabled()) == ("It keeps its number.", False)
    assert form.customer.hint.text() == "Ben: what another customer wants is another order."
    assert form.placed.hint.text() == "An order keeps its place in the queue."
    assert stock(form) == ["Has 4 of 4"]
    assert not form.dirty
    hands.type("6⏎⏎+1⏎⏎⏎plug⏎1⏎")
    hands.settle()
    assert stock(form)[0] == "Has 4 of 6 · 5 free"
    form.carrier.editor.setFocus()
    hands.type("DHL")
    hands.press("Ctrl+S")
    look(window, hands)
    assert not is_open(page)
    assert stored_orders(window) == [("SO-1", "BEN", "", None, "", "DHL")]
    assert stored_lines(window) == [
        ("SO-1", 1, "LAMP", 6, 0, 6, "2026-03-03", 500, "old", 1),
        ("SO-1", 2, "PLUG", 1, 0, 0, "2026-03-03", None, "", 1),
    ]


def test_who_gets_what_an_edit_gives_up_is_told_but_not_the_order_itself(window: Window) -> None:
    two = [*order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2)), *order("SO-2", "BEN", 2, ("LAMP", 3))]
    take(window.house, opening("LAMP", 4), *two, opening("CORD", 5))
    hands, _, form = editing(window, "SO-1")
    hands.type("2⏎")
    form.lines.go_to(1, "quantity")
    hands.type("4⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    said = "Order SO-1 is stored; all 6 units have stock. Now given: 2 × LAMP → SO-2 (class B)."
    assert window.told == [Told(Tone.OK, said)]


def test_less_than_is_cancelled_is_refused_at_the_line(window: Window) -> None:
    take(
        window.house, *order("SO-1", "BEN", 1, ("CORD", 1)), *order("SO-1", "BEN", 1, ("LAMP", 8), line=2, cancelled=5)
    )
    hands, _, form = editing(window, "SO-1")
    form.lines.go_to(1, "quantity")
    hands.type("3⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    assert cell_error(form, 1, "quantity") == (
        "The quantity of SO-1/2 is below what is cancelled of it already (5). Raise it to at least that."
    )


def test_less_than_is_picked_is_refused_at_the_line(window: Window) -> None:
    take(window.house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("CORD", 1), ("LAMP", 4)))
    release(window.house.store, window.house.act())
    pick(window.house.store, window.house.act(), "SO-1", 2, out_of="A-1", into="TOTE", units=4)
    hands, _, form = editing(window, "SO-1")
    form.lines.go_to(1, "quantity")
    hands.type("2⏎")
    before = dump(window.house)
    hands.press("Ctrl+S")
    look(window, hands)
    assert cell_error(form, 1, "quantity") == (
        "The quantity of SO-1/2, less what is cancelled, is below what is picked already (4). Raise it to at least "
        "that."
    )
    assert dump(window.house) == before
    assert typed(form)[1][1] == "2"


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(window: Window) -> None:
    take(window.house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    hands, page, form = editing(window, "SO-1")
    theirs = OrderLineRecord("SO-1", "BEN", "LAMP", 4, line=1, note="urgent")
    save_order(window.house.store, window.house.act(), [theirs], update=True)
    hands.type("6⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    assert is_open(page)
    assert form.trouble.text() == (
        "Somebody else has changed SO-1 since you opened it, and nothing was stored. Note what you wanted to change, "
        "discard this, and edit it again."
    )
    assert [row[3:9] for row in stored_lines(window)] == [(4, 0, 0, None, None, "urgent")]
    assert typed(form)[0][1] == "6"


def test_stock_that_comes_while_an_order_is_edited_is_no_change_of_it(window: Window) -> None:
    take(window.house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    hands, page, _ = editing(window, "SO-1")
    take(window.house, opening("LAMP", 4))
    hands.type("6⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    assert not is_open(page)
    assert held(window.house) == {"SO-1/1": 4}
    assert [row[3] for row in stored_lines(window)] == [6]


def test_a_scanned_item_goes_on_its_line_and_never_into_a_field(window: Window) -> None:
    take(window.house, BarcodeRecord("CORD", "BOX", 6))
    hands, page, form = new_order(window)
    hands.type("4711")
    done: list[str] = []
    for code in ("LAMP", "BOX", "LAMP"):
        page.take_scan(code, lambda: done.append("done"))
        hands.settle()
    assert done == ["done"] * 3
    assert [row[:2] for row in typed(form)] == [["LAMP", "2"], ["CORD", "6"]]
    assert form.customer.picker.text() == "4711"
    assert window.told[-1] == Told(Tone.OK, "Line 1: 2 × LAMP, Lamp.")


def test_a_scan_adds_to_a_quantity_that_is_just_being_typed(window: Window) -> None:
    hands, page, form = new_order(window)
    form.lines.begin()
    hands.type("lamp⏎5")
    hands.settle()
    page.take_scan("LAMP", lambda: None)
    hands.settle()
    assert [row[:2] for row in typed(form)] == [["LAMP", "6"]]


def test_what_is_no_item_is_said_to_be_what_it_is(window: Window) -> None:
    hands, page, form = new_order(window)
    for code in ("A-1", "nonsense"):
        page.take_scan(code, lambda: None)
        hands.settle()
    assert window.told == [
        Told(Tone.WARN, "This is location A-1. Only items can be added by a scan here."),
        Told(
            Tone.ERROR,
            "Nothing here has the code nonsense. Check that the right code was scanned, or ask a lead to teach it to "
            "an item.",
        ),
    ]
    assert typed(form) == []


def test_an_order_can_be_placed_earlier_than_now(window: Window) -> None:
    hands, _, form = new_order(window)
    hands.type("ben⇥")
    form.placed.editor.setFocus()
    hands.type("1 Mar 14:05⇥")
    form.lines.begin()
    hands.type("cord⏎3⏎")
    hands.settle()
    hands.press("Ctrl+S")
    look(window, hands)
    seen = order_view(window.house.store, "SO-1001")
    assert seen is not None
    assert seen.placed_at == datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
