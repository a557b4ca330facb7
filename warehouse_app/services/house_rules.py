"""The rules of the house: how all its workstations serve those who wait."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TypedDict

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy, Role
from warehouse_app.queries.waiting import OPEN, WAITING
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items

_MOST_DAYS = 3_650
_MOST_RECEIPTS = 1_000
_MOST_PERCENT = 100


class RuleFault(StrEnum):
    """Why a rule was not taken."""

    DUE_DAYS = "rule-due-days-out-of-range"
    HORIZON = "rule-horizon-out-of-range"
    STARVED_AFTER = "rule-starved-after-out-of-range"
    GATHER_DAYS = "rule-gather-days-out-of-range"
    COUNT_TOLERANCE = "rule-count-tolerance-out-of-range"


class RuleChange(TypedDict, total=False):
    """The rules that are to be different, as `domain.house.HouseSettings` explains them; what is missing stays."""

    policy: Policy
    due_days: int
    horizon_days: int | None
    strict_packs: bool
    starved_after: int
    gather_days: int
    count_tolerance_percent: int


_DECIDE = {"policy", "due_days", "horizon_days", "strict_packs"}
"""The rules by which a fill decides; the others matter to the next receipt or day."""


@service(Role.ADMIN, alone=True)
def choose_policy(work: Work, policy: Policy) -> Changes:
    """Make `policy` the default of the house, and fill by it whatever can be filled."""
    return _choose(work, {"policy": policy})


@service(Role.ADMIN, alone=True)
def choose_rules(work: Work, chosen: RuleChange) -> Changes:
    """Change some rules of the house, and fill by them whatever can be filled; nothing is taken from anyone.

    Raises Refused (RuleFault): days are 0 to 3,650, receipts 1 to 1,000, percent 0 to 100.
    """
    return _choose(work, chosen)


def store_setting(work: Work, name: str, value: object) -> None:
    """Remember the value of a setting."""
    # A house that was founded before there was such a setting has no row for it.
    work.store.sql(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, msgspec.json.encode(value).decode()),
    )
    work.touched(Area.SETTINGS)


def _choose(work: Work, chosen: RuleChange) -> Changes:
    before, after = work.settings, replace(work.settings, **chosen)
    _refuse_nonsense(after)
    for name, value in chosen.items():
        store_setting(work, name, value)
    del work.settings  # read again: what follows decides by the new rules
    if chosen.keys() & _DECIDE:
        work.touched(Area.QUEUE)
        items = [item for (item,) in work.store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN}")]
        cause = "policy" if "policy" in chosen else "rules"
        fill_items(work, items, cause=cause, edited=_past_one_horizon(work, before, after))
    return work.changes


def _refuse_nonsense(rules: HouseSettings) -> None:
    if not 0 <= rules.due_days <= _MOST_DAYS:
        raise Refused(RuleFault.DUE_DAYS, given=rules.due_days, most=_MOST_DAYS)
    if rules.horizon_days is not None and not 0 <= rules.horizon_days <= _MOST_DAYS:
        raise Refused(RuleFault.HORIZON, given=rules.horizon_days, most=_MOST_DAYS)
    if not 1 <= rules.starved_after <= _MOST_RECEIPTS:
        raise Refused(RuleFault.STARVED_AFTER, given=rules.starved_after, most=_MOST_RECEIPTS)
    if not 0 <= rules.gather_days <= _MOST_DAYS:
        raise Refused(RuleFault.GATHER_DAYS, given=rules.gather_days, most=_MOST_DAYS)
    if not 0 <= rules.count_tolerance_percent <= _MOST_PERCENT:
        raise Refused(RuleFault.COUNT_TOLERANCE, given=rules.count_tolerance_percent, most=_MOST_PERCENT)


def _past_one_horizon(work: Work, before: HouseSettings, after: HouseSettings) -> list[int]:
    """Return the waiting lines (ids) that lie beyond one of two horizons and not beyond the other."""
    if before.horizon_days == after.horizon_days:
        return []
    near, *far = sorted(days for days in (before.horizon_days, after.horizon_days) if days is not None)
    due = "COALESCE(first_promise, need_by)"
    rule = f"{due} > ?" + (f" AND {due} <= ?" if far else "")
    last_days = [after.house_day + timedelta(days=days) for days in (near, *far)]
    return [line for (line,) in work.store.sql(f"SELECT id FROM order_line WHERE {WAITING} AND {rule}", last_days)]
