"""Why something was refused, and what to do about it."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "database-missing": _(
        "There is no database {place}. Correct its name after --database, or make a new warehouse there with "
        "“warehouse-app init”."
    ),
    "database-exists": _(
        "{place} holds a warehouse already, and it is unchanged. Work with it as it is, or name another database after "
        "--database for the new one."
    ),
    "database-of-another-program": _(
        "{place} holds the tables of another program, and is left as it is. Name another database."
    ),
    "database-empty": _(
        "There is no warehouse in {place} yet. Make one there with “warehouse-app init”, or name another database "
        "after --database."
    ),
    "database-damaged": _(
        "{place} is damaged, or is no database at all. Check its name; if it is right, check the disk and restore the "
        "last good backup."
    ),
    "database-newer": _(
        "{place} was changed by a newer version of this program (up to {newest}), and is untouched. Install that "
        "version at this workstation too."
    ),
    "sqlite-too-old": _(
        "SQLite {version}, which this Python brings along, can damage a database; {needed} or newer is needed. Install "
        "the Python package pysqlite3, or a newer Python."
    ),
    "database-on-network-share": _(
        "{place} lies on a network share, where a database file is easily damaged. Put it on a disk of this computer, "
        "or use PostgreSQL where several computers work together."
    ),
    "disk-full": _(
        "There is no room left on the disk of {place}, and nothing was stored. Make room there, and start again."
    ),
    "database-read-only": _(
        "{place} may only be read here, and nothing was stored. Allow this user to write to it, and to its folder too "
        "where it is a file."
    ),
    "database-cannot-be-opened": _(
        "{place} cannot be opened or made. Check that its folder is there, and that this user may write to it."
    ),
    "database-locked": _(
        "Somebody else has been writing to {place} for too long, and nothing was stored. Start again; if that does not "
        "help, close the other programs that use it."
    ),
    "server-unreachable": _(
        "The database {place} does not answer. Check its address, user and password, the network and the server; then "
        "repeat what was not confirmed."
    ),
    "postgresql-driver-missing": _(
        "What this program needs to talk to PostgreSQL is not installed. Install warehouse-app[postgresql]."
    ),
    "database-url-not-understood": _(
        "{place} is no address of a database. Write a path, sqlite:///path or postgresql://user@server/name."
    ),
    "house-not-founded": _(
        "The warehouse in this database was never finished. Run “warehouse-app init” again; if goods were booked in it "
        "before, restore the last good backup instead."
    ),
    "time-zone-unknown": _("There is no time zone {zone}. Write one such as Europe/Berlin, or UTC."),
    "ledger-key-missing": _(
        "The key of this warehouse's ledger is not at {place}. Copy it there from where the database was before, from "
        "its backup or from another workstation, or say in WAREHOUSE_KEY_FILE where it is."
    ),
    "ledger-key-of-another-house": _(
        "The key in {place} is that of another house. Put the key file of this house there, or name it in "
        "WAREHOUSE_KEY_FILE."
    ),
    "ledger-key-broken": _(
        "{place} cannot be read as the key of this warehouse's ledger. Allow this user to read it; if it was changed, "
        "copy it again from a backup or another workstation."
    ),
    "ledger-key-not-written": _(
        "The key of the new warehouse's ledger cannot be kept at {place} ({reason}). Make room there and allow this "
        "user to write to that folder, or name another file in WAREHOUSE_KEY_FILE; then run “warehouse-app init” again."
    ),
    "person-unknown": _("Nobody here is called {person}. Say who is acting with --user, or ask an admin to add you."),
    "role-needed": _("{person} may not do this, it takes the role “{role}”. Ask somebody who has it."),
    "others-are-working": _("Others are working on the same goods, so this has to wait. Try it again in a moment."),
    "action-id-used": _(
        "The action {action_id} was used before, for something else ({verb}). Start again under another action id."
    ),
    "row-supplier-unknown": _("There is no supplier {code}. Correct the code, or import the suppliers first."),
    "row-location-unknown": _("There is no place {code}. Correct the code, or import the locations first."),
    "row-item-unknown": _("There is no item {code}. Correct the number, or import the items first."),
    "row-customer-unknown": _("There is no customer {code}. Correct the code, or import the customers first."),
    "row-differs": _(
        "{key} is stored with “{stored}” here, but this row says “{given}”. Correct the row, or use --update if that "
        "is to change."
    ),
    "row-cannot-change": _(
        "This cannot be changed in {key} once it is stored. Leave it as it was, or enter what is wanted now under "
        "another number."
    ),
    "row-below-picked": _(
        "The quantity of {key}, less what is cancelled, is below what is picked already ({picked}). Raise it to at "
        "least that."
    ),
    "row-below-received": _(
        "The quantity of {key} is below what has come already ({received}). Raise it to at least that."
    ),
    "row-item-has-moves": _(
        "Goods of {sku} were moved already, and opening stock is only for items without any moves. Delete this row, "
        "and correct the stock by counting it."
    ),
    "row-location-holds-no-stock": _("No goods can lie at {code}. Name another place."),
    "row-location-has-stock": _(
        "Goods lie at {code}, so that it must stay the kind of place it is. Move them away first, or leave its kind."
    ),
    "row-lot-needed": _("Goods of {sku} need a lot or serial number. Fill it in."),
    "row-expiry-needed": _("Goods of {sku} need an expiry day. Fill it in."),
    "row-lot-has-other-expiry": _(
        "Lot {lot} is known to expire on {stored}, but this row says {given}. Correct the day or the lot's number."
    ),
    "row-lot-has-no-expiry": _(
        "Lot {lot} is kept here without an expiry day, but this row says {given}. Correct the lot's number, or leave "
        "the day out."
    ),
    "row-serial-twice": _(
        "Serial number {serial} of {sku} cannot lie in two places. Correct the number, or leave one of the rows out."
    ),
    "row-serial-is-one": _(
        "Each piece of {sku} has its own serial number. Write one row for each piece, with the quantity 1."
    ),
    "row-line-twice": _("{key} has two lines with the number {line}. Number them differently."),
    "order-unknown": _("There is no order {order}. Check its number."),
    "order-line-unknown": _(
        "Order {order} has no line {line}. Look at its lines with “warehouse-app explain”, and check the number."
    ),
    "order-nothing-to-cancel": _(
        "There is nothing left to cancel of order {order}: all that was asked for is picked, shipped or cancelled "
        "already. Check the number of the order and the line."
    ),
    "allocate-item-unknown": _("There is no item {sku}. Check its number."),
    "pick-list-unknown": _("There is no pick list {number}. Check its number."),
    "pick-list-taken-back": _(
        "Pick list {number} was taken back, so there is nothing to pick from it. Release its orders again."
    ),
    "pick-list-not-released": _(
        "Pick list {number} cannot be taken back: it is begun, finished or taken back already. If it is begun, pick it "
        "to its end."
    ),
    "receipt-purchase-order-unknown": _(
        "There is no purchase order {number}. Check its number on the delivery note, or receive the goods without one "
        "from their supplier."
    ),
    "receipt-supplier-unknown": _("There is no supplier {code}. Check the code, or ask a lead to add the supplier."),
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
        "is right, set them aside and ask a lead."
    ),
    "receipt-lot-has-no-expiry": _(
        "Lot {lot} of {sku} is kept here without an expiry day, but these goods say {given}. Receive them under "
        "another lot number, or without the day."
    ),
    "receipt-serial-is-one": _(
        "Each piece of {sku} has its own serial number. Receive the pieces one by one, each with its number."
    ),
    "receipt-serial-there": _(
        "{sku} with the serial number {serial} is in the house already. Scan the number again; if it is right, set the "
        "piece aside and ask a lead."
    ),
    "receipt-nothing-to-come": _(
        "Nothing is to come any more on purchase order {number}. Check its number, or name the goods that came beyond "
        "it."
    ),
    "receipt-not-open": _(
        "No receipt of {delivery} is open, so there is none to close. Check the number, or receive its goods first."
    ),
}
