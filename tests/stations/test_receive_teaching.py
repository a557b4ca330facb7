"""A code that nobody knows is taught on the spot, by a lead; others are told to ask one, and nothing changes."""

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations.house import balances, codes, moves, received, said, station_at
from warehouse_app.services.changes import Area
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone

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
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.ASK, Said.NEW_CODE, StepName.TEACH, False)
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
    assert said(reply).startswith("PEN-TRAY is known from now on: 10 piece of PEN. 20 × PEN, Pen.")
    assert (taught(floor), moves(floor)) == ([("PEN-TRAY", "PEN", None, 10)], 0)
    assert station.scan("A-02").booked
    assert (received(floor), balances(floor)) == ([("PO-7/5", 20)], {("PEN", "", "A-02"): 20})
    assert station.scan("PEN-TRAY").step is StepName.LOCATION
    assert floor.store.sql("SELECT verb FROM action ORDER BY id DESC LIMIT 2").fetchall() == [
        ("receive",),
        ("teach_code",),
    ]
    # It is not a booking, and not taken back like one.
    assert station.scan("WXBACK").step is StepName.ITEM
    assert station.scan("WXUNDO").code == Said.UNDONE
    assert taught(floor) == [("PEN-TRAY", "PEN", None, 10)]


def test_a_gtin_that_nobody_has_is_taught_in_all_its_forms(floor: Desk) -> None:
    station = at_item(floor)
    reply = station.scan(GTIN)
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.NEW_CODE, StepName.TEACH)
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
