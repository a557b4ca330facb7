"""A count of a tote that misses what is picked ends with a lead: what is not there is picked for nobody any more."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.picked import pick
from tests.services.stock import furnished, held, level, lying, opening, order, purchase, take
from tests.services.test_counting import begun, counted, status
from tests.services.test_counts_waiting import approved, waiting
from tests.services.test_moving import stops
from tests.services.test_putting_back import come, in_hand
from warehouse_app.domain.statuses import CountStatus, ShipPolicy
from warehouse_app.queries.check import findings
from warehouse_app.queries.picked import in_totes_for
from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.counting import CountEnded, CountFault, finish_count, reject_count, tally
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.releasing import release


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for each in furnished(desk):
        take(each, opening("LAMP", 200), *order("O-1", "ANN", 1, ("LAMP", 100)))
        release(each.store, each.act())
        pick(each, "O-1", 100)
        yield each
    assert list(findings(desk.store)) == []


@pytest.fixture
def shop(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def undone(done: CountEnded) -> list[tuple[str, int, str, str, int]]:
    """Return (order, line, SKU, place, units) of the picking that a count has undone."""
    return [(each.order, each.line, each.sku, each.place, each.units) for each in done.unpicked]


def in_totes(desk: Desk, number: str) -> dict[tuple[str, str], int]:
    """Return where what is picked for an order lies, by item and place."""
    return {(each.sku, each.place): each.units for each in in_totes_for(desk.store, number)}


def two_at_the_packing_place(desk: Desk) -> None:
    """Let five lamps lie there for SO-1, and three for SO-2, which comes later; two more lamps lie in A-1."""
    take(
        desk,
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
        *order("SO-1", "ANN", 1, ("LAMP", 5)),
        *purchase("P-1", ("LAMP", 20)),
    )
    come(desk, Goods("LAMP", 5, "PACK", for_order="SO-1"), Goods("LAMP", 3, "PACK", for_order="SO-2"))
    come(desk, Goods("LAMP", 2, "A-1"))


@pytest.mark.parametrize("found", [99, 50])
def test_a_count_that_misses_picked_goods_waits_for_a_lead(house: Desk, found: int) -> None:
    first = counted(house, "TOTE", ("LAMP", found))
    assert (first.status, first.again) == (CountStatus.TO_APPROVE, "CS-2")
    second = counted(house, "TOTE", ("LAMP", found))
    assert (second.number, second.status, second.again) == ("CS-2", CountStatus.TO_APPROVE, "")
    assert [(each.expected, each.counted) for each in second.differences] == [(100, found)]
    assert waiting(house) == ["CS-2"]
    assert (lying(house, "LAMP"), second.unpicked) == ({"A-1": 100, "TOTE": 100}, ())


def test_what_a_lead_says_is_missing_is_fetched_again_by_the_same_list(house: Desk) -> None:
    counted(house, "TOTE", ("LAMP", 60))
    done = approved(house, "CS-1")
    assert undone(done) == [("O-1", 1, "LAMP", "TOTE", 40)]
    assert done.anew == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 40, 40, ("A-1",)),)
    assert (done.stops, done.status, done.losses, done.shares) == ((), CountStatus.BOOKED, (), ())
    assert (held(house), in_hand(house), level(house, "LAMP")) == ({"O-1/1": 100}, {"O-1": 60}, (100, 40))
    assert lying(house, "LAMP") == {"A-1": 100, "TOTE": 60}
    # Whoever walks the list finds it there, on the screen and on paper.
    assert stops(house) == [("A-1", 0), ("A-1", 40)]
    assert stop_changes(house.store, "PL-1") == [StopChanged("O-1", "LAMP", "A-1", 40, (("A-1", 40),), missing=True)]
    again = counted(house, "TOTE", ("LAMP", 60))
    assert (again.status, again.differences, waiting(house)) == (CountStatus.BOOKED, (), [])
    # What is fetched for it then lies there with the rest.
    pick(house, "O-1", 40)
    assert in_totes(house, "O-1") == {("LAMP", "TOTE"): 100}


def test_what_is_not_to_be_had_elsewhere_waits_at_its_rank(shop: Desk) -> None:
    two_at_the_packing_place(shop)
    take(shop, *order("SO-3", "CAT", 3, ("LAMP", 2)))
    counted(shop, "PACK", ("LAMP", 1))
    done = approved(shop, "CS-1")
    # The end of the queue gives first what is not there; so it does of what is there.
    assert undone(done) == [("SO-2", 1, "LAMP", "PACK", 3), ("SO-1", 1, "LAMP", "PACK", 4)]
    assert [(each.order, each.units) for each in done.losses] == [("SO-1", 2), ("SO-2", 3), ("SO-3", 2)]
    assert (done.stops, done.shares) == ((), ())
    assert held(shop) == {"SO-1/1": 3, "SO-2/1": 0, "SO-3/1": 0}
    assert (in_hand(shop), level(shop, "LAMP")) == ({"SO-1": 1}, (2, 2))
    assert lying(shop, "LAMP") == {"A-1": 2, "DOCK": 0, "PACK": 1}


@pytest.mark.parametrize(
    ("there", "lost"), [(7, {"SO-2": 1}), (5, {"SO-2": 3}), (4, {"SO-2": 3, "SO-1": 1}), (0, {"SO-2": 3, "SO-1": 5})]
)
def test_of_what_is_missing_at_a_packing_place_the_end_of_the_queue_has_it_picked_no_more(
    shop: Desk, there: int, lost: dict[str, int]
) -> None:
    two_at_the_packing_place(shop)
    counted(shop, "PACK", *([("LAMP", there)] if there else []))
    done = approved(shop, "CS-1")
    assert {each.order: each.units for each in done.unpicked} == lost
    left = {"SO-1": 5 - lost.get("SO-1", 0), "SO-2": 3 - lost.get("SO-2", 0)}
    assert in_hand(shop) == {order: units for order, units in left.items() if units}
    for number, units in left.items():
        assert in_totes(shop, number) == ({("LAMP", "PACK"): units} if units else {})


def test_whose_goods_lie_elsewhere_keeps_them(shop: Desk) -> None:
    take(
        shop,
        *order("SO-1", "ANN", 1, ("LAMP", 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
        *purchase("P-1", ("LAMP", 20)),
    )
    come(shop, Goods("LAMP", 5, "TOTE", for_order="SO-1"), Goods("LAMP", 3, "PACK", for_order="SO-2"))
    counted(shop, "TOTE", ("LAMP", 3))
    done = approved(shop, "CS-1")
    assert undone(done) == [("SO-1", 1, "LAMP", "TOTE", 2)]
    # Nobody has stock that is free: the one whose goods are missing waits for others.
    assert (in_hand(shop), held(shop)) == ({"SO-1": 3, "SO-2": 3}, {"SO-1/1": 3, "SO-2/1": 3})
    assert [(each.order, each.units) for each in done.losses] == [("SO-1", 2)]


def test_of_several_lines_of_one_order_the_last_in_the_queue_goes_first(shop: Desk) -> None:
    take(shop, *order("SO-1", "ANN", 1, ("LAMP", 2), ("LAMP", 3)), *purchase("P-1", ("LAMP", 20)))
    come(shop, Goods("LAMP", 5, "TOTE", for_order="SO-1"))
    counted(shop, "TOTE", ("LAMP", 1))
    done = approved(shop, "CS-1")
    assert undone(done) == [("SO-1", 2, "LAMP", "TOTE", 3), ("SO-1", 1, "LAMP", "TOTE", 1)]
    assert held(shop) == {"SO-1/1": 1, "SO-1/2": 0}


def test_an_order_that_must_ship_complete_gives_back_what_it_holds_besides(shop: Desk) -> None:
    whole = order("SO-1", "ANN", 1, ("LAMP", 2), ("CORD", 4), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(shop, opening("CORD", 4), *whole, *purchase("P-1", ("LAMP", 2)))
    come(shop, Goods("LAMP", 2, "TOTE", for_order="SO-1"))
    take(shop, *order("SO-2", "BEN", 2, ("CORD", 1)))
    assert held(shop) == {"SO-1/1": 2, "SO-1/2": 4, "SO-2/1": 0}
    counted(shop, "TOTE", ("LAMP", 1))
    done = approved(shop, "CS-1")
    assert undone(done) == [("SO-1", 1, "LAMP", "TOTE", 1)]
    assert held(shop) == {"SO-1/1": 1, "SO-1/2": 0, "SO-2/1": 1}
    assert [(each.order, each.sku, each.units) for each in done.losses] == [("SO-1", "LAMP", 1), ("SO-1", "CORD", 4)]
    assert [(each.order, each.sku, each.units) for each in done.shares] == [("SO-2", "CORD", 1)]


def test_what_is_carried_to_the_packing_place_may_be_missing_there(house: Desk) -> None:
    move_stock(house.store, house.act(), Named("LAMP", "TOTE", 100), "PACK")
    counted(house, "PACK", ("LAMP", 98))
    assert undone(approved(house, "CS-1")) == [("O-1", 1, "LAMP", "PACK", 2)]
    assert in_totes(house, "O-1") == {("LAMP", "PACK"): 98}


def test_what_was_put_back_since_is_missing_no_more(house: Desk) -> None:
    counted(house, "TOTE", ("LAMP", 60))
    put_back(house.store, house.act(), "O-1", "LAMP", "TOTE", 80, "A-1", why="wrong tote")
    before = lying(house, "LAMP"), in_hand(house)
    with pytest.raises(Exception, match=CountFault.STALE):
        approved(house, "CS-1")
    assert (lying(house, "LAMP"), in_hand(house)) == before == ({"A-1": 180, "TOTE": 20}, {"O-1": 20})
    reject_count(house.store, house.act(), "CS-1", why="moved")


def test_what_lies_in_a_tote_beyond_what_is_picked_may_be_missing(house: Desk) -> None:
    counted(house, "TOTE", ("LAMP", 101))
    assert status(house, "CS-1") is CountStatus.BOOKED
    done = counted(house, "TOTE", ("LAMP", 100))
    assert (done.status, lying(house, "LAMP")) == (CountStatus.BOOKED, {"A-1": 100, "TOTE": 100})
    assert (done.unpicked, in_totes(house, "O-1")) == ((), {("LAMP", "TOTE"): 100})
    assert begun(house, "TOTE") == "CS-3"


def test_a_picked_serial_number_that_is_found_in_a_bin_costs_nobody_else_stock(shop: Desk) -> None:
    take(shop, *order("SO-1", "BEN", 1, ("TOOL", 1)), *order("SO-2", "CAT", 2, ("TOOL", 1)))
    take(shop, *purchase("P-1", ("TOOL", 9)))
    come(shop, Goods("TOOL", 1, "TOTE", "S1", for_order="SO-1"))
    come(shop, Goods("TOOL", 1, "A-2", "S2"))
    take(shop, *order("SO-3", "ANN", 3, ("TOOL", 1)))
    number = begun(shop, "A-1")
    tally(shop.store, shop.act(), number, "TOOL", 1, lot="S1")
    finish_count(shop.store, shop.act(), number)
    done = approved(shop, number)
    assert [(each.order, each.lot, each.units) for each in done.unpicked] == [("SO-1", "S1", 1)]
    assert (done.losses, done.shares) == ((), ())
    # Two lie there, and are given, as before.
    assert held(shop) == {"SO-1/1": 1, "SO-2/1": 1, "SO-3/1": 0}
    assert (level(shop, "TOOL"), in_hand(shop)) == ((2, 2), {})
