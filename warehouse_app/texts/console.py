"""What codes are called, and what receiving says.

A reply of a station is some of these sentences one after the other: what happened, what follows, what is expected.
"""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- what a code is ---
    "code-of-two-kinds": _("More than one thing here has the number {text}."),
    "code-of-two-items": _(
        "More than one item has the barcode {text}: {skus}. Scan the item's own number, and ask a lead to correct the "
        "barcodes."
    ),
    "code-of-two-numbers": _(
        "{text} is the barcode of {whole} and of {plain}. Type {twice} for the first or {plain} for the second, and "
        "name one of them otherwise."
    ),
    "label-of-two-items": _(
        "This label names more than one item: {skus}. Scan the number of the one in hand, and tell a lead of the label."
    ),
    "code-of-two-lots": _(
        "More than one item has the lot or serial number {text}: {skus}. Scan the item's own number, or a label that "
        "says both."
    ),
    "kind-location": _("a location (L-)"),
    "kind-order": _("an order (SO-)"),
    "kind-purchase-order": _("a purchase order (PO-)"),
    "kind-advance-notice": _("an advance notice (AN-)"),
    "kind-pick-list": _("a pick list (PL-)"),
    "kind-parcel": _("a parcel (PA-)"),
    "kind-receipt": _("a receipt (GR-)"),
    "receive-of-other-order": _(
        "The label says that these goods belong to purchase order {number}, not to {delivery}. Set them aside, or scan "
        "that purchase order first."
    ),
    # --- the delivery ---
    "receive-started": _(
        "Purchase order {number} from {supplier}: {received} of {ordered} units have come, {to_come} are to come."
    ),
    "receive-goes-on": _(
        "Going on with receipt {receipt} of purchase order {number} from {supplier}: {received} of {ordered} units "
        "have come, {to_come} are to come."
    ),
    "receive-switched": _(
        "Switched from {before} to purchase order {number} from {supplier}: {received} of {ordered} units have come, "
        "{to_come} are to come."
    ),
    "receive-blind": _("Goods from {supplier} without a purchase order."),
    "receive-blind-goes-on": counted(
        "Going on with receipt {receipt} from {supplier} without a purchase order: {received} unit so far.",
        "Going on with receipt {receipt} from {supplier} without a purchase order: {received} units so far.",
        "received",
    ),
    "receive-to-come": _("Still to come: {parts}."),
    "receive-to-come-line": _("{to_come} × {sku}"),
    "receive-all-here": _("All that was ordered is here."),
    "receive-open": _("Open receipts: {parts}."),
    "receive-open-order": _("{number} ({receipt})"),
    "receive-open-supplier": _("{supplier} ({receipt})"),
    # --- the goods ---
    "receive-expired": _("Expired: to be used until {expiry}. Put these goods in quarantine; nobody gets them."),
    "receive-pallet-twice": counted(
        "Pallet {sscc} is booked already: {units} unit on receipt {receipt}. No two pallets have one number: look "
        "whether this is the same one.",
        "Pallet {sscc} is booked already: {units} units on receipt {receipt}. No two pallets have one number: look "
        "whether this is the same one.",
        "units",
    ),
    "receive-blocked": _("Lot {lot} is blocked. Put these goods in quarantine; nobody gets them."),
    "receive-wrong-item": _(
        "{sku} is not on purchase order {number}. Set the goods aside, or go back and receive them without an order."
    ),
    "receive-other-day": _(
        "Lot {lot} is known to expire on {stored}. Read the label again; if these goods say another day, put them in "
        "quarantine and ask a lead."
    ),
    "receive-progress": _("{received} of {ordered} ordered on {number} received, {to_come} to come."),
    "receive-too-much": _(
        "That makes {total} of {ordered} ordered on {number} ({received} are received); {most} would pass."
    ),
    "receive-short-dated": counted(
        "To be used until {expiry}: they last only {days} day, and {least} are asked for.",
        "To be used until {expiry}: they last only {days} days, and {least} are asked for.",
        "days",
    ),
    "receive-booked": _("Booked on {receipt}: {quantity} × {sku}, {name}, in {place}."),
    "receive-goes": _("{parts}."),
    "receive-share": _("{units} → {order} (class {rank_class}, waits since {since})"),
    "receive-shares-more": counted("{units} → {lines} more line", "{units} → {lines} more lines", "lines"),
    "receive-rest": _("{units} → {place}"),
    "receive-rest-stock": _("{units} → stock"),
    "receive-rest-kept": counted(
        "{parts} (kept as safety stock; {orders} order waits)",
        "{parts} (kept as safety stock; {orders} orders wait)",
        "orders",
    ),
    "receive-rest-kept-for": _("{parts} (kept for {orders} while more is to come)"),
    "receive-kept-until": counted(
        "{units} × {sku} is kept for pre-orders: no order gets it before {day}.",
        "{units} × {sku} are kept for pre-orders: no order gets them before {day}.",
        "units",
    ),
    "receive-also": _("Also now given: {parts}."),
    "receive-left-to-others": _("Others are then given what lies here: {parts}."),
    "receive-closed": counted(
        "Receipt {receipt} of {delivery} is closed with {units} unit.",
        "Receipt {receipt} of {delivery} is closed with {units} units.",
        "units",
    ),
    "receive-lines-to-come": counted(
        "{lines} line of {number} has units still to come.",
        "{lines} lines of {number} have units still to come.",
        "lines",
    ),
    "receive-undone": _("Taken back from {receipt}: {quantity} × {sku}, {name}, from {place}."),
    "receive-undone-lines": counted(
        "Taken back from {receipt}: {lines} line.", "Taken back from {receipt}: {lines} lines.", "lines"
    ),
    "receive-undone-goods": _("{parts}."),
    "receive-stays-for": counted(
        "{units} × {sku} that is free now stays kept for {orders} while more is to come.",
        "{units} × {sku} that are free now stay kept for {orders} while more is to come.",
        "units",
    ),
    # --- commands ---
    "receive-set-aside": _("Not accepted: set {sku} aside. Nothing was booked."),
    "receive-set-rest-aside": counted(
        "Not accepted: set {rest} × {sku} aside. Go on with the {units} that passes.",
        "Not accepted: set {rest} × {sku} aside. Go on with the {units} that pass.",
        "units",
    ),
    "why-damaged": _("damaged"),
    "why-wrong-item": _("wrong item"),
    "why-short-dated": _("will not last long enough"),
    "why-too-many": _("more than ordered"),
    "receive-undo-open": _(
        "What was booked last here is of receipt {receipt} of {delivery}, which is not the one in hand."
    ),
    "receive-undo-closed": _("What was booked last here is of receipt {receipt} of {delivery}, which is closed."),
    "receive-undo-short": _("What was done last here is of {delivery}: an item was closed short."),
    "receive-undo-taught": _("What was done last here: {code} was taught, one scan of which means {pack} × {sku}."),
    "receive-ask-undo": _("Take it back? WXYES, or WXNO."),
    "receive-taught": _("{code} is known from now on: one scan means {pack} × {sku} ({unit})."),
    "receive-forgotten": _("{code} means nothing any more; one scan of it meant {pack} × {sku}."),
    "receive-pack-doubted": counted(
        "One scan of {code} would mean {pack} × {sku} ({unit}), and {to_come} is to come on {number}. If so many are "
        "in the pack all the same, scan WXYES.",
        "One scan of {code} would mean {pack} × {sku} ({unit}), and {to_come} are to come on {number}. If so many are "
        "in the pack all the same, scan WXYES.",
        "to_come",
    ),
    "receive-pack-large": _(
        "One scan of {code} would mean {pack} × {sku} ({unit}). If so many are in the pack all the same, scan WXYES."
    ),
    "receive-new-code": _("Nothing here has the code {code} yet."),
    "receive-help": _("Receiving {delivery}."),
    "receive-commands": _(
        "WXBACK goes one step back, WXQTY and a number says how many, WXYES and WXNO answer, WXUNDO takes the last "
        "booking back, WXSKIP asks for another place, WXSHORT says that no more of an item will come, WXPRINT prints a "
        "label of the goods booked last, WXDONE closes the receipt. An order that waits for the goods in hand, "
        "scanned, puts them aside for it."
    ),
    "receive-nothing-to-close": _("Nothing has been booked for {delivery}, so there is no receipt to close."),
    "receive-no-delivery": _("No delivery is being received here, so there is nothing to close."),
    "receive-no-other-place": _("There is no other place to propose. Scan any place that has room."),
    "receive-not-without": _(
        "{sku} cannot be booked without it, not even as set aside. Keep the goods apart, and ask the supplier for it."
    ),
    "receive-lead-may-teach": _("With a lead's badge, scanned now, it can be taught here."),
    # --- what will not come ---
    "closing-blind": _("Nothing was ordered from {supplier} here, so nothing can be closed short."),
    "closing-nothing": _("No more of {sku} is to come on {number}."),
    "closing-begun": _("Closing an item of {number} short."),
    "closing-of-item": counted(
        "{units} × {sku}, {name}, is to come on {number}.",
        "{units} × {sku}, {name}, are to come on {number}.",
        "units",
    ),
    "closing-of-rest": counted(
        "Besides those in hand, {units} × {sku}, {name}, is to come on {number}.",
        "Besides those in hand, {units} × {sku}, {name}, are to come on {number}.",
        "units",
    ),
    "closing-closed": _("Closed short on {number}: {units} × {sku} will not come."),
    "closing-undone": _("Expected again on {number}: {units} × {sku}."),
    "closing-by-mistake": _("closed short by mistake"),
    "closing-ask-item": _("Scan the item of which nothing more will come; else WXBACK."),
    "closing-ask-why": _("Why will they not come? {parts}; or type the reason."),
    "why-not-sold-out": _("the supplier has no more"),
    "why-not-cancelled": _("the supplier cancelled them"),
    "why-not-wanted": _("no longer wanted"),
    "why-not-lost": _("lost on the way"),
    # --- what is expected ---
    "receive-ask-delivery": _(
        "Scan a purchase order, an advance notice or a pallet, or a supplier's code for goods that nobody announced."
    ),
    "receive-ask-item": _("Scan an item, or a quantity first; WXDONE when all is in."),
    "receive-ask-over": _(
        "Accept them? WXYES (a lead), WXNO, or the right number of units; or scan a quarantine place for them."
    ),
    "receive-ask-short-dated": _(
        "Accept them? WXYES (a lead), WXNO, or scan a quarantine place to set them aside there."
    ),
    "receive-ask-pieces": counted(
        "{grams} g would be {pieces} ({unit}) of {sku}: WXYES if they are, else type the number.",
        "{grams} g would be {pieces} ({unit}) of {sku} in each of the {packs} packs: WXYES if they are, else type the "
        "number.",
        "packs",
    ),
    "receive-ask-location": _("Scan the place where you put them."),
    "receive-for-order": counted(
        "{units} × {sku} ({unit}) goes to {order}.", "{units} × {sku} ({unit}) go to {order}.", "units"
    ),
    "receive-not-for-order": _("{order} gets none of this {sku} now: others come first, or it wants none."),
    "receive-kept-for-order": _(
        "{order} needs more {sku} than this and counts on what is still to come: put these away, they are kept for it "
        "until the receipt is closed."
    ),
    "receive-not-before": _("No order gets {sku} before {day}. Put these away until then."),
    "receive-others-first": _(
        "{first} comes before {order}: put {units} × {sku} aside for it first, by scanning {first}."
    ),
    "receive-order-first": _(
        "What lies in {place} is for one order, and {order} waits for this {sku}. Scan {order} first, then {place}."
    ),
    "receive-ask-stage": _("Scan the staging place or the tote in which they are put aside for {order}."),
    "receive-ask-teach": _("To teach {code}, scan the number of its item or a code of it that is known; else WXBACK."),
    "receive-ask-pack": _(
        "How many of {sku} does one scan of {code} mean? Type the number ({unit}), 1 for a single one; else WXBACK."
    ),
    "receive-ask-proposed": _("Scan the place where you put them; {place} is proposed, and WXYES takes it."),
}
