"""The page of orders: what it shows of them and why they wait, and what is done with the chosen one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.services.stock import held, opening, order, purchase, take
from tests.ui.conftest import Window
from tests.ui.documents import (
    furnished_window,
    listed,
    look,
    notes,
    on_show,
    rows,
    stored_lines,
    threads_that_ask,
)
from tests.ui.hands import Hands
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing, Told
from warehouse_app.ui.pages.orders import OrdersPage
from warehouse_app.ui.pages.orders.details import OrderDetails, read_order


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    yield from furnished_window(at_window)


def page_on(window: Window) -> tuple[Hands, OrdersPage]:
    return on_show(window, OrdersPage(window.desk))


def choose(window: Window, hands: Hands, page: OrdersPage, number: str) -> None:
    page.show_thing(Target(Thing.ORDER, number))
    look(window, hands)


def opened(window: Window) -> list[Target]:
    found: list[Target] = []
    window.desk.opened.connect(found.append)
    return found


def test_open_orders_are_listed_the_newest_first_with_what_is_short(window: Window) -> None:
    take(
        window.house,
        opening("LAMP", 5),
        *order("SO-1", "ANN", 1, ("LAMP", 4)),
        *order("SO-2", "BEN", 2, ("LAMP", 3), ("CORD", 2)),
        *order("SO-3", "CAT", 3, ("CORD", 1)),
    )
    cancel_order(window.house.store, window.house.act(), "SO-3")
    hands, page = page_on(window)
    fields = ("order", "customer", "rank_class", "lines", "open", "short", "state")
    ben = ("SO-2", "Ben", "B", 2, 5, 4, "order-state-waiting")
    ann = ("SO-1", "Ann", "A", 1, 4, 0, "order-state-allocated")
    assert listed(page, *fields) == [ben, ann]
    page.table.filter_by()
    hands.settle()
    assert listed(page, "order", "state")[0] == ("SO-3", "order-state-cancelled")
    page.table.search.setText("ann")
    window.rest()
    assert listed(page, *fields) == [ann]


def test_the_chosen_order_says_of_each_line_why_it_has_or_has_not_got_stock(window: Window) -> None:
    take(
        window.house,
        opening("LAMP", 5),
        *order("SO-1", "ANN", 1, ("LAMP", 4)),
        *order(
            *("SO-2", "BEN", 2, ("LAMP", 3), ("PLUG", 2), ("CORD", 2)),
            customer_reference="4711",
            carrier="DHL",
            need_by=date(2026, 3, 20),
        ),
        *purchase("PO-7", ("CORD", 10), due_on=date(2026, 3, 9)),
        opening("PLUG", 2),
    )
    hands, page = page_on(window)
    choose(window, hands, page, "SO-2")
    details = page.details
    assert details.title.text() == "SO-2"
    assert details.facts.text() == (
        "Ben (BEN) · placed 2 Feb 2026, 08:00 · class B · ships in parts · reference 4711 · carrier DHL"
    )
    assert rows(details.lines) == [
        ("1", "LAMP", "Lamp", "3", "", "", "1", "2", "20 Mar 2026", ""),
        ("2", "PLUG", "Plug", "2", "", "", "2", "0", "20 Mar 2026", ""),
        ("3", "CORD", "Cord", "2", "", "", "0", "2", "20 Mar 2026", ""),
    ]
    first = "first in the queue · nothing is on order"
    assert notes(details.lines) == [
        f"Partly filled: 1 of 3 · 1 left after 1 line ahead of it (SO-1, class A) · {first}",
        "Filled",
        "Out of stock · first in the queue · next receipt PO-7 (10 units) on 9 Mar 2026",
    ]
    assert details.line is not None
    assert details.line.sku == "LAMP"


def test_the_page_says_where_goods_lie_that_are_picked_for_the_order(window: Window) -> None:
    house = window.house
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 2)), *purchase("PO-7", ("LAMP", 9), ("CORD", 2)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    plain = "Ann (ANN) · placed 1 Feb 2026, 08:00 · class A · ships in parts"
    assert page.details.facts.text() == plain
    lamps, cords = Goods("LAMP", 3, "TOTE", for_order="SO-1"), Goods("CORD", 2, "TOTE", for_order="SO-1")
    receive(house.store, house.act(), [lamps, cords], purchase_order="PO-7")
    page.refresh()
    look(window, hands)
    assert page.details.facts.text() == f"{plain} · picked goods are in TOTE"
    move_stock(house.store, house.act(), Named("LAMP", "TOTE", 2), "PACK")
    page.refresh()
    look(window, hands)
    several = "picked goods: 2 × CORD in TOTE, 2 × LAMP in PACK, 1 × LAMP in TOTE"
    assert page.details.facts.text() == f"{plain} · {several}"


def test_a_long_order_is_shown_at_once_and_explained_a_few_lines_at_a_time(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse_app.ui.pages.orders.details._PORTION", 2)
    skus = ("LAMP", "CORD", "PLUG", "GAME", "SALT")
    take(window.house, opening("PLUG", 1), *order("SO-1", "BEN", 1, *((sku, 1) for sku in skus)))
    read = read_order(window.house.store, window.desk.house_settings, "SO-1")
    assert read is not None
    assert list(read.told) == [1, 2]
    details = OrderDetails(window.desk)
    window.qtbot.addWidget(details)
    details.show_read(read)
    out = "Out of stock · first in the queue · nothing is on order"
    assert notes(details.lines) == [out, out, "…", "…", "…"]
    window.qtbot.waitUntil(lambda: "…" not in notes(details.lines))
    protected = out.replace("queue · ", "queue · safety stock is filled up before it (units: 4) · ")
    assert notes(details.lines) == [out, out, "Filled", "Not before 1 Apr 2026 (pre-order)", protected]


def test_an_order_is_shown_though_a_search_and_a_filter_hide_it(window: Window) -> None:
    take(window.house, *order("SO-1", "ANN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    cancel_order(window.house.store, window.house.act(), "SO-1")
    hands, page = page_on(window)
    page.table.search.setText("ben")
    window.rest()
    assert listed(page, "order") == [("SO-2",)]
    choose(window, hands, page, "SO-1")
    window.rest()
    look(window, hands)
    assert page.table.current.values["order"] == "SO-1"
    assert page.details.title.text() == "SO-1"
    assert page.table.search.text() == ""


def test_an_order_that_nobody_knows_is_said_to_be_none(window: Window) -> None:
    hands, page = page_on(window)
    choose(window, hands, page, "SO-9")
    assert window.told == [Told(Tone.ERROR, "There is no order SO-9. Check its number.")]
    assert page.details.currentIndex() == 0


def test_a_line_is_cancelled_only_after_a_question_and_its_stock_goes_to_who_waits_next(window: Window) -> None:
    take(
        window.house,
        opening("LAMP", 5),
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 1)),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
    )
    assert held(window.house) == {"SO-1/1": 4, "SO-1/2": 0, "SO-2/1": 1}
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    page.details.lines.choose(1)
    hands.press("Ctrl+Delete")
    asking = page.details.asking
    assert asking.isVisible()
    assert asking.words.text() == (
        "Cancel line 1 of order SO-1? 4 × LAMP will not be shipped. 4 of them have stock, which goes to whoever waits "
        "next."
    )
    hands.press("Escape")
    hands.settle()
    assert not asking.isVisible()
    assert held(window.house) == {"SO-1/1": 4, "SO-1/2": 0, "SO-2/1": 1}
    hands.press("Ctrl+Delete", "Ctrl+Return")
    look(window, hands)
    assert held(window.house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}
    assert window.told == [
        Told(
            Tone.OK,
            "4 units of order SO-1 are cancelled; 4 had stock, which went to whoever waited, or is free. "
            "Now given: 2 × LAMP → SO-2 (class B).",
        )
    ]
    assert rows(page.details.lines)[0] == ("1", "LAMP", "Lamp", "4", "4", "", "0", "0", "", "")


def test_whoever_cancels_is_told_which_list_is_shorter_by_it(window: Window) -> None:
    take(window.house, opening("LAMP", 5), *order("SO-1", "ANN", 1, ("LAMP", 4)))
    release(window.house.store, window.house.act())
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    page.details.lines.choose(1)
    hands.press("Ctrl+Delete", "Ctrl+Return")
    look(window, hands)
    assert window.told == [
        Told(
            Tone.WARN,
            "4 units of order SO-1 are cancelled; 4 had stock, which went to whoever waited, or is free. "
            "Pick lists: PL-1 fetches 4 × LAMP less for SO-1 at A-1.",
        )
    ]


def test_a_whole_order_is_cancelled(window: Window) -> None:
    take(window.house, *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 1)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    hands.press("Ctrl+Shift+Delete")
    assert page.details.asking.words.text() == (
        "Cancel what is left of order SO-1? 5 units will not be shipped. None of them has stock."
    )
    hands.press("Ctrl+Return")
    look(window, hands)
    assert [line[2:5] for line in stored_lines(window)] == [("LAMP", 4, 4), ("CORD", 1, 1)]
    assert window.told == [Told(Tone.OK, "5 units of order SO-1 are cancelled; none had stock.")]
    assert not page.details.cancel_button.isEnabled()


def test_a_question_about_an_order_is_taken_away_when_it_changes(window: Window) -> None:
    take(window.house, *order("SO-1", "ANN", 1, ("LAMP", 4)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    hands.press("Ctrl+Shift+Delete")
    take(window.house, opening("LAMP", 4))
    page.refresh()
    look(window, hands)
    assert not page.details.asking.isVisible()
    hands.press("Ctrl+Return")
    hands.settle()
    assert held(window.house) == {"SO-1/1": 4}
    assert window.told == []


def test_a_pick_list_of_the_order_is_released_and_opened(window: Window) -> None:
    take(window.house, opening("LAMP", 5), *order("SO-1", "ANN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 1)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    assert not page.details.list_button.isVisible()
    hands.press("Ctrl+R")
    look(window, hands)
    [(number, units)] = window.house.store.sql(
        "SELECT p.number, SUM(a.quantity) FROM pick_list p JOIN pick_stop s ON s.pick_list_id = p.id "
        "JOIN allocation a ON a.id = s.allocation_id GROUP BY p.number"
    ).fetchall()
    assert units == 4
    assert window.told == [Told(Tone.OK, f"Pick list {number} is released for order SO-1: 4 units at 1 stop.")]
    found = opened(window)
    hands.press("Ctrl+T")
    assert found == [Target(Thing.PICK_LIST, number)]
    hands.press("Ctrl+R")
    look(window, hands)
    assert window.told[1:] == [
        Told(
            Tone.WARN,
            "There is nothing to pick for order SO-1 now: what it holds is on a list already, or must wait until more "
            "of it is there.",
        )
    ]


def test_goods_that_no_picker_reaches_are_said(window: Window) -> None:
    take(window.house, opening("LAMP", 5, "DOCK"), *order("SO-1", "ANN", 1, ("LAMP", 4)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    hands.press("Ctrl+R")
    look(window, hands)
    assert window.told == [
        Told(Tone.WARN, "4 units of order SO-1 lie where no picker goes, such as the dock. Put them away first.")
    ]


def test_the_customer_and_the_item_of_the_chosen_line_are_opened(window: Window) -> None:
    take(window.house, *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 1)))
    hands, page = page_on(window)
    choose(window, hands, page, "SO-1")
    found = opened(window)
    page.details.lines.choose(2)
    hands.press("Ctrl+U", "Ctrl+I")
    assert found == [Target(Thing.CUSTOMER, "ANN"), Target(Thing.ITEM, "CORD")]


def test_a_scan_without_a_form_is_answered_and_changes_nothing(window: Window) -> None:
    _, page = page_on(window)
    done: list[str] = []
    page.take_scan("LAMP", lambda: done.append("done"))
    assert done == ["done"]
    assert page.form is None


def test_the_database_is_never_asked_in_the_windows_thread(window: Window) -> None:
    take(window.house, opening("LAMP", 5), *order("SO-1", "ANN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    with threads_that_ask(window) as asked:
        hands, page = page_on(window)
        choose(window, hands, page, "SO-1")
        hands.press("Ctrl+R")
        look(window, hands)
        hands.press("Ctrl+N")
        hands.settle()
        hands.type("ann⏎")
        form: Any = page.form
        form.lines.begin()
        hands.type("lamp⏎7")
        hands.press("Ctrl+S")
        look(window, hands)
    assert page.form is None
    assert [line[0] for line in stored_lines(window)] == ["SO-1", "SO-2", "SO-3"]
    assert asked == {"lane-reads", "lane-scans"}
