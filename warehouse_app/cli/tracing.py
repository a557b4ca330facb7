"""A lot followed through the house: from whom it came, where it lies, and to whom it goes."""

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.whereabouts import goods_of, orders_of_lot, receipts_of_lot
from warehouse_app.services.blocking import BlockFault
from warehouse_app.services.lying import StockFault

_ALL = 1_000_000
"""No lot lies in more places."""


@main.command("trace")
@click.argument("sku")
@click.argument("lot")
@json_option
@click.pass_obj
def trace_(session: Session, *, sku: str, lot: str, as_json: bool) -> None:
    """Show with which receipts LOT of SKU came, where it lies now, and which orders it is or was taken for."""
    with session.house() as house, house.store.snapshot():
        item = item_of(house.store, sku)
        if item is None:
            raise Refused(StockFault.NO_ITEM, sku=sku)
        came = receipts_of_lot(house.store, item.id, lot)
        lies = goods_of(house.store, item.id, lot=lot, most=_ALL)
        goes = orders_of_lot(house.store, item.id, lot)
        if not (came or lies.first or goes):
            raise Refused(BlockFault.NO_LOT, sku=sku, lot=lot)
    zone = house.zone
    if as_json:
        print_json(
            {
                "sku": sku,
                "lot": lot,
                "blocked": any(each.blocked for each in lies.first),
                "receipts": [
                    {
                        "receipt": each.receipt,
                        "supplier": each.supplier,
                        "day": each.opened_at.astimezone(zone).date().isoformat(),
                    }
                    for each in came
                ],
                "places": [
                    {
                        "place": each.place,
                        "quantity": each.quantity,
                        "status": each.status,
                        "expiry": each.expiry.isoformat() if each.expiry else None,
                    }
                    for each in lies.first
                ],
                "orders": [each._asdict() for each in goes],
            }
        )
        return
    blocked = any(each.blocked for each in lies.first)
    say(Say.TRACED_BLOCKED if blocked else Say.TRACED, sku=sku, lot=lot, units=lies.units)
    for receipt in came:
        day = receipt.opened_at.astimezone(zone).date()
        say(Say.TRACED_FROM, receipt=receipt.receipt, supplier=receipt.supplier, day=day)
    for goods in lies.first:
        code = Say.TRACED_ASIDE if goods.status is StockStatus.QUARANTINED else Say.TRACED_AT
        say(code, quantity=goods.quantity, place=goods.place)
    for to in goes:
        say(Say.TRACED_TO, **to._asdict())
