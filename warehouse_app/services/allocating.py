"""A run by hand: free stock to whoever waits, or what is planned and was looked at before it is applied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Policy, Role
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plans import Plan, Request, plan
from warehouse_app.queries.runs import EVERY_LINE, items_of_skus, waiting_items
from warehouse_app.queries.waiting import rules_of
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action, Work, service
from warehouse_app.services.filling import RunKeeper, fill_in_groups, resume
from warehouse_app.store.database import Store, chunks, marks, rows
from warehouse_app.store.tables import Customer


class AllocateFault(StrEnum):
    """Why a run was not made."""

    UNKNOWN_ITEM = "allocate-item-unknown"
    UNKNOWN_CUSTOMER = "allocate-customer-unknown"
    UNMET = "allocate-win-not-met"
    MOVED = "allocate-plan-out-of-date"


@dataclass(frozen=True)
class Allocated:
    """A run (None: nobody waits): the lines it considered, those it gave something, and the units it gave.

    What it decided about each line is read by `queries.runs`.
    """

    run: int | None
    policy: Policy
    considered: int
    lines: int
    units: int
    changes: Changes


@service(Role.LEAD)
def allocate(work: Work, *, skus: Sequence[str] = (), policy: Policy | None = None) -> Allocated:
    """Fill the waiting lines of all items, or of `skus`. Raises Refused (AllocateFault)."""
    items = known_items(skus) if skus else waiting_items(work.store)
    considered = lines = units = 0
    for decided in fill_in_groups(work, items, cause="by-hand", fresh=EVERY_LINE, policy=policy):
        for made in decided.values():
            gains = [row.gets for row in made if row.gets > 0]
            considered += len(made)
            lines += len(gains)
            units += sum(gains)
    run = work.runs[0] if work.runs else None
    return Allocated(run, policy or work.settings.policy, considered, lines, units, work.changes)


@service(Role.LEAD)
def apply_plan(work: Work, planned: Plan, *, go_on: bool = False) -> Allocated:
    """Make a planned run, as it was planned.

    Raises Refused (AllocateFault): lines that must win would stay short, and it was not said to `go_on`; or stock or
    lines have changed since the plan was made. Nothing is changed then.
    """
    if planned.unmet and not go_on:
        short = sum(units for _, units in planned.unmet)
        orders = _orders_of(work, [line for line, _ in planned.unmet[:_NAMED]])
        raise Refused(AllocateFault.UNMET, lines=len(planned.unmet), units=short, orders=orders)
    levels = lock_items(work, planned.versions)
    if not _still_true(work, planned):
        raise Refused(AllocateFault.MOVED)
    resume(work, levels)
    decided = {item: list(made) for item, made in planned.decisions.items() if made}
    RunKeeper(work, planned.request.mode, planned.rules, "by-hand").keep(decided, planned.supplies)
    gains = [row.gets for made in decided.values() for row in made if row.gets > 0]
    considered = sum(map(len, decided.values()))
    run = work.runs[0] if work.runs else None
    return Allocated(run, planned.policy, considered, len(gains), sum(gains), work.changes)


def _still_true(work: Work, planned: Plan) -> bool:
    """Return whether the items of a plan, what waits for them, and how the house decides are as it saw them."""
    if rules_of(work.settings, planned.request.policy) != planned.rules:
        return False
    for some in chunks(planned.versions):
        for item, version in work.store.sql(
            f"SELECT item_id, version FROM item_stock WHERE item_id IN ({marks(some)})", some
        ):
            if version != planned.versions[item]:
                return False
    return True


_NAMED = 5
"""How many lines that must win are named where they would stay short."""


def _orders_of(work: Work, lines: Sequence[int]) -> tuple[str, ...]:
    """Return the numbers of the orders of some lines (ids), each once, in the order of the lines."""
    statement = "SELECT o.number FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.id = ?"
    return tuple(dict.fromkeys(str(work.store.sql(statement, (line,)).fetchone()[0]) for line in lines))


_ATTEMPTS = 3


def plan_and_apply(
    store: Store,
    action: Action,
    request: Request,
    *,
    go_on: bool = False,
    look: Callable[[Plan], object] = lambda _: None,
) -> Allocated:
    """Plan a run and apply it; plan again where others were faster, a few times. Raises Refused (AllocateFault).

    `look` is called with each plan, while the house stands as it was planned for.
    """
    for attempt in range(_ATTEMPTS):
        with store.snapshot():
            planned = plan(store, house_settings(), request)
            look(planned)
        try:
            return apply_plan(store, action, planned, go_on=go_on)
        except Refused as refused:
            if refused.code is not AllocateFault.MOVED or attempt + 1 == _ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


def known_items(skus: Sequence[str]) -> list[int]:
    """Return the ids of the items of these numbers. Raises Refused for one that nobody knows."""
    known = items_of_skus(skus)
    for sku in skus:
        if sku not in known:
            raise Refused(AllocateFault.UNKNOWN_ITEM, sku=sku)
    return list(known.values())


def known_customers(codes: Sequence[str]) -> dict[str, int]:
    """Return the ids of the customers of these codes. Raises Refused for one that nobody knows."""
    known: dict[str, int] = {}
    for some in chunks(codes):
        known.update(rows(Customer.select(Customer.code, Customer.id).where(Customer.code.in_(some))))
    for code in codes:
        if code not in known:
            raise Refused(AllocateFault.UNKNOWN_CUSTOMER, code=code)
    return known
