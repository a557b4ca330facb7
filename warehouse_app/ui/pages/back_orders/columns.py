"""The columns of the queue: the keys it is sorted by, and what people have changed about how a line is served."""

from datetime import datetime

from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.listing import Value
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.tables import Column, day_width
from warehouse_app.ui.words.back_orders import Queue


def queue_columns(desk: Desk) -> list[Column]:
    """Return the columns; what is hidden at first is a click away."""
    say = desk.say

    def placed_on(value: Value) -> str:
        # The time of day would push what is short out of sight.
        return desk.text(value.astimezone(desk.zone).date()) if isinstance(value, datetime) else ""

    def if_any(value: Value) -> str:
        return desk.text(value) if isinstance(value, int) and value else ""

    days = day_width(desk)
    return [
        Column("rank_class", say(Queue.CLASS), 5),
        Column("due", say(Queue.DUE), days, hidden=desk.house_settings.policy is not Policy.DUE_DATE),
        Column("placed", say(Queue.PLACED), days, text=placed_on),
        Column("order", say(Queue.ORDER), 9),
        Column("line", say(Queue.LINE), 3),
        Column("customer", say(Queue.CUSTOMER), 12, grows=True),
        Column("sku", say(Queue.SKU), 9),
        Column("short", say(Queue.SHORT), 5),
        Column("open", say(Queue.OPEN), 6),
        Column("allocated", say(Queue.ALLOCATED), 9),
        Column("pinned", say(Queue.PINNED), 6, text=if_any),
        Column("hold_reason", say(Queue.ON_HOLD), 9),
        Column("need_by", say(Queue.NEED_BY), days),
        Column("promised", say(Queue.PROMISED), days),
        Column("not_before", say(Queue.NOT_BEFORE), days),
        Column("lifted", say(Queue.LIFTED), 7),
        Column("item", say(Queue.ITEM), 26, hidden=True),
        Column("customer_code", say(Queue.CUSTOMER_CODE), 12, hidden=True),
    ]
