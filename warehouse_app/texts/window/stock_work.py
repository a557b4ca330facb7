"""What is said where stock is moved, set aside or corrected by hand."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "work-open": _("Stock work"),
    "work-move": _("Move…"),
    "work-set-aside": _("Set aside…"),
    "work-release": _("Release…"),
    "work-adjust": _("Adjust…"),
    "work-scrap": _("Scrap…"),
    "work-block": _("Block lot…"),
    "work-unblock": _("Unblock lot…"),
    "work-of": _("{sku}, {name}"),
    "work-move-about": _("The goods keep their state. Who is sent for them follows them."),
    "work-set-aside-about": _("The goods go into quarantine: no order gets them until they are released."),
    "work-release-about": _("The goods can be used again, and find whoever waits. A lead can do this."),
    "work-adjust-about": _("The books are set to what is really there. A lead can do this."),
    "work-scrap-about": _("The goods are thrown away and leave the books. A lead can do this."),
    "work-block-about": _(
        "Nothing of the lot is given to orders, picked or shipped, wherever it lies and whatever comes in of it. A "
        "lead can do this."
    ),
    "work-unblock-about": _("What the block has set aside is released. A lead can do this."),
    "work-goods": _("Which goods"),
    "work-goods-row": _("{place}: {quantity}"),
    "work-goods-row-of": _("{place}: {quantity} ({parts})"),
    "work-lot": _("Lot"),
    "work-lot-row": _("{lot}: {units}"),
    "work-units": _("How many"),
    "work-units-hint": counted("{there} lies there.", "{there} lie there.", "there"),
    "work-really": _("How many are really there"),
    "work-really-hint": counted("By the books {there} lies there.", "By the books {there} lie there.", "there"),
    "work-to": _("To which place"),
    "work-to-keep": _("where they lie"),
    "work-no-more-aside": _("More than the books say cannot be put into quarantine: count the place instead."),
    "work-as-before": _("This is what the books say already."),
    "work-done-moved": counted(
        "{quantity} × {sku} is at {target} now, not at {source}.",
        "{quantity} × {sku} are at {target} now, not at {source}.",
        "quantity",
    ),
    "work-done-set-aside": counted(
        "{quantity} × {sku} of {place} is in quarantine.",
        "{quantity} × {sku} of {place} are in quarantine.",
        "quantity",
    ),
    "work-done-released": counted(
        "{quantity} × {sku} of {place} can be used again.",
        "{quantity} × {sku} of {place} can be used again.",
        "quantity",
    ),
    "work-done-out-of-reach": _("They are still at {place}, from where no order is served: move them."),
    "work-done-some-out-of-reach": _("What lies at {places} is still where no order is served from: move it."),
    "work-done-adjusted": counted(
        "By the books {left} × {sku} lies at {place} now.", "By the books {left} × {sku} lie at {place} now.", "left"
    ),
    "work-done-scrapped": _("Scrapped: {quantity} × {sku} of {place}."),
    "work-done-blocked": counted(
        "Lot {lot} of {sku} is blocked; {units} unit of it is set aside.",
        "Lot {lot} of {sku} is blocked; {units} units of it are set aside.",
        "units",
    ),
    "work-done-blocked-picked": counted(
        "{units} unit of it is picked for {orders}: take it out before it is sent.",
        "{units} units of it are picked for {orders}: take them out before they are sent.",
        "units",
    ),
    "work-done-unblocked": counted(
        "Lot {lot} of {sku} is no longer blocked; {units} unit of it can be used again.",
        "Lot {lot} of {sku} is no longer blocked; {units} units of it can be used again.",
        "units",
    ),
}
