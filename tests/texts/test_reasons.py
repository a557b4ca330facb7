"""Why a line has or has not got stock, said from decisions as they are stored."""

from collections.abc import Iterable
from datetime import date

import pytest

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.queries.goods import Recipient
from warehouse_app.queries.reasons import Coming, ItemWords, Part, ReasonPart, receipt_part, with_reasons
from warehouse_app.texts import say
from warehouse_app.texts.messages import Fact

TODAY = date(2026, 3, 9)
LAMP, BULB, SOCKET = 1, 2, 3
WORDS = {
    LAMP: ItemWords("LAMP", 20, "B", date(2026, 12, 1)),
    BULB: ItemWords("BULB", 0, "", None),
    SOCKET: ItemWords("SOCKET", 0, "", None),
}

WHOM = {line: Recipient(line, "SO-1", 1, "C-1", "Anna", "A", 0, 12) for line in (1, 2, 3, 9)}
"""Lines of class A, which may use the safety stock of a lamp, sold by the dozen."""


def said(reason: Iterable[Part]) -> str:
    """Return a reason as it is shown."""
    return " · ".join(say(part.code, part.facts) for part in reason)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (LineDecision(9, 10, 0, 10, Reason.FILLED), "filled"),
        (LineDecision(9, 10, 2, 6, Reason.PARTLY_FILLED), "partly filled: 6 of 10 · 14 left after 2 lines ahead of it"),
        (LineDecision(9, 10, 0, 0, Reason.OUT_OF_STOCK), "out of stock"),
        (LineDecision(9, 10, 0, 0, Reason.NOT_BEFORE), "not before 1 Dec 2026 (pre-order)"),
        (
            LineDecision(9, 20, 0, 0, Reason.LINE_INCOMPLETE),
            "line must ship complete: it needs 20 at once, left: 14",
        ),
        (
            LineDecision(9, 10, 0, 0, Reason.ORDER_INCOMPLETE, ((BULB, 2), (SOCKET, 1500))),
            "order must ship complete; short: 2 × BULB, 1500 × SOCKET",
        ),
        (LineDecision(9, 20, 0, 0, Reason.PACK), "pack of 12, left: 14"),
        (
            LineDecision(9, 10, 0, 0, Reason.PROTECTED),
            "only safety stock is left (up to 20, for class B and above)",
        ),
        (LineDecision(9, 4, 6, -3, Reason.CUT), "stock was lost; taken back: 3"),
        (LineDecision(9, 4, 6, -3, Reason.GIVEN_BACK), "must ship complete, and is not; given back: 3"),
    ],
    ids=lambda value: value.reason.value if isinstance(value, LineDecision) else "",
)
def test_a_decision_is_said(decision: LineDecision, words: str) -> None:
    ahead = [
        LineDecision(1, 4, 0, 4, Reason.FILLED),
        LineDecision(2, 30, 0, 0, Reason.LINE_INCOMPLETE),
        LineDecision(3, 2, 0, 2, Reason.FILLED),
    ]
    *_, (last, reason) = with_reasons([*ahead, decision], 20, LAMP, WORDS, WHOM)
    assert last is decision
    assert said(reason) == words


def test_nothing_is_said_of_lines_ahead_that_took_nothing() -> None:
    ahead = LineDecision(1, 30, 0, 0, Reason.LINE_INCOMPLETE)
    _, (_, reason) = with_reasons([ahead, LineDecision(9, 10, 0, 6, Reason.PARTLY_FILLED)], 6, LAMP, WORDS, WHOM)
    assert said(reason) == "partly filled: 6 of 10"


def test_what_is_left_is_what_the_line_may_use() -> None:
    decision = LineDecision(9, 30, 0, 0, Reason.LINE_INCOMPLETE)
    class_c = {9: WHOM[9]._replace(rank_class="C")}
    [(_, reason)] = with_reasons([decision], 27, LAMP, WORDS, class_c)
    assert said(reason) == "line must ship complete: it needs 30 at once, left: 7"


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
        (ReasonPart.LEFT_AFTER, {"left": 1, "lines": 1}, "1 left after 1 line ahead of it"),
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
