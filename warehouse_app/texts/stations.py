"""What stations say, apart from receiving: what is said at all of them, moving, looking up, and who works at which.

A reply of a station is some of these sentences one after the other: what happened, what follows, what is expected.
"""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- at every station ---
    "station-at-receive": _("Receiving goods."),
    "station-at-move": _("Moving goods."),
    "station-at-lookup": _("Looking up."),
    "station-at-count": _("Counting places."),
    "station-is-location": _("This is location {code}."),
    "station-is-order": _("This is order {number}."),
    "station-is-purchase-order": _("This is purchase order {number}."),
    "station-is-advance-notice": _("This is advance notice {number}."),
    "station-is-pallet": _("This is pallet {sscc} of advance notice {notice}."),
    "station-is-pick-list": _("This is pick list {number}."),
    "station-is-parcel": _("This is parcel {number}."),
    "station-is-receipt": _("This is receipt {number}."),
    "station-is-received": _("This is the label of goods that were booked in on {receipt} already."),
    "station-is-taken-back": _(
        "The goods of the label {code} were taken back off receipt {receipt}. Take the label off, and scan the goods "
        "themselves."
    ),
    "station-label-of": _("The label is of {parts}."),
    "station-is-supplier": _("This is supplier {code}, {name}."),
    "station-is-item": _("This is item {sku}, {name}."),
    "station-one-of": _("It is the number of {parts}: scan the printed code, or type it with that prefix."),
    "station-goods": _("{quantity} × {sku}, {name}."),
    "station-item": _("{sku}, {name}."),
    "station-packs": _("Quantity: {packs}."),
    "station-lot": _("Lot {lot}."),
    "station-serial": _("Serial number {lot}."),
    "station-expiry": _("To be used until {expiry}."),
    "station-more-lines": counted("{lines} more line", "{lines} more lines", "lines"),
    "station-too-many": counted(
        "{units} of them is more than was ordered.", "{units} of them are more than was ordered.", "units"
    ),
    "station-nothing-more": _("Nothing more is to come."),
    "station-lies-here": _("At {place} lie {parts}."),
    "station-lies-here-line": _("{quantity} × {sku}"),
    "station-lies-here-of": _("{quantity} × {sku} ({parts})"),
    "station-nothing-here": _("By the books nothing lies at {place}."),
    "station-lies-at": _("It lies at {parts}."),
    "station-lies-at-line": _("{place}: {quantity}"),
    "station-lies-at-of": _("{place}: {quantity} ({parts})"),
    "station-lies-nowhere": _("By the books it lies nowhere."),
    "station-of-lot": _("lot {lot}"),
    "station-of-expiry": _("until {expiry}"),
    "station-of-reserved": _("{reserved} reserved"),
    "station-of-picked": _("for {orders}"),
    "station-of-quarantined": _("in quarantine"),
    "station-of-blocked": _("blocked"),
    "station-not-a-quantity": _("{number} was taken for the item; for a quantity scan WXBACK, then WXQTY{number}."),
    "station-number-is-item": _(
        "{number} is also item {sku}, {name}. For that many units scan WXQTY{number}; to take that item instead, scan "
        "WXBACK first."
    ),
    "station-number-is-place": _(
        "{number} is the number of one of our places, and of something else. For the place scan its label, or type "
        "L-{number}; for that many units scan WXQTY{number}."
    ),
    "station-label-says": _("The label says {measures}."),
    "station-count-unclear": _(
        "How many they are cannot be read from the label for certain. If its text says so clearly, test the scanner's "
        "group separator."
    ),
    "station-label-also": _("The label also says: {parts}."),
    "station-label-made": _("made {day}"),
    "station-label-packed": _("packed {day}"),
    "station-label-variant": _("variant {variant}"),
    "station-label-ship-to": _("ship to {gln}"),
    "station-label-bill-to": _("bill to {gln}"),
    "station-label-purchased-from": _("purchased from {gln}"),
    "station-label-ship-for": _("ship for {gln}"),
    "station-label-location": _("location {gln}"),
    "station-label-pay-to": _("pay to {gln}"),
    "station-label-produced-at": _("produced at {gln}"),
    "station-label-party": _("party {gln}"),
    "station-lot-unclear": _(
        "The label does not say for certain what its lot or serial number is. Type it as it is printed, and test the "
        "scanner's group separator."
    ),
    "station-lot-too-long": _("This is too long for a lot or serial number. Type it as it is printed."),
    "station-lot-doubted": _("If {lot} is what is printed all the same, scan WXYES."),
    "station-other-lot": _(
        "This label names {label}, but the goods in hand are of {lot}. Scan their own label, or type their day; "
        "WXBACK asks for the lot again."
    ),
    "station-expiry-unread": _("This is no day of the calendar. Type it as 2027-12-31 or 271231."),
    "station-no-last-day": _(
        "This code says no last day of use. If one is printed on the goods, type it as 2027-12-31 or 271231."
    ),
    "station-expiry-far": _("This day is too far off to be right. Type it as 2027-12-31 or 271231."),
    "station-back": _("One step back; nothing was booked."),
    "station-first-step": _("There is nothing to go back from."),
    "station-command-not-now": _("{command} means nothing at this point."),
    "station-not-booked": _("{sku} is not booked yet: finish it, or go back with WXBACK."),
    "station-no-number": _("A quantity ({number}) means nothing at this point."),
    "station-long-number": _(
        "{number} is too many at once, or a misread code. Scan again; if there are so many, scan or type WXQTY{number}."
    ),
    "station-no-place": _("No place is proposed that could be confirmed."),
    "station-never-booked": _("The last booking never went through, so there is nothing to take back."),
    "station-nothing-to-undo": _("Nothing that was booked at this workstation today is left to take back."),
    "station-nothing-to-skip": _("WXSKIP asks for another place than the proposed one, and no place is proposed here."),
    "station-waits-again": _("Waits again: {parts}."),
    "station-loss": _("{order} for {units} × {sku} (class {rank_class})"),
    "station-picked-in": _("picked goods are in {place}"),
    "station-picked": _("picked goods: {parts}"),
    "station-picked-line": _("{units} × {sku} in {place}"),
    "station-now-given": _("Now given: {parts}."),
    "station-share-of": _("{units} × {sku} → {order} (class {rank_class})"),
    "station-printing": _("On the way to the printer {printer}: {title}."),
    "station-print-stays": _("It stays in the print queue."),
    "station-nothing-to-print": _("There is nothing to print at this point."),
    "station-prints-receive": _(
        "WXPRINT prints the label of the goods that were booked last, and the goods received note of a receipt that "
        "was just closed."
    ),
    "station-prints-move": _("WXPRINT prints the label of the place that is cleared, or of the item in hand."),
    "station-prints-lookup": _(
        "WXPRINT prints what was looked up last: the label of a place, an item, an order or received goods, a pick "
        "list, or the goods received note of a receipt."
    ),
    "station-prints-count": _("WXPRINT prints the sheet of the place that is counted."),
    "station-label-offered": _("WXPRINT prints the label of what was put aside."),
    "station-label-not-printed": _(
        "All is booked, but the label of what was put aside was not printed; WXPRINT prints it."
    ),
    "station-no-such-reason": _("There is no reason {number}; the usual ones go from 1 to {most}."),
    "station-reason-too-long": _("That reason is longer than {most} characters. Say it more briefly."),
    "station-ask-why": _("Why are they set aside? {parts}; or type the reason."),
    "station-why-choice": _("{number} = {parts}"),
    "station-ask-packed": counted(
        "Scan the item: {packs} piece, or {packs} case if you scan a case.",
        "Scan the item: {packs} pieces, or {packs} cases if you scan a case.",
        "packs",
    ),
    "station-packs-of-what": _(
        "{packs} of what? Scan the item, or WXBACK to forget the number. Nothing else was done."
    ),
    "station-overfull": _("{place} has {held} units now, more than the {capacity} that it is meant to hold."),
    "station-ask-many": _(
        "That is more than is likely. WXYES if there really are {quantity} ({unit}), else WXNO, or the right number of "
        "units."
    ),
    "station-ask-quantity": counted(
        "How many units ({unit}) of {sku} are in this pack? Type the number.",
        "How many units ({unit}) of {sku} are in each of the {packs} packs? Type the number.",
        "packs",
    ),
    "station-ask-lot": _("Scan or type the lot."),
    "station-ask-serial": _("Scan or type the serial number."),
    "station-ask-expiry": _("Until which day may it be used? Type it as 2027-12-31 or 271231."),
    # --- moving ---
    "move-source": _("From {place}."),
    "move-source-switched": _("Now from {place}."),
    "move-source-left": _("Done at {place}."),
    "move-there": counted("{there} lies at {place}.", "{there} lie at {place}.", "there"),
    "move-reserved": counted(
        "{there} lies at {place}, {reserved} of them reserved for orders.",
        "{there} lie at {place}, {reserved} of them reserved for orders.",
        "there",
    ),
    "move-quarantined": _("They are in quarantine, and stay in it."),
    "move-quarantined-stay": counted(
        "Another {quarantined} at {place} is in quarantine and stays there.",
        "Another {quarantined} at {place} are in quarantine and stay there.",
        "quarantined",
    ),
    "move-lots": _("Several lots lie at {place}: {parts}."),
    "move-lots-line": _("{lot} ({quantity})"),
    "move-label-left": counted(
        "{booked} were booked in with this label; {left} of them is left at {place}.",
        "{booked} were booked in with this label; {left} of them are left at {place}.",
        "left",
    ),
    "move-moved": _("Moved from {source} to {target}: {quantity} × {sku}, {name}."),
    "move-moved-back": _("Moved back from {source} to {target}: {quantity} × {sku}, {name}."),
    "move-aside": _("They are in quarantine now: no order gets them."),
    "move-aside-no-more": _("They are in quarantine no more."),
    "move-left": counted("{left} stays at {source}.", "{left} stay at {source}.", "left"),
    "move-stops": _("Pick lists: {parts}."),
    "move-stop-moved": _("{pick_list} fetches {units} × {sku} for {order} at {places} now"),
    "move-stop-lost": _("{pick_list} fetches {units} × {sku} less for {order} at {place}"),
    "move-not-aside": _("Not put aside any more: {parts}."),
    "move-not-aside-line": _("{units} × {sku} at {place} for {order}"),
    "move-skipped": _("Not to {place}."),
    "move-no-other-place": _("Not to {place}; no other place with room for them is known."),
    "move-help": _("Moving goods from {place}."),
    "move-commands": _(
        "WXBACK goes one step back, WXQTY and a number says how many, WXYES takes the proposed place, WXSKIP asks "
        "for another one, WXUNDO carries the last goods back, WXPRINT prints a label, WXDONE ends with this place."
    ),
    "move-ask-source": _("Scan the place from which you carry goods."),
    "move-ask-item": _("Scan an item at {place}, or a quantity first; another place to go on from there."),
    "move-ask-target": _("Scan the place where you put them, or type another number of units."),
    "move-ask-proposed": _(
        "Scan the place where you put them, or type another number of units; {place} is proposed, and WXYES takes it."
    ),
    # --- looking up ---
    "lookup-place": counted("Place {place} holds {units} unit.", "Place {place} holds {units} units.", "units"),
    "lookup-place-of": counted(
        "Place {place} holds {units} unit; it has room for {capacity} in all.",
        "Place {place} holds {units} units; it has room for {capacity} in all.",
        "units",
    ),
    "lookup-shapes-the-walk": _("Place {place} only shapes the walk through the house; no goods lie there."),
    "lookup-item": _("Item {sku}, {name}: {on_hand} on hand, {allocated} allocated, {free} free."),
    "lookup-item-unreleased": _(
        "Item {sku}, {name}: {on_hand} on hand, {allocated} allocated, {free} kept until it is released on "
        "{release_date}."
    ),
    "lookup-lot": _("Lot {lot} of item {sku}, {name}: {on_hand} on hand."),
    "lookup-serial": _("Item {sku}, {name}, with the serial number {lot}: {on_hand} on hand."),
    "lookup-pack": _("This code means a pack of {pack}."),
    "lookup-waiting": counted(
        "{units} unit is waited for: {parts}.", "{units} units are waited for: {parts}.", "units"
    ),
    "lookup-waiting-line": _("{order} for {units} (class {rank_class})"),
    "lookup-nobody-waits": _("Nobody waits for it."),
    "lookup-coming": _("To come: {parts}."),
    "lookup-coming-due": _("{units} on {number} (due {due})"),
    "lookup-coming-undated": _("{units} on {number} (no date)"),
    "lookup-nothing-comes": _("Nothing is on order."),
    "lookup-came-with": _("It came with {parts}."),
    "lookup-came-with-receipt": _("{receipt} from {supplier} ({day})"),
    "lookup-came-with-none": _("No receipt of it is known."),
    "lookup-goes-to": _("It goes to {parts}."),
    "lookup-goes-to-order": _("{order} of {customer} ({picked} picked, {reserved} to be picked)"),
    "lookup-order": _(
        "Order {number} of {customer} (class {rank_class}): {open} open, {allocated} allocated, {short} short."
    ),
    "lookup-order-lines": _("Lines: {parts}."),
    "lookup-order-line": _("{line}. {sku}: {allocated} of {open} ({parts})"),
    "lookup-order-line-short": _("{line}. {sku}: {allocated} of {open}, {short} short ({parts})"),
    "lookup-order-line-closed": _("{line}. {sku}: {parts}"),
    "lookup-in-totes": _("Picked for it, and not shipped: {parts}."),
    "lookup-purchase-order": _(
        "Purchase order {number} from {supplier}: {received} of {ordered} units have come, {to_come} are to come."
    ),
    "lookup-to-come": _("To come: {parts}."),
    "lookup-to-come-due": _("{to_come} × {sku} (due {due})"),
    "lookup-to-come-undated": _("{to_come} × {sku} (no date)"),
    "lookup-all-came": _("All that was ordered is here."),
    "lookup-advance-notice": counted(
        "Advance notice {number} from {supplier}: {received} of {announced} units have come, {to_come} are to come, on "
        "{pallets} pallet or loose.",
        "Advance notice {number} from {supplier}: {received} of {announced} units have come, {to_come} are to come, on "
        "{pallets} pallets or loose.",
        "pallets",
    ),
    "lookup-advance-notice-of": counted(
        "Advance notice {number} of purchase order {order} from {supplier}: {received} of {announced} units have come, "
        "{to_come} are to come, on {pallets} pallet or loose.",
        "Advance notice {number} of purchase order {order} from {supplier}: {received} of {announced} units have come, "
        "{to_come} are to come, on {pallets} pallets or loose.",
        "pallets",
    ),
    "lookup-all-announced-came": _("All that was announced is here."),
    "lookup-pallet": _("Pallet {sscc} of advance notice {notice}."),
    "lookup-on-pallet": _("On it: {parts}."),
    "lookup-on-pallet-line": _("{quantity} × {sku}"),
    "lookup-pallet-here": _("{received} of its {units} units have come."),
    "lookup-pick-list": counted(
        "Pick list {number}: {stops} stop left.", "Pick list {number}: {stops} stops left.", "stops"
    ),
    "lookup-stops": _("To fetch: {parts}."),
    "lookup-stops-line": _("{units} × {sku} at {place} for {order}"),
    "lookup-all-picked": _("Nothing is left to fetch."),
    "lookup-stops-changed": _("Changed since it was released, the latest first: {parts}."),
    "lookup-stop-elsewhere": _("{units} × {sku} for {order} at {places}, not at {place}"),
    "lookup-stop-nowhere": _("{units} × {sku} less for {order} at {place}"),
    "lookup-stop-again": _("{units} × {sku} for {order}, picked at {place} but missing since, once more at {places}"),
    "lookup-stop-missing": _("{units} × {sku} for {order}, picked at {place} but missing since"),
    "lookup-parcel": _("Parcel {number} was sent for order {order}."),
    "lookup-receipt": counted(
        "Receipt {number} from {supplier}, begun on {day}: {units} unit came.",
        "Receipt {number} from {supplier}, begun on {day}: {units} units came.",
        "units",
    ),
    "lookup-receipt-of": counted(
        "Receipt {number} of purchase order {order} from {supplier}, begun on {day}: {units} unit came.",
        "Receipt {number} of purchase order {order} from {supplier}, begun on {day}: {units} units came.",
        "units",
    ),
    "lookup-receipt-open": _("It is not closed yet."),
    "lookup-receipt-closed": _("It was closed on {day}."),
    "lookup-came": _("It took in {parts}."),
    "lookup-nothing-came": _("Nothing that it took in counts any more."),
    "lookup-received": _("Label {code}: {quantity} × {sku}, {name}."),
    "lookup-received-several": counted(
        "Label {code}: {units} unit of several goods.", "Label {code}: {units} units of several goods.", "units"
    ),
    "lookup-customer": _("This is customer {code}, {name} (class {rank_class})."),
    "lookup-customer-orders": _("Open orders: {parts}."),
    "lookup-customer-order": counted("{number} ({units} unit)", "{number} ({units} units)", "units"),
    "lookup-no-open-order": _("No order of theirs is open."),
    "lookup-books-nothing": _(
        "Looking up books nothing that could be taken back. Go to the station where it was booked, and take it back "
        "there."
    ),
    "lookup-commands": _("Whatever is scanned is told of, and nothing is booked. WXPRINT prints its label."),
    "lookup-ask-anything": _("Scan anything: a place, an item, an order, a purchase order, a pick list."),
    # --- who works at which station ---
    "floor-finish-first": _(
        "Something is begun here: finish it, or scan WXBACK until the first step; then scan {command} again."
    ),
    "floor-signed-in": _("Signed in: {person}."),
    "floor-signed-in-already": _("{person} is signed in already."),
    "floor-signed-out": _("Signed out: {person}."),
    "floor-kept": _("What was begun here and not booked stays."),
    "floor-nobody-known": _("This house knows nobody by name, so nobody has to sign in or out."),
    "floor-nobody-here": _("Nobody is signed in here."),
    "floor-lead-needed": _("A lead must do this. Ask one to scan their badge."),
    "floor-lent": _("Answered by {lead}; {person} goes on."),
    "floor-ask-badge": _("Scan your badge."),
}
