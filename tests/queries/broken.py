"""What can be changed behind the program's back in the stocked house, and what must be found then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tests.conftest import NOW, Desk
from tests.queries.houses import PLACED, add_balance, append_move, genuine, the_item, the_line, the_lot, the_place
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.errors import Fact
from warehouse_app.queries.check import CheckFault, Finding

FIRST_SEAL, LAST_SEAL = date(2026, 3, 3), date(2026, 3, 4)
CUP, TEA, POT = the_item("CUP"), the_item("TEA"), the_item("POT")
SECOND_LIST = (
    "INSERT INTO pick_list (number, kind, status, released_at, released_by, action_id) "
    "VALUES ('PL-9', 'order', 'released', 0, 'anna', 1)"
)
SECOND_STOP = (
    "INSERT INTO pick_stop (pick_list_id, position, allocation_id) "
    "SELECT (SELECT id FROM pick_list WHERE number = 'PL-9'), 1, id FROM allocation "
    f"WHERE order_line_id = {the_line('SO-1', 1)}"
)
Change = str | tuple[str, tuple[object, ...]] | Callable[[Desk], None]
HOLD = "UPDATE sales_order SET hold_reason = 'credit' WHERE number = '{}'"


class Case(NamedTuple):
    """What is changed from outside, and what must be found then."""

    name: str
    changes: tuple[Change, ...]
    found: tuple[Finding, ...]


def found(code: CheckFault, **facts: Fact) -> Finding:
    return Finding(code, facts)


def cup_at(place: str, status: str, **facts: Fact) -> dict[str, Fact]:
    return {"sku": "CUP", "lot": None, "location": place, "status": status, **facts}


def balance(place: str, values: str, status: str = "available") -> str:
    """Return the statement that changes the balance of the cups in a place."""
    where = f"lot_id = {the_lot('CUP')} AND location_id = {the_place(place)} AND status = '{status}'"
    return f"UPDATE balance SET {values} WHERE {where}"


def line(order: str, number: int, values: str) -> str:
    return f"UPDATE order_line SET {values} WHERE id = {the_line(order, number)}"


def cup_stock(values: str) -> str:
    return f"UPDATE item_stock SET {values} WHERE item_id = {CUP}"


def hard(order: str, number: int, values: str) -> str:
    return f"UPDATE allocation SET {values} WHERE order_line_id = {the_line(order, number)}"


def cup_move(seq: int, values: str) -> str:
    return f"UPDATE move SET {values} WHERE item_id = {CUP} AND seq = {seq}"


def without_cup_moves(*seqs: int) -> str:
    return f"DELETE FROM move WHERE item_id = {CUP} AND seq IN ({', '.join(map(str, seqs))})"


def picked_into_the_tote_of_another(desk: Desk) -> None:
    """Let a cup be picked for SO-4 into the tote in which those of SO-1 lie, which were picked by a list's number."""
    [(item, lot, line_, place, tote)] = desk.store.sql(
        f"SELECT {CUP}, {the_lot('CUP')}, {the_line('SO-4', 1)}, {the_place('B-01')}, {the_place('T-01')}"
    )
    desk.store.sql("UPDATE sales_order SET number = 'PL-1' WHERE number = 'SO-1'")
    for location, units in ((tote, 1), (place, -1)):
        more = {"reason": "pick", "document": "SO-4"}
        append_move(desk.store, item, lot, location, units, action=1, hasher=genuine, **more)
        add_balance(desk.store, lot, location, units)
    desk.store.sql(
        "INSERT INTO allocation (order_line_id, lot_id, location_id, quantity, picked, returned) "
        "VALUES (?, ?, ?, 1, 1, 0)",
        (line_, lot, place),
    )
    desk.store.sql("UPDATE order_line SET picked = 1 WHERE id = ?", (line_,))
    desk.store.sql(cup_stock("allocated = allocated - 1, allocatable = allocatable - 1"))


STOCK_CASES = (
    Case(
        "a balance that was changed",
        (balance("Q-01", "quantity = 5", "quarantined"),),
        (found(CheckFault.BALANCE_SUM, **cup_at("Q-01", "quarantined", balance=5, moved=4)),),
    ),
    Case(
        "a balance that is gone",
        (f"DELETE FROM balance WHERE location_id = {the_place('Q-01')}",),
        (found(CheckFault.BALANCE_SUM, **cup_at("Q-01", "quarantined", balance=0, moved=4)),),
    ),
    Case(
        "a balance without moves",
        (f"INSERT INTO balance VALUES ({the_lot('TEA', 'L1')}, {the_place('T-01')}, 'available', 3)",),
        (found(CheckFault.BALANCE_SUM, sku="TEA", lot="L1", location="T-01", status="available", balance=3, moved=0),),
    ),
    Case(
        "a balance below nothing",
        (balance("Q-01", "quantity = -1", "quarantined"),),
        (
            found(CheckFault.BALANCE_SUM, **cup_at("Q-01", "quarantined", balance=-1, moved=4)),
            found(CheckFault.BALANCE_NEGATIVE, **cup_at("Q-01", "quarantined", balance=-1)),
        ),
    ),
    Case(
        "an empty balance that is gone is no fault",
        (f"INSERT INTO balance VALUES ({the_lot('TEA', 'L1')}, {the_place('T-01')}, 'available', 0)",),
        (),
    ),
    Case(
        "an item without its stock",
        (f"DELETE FROM item_stock WHERE item_id = {POT}",),
        (found(CheckFault.STOCK_MISSING, sku="POT"),),
    ),
    Case(
        "stock that may not be given counted as if it might",
        (f"UPDATE item_stock SET allocatable = 45 WHERE item_id = {TEA}",),
        (found(CheckFault.STOCK_ALLOCATABLE, sku="TEA", stored=45, counted=40),),
    ),
    Case(
        "an item that says less than its lines hold",
        (cup_stock("allocated = 8"),),
        (found(CheckFault.STOCK_ALLOCATED, sku="CUP", stored=8, counted=9),),
    ),
    Case(
        "lines that hold more than there is",
        (line("SO-4", 1, "quantity = 100, allocated = 12"), cup_stock("allocated = 16")),
        (found(CheckFault.STOCK_OVERPROMISED, sku="CUP", promised=16, there=14),),
    ),
    Case(
        "a lot that became another item's",
        (f"UPDATE lot SET item_id = {POT} WHERE id = {the_lot('TEA', 'L0')}",),
        (found(CheckFault.LOT_ITEM, lot="L0", sku="POT", moved_as="TEA", moves=1),),
    ),
    Case(
        "a blocked lot of which some can be given to orders",
        (f"INSERT INTO lot_block (lot_id, action_id) VALUES ({the_lot('TEA', 'L1')}, 1)",),
        (found(CheckFault.LOT_BLOCKED, sku="TEA", lot="L1", location="A-01", units=40),),
    ),
    Case(
        "what is picked of a blocked lot may be in its tote",
        (
            f"INSERT INTO lot_block (lot_id, action_id) VALUES ({the_lot('CUP')}, 1)",
            f"UPDATE location SET kind = 'packing' WHERE id IN ({the_place('A-01')}, {the_place('B-01')})",
            cup_stock("allocatable = 0, allocated = 0"),
            f"UPDATE order_line SET allocated = picked - shipped WHERE item_id = {CUP}",
            "UPDATE allocation SET returned = quantity - picked",
            f"UPDATE order_line SET allocated = 0 WHERE item_id = {TEA}",
            f"UPDATE item_stock SET allocatable = 0, allocated = 0 WHERE item_id = {TEA}",
        ),
        (),
    ),
    Case(
        "more than one piece of a serial number; what has none does not count",
        (
            f"UPDATE item SET serial_tracked = NOT serial_tracked WHERE id = {TEA}",
            f"UPDATE item SET serial_tracked = NOT serial_tracked WHERE id = {CUP}",
        ),
        (
            found(CheckFault.SERIAL_TWICE, sku="TEA", lot="L1", units=40),
            found(CheckFault.SERIAL_TWICE, sku="TEA", lot="L0", units=5),
        ),
    ),
    Case(
        "a lot that expires while it is promised and on a list",
        (f"UPDATE lot SET expiry = '2026-03-03' WHERE id = {the_lot('TEA', 'L1')}",),
        (
            found(CheckFault.STOCK_ALLOCATABLE, sku="TEA", stored=40, counted=0),
            found(CheckFault.STOCK_OVERPROMISED, sku="TEA", promised=30, there=0),
            found(
                CheckFault.RESERVED_EXPIRED,
                order="SO-1",
                line=1,
                sku="TEA",
                lot="L1",
                location="A-01",
                reserved=30,
                expiry=date(2026, 3, 3),
            ),
        ),
    ),
    Case(
        "goods may be given on the day they expire",
        (f"UPDATE lot SET expiry = '2026-03-04' WHERE id = {the_lot('TEA', 'L1')}",),
        (),
    ),
    Case(
        "lines that hold goods which do not last as long as they ask",
        (line("SO-1", 1, "minimum_shelf_life_days = 59, shelf_life_days = 59"), hard("SO-1", 1, "returned = 30")),
        (found(CheckFault.STOCK_AGED, sku="TEA", days=59, missing=30),),
    ),
    Case(
        "lines that hold more of what lasts than there is, though less of it than of all",
        (
            line("SO-1", 1, "minimum_shelf_life_days = 10, shelf_life_days = 10"),
            f"UPDATE lot SET expiry = '2026-03-13' WHERE id = {the_lot('TEA', 'L1')}",
            f"UPDATE lot SET expiry = '2026-03-14' WHERE id = {the_lot('TEA', 'L0')}",
            f"UPDATE item_stock SET allocatable = 45 WHERE item_id = {TEA}",
            hard("SO-1", 1, "returned = 30"),
        ),
        (found(CheckFault.STOCK_AGED, sku="TEA", days=10, missing=25),),
    ),
    Case(
        "goods may be given that last to the day as long as is asked, or for ever",
        (
            line("SO-1", 1, "minimum_shelf_life_days = 58, shelf_life_days = 58"),
            line("SO-4", 1, "minimum_shelf_life_days = 900, shelf_life_days = 900"),
        ),
        (),
    ),
    Case(
        "a line may ask for what there is not while it holds nothing",
        (line("SO-6", 1, "minimum_shelf_life_days = 900, shelf_life_days = 900"),),
        (),
    ),
)

LINE_CASES = (
    Case(
        "more shipped than picked",
        (line("SO-4", 1, "shipped = 1, allocated = 4"),),
        (found(CheckFault.LINE_SHIPPED, order="SO-4", line=1, sku="CUP", shipped=1, picked=0),),
    ),
    Case(
        "more picked than given",
        (line("SO-4", 1, "picked = 6"), cup_stock("allocated = 3")),
        (found(CheckFault.LINE_PICKED, order="SO-4", line=1, sku="CUP", picked=6, shipped=0, allocated=5),),
    ),
    Case(
        "more given than is wanted",
        (line("SO-4", 1, "quantity = 7"),),
        (
            found(
                CheckFault.LINE_ALLOCATED,
                order="SO-4",
                line=1,
                sku="CUP",
                shipped=0,
                allocated=5,
                ordered=7,
                cancelled=3,
            ),
        ),
    ),
    Case(
        "more returned than shipped",
        (line("SO-3", 1, "returned = 6"), "UPDATE cancellation SET returned = 6 WHERE document = 'CR-1'"),
        (found(CheckFault.LINE_RETURNED, order="SO-3", line=1, sku="TEA", returned=6, shipped=5),),
    ),
    Case(
        "more on lists than the line holds",
        (hard("SO-1", 2, "quantity = 7"),),
        (found(CheckFault.LINE_RESERVED, order="SO-1", line=2, sku="CUP", reserved=5, in_hand=2, allocated=6),),
    ),
    Case(
        "less cancelled than on record",
        (line("SO-6", 1, "cancelled = 1"),),
        (found(CheckFault.LINE_CANCELLATIONS, order="SO-6", line=1, sku="CUP", cancelled=1, logged=2),),
    ),
    Case(
        "less returned than on record",
        (line("SO-3", 1, "returned = 0"),),
        (found(CheckFault.LINE_RETURNS, order="SO-3", line=1, sku="TEA", returned=0, logged=1),),
    ),
    Case(
        "a line that jumped the queue",
        (line("SO-1", 1, "rank_class = 'A'"),),
        (found(CheckFault.LINE_CLASS, order="SO-1", line=1, sku="TEA", stored="A", said="B"),),
    ),
    Case(
        "a line that does not follow its order's own class",
        ("UPDATE sales_order SET priority_class = 'A' WHERE number = 'SO-4'",),
        (found(CheckFault.LINE_CLASS, order="SO-4", line=1, sku="CUP", stored="B", said="A"),),
    ),
    Case("a finished line may rank as it did", (line("SO-3", 1, "rank_class = 'A', placed_at = 0"),), ()),
    Case(
        "a line that says it waits for longer",
        (line("SO-4", 1, "placed_at = placed_at - 1000000"),),
        (
            found(
                CheckFault.LINE_PLACED,
                order="SO-4",
                line=1,
                sku="CUP",
                stored=PLACED[4] - timedelta(seconds=1),
                said=PLACED[4],
            ),
        ),
    ),
    Case(
        "a line with another ship policy than its customer's",
        (line("SO-4", 1, "ship_policy = 'line-complete'"),),
        (found(CheckFault.LINE_POLICY, order="SO-4", line=1, sku="CUP", stored="line-complete", said="partial"),),
    ),
    Case(
        "a line that another customer claims",
        (line("SO-3", 1, "customer_id = (SELECT id FROM customer WHERE code = 'C2')"),),
        (found(CheckFault.LINE_CUSTOMER, order="SO-3", line=1, sku="TEA", stored="C2", said="C1"),),
    ),
    Case(
        "a line that asks for another shelf life than its customer",
        (line("SO-4", 1, "shelf_life_days = 7"),),
        (found(CheckFault.LINE_LIFE, order="SO-4", line=1, sku="CUP", stored=7, said=0),),
    ),
    Case(
        "a line that does not ask for its own shelf life",
        (line("SO-4", 1, "minimum_shelf_life_days = 9"),),
        (found(CheckFault.LINE_LIFE, order="SO-4", line=1, sku="CUP", stored=0, said=9),),
    ),
    Case(
        "a customer whose lines do not follow",
        ("UPDATE customer SET minimum_shelf_life_days = 3 WHERE code = 'C3'",),
        (found(CheckFault.LINE_LIFE, order="SO-5", line=1, sku="CUP", stored=0, said=3),),
    ),
    Case(
        "a line on hold whose order is not",
        (line("SO-4", 1, "on_hold = NOT on_hold"),),
        (found(CheckFault.LINE_HOLD, order="SO-4", line=1, sku="CUP", reason=None),),
    ),
    Case(
        "a line that is served though its order is on hold",
        ("UPDATE sales_order SET hold_reason = 'credit' WHERE number = 'SO-4'",),
        (found(CheckFault.LINE_HOLD, order="SO-4", line=1, sku="CUP", reason="credit"),),
    ),
    Case(
        "more pinned than is open",
        (line("SO-4", 1, "pinned = 6"),),
        (found(CheckFault.LINE_PINNED, order="SO-4", line=1, sku="CUP", pinned=6, open=5),),
    ),
    Case(
        "what is shipped and still pinned",
        (line("SO-3", 1, "pinned = 1"),),
        (found(CheckFault.LINE_PINNED, order="SO-3", line=1, sku="TEA", pinned=1, open=0),),
    ),
    Case(
        "all that is open may be pinned",
        (line("SO-4", 1, "pinned = 5"),),
        (),
    ),
    Case(
        "a line that must ship complete and holds a part",
        (line("SO-5", 1, "allocated = 3"), cup_stock("allocated = 12")),
        (found(CheckFault.LINE_HOSTAGE, order="SO-5", line=1, sku="CUP", held=3, short=17),),
    ),
    Case(
        "an order that must ship complete and holds a part",
        (line("SO-2", 1, "allocated = 3"), cup_stock("allocated = 12")),
        (found(CheckFault.ORDER_HOSTAGE, order="SO-2", line=1, sku="CUP", held=3, short_line=2),),
    ),
    Case(
        "a line that must ship complete may hold what is pinned to it",
        (line("SO-5", 1, "allocated = 3, pinned = 3"), cup_stock("allocated = 12")),
        (),
    ),
    Case(
        "a line that must ship complete and holds more than is pinned to it",
        (line("SO-5", 1, "allocated = 3, pinned = 1"), cup_stock("allocated = 12")),
        (found(CheckFault.LINE_HOSTAGE, order="SO-5", line=1, sku="CUP", held=2, short=17),),
    ),
    *(
        Case(
            f"a line that must ship complete may hold a part while {when}",
            (line("SO-5", 1, f"allocated = 3, {values}"), cup_stock("allocated = 12"), *more),
            (),
        )
        for when, values, more in (
            ("it gathers", "gathers = NOT gathers", ()),
            ("its order is on hold", "on_hold = NOT on_hold", (HOLD.format("SO-5"),)),
            ("its day has not come", "not_before = '2026-03-05'", ()),
        )
    ),
    Case(
        "a line that must ship complete and holds a part though its day has come",
        (line("SO-5", 1, "allocated = 3, not_before = '2026-03-04'"), cup_stock("allocated = 12")),
        (found(CheckFault.LINE_HOSTAGE, order="SO-5", line=1, sku="CUP", held=3, short=17),),
    ),
    Case(
        "a line beyond the horizon may hold a part",
        (
            line("SO-5", 1, "allocated = 3, need_by = '2026-03-15'"),
            cup_stock("allocated = 12"),
            "UPDATE setting SET value = '10' WHERE name = 'horizon_days'",
        ),
        (),
    ),
    Case(
        "a line within the horizon may not",
        (
            line("SO-5", 1, "allocated = 3, need_by = '2026-03-14'"),
            cup_stock("allocated = 12"),
            "UPDATE setting SET value = '10' WHERE name = 'horizon_days'",
        ),
        (found(CheckFault.LINE_HOSTAGE, order="SO-5", line=1, sku="CUP", held=3, short=17),),
    ),
    *(
        Case(
            f"an order may hold stock while {when}",
            (line("SO-2", 1, f"allocated = 3{first}"), cup_stock("allocated = 12"), *more),
            (),
        )
        for when, first, more in (
            ("all of it is pinned", ", pinned = 3", ()),
            ("it gathers", ", gathers = NOT gathers", (line("SO-2", 2, "gathers = NOT gathers"),)),
            (
                "it is on hold",
                ", on_hold = NOT on_hold",
                (line("SO-2", 2, "on_hold = NOT on_hold"), HOLD.format("SO-2")),
            ),
            ("the day of what it is short of has not come", "", (line("SO-2", 2, "not_before = '2026-03-05'"),)),
        )
    ),
    Case(
        "an order may hold stock while what it is short of is not out yet",
        (
            line("SO-2", 1, "allocated = 3"),
            cup_stock("allocated = 12"),
            f"UPDATE item SET release_date = '2026-03-05' WHERE id = {POT}",
        ),
        (),
    ),
)

TEA_STOP: dict[str, Fact] = {"order": "SO-1", "line": 1, "sku": "TEA", "lot": "L1", "location": "A-01"}
CUP_STOP: dict[str, Fact] = {"order": "SO-1", "line": 2, "sku": "CUP", "lot": None, "location": "A-01"}
RESERVATION_CASES = (
    Case(
        "a stop where nothing lies",
        (hard("SO-1", 1, f"location_id = {the_place('B-01')}"),),
        (found(CheckFault.RESERVED_ABSENT, sku="TEA", lot="L1", location="B-01", reserved=30, there=0),),
    ),
    Case(
        "stops where nobody picks",
        ("UPDATE location SET kind = 'dock' WHERE code = 'A-01'",),
        (
            found(CheckFault.RESERVED_UNPICKABLE, **TEA_STOP, reserved=30, kind="dock"),
            found(CheckFault.RESERVED_UNPICKABLE, **CUP_STOP, reserved=4, kind="dock"),
        ),
    ),
    Case(
        "a stop with goods that do not last as long as the line asks",
        (line("SO-1", 1, "minimum_shelf_life_days = 59, shelf_life_days = 59"),),
        (found(CheckFault.RESERVED_AGED, **TEA_STOP, reserved=30, expiry=date(2026, 5, 1), days=59),),
    ),
    Case(
        "a stop with another item's goods",
        (hard("SO-1", 2, f"lot_id = {the_lot('TEA', 'L1')}"),),
        (
            found(CheckFault.RESERVED_ITEM, **{**CUP_STOP, "lot": "L1"}, other="TEA"),
            found(CheckFault.PICKED_ABSENT, sku="TEA", lot="L1", picked=2, there=0),
        ),
    ),
    Case(
        "the same goods on two lists",
        (
            SECOND_LIST,
            "DROP INDEX pick_stop_allocation_id",
            SECOND_STOP,
        ),
        (found(CheckFault.RESERVED_TWICE, **TEA_STOP, stops=2, first="PL-1", last="PL-9"),),
    ),
    Case(
        "a list that is over and keeps goods",
        ("UPDATE pick_list SET status = 'done'",),
        (
            found(CheckFault.RESERVED_ENDED, **TEA_STOP, reserved=30, list="PL-1"),
            found(CheckFault.RESERVED_ENDED, **CUP_STOP, reserved=4, list="PL-1"),
        ),
    ),
    Case(
        "more picked and given up than was kept",
        (hard("SO-1", 2, "returned = 5"),),
        (found(CheckFault.RESERVED_OVERDRAWN, **CUP_STOP, reserved=6, picked=2, returned=5),),
    ),
    Case(
        "a tote with goods that are picked for two orders",
        (picked_into_the_tote_of_another,),
        (found(CheckFault.TOTE_MIXED, location="T-01", orders=("PL-1", "SO-4")),),
    ),
    Case(
        "a packing place may hold what is picked for two orders",
        (
            picked_into_the_tote_of_another,
            "UPDATE location SET kind = 'packing' WHERE code = 'T-01'",
        ),
        (),
    ),
    Case(
        "what is picked lies in no tote",
        (f"UPDATE location SET kind = 'quarantine' WHERE id = {the_place('T-01')}",),
        (found(CheckFault.PICKED_ABSENT, sku="CUP", lot=None, picked=2, there=0),),
    ),
    Case(
        "picked goods that lie in no tote, though others do",
        (
            hard("SO-1", 1, "picked = 3"),
            line("SO-1", 1, "picked = 3"),
            f"UPDATE item_stock SET allocated = allocated - 3 WHERE item_id = {TEA}",
        ),
        (found(CheckFault.PICKED_ABSENT, sku="TEA", lot="L1", picked=3, there=0),),
    ),
)

RECEIPT: dict[str, Fact] = {"receipt": "GR-1", "sku": "CUP", "lot": None, "location": "B-01"}
IMPORT_RUN: dict[str, Fact] = {"sku": "CUP", "run": 1, "cause": "import", "at": NOW + timedelta(seconds=6)}
CUP_DECISION = f"run_id = 1 AND item_id = {CUP}"
RECORD_CASES = (
    Case(
        "a purchase line that says more came",
        ("UPDATE purchase_line SET received = 9",),
        (
            found(
                CheckFault.PURCHASE_RECEIVED,
                purchase_order="PO-1",
                line=1,
                sku="CUP",
                received=9,
                before=2,
                booked=6,
            ),
        ),
    ),
    Case(
        "goods of a receipt that count on a notice which is not its own and announces others",
        (
            "INSERT INTO advance_notice (id, number, supplier_id) SELECT 7, 'AN-1', MIN(id) FROM supplier",
            (
                "INSERT INTO advance_notice_line (id, advance_notice_id, line, item_id, quantity, sscc, lot) "
                "SELECT 7, 7, 1, id, 9, '', '' FROM item WHERE sku = 'TEA'"
            ),
            "UPDATE receipt_line SET advance_notice_line_id = 7 WHERE quantity = 4",
        ),
        (found(CheckFault.NOTICE_RECEIVED, receipt="GR-1", notice="AN-1", line=1, sku="CUP", announced="TEA"),),
    ),
    Case(
        "a receipt that took in more than its move",
        ("UPDATE receipt_line SET quantity = 5 WHERE quantity = 4", "UPDATE purchase_line SET received = 9"),
        (found(CheckFault.RECEIPT_MOVES, **RECEIPT, received=5, moved=4),),
    ),
    Case(
        "a move of a receipt that has no line",
        ("DELETE FROM receipt_line WHERE quantity = 4", "UPDATE purchase_line SET received = 4"),
        (found(CheckFault.RECEIPT_MOVES, **RECEIPT, received=0, moved=4),),
    ),
    Case(
        "a line of a receipt that is marked as taken back though it lies there",
        (
            (
                "INSERT INTO receipt_reversal (receipt_line_id, action_id) "
                "SELECT id, 1 FROM receipt_line WHERE quantity = 4"
            ),
            "UPDATE purchase_line SET received = 4",
        ),
        (found(CheckFault.RECEIPT_REVERSED, **RECEIPT, reversed=4, moved=0),),
    ),
    Case(
        "a run whose decisions are gone",
        ("DELETE FROM decision WHERE run_id = 1",),
        (found(CheckFault.RUN_EMPTY, run=1, cause="import", at=IMPORT_RUN["at"]),),
    ),
    *(
        Case(
            f"a decision with bytes that are none ({packed[-4:].hex()})",
            ((f"UPDATE decision SET lines = ? WHERE {CUP_DECISION}", (packed,)),),
            (found(CheckFault.DECISION_UNREADABLE, **IMPORT_RUN),),
        )
        for packed in (
            b"",
            b"\x01",
            b"\x01\x00\x00\x00" + bytes(8),
            b"\x01\x00\x00\x00" + bytes(20) + b"\xff",
            pack([LineDecision(1, 1, 0, 1, Reason.FILLED)]) + b"[]",
            pack([LineDecision(1, 1, 0, 1, Reason.FILLED)]) + b"{",
        )
    ),
    Case(
        "a decision about lines that the item does not have",
        (
            (
                f"UPDATE decision SET lines = ? WHERE {CUP_DECISION}",
                (pack([LineDecision(row, 1, 0, 1, Reason.FILLED) for row in (1, 2, 999)]),),
            ),
        ),
        (found(CheckFault.DECISION_LINES, **IMPORT_RUN, lines=2),),
    ),
    Case(
        "an action without its answer",
        ("UPDATE action SET result = NULL WHERE action_id = 'founding'",),
        (
            found(
                CheckFault.ACTION_UNANSWERED,
                verb="found_house",
                actor="anna",
                workstation="desk-1",
                at=NOW,
                action_id="founding",
            ),
        ),
    ),
)
