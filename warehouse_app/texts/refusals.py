"""Why something was refused, and what to do about it."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "window-no-screen": _(
        "There is no screen to open a window on. Sign in at the computer itself, or use a command "
        "(“warehouse-app --help” lists them)."
    ),
    "window-no-toolkit": _(
        "The window needs a library of the system that is missing ({reason}). Run “python3 packaging/run.py "
        "start” in the folder of the program."
    ),
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
    "house-name-missing": _("A warehouse needs a name. Write one."),
    "books-closed-later": _(
        "The books are closed up to {before} already, and are not opened again. Choose that day or a later one."
    ),
    "books-day-not-begun": _(
        "The day {until} has not begun in the warehouse, where it is {today}. Close the books up to that day or before."
    ),
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
    "backup-onto-itself": _("{place} belongs to the warehouse that is open. Choose another name for the copy."),
    "backup-in-use": _(
        "{place} is a database that is open somewhere, or was not closed properly. Choose another name for the copy."
    ),
    "backup-key-not-written": _(
        "The database was copied, but not its key: {place} cannot be written ({reason}). Make the backup again in "
        "another folder, since one is of no use without the other."
    ),
    "person-unknown": _(
        "Nobody here is called {person}. Scan your badge, say who is acting with --user, or ask an admin to add you."
    ),
    "nobody-signed-in": _("Nobody is signed in here. Scan your badge, then do it again."),
    "role-needed": _("{person} may not do this, it takes the role “{role}”. Ask somebody who has it."),
    "people-name-missing": _("A person needs a name. Write one."),
    "people-name-too-long": _("This name has {length} characters, and the log keeps {most}. Shorten it."),
    "people-name-not-on-badge": _(
        "This name has a character that no badge can carry, such as a line break. Write it with letters, digits, "
        "spaces and signs."
    ),
    "people-known-already": _(
        "{person} is known here already, with the role “{role}”. Change the role, or choose another name: small and "
        "capital letters alone do not tell two people apart."
    ),
    "people-unknown": _("Nobody here is called {person}. Write the name as it stands in the list of people."),
    "people-first-not-admin": _(
        "{person} would be the only one who may act, and could add nobody. Make the first person an admin."
    ),
    "people-last-admin": _(
        "{person} is the only admin, and without one nobody could add people any more. Make somebody else an admin "
        "first."
    ),
    "others-are-working": _("Others are working on the same goods, so this has to wait. Try it again in a moment."),
    "action-id-used": _(
        "The action {action_id} was used before, for something else ({verb}). Start again under another action id."
    ),
    "row-supplier-unknown": _("There is no supplier {code}. Correct the code, or import the suppliers first."),
    "row-location-unknown": _("There is no place {code}. Correct the code, or import the locations first."),
    "row-item-unknown": _("There is no item {code}. Correct the number, or import the items first."),
    "row-customer-unknown": _("There is no customer {code}. Correct the code, or import the customers first."),
    "row-purchase-order-unknown": _(
        "There is no purchase order {code}. Correct the number, or import the purchase orders first."
    ),
    "row-purchase-order-of-another": _(
        "Purchase order {code} is of {of}, not of {supplier}. Correct the purchase order or the supplier."
    ),
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
    "row-below-cancelled": _(
        "The quantity of {key} is below what is cancelled of it already ({cancelled}). Raise it to at least that."
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
    "row-lots-of-several": _(
        "{units} pieces of {sku} lie here with one number, {lot}, so that it is no serial number. Count them with "
        "numbers of their own, or take them out of the books first."
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
    "row-lot-is-blocked": _(
        "Lot {lot} of {sku} is blocked, so none of it may be used. Write the status 'quarantined' into this row."
    ),
    "row-serial-twice": _(
        "Serial number {serial} of {sku} cannot lie in two places. Correct the number, or leave one of the rows out."
    ),
    "row-serial-is-one": _(
        "Each piece of {sku} has its own serial number. Write one row for each piece, with the quantity 1."
    ),
    "row-barcode-of-another": _(
        "{code} is the same number as {other}, the barcode of {sku}, so that a scan of it would name two items. "
        "Correct the barcode or the item."
    ),
    "row-barcode-is-item": _(
        "{code} is the number of an item, so that a scan of it as a barcode of {sku} would name two items. Correct the "
        "barcode or the item."
    ),
    "row-item-is-barcode": _(
        "{sku} is a barcode of {other}, so that a scan of it would name two items. Give the new item another number."
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
    "allocate-customer-unknown": _("There is no customer {code}. Check the code."),
    "allocate-win-not-met": _(
        "There is not enough for all that must win (lines short: {lines}, units missing: {units}; first: {orders}). "
        "Nothing was changed. Preview the run, let fewer win, or say that it is to go on (--go-on)."
    ),
    "allocate-plan-out-of-date": _(
        "Others have changed stock or orders since this run was planned, and nothing was changed by it. Plan it again."
    ),
    "serving-reason-missing": _("A reason is missing. Say why in a few words; they are kept with the order."),
    "hold-reason-too-long": _(
        "The reason of a hold can have {most} characters, and this one has {length}. Say it in fewer words."
    ),
    "pin-quantity-out-of-range": _(
        "{quantity} units cannot be pinned to line {line} of order {order}: what is still open of it is {most}. Pin at "
        "least 1 and no more than that."
    ),
    "pin-not-whole-packs": _(
        "Line {line} of order {order} is sold in packs of {pack}, and {quantity} units are no whole packs. Pin whole "
        "packs, or all that is open of it."
    ),
    "pin-nothing-there": _("Nothing is pinned to line {line} of order {order}. Check the number of the line."),
    "priority-class-unknown": _("“{given}” is no priority class. Name one from A, which is served first, to Z."),
    "priority-class-same": _(
        "Order {order} is served in class {rank_class} already; nothing was changed. Name another class, or leave it."
    ),
    "order-on-hold-already": _(
        "Order {order} is on hold already ({reason}). Take it off hold first if the reason is another one now."
    ),
    "order-not-on-hold": _("Order {order} is not on hold. Check its number."),
    "run-unknown": _("There is no run {run}. Look for its number among the latest runs."),
    "run-cannot-be-undone": _(
        "Run {run} cannot be undone: it gave nothing, made good for stock that was lost, or undid another run itself. "
        "Make a new run by hand instead."
    ),
    "run-undone-already": _(
        "Run {run} was undone before, by run {undone_by}. Nothing more was changed; look at the queue."
    ),
    "run-touched-by-a-later-one": _(
        "Run {later} has since changed what a line of run {run} has. Undo that one first, or redistribute the item."
    ),
    "run-stock-is-on-a-list": _(
        "Goods that run {run} gave are on a pick list, or picked already. Take the list back first."
    ),
    "run-lines-have-changed": _(
        "Stock, orders or pins have changed since run {run}, so that lines cannot have again what they had before it. "
        "Pin what is to be otherwise, or redistribute the item."
    ),
    "rule-due-days-out-of-range": _(
        "{given} is no number of days after which a line can count as due. Choose 0 to {most}."
    ),
    "rule-horizon-out-of-range": _(
        "{given} is no number of days that a horizon can lie ahead. Choose 0 to {most}, or no horizon."
    ),
    "rule-starved-after-out-of-range": _(
        "{given} is no number of receipts that can pass a line over before it is lifted. Choose 1 to {most}."
    ),
    "rule-gather-days-out-of-range": _(
        "{given} is no number of days for which an order can gather its stock. Choose 0 to {most}."
    ),
    "rule-count-tolerance-out-of-range": _(
        "{given} percent is no tolerance for counts. Choose 0 (every difference is counted again) to {most}."
    ),
    "merge-same-order": _("{order} cannot be merged with itself. Name another order of the same customer."),
    "merge-other-customer": _(
        "{other} is of another customer than {order}. Only orders of one customer can be merged."
    ),
    "merge-on-hold": _("{order} is on hold ({reason}). Take it off hold first, or leave it out."),
    "merge-nothing-open": _("Nothing of {order} is open any more, so there is nothing to merge. Leave it out."),
    "merge-line-being-picked": _(
        "Some of line {line} of {order} ({sku}) is picked and not shipped yet. Ship it or put it back first."
    ),
    "split-nothing-left": _("That would leave nothing open in {order}. Leave at least one line or unit there."),
    "split-nothing": _("Nothing of {order} is named. Say which lines are to be split off, and how many units of each."),
    "split-units-out-of-range": _(
        "{units} units of line {line} of {order} cannot be split off. Choose 1 to {most}, which is what is open and "
        "not picked yet."
    ),
    "split-not-whole-packs": _(
        "Line {line} of {order} is sold in packs of {pack}; {units} units are not whole "
        "packs. Choose whole packs, or all that is open."
    ),
    "split-number-taken": _("“{number}” cannot be the new order's number: it is taken or empty. Choose another."),
    "pick-list-unknown": _("There is no pick list {number}. Check its number."),
    "receipt-unknown": _("There is no receipt {number}. Check its number: it begins with GR."),
    "difference-list-unknown": _("There is no receipt or purchase order {number}. Check its number."),
    "labels-unknown": _(
        "There is no place, zone, item, order or receipt {number}. Check it, or say which of them it is, as "
        "location:A-1 or item:LAMP."
    ),
    "labels-nothing-came": _(
        "Nothing of receipt {number} is in the books, so it has no labels. Look whether it was taken back."
    ),
    "count-sheet-unknown": _("There is no place or zone {number}. Check it, or look at the list of places."),
    "back-order-report-unknown": _(
        "There is no order, item or customer {number}. Check it, or say “all” for the whole house."
    ),
    "pick-list-taken-back": _(
        "Pick list {number} was taken back, so there is nothing to pick from it. Release its orders again."
    ),
    "pick-list-not-released": _(
        "Pick list {number} cannot be taken back: it is begun, finished or taken back already. If it is begun, pick it "
        "to its end."
    ),
    "printer-no-spooler": _(
        "No document can be handed to {printer} from here: there is no “lp” (CUPS). Install CUPS, or print from the "
        "window."
    ),
    "paper-no-label-printer": _(
        "Nothing was printed, since no printer for labels is chosen at this workstation. Choose one in the window "
        "(Settings, Printers), or by “warehouse-app printers”."
    ),
    "paper-no-printer": _(
        "Nothing was printed, since no printer for this kind of paper is chosen at this workstation. Choose one in the "
        "window (Settings, Printers), or by “warehouse-app printers”."
    ),
    "printer-unknown": _(
        "This computer knows no printer {printer}. Add it, or cancel this and print it on another one."
    ),
    "printer-not-ready": _("{printer} did not take the document. Check that it is switched on and connected."),
    "printer-stopped": _(
        "{printer} stopped at page {page}, so that the pages before may have come out. Look at the printer, then say "
        "whether it was printed."
    ),
    "printer-away": _(
        "{printer} did not take the document ({reason}). Check that it is switched on and connected, and that its name "
        "is right."
    ),
    "printer-no-answer": _(
        "{printer} did not answer, so that the document may come out or not. Look at the printer, then say whether it "
        "was printed."
    ),
    "printer-broke-off": _(
        "Handing the document to {printer} broke off ({reason}), so that it may come out or not. Look at the printer, "
        "then say whether it was printed."
    ),
    "print-unknown": _("There is no print {job}. Look at the print queue again."),
    "print-not-kept": _("What was printed of {number} is not kept any more. Print it again, as a copy."),
    "print-printer-name": _("“{printer}” is no name of a printer. Name one that this computer knows."),
    "print-copy-taken": _(
        "{number} was printed by somebody else a moment ago, so that this would be a copy. Print it again."
    ),
    "print-elsewhere": _("{number} waits to be printed at {workstation}. Print it there, or print a copy here."),
    "print-not-waiting": _(
        "{number} does not wait to be printed any more: somebody has settled it. Look at the print queue."
    ),
    "print-over": _("The print of {number} is over. Print it again as a copy if it is needed once more."),
}
