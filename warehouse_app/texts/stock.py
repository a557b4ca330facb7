"""Stock that is moved, counted, lost or set aside: why not, and what to do about it."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "reason-missing": _("Say why in a few words: whoever looks at it later will want to know."),
    "reason-too-long": _(
        "The reason has {characters} characters, and at most {most} are kept. Say it more briefly; nothing was changed."
    ),
    "stock-item-unknown": _("There is no item {sku}. Check its number, or enter it among the items first."),
    "stock-location-unknown": _("There is no place {code}. Check its code, or enter it among the places first."),
    "stock-location-holds-no-stock": _(
        "No goods can lie at {code}: it only shapes the walk through the house. Name another place."
    ),
    "stock-quantity-impossible": _(
        "{quantity} of {sku} is no quantity to work with: name a whole number from 1 to {most}."
    ),
    "stock-nothing-there": _(
        "By the books no {sku} lies at {place} ({status}). If it does lie there, count the place; else check the code."
    ),
    "stock-all-set-aside": counted(
        "What lies of {sku} at {place} is set aside: {there}, in quarantine. If that is meant, say so (on the command "
        "line: --quarantined).",
        "What lies of {sku} at {place} is set aside: {there}, in quarantine. If these are meant, say so (on the "
        "command line: --quarantined).",
        "there",
    ),
    "stock-none-set-aside": counted(
        "What lies of {sku} at {place} is not set aside: {there}, available. If that is meant, say so (on the command "
        "line: without --quarantined).",
        "What lies of {sku} at {place} is not set aside: {there}, available. If these are meant, say so (on the "
        "command line: without --quarantined).",
        "there",
    ),
    "stock-which-lot": _("Several lots of {sku} lie at {place}: {lots}. Say which one."),
    "stock-lot-not-there": _(
        "By the books no lot {lot} of {sku} lies at {place}; what lies there is {lots}. If it does lie there, count "
        "the place."
    ),
    "stock-not-there": counted(
        "By the books {there} of {sku} lies at {place}, so {quantity} cannot be taken from it. If more lies there, "
        "count the place.",
        "By the books {there} of {sku} lie at {place}, so {quantity} cannot be taken from it. If more lie there, "
        "count the place.",
        "there",
    ),
    "undo-move-unknown": _("No carrying of goods is known under {booking}. Move the goods back by hand instead."),
    "undo-move-undone": _(
        "What was carried to {place} of {sku} was carried back before. Nothing more was changed; look the place up."
    ),
    "undo-move-goods-released": _(
        "Some {sku} was released from {place} since, so it is not known what lies there now. Move the goods by hand."
    ),
    "undo-move-goods-gone": counted(
        "Of the {quantity} of {sku} that were carried to {place}, only {there} is left there as it was: the rest "
        "was moved, picked or set aside since. Nothing was carried back; move by hand what is still there.",
        "Of the {quantity} of {sku} that were carried to {place}, only {there} are left there as they were: the rest "
        "was moved, picked or set aside since. Nothing was carried back; move by hand what is still there.",
        "there",
    ),
    "stock-picked-for-orders": _(
        "The {sku} in {place} is picked for {orders}, so it cannot be taken out of there. Ship it, or take the picking "
        "back first, with “put-back”."
    ),
    "put-back-from-no-tote": _(
        "{place} is neither a tote nor a packing place: nothing that is picked lies there. Name the place in which it "
        "lies, or carry goods elsewhere with “move”."
    ),
    "put-back-into-a-tote": _(
        "What lies at {place} stays picked, and so it is not put back. Name a bin, a dock or a quarantine place; from "
        "one tote to another goods are carried with “move”."
    ),
    "put-back-more-than-picked": counted(
        "{picked} of this {sku} in {place} is picked for {order}, so {quantity} cannot be put back. Look whose goods "
        "they are, and name that order or another number.",
        "{picked} of this {sku} in {place} are picked for {order}, so {quantity} cannot be put back. Look whose goods "
        "they are, and name that order or another number.",
        "picked",
    ),
    "stock-same-place": _("{sku} is at {place} already. Name another place to carry it to."),
    "stock-place-holds-picked": _(
        "{place} is only for what is picked for an order. Put the {sku} elsewhere: picking takes it to a tote."
    ),
    "stock-quarantine-without-reason": _(
        "{place} is a place for quarantine. Set the {sku} aside there with the reason, or put it elsewhere."
    ),
    "goods-lot-needed": _("{sku} is kept by lot: say the lot number that is printed on the goods."),
    "goods-expiry-needed": _("{sku} expires: say the last day on which it may be used."),
    "goods-lot-has-other-expiry": _(
        "Lot {lot} of {sku} expires on {stored} by the books, not on {given}. Look at the goods again, or say "
        "another lot."
    ),
    "goods-lot-has-no-expiry": _(
        "Lot {lot} of {sku} lies here without a last day of use, so it cannot get {given} now. Leave the day out, or "
        "say another lot."
    ),
    "goods-serial-is-one": _("{sku} has serial numbers: there is one of each, with its number as the lot."),
    "goods-serial-there": _("{sku} with the serial number {serial} lies in the house already. Look it up first."),
    "lot-unknown": _("The house has never had a lot {lot} of {sku}. Check the lot number."),
    "lot-blocked": _("Lot {lot} of {sku} is blocked. A lead can unblock it when it may be used again."),
    "lot-not-blocked": _("Lot {lot} of {sku} is not blocked, so there is nothing to lift."),
    "return-more-than-shipped": counted(
        "Of line {line} of {order} {most} unit can still come back, not {quantity}. Check the order and the line.",
        "Of line {line} of {order} {most} units can still come back, not {quantity}. Check the order and the line.",
        "most",
    ),
    "count-unknown": _("There is no count {number}. Check its number."),
    "count-not-open": _("Count {number} is finished already. Begin a new one to count the place again."),
    "count-not-empty": _(
        "Goods are counted at {place} already, so count {number} is not thrown away. Take them off first, or go on."
    ),
    "count-under-way": _(
        "Goods are counted at {place} already, as {number}. Finish that where it was begun, or let a lead reject it."
    ),
    "count-is-a-second-one": _(
        "Count {number} of {place} is a second one, for which a lead waits. Count the place, or leave the count open."
    ),
    "count-not-to-approve": _("Count {number} does not wait for anybody's approval."),
    "aside-said": _("Set aside: {why}. No order gets it until a lead releases it."),
    "aside-lot-blocked": _("Lot {lot} is blocked, so that no order gets it: it is in quarantine."),
    "aside-expired": _("It expired on {expiry}, so that no order gets it: it is in quarantine."),
    "count-tally-below-zero": counted(
        "{counted} of {sku} is counted at {place} so far, so {quantity} cannot be taken off.",
        "{counted} of {sku} are counted at {place} so far, so {quantity} cannot be taken off.",
        "counted",
    ),
    "count-tally-unknown": _("Nothing was counted under {booking}. Look at what is counted so far."),
    "count-tally-taken-off": _(
        "These of {sku} were taken off the count of {place} before. Look at what is counted so far."
    ),
    "count-stock-moved-since": _(
        "Since count {number} was taken, {sku} has left {place}, or was set aside or released there, so what it found "
        "cannot be booked. Reject it, and count again."
    ),
    "count-books-put-right-since": _(
        "Since count {number} was taken, another count, an adjustment or a corrected receipt has changed what the "
        "books say of {sku} at {place}, so what it found would be booked twice. Reject it, and count again."
    ),
    "counted-missed-already": counted(
        "Count {count} had missed {units} × {sku} at {place} already: it is not taken once more.",
        "Count {count} had missed {units} × {sku} at {place} already: they are not taken once more.",
        "units",
    ),
    "counted-found-already": counted(
        "Count {count} had found {units} × {sku} more at {place} already: it is not booked once more.",
        "Count {count} had found {units} × {sku} more at {place} already: they are not booked once more.",
        "units",
    ),
    "staging-order-unknown": _("There is no order {order}. Check its number."),
    "staging-place-of-another-kind": _(
        "Nothing is put aside for an order at {place}. Take a staging place, a tote or a packing place for {order}."
    ),
    "staging-without-a-dock": _(
        "Goods for {place} are received at a dock first, and the house has none. Enter one among the places."
    ),
    "staging-goods-in-quarantine": _("This {sku} goes into quarantine, so it cannot be put aside for {order}."),
    "tote-of-another-order": _(
        "{place} holds goods for {orders}, and a tote is for one order. Put these for {order} into another tote."
    ),
    "tote-of-several-orders": _(
        "These goods are for {orders}, and a tote is for one order. Carry those of each order into a tote of its own."
    ),
    "staging-more-than-it-gets": counted(
        "{order} gets {gets} of this {sku}, not {quantity}. Put that many aside for it, and the rest elsewhere.",
        "{order} gets {gets} of this {sku}, not {quantity}. Put that many aside for it, and the rest elsewhere.",
        "gets",
    ),
    "goods-tote-of-order": _("tote for {order}"),
    "goods-packing-of-order": _("packing place for {order}"),
    "goods-place-of-order": _("{place} ({whose})"),
}
