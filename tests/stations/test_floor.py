"""The floor: one station after the other by their cards, and people who sign in and out by badges."""

from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.conftest import Desk
from tests.stations.house import balances, build, moves, said, stock
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.check import findings
from warehouse_app.scanning.codes import Command
from warehouse_app.stations.floor import STATIONS, Floor, Said, StationName, StepName
from warehouse_app.stations.lending import Said as Lending
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault

AT_DOCK = "Scan an item at D-01, or a quantity first; another place to go on from there."
FIRST_STEPS = {
    StationName.RECEIVE: "delivery",
    StationName.MOVE: "source",
    StationName.LOOK_UP: "anything",
    StationName.COUNT: "location",
}
BEGUN = {
    StationName.RECEIVE: ("PO-7", "item", 0),
    StationName.MOVE: ("D-01", "item", 0),
    StationName.COUNT: ("A-02", "item", 1),
}
"""A scan after which each of the stations has something begun, the step it stands at, and the actions that took."""


def floor_at(desk: Desk, name: StationName = StationName.RECEIVE, actor: str = "anna") -> Floor:
    return Floor(desk.store, desk.act, actor, name)


def know(desk: Desk, *names: str) -> None:
    for name in names:
        desk.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (name, int(Role.CLERK)))


def told(reply: Reply) -> tuple[Tone, str, str, bool]:
    return reply.tone, reply.code, reply.step, reply.booked


ASK_DELIVERY = (
    "Scan a purchase order, an advance notice or a pallet, or a supplier's code for goods that nobody announced."
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield stock(build(desk))
    assert list(findings(desk.store)) == []


def test_a_shift_from_sign_in_to_sign_out_needs_no_hands(house: Desk) -> None:
    know(house, "anna", "bert")
    before = moves(house)
    floor = floor_at(house, actor="root")
    story = [
        ("WXHELP", "Nobody is signed in here. Scan your badge."),
        (
            "U-bert",
            f"Signed in: bert. {ASK_DELIVERY}",
        ),
        ("WXMOVE", "Moving goods. Scan the place from which you carry goods."),
        ("D-01", None),
        ("20", None),
        ("CUP", None),
        ("WXYES", f"Moved from D-01 to A-01: 20 × CUP, Cup. {AT_DOCK}"),
        ("WXDONE", None),
        ("WXLOOKUP", "Looking up. Scan anything: a place, an item, an order, a purchase order, a pick list."),
        ("CUP", None),
        (
            "WXRECEIVE",
            f"Receiving goods. {ASK_DELIVERY}",
        ),
        ("PO-8", None),
        ("CUP", None),
        ("WXYES", None),
        ("WXDONE", None),
        ("WXOUT", "Signed out: bert. Scan your badge."),
        ("PO-8", "Nobody is signed in here. Scan your badge."),
    ]
    for text, sentence in story:
        reply = floor.scan(text)
        assert sentence is None or said(reply) == sentence, text
        assert reply.tone is not Tone.ERROR, text
    assert balances(house)["CUP", "", "A-01"] == 21
    assert moves(house) == before + 3
    actors = house.store.sql("SELECT verb, actor FROM action ORDER BY id DESC LIMIT 3").fetchall()
    assert [tuple(row) for row in actors] == [("close_receipt", "bert"), ("receive", "bert"), ("move_stock", "bert")]


@pytest.mark.parametrize("source", StationName)
@pytest.mark.parametrize("target", StationName)
def test_a_card_changes_the_station_from_its_first_step(
    stocked: Desk, source: StationName, target: StationName
) -> None:
    floor = floor_at(stocked, source)
    reply = floor.scan(STATIONS[target].card)
    assert (reply.tone, reply.step, reply.booked) == (Tone.ASK, FIRST_STEPS[target], False)
    assert reply.code == STATIONS[target].at
    # Its own card says which commands there are, too.
    assert (len(reply.notes) > 1) is (source is target)
    assert floor.scan("nonsense").step == FIRST_STEPS[target]


@pytest.mark.parametrize("name", BEGUN)
def test_what_is_begun_is_finished_first(stocked: Desk, name: StationName) -> None:
    begin, step, actions = BEGUN[name]
    floor = floor_at(stocked, name)
    assert floor.scan(begin).step == step
    refused = floor.scan("WXLOOKUP")
    assert told(refused) == (Tone.WARN, Said.FINISH_FIRST, step, False)
    assert said(refused).startswith(
        "Something is begun here: finish it, or scan WXBACK until the first step; then scan WXLOOKUP again. "
    )
    # Its own card says where it stands.
    assert floor.scan(STATIONS[name].card).step == step
    assert floor.scan("WXBACK").step == FIRST_STEPS[name]
    assert floor.scan("WXLOOKUP").code == Shared.AT_LOOK_UP
    assert len(stocked.acted) == actions


@pytest.mark.parametrize("card", [Command.PICK, Command.PACK])
def test_a_card_of_a_station_that_is_not_there_means_nothing(stocked: Desk, card: Command) -> None:
    assert told(floor_at(stocked).scan(card)) == (Tone.WARN, Shared.NOT_NOW, "delivery", False)


def test_where_the_house_knows_nobody_no_badge_is_needed(stocked: Desk) -> None:
    floor = floor_at(stocked, StationName.MOVE)
    assert floor.is_signed_in
    out = floor.scan("WXOUT")
    assert told(out) == (Tone.WARN, Said.NOBODY_KNOWN, "source", False)
    assert said(out).startswith("This house knows nobody by name, so nobody has to sign in or out. Scan the place")
    assert told(floor.scan("U-anna")) == (Tone.ERROR, "scan-unknown-badge", "source", False)
    for text in ("D-01", "CUP"):
        floor.scan(text)
    assert floor.scan("A-02").booked


def test_who_opened_the_house_is_signed_in_where_it_knows_them(stocked: Desk) -> None:
    know(stocked, "anna")
    assert floor_at(stocked).is_signed_in
    assert floor_at(stocked).scan("PO-7").step == "item"
    assert not floor_at(stocked, actor="root").is_signed_in


@pytest.mark.parametrize(
    "text", ["", "nonsense", "PO-7", "CUP", "WXYES", "WXOUT", "WXMOVE", "WXBACK", "4", "x" * 10_000]
)
def test_while_nobody_is_signed_in_nothing_else_is_answered(stocked: Desk, text: str) -> None:
    know(stocked, "anna")
    floor = floor_at(stocked, actor="root")
    assert told(floor.scan(text)) == (Tone.WARN, Said.NOBODY_HERE, StepName.BADGE, False)
    unknown = floor.scan("U-carl")
    assert told(unknown) == (Tone.ERROR, "scan-unknown-badge", StepName.BADGE, False)
    # A badge is nobody else's business.
    assert "carl" not in said(unknown)
    assert told(floor.scan("u-anna")) == (Tone.OK, Said.SIGNED_IN, "delivery", False)
    assert stocked.acted == []


def test_whoever_takes_over_goes_on_with_what_is_in_hand_and_books_it(stocked: Desk) -> None:
    know(stocked, "anna", "bert")
    floor = floor_at(stocked, StationName.MOVE)
    for text in ("D-01", "CUP", "A-02", "2", "CUP"):
        floor.scan(text)
    same = floor.scan("U-anna")
    assert told(same) == (Tone.ASK, Said.SIGNED_IN_ALREADY, "target", False)
    taken_over = floor.scan("U-bert")
    assert told(taken_over) == (Tone.OK, Said.SIGNED_IN, "target", False)
    assert said(taken_over).startswith("Signed in: bert. What was begun here and not booked stays. Scan ")
    assert floor.scan("A-02").booked
    assert [action.actor for action in stocked.acted] == ["anna", "bert"]
    assert balances(stocked)["CUP", "", "A-02"] == 3
    floor.scan("5")
    assert said(floor.scan("WXOUT")) == "Signed out: bert. What was begun here and not booked stays. Scan your badge."
    assert told(floor.scan("CUP")) == (Tone.WARN, Said.NOBODY_HERE, StepName.BADGE, False)
    assert told(floor.scan("U-anna")) == (Tone.OK, Said.SIGNED_IN, "item", False)
    for text in ("CUP", "A-02"):
        reply = floor.scan(text)
    assert (reply.booked, stocked.acted[-1].actor, balances(stocked)["CUP", "", "A-02"]) == (True, "anna", 8)


def test_what_somebody_else_booked_is_taken_back_by_whoever_came_after(stocked: Desk) -> None:
    know(stocked, "anna", "bert")
    floor = floor_at(stocked, StationName.MOVE)
    for text in ("D-01", "CUP", "A-02", "WXDONE"):
        floor.scan(text)
    assert said(floor.scan("U-bert")) == "Signed in: bert. Scan the place from which you carry goods."
    assert floor.scan("WXUNDO").booked
    assert [action.actor for action in stocked.acted] == ["anna", "bert"]
    assert (balances(stocked)["CUP", "", "D-01"], balances(stocked).get(("CUP", "", "A-02"), 0)) == (20, 0)
    assert floor.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_what_could_not_be_booked_by_one_is_booked_by_whoever_tries_it_again(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(stocked, "anna", "bert")
    floor = floor_at(stocked, StationName.MOVE)
    for text in ("D-01", "CUP"):
        floor.scan(text)

    def gone(_store: Store) -> NoReturn:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "transaction", gone)
        assert told(floor.scan("A-02")) == (Tone.ERROR, "server-unreachable", "target", False)
    floor.scan("U-bert")
    assert floor.scan("A-02").booked
    assert [tuple(row) for row in stocked.store.sql("SELECT verb, actor FROM action ORDER BY id DESC LIMIT 1")] == [
        ("move_stock", "bert")
    ]


def test_somebody_whom_the_house_knows_no_more_works_no_more(stocked: Desk) -> None:
    know(stocked, "anna", "bert")
    floor = floor_at(stocked, StationName.MOVE)
    floor.scan("D-01")
    stocked.store.sql("DELETE FROM person WHERE name = 'anna'")
    assert told(floor.scan("CUP")) == (Tone.WARN, Said.NOBODY_HERE, StepName.BADGE, False)
    assert told(floor.scan("U-anna"))[1:3] == ("scan-unknown-badge", StepName.BADGE)
    assert said(floor.scan("U-bert")).startswith("Signed in: bert. What was begun here and not booked stays. ")


def test_a_server_that_is_gone_is_a_reply_and_the_step_is_kept(stocked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = floor_at(stocked, StationName.MOVE)
    floor.scan("D-01")

    def gone(_store: Store) -> NoReturn:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "snapshot", gone)
        for text in ("CUP", "WXLOOKUP", "U-anna"):
            assert told(floor.scan(text)) == (Tone.ERROR, "server-unreachable", "item", False)
    assert floor.scan("CUP").step == "target"


@pytest.mark.parametrize(
    ("name", "where"),
    [
        (StationName.RECEIVE, "Receiving goods. WXBACK goes one step back, "),
        (StationName.MOVE, "Moving goods. WXBACK goes one step back, "),
        (StationName.LOOK_UP, "Looking up. Whatever is scanned is told of, and nothing is booked. "),
        (StationName.COUNT, "Counting places. WXBACK goes one step back, "),
    ],
)
def test_help_says_first_where_one_stands_and_then_the_commands(stocked: Desk, name: StationName, where: str) -> None:
    floor = floor_at(stocked, name)
    for text in ("WXHELP", STATIONS[name].card):
        assert said(floor.scan(text)).startswith(where), text


def test_who_may_not_do_it_is_told_whose_badge_it_takes(stocked: Desk) -> None:
    know(stocked, "anna")
    floor = floor_at(stocked)
    for text in ("PO-8", "6", "CUP"):
        floor.scan(text)
    reply = floor.scan("WXYES")
    assert told(reply) == (Tone.ERROR, Lending.LEAD_NEEDED, "over-receipt", False)
    assert said(reply).startswith("A lead must do this. Ask one to scan their badge. Accept them? ")
    # Somebody whom the house does not know is refused for that.
    stocked.store.sql("DELETE FROM person")
    know(stocked, "bert")
    assert floor.scan("WXYES").code == Said.NOBODY_HERE
