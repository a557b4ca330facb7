"""Why goods are not taken in, or a mistake with them is not put right, and what to do about it."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "receipt-purchase-order-unknown": _(
        "There is no purchase order {number}. Check its number on the delivery note, or receive the goods without one "
        "from their supplier."
    ),
    "receipt-supplier-unknown": _("There is no supplier {code}. Check the code, or ask a lead to add the supplier."),
    "receipt-advance-notice-unknown": _(
        "There is no advance notice {number}. Check its number on the delivery note, or receive the goods on their "
        "purchase order."
    ),
    "receipt-pallet-not-announced": _(
        "Pallet {sscc} is not announced for {delivery}. Scan what is on it, item by item, or scan its own advance "
        "notice first."
    ),
    "receipt-pallet-here": _(
        "All that {notice} announces on pallet {sscc} is here already. Look where it lies, or scan the pallet that is "
        "meant."
    ),
    "receipt-pallet-twice": _(
        "Pallet {sscc} is named twice: twice as a whole, or as a whole beside single goods of it. Nothing was booked. "
        "Book it once as a whole, or book all that came on it one by one."
    ),
    "receipt-item-unknown": _("There is no item {sku}. Check its number, or ask a lead to add the item."),
    "receipt-location-unknown": _("There is no place {code}. Scan the label of the place, or check its code."),
    "receipt-location-holds-no-stock": _("No goods can lie at {code}. Choose another place."),
    "receipt-no-place-proposed": _("There is no place that {sku} could go to. Scan a place, or name one with --into."),
    "receipt-without-goods": _("No goods were named for {delivery}. Say what came and how many of it."),
    "receipt-quantity": _(
        "{quantity} is no quantity of {sku} that can come: at least 1 and at most {most} can. Count again, and correct "
        "it."
    ),
    "receipt-item-not-ordered": _(
        "{sku} is not on purchase order {number}. Set the goods aside and ask a lead, or receive them without an order "
        "from their supplier."
    ),
    "receipt-over-tolerance": _(
        "Purchase order {number} asks for {ordered} of {sku}; with these, {received} would have come, and at most "
        "{most} may. Count again; if that is right, a lead can accept them (--accept-over, or WXYES at the scanner)."
    ),
    "receipt-lot-needed": _(
        "Goods of {sku} need a lot or serial number. Scan or type the one on the goods; on the command line write it "
        "after the quantity, such as {sku}=1@L42."
    ),
    "receipt-expiry-needed": _(
        "Goods of {sku} need an expiry day. Scan or type the one on the goods; on the command line write it after the "
        "lot, such as {sku}=1@L42:2027-03-31."
    ),
    "receipt-lot-has-other-expiry": _(
        "Lot {lot} of {sku} is known to expire on {stored}, but these goods say {given}. Read their label again; if it "
        "is right, say the same day again, put the goods in a quarantine place (on the command line: --quarantine with "
        "the reason) and ask a lead."
    ),
    "receipt-lot-has-no-expiry": _(
        "Lot {lot} of {sku} is kept here without an expiry day, but these goods say {given}. Receive them under "
        "another lot number, or without the day."
    ),
    "receipt-serial-is-one": _(
        "Each piece of {sku} has its own serial number. Receive the pieces one by one, each with its number."
    ),
    "receipt-serial-there": _(
        "{sku} with the serial number {serial} is in the house already. Scan the number again; if it is right, the one "
        "in the books was misread or is gone. Keep this piece apart unbooked, and have a lead look the number up."
    ),
    "receipt-nothing-to-come": _(
        "Nothing is to come any more on {number}. Check its number, or name the goods that came beyond it."
    ),
    "receipt-not-open": _(
        "No receipt of {delivery} is open, so there is none to close. Check the number, or receive its goods first."
    ),
    "undo-booking-unknown": _(
        "No booking of goods that came in is known under {booking}. Choose it from the last bookings instead."
    ),
    "undo-booking-undone": _(
        "That booking on receipt {receipt} was taken back before. Nothing more was changed; look at the last bookings "
        "to see what counts."
    ),
    "undo-goods-gone": counted(
        "Of the {quantity} of {sku} that were booked in {place}, only {there} is left, there and in other places, "
        "totes aside. Nothing was taken back; correct what is left, or have these places counted.",
        "Of the {quantity} of {sku} that were booked in {place}, only {there} are left, there and in other places, "
        "totes aside. Nothing was taken back; correct what is left, or have these places counted.",
        "there",
    ),
    "undo-goods-picked": counted(
        "Of the {quantity} of {sku} that were booked in {place}, only {there} is left, there and in other places: "
        "some was picked for {orders}. Nothing was taken back; correct what is left, or take the picking "
        "back first, with “put-back”.",
        "Of the {quantity} of {sku} that were booked in {place}, only {there} are left, there and in other places: "
        "some was picked for {orders}. Nothing was taken back; correct what is left, or take the picking "
        "back first, with “put-back”.",
        "there",
    ),
    "correct-goods-not-booked": _(
        "That booking on receipt {receipt} has no such goods of {sku}, or they were put right before. Look at the last "
        "bookings to see what counts."
    ),
    "correct-goods-which": _(
        "{sku} was booked more than once there: {goods}. Say which lot, at which place, and whether it was set aside."
    ),
    "correct-nothing-differs": _(
        "{quantity} of {sku} are booked just so. Say what they are in truth: how many, or of which item or lot."
    ),
    "correct-more-than-booked": counted(
        "Only {booked} of {sku} was booked there, so {quantity} of them cannot be something else. Correct their "
        "number first.",
        "Only {booked} of {sku} were booked there, so {quantity} of them cannot be something else. Correct their "
        "number first.",
        "booked",
    ),
    "receipt-place-holds-picked": _(
        "{place} is only for what an order has got. Put the {sku} elsewhere; where an order waits for it, receive it "
        "for that order."
    ),
    "receipt-quarantine-without-reason": _(
        "{place} is for goods that are set aside. Say why {sku} is, or choose another place."
    ),
    "receipt-short-dated": _(
        "{sku} must last {least} days as it comes in, and these last {days}. Set them aside with a reason, or have a "
        "lead accept them (--accept-short-dated, or WXYES at the scanner)."
    ),
    "teach-no-code": _(
        "“{code}” is no code that can be taught: it has 1 to {most} characters that can be printed. Scan it again."
    ),
    "teach-quantity": _(
        "One scan cannot mean {quantity} of {sku}. Say how many units are in the pack: 1 to {most}, and 1 for a single "
        "one."
    ),
    "teach-code-known": _("{code} means something else here already, or can mean nothing. Look it up first."),
    "teach-code-forgotten": _(
        "That code does not mean any more what it was taught to mean, so nothing was taken back. Look it up first."
    ),
    "purchase-line-unknown": _("Purchase order {number} has no line {line}. Look at its lines."),
    "purchase-line-nothing-to-come": _(
        "Of line {line} of {number} ({sku}) nothing is to come any more, so there is nothing to close. "
        "Look at its lines."
    ),
    "purchase-item-nothing-to-come": _(
        "No more of {sku} is to come on {number}, so there is nothing to close. Look at its lines."
    ),
    "purchase-closing-unknown": _(
        "What was closed short there is expected again already, or was closed further since. Look at the lines of the "
        "purchase order."
    ),
    "purchase-line-not-closed-short": _("Line {line} of {number} ({sku}) was not closed short. Nothing was changed."),
}
