"""What the verification of the house finds: what is wrong, where, and what to do."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "check-balance-sum": _(
        "{location} is said to hold {balance} of {sku} (lot {lot}, {status}), but its moves add up to {moved}. Count "
        "the goods there, and compare with the last backup to see which of the two was changed."
    ),
    "check-balance-negative": _(
        "{location} is said to hold {balance} of {sku} (lot {lot}, {status}), which is less than nothing. Count the "
        "goods there."
    ),
    "check-stock-missing": _(
        "Item {sku} has lost its stock record, so that nothing of it can be received or given. Restore the last good "
        "backup."
    ),
    "check-stock-allocatable": _(
        "Item {sku} is said to have {stored} to give to orders, but {counted} lie in usable places and have not "
        "expired. Stop releasing it, and restore the last good backup or report this as a fault of the program."
    ),
    "check-stock-allocated": _(
        "Item {sku} is said to have {stored} given to orders and not picked yet, but its order lines hold {counted}. "
        "Stop releasing it, and restore the last good backup or report this as a fault of the program."
    ),
    "check-stock-overpromised": _(
        "Orders hold {promised} of item {sku}, but only {there} lie in usable places and have not expired. Count the "
        "item; then cancel, or tell the customers at the end of its queue."
    ),
    "check-lot-item": counted(
        "Lot {lot} belongs to item {sku}, but {moves} move in the ledger books it as {moved_as}. Look which item the "
        "goods are, and restore the last good backup.",
        "Lot {lot} belongs to item {sku}, but {moves} moves in the ledger book it as {moved_as}. Look which item the "
        "goods are, and restore the last good backup.",
        "moves",
    ),
    "check-lot-blocked": counted(
        "Lot {lot} of item {sku} is blocked, but {units} of it at {location} can be given to orders. Set it aside "
        "there, and report this as a fault of the program.",
        "Lot {lot} of item {sku} is blocked, but {units} of it at {location} can be given to orders. Set them aside "
        "there, and report this as a fault of the program.",
        "units",
    ),
    "check-serial-twice": _(
        "Serial number {lot} of item {sku} is said to be there {units} times. Count the places where it should lie."
    ),
    "check-stock-aged": _(
        "Orders that ask for goods which last {days} days or more hold {missing} more of item {sku} than there are "
        "such goods. Look which lots of it are left; then cancel, or tell the customers at the end of its queue."
    ),
    "check-line-shipped": _(
        "Line {line} of order {order} ({sku}) has {shipped} shipped but only {picked} picked. Compare with its packing "
        "slips which number is right, and restore the last good backup."
    ),
    "check-line-picked": _(
        "Line {line} of order {order} ({sku}) has {picked} picked, more than the {shipped} shipped and {allocated} "
        "given to it. Look whose goods they are before they go out, and restore the last good backup."
    ),
    "check-line-allocated": _(
        "Line {line} of order {order} ({sku}) has {shipped} shipped and {allocated} given to it, more than the "
        "{ordered} ordered less {cancelled} cancelled. Ship no more of it than is ordered, and restore the last good "
        "backup."
    ),
    "check-line-returned": _(
        "Line {line} of order {order} ({sku}) has {returned} returned but only {shipped} shipped. Compare with the "
        "credits of this customer, and restore the last good backup."
    ),
    "check-line-reserved": _(
        "Line {line} of order {order} ({sku}) has {reserved} on pick lists and {in_hand} picked, but only {allocated} "
        "given to it. Take its pick lists back, and release it again."
    ),
    "check-line-cancellations": _(
        "Line {line} of order {order} ({sku}) says {cancelled} cancelled, but {logged} were cancelled on record. Ask "
        "the customer what is still wanted, and restore the last good backup."
    ),
    "check-line-returns": _(
        "Line {line} of order {order} ({sku}) says {returned} returned, but {logged} were returned on record. Compare "
        "with the credits of this customer, and restore the last good backup."
    ),
    "check-line-class": _(
        "Line {line} of order {order} ({sku}) waits in class {stored}, but its order or customer says {said}. Save the "
        "customer or order once more with another class and back, so that the line is ranked anew."
    ),
    "check-line-placed": _(
        "Line {line} of order {order} ({sku}) waits as if it was placed on {stored}, but its order was placed on "
        "{said}. Restore the last good backup, or report this as a fault of the program."
    ),
    "check-line-policy": _(
        "Line {line} of order {order} ({sku}) ships as “{stored}”, but its order or customer says “{said}”. Save the "
        "customer or order once more with another ship policy and back."
    ),
    "check-line-customer": _(
        "Line {line} of order {order} ({sku}) is served as if customer {stored} had ordered it, but the order is of "
        "customer {said}. Restore the last good backup, or report this as a fault of the program."
    ),
    "check-line-life": _(
        "Line {line} of order {order} ({sku}) is given goods that last {stored} days, but it or its customer asks for "
        "{said}. Save the customer or order once more with another shelf life and back."
    ),
    "check-line-hold": _(
        "Line {line} of order {order} ({sku}) and its order do not agree whether it is on hold (reason: {reason}). Put "
        "the order on hold, and let it go on if it should."
    ),
    "check-line-pinned": _(
        "{pinned} are pinned to line {line} of order {order} ({sku}), of which only {open} are still open. "
        "Pin again what it should have."
    ),
    "check-line-hostage": _(
        "Line {line} of order {order} ({sku}) must ship complete, is {short} short and still holds {held} back from "
        "others. Run an allocation of this item, and report this as a fault of the program."
    ),
    "check-order-hostage": _(
        "Order {order} must ship complete and is short on line {short_line}, yet its line {line} still holds {held} of "
        "{sku} back from others. Run an allocation of this item, and report this as a fault of the program."
    ),
    "check-reserved-absent": _(
        "Pick lists send people to {location} for {reserved} of {sku} (lot {lot}), but {there} are there. Count the "
        "place, and take the lists back."
    ),
    "check-reserved-unpickable": _(
        "Line {line} of order {order} is to be picked ({reserved} of {sku}, lot {lot}) at {location}, a place of the "
        "kind “{kind}” that nobody picks from. Take its pick list back, and release it again."
    ),
    "check-reserved-expired": _(
        "Line {line} of order {order} is to be picked ({reserved} of {sku}) at {location} from lot {lot}, which "
        "expired on {expiry}. Take its pick list back, and release it again."
    ),
    "check-reserved-aged": _(
        "Line {line} of order {order} asks for goods that last {days} days, but is to be picked ({reserved} of {sku}) "
        "at {location} from lot {lot}, which expires on {expiry}. Take its pick list back, and release it again."
    ),
    "check-reserved-item": _(
        "Line {line} of order {order} wants {sku}, but lot {lot} at {location} that is kept for it is of item {other}. "
        "Pick nothing for it, take its pick list back, and release it again."
    ),
    "check-reserved-twice": _(
        "Line {line} of order {order} ({sku} at {location}, lot {lot}) stands on pick lists {stops} times for the same "
        "goods, first on {first} and last on {last}. Pick it once only, and take the other list back."
    ),
    "check-reserved-ended": _(
        "Pick list {list} is over, but still keeps {reserved} of {sku} (lot {lot}) at {location} for line {line} of "
        "order {order}. Restore the last good backup, or report this as a fault of the program."
    ),
    "check-reserved-overdrawn": _(
        "Of {reserved} of {sku} (lot {lot}) kept at {location} for line {line} of order {order}, {picked} are picked "
        "and {returned} given up, which is more. Count what was picked, and restore the last good backup."
    ),
    "check-picked-absent": _(
        "{picked} of {sku} (lot {lot}) is picked for orders and not shipped, but only {there} lie in totes and at "
        "packing places. Look where the goods are; put back in the books what is not there before the orders go out."
    ),
    "check-tote-mixed": _(
        "In {location} lie goods that are picked for several orders: {orders}. Look what belongs to which, and put "
        "each order's goods into a tote of its own before any of them goes out."
    ),
    "check-purchase-received": _(
        "Line {line} of purchase order {purchase_order} ({sku}) says {received} received, but {before} came before "
        "this program and {booked} on its receipts. Compare with the delivery notes, and restore the last good backup."
    ),
    "check-notice-received": _(
        "Receipt {receipt} says that {sku} came on line {line} of advance notice {notice}, which announces {announced} "
        "or is not that receipt's. Compare with the delivery note, and restore the last good backup."
    ),
    "check-receipt-moves": _(
        "Receipt {receipt} took {received} of {sku} (lot {lot}) in at {location}, but the ledger says {moved}. Compare "
        "with the delivery note, count the place, and restore the last good backup."
    ),
    "check-receipt-reversed": _(
        "Of {sku} (lot {lot}) at {location}, {reversed} booked on receipt {receipt} are marked as taken back, but the "
        "ledger took back {moved}. Count the place, and restore the last good backup."
    ),
    "check-run-empty": _(
        "The decisions of allocation run {run} ({cause}, {at}) are gone, so that nobody can say who got what by it. "
        "Somebody changed the database from outside: restore the last good backup."
    ),
    "check-decision-unreadable": _(
        "What allocation run {run} ({cause}, {at}) decided about item {sku} cannot be read any more. Somebody changed "
        "the database from outside, or the disk is failing: restore the last good backup."
    ),
    "check-decision-lines": counted(
        "Allocation run {run} ({cause}, {at}) decided about {lines} order line of item {sku} that the item does not "
        "have. Somebody changed the database from outside: restore the last good backup.",
        "Allocation run {run} ({cause}, {at}) decided about {lines} order lines of item {sku} that the item does not "
        "have. Somebody changed the database from outside: restore the last good backup.",
        "lines",
    ),
    "check-action-unanswered": _(
        "The action “{verb}” of {actor} at {workstation} ({at}, id {action_id}) has no stored answer, so that it could "
        "not be repeated safely. Look whether it was done, and report this as a fault of the program."
    ),
    "check-guard-missing": _(
        "The database no longer refuses changes of what was written once: table {table} lacks its triggers ({guards}). "
        "Find out who removed them, check the ledger's findings, and restore the last good backup."
    ),
    "check-moves-missing": counted(
        "Move {first} of item {sku} is gone from the ledger. Somebody changed the database from outside: count the "
        "item, and restore the last good backup.",
        "{moves} moves of item {sku} are gone from the ledger: {first} to {last}. Somebody changed the database from "
        "outside: count the item, and restore the last good backup.",
        "moves",
    ),
    "check-moves-forged": counted(
        "Move {first} of item {sku} in the ledger was changed, or added, from outside this program. Compare it with "
        "the last good backup, and find out who can write to the database.",
        "{moves} moves of item {sku} in the ledger, {first} to {last}, were changed, or added, from outside this "
        "program. Compare them with the last good backup, find out who can write to the database, and make sure that "
        "this workstation has the right ledger key.",
        "moves",
    ),
    "check-move-twice": _(
        "Move {seq} of item {sku} is in the ledger more than once. Somebody changed the database from outside: compare "
        "it with the last good backup."
    ),
    "check-move-unlinked": _(
        "Move {seq} of item {sku} is genuine but does not follow the move before it: parts of two copies of this "
        "database were mixed. Restore the last good backup of one of them."
    ),
    "check-ledger-head": _(
        "The stock of item {sku} was last changed by move {said}, but its ledger ends with another move {last}. "
        "Somebody changed the database from outside: compare with the last good backup, and count the item."
    ),
    "check-seal-link": _(
        "The ledger's seal of {day} does not follow the seal before it: a seal was removed, added or changed. Compare "
        "with the seals that are kept beside the backups."
    ),
    "check-seals-broken": counted(
        "The ledger is no longer what was sealed on {first}. Compare it with the backup of that day, and find out who "
        "can write to the database.",
        "The ledger is no longer what was sealed {seals} times from {first} to {last}. Compare it with the backup of "
        "the first of these days, and find out who can write to the database.",
        "seals",
    ),
    "check-seal-cut": _(
        "The move that was the ledger's last when it was sealed on {day} is gone. Compare the ledger with the backup "
        "of that day, and find out who can write to the database."
    ),
    "check-seal-missing": _(
        "The day {day} was begun without a seal of the ledger (the last is of {last}): seals were removed. Compare "
        "with the seals that are kept beside the backups."
    ),
}
