"""What can be printed while goods come in: the label of what was put aside, the note of a receipt that is closed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.ui.conftest import Window
from tests.ui.receiving import Dock, dock
from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area, Changes
from warehouse_app.stations.reply import Tone

ASIDE = ("PO-7", "6", "CUP", "SO-1042", "S-01")
LABEL, NOTE = "Print label  Ctrl+P", "Print goods received note  Ctrl+P"


def at_dock(at: Window, printers: Mapping[str, str]) -> Dock:
    at.desk.keep(replace(at.desk.workstation, printers=printers))
    return dock(at)


def queued(at: Window) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in at.house.store.sql("SELECT kind, number, printer FROM print_job ORDER BY id")]


def test_the_label_of_goods_put_aside_is_offered_and_printed_by_its_key(at_window: Window) -> None:
    opened = at_dock(at_window, {"labels": "Laser"})
    changes: list[Changes] = []
    at_window.desk.changed.connect(changes.append)
    opened.scan(*ASIDE)
    assert opened.offered[:2] == ["Close the receipt  Ctrl+Shift+D", LABEL]
    assert "“Print label” prints the label of what was put aside." in opened.in_small
    assert queued(at_window) == []
    changes.clear()
    opened.press(opened.page.buttons.of[Command.PRINT])
    assert opened.headline == "Done: On the way to the printer Laser: Label for order SO-1042."
    assert queued(at_window) == [("labels", "order:SO-1042/1", "Laser")]
    # That is what lets the print queue look.
    assert changes == [Changes(frozenset({Area.PRINT_JOBS}))]


def test_with_a_label_printer_it_comes_by_itself_and_once_more_on_demand(at_window: Window) -> None:
    opened = at_dock(at_window, {"single-labels": "Zebra"})
    opened.scan(*ASIDE)
    assert "On the way to the printer Zebra: Label for order SO-1042." in opened.in_small
    assert opened.offered[:2] == ["Close the receipt  Ctrl+Shift+D", LABEL]
    opened.scan("WXPRINT")
    assert queued(at_window) == [("single-labels", "order:SO-1042/1", "Zebra")] * 2


def test_without_any_printer_it_is_said_where_one_is_chosen(at_window: Window) -> None:
    opened = at_dock(at_window, {})
    opened.scan(*ASIDE, "WXPRINT")
    assert opened.headline.endswith(
        "Nothing was printed, since no printer for labels is chosen at this workstation. Choose one in the window "
        "(Settings, Printers), or by “warehouse-app printers”."
    )
    assert (opened.sounded[-1], queued(at_window)) == (Tone.ERROR, [])
    # Once a printer is chosen it is tried again.
    at_window.desk.keep(replace(at_window.desk.workstation, printers={"labels": "Laser"}))
    assert LABEL in opened.offered
    opened.press(opened.page.buttons.of[Command.PRINT])
    assert queued(at_window) == [("labels", "order:SO-1042/1", "Laser")]


def test_the_note_of_a_receipt_is_offered_once_it_is_closed(at_window: Window) -> None:
    opened = at_dock(at_window, {"goods-received-note": "Laser"})
    opened.scan("PO-7", "CUP", "A-01", "WXDONE")
    assert opened.offered == [NOTE]
    opened.scan("WXPRINT")
    assert queued(at_window) == [("goods-received-note", "GR-1", "Laser")]


@pytest.mark.parametrize("scans", [("PO-7",), ("PO-7", "CUP"), ("PO-7", "CUP", "A-01", "WXUNDO"), (*ASIDE, "WXHELP")])
def test_a_reply_about_nothing_that_can_be_printed_offers_nothing(at_window: Window, scans: tuple[str, ...]) -> None:
    opened = at_dock(at_window, {})
    opened.scan(*scans)
    assert not {LABEL, NOTE} & set(opened.offered)
