"""The sheet of the back-order report: who waits, in which order, with the very reason that `explain` gives."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import at, furnished, opening, order, purchase, set_house, take
from warehouse_app.documents.sheets import BackOrderSheet, ComingGoods, ReportOf, WaitedFor, WaitingLine
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.back_order_report import BackOrderReportFault, back_order_sheet, report_number, report_scope
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.reasons import Change, Part, ReasonPart
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.serving import hold, pin


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def read(desk: Desk, number: str = "all") -> BackOrderSheet:
    with desk.store.snapshot():
        scope = report_scope(desk.store, number)
        return back_order_sheet(desk.store, house_settings(), scope, now=desk.now, language="en")


def shown(sheet: BackOrderSheet) -> dict[str, list[tuple[int, str, int]]]:
    """Return the lines of each item: rank, order, line."""
    return {item.sku: [(line.rank, line.order, line.line) for line in item.lines] for item in sheet.items}


def busy(desk: Desk) -> None:
    """Let lines wait for all kinds of reasons, some of them for lamps."""
    take(
        desk,
        opening("LAMP", 5),
        opening("CORD", 1),
        opening("SALT", 4),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 1), ("PLUG", 2)),
        *order("SO-2", "ANN", 2, ("LAMP", 3), customer_reference="4500-17", need_by=date(2026, 3, 9)),
        *order("SO-3", "CAT", 1, ("LAMP", 6), ("GAME", 2)),
        *order("SO-4", "BEN", 3, ("CORD", 3), ("SALT", 2), ship_policy=ShipPolicy.ORDER_COMPLETE),
        *order("SO-5", "BEN", 4, ("LAMP", 2)),
        *order("SO-6", "CAT", 5, ("SALT", 1), ("MILK", 7)),
        *purchase("PO-9", ("LAMP", 5)),
        *purchase("PO-7", ("LAMP", 20), due_on=date(2026, 3, 12)),
        *purchase("PO-5", ("CORD", 2), due_on=date(2026, 2, 20)),
    )
    hold(desk.store, desk.act(), "SO-5", why="Credit")


def test_the_whole_house_is_told_item_by_item_in_the_order_of_the_queue(house: Desk) -> None:
    busy(house)
    sheet = read(house)
    assert shown(sheet) == {
        "CORD": [(1, "SO-4", 1)],
        "GAME": [(1, "SO-3", 2)],
        "LAMP": [(1, "SO-1", 1), (2, "SO-5", 1), (3, "SO-3", 1)],
        "MILK": [(1, "SO-6", 2)],
        "PLUG": [(1, "SO-1", 3)],
        "SALT": [(1, "SO-4", 2), (2, "SO-6", 1)],
    }
    assert (sheet.house, sheet.number, sheet.made_at) == ("Test house", "BACK-ORDERS", house.now)
    assert (sheet.policy, sheet.of, sheet.key) == (Policy.FIRST_COME, ReportOf.HOUSE, "")
    assert sheet.house_day == date(2026, 3, 2)


def test_an_item_tells_its_stock_what_comes_and_each_line_with_its_reason(house: Desk) -> None:
    busy(house)
    [lamp] = [item for item in read(house).items if item.sku == "LAMP"]
    comes = Part(ReasonPart.NEXT_RECEIPT, {"number": "PO-7", "units": 20, "due": date(2026, 3, 12)})
    partly = Part(Reason.PARTLY_FILLED, {"sku": "LAMP", "gets": 2, "asked": 4})
    served: dict[str, Fact] = {"order": "SO-2", "rank_class": "A", "due": date(2026, 3, 9)}
    assert lamp == WaitedFor(
        *("LAMP", "Lamp", 0, 5, 10, 3),
        (ComingGoods("PO-7", date(2026, 3, 12), 20), ComingGoods("PO-9", None, 5)),
        (
            WaitingLine(
                *(1, "SO-1", 1, "", "Ben", "B", at(1), None, 4, 2, 2),
                (
                    partly,
                    Part(ReasonPart.LEFT_AFTER_DUE, {"left": 2, "lines": 1, **served}),
                    Part(ReasonPart.FIRST, {}),
                    comes,
                ),
                (
                    Part(Change.UNITS, {"units": 2, "sku": "LAMP"}),
                    Part(Change.RECEIPT, {"number": "PO-7", "due": date(2026, 3, 12)}),
                ),
            ),
            WaitingLine(
                *(2, "SO-5", 1, "", "Ben", "B", at(4), None, 2, 0, 2),
                lamp.lines[1].reason,
                lamp.lines[1].changes,
            ),
            WaitingLine(
                *(3, "SO-3", 1, "", "Cat", "C", at(1), None, 6, 0, 6),
                (
                    Part(Reason.OUT_OF_STOCK, {"sku": "LAMP"}),
                    Part(ReasonPart.AHEAD, {"units": 2, "lines": 1}),
                    comes,
                ),
                lamp.lines[2].changes,
            ),
        ),
    )
    assert lamp.lines[1].changes[0] == Part(Change.OFF_HOLD, {})


def test_a_preorder_is_short_of_nothing_and_says_its_day(house: Desk) -> None:
    busy(house)
    [game] = read(house, "item:GAME").items
    [line] = game.lines
    assert (game.short, line.open, line.allocated, line.short) == (0, 2, 0, 0)
    assert line.reason == (Part(Reason.NOT_BEFORE, {"sku": "GAME", "release_date": date(2026, 4, 1)}),)


def test_the_customers_own_number_and_day_are_told(house: Desk) -> None:
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 3), customer_reference="4500-17", need_by=date(2026, 3, 9)))
    [[line]] = [item.lines for item in read(house).items]
    assert (line.reference, line.need_by, line.placed) == ("4500-17", date(2026, 3, 9), at(2))


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("horizon_days", [None, 3])
def test_every_line_says_what_explain_says_of_it(house: Desk, policy: Policy, horizon_days: int | None) -> None:
    choose_policy(house.store, house.act(), policy)
    set_house(house, horizon_days=horizon_days)
    busy(house)
    take(house, *order("SO-7", "ANN", 6, ("LAMP", 9), ("CORD", 9), need_by=date(2026, 3, 20)))
    pin(house.store, house.act(), "SO-3", 1, 1, why="asked")
    lines = {(line.order, line.line): line for item in read(house).items for line in item.lines}
    compared = 0
    for number in {number for number, _ in lines}:
        for told in explain(house.store, house_settings(), number).lines:
            if told.short:
                line = lines[number, told.line]
                assert (line.reason, line.changes) == (told.reason, told.changes)
                assert (line.open, line.allocated) == (told.open, told.allocated)
                compared += 1
            else:
                assert (number, told.line) not in lines
    assert compared == len(lines) >= 9


def test_parts_of_the_house_show_the_same_lines_with_the_same_words(house: Desk) -> None:
    busy(house)
    whole = {(line.order, line.line): line for item in read(house).items for line in item.lines}
    for number, wanted in (
        ("item:LAMP", {"LAMP": [(1, "SO-1", 1), (2, "SO-5", 1), (3, "SO-3", 1)]}),
        ("order:SO-3", {"GAME": [(1, "SO-3", 2)], "LAMP": [(3, "SO-3", 1)]}),
        ("order:SO-4", {"CORD": [(1, "SO-4", 1)], "SALT": [(1, "SO-4", 2)]}),
        ("item:SALT", {"SALT": [(1, "SO-4", 2), (2, "SO-6", 1)]}),
        (
            "customer:CAT",
            {
                "GAME": [(1, "SO-3", 2)],
                "LAMP": [(3, "SO-3", 1)],
                "MILK": [(1, "SO-6", 2)],
                "SALT": [(2, "SO-6", 1)],
            },
        ),
        ("customer:ANN", {}),
    ):
        part = read(house, number)
        assert (shown(part), part.number) == (wanted, number)
        for item in part.items:
            assert item.lines == tuple(whole[line.order, line.line] for line in item.lines)
    [lamp] = [item for item in read(house, "SO-3").items if item.sku == "LAMP"]
    assert (lamp.waiting, lamp.short, len(lamp.lines)) == (3, 10, 1)


def test_a_key_alone_is_an_order_before_an_item_before_a_customer(house: Desk) -> None:
    take(house, *order("LAMP", "BEN", 1, ("CORD", 1)), *order("customer:CAT", "BEN", 1, ("PLUG", 1)))
    with house.store.snapshot():
        found = [
            report_scope(house.store, number).number
            for number in ("LAMP", "item:LAMP", "CORD", "ANN", "customer:CAT", "order:customer:CAT", "BACK-ORDERS")
        ]
    assert found == [
        *("order:LAMP", "item:LAMP", "item:CORD", "customer:ANN", "customer:CAT", "order:customer:CAT"),
        "BACK-ORDERS",
    ]


@pytest.mark.parametrize("number", ["", "item:SO-1", "order:LAMP", "house:", "ALL", "item:"])
def test_what_is_not_there_has_no_report(house: Desk, number: str) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 1)))
    with pytest.raises(Refused) as refused, house.store.snapshot():
        report_scope(house.store, number)
    assert (refused.value.code, refused.value.facts) == (BackOrderReportFault.UNKNOWN, {"number": number})


def test_the_number_of_a_report_is_never_longer_than_a_print_job_takes() -> None:
    assert report_number(ReportOf.CUSTOMER, "C" * 71) == "customer:" + "C" * 71
    assert report_number(ReportOf.CUSTOMER, "C" * 72) == "C" * 72
    assert report_number(ReportOf.HOUSE) == "BACK-ORDERS"


def test_where_nobody_waits_there_is_nothing_on_the_sheet(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    assert [read(house, number).items for number in ("all", "SO-1", "LAMP", "BEN")] == [()] * 4


def test_it_is_told_how_far_the_reading_is(house: Desk) -> None:
    busy(house)
    told: list[tuple[int, int]] = []
    with house.store.snapshot():
        scope = report_scope(house.store, "all")
        back_order_sheet(
            house.store,
            house_settings(),
            scope,
            now=house.now,
            language="en",
            progress=lambda done, total: told.append((done, total)),
        )
    assert told == [(1, 9), (2, 9), (5, 9), (6, 9), (7, 9), (9, 9)]
