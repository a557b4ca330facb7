"""Pick lists as they are printed and read: what is still to be picked of them, in walking order."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.documents.sheets import PickListSheet, PickListStop
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import PickListStatus
from warehouse_app.store.database import Store, day, rows
from warehouse_app.store.tables import PickList


class PickListFault(StrEnum):
    """Why a list cannot be shown."""

    UNKNOWN = "pick-list-unknown"
    TAKEN_BACK = "pick-list-taken-back"


class _Stop(NamedTuple):
    stop: PickListStop
    rank_class: str
    due: date | None


def pick_list_sheet(store: Store, settings: HouseSettings, number: str, *, language: str) -> PickListSheet:
    """Return a pick list as it is printed: the stops that are not picked yet.

    Raises Refused (PickListFault) where there is no such list, or it was taken back so that nobody must walk it.
    """
    columns = (
        PickList.status,
        PickList.id,
        PickList.released_at,
        PickList.released_by,
        PickList.distance_mm,
        PickList.s_shape_mm,
    )
    found = rows(PickList.select(*columns).where(PickList.number == number))
    if not found:
        raise Refused(PickListFault.UNKNOWN, number=number)
    status, row, released_at, released_by, distance_mm, s_shape_mm = found[0]
    if status == PickListStatus.UNRELEASED:
        raise Refused(PickListFault.TAKEN_BACK, number=number)
    stops = _stops(store, row)
    return PickListSheet(
        settings.name,
        number,
        released_at,
        settings.time_zone,
        released_by,
        min((stop.rank_class for stop in stops), default=""),
        min((stop.due for stop in stops if stop.due is not None), default=None),
        distance_mm,
        s_shape_mm,
        tuple(stop.stop for stop in stops),
        language,
    )


def _stops(store: Store, pick_list: int) -> list[_Stop]:
    found = store.sql(
        "SELECT s.position, loc.code, i.sku, i.name, lot.code, lot.expiry, a.quantity - a.picked - a.returned, "
        "i.pack_quantity, i.unit, o.number, c.name, l.note, l.rank_class, l.first_promise, l.need_by "
        "FROM pick_stop s JOIN allocation a ON a.id = s.allocation_id JOIN order_line l ON l.id = a.order_line_id "
        "JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id "
        "JOIN item i ON i.id = l.item_id JOIN lot ON lot.id = a.lot_id JOIN location loc ON loc.id = a.location_id "
        "WHERE s.pick_list_id = ? AND a.quantity - a.picked - a.returned > 0 ORDER BY s.position",
        (pick_list,),
    )
    return [
        _Stop(
            PickListStop(position, bin_, sku, name, lot, day(expiry), units, pack, unit, order, customer, note),
            rank_class,
            day(promised) or day(need_by),
        )
        for (
            position,
            bin_,
            sku,
            name,
            lot,
            expiry,
            units,
            pack,
            unit,
            order,
            customer,
            note,
            rank_class,
            promised,
            need_by,
        ) in found
    ]


def pick_list_key(number: str) -> int | None:
    """Return the id of a pick list; None where there is none of that number."""
    found = rows(PickList.select(PickList.id).where(PickList.number == number))
    return int(found[0][0]) if found else None
