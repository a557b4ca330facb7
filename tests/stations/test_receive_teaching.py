"""A code that nobody knows is taught on the spot, by a lead; others are told to ask one, and nothing changes."""

from dataclasses import replace

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations.house import PEN_CASE, PEN_EAN, balances, codes, moves, received, said, station_at
from warehouse_app.services.changes import Area
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.steps import AskLocation, Pending, Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

GTIN = "9780201379600"


def taught(desk: Desk) -> list[tuple[str, str, str | None, int]]:
    """Return (code, SKU, GTIN, units) of the codes that the house learned after it was built."""
    found = desk.store.sql(
        "SELECT b.code, i.sku, b.gtin, b.pack_quantity FROM barcode b JOIN item i ON i.id = b.item_id "
        "WHERE b.id > 6 ORDER BY b.id"
    )
    return [tuple(row) for row in found]


def at_item(desk: Desk, *, supplier: str = "PO-7") -> ReceiveStation:
    return station_at(desk, supplier)


def test_an_unknown_code_is_taught_and_receiving_goes_on_with_the_goods_in_hand(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "2")
    reply = station.scan("PEN-TRAY")
    # It sounds: it may as well be the wrong code.
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.ERROR, Said.NEW_CODE, StepName.TEACH, False)
    assert said(reply) == (
        "Nothing here has the code PEN-TRAY yet. To teach PEN-TRAY, scan the number of its item or a code of it that "
        "is known; else WXBACK."
    )
    reply = station.scan("PEN")
    assert (reply.tone, reply.step) == (Tone.ASK, StepName.PACK)
    assert said(reply).endswith("Type the number (piece), 1 for a single one; else WXBACK.")
    assert taught(floor) == []
    reply = station.scan("10")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.ASK, Said.TAUGHT, StepName.LOCATION, False)
    assert reply.changes.areas == {Area.ITEMS}
    # Two packs were said before the code was scanned.
    assert said(reply).startswith("PEN-TRAY is known from now on: one scan means 10 × PEN (piece). 20 × PEN, Pen.")
    assert (taught(floor), moves(floor)) == ([("PEN-TRAY", "PEN", None, 10)], 0)
    assert station.scan("A-02").booked
    assert (received(floor), balances(floor)) == ([("PO-7/5", 20)], {("PEN", "", "A-02"): 20})
    assert station.scan("PEN-TRAY").step is StepName.LOCATION
    assert floor.store.sql("SELECT verb FROM action ORDER BY id DESC LIMIT 2").fetchall() == [
        ("receive",),
        ("teach_code",),
    ]
    # The booking came last, so it is taken back first, and then the code.
    assert station.scan("WXBACK").step is StepName.ITEM
    assert station.scan("WXUNDO").code == Said.UNDONE
    assert taught(floor) == [("PEN-TRAY", "PEN", None, 10)]
    assert station.scan("WXUNDO").code == Said.UNDO_TAUGHT
    assert station.scan("WXYES").code == Said.FORGOTTEN
    assert (taught(floor), balances(floor)) == ([], {("PEN", "", "A-02"): 0})
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def teaching(floor: Desk) -> ReceiveStation:
    """Return a station that has closed the receipt of PO-8, and taught a code on PO-7 since."""
    station = station_at(floor, "PO-8", "CUP", "A-02", "WXDONE", "PO-7")
    for text in ("PEN-TRAY", "PEN", "10"):
        station.scan(text)
    assert station.step == AskLocation(replace(in_hand(station), packs=1, pack=10), "D-01")
    return station


def in_hand(station: ReceiveStation) -> Pending:
    assert isinstance(station.step, AskLocation)
    return station.step.goods


def test_undo_right_after_a_teaching_forgets_the_code_and_books_nothing(floor: Desk) -> None:
    station = teaching(floor)
    before = moves(floor)
    undone = station.scan("WXUNDO")
    assert (undone.tone, undone.code, undone.step, undone.booked) == (Tone.OK, Said.FORGOTTEN, StepName.ITEM, False)
    assert said(undone).startswith(
        "PEN-TRAY means nothing any more; one scan of it meant 10 × PEN. One step back; nothing was booked."
    )
    assert (taught(floor), moves(floor), received(floor)) == ([], before, [("8/1", 1)])
    assert undone.changes.areas == {Area.ITEMS}
    assert floor.store.sql("SELECT verb FROM action ORDER BY id DESC LIMIT 1").fetchone() == ("forget_code",)
    assert station.scan("PEN-TRAY").code == Said.NEW_CODE


def test_after_a_restart_undo_forgets_the_code_that_was_taught_last(floor: Desk) -> None:
    teaching(floor)
    station = station_at(floor)
    asked = station.scan("WXUNDO")
    assert (asked.tone, asked.code, asked.step, len(taught(floor))) == (Tone.WARN, Said.UNDO_TAUGHT, StepName.UNDO, 1)
    assert said(asked) == (
        "What was done last here: PEN-TRAY was taught, one scan of which means 10 × PEN. Take it back? WXYES, or WXNO."
    )
    assert (station.scan("WXNO").code, len(taught(floor))) == (Shared.BACK, 1)
    assert station.scan("WXUNDO").step is StepName.UNDO
    assert station.scan("WXYES").code == Said.FORGOTTEN
    assert (taught(floor), received(floor)) == ([], [("8/1", 1)])
    # What was done before that is of a receipt that is closed.
    assert station.scan("WXUNDO").code == Said.UNDO_CLOSED
    assert received(floor) == [("8/1", 1)]


def test_what_the_taught_code_has_nothing_to_do_with_stays_in_hand(floor: Desk) -> None:
    station = teaching(floor)
    for text in ("WXBACK", "CUP"):
        station.scan(text)
    assert (station.scan("WXUNDO").code, len(taught(floor))) == (Said.UNDO_TAUGHT, 1)
    undone = station.scan("WXYES")
    assert (undone.code, undone.step, in_hand(station).item.sku) == (Said.FORGOTTEN, StepName.LOCATION, "CUP")


def test_goods_in_hand_that_were_scanned_since_are_no_answer_to_whether_a_code_is_forgotten(floor: Desk) -> None:
    station = teaching(floor)
    for text in ("WXBACK", PEN_EAN):
        station.scan(text)
    assert (station.scan("WXUNDO").step, len(taught(floor))) == (StepName.UNDO, 1)
    undone = station.scan("WXYES")
    assert (undone.code, undone.step, taught(floor)) == (Said.FORGOTTEN, StepName.ITEM, [])


def test_a_code_that_means_something_else_by_now_is_left_alone(floor: Desk) -> None:
    station = teaching(floor)
    floor.store.sql("UPDATE barcode SET pack_quantity = 12 WHERE code = 'PEN-TRAY'")
    refused = station.scan("WXUNDO")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, "teach-code-forgotten", StepName.LOCATION)
    assert taught(floor) == [("PEN-TRAY", "PEN", None, 12)]


def test_a_pack_of_more_than_is_to_come_is_asked_about(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    for text in ("PEN-TRAY", "PEN"):
        station.scan(text)
    for number in ("51", "261231", "WXQTY51"):
        doubted = station.scan(number)
        assert (doubted.tone, doubted.code, doubted.step) == (Tone.WARN, Said.PACK_DOUBTED, StepName.PACK)
    assert said(doubted).startswith(
        "One scan of PEN-TRAY would mean 51 × PEN (piece), and 50 are to come on PO-7. If so many are in the pack all "
        "the same, scan WXYES. How many of PEN does one scan of PEN-TRAY mean?"
    )
    no = station.scan("WXNO")
    assert (no.tone, no.code, no.step, taught(floor)) == (Tone.ASK, Shared.ITEM, StepName.PACK, [])
    # What was not confirmed is confirmed no more.
    assert station.scan("WXYES").code == Shared.NOT_NOW
    station.scan("51")
    assert station.scan("WXYES").code == Said.TAUGHT
    assert taught(floor) == [("PEN-TRAY", "PEN", None, 51)]


def test_without_an_order_a_pack_of_more_than_ten_thousand_is_asked_about(floor: Desk) -> None:
    for code, number, answer in (("TRAY-1", "10000", Said.TAUGHT), ("TRAY-2", "10001", Said.PACK_LARGE)):
        station = station_at(floor, "S2")
        for text in (code, "PEN"):
            station.scan(text)
        assert station.scan(number).code == answer
    assert taught(floor) == [("TRAY-1", "PEN", None, 10_000)]


def test_a_number_too_large_to_be_typed_says_how_it_is_given(floor: Desk) -> None:
    station = station_at(floor, "PO-7", PEN_CASE)
    for digits in ("1000000", "12345678", "999999999"):
        reply = station.scan(digits)
        assert (reply.tone, reply.code, reply.step) == (Tone.WARN, Shared.LONG_NUMBER, StepName.QUANTITY)
        assert said(reply).startswith(
            f"{digits} is too many at once, or a misread code. Scan again; if there are so many, scan or type "
            f"WXQTY{digits}. "
        )
    assert station.scan("1000000000").code == "scan-unknown"
    assert station.scan("96385074").code == "scan-unknown-gtin"
    assert station.scan("WXQTY1000000").step is StepName.OVER
    assert station.scan("1000000").code == Shared.LONG_NUMBER
    station = station_at(floor, "PO-7")
    for text in ("PEN-TRAY", "PEN"):
        station.scan(text)
    assert station.scan("1000000").code == Shared.LONG_NUMBER
    assert taught(floor) == []


def test_a_gtin_that_nobody_has_is_taught_in_all_its_forms(floor: Desk) -> None:
    station = at_item(floor)
    reply = station.scan(GTIN)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, Said.NEW_CODE, StepName.TEACH)
    station.scan("CUP-CASE")
    assert station.scan("WXQTY6").step is StepName.LOCATION
    assert taught(floor) == [(GTIN, "CUP", f"0{GTIN}", 6)]
    again = at_item(floor).scan(f"]C101{GTIN.zfill(14)}")
    assert (again.facts["sku"], again.facts["quantity"]) == ("CUP", 6)


def test_what_needs_more_than_its_number_is_asked_for_it_then(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    station.scan("TEA-TIN")
    station.scan("TEA")
    reply = station.scan("1")
    assert (reply.code, reply.step) == (Said.TAUGHT, StepName.LOT)
    # A serial number belongs to one piece, so that a pack of them is taught and cannot come.
    station = station_at(floor, "PO-7")
    station.scan("CLOCK-BOX")
    station.scan("CLOCK")
    reply = station.scan("2")
    assert (reply.tone, codes(reply)[:2], reply.step) == (
        Tone.ERROR,
        [Said.TAUGHT, "receipt-serial-is-one"],
        StepName.ITEM,
    )
    assert [code for code, *_ in taught(floor)] == ["TEA-TIN", "CLOCK-BOX"]


def test_who_is_no_lead_is_told_to_ask_one_and_nothing_changes(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('lea', 2)")
    before = count(floor, "action")
    station = at_item(floor)
    reply = station.scan("PEN-TRAY")
    told = ["scan-unknown", Said.LEAD_MAY_TEACH, Said.ASK_ITEM]
    assert (reply.tone, codes(reply), reply.step) == (Tone.ERROR, told, StepName.ITEM)
    # Once is enough.
    assert said(reply).count("ask a lead") == 1
    assert (taught(floor), count(floor, "action")) == ([], before)
    # Who is a lead no more while being asked teaches nothing either.
    floor.store.sql("UPDATE person SET role = 2 WHERE name = 'anna'")
    station.scan("PEN-TRAY")
    station.scan("PEN")
    floor.store.sql("UPDATE person SET role = 1 WHERE name = 'anna'")
    reply = station.scan("10")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "role-needed", StepName.PACK)
    assert (taught(floor), count(floor, "action")) == ([], before)


def test_going_back_teaches_nothing(floor: Desk) -> None:
    station = at_item(floor)
    station.scan("PEN-TRAY")
    station.scan("PEN")
    assert [station.scan("WXBACK").step for _ in range(3)] == [StepName.TEACH, StepName.ITEM, StepName.DELIVERY]
    assert taught(floor) == []


def test_a_code_with_a_slip_or_of_a_kind_of_its_own_is_not_taught(floor: Desk) -> None:
    station = at_item(floor)
    for text in ("4006381333930", "]C110L5", "WXFOO", "U-secret", "L-A-02", "x" * 81):
        assert station.scan(text).step is StepName.ITEM, text


def test_a_code_is_forgotten_unasked_only_while_its_goods_are_in_hand(floor: Desk) -> None:
    station = station_at(floor, "S2")
    # The goods are refused: each piece has a number of its own.
    for text in (GTIN, "CLOCK", "3"):
        station.scan(text)
    assert (station.scan("WXUNDO").code, len(taught(floor))) == (Said.UNDO_TAUGHT, 1)
    station = station_at(floor, "S2")
    for text in ("CODE-A", "PEN", "5", "WXBACK", "CUP", "WXBACK", "5", "PEN"):
        station.scan(text)
    assert (station.scan("WXUNDO").code, len(taught(floor))) == (Said.UNDO_TAUGHT, 2)


def test_a_code_that_somebody_else_taught_meanwhile_is_not_what_undo_means(floor: Desk) -> None:
    station = station_at(floor, "S2")
    for text in (GTIN, "PEN", "5", "WXBACK", "CODE-B", "PEN"):
        station.scan(text)
    other = ReceiveStation(floor.store, lambda: replace(floor.act(), workstation="desk-2"))
    for text in ("S2", "CODE-B", "PEN", "7"):
        other.scan(text)
    station.scan("7")
    assert (station.scan("WXUNDO").code, len(taught(floor))) == (Said.UNDO_TAUGHT, 2)
