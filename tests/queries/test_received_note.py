"""The sheet of the goods received note: what came and counts, what does not and why, and who was given it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import Desk
from tests.queries.planned import plans
from tests.services.stock import furnished, held, order, purchase, take
from warehouse_app.documents.goods_sheets import GivenTo, NotedGoods, OrderedGoods, ReceivedNoteSheet, TakenBack
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import LocationKind, ShipPolicy
from warehouse_app.domain.totes import Tote
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.received_note import ReceiptFault, received_note_sheet
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive

MAY = date(2026, 5, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


@pytest.fixture
def file_house(file_desk: Desk) -> Iterator[Desk]:
    yield from furnished(file_desk)


def booked(desk: Desk, *goods: Goods, on: str = "", by: str = "anna") -> str:
    """Book goods in; return the id of that action."""
    action = desk.act(by)
    receive(desk.store, action, goods, purchase_order=on, supplier="" if on else "ACME")
    return action.action_id


def note(desk: Desk, number: str = "GR-1") -> ReceivedNoteSheet:
    with desk.store.snapshot():
        return received_note_sheet(desk.store, house_settings(), number, now=desk.now, language="en")


def test_a_receipt_says_what_came_against_what_was_ordered_and_who_was_given_it(house: Desk) -> None:
    take(
        house,
        ItemRecord("PEN", "Pen", pack_quantity=12),
        *order("SO-1", "BEN", 1, ("PEN", 20), ("MILK", 1)),
        *order("SO-2", "ANN", 2, ("PEN", 9)),
        *purchase("PO-1", ("PEN", 30), ("MILK", 12), ("CORD", 5), ("PEN", 10)),
    )
    booked(house, Goods("CORD", 1), on="PO-1")
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    booked(house, Goods("PEN", 31, "A-1"), on="PO-1", by="ben")
    opened = house.now
    house.now += timedelta(minutes=5)
    booked(house, Goods("MILK", 9, "A-2", "L1", MAY), Goods("PEN", 4, "B-1"), on="PO-1")
    house.now += timedelta(minutes=5)
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    sheet = note(house, "GR-2")
    assert sheet == ReceivedNoteSheet(
        house="Test house",
        number="GR-2",
        supplier="Acme",
        supplier_code="ACME",
        purchase_order="PO-1",
        opened_at=opened,
        closed_at=house.now,
        by=("ben", "anna"),
        made_at=house.now,
        zone="UTC",
        # The pens count on two lines of the purchase order, and are one row.
        goods=(
            NotedGoods("PEN", "Pen", "", None, "A-1", 31, 12, "piece"),
            NotedGoods("MILK", "Milk", "L1", MAY, "A-2", 9, 1, "piece"),
            NotedGoods("PEN", "Pen", "", None, "B-1", 4, 12, "piece"),
        ),
        taken_back=(),
        ordered=(
            OrderedGoods("PEN", "Pen", ordered=40, here=35, received=35, to_come=5),
            OrderedGoods("MILK", "Milk", ordered=12, here=9, received=9, to_come=3),
            OrderedGoods("CORD", "Cord", ordered=5, here=0, received=1, to_come=4),
        ),
        given=(
            GivenTo("SO-2", 1, "Ann", "PEN", 9),
            GivenTo("SO-1", 1, "Ben", "PEN", 20),
            GivenTo("SO-1", 2, "Ben", "MILK", 1),
        ),
        language="en",
    )


def test_goods_that_were_put_into_a_tote_are_told_of_by_that(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 6)),
        *purchase("PO-1", ("LAMP", 4), ("LAMP", 30)),
    )
    booking = booked(
        house,
        Goods("LAMP", 6, "TOTE", for_order="SO-1"),
        Goods("LAMP", 3, "DOCK"),
        Goods("LAMP", 1, "DOCK", quarantine="Wet"),
        on="PO-1",
    )
    tote = Tote("TOTE", LocationKind.TOTE, "SO-1")
    put = NotedGoods("LAMP", "Lamp", "", None, "TOTE", 6, 1, "piece", tote=tote)
    at_dock = NotedGoods("LAMP", "Lamp", "", None, "DOCK", 3, 1, "piece")
    wet = NotedGoods("LAMP", "Lamp", "", None, "DOCK", 1, 1, "piece", aside=True, why=("Wet",))
    assert note(house).goods == (put, at_dock, wet)
    house.now += timedelta(hours=1)
    undo_receipt(house.store, house.act("ben"), booking)
    # Where they were put stays true of what was taken back.
    sheet = note(house)
    assert (sheet.goods, [back.goods for back in sheet.taken_back]) == ((), [put, at_dock, wet])


def test_what_stayed_in_a_tote_as_it_was_put_right_is_told_of_by_that(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 6)), *purchase("PO-1", ("LAMP", 34)))
    booking = booked(house, Goods("LAMP", 6, "TOTE", for_order="SO-1"), on="PO-1")
    correct_receipt(house.store, house.act(), booking, Came("LAMP"), Truth(5), why="miscounted")
    tote = Tote("TOTE", LocationKind.TOTE, "SO-1")
    put = NotedGoods("LAMP", "Lamp", "", None, "TOTE", 6, 1, "piece", tote=tote)
    sheet = note(house)
    assert (sheet.goods, [back.goods for back in sheet.taken_back]) == ((replace(put, quantity=5),), [put])


def test_what_two_bookings_gave_one_line_is_told_together(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 20)))
    booked(house, Goods("LAMP", 4, "A-1"))
    booked(house, Goods("LAMP", 5, "A-1"))
    sheet = note(house)
    assert [goods.quantity for goods in sheet.goods] == [4, 5]
    assert sheet.given == (GivenTo("SO-1", 1, "Ben", "LAMP", 9),)


def test_who_got_what_lay_kept_until_the_rest_came_is_told_too(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 4), ("CORD", 3)),
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 3), ship_policy=ShipPolicy.ORDER_COMPLETE),
    )
    booked(house, Goods("CORD", 3, "A-1"), on="PO-1")
    assert note(house).given == ()
    last = booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    assert note(house).given == (GivenTo("SO-1", 1, "Ann", "LAMP", 4), GivenTo("SO-1", 2, "Ann", "CORD", 3))
    # What was put right, or taken back, gave nothing of either to anybody.
    correct_receipt(house.store, house.act(), last, Came("LAMP"), Truth(3), why="miscounted")
    assert note(house).given == ()
    last = house.acted[-1].action_id
    undo_receipt(house.store, house.act(), last)
    assert note(house).given == ()


def test_without_a_purchase_order_nothing_was_ordered_and_an_open_receipt_is_not_closed(house: Desk) -> None:
    booked(house, Goods("LAMP", 4, "A-1"))
    sheet = note(house)
    assert (sheet.purchase_order, sheet.ordered, sheet.closed_at, sheet.given) == ("", (), None, ())


def test_what_is_set_aside_says_why_as_far_as_somebody_said_it(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 9), ("MILK", 9)))
    booked(house, Goods("LAMP", 3, "QUAR", quarantine="Crushed"), Goods("LAMP", 2, "A-1"), on="PO-1")
    booked(house, Goods("MILK", 1, "A-2", "L1", MAY), on="PO-1")
    block_lot(house.store, house.act(), "MILK", "L1", why="Recall")
    booked(house, Goods("MILK", 2, "A-2", "L1", MAY), Goods("MILK", 4, "QUAR", "OLD", date(2026, 2, 1)), on="PO-1")
    assert [(g.sku, g.quantity, g.place, g.aside, g.why, g.expired) for g in note(house).goods] == [
        ("LAMP", 3, "QUAR", True, ("Crushed",), False),
        ("LAMP", 2, "A-1", False, (), False),
        ("MILK", 1, "A-2", False, (), False),
        ("MILK", 2, "A-2", True, (), False),
        ("MILK", 4, "QUAR", True, (), True),
    ]


def test_what_was_taken_back_is_named_and_does_not_count(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"), on="PO-1")
    booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    house.now += timedelta(hours=1)
    undo_receipt(house.store, house.act("ben"), wrong)
    sheet = note(house)
    lamp = NotedGoods("LAMP", "Lamp", "", None, "A-1", 5, 1, "piece")
    assert sheet.goods == (lamp,)
    [back] = sheet.taken_back
    assert (back.goods.quantity, back.by, back.at, back.why) == (6, "ben", house.now, ())
    assert sheet.ordered == (OrderedGoods("LAMP", "Lamp", ordered=20, here=5, received=5, to_come=15),)
    # It got two of these as they came, and three instead of those that were taken back.
    assert held(house) == {"SO-1/1": 5}
    assert sheet.given == (GivenTo("SO-1", 1, "Ben", "LAMP", 5),)


def test_what_was_put_right_keeps_the_reason_for_which_it_is_aside(house: Desk) -> None:
    booking = booked(house, Goods("LAMP", 6, "QUAR", quarantine="Crushed"), Goods("CORD", 1, "QUAR", quarantine="Wet"))
    correct_receipt(house.store, house.act("lea"), booking, Came("LAMP"), Truth(4), why="Miscounted")
    sheet = note(house)
    assert [(g.sku, g.quantity, g.why) for g in sheet.goods] == [
        ("CORD", 1, ("Crushed", "Wet")),
        ("LAMP", 4, ("Crushed", "Wet")),
    ]
    assert sheet.taken_back == (
        TakenBack(
            NotedGoods("LAMP", "Lamp", "", None, "QUAR", 6, 1, "piece", True, ("Crushed", "Wet")),
            "lea",
            house.now,
            ("Miscounted",),
        ),
    )


def test_what_had_expired_and_was_put_right_is_aside_since_it_expired(house: Desk) -> None:
    gone = date(2026, 2, 1)
    booking = booked(house, Goods("MILK", 6, "QUAR", "OLD", gone))
    correct_receipt(house.store, house.act("lea"), booking, Came("MILK"), Truth(4), why="Miscounted")
    assert note(house).goods == (
        NotedGoods("MILK", "Milk", "OLD", gone, "QUAR", 4, 1, "piece", True, ("Miscounted",), True),
    )


def test_a_day_that_was_put_right_is_told_as_it_was_booked_by_mistake(house: Desk) -> None:
    wrong, right = date(2028, 1, 1), date(2027, 2, 2)
    booking = booked(house, Goods("MILK", 3, "A-1", "L1", wrong), Goods("MILK", 4, "A-1", "L2", MAY))
    truth = Truth(expiry=right)
    correct_receipt(house.store, house.act(), booking, Came("MILK", "L1"), truth, why="misread")
    sheet = note(house)
    assert [(each.goods.lot, each.goods.expiry) for each in sheet.taken_back] == [("L1", wrong)]
    assert [(each.lot, each.expiry) for each in sheet.goods] == [("L2", MAY), ("L1", right)]
    # Put right once more, each is told as it was booked.
    again = house.acted[-1].action_id
    correct_receipt(house.store, house.act(), again, Came("MILK"), Truth(expiry=wrong), why="read again")
    sheet = note(house)
    assert [(each.goods.lot, each.goods.expiry) for each in sheet.taken_back] == [("L1", wrong), ("L1", right)]
    assert [(each.lot, each.expiry) for each in sheet.goods] == [("L2", MAY), ("L1", wrong)]


def test_what_is_not_expected_any_more_is_not_to_come(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    close_short(house.store, house.act(), "PO-1", 1, why="Sold out")
    assert note(house).ordered == (OrderedGoods("LAMP", "Lamp", ordered=20, here=5, received=5, to_come=0),)


def test_an_unknown_receipt_is_refused(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        note(house, "GR-9")
    assert (refused.value.code, refused.value.facts) == (ReceiptFault.UNKNOWN, {"number": "GR-9"})


def test_a_note_reads_no_table_as_a_whole(file_house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    take(file_house, *purchase("PO-1", ("LAMP", 20)))
    booked(file_house, Goods("LAMP", 5, "A-1"), Goods("LAMP", 1, "QUAR", quarantine="Wet"), on="PO-1")
    steps = plans(file_house, lambda: note(file_house), monkeypatch)
    assert len(steps) == 6
    take(file_house, *order("SO-1", "BEN", 1, ("LAMP", 6)))
    booked(file_house, Goods("LAMP", 2, "TOTE", for_order="SO-1"), on="PO-1")
    steps = plans(file_house, lambda: note(file_house), monkeypatch)
    assert len(steps) == 7
    assert not any("SCAN" in step for step in steps), steps
