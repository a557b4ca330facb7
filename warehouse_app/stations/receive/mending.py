"""Where receiving goes on after the house refused to book: at the step where the person can mend it."""

from dataclasses import replace

from warehouse_app.domain.errors import Refused
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot
from warehouse_app.stations.receive.steps import START, AskShortDated, Pending, Trail


def mended(trail: Trail, goods: Pending, refused: Refused) -> Trail:
    """Return where to go on after a refusal that has to do with the goods or their delivery, not their place."""
    # The reason is asked for after the place.
    before = trail[:-2] if isinstance(trail[-1], AskWhy) else trail[:-1]
    match refused.code:
        case ReceivingFault.SHORT_DATED:
            return (*before, AskShortDated(goods))
        case ReceivingFault.EXPIRY_OTHER | ReceivingFault.EXPIRY_NONE:
            return (*before, AskExpiry(replace(goods, expiry=None)))
        case ReceivingFault.SERIAL_THERE | ReceivingFault.LOT:
            return (*before, AskLot(replace(goods, lot="")))
        case ReceivingFault.NO_ITEM | ReceivingFault.NOT_ORDERED | ReceivingFault.SERIAL | ReceivingFault.EXPIRY:
            return (*START, AskItem(goods.on))
        case ReceivingFault.NO_DELIVERY | ReceivingFault.NO_SUPPLIER:
            return START
    return trail
