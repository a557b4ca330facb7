"""Why a line has or has not got stock, said from decisions as they are stored."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Mode
from warehouse_app.queries.reason_words import ItemWords, LineWords, RunWords, Served, Words, shared_by
from warehouse_app.queries.reasons import Change, Coming, Part, ReasonPart, receipt_part, with_reasons
from warehouse_app.texts import say
from warehouse_app.texts.messages import Fact

TODAY = date(2026, 3, 9)
LAMP, BULB, SOCKET = 1, 2, 3
ITEMS = {
    LAMP: ItemWords("LAMP", 20, "B", date(2026, 12, 1)),
    BULB: ItemWords("BULB", 0, "", None),
    SOCKET: ItemWords("SOCKET", 0, "", None),
}
SETTINGS = HouseSettings("h", "House", "UTC", "EUR", TODAY, "", horizon_days=30, starved_after=5, gather_days=7)
LINE = LineWords("A", 12, date(2026, 5, 1), None, 0, 4, date(2026, 3, 4), "")
"""A line of class A, which may use the safety stock of a lamp, sold by the dozen."""
SERVED = Served(1, "SO-1042", "A", date(2026, 3, 3))
WORDS = Words(SETTINGS, ITEMS, dict.fromkeys((1, 2, 3, 9), LINE), served=(SERVED,))
AFTER_TWO = "14 left after 2 lines ahead of it (first: SO-1042, class A, due 3 Mar 2026)"
AHEAD = [
    LineDecision(1, 4, 0, 4, Reason.FILLED),
    LineDecision(2, 30, 0, 0, Reason.LINE_INCOMPLETE),
    LineDecision(3, 2, 0, 2, Reason.FILLED),
]


def said(reason: Iterable[Part]) -> str:
    """Return a reason as it is shown."""
    return " · ".join(say(part.code, part.facts) for part in reason)


def last_said(decisions: list[LineDecision], free: int, words: Words = WORDS) -> str:
    """Return the reason of the last of a lamp's decisions as it is shown."""
    *_, (last, reason) = with_reasons(decisions, free, LAMP, words)
    assert last is decisions[-1]
    return said(reason)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (LineDecision(9, 10, 0, 10, Reason.FILLED), "filled"),
        (LineDecision(9, 10, 2, 6, Reason.PARTLY_FILLED), f"partly filled: 6 of 10 · {AFTER_TWO}"),
        (LineDecision(9, 10, 0, 0, Reason.OUT_OF_STOCK), "out of stock"),
        (LineDecision(9, 6, 4, 0, Reason.OUT_OF_STOCK), "out of stock · it had 4 and asked for 6 more"),
        (LineDecision(9, 10, 0, 0, Reason.NOT_BEFORE), "not before 1 Dec 2026 (pre-order)"),
        (
            LineDecision(9, 20, 0, 0, Reason.LINE_INCOMPLETE),
            "line must ship complete: it needs 20 at once · left: 14",
        ),
        (
            LineDecision(9, 10, 0, 0, Reason.ORDER_INCOMPLETE, ((BULB, 2), (SOCKET, 1500))),
            "order must ship complete; short: 2 × BULB, 1500 × SOCKET",
        ),
        (LineDecision(9, 20, 0, 0, Reason.PACK), "pack of 12 · left: 14"),
        (
            LineDecision(9, 10, 0, 0, Reason.PROTECTED),
            "only safety stock is left (up to 20, for class B and above)",
        ),
        (LineDecision(9, 4, 6, -3, Reason.CUT), "stock was lost; taken back: 3"),
        (LineDecision(9, 4, 6, -3, Reason.GIVEN_BACK), "must ship complete, and is not; given back: 3"),
        (LineDecision(9, 10, 0, 0, Reason.ON_HOLD), "on hold"),
        (
            LineDecision(9, 10, 0, 0, Reason.BEYOND_HORIZON),
            "beyond the horizon · due 1 May 2026, and stock is given 30 days ahead",
        ),
        (LineDecision(9, 10, 0, 0, Reason.LIFE), "lots expire too soon · it asks for 0 days"),
        (
            LineDecision(9, 144, 0, 48, Reason.FAIR_SHARE, rank_class="A"),
            "fair share · 4 of 12 packs · every customer in class A got 33 to 36 %",
        ),
        (
            LineDecision(9, 144, 0, 47, Reason.EQUAL_SHARE, rank_class="A"),
            "equal share · 47 of 144 units · no customer in class A has more than 48",
        ),
        (LineDecision(9, 24, 0, 0, Reason.KEPT_FOR_PACK), "kept for a larger pack ahead of it · left: 14"),
        (LineDecision(9, 9, 0, 2, Reason.GATHERS), "gathers its stock · 2 of 9 units · until 11 Mar 2026"),
        (LineDecision(9, 9, 1, 3, Reason.PINNED), "only what is pinned to it: 4"),
        (LineDecision(9, 0, 9, -5, Reason.GIVEN_TO_OTHERS), "given to others: 5 · by run 1234"),
        (LineDecision(9, 0, 9, -5, Reason.UNDONE), "run 1230 was undone · taken back: 5"),
        (
            LineDecision(9, 10, 0, 0, Reason.PAUSED),
            "nothing is given after an undo, until the next receipt or a run by hand",
        ),
        (LineDecision(9, 10, 4, 0, Reason.KEPT_AT_MOST), "it may keep what it has, and not gain"),
        (
            LineDecision(9, 10, 0, 0, Reason.AWAITS_RECEIPT, ((LAMP, 4),)),
            "what there is is kept for it until an open receipt brings the rest · short: 4 × LAMP",
        ),
        (
            LineDecision(9, 10, 4, 0, Reason.KEPT_FOR_RECEIPT),
            "kept for a line ahead of it that an open receipt completes · it had 4 and asked for 10 more",
        ),
    ],
    ids=lambda value: value.reason.value if isinstance(value, LineDecision) else "",
)
def test_a_decision_is_said(decision: LineDecision, words: str) -> None:
    sharing = {3: (30, 0), 9: (31, 0)}
    shares = [LineDecision(3, 132, 0, 48, Reason.FAIR_SHARE, rank_class="A"), decision._replace(rank_class="A")]
    known = WORDS._replace(
        run=RunWords(Mode.FILL, 1234, 1230),
        sharers={line: customer for line, (customer, _) in sharing.items()},
        shared={"A": shared_by(shares, sharing)},
    )
    assert last_said([*AHEAD, decision], 20, known) == words


def test_nothing_is_said_of_lines_ahead_that_took_nothing() -> None:
    ahead = LineDecision(1, 30, 0, 0, Reason.LINE_INCOMPLETE)
    assert last_said([ahead, LineDecision(9, 10, 0, 6, Reason.PARTLY_FILLED)], 6) == "partly filled: 6 of 10"


def test_what_is_left_is_what_the_line_may_use() -> None:
    decision = LineDecision(9, 30, 0, 0, Reason.LINE_INCOMPLETE)
    class_c = WORDS._replace(lines={9: LINE._replace(rank_class="C")})
    assert last_said([decision], 27, class_c) == "line must ship complete: it needs 30 at once · left: 7"


def test_what_is_kept_for_a_line_that_awaits_a_receipt_is_not_left_to_others() -> None:
    awaits = LineDecision(1, 30, 0, 0, Reason.AWAITS_RECEIPT)
    partly = LineDecision(9, 20, 0, 0, Reason.PACK)
    assert last_said([awaits, partly], 25) == "pack of 12 · left: 0"
    assert last_said([awaits._replace(short_items=((BULB, 3), (LAMP, 10))), partly], 25) == "pack of 12 · left: 5"
    assert last_said([awaits._replace(asked=15, short_items=((BULB, 3),)), partly], 25) == "pack of 12 · left: 10"


@pytest.mark.parametrize("mode", [Mode.REDISTRIBUTE, Mode.UNDO])
def test_nothing_is_said_of_what_was_left_where_lines_gave_back_first(mode: Mode) -> None:
    words = WORDS._replace(run=RunWords(mode, 7))
    partly = LineDecision(9, 10, 2, 6, Reason.PARTLY_FILLED)
    assert last_said([*AHEAD, partly], 20, words) == "partly filled: 6 of 10"
    assert last_said([*AHEAD, partly._replace(gets=0, reason=Reason.PACK)], 20, words) == (
        "pack of 12 · the next one did not fit"
    )
    assert last_said([*AHEAD, partly._replace(gets=-12, reason=Reason.PACK)], 20, words) == (
        "pack of 12 · taken back: 12 · the next one did not fit"
    )


def test_nothing_is_said_of_what_was_left_where_it_may_expire_too_soon() -> None:
    words = WORDS._replace(lines={9: LINE._replace(life=30)})
    assert last_said([*AHEAD, LineDecision(9, 20, 0, 0, Reason.LINE_INCOMPLETE)], 20, words) == (
        "line must ship complete: it needs 20 at once"
    )


def test_lines_of_a_class_that_do_not_share_are_served_before_it_shares() -> None:
    shares = [
        LineDecision(1, 9, 0, 3, Reason.FAIR_SHARE, rank_class="A"),
        LineDecision(2, 5, 0, 5, Reason.FILLED),
        LineDecision(9, 30, 0, 0, Reason.LINE_INCOMPLETE),
    ]
    of_the_class = WORDS._replace(lines={9: LINE})
    assert last_said(shares, 8, of_the_class) == "line must ship complete: it needs 30 at once · left: 3"
    behind = WORDS._replace(lines={9: LINE._replace(rank_class="B")})
    assert last_said([*shares[:2], shares[2]._replace(reason=Reason.PACK)], 9, behind) == "pack of 12 · left: 1"


def test_a_line_that_shares_is_told_its_packs_where_a_pack_did_not_fit() -> None:
    pack = LineDecision(9, 36, 0, 24, Reason.PACK, rank_class="A")
    assert last_said([pack], 27) == "pack of 12 · 2 of 3 packs · the next one did not fit"
    assert last_said([pack._replace(asked=40)], 27) == "pack of 12 · 24 of 40 units · the next one did not fit"
    assert last_said([pack._replace(gets=0)], 7) == "pack of 12 · the next one did not fit"


def test_what_is_kept_for_a_larger_pack_is_what_was_left_in_the_end() -> None:
    kept = LineDecision(9, 3, 0, 0, Reason.KEPT_FOR_PACK, rank_class="A")
    larger = LineDecision(1, 36, 0, 12, Reason.PACK, rank_class="A")
    *_, (_, reason) = with_reasons([kept, larger], 17, LAMP, WORDS)
    assert said(reason) == "pack of 12 · 1 of 3 packs · the next one did not fit"
    (_, reason), _ = with_reasons([kept, larger], 17, LAMP, WORDS)
    assert said(reason) == "kept for a larger pack ahead of it · left: 5"
    (_, reason), _ = with_reasons([kept._replace(asked=6, gets=3), larger], 20, LAMP, WORDS)
    assert said(reason) == "kept for a larger pack ahead of it · 3 of 6 units · left: 5"
    (_, reason), _ = with_reasons([kept._replace(had=1_200), larger], 17, LAMP, WORDS)
    assert said(reason) == "kept for a larger pack ahead of it · it had 1,200 and asked for 3 more · left: 5"


NOTHING = LineDecision(9, 4, 0, 0, Reason.FAIR_SHARE, rank_class="B")


@pytest.mark.parametrize(
    ("other", "customer", "shipped", "words"),
    [
        (
            LineDecision(1, 8, 0, 4, Reason.FAIR_SHARE, rank_class="B"),
            30,
            0,
            "fair share · its share rounds to nothing · every customer in class B got 0 to 50 %",
        ),
        (
            LineDecision(1, 8, 0, 4, Reason.FAIR_SHARE, rank_class="B"),
            31,
            0,
            "fair share · its customer's share went to lines ahead of it · every customer in class B got 33 %",
        ),
        (
            LineDecision(1, 8, 4, 0, Reason.FAIR_SHARE, rank_class="B"),
            31,
            0,
            "fair share · its customer has had its share · every customer in class B got 25 %",
        ),
        (
            LineDecision(1, 8, 0, 4, Reason.FAIR_SHARE, rank_class="B"),
            30,
            2,
            "fair share · its customer has had its share · every customer in class B got 0 to 50 %",
        ),
    ],
)
def test_a_share_of_nothing_says_why(other: LineDecision, customer: int, shipped: int, words: str) -> None:
    sharing = {1: (customer, 0), 9: (31, shipped)}
    known = WORDS._replace(
        sharers={line: whose for line, (whose, _) in sharing.items()},
        shared={"B": shared_by([other, NOTHING], sharing)},
    )
    assert last_said([other, NOTHING], 4, known) == words


def test_a_line_that_was_lifted_says_so_last() -> None:
    lifted = LineDecision(9, 10, 0, 10, Reason.FILLED, lifted=True)
    passed = "put at the head of its class, as 5 receipts passed it over"
    assert last_said([lifted], 20) == f"filled · {passed}"
    assert last_said([*AHEAD, lifted._replace(gets=6, reason=Reason.PARTLY_FILLED)], 20) == (
        f"partly filled: 6 of 10 · {AFTER_TWO} · {passed}"
    )


@pytest.mark.parametrize(
    ("line", "lasting", "reason", "words"),
    [
        (
            LINE._replace(not_before=date(2026, 12, 2)),
            None,
            Reason.NOT_BEFORE,
            "not before 2 Dec 2026, the line's own day",
        ),
        (LINE._replace(not_before=date(2026, 11, 30)), None, Reason.NOT_BEFORE, "not before 1 Dec 2026 (pre-order)"),
        (LINE._replace(life=60), 40, Reason.LIFE, "lots expire too soon · 40 of the 60 days asked"),
        (LINE._replace(life=60), 60, Reason.LIFE, "lots expire too soon · it asks for 60 days"),
        (LINE._replace(life=1), None, Reason.LIFE, "lots expire too soon · it asks for 1 day"),
        (LINE._replace(hold_reason="credit limit"), None, Reason.ON_HOLD, "on hold · “credit limit”"),
        (LINE._replace(due=None), None, Reason.BEYOND_HORIZON, "beyond the horizon"),
        (LINE._replace(lifted_on=None), None, Reason.GATHERS, "gathers its stock"),
    ],
)
def test_a_reason_says_what_it_knows_of_the_line(
    line: LineWords, lasting: int | None, reason: Reason, words: str
) -> None:
    known = WORDS._replace(lines={9: line}, lasting=lasting)
    assert last_said([LineDecision(9, 10, 0, 0, reason)], 20, known) == words


def test_a_planned_run_has_no_number_and_no_horizon_is_named_where_there_is_none() -> None:
    assert last_said([LineDecision(9, 0, 9, -5, Reason.GIVEN_TO_OTHERS)], 0) == "given to others: 5"
    endless = WORDS._replace(settings=HouseSettings("h", "House", "UTC", "EUR", TODAY, ""))
    assert last_said([LineDecision(9, 5, 0, 0, Reason.BEYOND_HORIZON)], 0, endless) == "beyond the horizon"


def test_every_reason_is_said_above() -> None:
    [mark] = [mark for mark in test_a_decision_is_said.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    assert {decision.reason for decision, _ in mark.args[1]} == set(Reason)


@pytest.mark.parametrize(
    ("supplies", "words"),
    [
        ([], "nothing is on order"),
        ([Coming("PO-77", date(2026, 3, 12), 40)], "next receipt PO-77 (40 units) on 12 Mar 2026"),
        ([Coming("PO-77", TODAY, 1)], "next receipt PO-77 (1 unit) on 9 Mar 2026"),
        (
            [Coming("PO-77", date(2026, 3, 3), 1200), Coming("PO-78", date(2026, 3, 12), 40)],
            "PO-77 (1,200 units) was due on 3 Mar 2026 and is overdue",
        ),
        ([Coming("PO-77", date(2026, 3, 8), 1)], "PO-77 (1 unit) was due on 8 Mar 2026 and is overdue"),
        ([Coming("PO-77", None, 40)], "PO-77 (40 units) is on order, without a date"),
        ([Coming("PO-77", None, 1)], "PO-77 (1 unit) is on order, without a date"),
    ],
)
def test_what_is_coming_is_said(supplies: list[Coming], words: str) -> None:
    assert said([receipt_part(supplies, TODAY)]) == words


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        (
            ReasonPart.LEFT_AFTER,
            {"left": 1, "lines": 1, "order": "SO-7", "rank_class": "B"},
            "1 left after 1 line ahead of it (SO-7, class B)",
        ),
        (
            ReasonPart.LEFT_AFTER_DUE,
            {"left": 1, "lines": 1, "order": "SO-7", "rank_class": "B", "due": TODAY},
            "1 left after 1 line ahead of it (SO-7, class B, due 9 Mar 2026)",
        ),
        (ReasonPart.LEFT_THEN, {"left": 70, "now": 58}, "left at its turn: 70, now: 58"),
        (ReasonPart.SHORT_NOW, {"short": ("5 × LAMP",)}, "that was at its turn; short now: 5 × LAMP"),
        (ReasonPart.SHARES, {"units": 5, "lines": 1}, "1 line of its class shares with it (units: 5)"),
        (ReasonPart.SHARES, {"units": 2100, "lines": 3}, "3 lines of its class share with it (units: 2,100)"),
        (ReasonPart.NEXT, {}, "served next"),
        (ReasonPart.SAFETY, {"units": 1}, "safety stock is filled up before it (units: 1)"),
        (ReasonPart.REST_EXPIRES, {"asked": 1}, "the rest expires too soon: it asks for 1 day"),
        (ReasonPart.AHEAD, {"units": 1, "lines": 1}, "1 line waits ahead of it (units: 1)"),
        (ReasonPart.AHEAD, {"units": 2100, "lines": 3}, "3 lines wait ahead of it (units: 2,100)"),
        (ReasonPart.FIRST, {}, "first in the queue"),
        (ReasonPart.SHIPPED, {"units": 1}, "all of it is shipped: 1"),
        (ReasonPart.CANCELLED, {"units": 12}, "all of it is cancelled: 12"),
        (ReasonPart.NOT_CONSIDERED, {"sku": "LAMP"}, "no run has looked at it yet"),
    ],
)
def test_a_clause_reads_right_for_one_and_for_many(code: ReasonPart, facts: dict[str, Fact], words: str) -> None:
    assert say(code, facts) == words


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        (Change.OFF_HOLD, {}, "taking the order off hold"),
        (Change.RELEASE_DATE, {"day": TODAY}, "its day, 9 Mar 2026"),
        (Change.HORIZON, {"day": TODAY}, "the horizon, which reaches it on 9 Mar 2026"),
        (Change.UNITS, {"units": 1200, "sku": "SKU-9"}, "1,200 more of SKU-9"),
        (Change.LASTING_UNITS, {"units": 5, "sku": "MILK", "days": 1}, "5 more of MILK lasting 1 day"),
        (Change.SEVERAL, {"short": ("2 × SKU-9", "1 × SKU-8")}, "more of each: 2 × SKU-9, 1 × SKU-8"),
        (Change.RECEIPT, {"number": "PO-77", "due": TODAY + timedelta(3)}, "PO-77 due 12 Mar 2026"),
        (Change.LATE_RECEIPT, {"number": "PO-77", "due": TODAY}, "PO-77, overdue since 9 Mar 2026"),
        (Change.UNDATED_RECEIPT, {"number": "PO-77"}, "PO-77, on order without a date"),
        (Change.CLOSING, {"orders": ("PO-1", "PO-2")}, "closing the receipt of PO-1, PO-2"),
        (Change.RANK_CLASS, {"rank_class": "A"}, "class A"),
        (Change.BY_HAND, {}, "a run by hand"),
    ],
)
def test_what_would_change_it_is_said(code: Change, facts: dict[str, Fact], words: str) -> None:
    assert say(code, facts) == words
