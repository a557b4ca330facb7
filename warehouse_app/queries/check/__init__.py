"""Every invariant of the house, verified; what is broken is named the way people name it.

`rules` what a finding and a rule are · `stock` balances and what of them is promised · `lines` orders and what they
hold · `reservations` what is fixed to bins · `record` purchases, decisions, actions and the database's own guards ·
`ledger` the chain of moves and its seals.
"""

from collections.abc import Iterator

from warehouse_app.queries.check.ledger import ledger_findings, seal_findings
from warehouse_app.queries.check.lines import line_rules
from warehouse_app.queries.check.record import RECORD_RULES, decision_findings, guard_findings
from warehouse_app.queries.check.reservations import aged_findings, reservation_rules, tote_findings
from warehouse_app.queries.check.rules import CheckFault, Finding, broken
from warehouse_app.queries.check.stock import life_findings, stock_rules
from warehouse_app.queries.house import house_settings
from warehouse_app.store.database import Store

__all__ = ["CheckFault", "Finding", "findings"]


def findings(store: Store) -> Iterator[Finding]:
    """Yield everything that contradicts an invariant, reading one unmoving state: iterate inside `store.snapshot()`.

    What has expired or been released is judged by the house's day, never by the clock; the ledger by `store.key`.
    Raises Refused where no house was founded in this database.
    """
    settings = house_settings()
    day = settings.house_day
    for rule in stock_rules(day):
        yield from broken(store, rule)
    yield from life_findings(store, day)
    for rule in (*line_rules(settings), *reservation_rules(day)):
        yield from broken(store, rule)
    yield from tote_findings(store)
    yield from aged_findings(store, day)
    for rule in RECORD_RULES:
        yield from broken(store, rule)
    yield from decision_findings(store)
    yield from guard_findings(store)
    yield from ledger_findings(store)
    yield from seal_findings(store, settings)
