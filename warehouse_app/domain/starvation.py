"""The guard against starving: whoever is passed over in receipt after receipt is lifted to the head of its class."""

from collections.abc import Iterable, Mapping

from warehouse_app.domain.decisions import NOT_DUE, LineDecision, Reason

_NOT_STARVED = NOT_DUE | {Reason.FILLED, Reason.AWAITS_RECEIPT}
"""Who waits for something else than stock, or is kept what there is, is not starved of it."""


def passed_over(decisions: Iterable[LineDecision], class_of: Mapping[int, str]) -> frozenset[int]:
    """Return the lines (ids) that got nothing in a receipt while a later line of their class did.

    `decisions` are those about one item, in rank order.
    """
    over: set[int] = set()
    happier: set[str] = set()
    for row in reversed(list(decisions)):
        rank_class = class_of[row.line]
        if row.gets > 0:
            happier.add(rank_class)
        elif rank_class in happier and row.reason not in _NOT_STARVED:
            over.add(row.line)
    return frozenset(over)
