"""A lead's badge answers what only a lead may answer, in the lead's name; the clerk goes on with what is in hand."""

import json
from collections.abc import Sequence
from datetime import UTC

import pytest

from tests.conftest import Desk
from tests.stations.house import balances, codes, received, said
from tests.stations.test_receive_closing import to_come
from tests.stations.test_receive_surplus import lying_as
from warehouse_app.console import run
from warehouse_app.stations.floor import Floor, Said
from warehouse_app.stations.lending import Said as Lending
from warehouse_app.stations.receive.steps import Said as Receiving
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.stations.words import Shared


@pytest.fixture
def dock(floor: Desk) -> Desk:
    """Return a desk in a house that knows two clerks and a lead."""
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('bert', 1), ('lea', 2)")
    return floor


def at_dock(desk: Desk, *scans: str) -> Floor:
    """Return a station at which anna works, after some scans."""
    floor = Floor(desk.store, desk.act, "anna")
    for text in scans:
        floor.scan(text)
    return floor


def scanned(floor: Floor, scans: Sequence[str]) -> list[Reply]:
    return [floor.scan(text) for text in scans]


def doers(desk: Desk, since: int) -> list[tuple[str, str]]:
    """Return (verb, who) of the actions after a row."""
    found = desk.store.sql("SELECT verb, actor FROM action WHERE id > ? ORDER BY id", (since,))
    return [(verb, actor) for verb, actor in found]


def last_row(desk: Desk) -> int:
    return int(desk.store.sql("SELECT MAX(id) FROM action").fetchone()[0])


def test_too_many_are_accepted_by_a_lead_and_put_away_by_the_clerk(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-8", "6", "CUP")
    needed = floor.scan("WXYES")
    assert (needed.tone, needed.code, needed.step) == (Tone.ERROR, Lending.LEAD_NEEDED, "over-receipt")
    lent = floor.scan("U-lea")
    assert (lent.tone, lent.code, lent.step, lent.booked) == (Tone.ASK, Shared.GOODS, "location", False)
    assert said(lent).startswith("6 × CUP, Cup. Answered by lea; anna goes on. 0 of 5 ordered on 8 received, ")
    assert floor.scan("A-02").booked
    for text in ("PEN", "WXBACK", "WXDONE"):
        floor.scan(text)
    # Who accepted them answers for them; the receipt is closed by whoever works there.
    assert doers(dock, since) == [("receive", "lea"), ("close_receipt", "anna")]
    assert (received(dock), balances(dock)) == ([("8/1", 6)], {("CUP", "", "A-02"): 6})


def test_a_correction_takes_the_answer_back(dock: Desk) -> None:
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES", "U-lea")
    assert floor.scan("5").step == "location"
    since = last_row(dock)
    assert floor.scan("A-02").booked
    assert doers(dock, since) == [("receive", "anna")]
    floor = at_dock(dock, "PO-7", "12", "CUP", "WXYES", "U-lea", "13")
    assert floor.scan("WXYES").code == Lending.LEAD_NEEDED


def test_short_dated_goods_are_accepted(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-7", "3", "MILK", "2026-03-11")
    assert [reply.step for reply in scanned(floor, ["WXYES", "U-lea", "A-02"])] == ["short-dated", "location", "item"]
    assert doers(dock, since) == [("receive", "lea")]
    assert lying_as(dock, "MILK") == {("available", "A-02"): 3}


def test_a_code_is_taught(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-7", "2")
    unknown = floor.scan("PEN-TRAY")
    assert codes(unknown) == ["scan-unknown", Receiving.LEAD_MAY_TEACH, "station-ask-packed"]
    lent = floor.scan("U-lea")
    assert (unknown.tone, lent.tone) == (Tone.ERROR, Tone.WARN)
    assert (lent.code, lent.step) == (Receiving.NEW_CODE, "taught-item")
    assert said(lent).startswith("Nothing here has the code PEN-TRAY yet. Answered by lea; anna goes on. To ")
    floor.scan("PEN")
    assert floor.scan("10").code == Receiving.TAUGHT
    assert floor.scan("A-02").booked
    assert doers(dock, since) == [("teach_code", "lea"), ("receive", "anna")]
    assert balances(dock) == {("PEN", "", "A-02"): 20}


def test_the_rest_is_closed_short_and_expected_again(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-7", "4", "CUP", "WXSHORT")
    assert floor.scan("1").code == Lending.LEAD_NEEDED
    assert to_come(dock.store, "CUP") == [10]
    closed = floor.scan("U-lea")
    assert (closed.tone, closed.code, closed.step) == (Tone.OK, "closing-closed", "location")
    assert to_come(dock.store, "CUP") == [4]
    # Neither may the clerk take it back alone.
    assert floor.scan("WXUNDO").code == Lending.LEAD_NEEDED
    assert floor.scan("U-lea").code == "closing-undone"
    assert doers(dock, since) == [("close_item_short", "lea"), ("take_back_closing", "lea")]
    assert floor.scan("A-01").booked
    assert doers(dock, since)[2:] == [("receive", "anna")]


def test_what_a_lead_takes_back_is_not_what_the_clerk_tried(dock: Desk) -> None:
    floor = at_dock(dock, "PO-7", "4", "CUP", "WXSHORT", "1", "U-lea")
    assert floor.scan("WXUNDO").code == Lending.LEAD_NEEDED
    tried = dock.acted[-1]
    assert floor.scan("U-lea").code == "closing-undone"
    done = dock.store.sql("SELECT action_id FROM action WHERE verb = 'take_back_closing'").fetchall()
    assert [tuple(row) for row in done] == [(dock.acted[-1].action_id,)]
    assert tried.actor == "anna"
    assert tried.action_id != dock.acted[-1].action_id


def test_another_clerks_badge_signs_in_as_ever(dock: Desk) -> None:
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES")
    reply = floor.scan("U-bert")
    assert (reply.code, reply.step) == (Said.SIGNED_IN, "over-receipt")
    assert said(reply).startswith("Signed in: bert. What was begun here and not booked stays. Accept them? ")
    # What anna was refused is not answered any more, but it can be asked again.
    assert floor.scan("U-lea").code == Said.SIGNED_IN


def test_goods_that_a_lead_accepted_are_put_away_by_whoever_takes_over(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES", "U-lea")
    assert floor.scan("U-bert").step == "location"
    assert floor.scan("A-02").booked
    assert floor.scan("WXDONE").code == Receiving.CLOSED
    assert doers(dock, since) == [("receive", "lea"), ("close_receipt", "bert")]


@pytest.mark.parametrize("between", ["WXHELP", "WXNO", "nonsense", "WXMOVE", "U-nobody"])
def test_at_any_other_moment_a_lead_signs_in(dock: Desk, between: str) -> None:
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES", between)
    if between == "nonsense":
        floor.scan("WXHELP")
    assert floor.scan("U-lea").code == Said.SIGNED_IN


def test_a_clerks_own_badge_leaves_the_question_to_the_lead(dock: Desk) -> None:
    since = last_row(dock)
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES")
    own = floor.scan("U-anna")
    assert (own.tone, own.code, own.step) == (Tone.ASK, Said.SIGNED_IN_ALREADY, "over-receipt")
    assert [reply.code for reply in scanned(floor, ["U-lea", "A-02"])] == [Shared.GOODS, Receiving.BOOKED]
    assert doers(dock, since) == [("receive", "lea")]
    # Who goes and comes again is to ask again.
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES", "WXOUT", "U-anna")
    assert floor.scan("U-lea").code == Said.SIGNED_IN


def test_a_badge_answers_once(dock: Desk) -> None:
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES", "U-lea")
    assert floor.scan("U-lea").code == Said.SIGNED_IN


def test_who_is_no_lead_any_more_answers_nothing(dock: Desk) -> None:
    floor = at_dock(dock, "PO-8", "6", "CUP", "WXYES")
    dock.store.sql("UPDATE person SET role = 1 WHERE name = 'lea'")
    assert floor.scan("U-lea").code == Said.SIGNED_IN
    assert received(dock) == []


def test_all_of_it_goes_through_the_console(dock: Desk) -> None:
    written: list[str] = []
    scans = ["U-anna", "PO-8", "6", "CUP", "WXYES", "U-lea", "A-02", "WXDONE", "WXOUT"]
    run(Floor(dock.store, dock.act, "root"), scans, written.append, json=True, language="en", zone=UTC)
    told = [(line["code"], line["step"], line["booked"]) for line in map(json.loads, written)]
    assert told == [
        ("floor-signed-in", "delivery", False),
        ("receive-started", "item", False),
        ("station-packs", "item", False),
        ("station-goods", "over-receipt", False),
        ("floor-lead-needed", "over-receipt", False),
        ("station-goods", "location", False),
        ("receive-booked", "item", True),
        ("receive-closed", "delivery", False),
        ("floor-signed-out", "badge", False),
    ]
