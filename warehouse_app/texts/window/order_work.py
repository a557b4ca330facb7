"""What is said where goods of an order come back or are put back, and where it is merged or split."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "order-work-open": _("More"),
    "order-work-return": _("Return goods…"),
    "order-work-put-back": _("Put back…"),
    "order-work-merge": _("Merge…"),
    "order-work-split": _("Split…"),
    "order-work-return-about": _("The order does not ask for them again. Good ones find whoever waits."),
    "order-work-return-of": _("{order}, line {line}: {sku}, {name}"),
    "order-work-put-back-about": _(
        "Goods that were picked for the order are taken out of their tote, or off their packing place. The order keeps "
        "what it has and is picked for anew; where nobody may have them as they lie then, it may have to wait again."
    ),
    "order-work-put-back-of": _("{order} of {customer}"),
    "order-work-goods": _("Which goods"),
    "order-work-goods-row": _("{units} × {sku}, {name}, in {place}"),
    "order-work-goods-row-lot": _("{units} × {sku}, {name}, lot {lot}, in {place}"),
    "order-work-put-back-units": _("How many"),
    "order-work-put-back-hint": counted("{picked} is picked.", "{picked} are picked.", "picked"),
    "order-work-none-picked": _("Nothing that is picked for {order} lies in a tote or at a packing place."),
    "order-work-merge-about": _(
        "What is open of the other order is wanted by this one from then on, with the stock that it holds. A lead can "
        "do this."
    ),
    "order-work-merge-into": _("Into {order} of {customer}"),
    "order-work-split-about": _(
        "A new order wants what is split off. The stock stays with this one as far as it still wants so much. A lead "
        "can do this."
    ),
    "order-work-split-of": _("{order} of {customer}"),
    "order-work-units": _("How many came back"),
    "order-work-units-hint": counted("{most} can come back.", "{most} can come back.", "most"),
    "order-work-lot": _("Lot or serial number"),
    "order-work-expiry": _("Expires"),
    "order-work-expiry-hint": _("Only where the house does not know the lot."),
    "order-work-place": _("Put in place"),
    "order-work-condition": _("What becomes of them"),
    "return-condition-quarantine": _("set aside, to be looked at"),
    "return-condition-stock": _("to stock"),
    "return-condition-scrap": _("scrapped"),
    "order-work-other": _("Which order"),
    "order-work-other-row": counted(
        "{number}, placed {placed}: {units} unit open", "{number}, placed {placed}: {units} units open", "units"
    ),
    "order-work-no-other": _("{customer} has no other open order."),
    "order-work-number": _("Number of the new order"),
    "order-work-line": _("{line}. {sku}: of {open} split off"),
    "order-work-line-stays": _("none"),
    "order-work-returned": counted(
        "{quantity} × {sku} of {order} came back to {place} ({document}).",
        "{quantity} × {sku} of {order} came back to {place} ({document}).",
        "quantity",
    ),
    "order-work-returned-aside": counted(
        "{quantity} × {sku} of {order} came back to {place} ({document}) and is set aside.",
        "{quantity} × {sku} of {order} came back to {place} ({document}) and are set aside.",
        "quantity",
    ),
    "order-work-was-put-back": counted(
        "{quantity} × {sku}, picked for {order}, was put back from {source} to {target}.",
        "{quantity} × {sku}, picked for {order}, were put back from {source} to {target}.",
        "quantity",
    ),
    "order-work-was-put-back-aside": counted(
        "{quantity} × {sku}, picked for {order}, was put back from {source} to {target} and is set aside.",
        "{quantity} × {sku}, picked for {order}, were put back from {source} to {target} and are set aside.",
        "quantity",
    ),
    "order-work-merged": counted(
        "{order} wants {units} unit of {other} too now; {other} is empty.",
        "{order} wants {units} units of {other} too now; {other} is empty.",
        "units",
    ),
    "order-work-was-split": counted(
        "{number} wants {units} unit that {order} wanted before.",
        "{number} wants {units} units that {order} wanted before.",
        "units",
    ),
}
