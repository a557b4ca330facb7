"""Why an order has or has not got stock: each reason reached through the real services, with exact facts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.services.stock import at, furnished, opening, order, purchase, take
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.explain import MOST_NAMED, Ahead, Explained, ExplainedLine, ExplainFault, explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.reasons import Coming, Part, ReasonPart
from warehouse_app.services.founding import turn_day
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import receive

FIRST = Part(ReasonPart.FIRST, {})
NOTHING_COMES = Part(ReasonPart.NO_RECEIPT, {})


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def read(desk: Desk, number: str) -> Explained:
    return explain(desk.store, house_settings(), number)


def reason(desk: Desk, number: str) -> tuple[Part, ...]:
    """Return the reason of the only line of an order."""
    [line] = read(desk, number).lines
    return line.reason


def test_a_filled_line_needs_no_further_words(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 4)), *purchase("PO-1", ("LAMP", 20)))
    assert read(house, "SO-1") == Explained(
        "SO-1",
        "ANN",
        "Ann",
        "A",
        (
            ExplainedLine(
                *(1, "LAMP", "Lamp", 4, 0, 0, 4, 4, 0),
                (Part(Reason.FILLED, {"sku": "LAMP"}),),
                (),
                0,
                (),
                (Coming("PO-1", None, 20),),
            ),
        ),
    )


def test_a_partly_filled_line_says_what_those_ahead_left_it(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "BEN", 1, ("LAMP", 6)),
        *order("SO-2", "ANN", 2, ("LAMP", 3)),
        *order("SO-3", "CAT", 3, ("LAMP", 3)),
    )
    receive(house.store, house.act(), [Goods("LAMP", 1)], supplier="ACME")
    partly = Part(Reason.PARTLY_FILLED, {"sku": "LAMP", "gets": 1, "asked": 3})
    assert reason(house, "SO-3") == (partly, FIRST, NOTHING_COMES)
    take(house, opening("CORD", 5), *order("SO-4", "BEN", 1, ("CORD", 3)), *order("SO-5", "BEN", 2, ("CORD", 3)))
    partly = Part(Reason.PARTLY_FILLED, {"sku": "CORD", "gets": 2, "asked": 3})
    after = Part(ReasonPart.LEFT_AFTER, {"left": 2, "lines": 1, "order": "SO-4", "rank_class": "B"})
    assert reason(house, "SO-5") == (partly, after, FIRST, NOTHING_COMES)


@pytest.mark.parametrize("policy", Policy)
def test_of_many_that_are_ahead_the_first_are_named_and_all_are_counted(house: Desk, policy: Policy) -> None:
    choose_policy(house.store, house.act(), policy)
    many = [row for number in range(1, 28) for row in order(f"SO-{number}", "BEN", number, ("LAMP", number))]
    take(house, *many, *order("SO-A", "ANN", 28, ("LAMP", 50)))
    [line] = read(house, "SO-27").lines
    first, units = Ahead("SO-A", 1, "ANN", "Ann", "A", 50), 27 * 26 // 2
    if policy.divides:
        assert (line.lines_ahead, line.sharing_lines, line.ahead) == (1, 26, (first,))
        clauses = [
            Part(ReasonPart.AHEAD, {"units": 50, "lines": 1}),
            Part(ReasonPart.SHARES, {"units": units, "lines": 26}),
        ]
        assert [part for part in line.reason if part.code in {ReasonPart.AHEAD, ReasonPart.SHARES}] == clauses
        return
    assert (MOST_NAMED, line.lines_ahead, line.sharing_lines) == (20, 27, 0)
    named = [Ahead(f"SO-{number}", 1, "BEN", "Ben", "B", number) for number in range(1, 20)]
    assert line.ahead == (first, *named)
    assert Part(ReasonPart.AHEAD, {"units": 50 + units, "lines": 27}) in line.reason


def test_a_line_without_stock_says_who_is_ahead_and_what_comes_next(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 1), ("LAMP", 2)),
        *order("SO-2", "ANN", 2, ("LAMP", 21)),
        *order("SO-3", "BEN", 2, ("LAMP", 1)),
        *order("SO-4", "CAT", 1, ("LAMP", 1)),
        *purchase("PO-9", ("LAMP", 5)),
        *purchase("PO-7", ("LAMP", 20), ("LAMP", 10), due_on=date(2026, 3, 12)),
        *purchase("PO-8", ("LAMP", 20), due_on=date(2026, 4, 1), received=13),
    )
    [first, cord, second] = read(house, "SO-1").lines
    out = Part(Reason.OUT_OF_STOCK, {"sku": "LAMP"})
    comes = Part(ReasonPart.NEXT_RECEIPT, {"number": "PO-7", "units": 20, "due": date(2026, 3, 12)})
    assert first.reason == (out, Part(ReasonPart.AHEAD, {"units": 21, "lines": 1}), comes)
    assert first.ahead == (Ahead("SO-2", 1, "ANN", "Ann", "A", 21),)
    assert first.coming == (
        Coming("PO-7", date(2026, 3, 12), 20),
        Coming("PO-7", date(2026, 3, 12), 10),
        Coming("PO-8", date(2026, 4, 1), 7),
        Coming("PO-9", None, 5),
    )
    assert second.reason == (out, Part(ReasonPart.AHEAD, {"units": 25, "lines": 2}), comes)
    assert second.ahead == (*first.ahead, Ahead("SO-1", 1, "BEN", "Ben", "B", 4))
    assert cord.reason == (Part(Reason.OUT_OF_STOCK, {"sku": "CORD"}), FIRST, NOTHING_COMES)
    assert (cord.ahead, cord.coming) == ((), ())


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (date(2026, 3, 1), ReasonPart.LATE_RECEIPT),
        (date(2026, 3, 2), ReasonPart.NEXT_RECEIPT),
        (date(2026, 3, 3), ReasonPart.NEXT_RECEIPT),
        (None, ReasonPart.UNDATED_RECEIPT),
    ],
)
def test_the_next_receipt_is_due_overdue_or_without_a_date(house: Desk, due: date | None, code: ReasonPart) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *purchase("PO-1", ("LAMP", 20), due_on=due))
    receive(house.store, house.act(), [Goods("LAMP", 1)], purchase_order="PO-1")
    assert reason(house, "SO-1")[-1] == Part(code, {"number": "PO-1", "units": 19, "due": due})
    assert (reason(house, "SO-1")[0].code, read(house, "SO-1").lines[0].short) == (Reason.PARTLY_FILLED, 3)


def test_a_purchase_order_that_has_come_is_no_longer_awaited(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 40)), *purchase("PO-1", ("LAMP", 20), due_on=date(2026, 4, 1)))
    receive(house.store, house.act(), [], purchase_order="PO-1", all_to_come=True)
    assert reason(house, "SO-1")[-1] == NOTHING_COMES


def test_a_preorder_says_its_day(house: Desk) -> None:
    take(house, opening("GAME", 9), *order("SO-1", "BEN", 1, ("GAME", 2)), *order("SO-2", "BEN", 2, ("GAME", 4)))
    early = (Part(Reason.NOT_BEFORE, {"sku": "GAME", "release_date": date(2026, 4, 1)}),)
    assert (reason(house, "SO-1"), reason(house, "SO-2")) == (early, early)
    assert read(house, "SO-2").lines[0].ahead == (Ahead("SO-1", 1, "BEN", "Ben", "B", 2),)


def test_a_preorder_whose_day_has_come_says_so_no_longer(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("GAME", 2)))
    house.now = datetime(2026, 4, 1, 6, tzinfo=UTC)
    turn_day(house.store, house.act())
    assert reason(house, "SO-1") == (Part(Reason.OUT_OF_STOCK, {"sku": "GAME"}), FIRST, NOTHING_COMES)


def test_a_line_that_must_be_complete_says_what_there_was(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 9), ship_policy=ShipPolicy.LINE_COMPLETE))
    incomplete = Part(Reason.LINE_INCOMPLETE, {"sku": "LAMP", "asked": 9})
    assert reason(house, "SO-1") == (incomplete, Part(ReasonPart.LEFT, {"left": 5}), FIRST, NOTHING_COMES)


def test_an_order_that_must_be_complete_names_each_item_that_is_short(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 9), ("CORD", 3), ("PLUG", 1), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, opening("LAMP", 5), opening("CORD", 1), opening("PLUG", 1), *lines)
    short = ("4 × LAMP", "2 × CORD")
    assert [line.reason for line in read(house, "SO-1").lines] == [
        (Part(Reason.ORDER_INCOMPLETE, {"sku": sku, "short": short}),) for sku in ("LAMP", "CORD", "PLUG")
    ]


def test_a_line_of_packs_says_how_many_loose_ones_are_left(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 12), sell_multiple=6))
    assert reason(house, "SO-1") == (
        Part(Reason.PACK, {"sku": "LAMP", "pack": 6}),
        Part(ReasonPart.LEFT, {"left": 5}),
        FIRST,
        NOTHING_COMES,
    )


def test_only_protected_stock_is_said_to_be_protected(house: Desk) -> None:
    take(house, opening("SALT", 4), *order("SO-1", "BEN", 1, ("SALT", 3)))
    protected = Part(Reason.PROTECTED, {"sku": "SALT", "safety_stock": 4, "open_to": "A"})
    assert reason(house, "SO-1") == (protected, FIRST, NOTHING_COMES)


def test_protected_stock_is_not_counted_among_what_was_left(house: Desk) -> None:
    take(house, opening("SALT", 9), *order("SO-1", "ANN", 1, ("SALT", 2)), *order("SO-2", "BEN", 2, ("SALT", 8)))
    partly = Part(Reason.PARTLY_FILLED, {"sku": "SALT", "gets": 3, "asked": 8})
    after = Part(ReasonPart.LEFT_AFTER, {"left": 3, "lines": 1, "order": "SO-1", "rank_class": "A"})
    rest = Part(ReasonPart.REST_PROTECTED, {"safety_stock": 4, "open_to": "A"})
    assert reason(house, "SO-2") == (partly, after, rest, FIRST, NOTHING_COMES)


def test_a_line_that_lost_stock_says_how_much(house: Desk) -> None:
    take(
        house,
        opening("MILK", 4, lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 4, lot="L2", expiry=date(2026, 3, 9)),
        *order("SO-1", "BEN", 1, ("MILK", 3)),
        *order("SO-2", "BEN", 2, ("MILK", 5)),
    )
    house.now = datetime(2026, 3, 3, 6, tzinfo=UTC)
    turn_day(house.store, house.act())
    expired = Part(ReasonPart.LOST_EXPIRED, {})
    assert reason(house, "SO-2") == (Part(Reason.CUT, {"sku": "MILK", "units": 4}), expired, FIRST, NOTHING_COMES)
    assert reason(house, "SO-1") == (Part(Reason.FILLED, {"sku": "MILK"}),)
    receive(house.store, house.act(), [Goods("MILK", 2, "", "L3", date(2026, 5, 1))], supplier="ACME")
    partly = Part(Reason.PARTLY_FILLED, {"sku": "MILK", "gets": 2, "asked": 4})
    assert reason(house, "SO-2") == (partly, FIRST, NOTHING_COMES)


def test_what_is_shipped_or_cancelled_waits_for_nothing(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), shipped=4),
        *order("SO-2", "BEN", 1, ("LAMP", 5), shipped=3, cancelled=2),
        *order("SO-3", "BEN", 1, ("LAMP", 6), cancelled=6),
        *order("SO-4", "BEN", 1, ("LAMP", 7)),
    )
    cancel_order(house.store, house.act(), "SO-4")
    assert reason(house, "SO-1") == (Part(ReasonPart.SHIPPED, {"units": 4}),)
    assert reason(house, "SO-2") == (Part(ReasonPart.SHIPPED, {"units": 3}),)
    assert reason(house, "SO-3") == (Part(ReasonPart.CANCELLED, {"units": 6}),)
    assert reason(house, "SO-4") == (Part(ReasonPart.CANCELLED, {"units": 7}),)
    assert [line.ahead for number in ("SO-1", "SO-4") for line in read(house, number).lines] == [(), ()]


def test_the_rest_of_a_line_that_is_partly_shipped_waits(house: Desk) -> None:
    take(house, opening("LAMP", 1), *order("SO-1", "BEN", 1, ("LAMP", 9), shipped=3, cancelled=2))
    [line] = read(house, "SO-1").lines
    assert (line.quantity, line.cancelled, line.shipped, line.open, line.allocated, line.short) == (9, 2, 3, 4, 1, 3)
    assert line.reason[0] == Part(Reason.PARTLY_FILLED, {"sku": "LAMP", "gets": 1, "asked": 4})


def test_who_is_ahead_follows_the_policy_of_the_house(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 5, 1)),
        *order("SO-2", "BEN", 2, ("LAMP", 3), need_by=date(2026, 4, 1)),
    )
    assert [read(house, number).lines[0].ahead for number in ("SO-1", "SO-2")] == [
        (),
        (Ahead("SO-1", 1, "BEN", "Ben", "B", 4),),
    ]
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    assert [read(house, number).lines[0].ahead for number in ("SO-1", "SO-2")] == [
        (Ahead("SO-2", 1, "BEN", "Ben", "B", 3),),
        (),
    ]


def test_a_line_that_no_run_has_considered_says_so(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), shipped=4))
    # No service leaves a line undecided; a row that was written past them is explained all the same.
    house.store.sql("UPDATE order_line SET quantity = 5")
    assert reason(house, "SO-1") == (Part(ReasonPart.NOT_CONSIDERED, {"sku": "LAMP"}),)


def test_the_class_of_an_order_is_the_one_it_is_ranked_by(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), priority_class="A"))
    assert read(house, "SO-1").rank_class == "A"


def test_an_order_that_nobody_knows_is_refused(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        read(house, "SO-9")
    assert (refused.value.code, refused.value.facts) == (ExplainFault.UNKNOWN, {"order": "SO-9"})


def test_an_order_made_a_moment_ago_is_explained_at_once(house: Desk) -> None:
    line = order("SO-1", "BEN", 1, ("LAMP", 4))[0]._replace(placed_at=None)
    save_order(house.store, house.act(), [line], update=False)
    take(house, *order("SO-2", "BEN", 1, ("LAMP", 2)))
    assert at(1) < house.now
    assert reason(house, "SO-1") == (
        Part(Reason.OUT_OF_STOCK, {"sku": "LAMP"}),
        Part(ReasonPart.AHEAD, {"units": 2, "lines": 1}),
        NOTHING_COMES,
    )
