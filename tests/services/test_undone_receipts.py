"""A mistaken booking that is taken back costs nobody more than it must, and its receipt then ends no wait that began
with that.
"""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, level, opening, order, purchase, take
from tests.services.test_correcting import booked, undone
from tests.services.test_noticing import correct, outbox, told
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.safety import KeptFor
from warehouse_app.services.correcting import Undone
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt

LINE, WHOLE = ShipPolicy.LINE_COMPLETE, ShipPolicy.ORDER_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def lost(answer: Undone) -> list[tuple[str, str, int]]:
    return [(loss.order, loss.sku, loss.units) for loss in answer.losses]


def test_whoever_had_stock_before_keeps_what_the_loss_of_a_whole_line_leaves(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 40)),
        opening("LAMP", 20),
        opening("CORD", 3),
        *order("SO-2", "BEN", 2, ("LAMP", 5), ("CORD", 3), ship_policy=WHOLE),
        *order("SO-3", "CAT", 3, ("LAMP", 4)),
        *order("SO-1", "ANN", 9, ("LAMP", 30), ship_policy=LINE),
    )
    before = held(house)
    assert before == {"SO-1/1": 0, "SO-2/1": 5, "SO-2/2": 3, "SO-3/1": 4}
    wrong = booked(house, Goods("LAMP", 40, "A-1"), on="PO-1")
    assert held(house) == before | {"SO-1/1": 30}
    answer = undone(house, wrong)
    assert (lost(answer), answer.shares) == ([("SO-1", "LAMP", 30)], ())
    assert (held(house), level(house, "LAMP")) == (before, (20, 9))
    assert answer.kept == (KeptFor("LAMP", 11, ("SO-1",)),)
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (held(house), told(house)) == (before, [])
    assert outbox(house) == [("wait-ended", "GR-1", "withdrawn")]


def test_nothing_is_kept_for_anybody_where_nothing_more_is_to_come(house: Desk) -> None:
    take(house, opening("LAMP", 20), *order("SO-1", "ANN", 9, ("LAMP", 30), ship_policy=LINE))
    answer = undone(house, booked(house, Goods("LAMP", 40, "A-1")))
    assert (lost(answer), answer.kept) == ([("SO-1", "LAMP", 30)], ())


def test_what_an_order_gives_back_besides_spares_whoever_would_lose_some_of_it(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 10), ("CORD", 10)),
        opening("LAMP", 1),
        opening("CORD", 7),
        *order("SO-1", "BEN", 2, ("LAMP", 3), ("CORD", 6), ship_policy=WHOLE),
        *order("SO-2", "CAT", 3, ("CORD", 5)),
    )
    before = held(house)
    assert before == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 5}
    wrong = booked(house, Goods("LAMP", 2, "A-1"), Goods("CORD", 4, "A-1"), on="PO-1")
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 6, "SO-2/1": 5}
    answer = undone(house, wrong)
    assert (lost(answer), answer.shares) == ([("SO-1", "LAMP", 3), ("SO-1", "CORD", 6)], ())
    assert held(house) == before
    assert answer.kept == (KeptFor("LAMP", 1, ("SO-1",)), KeptFor("CORD", 2, ("SO-1",)))


def test_a_receipt_ends_no_wait_of_those_who_had_all_before_its_mistake_was_taken_back(house: Desk) -> None:
    take(house, opening("LAMP", 7), *order("SO-2", "CAT", 1, ("LAMP", 5), sell_multiple=5))
    take(house, *order("SO-1", "ANN", 9, ("LAMP", 8)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 5}
    undone(house, wrong)
    assert (held(house), told(house)) == ({"SO-1/1": 7, "SO-2/1": 0}, [])
    booked(house, Goods("LAMP", 6, "A-1"))
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 5}
    # SO-1 did wait before this receipt.
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 8!"])]
    assert outbox(house) == [("wait-ended", "GR-1", "withdrawn"), ("wait-ended", "GR-1", "waiting")]


def test_where_only_such_lines_get_theirs_back_nothing_is_noted(house: Desk) -> None:
    take(house, opening("LAMP", 7), *order("SO-2", "CAT", 1, ("LAMP", 5), sell_multiple=5))
    take(house, *order("SO-1", "ANN", 9, ("LAMP", 8)))
    undone(house, booked(house, Goods("LAMP", 6, "A-1")))
    booked(house, Goods("LAMP", 1, "A-1"))
    rows = outbox(house)
    booked(house, Goods("LAMP", 5, "A-1"))
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 5}
    assert (outbox(house), told(house)) == (rows, [("GR-1", ["SO-1/1 LAMP 8!"])])


def test_what_such_a_line_wants_more_since_it_does_wait_for(house: Desk) -> None:
    take(house, opening("LAMP", 7), *order("SO-2", "CAT", 1, ("LAMP", 5)))
    take(house, *order("SO-1", "ANN", 9, ("LAMP", 8)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    undone(house, wrong)
    take(house, *order("SO-2", "CAT", 1, ("LAMP", 6)), update=True)
    booked(house, Goods("LAMP", 9, "A-1"))
    assert told(house) == [("GR-1", ["SO-2/1 LAMP 6!", "SO-1/1 LAMP 8!"])]


def test_a_correction_takes_like_an_undo_and_another_receipt_ends_the_wait_for_it(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-2", "CAT", 1, ("LAMP", 5)), *order("SO-3", "CAT", 2, ("CORD", 1)))
    take(house, *order("SO-1", "ANN", 9, ("LAMP", 8)))
    wrong = booked(house, Goods("LAMP", 8, "A-1"))
    correct(house, wrong, "LAMP", 3)
    assert held(house, "SO-1", "SO-2") == {"SO-1/1": 8, "SO-2/1": 0}
    close_receipt(house.store, house.act(), supplier="ACME")
    booked(house, Goods("LAMP", 5, "A-1"), Goods("CORD", 1, "A-1"))
    # It waits since the first receipt was put right.
    assert told(house)[-1] == ("GR-2", ["SO-2/1 LAMP 5!", "SO-3/1 CORD 1!"])
