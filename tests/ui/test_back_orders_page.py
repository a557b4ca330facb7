"""The page of back orders: the queue in its order, and the story of the chosen line."""

import pytest

from tests.services.stock import order, purchase, take
from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, filled
from warehouse_app.domain.records import SubstituteRecord
from warehouse_app.domain.statuses import Policy
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.serving import pin
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.columns import queue_columns
from warehouse_app.ui.words.back_orders import Told


@pytest.fixture
def shown(at_window: Window) -> Shown[BackOrdersPage]:
    return Shown(filled(at_window), BackOrdersPage(at_window.desk))


def choose(shown: Shown[BackOrdersPage], row: int) -> None:
    shown.page.table.grid.select_row(row)
    shown.settle()


def test_the_queue_stands_in_the_order_in_which_it_is_served(shown: Shown[BackOrdersPage]) -> None:
    assert cells(shown.page.table, "rank_class", "order", "line", "customer", "sku", "open", "allocated", "short") == [
        ("A", "O2", "1", "Ann", "LAMP", "1", "1", "0"),
        ("A", "O2", "2", "Ann", "CORD", "4", "4", "0"),
        ("B", "O1", "1", "Ben", "LAMP", "3", "1", "2"),
        ("C", "O3", "1", "Cat", "LAMP", "5", "0", "5"),
        ("C", "O3", "2", "Cat", "GAME", "1", "0", "0"),
    ]
    assert shown.page.rule.text() == "Served by class, then first come, first served"


@pytest.mark.parametrize(
    ("preset", "orders"),
    [
        ("Short of stock", [("O1", "1"), ("O3", "1")]),
        ("Pre-orders", [("O3", "2")]),
    ],
)
def test_it_can_be_narrowed(shown: Shown[BackOrdersPage], preset: str, orders: list[tuple[str, str]]) -> None:
    [button] = [each for each in shown.page.table.presets.values() if each.text().startswith(preset)]
    button.click()
    shown.settle()
    assert cells(shown.page.table, "order", "line") == orders
    button.click()
    shown.settle()
    assert len(cells(shown.page.table, "order", "line")) == 5


def test_a_line_tells_why_it_waits_who_is_ahead_and_what_is_coming(shown: Shown[BackOrdersPage]) -> None:
    choose(shown, 3)
    story = shown.page.story
    assert story.title.text() == "O3, line 1"
    assert story.item.text() == "LAMP · Lamp"
    assert story.customer.text() == "Cat (C)"
    assert story.quantities.text() == "Open 5 · allocated 0 · short 5"
    assert story.why.text() == (
        "Out of stock · 1 line waits ahead of it (units: 2) · P7 (10 units) is on order, without a date"
    )
    assert story.parts[Told.AHEAD].text.text() == "2 × O1 · Ben · class B"
    assert story.parts[Told.COMING].text.text() == "Without a date · 10 on P7"
    assert story.parts[Told.INSTEAD].isHidden()


def test_what_would_change_it_is_told(shown: Shown[BackOrdersPage]) -> None:
    choose(shown, 2)
    changes = shown.page.story.parts[Told.CHANGES]
    assert not changes.isHidden()
    assert "2 more of LAMP" in changes.text.text()
    choose(shown, 1)
    assert changes.isHidden()


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        (Policy.FAIR_SHARE, "Served by class; within a class shared in proportion to what each customer ordered"),
        (Policy.EQUAL_SHARE, "Served by class; within a class the same quantity for each customer"),
    ],
)
def test_a_policy_that_divides_is_told_in_words(shown: Shown[BackOrdersPage], policy: Policy, rule: str) -> None:
    choose_policy(shown.at.house.store, shown.at.house.act(), policy)
    shown.at.desk.renew_house_settings(shown.at.desk.house.settings)
    shown.page.refresh()
    shown.settle()
    assert shown.page.rule.text() == rule


def test_a_line_that_has_all_it_needs_says_so(shown: Shown[BackOrdersPage]) -> None:
    choose(shown, 1)
    story = shown.page.story
    assert story.state.text() == "It has all it needs"
    assert story.why.text() == "Filled"
    assert story.parts[Told.AHEAD].isHidden()
    assert story.parts[Told.COMING].isHidden()


def test_what_could_be_offered_instead_is_told_with_what_is_free_of_it(shown: Shown[BackOrdersPage]) -> None:
    take(shown.at.house, SubstituteRecord("LAMP", "CORD", 2))
    choose(shown, 2)
    assert shown.page.story.parts[Told.INSTEAD].text.text() == "CORD · Cord · 5 free, 2 for one"


def test_a_pin_that_comes_first_is_named_and_who_shares_is_counted(shown: Shown[BackOrdersPage]) -> None:
    house = shown.at.house
    take(house, *order("O4", "BEN", 5, ("LAMP", 4)))
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    shown.at.desk.renew_house_settings(shown.at.desk.house.settings)
    shown.page.refresh()
    shown.settle()
    row = [order for (order,) in cells(shown.page.table, "order")].index("O4")
    choose(shown, row)
    ahead = shown.page.story.parts[Told.AHEAD].text
    assert ahead.text() == "Nobody: 1 line of its class shares with it."
    pin(house.store, house.act(), "O3", 1, 3, why="a test")
    shown.page.refresh()
    shown.settle()
    assert ahead.text() == "3 pinned to O3 · Cat · class C"


def test_many_ahead_are_summed_up(shown: Shown[BackOrdersPage]) -> None:
    take(shown.at.house, *(row for at in range(8) for row in order(f"X{at}", "ANN", 5, ("LAMP", 1))))
    shown.page.refresh()
    shown.settle()
    last = [order for (order,) in cells(shown.page.table, "order")].index("O3")
    choose(shown, last)
    lines = shown.page.story.parts[Told.AHEAD].text.text().splitlines()
    assert len(lines) == 7
    assert lines[-1] == "and 3 more lines"


def test_what_changed_elsewhere_is_shown_and_the_chosen_line_stays_chosen(shown: Shown[BackOrdersPage]) -> None:
    choose(shown, 3)
    done = cancel_order(shown.at.house.store, shown.at.house.act(), "O1")
    assert shown.page.shows & done.changes.areas
    shown.page.refresh()
    shown.settle()
    assert cells(shown.page.table, "order", "line") == [("O2", "1"), ("O2", "2"), ("O3", "1"), ("O3", "2")]
    assert shown.page.table.current.values["order"] == "O3"
    assert shown.page.story.parts[Told.AHEAD].text.text() == "Nobody: this line is served next."


def test_a_line_that_is_gone_leaves_no_story_behind(shown: Shown[BackOrdersPage]) -> None:
    choose(shown, 2)
    cancel_order(shown.at.house.store, shown.at.house.act(), "O1")
    shown.page.refresh()
    shown.settle()
    assert shown.page.story.title.text() != "O1, line 1" or shown.page.story.currentIndex() == 0
    assert shown.at.told == []


def test_another_policy_puts_it_into_another_order(shown: Shown[BackOrdersPage]) -> None:
    take(shown.at.house, *order("O9", "BEN", 28, ("LAMP", 1), need_by=None), *purchase("P8", ("CORD", 1)))
    choose_policy(shown.at.house.store, shown.at.house.act(), Policy.DUE_DATE)
    shown.at.desk.renew_house_settings(shown.at.desk.house.settings)
    shown.page.refresh()
    shown.settle()
    assert shown.page.rule.text() == "Served by class, then by due date"
    assert [order for (order,) in cells(shown.page.table, "order")] == ["O2", "O2", "O1", "O9", "O3", "O3"]


def test_the_day_it_is_sorted_by_is_a_column_at_first_where_due_dates_rule(shown: Shown[BackOrdersPage]) -> None:
    def columns() -> dict[str, bool]:
        return {column.field: column.hidden for column in queue_columns(shown.at.desk)}

    assert columns()["due"]
    choose_policy(shown.at.house.store, shown.at.house.act(), Policy.DUE_DATE)
    shown.at.desk.renew_house_settings(shown.at.desk.house.settings)
    assert [field for field, hidden in columns().items() if not hidden][:3] == ["rank_class", "due", "placed"]


def test_it_opens_the_order_and_the_item_of_the_chosen_line(shown: Shown[BackOrdersPage]) -> None:
    opened: list[Target] = []
    shown.at.desk.opened.connect(opened.append)
    choose(shown, 2)
    shown.page.story.open_order.click()
    shown.page.story.open_item.click()
    assert opened == [Target(Thing.ORDER, "O1"), Target(Thing.ITEM, "LAMP")]


def test_its_flags_name_what_it_shows(shown: Shown[BackOrdersPage]) -> None:
    assert Changes(frozenset({Area.QUEUE})).areas & shown.page.shows
    assert not Changes(frozenset({Area.PRINT_JOBS})).areas & shown.page.shows
