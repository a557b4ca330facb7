"""The tables of a difference: who gains, who loses, and how evenly customers are served."""

from collections.abc import Mapping, Sequence

from warehouse_app.domain.fairness import Fairness
from warehouse_app.queries.differences import REASONED
from warehouse_app.queries.plan_preview import ItemFairness, Moved
from warehouse_app.queries.reasons import Part
from warehouse_app.texts import note_text
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.short_table import ShortColumn, ShortRow
from warehouse_app.ui.words.allocating import Shown

Reasons = Mapping[tuple[str, int], tuple[Part, ...]]


def moved_columns(desk: Desk) -> list[ShortColumn]:
    """Return the columns of who gains or loses."""
    say = desk.say
    return [
        ShortColumn(say(Shown.ORDER), 15),
        ShortColumn(say(Shown.CUSTOMER), 0, stretch=True),
        ShortColumn(say(Shown.CLASS), 2),
        ShortColumn(say(Shown.ITEM), 9),
        ShortColumn(say(Shown.HAD), 4, number=True),
        ShortColumn(say(Shown.CHANGE), 5, number=True),
        ShortColumn(say(Shown.SHORT), 5, number=True),
    ]


def moved_rows(desk: Desk, moved: Sequence[Moved], reasons: Reasons) -> list[ShortRow]:
    """Return the first of the lines that gain or lose, each with its reason below it."""
    say = desk.say
    return [
        ShortRow(
            (row.order, row.line),
            (
                say(Shown.ORDER_LINE, order=row.order, line=row.line),
                row.customer,
                row.rank_class,
                row.sku,
                desk.text(row.had),
                say(Shown.PLUS if row.units > 0 else Shown.MINUS, units=abs(row.units)),
                desk.text(row.short),
            ),
            note_text(say(part.code, **part.facts) for part in reasons.get((row.order, row.line), ())),
        )
        for row in moved[:REASONED]
    ]


def fairness_columns(desk: Desk) -> list[ShortColumn]:
    """Return the columns of how evenly customers are served."""
    say = desk.say
    return [
        ShortColumn(say(Shown.ITEM), 9),
        ShortColumn(say(Shown.CLASS), 2),
        ShortColumn(say(Shown.BEFORE), 0, stretch=True),
        ShortColumn(say(Shown.AFTER), 0, stretch=True),
        ShortColumn(say(Shown.NOTHING), 6, number=True),
    ]


def fairness_rows(desk: Desk, rows: Sequence[ItemFairness]) -> list[ShortRow]:
    """Return the items and classes in which somebody is short, or was; those that change first."""
    told = [row for row in rows if row.before is not None or row.after is not None]
    told.sort(key=lambda row: row.before == row.after)
    return [
        ShortRow(
            (row.sku, row.rank_class),
            (
                row.sku,
                row.rank_class,
                fairness_text(desk, row.before),
                fairness_text(desk, row.after),
                desk.text(row.empty_handed) if row.empty_handed else "",
            ),
        )
        for row in told[:REASONED]
    ]


def fairness_text(desk: Desk, fairness: Fairness | None) -> str:
    """Return how even fill rates are, in whole percent, rounded down."""
    if fairness is None:
        return desk.say(Shown.NOBODY_SHORT)
    even, lowest, highest = (int(rate * 100 + 1e-6) for rate in fairness)
    if lowest == highest:
        return desk.say(Shown.RATE, lowest=lowest, even=even)
    return desk.say(Shown.RATES, lowest=lowest, highest=highest, even=even)
