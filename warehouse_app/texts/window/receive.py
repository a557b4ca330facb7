"""What the page of receiving says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- what is expected, to be read from two metres ---
    "receive-prompt-delivery": _("Scan the delivery"),
    "receive-prompt-item": _("Scan an item"),
    "receive-prompt-over": _("Too many. Accept them?"),
    "receive-prompt-why": _("Why are they set aside?"),
    "receive-prompt-stage": _("Scan the staging place or the tote"),
    "receive-prompt-pallet": _("Scan the place for the whole pallet"),
    "receive-prompt-pallet-proposed": _("Put the whole pallet in {place}"),
    "receive-prompt-teach": _("Unknown code: scan its item to teach it"),
    "receive-prompt-pack": _("How many does this code mean?"),
    "receive-prompt-undo": _("Take that back?"),
    "receive-prompt-pieces": counted("Is it {pieces}?", "Are they {pieces}?", "pieces"),
    "receive-prompt-says-lot": _("Is the lot {lot}?"),
    "receive-prompt-says-lot-and-day": _("Is the lot {lot}, until {expiry}?"),
    "receive-prompt-says-serial": _("Is the serial number {lot}?"),
    "receive-prompt-says-day": _("Is it until {expiry}?"),
    "receive-prompt-short-dated": _("Too short-dated. Accept them?"),
    "receive-prompt-short": _("Of which item will no more come?"),
    "receive-prompt-why-not": _("Why will they not come?"),
    # --- headlines ---
    "receive-short-begun": counted("{number}: {to_come} unit to come", "{number}: {to_come} units to come", "to_come"),
    "receive-short-switched": counted(
        "Switched to {number}: {to_come} unit to come", "Switched to {number}: {to_come} units to come", "to_come"
    ),
    "receive-short-booked": _("Booked: {quantity} × {sku} in {place}"),
    "receive-short-pallet-booked": _("Booked: pallet {sscc} in {place}"),
    "receive-short-undone": _("Taken back: {quantity} × {sku} from {place}"),
    "receive-short-closed": _("Closed short: {units} × {sku}"),
    # --- what the station says with a command in it, with the button that gives the command ---
    "receive-hint-item": _("Scan an item, or a quantity first; “{done}” when all is in."),
    "receive-hint-teach": _(
        "To teach {code}, scan the number of its item or a code of it that is known; else “{back}”."
    ),
    "receive-hint-pack": _(
        "How many of {sku} does one scan of {code} mean? Type the number ({unit}), 1 for a single one; else “{back}”."
    ),
    "receive-hint-pack-doubted": counted(
        "One scan of {code} would mean {pack} × {sku} ({unit}), and {to_come} is to come on {number}. If so many are "
        "in the pack all the same, “{take_pieces}”.",
        "One scan of {code} would mean {pack} × {sku} ({unit}), and {to_come} are to come on {number}. If so many are "
        "in the pack all the same, “{take_pieces}”.",
        "to_come",
    ),
    "receive-hint-pack-large": _(
        "One scan of {code} would mean {pack} × {sku} ({unit}). If so many are in the pack all the same, "
        "“{take_pieces}”."
    ),
    "receive-hint-undo": _("Take it back? “{take_back}”, or “{leave}”."),
    "receive-hint-over": _(
        "Accept them? “{accept}” (a lead), “{set_aside}”, or the right number of units; or scan a quarantine place for "
        "them."
    ),
    "receive-hint-pieces": counted(
        "{grams} g would be {pieces} ({unit}) of {sku}: “{take_pieces}”, or type the number.",
        "{grams} g would be {pieces} ({unit}) of {sku} in each of the {packs} packs: “{take_pieces}”, or type the "
        "number.",
        "packs",
    ),
    "receive-hint-short-dated": _(
        "Accept them? “{accept}” (a lead), “{set_aside}”, or scan a quarantine place to set them aside there."
    ),
    "receive-hint-pallet-proposed": _(
        "Scan the place for the whole pallet, or “{put_in}”. Or scan an item to take it in part by part."
    ),
    "receive-hint-says-lot": _("The notice says {lot}: press “{take}”, or scan or type what is on the goods."),
    "receive-hint-says-lot-and-day": _(
        "The notice says {lot}, to be used until {expiry}: press “{take}”, or scan or type the lot on the goods."
    ),
    "receive-hint-says-day": _("The notice says {expiry}: press “{take}”, or type the day on the goods."),
    "receive-hint-short": _("Scan the item of which nothing more will come; else “{back}”."),
    # --- buttons ---
    "receive-press-done": _("Close the receipt"),
    "receive-press-accept": _("Accept"),
    "receive-press-set-aside": _("Set aside"),
    "receive-press-refuse": _("Do not take them in"),
    "receive-press-take-pieces": _("Yes, so many"),
    "receive-press-take-back": _("Take it back"),
    "receive-press-leave": _("Leave it"),
    "receive-press-as-announced": _("Yes, as announced"),
    "receive-press-short": _("Will not come"),
    # --- who gets it ---
    "receive-who-would-get": _("Would go to"),
    "receive-who-gets": _("Who gets it"),
    "receive-who-units": _("Units"),
    "receive-who-item": _("Item"),
    "receive-who-units-to": _("{units} →"),
    "receive-who-customer": _("Customer"),
    "receive-who-class": _("Class"),
    "receive-who-since": _("Waits since"),
    "receive-who-short": _("Short"),
    "receive-who-nobody": _("No order gets these"),
    "receive-who-kept": counted(
        "Kept as safety stock; {orders} order waits", "Kept as safety stock; {orders} orders wait", "orders"
    ),
    "receive-who-kept-for": _("Kept for {orders} while more is to come"),
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
    "receive-coming-pallets": _("Pallets"),
    "receive-coming-nothing": _("No delivery is expected"),
    "receive-coming-nothing-help": _(
        "Scan a supplier's code to receive goods that nobody announced, or enter a purchase order first."
    ),
    # --- the last bookings ---
    "receive-past-where": _("{place} · {at} · {delivery} · {receipt} · {actor}"),
}
