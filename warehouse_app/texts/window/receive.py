"""What the page of receiving says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- what is expected, to be read from two metres ---
    "receive-prompt-delivery": _("Scan the delivery"),
    "receive-prompt-item": _("Scan an item"),
    "receive-prompt-packed": counted("Scan the item: {packs} pack came", "Scan the item: {packs} packs came", "packs"),
    "receive-prompt-quantity": _("How many in a pack?"),
    "receive-prompt-lot": _("Scan the lot"),
    "receive-prompt-lot-doubted": _("Is the lot really {lot}?"),
    "receive-prompt-serial": _("Scan the serial number"),
    "receive-prompt-expiry": _("Use until which day?"),
    "receive-prompt-over": _("Too many. Accept them?"),
    "receive-prompt-location": _("Scan the place"),
    "receive-prompt-proposed": _("Put them in {place}"),
    # --- headlines ---
    "receive-short-begun": counted("{number}: {to_come} unit to come", "{number}: {to_come} units to come", "to_come"),
    "receive-short-switched": counted(
        "Switched to {number}: {to_come} unit to come", "Switched to {number}: {to_come} units to come", "to_come"
    ),
    "receive-short-goods": _("{quantity} × {sku}"),
    "receive-short-item": _("{sku}"),
    "receive-short-booked": _("Booked: {quantity} × {sku} in {place}"),
    "receive-short-undone": _("Taken back: {quantity} × {sku} from {place}"),
    # --- what the station says with a command in it, with the button that gives the command ---
    "receive-hint-item": _("Scan an item, or a quantity first; “{done}” when all is in."),
    "receive-hint-over": _("Accept them? “{accept}” (a lead), “{set_aside}”, or the right number of units."),
    "receive-hint-proposed": _("Scan the place where you put them, or press “{put_in}”."),
    "receive-hint-lot-doubted": _("If {lot} is what is printed all the same, press “{take_lot}”."),
    "receive-hint-not-booked": _("{sku} is not booked yet: finish it, or press “{back}”."),
    "receive-hint-not-a-quantity": _(
        "{number} was taken for the item; for a quantity press “{back}”, then scan WXQTY{number}."
    ),
    "receive-hint-number-is-item": _(
        "{number} is also item {sku}, {name}. For that many units scan WXQTY{number}; to take that item instead, press "
        "“{back}” first."
    ),
    # --- buttons ---
    "receive-press-back": _("Step back"),
    "receive-press-done": _("Close the receipt"),
    "receive-press-put-in": _("They are in {place}"),
    "receive-press-accept": _("Accept"),
    "receive-press-set-aside": _("Set aside"),
    "receive-press-take-lot": _("Yes, it is"),
    "receive-press-other-lot": _("No, scan it again"),
    # --- who gets it ---
    "receive-who-would-get": _("Would go to"),
    "receive-who-gets": _("Who gets it"),
    "receive-who-units": _("Units"),
    "receive-who-units-to": _("{units} →"),
    "receive-who-customer": _("Customer"),
    "receive-who-class": _("Class"),
    "receive-who-since": _("Waits since"),
    "receive-who-short": _("Short"),
    "receive-who-nobody": _("Nobody waits for these"),
    "receive-who-to-stock": _("Stock"),
    "receive-who-more": counted("{lines} more line", "{lines} more lines", "lines"),
    # --- the delivery ---
    "receive-coming-title": _("This delivery"),
    "receive-coming-on-order": _("{number} from {supplier}"),
    "receive-coming-blind": _("From {supplier}, not announced"),
    "receive-coming-of-all": _("{received} of {ordered} units received"),
    "receive-coming-so-far": counted("{received} unit so far", "{received} units so far", "received"),
    "receive-coming-sku": _("Item"),
    "receive-coming-name": _("Name"),
    "receive-coming-received": _("Received"),
    "receive-coming-received-of": _("{received} of {ordered}"),
    "receive-coming-to-come": _("To come"),
    "receive-coming-go-on": _("Go on with an open receipt"),
    "receive-coming-expected": _("Expected deliveries"),
    "receive-coming-expected-help": _("Choose one with the arrow keys and Enter instead of scanning it."),
    "receive-coming-due": _("Due"),
    "receive-coming-overdue": _("{due}, late"),
    "receive-coming-number": _("Number"),
    "receive-coming-supplier": _("Supplier"),
    "receive-coming-lines": _("Lines"),
    "receive-coming-nothing": _("No delivery is expected"),
    "receive-coming-nothing-help": _(
        "Scan a supplier's code to receive goods that nobody announced, or enter a purchase order first."
    ),
    # --- the last bookings ---
    "receive-past-title": _("Last bookings here"),
    "receive-past-key": _("{key} takes the last one back."),
    "receive-past-nothing": _("Nothing has been booked at this workstation yet."),
    "receive-past-goods": _("{quantity} × {sku}, {name}"),
    "receive-past-goods-lot": _("{quantity} × {sku}, {name}, lot {lot}"),
    "receive-past-goods-more": counted("{goods} and {lines} more line", "{goods} and {lines} more lines", "lines"),
    "receive-past-where": _("{place} · {at} · {delivery} · {receipt} · {actor}"),
    "receive-past-undo": _("Undo"),
    "receive-past-undo-this": _("Undo: {goods}, {place}"),
    "receive-past-undone": _("Taken back"),
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
