"""Orders and their lines: stored, edited where that can be, and ranked as they say."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.services import stock
from tests.services.saving import Kept, dump, keep, wrong
from tests.services.stock import at, decisions, held, last_run, level, opening, order, runs, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import CustomerRecord, ItemRecord, Kind, LocationRecord, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.ordering import save_order
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import pin

FULL = OrderLineRecord(
    *("O1", "ANN", "LAMP", 20, at(2, 7), date(2026, 3, 9), "C", ShipPolicy.LINE_COMPLETE, 1250, 3, "gift", "PO 77"),
    *("DHL", 6, 2, 5, date(2026, 2, 20), 30),
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Return a house with two customers, two items and a place."""
    take(
        desk,
        LocationRecord("A"),
        ItemRecord("LAMP", "Lamp"),
        ItemRecord("CORD", "Cord"),
        CustomerRecord("ANN", "Ann", priority_class="A", ship_policy=ShipPolicy.LINE_COMPLETE),
        CustomerRecord("BEN", "Ben"),
    )
    return desk


def lines(desk: Desk) -> list[tuple[object, ...]]:
    """Return the lines as they rank and count."""
    query = (
        "SELECT o.number, l.line, i.sku, l.quantity, l.cancelled, l.picked, l.shipped, l.allocated, l.rank_class, "
        "l.ship_policy FROM order_line l JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id "
        "ORDER BY o.number, l.line"
    )
    return list(desk.store.sql(query).fetchall())


def pick(desk: Desk, number: str, picked: int, shipped: int) -> None:
    """Let line 1 of an order be picked and shipped so far, as picking will."""
    with desk.store.transaction():
        where = "WHERE order_id = (SELECT id FROM sales_order WHERE number = ?) AND line = 1"
        held_then = f"allocated = allocated - {shipped}"
        desk.store.sql(f"UPDATE order_line SET picked = {picked}, shipped = {shipped}, {held_then} {where}", (number,))


def test_a_new_order_is_stored_field_by_field(shop: Desk) -> None:
    kept = keep(shop, Kind.ORDERS, FULL)
    assert kept == Kept(1, 0, 0, 0, Changes(frozenset({Area.ORDERS, Area.QUEUE})))
    placed = 1_770_015_600_000_000
    order_row = (1, "O1", 1, placed, "C", "line-complete", "PO 77", "DHL", "")
    assert dump(shop)["sales_order"] == [order_row]
    [line] = shop.store.sql(
        "SELECT order_id, line, item_id, quantity, cancelled, picked, shipped, returned, allocated, rank_class, "
        "placed_at, ship_policy, sell_multiple, price, note, first_promise FROM order_line"
    ).fetchall()
    assert line == (1, 3, 1, 20, 2, 5, 5, 0, 0, "C", placed, "line-complete", 6, 1250, "gift", None)
    days = (date(2026, 3, 9), date(2026, 2, 20))
    found = shop.store.sql("SELECT COUNT(*) FROM order_line WHERE need_by = ? AND not_before = ?", days)
    assert found.fetchone() == (1,)
    served = (
        "SELECT customer_id, minimum_shelf_life_days, shelf_life_days, pinned, passed_over, lifted_on FROM order_line"
    )
    assert shop.store.sql(served).fetchall() == [(1, 30, 30, 0, 0, None)]
    assert shop.store.sql("SELECT COUNT(*) FROM order_line WHERE lifted OR on_hold OR gathers").fetchone() == (0,)
    # There is no stock for it, and it is told so all the same.
    assert decisions(shop, last_run(shop)) == {"LAMP": (0, [("O1/3", 13, 0, 0, "out-of-stock")])}


def test_what_an_order_does_not_say_is_its_customers(shop: Desk) -> None:
    keep(
        shop, Kind.ORDERS, *order("O1", "ANN", 1, ("LAMP", 2)), *order("O2", "BEN", 1, ("LAMP", 2), priority_class="A")
    )
    assert [row[8:] for row in lines(shop)] == [("A", "line-complete"), ("A", "partial")]
    stored = shop.store.sql("SELECT priority_class, ship_policy FROM sales_order ORDER BY id").fetchall()
    assert stored == [("", None), ("A", None)]


def test_a_line_asks_for_its_own_shelf_life_else_its_customers(shop: Desk) -> None:
    take(shop, CustomerRecord("CAT", "Cat", minimum_shelf_life_days=9))
    asked = {"O1": None, "O2": 0, "O3": 40}
    for number, life in asked.items():
        keep(shop, Kind.ORDERS, *order(number, "CAT", 1, ("LAMP", 2), minimum_shelf_life_days=life))
    query = "SELECT minimum_shelf_life_days, shelf_life_days FROM order_line ORDER BY id"
    assert shop.store.sql(query).fetchall() == [(None, 9), (0, 0), (40, 40)]
    [plain] = order("O3", "CAT", 1, ("LAMP", 2))
    keep(shop, Kind.ORDERS, plain, update=True)
    assert shop.store.sql(query).fetchall() == [(None, 9), (0, 0), (None, 9)]
    assert stock.broken(shop) == []


def test_a_form_leaves_what_only_files_say_of_a_line(shop: Desk) -> None:
    [record] = order("O1", "BEN", 1, ("LAMP", 2), not_before=date(2026, 2, 20), minimum_shelf_life_days=7)
    keep(shop, Kind.ORDERS, record)
    save_order(shop.store, shop.act(), order("O1", "BEN", 1, ("LAMP", 5)), update=True)
    query = "SELECT quantity, minimum_shelf_life_days, shelf_life_days FROM order_line WHERE not_before = ?"
    assert shop.store.sql(query, (date(2026, 2, 20),)).fetchall() == [(5, 7, 7)]


def test_an_order_without_an_instant_is_placed_when_it_is_first_read(shop: Desk) -> None:
    records = order("O1", "BEN", 1, ("LAMP", 2), placed_at=None)
    keep(shop, Kind.ORDERS, *records)
    read = shop.store.sql("SELECT placed_at FROM sales_order").fetchone()
    assert read == ((shop.acted[-1].now - at(1)).total_seconds() * 1_000_000 + 1_769_932_800_000_000,)
    assert keep(shop, Kind.ORDERS, *records).counts == (0, 0, 1)
    assert keep(shop, Kind.ORDERS, *records, update=True).counts == (0, 0, 1)
    assert shop.store.sql("SELECT placed_at FROM sales_order").fetchone() == read


def test_the_same_order_again_is_unchanged(shop: Desk) -> None:
    records = [FULL, *order("O2", "BEN", 3, ("LAMP", 2), ("CORD", 4))]
    keep(shop, Kind.ORDERS, *records)
    before = dump(shop)
    for update in (False, True):
        assert wrong(shop, Kind.ORDERS, *records, update=update) == []
        assert keep(shop, Kind.ORDERS, *records, update=update) == Kept(0, 0, 3, 0, Changes())
    after = dump(shop)
    assert {name for name in after if after[name] != before[name]} == {"action"}


@pytest.mark.parametrize(
    ("change", "stored", "given"),
    [
        ({"quantity": 21}, 20, 21),
        ({"need_by": None}, "2026-03-09", None),
        ({"price": None}, 1250, None),
        ({"note": ""}, "gift", ""),
        ({"sell_multiple": 1}, 6, 1),
        ({"cancelled": 0}, 2, 0),
        ({"shipped": 6}, 5, 6),
        ({"sku": "CORD"}, "LAMP", "CORD"),
        ({"customer": "BEN"}, "ANN", "BEN"),
        ({"placed_at": at(3)}, "2026-02-02 07:00:00+00:00", "2026-02-03 08:00:00+00:00"),
        ({"priority_class": ""}, "C", ""),
        ({"ship_policy": None}, "line-complete", None),
        ({"customer_reference": "x"}, "PO 77", "x"),
        ({"carrier": ""}, "DHL", ""),
        ({"not_before": None}, "2026-02-20", None),
        ({"minimum_shelf_life_days": None}, 30, None),
        ({"minimum_shelf_life_days": 0}, 30, 0),
    ],
)
def test_what_differs_is_refused_unless_it_is_an_edit_that_can_be(
    file_desk: Desk, change: dict[str, object], stored: object, given: object
) -> None:
    take(file_desk, ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord"))
    take(file_desk, CustomerRecord("ANN", "Ann"), CustomerRecord("BEN", "Ben"), FULL)
    [(column, _)] = change.items()
    edit = FULL._replace(**change)  # type: ignore[arg-type]
    before = dump(file_desk)
    facts = {"key": "O1/3", "stored": stored, "given": given}
    assert wrong(file_desk, Kind.ORDERS, edit) == [(2, column, "row-differs", facts)]
    with pytest.raises(Refused) as refusal:
        keep(file_desk, Kind.ORDERS, edit)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.DIFFERS, facts)
    assert dump(file_desk) == before
    if column in {"sku", "customer", "placed_at", "cancelled", "shipped"}:
        assert wrong(file_desk, Kind.ORDERS, edit, update=True) == [(2, column, "row-cannot-change", {"key": "O1/3"})]
        with pytest.raises(Refused) as refusal:
            keep(file_desk, Kind.ORDERS, edit, update=True)
        assert refusal.value.code is RowFault.FIXED
        assert dump(file_desk) == before
    else:
        assert keep(file_desk, Kind.ORDERS, edit, update=True).counts == (0, 1, 0)
        assert keep(file_desk, Kind.ORDERS, edit).counts == (0, 0, 1)
    assert stock.broken(file_desk) == []


def test_codes_that_nobody_knows_are_refused(shop: Desk) -> None:
    bad = OrderLineRecord("O1", "EVE", "NONE", 1, at(1), line=1)
    assert wrong(shop, Kind.ORDERS, bad) == [
        (2, "customer", "row-customer-unknown", {"code": "EVE"}),
        (2, "sku", "row-item-unknown", {"code": "NONE"}),
    ]
    with pytest.raises(Refused):
        keep(shop, Kind.ORDERS, bad)
    assert lines(shop) == []


def test_a_line_joins_its_order_but_not_another_customers(shop: Desk) -> None:
    keep(shop, Kind.ORDERS, *order("O1", "BEN", 1, ("LAMP", 2), priority_class="C"))
    more = OrderLineRecord("O1", "BEN", "CORD", 4, at(9), line=2)
    assert wrong(shop, Kind.ORDERS, more._replace(customer="ANN")) == [
        (2, "customer", "row-cannot-change", {"key": "O1"})
    ]
    assert keep(shop, Kind.ORDERS, more).counts == (1, 0, 0)
    # The order was placed when its first line says, and ranks by it.
    assert [row[8] for row in lines(shop)] == ["C", "C"]
    assert shop.store.sql("SELECT COUNT(DISTINCT placed_at) FROM order_line").fetchone() == (1,)
    assert len(dump(shop)["sales_order"]) == 1


def test_an_edit_of_fewer_units_gives_stock_back_to_whoever_waits(shop: Desk) -> None:
    take(shop, opening("LAMP", 10, "A"))
    first = order("O1", "BEN", 1, ("LAMP", 8))
    keep(shop, Kind.ORDERS, *first, *order("O2", "BEN", 2, ("LAMP", 8)))
    assert held(shop) == {"O1/1": 8, "O2/1": 2}
    keep(shop, Kind.ORDERS, first[0]._replace(quantity=5), update=True)
    assert held(shop) == {"O1/1": 5, "O2/1": 5}
    keep(shop, Kind.ORDERS, first[0]._replace(quantity=9), update=True)
    assert held(shop) == {"O1/1": 5, "O2/1": 5}
    assert decisions(shop, last_run(shop)) == {"LAMP": (0, [("O1/1", 4, 5, 0, "out-of-stock")])}
    assert level(shop, "LAMP") == (10, 10)
    assert stock.broken(shop) == []


def test_an_edit_to_larger_packs_gives_back_what_makes_no_whole_one(shop: Desk) -> None:
    [mine] = order("O1", "BEN", 1, ("LAMP", 10))
    take(shop, opening("LAMP", 7, "A"), mine, *order("O2", "BEN", 2, ("LAMP", 2)), *order("O3", "BEN", 3, ("LAMP", 9)))
    before = last_run(shop)
    done = save_order(shop.store, shop.act(), [mine._replace(sell_multiple=4)], update=True)
    assert held(shop) == {"O1/1": 4, "O2/1": 2, "O3/1": 1}
    told = [(share.order, share.line, share.units, share.short) for share in done.shares]
    assert told == [("O2", 1, 2, 0), ("O3", 1, 1, 8)]
    assert [made[1:] for made in runs(shop, before)] == [
        ("cut", "first-come", "held-back"),
        ("fill", "first-come", "order"),
    ]
    assert decisions(shop, before + 1) == {"LAMP": (0, [("O1/1", 3, 7, -3, "pack-does-not-fit")])}
    before = last_run(shop)
    # Back in smaller ones it asks for stock again, and of these four nothing is too much.
    save_order(shop.store, shop.act(), [mine._replace(sell_multiple=2)], update=True)
    assert held(shop) == {"O1/1": 4, "O2/1": 2, "O3/1": 1}
    assert runs(shop, before) == [(before + 1, "fill", "first-come", "order")]


def test_an_edit_to_other_packs_leaves_what_is_whole_pinned_or_picked(shop: Desk) -> None:
    orders = {number: order(number, "BEN", day, ("LAMP", 7))[0] for day, number in enumerate(("O1", "O2", "O3"), 1)}
    take(shop, opening("LAMP", 19, "A"), *orders.values())
    pin(shop.store, shop.act(), "O2", 1, 7, why="promised")
    pick(shop, "O3", 3, 0)
    assert held(shop) == {"O1/1": 7, "O2/1": 7, "O3/1": 5}
    for line in orders.values():
        save_order(shop.store, shop.act(), [line._replace(sell_multiple=4)], update=True)
    # The last pack of a line that has all it wants may be a smaller one.
    assert held(shop) == {"O1/1": 7, "O2/1": 7, "O3/1": 4}
    save_order(shop.store, shop.act(), [orders["O3"]._replace(sell_multiple=6)], update=True)
    assert held(shop) == {"O1/1": 7, "O2/1": 7, "O3/1": 3}
    assert level(shop, "LAMP") == (19, 17)


def test_more_of_a_line_whose_last_pack_was_a_smaller_one_gives_that_back_or_makes_it_whole(shop: Desk) -> None:
    mine = [order(number, "BEN", 1, (sku, 7), sell_multiple=3)[0] for number, sku in (("O1", "LAMP"), ("O2", "CORD"))]
    take(shop, opening("LAMP", 8, "A"), opening("CORD", 9, "A"), *mine)
    for line in mine:
        save_order(shop.store, shop.act(), [line._replace(quantity=10)], update=True)
    assert held(shop) == {"O1/1": 6, "O2/1": 9}
    assert (level(shop, "LAMP"), level(shop, "CORD")) == ((8, 6), (9, 9))


def test_what_makes_no_whole_pack_any_more_is_taken_from_the_end_of_its_list(shop: Desk) -> None:
    take(shop, LocationRecord("B"))
    [mine] = order("O1", "BEN", 1, ("LAMP", 8))
    take(shop, opening("LAMP", 3, "A"), opening("LAMP", 4, "B"), mine)
    release(shop.store, shop.act())
    done = save_order(shop.store, shop.act(), [mine._replace(sell_multiple=5)], update=True)
    assert [(stop.place, stop.units, stop.replanned) for stop in done.stops] == [("B", 2, 0)]
    assert (held(shop), done.shares) == ({"O1/1": 5}, ())


def test_an_edit_below_what_is_picked_is_refused(shop: Desk) -> None:
    take(shop, opening("LAMP", 10, "A"))
    [record] = order("O1", "BEN", 1, ("LAMP", 8))
    keep(shop, Kind.ORDERS, record)
    pick(shop, "O1", picked=5, shipped=3)
    before = dump(shop)
    facts = {"key": "O1/1", "picked": 5}
    below = record._replace(quantity=4)
    columns = {"quantity"}
    assert wrong(shop, Kind.ORDERS, below, update=True, columns=columns) == [(2, "quantity", "row-below-picked", facts)]
    with pytest.raises(Refused) as refusal:
        keep(shop, Kind.ORDERS, below, update=True, columns=columns)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.BELOW_PICKED, facts)
    assert dump(shop) == before
    assert keep(shop, Kind.ORDERS, record._replace(quantity=5), update=True, columns=columns).counts == (0, 1, 0)
    assert lines(shop) == [("O1", 1, "LAMP", 5, 0, 5, 3, 2, "B", "partial")]


def test_an_edit_of_the_class_or_policy_ranks_all_lines_of_the_order(shop: Desk) -> None:
    records = order("O2", "BEN", 2, ("LAMP", 8), ("CORD", 8))
    keep(shop, Kind.ORDERS, *order("O1", "BEN", 1, ("LAMP", 8), ("CORD", 8)), *records)
    upgraded = [record._replace(priority_class="A", ship_policy=ShipPolicy.LINE_COMPLETE) for record in records]
    assert keep(shop, Kind.ORDERS, *upgraded, update=True).changed == 1  # the first line brings both to it
    assert [row[8:] for row in lines(shop)] == [("B", "partial")] * 2 + [("A", "line-complete")] * 2
    take(shop, opening("LAMP", 9, "A"), opening("CORD", 7, "A"))
    assert held(shop) == {"O1/1": 1, "O1/2": 7, "O2/1": 8, "O2/2": 0}
    back = [record._replace(priority_class="", ship_policy=None) for record in records]
    keep(shop, Kind.ORDERS, *back, update=True)
    assert [row[8:] for row in lines(shop)] == [("B", "partial")] * 4
    assert stock.broken(shop) == []


def test_an_edit_that_leaves_an_order_incomplete_holds_nothing_back(shop: Desk) -> None:
    take(shop, opening("LAMP", 5, "A"), opening("CORD", 5, "A"))
    whole = order("O1", "BEN", 1, ("LAMP", 5), ("CORD", 5), ship_policy=ShipPolicy.ORDER_COMPLETE)
    keep(shop, Kind.ORDERS, *whole, *order("O2", "BEN", 2, ("CORD", 5)))
    assert held(shop) == {"O1/1": 5, "O1/2": 5, "O2/1": 0}
    keep(shop, Kind.ORDERS, whole[0]._replace(quantity=6), update=True)
    assert held(shop) == {"O1/1": 0, "O1/2": 0, "O2/1": 5}
    assert stock.broken(shop) == []


def test_history_that_is_done_waits_for_nothing(shop: Desk) -> None:
    done = order("O1", "BEN", 1, ("LAMP", 8), shipped=6, cancelled=2)
    keep(shop, Kind.ORDERS, *done)
    assert lines(shop) == [("O1", 1, "LAMP", 8, 2, 6, 6, 0, "B", "partial")]
    assert runs(shop) == []
    assert keep(shop, Kind.ORDERS, *done).counts == (0, 0, 1)
    assert stock.broken(shop) == []


def test_by_hand_a_line_without_a_number_gets_the_next(shop: Desk) -> None:
    records = [row._replace(line=None) for row in order("O1", "BEN", 1, ("LAMP", 2), ("CORD", 3))]
    save_order(shop.store, shop.act(), [records[0], records[1]._replace(line=7), records[0]], update=False)
    assert [row[:4] for row in lines(shop)] == [("O1", 7, "CORD", 3), ("O1", 8, "LAMP", 2), ("O1", 9, "LAMP", 2)]
    with pytest.raises(Refused) as refusal:
        save_order(shop.store, shop.act(), [records[0]._replace(line=1)] * 2, update=False)
    assert refusal.value.code is RowFault.LINE_TWICE
