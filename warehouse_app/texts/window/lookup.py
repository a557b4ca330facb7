"""What the page of looking up says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "lookup-prompt-anything": _("Scan anything"),
    "lookup-nothing-yet": _("What is this, where is it, who waits for it?"),
    "lookup-nothing-yet-help": _(
        "Scan an item, a place, a lot or serial number, an order, a purchase order, a pick list, a parcel or the label "
        "of received goods. Nothing is booked here."
    ),
    "lookup-open": _("Open {thing}"),
    "lookup-short-item": _("{sku}: {on_hand} on hand, {free} free"),
    "lookup-short-lot": _("{sku}, {lot}: {on_hand} on hand"),
    "lookup-short-order": _("{number}: {allocated} of {open} allocated"),
    "lookup-short-purchase-order": _("{number}: {received} of {ordered} have come"),
    "lookup-short-received": _("{code}: {quantity} × {sku}"),
    "lookup-list-waiting": counted("{units} unit is waited for", "{units} units are waited for", "units"),
    "lookup-list-coming": _("To come"),
    "lookup-list-came": _("It took in"),
    "lookup-list-came-with": _("It came with"),
    "lookup-list-order-lines": _("Lines"),
    "lookup-list-stops": _("To fetch"),
}
