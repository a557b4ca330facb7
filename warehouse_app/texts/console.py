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
    "kind-location": _("a location (L-)"),
    "kind-order": _("an order (SO-)"),
    "kind-purchase-order": _("a purchase order (PO-)"),
    "kind-pick-list": _("a pick list (PL-)"),
    "kind-parcel": _("a parcel (PA-)"),
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
    "receive-progress": _("{received} of {ordered} ordered on {number} received, {to_come} to come."),
    "receive-too-much": _(
        "That makes {total} of {ordered} ordered on {number} ({received} are received); {most} would pass."
    ),
    "receive-booked": _("Booked on {receipt}: {quantity} × {sku}, {name}, in {place}."),
    "receive-goes": _("{parts}."),
    "receive-share": _("{units} → {order} (class {rank_class}, waits since {since})"),
    "receive-shares-more": counted("{units} → {lines} more line", "{units} → {lines} more lines", "lines"),
    "receive-rest": _("{units} → {place}"),
    "receive-rest-stock": _("{units} → stock"),
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
    "receive-undone-line": _("{quantity} × {sku}"),
    # --- commands ---
    "receive-set-aside": _("Not accepted: set {sku} aside. Nothing was booked."),
    "receive-help": _("Receiving {delivery}."),
    "receive-commands": _(
        "WXBACK goes one step back, WXQTY and a number says how many, WXYES and WXNO answer, WXUNDO takes the last "
        "booking back, WXDONE closes the receipt."
    ),
    "receive-nothing-to-close": _("Nothing has been booked for {delivery}, so there is no receipt to close."),
    "receive-no-delivery": _("No delivery is being received here, so there is nothing to close."),
    # --- lot and expiry ---
    "receive-lot-doubted": _("If {lot} is what is printed all the same, scan WXYES."),
    # --- what is expected ---
    "receive-ask-delivery": _("Scan a purchase order, or a supplier's code for goods that nobody announced."),
    "receive-ask-item": _("Scan an item, or a quantity first; WXDONE when all is in."),
    "receive-ask-packed": counted(
        "Scan the item of which {packs} pack came, or another quantity.",
        "Scan the item of which {packs} packs came, or another quantity.",
        "packs",
    ),
    "receive-ask-expiry": _("Until which day may it be used? Type it as 2027-12-31 or 271231."),
    "receive-ask-over": _("Accept them? WXYES (a lead), WXNO, or the right number of units."),
    "receive-ask-location": _("Scan the place where you put them."),
    "receive-ask-proposed": _("Scan the place where you put them; {place} is proposed, and WXYES takes it."),
}
