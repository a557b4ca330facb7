"""The card “Print” at each station: what it prints there, on which printer, and what is said where it cannot."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.conftest import Desk
from tests.documents.rendering import read_texts, texts
from tests.queries.houses import keep
from tests.stations.house import balances, build, codes, moves, receipt_of_25, said
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.domain.statuses import DocumentKind, PrintState, Sides
from warehouse_app.printers import PrinterFault
from warehouse_app.queries.check import findings
from warehouse_app.queries.print_jobs import copy_mark
from warehouse_app.services import papers
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.releasing import release
from warehouse_app.settings import Workstation
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.dialogue import Dialogue
from warehouse_app.stations.floor import Floor
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.paper import PaperFault, Press
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Sheet, Tone
from warehouse_app.stations.words import Shared

LABEL_PRINTER = {DocumentKind.SINGLE_LABELS.value: "Zebra"}
ALL = {
    **LABEL_PRINTER,
    DocumentKind.LABELS.value: "Laser-2",
    DocumentKind.GOODS_RECEIVED_NOTE.value: "Laser",
    DocumentKind.COUNT_SHEET.value: "Laser",
    DocumentKind.PICK_LIST.value: "Laser",
}
Station = Callable[..., Dialogue[Any, Any]]


def press(desk: Desk, printers: Mapping[str, str], **settings: Any) -> Press:
    workstation = Workstation(printers=printers, **settings)
    return Press(desk.store, lambda: workstation, language=lambda: "en")


def station_at(desk: Desk, printers: Mapping[str, str], *scans: str, **settings: Any) -> ReceiveStation:
    """Return a station for receiving after some scans, none of which may be refused."""
    station = ReceiveStation(desk.store, desk.act, press(desk, printers, **settings))
    for text in scans:
        assert station.scan(text).tone in {Tone.ASK, Tone.OK}, text
    return station


def queued(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the kind, number and printer of all that was queued, in that order."""
    found = desk.store.sql("SELECT kind, number, printer FROM print_job ORDER BY id")
    return [tuple(row) for row in found]


def printed(desk: Desk) -> list[str]:
    """Return the words of what was queued last, page by page."""
    return texts(bytes(desk.store.sql("SELECT pdf FROM print_job ORDER BY id DESC LIMIT 1").fetchone()[0]))


@pytest.fixture
def furnished(desk: Desk) -> Desk:
    return build(desk)


# --- goods that were put aside ---


@pytest.mark.parametrize("place", ["S-01", "T-01"])
def test_the_label_of_goods_put_aside_is_printed_at_once_and_again_on_demand(furnished: Desk, place: str) -> None:
    station = station_at(furnished, ALL, "PO-7", "6", "CUP", "SO-1042")
    put = station.scan(place)
    assert (put.tone, put.code, put.booked) == (Tone.OK, Said.BOOKED, True)
    assert said(put).endswith(
        "On the way to the printer Zebra: Label for order SO-1042. Scan an item, or a quantity first; WXDONE when all "
        "is in."
    )
    assert Area.PRINT_JOBS in put.changes.areas
    assert queued(furnished) == [("single-labels", "order:SO-1042/1", "Zebra")]
    assert printed(furnished) == ["SO-1042 One 6 piece · CUP Cup"]
    again = station.scan("WXPRINT")
    assert (again.tone, again.code, again.booked, again.step) == (Tone.OK, Shared.PRINTING, False, "item")
    assert again.changes.areas == {Area.PRINT_JOBS}
    assert queued(furnished) == [("single-labels", "order:SO-1042/1", "Zebra")] * 2
    assert list(findings(furnished.store)) == []


@pytest.mark.parametrize(
    ("printers", "settings"),
    [
        ({}, {}),
        (ALL, {"prints_labels": False}),
        # A whole sheet for each label would be wasted.
        ({"labels": "Laser-2"}, {}),
    ],
)
def test_where_it_is_not_printed_by_itself_the_reply_says_how_it_is(
    furnished: Desk, printers: Mapping[str, str], settings: dict[str, Any]
) -> None:
    station = station_at(furnished, printers, "PO-7", "8", "CUP", "SO-1042", **settings)
    put = station.scan("S-01")
    # What is left of the goods comes after that.
    assert codes(put)[-3:] == [Shared.GOODS, Shared.LABEL_OFFERED, Said.ASK_PROPOSED]
    assert "WXPRINT prints the label of what was put aside." in said(put)
    assert (put.booked, put.sheet) == (True, Sheet(DocumentKind.LABELS, "order:SO-1042/1", is_prompt=True))
    assert queued(furnished) == []


def test_a_label_that_fails_leaves_the_booking_and_is_printed_on_demand(
    furnished: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = station_at(furnished, ALL, "PO-7", "6", "CUP", "SO-1042")

    def fails(*_: Any, **__: Any) -> None:
        raise Refused(PaperFault.NO_PRINTER)

    with monkeypatch.context() as patched:
        patched.setattr(papers, "make_paper", fails)
        put = station.scan("T-01")
    assert (put.tone, put.code, put.booked) == (Tone.OK, Said.BOOKED, True)
    assert codes(put)[-3:] == [PaperFault.NO_PRINTER, Shared.LABEL_NOT_PRINTED, Said.ASK_ITEM]
    assert "All is booked, but the label of what was put aside was not printed; WXPRINT prints it." in said(put)
    assert queued(furnished) == []
    assert station.scan("WXPRINT").code == Shared.PRINTING
    assert queued(furnished) == [("single-labels", "order:SO-1042/1", "Zebra")]
    assert {place: units for (_, _, place), units in balances(furnished).items() if units} == {"T-01": 6}


def test_a_bug_in_the_label_does_not_let_the_goods_be_booked_twice(
    furnished: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = station_at(furnished, ALL, "PO-7", "6", "CUP", "SO-1042")
    monkeypatch.setattr(papers, "make_paper", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        station.scan("T-01")
    assert isinstance(station.step, AskItem)
    assert {place: units for (_, _, place), units in balances(furnished).items() if units} == {"T-01": 6}


def test_only_the_lines_that_got_something_are_labelled(furnished: Desk) -> None:
    more = [
        OrderLineRecord("SO-1042", "C1", "PEN", 3, furnished.now, line=2),
        OrderLineRecord("SO-1042", "C1", "CUP", 2, furnished.now, line=3),
    ]
    keep(furnished.store, furnished.act(), Kind.ORDERS, more)
    station = station_at(furnished, ALL, "PO-7", "3", "PEN", "SO-1042")
    assert station.scan("T-01").booked
    for text in ("8", "CUP", "SO-1042", "T-01"):
        station.scan(text)
    assert [number for _, number, _ in queued(furnished)] == [
        "order:SO-1042/2",
        "order:SO-1042/1 + order:SO-1042/3",
    ]
    assert printed(furnished) == ["SO-1042 One 6 piece · CUP Cup", "SO-1042 One 2 piece · CUP Cup"]


# --- receiving ---


def test_receiving_prints_the_goods_booked_last_and_then_the_note(furnished: Desk) -> None:
    station = station_at(furnished, ALL, "PO-7")
    nothing = station.scan("WXPRINT")
    assert (nothing.tone, nothing.code, nothing.step) == (Tone.WARN, Shared.NOTHING_TO_PRINT, "item")
    assert said(nothing).startswith(
        "There is nothing to print at this point. WXPRINT prints the label of the goods that were booked last, and the "
        "goods received note of a receipt that was just closed. Scan an item"
    )
    for text in ("5", "TEA", "L77", "2026-09-30", "A-02", "CUP", "A-01"):
        reply = station.scan(text)
    assert (reply.booked, Shared.LABEL_OFFERED in codes(reply)) == (True, False)
    assert queued(furnished) == []
    # Goods that are in hand and not booked yet have no label.
    station.scan("MILK")
    assert station.scan("WXPRINT").step == "expiry"
    assert printed(furnished) == ["GR-1/2 Potter 1 piece · CUP Cup"]
    station.scan("WXBACK")
    assert station.scan("WXUNDO").booked
    assert station.scan("WXPRINT").code == Shared.NOTHING_TO_PRINT
    assert station.scan("WXDONE").sheet == Sheet(DocumentKind.GOODS_RECEIVED_NOTE, "GR-1")
    assert station.scan("WXPRINT").code == Shared.PRINTING
    assert queued(furnished) == [
        ("single-labels", "receipt:GR-1/2", "Zebra"),
        ("goods-received-note", "GR-1", "Laser"),
    ]


def test_an_older_booking_that_is_taken_back_leaves_the_last_one_to_print(furnished: Desk) -> None:
    station = station_at(furnished, ALL, "PO-7", "CUP", "A-01")
    first = furnished.acted[-1].action_id
    for text in ("PEN", "A-02"):
        station.scan(text)
    assert station.undo(first).booked
    assert station.scan("WXPRINT").code == Shared.PRINTING
    assert queued(furnished) == [("single-labels", "receipt:GR-1/2", "Zebra")]


def test_the_label_of_a_pallet_says_what_it_is_and_is_read_as_its_goods(furnished: Desk) -> None:
    station = station_at(furnished, ALL, "PO-7", "20", "TEA", "L77", "2026-09-30", "A-02")
    assert station.scan("WXPRINT").code == Shared.PRINTING
    assert printed(furnished) == ["GR-1/1 Potter 20 piece · TEA Tea Lot L77 · Expires 30 Sep 2026"]
    pdf = bytes(furnished.store.sql("SELECT pdf FROM print_job").fetchone()[0])
    [[code]] = read_texts(pdf)
    assert code == "GR-1/1"
    mover = MoveStation(furnished.store, furnished.act)
    for text in ("A-02", code):
        taken = mover.scan(text)
    assert said(taken).startswith("20 × TEA, Tea. Lot L77.")
    assert station.scan(code).code == Shared.IS_RECEIVED


# --- the other stations ---


@pytest.mark.parametrize(
    ("make", "scans", "expected"),
    [
        (MoveStation, ("D-01",), ("single-labels", "location:D-01", "Zebra")),
        (MoveStation, ("A-02", "3", "PEN"), ("single-labels", "item:PEN", "Zebra")),
        (MoveStation, ("D-01", "CUP", "A-01"), ("single-labels", "location:D-01", "Zebra")),
        (CountStation, ("A-02",), ("count-sheet", "location:A-02", "Laser")),
        (CountStation, ("A-02", "TEA"), ("count-sheet", "location:A-02", "Laser")),
        (LookUpStation, ("A-02",), ("single-labels", "location:A-02", "Zebra")),
        (LookUpStation, ("L-A-02", "PEN"), ("single-labels", "item:PEN", "Zebra")),
        (LookUpStation, ("PEN", "nonsense"), ("single-labels", "item:PEN", "Zebra")),
        (LookUpStation, ("SO-1042",), ("single-labels", "order:SO-1042", "Zebra")),
        (LookUpStation, ("PL-2",), ("pick-list", "PL-2", "Laser")),
        (LookUpStation, ("GR-1/1",), ("single-labels", "receipt:GR-1/1", "Zebra")),
        (LookUpStation, ("GR-1",), ("goods-received-note", "GR-1", "Laser")),
    ],
)
def test_what_each_station_prints(
    stocked: Desk, make: Station, scans: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    release(stocked.store, stocked.act(), orders=["77"])
    receipt_of_25(stocked)
    station = make(stocked.store, stocked.act, press(stocked, ALL))
    for text in scans:
        before = station.scan(text)
    counted = moves(stocked)
    reply = station.scan("WXPRINT")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.OK, Shared.PRINTING, before.step, False)
    assert (queued(stocked), moves(stocked)) == ([expected], counted)


@pytest.mark.parametrize(
    ("make", "scans", "what"),
    [
        (MoveStation, (), Shared.PRINTS_MOVE),
        (MoveStation, ("D-01", "WXDONE"), Shared.PRINTS_MOVE),
        (CountStation, (), Shared.PRINTS_COUNT),
        (CountStation, ("A-02", "WXBACK"), Shared.PRINTS_COUNT),
        (LookUpStation, (), Shared.PRINTS_LOOK_UP),
        (LookUpStation, ("PO-7",), Shared.PRINTS_LOOK_UP),
        (ReceiveStation, (), Shared.PRINTS_RECEIVE),
    ],
)
def test_where_there_is_nothing_to_print_it_is_said_what_can_be(
    stocked: Desk, make: Station, scans: tuple[str, ...], what: Shared
) -> None:
    station = make(stocked.store, stocked.act, press(stocked, ALL))
    for text in scans:
        station.scan(text)
    reply = station.scan("WXPRINT")
    assert (reply.tone, codes(reply)[:2]) == (Tone.WARN, [Shared.NOTHING_TO_PRINT, what])
    assert queued(stocked) == []


# --- printers ---


def test_without_a_printer_it_is_refused_and_said_where_one_is_chosen(stocked: Desk) -> None:
    places = MoveStation(stocked.store, stocked.act, press(stocked, {"pick-list": "Laser"}))
    places.scan("A-02")
    label = places.scan("WXPRINT")
    assert (label.tone, label.code, label.step) == (Tone.ERROR, PaperFault.NO_LABEL_PRINTER, "item")
    assert said(label).startswith(
        "Nothing was printed, since no printer for labels is chosen at this workstation. Choose one in the window "
        "(Settings, Printers), or by “warehouse-app printers”. Scan an item at A-02"
    )
    counting = CountStation(stocked.store, stocked.act, press(stocked, LABEL_PRINTER))
    counting.scan("A-02")
    assert counting.scan("WXPRINT").code == PaperFault.NO_PRINTER
    assert queued(stocked) == []


def test_labels_come_on_a_sheet_where_there_is_no_printer_of_labels(stocked: Desk) -> None:
    station = LookUpStation(stocked.store, stocked.act, press(stocked, {"labels": "Laser-2"}))
    station.scan("PEN")
    assert said(station.scan("WXPRINT")).startswith("On the way to the printer Laser-2: Label of item PEN.")
    assert queued(stocked) == [("labels", "item:PEN", "Laser-2")]


def test_a_thing_that_is_gone_meanwhile_is_a_refusal(stocked: Desk) -> None:
    station = LookUpStation(stocked.store, stocked.act, press(stocked, ALL))
    station.scan("PL-1")
    reply = station.scan("WXPRINT")
    assert (reply.tone, reply.step) == (Tone.OK, "anything")
    # The second one is marked as a copy, as anywhere.
    station.scan("WXPRINT")
    with stocked.store.snapshot():
        mark = copy_mark(stocked.store, DocumentKind.PICK_LIST, "PL-1")
    assert mark is not None
    assert mark.copy == 2


def test_where_no_window_delivers_it_is_handed_over_at_once(stocked: Desk) -> None:
    handed: list[tuple[str, str]] = []

    def send(pdf: bytes, printer: str, title: str, _sides: Sides) -> None:
        assert pdf.startswith(b"%PDF")
        handed.append((printer, title))

    def away(_pdf: bytes, printer: str, _title: str, _sides: Sides) -> None:
        raise Refused(PrinterFault.AWAY, printer=printer, reason="no paper")

    workstation = Workstation(printers=ALL)
    for sends, tone, code, state in [
        (send, Tone.OK, Shared.PRINTING, PrintState.HANDED_OVER),
        (away, Tone.WARN, PrinterFault.AWAY, PrintState.FAILED),
    ]:
        station = LookUpStation(
            stocked.store, stocked.act, Press(stocked.store, lambda: workstation, language=lambda: "en", send=sends)
        )
        station.scan("PEN")
        reply = station.scan("WXPRINT")
        assert (reply.tone, reply.code, Shared.PRINT_STAYS in codes(reply)) == (tone, code, state is PrintState.FAILED)
        [(found,)] = stocked.store.sql("SELECT state FROM print_job ORDER BY id DESC LIMIT 1")
        assert found == state
    assert handed == [("Zebra", "Label of item PEN")]


def test_what_a_window_at_the_same_workstation_took_meanwhile_is_printed_all_the_same(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[str] = []

    def send(_pdf: bytes, printer: str, _title: str, _sides: Sides) -> None:
        handed.append(printer)

    deliver = papers.deliver

    def late(store: Store, act: Callable[[], Action], job: int, mine: papers.Send) -> papers.Delivered:
        deliver(store, act, job, send)
        return deliver(store, act, job, mine)

    monkeypatch.setattr(papers, "deliver", late)
    workstation = Workstation(printers=ALL)
    slow = Press(stocked.store, lambda: workstation, language=lambda: "en", send=send)
    station = LookUpStation(stocked.store, stocked.act, slow)
    station.scan("PEN")
    reply = station.scan("WXPRINT")
    assert (reply.tone, reply.code, handed) == (Tone.OK, Shared.PRINTING, ["Zebra"])


def test_whoever_is_signed_in_prints_at_the_floor(stocked: Desk) -> None:
    stocked.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('bert', 1)")
    floor = Floor(stocked.store, lambda person: stocked.act(actor=person), "anna", press=press(stocked, ALL))
    for text in ("U-bert", "WXLOOKUP", "PEN", "WXPRINT"):
        reply = floor.scan(text)
    assert reply.code == Shared.PRINTING
    found = stocked.store.sql("SELECT a.actor FROM print_job p JOIN action a ON a.id = p.action_id")
    assert [tuple(row) for row in found] == [("bert",)]
