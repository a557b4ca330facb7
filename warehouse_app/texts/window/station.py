"""What the pages of all stations say."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- what is expected, to be read from two metres ---
    "station-prompt-packed": counted("Scan the item ({packs} of it)", "Scan the item ({packs} of them)", "packs"),
    "station-prompt-quantity": _("How many in a pack?"),
    "station-prompt-lot": _("Scan the lot"),
    "station-prompt-many": _("Really {quantity}?"),
    "station-prompt-lot-doubted": _("Is the lot really {lot}?"),
    "station-prompt-serial": _("Scan the serial number"),
    "station-prompt-expiry": _("Use until which day?"),
    "station-prompt-location": _("Scan the place"),
    "station-prompt-proposed": _("Put them in {place}"),
    "station-prompt-item-at": _("Scan an item at {place}"),
    # --- headlines ---
    "station-short-goods": _("{quantity} × {sku}"),
    "station-short-item": _("{sku}"),
    # --- what a station says with a command in it, with the button that gives the command ---
    "station-hint-proposed": _("Scan the place where you put them, or press “{put_in}”."),
    "station-hint-many": _(
        "That is more than is likely. If there really are {quantity} ({unit}), press “{so_many}”; else "
        "“{not_so_many}”, or type the right number of units."
    ),
    "station-hint-lot-doubted": _("If {lot} is what is printed all the same, press “{take_lot}”."),
    "station-hint-not-booked": _("{sku} is not booked yet: finish it, or press “{back}”."),
    "station-hint-not-a-quantity": _(
        "{number} was taken for the item; for a quantity press “{back}”, then scan WXQTY{number}."
    ),
    "station-hint-number-is-item": _(
        "{number} is also item {sku}, {name}. For that many units scan WXQTY{number}; to take that item instead, press "
        "“{back}” first."
    ),
    "station-hint-packs-of-what": _(
        "{packs} of what? Scan the item, or press “{back}” to forget the number. Nothing else was done."
    ),
    "station-hint-label-offered": _("“{label}” prints the label of what was put aside."),
    "station-hint-label-not-printed": _(
        "All is booked, but the label of what was put aside was not printed; “{label}” prints it."
    ),
    # --- buttons ---
    "station-press-back": _("Step back"),
    "station-press-put-in": _("They are in {place}"),
    "station-press-other-place": _("Another place"),
    "station-press-so-many": _("Yes, so many"),
    "station-press-not-so-many": _("No, not so many"),
    "station-press-take-lot": _("Yes, it is"),
    "station-press-other-lot": _("No, scan it again"),
    "station-press-answer": _("Answer, quantity or code"),
    "station-press-more": _("More answers"),
    "station-press-print-label": _("Print label"),
    "station-press-print-note": _("Print goods received note"),
    "station-press-print-list": _("Print pick list"),
    "station-press-print-sheet": _("Print count sheet"),
    # --- the last bookings ---
    "station-past-title": _("Last bookings here"),
    "station-past-key": _("{key} takes the last one back."),
    "station-past-nothing": _("Nothing has been booked in at this workstation yet."),
    "station-past-nothing-moved": _("Nothing has been moved at this workstation yet."),
    "station-past-goods": _("{quantity} × {sku}, {name}"),
    "station-past-goods-lot": _("{quantity} × {sku}, {name}, lot {lot}"),
    "station-past-goods-more": counted(
        "{quantity} × {sku} and {lines} more line", "{quantity} × {sku} and {lines} more lines", "lines"
    ),
    "station-past-undo": _("Undo"),
    "station-past-undo-this": _("Undo: {goods}, {place}"),
    "station-past-undone": _("Taken back"),
    # --- columns ---
    "station-column-item": _("Item"),
    "station-column-name": _("Name"),
    "station-column-units": _("Units"),
    "station-column-lot": _("Lot"),
    "station-column-state": _("State"),
    "station-column-place": _("Place"),
    "station-column-items": _("Items"),
    # --- lists ---
    "station-list-lies-here": _("What lies here"),
    "station-list-lies-at": _("Where it lies"),
    "station-list-lots": _("Which lot?"),
    # --- a scan as it was understood ---
    "understood-scanned": _("Scanned: {parts}"),
    "understood-text": _("“{text}”"),
    "understood-command": _("command {command}"),
    "understood-quantity": _("quantity {quantity}"),
    "understood-badge": _("a badge"),
    "understood-gtin": _("GTIN {gtin}"),
    "understood-sscc": _("pallet {sscc}"),
    "understood-content": _("{count} × GTIN {gtin}"),
    "understood-lot": _("lot {lot}"),
    "understood-serial": _("serial number {serial}"),
    "understood-best-before": _("best before {day}"),
    "understood-expiry": _("to be used until {day}"),
    "understood-pieces": counted("{pieces} piece", "{pieces} pieces", "pieces"),
    "understood-our-item": _("our item {sku}"),
    "understood-order": _("our order {number}"),
}
