"""Opening stock: booked once, where an item has no moves, and only as goods that say enough of themselves."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services import stock
from tests.services.saving import dump, keep, keep_rows, wrong
from tests.services.stock import furnished, held, level, lying, opening, order, take
from warehouse_app.domain.errors import Facts, Problem, Refused
from warehouse_app.domain.records import Kind, LocationRecord, StockRecord
from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.changes import Area
from warehouse_app.services.counting import begin_count, reject_count, tally
from warehouse_app.services.importing import ImportRefused
from warehouse_app.services.opening import OpeningSaver
from warehouse_app.services.references import References, RowFault
from warehouse_app.services.saving import Given

GOOD = date(2026, 9, 1)


@pytest.fixture
def shop(desk: Desk) -> Iterator[Desk]:
    """Return a house that knows its items and places; in the end no invariant is broken."""
    yield from furnished(desk)


def test_opening_stock_is_booked_as_moves_and_balances(shop: Desk) -> None:
    kept = keep(shop, Kind.STOCK, opening("LAMP", 5, "A-1"), opening("LAMP", 7, "B-1"), opening("CORD", 3, "DOCK"))
    assert kept.counts == (3, 0, 0)
    assert kept.areas == frozenset({Area.STOCK})
    assert (level(shop, "LAMP"), level(shop, "CORD")) == ((12, 0), (3, 0))
    assert lying(shop, "LAMP") == {"A-1": 5, "B-1": 7}
    moves = shop.store.sql(
        "SELECT item_id, seq, quantity, reason, document, status, actor, workstation FROM move ORDER BY id"
    ).fetchall()
    rest = ("opening", "opening stock", "available", "anna", "desk-1")
    assert moves == [(1, 1, 5, *rest), (1, 2, 7, *rest), (2, 1, 3, *rest)]
    assert stock.broken(shop) == []


def test_only_stock_that_can_be_given_is_promised(shop: Desk) -> None:
    take(shop, LocationRecord("TOTE", kind=LocationKind.TOTE), LocationRecord("PACK", kind=LocationKind.PACKING))
    rows = [
        *(opening("LAMP", 1, place) for place in ("A-1", "F-1", "DOCK", "STAGE")),
        *(opening("LAMP", 10, place) for place in ("QUAR", "TOTE", "PACK")),
        opening("LAMP", 100, "A-1", status=StockStatus.QUARANTINED),
    ]
    keep(shop, Kind.STOCK, *rows)
    assert level(shop, "LAMP") == (4, 0)
    milk = [opening("MILK", day, "A-1", lot=f"L{day}", expiry=date(2026, 3, day)) for day in (1, 2, 3)]
    keep(shop, Kind.STOCK, *milk)
    assert level(shop, "MILK") == (5, 0)
    assert stock.broken(shop) == []


def test_whoever_waits_is_given_opening_stock(shop: Desk) -> None:
    take(shop, *order("O1", "ANN", 1, ("LAMP", 3)), *order("O2", "BEN", 1, ("LAMP", 3)))
    keep(shop, Kind.STOCK, opening("LAMP", 2, "A-1"), opening("LAMP", 2, "A-2"))
    assert held(shop) == {"O1/1": 3, "O2/1": 1}


def test_the_same_stock_again_is_unchanged_even_after_goods_moved(shop: Desk) -> None:
    rows = [opening("LAMP", 5, "A-1"), opening("MILK", 4, "A-2", lot="L1", expiry=GOOD)]
    keep(shop, Kind.STOCK, *rows)
    before = dump(shop)
    kept = keep(shop, Kind.STOCK, *rows)
    assert (kept.counts, kept.areas) == ((0, 0, 2), frozenset())
    after = dump(shop)
    assert {name for name in after if after[name] != before[name]} == {"action"}


@pytest.fixture
def file_shop(file_desk: Desk) -> Iterator[Desk]:
    """Return the same house in a file."""
    yield from furnished(file_desk)


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize(
    "row",
    [
        opening("LAMP", 6, "A-1"),
        opening("LAMP", 5, "A-2"),
        opening("LAMP", 5, "A-1", lot="L1"),
        opening("LAMP", 5, "A-1", status=StockStatus.QUARANTINED),
    ],
)
def test_an_item_with_moves_takes_no_opening_stock(file_shop: Desk, row: StockRecord, update: bool) -> None:
    keep(file_shop, Kind.STOCK, opening("LAMP", 5, "A-1"))
    before = dump(file_shop)
    assert wrong(file_shop, Kind.STOCK, row, update=update) == [(2, "quantity", "row-item-has-moves", {"sku": "LAMP"})]
    with pytest.raises(Refused) as refusal:
        keep(file_shop, Kind.STOCK, opening("CORD", 1, "A-1"), row, update=update)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.HAS_MOVES, {"sku": "LAMP"})
    assert dump(file_shop) == before


def problem(line: int, column: str, fault: RowFault, /, **facts: object) -> tuple[object, ...]:
    return (line, column, fault.value, facts)


def test_each_row_says_what_is_wrong_with_it(file_shop: Desk) -> None:
    rows = [
        opening("NONE", 1, "NOWHERE"),
        opening("LAMP", 1, "NOWHERE"),
        opening("LAMP", 1, "GATE"),
        opening("MILK", 1, "A-1"),
        opening("MILK", 1, "A-1", lot="L1"),
        opening("MILK", 1, "A-1", lot="L2", expiry=GOOD),
        opening("TOOL", 1, "A-1"),
        opening("TOOL", 2, "A-1", lot="S1"),
        opening("TOOL", 1, "A-2", lot="S2"),
        opening("LAMP", 1, "A-2", expiry=GOOD),
    ]
    assert wrong(file_shop, Kind.STOCK, *rows) == [
        problem(2, "sku", RowFault.UNKNOWN_ITEM, code="NONE"),
        problem(3, "location", RowFault.UNKNOWN_LOCATION, code="NOWHERE"),
        problem(4, "location", RowFault.NO_STOCK_HERE, code="GATE"),
        problem(5, "lot", RowFault.LOT_NEEDED, sku="MILK"),
        problem(6, "expiry", RowFault.EXPIRY_NEEDED, sku="MILK"),
        problem(8, "lot", RowFault.LOT_NEEDED, sku="TOOL"),
        problem(9, "quantity", RowFault.SERIAL_IS_ONE, sku="TOOL"),
    ]
    assert stock.count(file_shop, "move") == 0


def test_goods_with_a_day_and_no_number_go_by_the_day(shop: Desk) -> None:
    later = date(2026, 10, 1)
    keep(shop, Kind.STOCK, opening("LAMP", 2, "A-1", expiry=GOOD), opening("LAMP", 3, "A-1", expiry=later))
    assert lying(shop, "LAMP") == {"A-1@2026-09-01": 2, "A-1@2026-10-01": 3}
    assert shop.store.sql("SELECT COUNT(*) FROM lot WHERE expiry = ?", (GOOD,)).fetchone() == (1,)


def test_one_lot_has_one_expiry_day_within_a_file(shop: Desk) -> None:
    first = opening("MILK", 2, "A-1", lot="L1", expiry=GOOD)
    other = opening("MILK", 3, "A-2", lot="L1", expiry=date(2026, 10, 1))
    facts: Facts = {"lot": "L1", "stored": GOOD, "given": date(2026, 10, 1)}
    assert wrong(shop, Kind.STOCK, first, other) == [(3, "expiry", "row-lot-has-other-expiry", facts)]
    with pytest.raises(Refused) as refusal:
        keep(shop, Kind.STOCK, first, other)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.EXPIRY_OTHER, facts)
    with pytest.raises(ImportRefused) as refused:
        take(shop, first, other)
    assert refused.value.problems == [("stock", Problem(2, "expiry", RowFault.EXPIRY_OTHER, facts))]
    assert lying(shop, "MILK") == {}
    keep(shop, Kind.STOCK, first, other._replace(expiry=GOOD))
    assert lying(shop, "MILK") == {"A-1@L1": 2, "A-2@L1": 3}


def test_one_lot_has_one_expiry_day_across_files(shop: Desk) -> None:
    keep(shop, Kind.STOCK, opening("MILK", 2, "A-1", lot="L1", expiry=GOOD))
    other = opening("MILK", 2, "A-1", lot="L1", expiry=date(2026, 10, 1))
    facts = {"lot": "L1", "stored": GOOD, "given": date(2026, 10, 1)}
    assert wrong(shop, Kind.STOCK, other) == [(2, "expiry", "row-lot-has-other-expiry", facts)]


def test_one_serial_number_lies_in_one_place(shop: Desk) -> None:
    pieces = [
        opening("TOOL", 1, "A-1", lot="N1"),
        opening("TOOL", 1, "A-2", lot="N1"),
        opening("TOOL", 1, "A-2", lot="N2"),
    ]
    with pytest.raises(ImportRefused) as refused:
        take(shop, *pieces)
    [(_, problem)] = refused.value.problems
    facts = {"sku": "TOOL", "serial": "N1"}
    assert (problem.line, problem.column, problem.code, problem.facts) == (2, "lot", RowFault.SERIAL_TWICE, facts)
    take(shop, pieces[0], pieces[2])
    assert level(shop, "TOOL") == (2, 0)


def test_lots_of_different_items_may_share_their_number(shop: Desk) -> None:
    rows = [
        opening("MILK", 2, "A-1", lot="L", expiry=GOOD),
        opening("LAMP", 3, "A-1", lot="L", expiry=date(2027, 1, 1)),
    ]
    assert wrong(shop, Kind.STOCK, *rows) == []
    assert keep(shop, Kind.STOCK, *rows).counts == (2, 0, 0)
    assert stock.count(shop, "lot") == 2


def test_rows_of_one_import_that_come_in_several_chunks_belong_together(file_shop: Desk) -> None:
    saver = OpeningSaver(Given(frozenset(StockRecord._fields), update=False, references=References()))
    first, second = opening("LAMP", 5, "A-1"), opening("LAMP", 6, "A-2")
    assert [list(saver.check([(line, row)])) for line, row in ((2, first), (3, second))] == [[], []]
    take(file_shop, first, second)
    assert lying(file_shop, "LAMP") == {"A-1": 5, "A-2": 6}


def test_two_desks_that_open_the_same_stock_do_it_once(shop: Desk) -> None:
    row = opening("LAMP", 5, "A-1")
    start, outcomes = threading.Barrier(2), []
    acts = [shop.act(), shop.act()]

    def open_stock(number: int) -> None:
        try:
            shop.store.connect()
            start.wait()
            kept = keep_rows(shop.store, acts[number], Kind.STOCK, [row], None, update=False)
            outcomes.append(kept.counts)
        finally:
            shop.store.close()

    desks = [threading.Thread(target=open_stock, args=(number,)) for number in range(2)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert sorted(outcomes) == [(0, 0, 1), (1, 0, 0)]
    assert lying(shop, "LAMP") == {"A-1": 5}
    assert level(shop, "LAMP") == (5, 0)


@pytest.mark.parametrize("update", [False, True])
def test_goods_of_a_blocked_lot_do_not_come_in_as_such_that_may_be_used(shop: Desk, update: bool) -> None:
    number = begin_count(shop.store, shop.act(), "A-1").number
    tally(shop.store, shop.act(), number, "MILK", 1, lot="L9", expiry=GOOD)
    reject_count(shop.store, shop.act(), number, why="only a try")
    block_lot(shop.store, shop.act(), "MILK", "L9", why="recall")
    take(shop, *order("O1", "ANN", 1, ("MILK", 6)))
    row = opening("MILK", 10, "A-1", lot="L9", expiry=GOOD)
    aside, other = row._replace(status=StockStatus.QUARANTINED), row._replace(lot="L8", quantity=2)
    facts = {"sku": "MILK", "lot": "L9"}
    assert wrong(shop, Kind.STOCK, other, row, update=update) == [(3, "lot", "row-lot-is-blocked", facts)]
    with pytest.raises(Refused) as refusal:
        keep(shop, Kind.STOCK, other, row, update=update)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.LOT_BLOCKED, facts)
    assert stock.count(shop, "move") == 0
    keep(shop, Kind.STOCK, other, aside, update=update)
    assert (held(shop), stock.level(shop, "MILK")) == ({"O1/1": 2}, (2, 2))
    assert keep(shop, Kind.STOCK, other, aside, update=update).counts == (0, 0, 2)
