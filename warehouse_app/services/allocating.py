"""A run by hand: free stock to whoever waits, by the house's policy or another one named for this run."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Policy, Role
from warehouse_app.queries.runs import EVERY_LINE, items_of_skus, waiting_items
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_in_groups


class AllocateFault(StrEnum):
    """Why a run was not made."""

    UNKNOWN_ITEM = "allocate-item-unknown"


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


def known_items(skus: Sequence[str]) -> list[int]:
    """Return the ids of the items of these numbers. Raises Refused for one that nobody knows."""
    known = items_of_skus(skus)
    for sku in skus:
        if sku not in known:
            raise Refused(AllocateFault.UNKNOWN_ITEM, sku=sku)
    return list(known.values())
