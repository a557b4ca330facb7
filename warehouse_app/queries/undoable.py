"""What was booked last at a workstation and can be taken back, as the house remembers it when a station does not."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from warehouse_app.queries.house import house_settings
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant_number

_LOOKED_BACK = 2_000
"""How many moves, or lines of receipts, are looked at for the last ones of one workstation."""


class Undoable(NamedTuple):
    """What one action (its id) did; `closes`: it closed an item of a purchase order short."""

    action_id: str
    closes: bool = False


def last_received(store: Store, workstation: str, now: datetime) -> Undoable | None:
    """Return what was booked in, or closed short, last at a workstation today, and is not taken back."""
    here = (workstation, _midnight(now))
    receipt = store.sql(
        "SELECT a.id, a.action_id FROM (SELECT * FROM receipt_line ORDER BY id DESC LIMIT ?) AS l "
        "JOIN action a ON a.id = l.action_id WHERE a.verb = 'receive' AND a.workstation = ? AND a.at >= ? "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) ORDER BY l.id DESC LIMIT 1",
        (_LOOKED_BACK, *here),
    ).fetchone()
    closing = store.sql(
        "SELECT a.id, a.action_id FROM purchase_closing c JOIN action a ON a.id = c.action_id "
        "WHERE a.verb = 'close_item_short' AND a.workstation = ? AND a.at >= ? ORDER BY a.id DESC LIMIT 1",
        here,
    ).fetchone()
    if closing and (receipt is None or closing[0] > receipt[0]):
        return Undoable(closing[1], closes=True)
    return Undoable(receipt[1]) if receipt else None


def last_moved(store: Store, workstation: str, now: datetime) -> Undoable | None:
    """Return what was carried last at a workstation today, and not carried back."""
    found = store.sql(
        "SELECT a.action_id FROM (SELECT * FROM move ORDER BY id DESC LIMIT ?) AS m "
        "JOIN action a ON a.id = m.action_id "
        "WHERE a.verb = 'move_stock' AND m.quantity > 0 AND a.workstation = ? AND a.at >= ? "
        "AND NOT EXISTS (SELECT 1 FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq AND c.corrects_id = m.id) "
        "ORDER BY m.id DESC LIMIT 1",
        (_LOOKED_BACK, workstation, _midnight(now)),
    ).fetchone()
    return Undoable(found[0]) if found else None


def _midnight(now: datetime) -> int:
    """Return when the day began in the house, as it is stored."""
    here = now.astimezone(ZoneInfo(house_settings().time_zone))
    return instant_number(here.replace(hour=0, minute=0, second=0, microsecond=0))
