"""What is said where a receipt is put right."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "correct-open": _("Correct…"),
    "correct-open-this": _("Correct: {goods}, {place}"),
    "correct-title": _("Put right what was booked in"),
    "correct-of": _("{sku}, {name} · {place} · {receipt}, {at}, {actor}"),
    "correct-of-several": _("{receipt}, {at}, {actor}"),
    "correct-about": _(
        "Write what really came. It is booked in place of what was booked by mistake, on the same receipt; orders and "
        "pick lists follow. Goods that were moved or set aside since are found; what is picked is not taken back."
    ),
    "correct-goods": _("Which goods"),
    "correct-goods-row": _("{quantity} × {sku} in {place}"),
    "correct-goods-row-lot": _("{quantity} × {sku}, lot {lot}, in {place}"),
    "correct-goods-row-aside": _("{goods}, set aside"),
    "correct-units": _("How many came"),
    "correct-units-hint": _("Booked: {booked}. Write 0 where none came."),
    "correct-units-of-them": _("How many of them"),
    "correct-units-of-them-hint": counted(
        "Booked: {booked}.", "Of the {booked} that are booked; the others stay as they are.", "booked"
    ),
    "correct-item": _("Item"),
    "correct-lot": _("Lot or serial number"),
    "correct-expiry": _("Last day of use"),
    "correct-none": _("none"),
    "correct-over": _("Accept more than the supplier may bring"),
    "correct-over-hint": _("A lead can do this."),
    "correct-too-much": _(
        "Purchase order {number} asks for {ordered} of {sku}; with these, {received} would have come, and at most "
        "{most} may. Count again; if that is right, a lead can accept them with the box below."
    ),
    "correct-lot-needed": _("Goods of {sku} have a lot or serial number. Type the one that is printed on them."),
    "correct-expiry-needed": _("Goods of {sku} have a last day of use. Type the one that is printed on them."),
    "correct-done": _("Put right on {receipt}, booked in {place}: {wrong} → {right}."),
    "correct-done-none": _("Put right on {receipt}, booked in {place}: {wrong} → nothing came."),
    "correct-some": _("{quantity} × {sku}"),
    "correct-some-lot": _("{quantity} × {sku} (lot {lot})"),
    "correct-some-lot-day": _("{quantity} × {sku} (lot {lot}, to be used until {expiry})"),
    "correct-some-in": _("{goods} in {place}"),
}
