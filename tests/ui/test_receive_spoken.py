"""What the station says is said at the window with the buttons that stand on the page; the console names commands."""

from datetime import UTC, date

import pytest

from tests.ui.conftest import Window
from warehouse_app.domain.errors import Facts
from warehouse_app.services.changes import Changes
from warehouse_app.stations.pallet_label import OnLabel
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.ui.pages.receive.spoken import VOICE

NUMBER_IS_ITEM = (
    "24 is also item CUP, Cup. For that many units scan WXQTY24; to take that item instead, press “Step back” first."
)
OVER = "Accept them? “Accept” (a lead), “Set aside”, or the right number of units; or scan a quarantine place for them."
SHORT_DATED = (
    "Accept them? “Accept” (a lead), “Do not take them in”, or scan a quarantine place to set them aside there."
)
MARCH = date(2027, 3, 3)
LOT_AND_DAY = (
    "The notice says L7, to be used until 3 Mar 2027: press “Yes, as announced”, or scan or type the lot on the goods."
)
CUP: Facts = {"sku": "CUP", "name": "Cup", "number": "24"}


@pytest.mark.parametrize(
    ("code", "facts", "at_the_window", "command"),
    [
        (Said.ASK_ITEM, {}, "Scan an item, or a quantity first; “Close the receipt” when all is in.", "WXDONE"),
        (
            Said.ASK_OVER,
            {},
            OVER,
            "WXYES (a lead), WXNO",
        ),
        (
            Said.ASK_SHORT_DATED,
            {},
            SHORT_DATED,
            "WXYES (a lead), WXNO",
        ),
        (
            Said.ASK_PIECES,
            {"grams": 1500, "pieces": 6, "unit": "piece", "sku": "CUP", "packs": 1},
            "1,500 g would be 6 (piece) of CUP: “Yes, so many”, or type the number.",
            "WXYES",
        ),
        (
            OfPallet.SAYS_LOT,
            {"lot": "L7", "expiry": None},
            "The notice says L7: press “Yes, as announced”, or scan or type what is on the goods.",
            "WXYES",
        ),
        (OfPallet.SAYS_LOT_DAY, {"lot": "L7", "expiry": MARCH}, LOT_AND_DAY, "WXYES"),
        (
            OfPallet.SAYS_DAY,
            {"expiry": MARCH},
            "The notice says 3 Mar 2027: press “Yes, as announced”, or type the day on the goods.",
            "WXYES",
        ),
        (
            Closing.ASK_ITEM,
            {},
            "Scan the item of which nothing more will come; else “Step back”.",
            "WXBACK",
        ),
        (
            Said.ASK_PROPOSED,
            {"place": "A-01"},
            "Scan the place where you put them, or press “They are in A-01”.",
            "WXYES",
        ),
        (
            Shared.LOT_DOUBTED,
            {"lot": "L7"},
            "If L7 is what is printed all the same, press “Yes, it is”.",
            "WXYES",
        ),
        (
            Shared.PACKS_OF_WHAT,
            {"packs": 3},
            "3 of what? Scan the item, or press “Step back” to forget the number. Nothing else was done.",
            "WXBACK",
        ),
        (Shared.NOT_BOOKED, CUP, "CUP is not booked yet: finish it, or press “Step back”.", "WXBACK"),
        (
            Shared.NUMBER_IS_ITEM,
            CUP,
            NUMBER_IS_ITEM,
            "WXBACK",
        ),
    ],
)
def test_a_button_is_named_and_not_its_command(
    at_window: Window, code: Said | Closing | OfPallet, facts: Facts, at_the_window: str, command: str
) -> None:
    asked = Reply(Tone.WARN, Shared.BACK, {}, code, booked=False, changes=Changes(), notes=(Note(code, facts),))
    told = Reply(Tone.WARN, code, facts, code, booked=False, changes=Changes())
    assert VOICE.spoken(at_window.desk, asked, "").notes == (at_the_window,)
    assert VOICE.spoken(at_window.desk, told, "").headline == at_the_window
    # What the notice says is said after what is asked.
    assert command in Note(code, facts, parts=(Note(Shared.ASK_LOT),)).said(language="en", zone=UTC)


def test_a_warning_names_the_button_too(at_window: Window) -> None:
    number = Note(Shared.NOT_A_QUANTITY, {"number": "24"})
    reply = Reply(Tone.WARN, Shared.BACK, {}, Shared.BACK, booked=False, changes=Changes(), notes=(number,))
    shown = VOICE.spoken(at_window.desk, reply, "")
    assert shown.warnings == ("24 was taken for the item; for a quantity press “Step back”, then scan WXQTY24.",)
    assert shown.notes == ()


def test_what_a_label_says_otherwise_than_its_notice_is_never_in_small(at_window: Window) -> None:
    notes = (
        Note(OnLabel.LOT, {"lot": "L9", "lots": ("L7",), "notice": "AN-7"}),
        Note(OnLabel.LOOK),
        Note(OfPallet.OTHER_LOT, {"lots": ("L7",), "notice": "AN-7"}),
    )
    reply = Reply(Tone.WARN, Shared.BACK, {}, Shared.BACK, booked=False, changes=Changes(), notes=notes)
    assert VOICE.spoken(at_window.desk, reply, "").warnings == (
        "The label itself says lot L9, but AN-7 announces lot L7.",
        "Look what is on it before you book it; if it is not what was announced, scan it item by item.",
        "But AN-7 announces lot L7; look whether this is right.",
    )
