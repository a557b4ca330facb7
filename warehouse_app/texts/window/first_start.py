"""What the first start says: three doors to a warehouse that is not there yet."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "first-title": _("Warehouse App"),
    "first-welcome": _("There is no warehouse here yet. How do you want to begin?"),
    "first-place": _("It will be kept in {place}"),
    "first-demo": _("Try the demo warehouse"),
    "first-demo-text": _(
        "A made-up trading house with items, orders and a queue of back orders. Nothing in it is real, so that you can "
        "try everything."
    ),
    "first-empty": _("Start empty"),
    "first-empty-text": _("A new warehouse with its name, its time zone and its currency, and nothing in it yet."),
    "first-import": _("Import my files"),
    "first-import-text": _(
        "A new warehouse with the items, customers, stock and orders from your CSV files or Excel workbooks."
    ),
    "first-other": _("Open a warehouse that is there already…"),
    "first-other-title": _("Open a warehouse that is there already"),
    "first-address": _("Where it is"),
    "first-address-hint": _("A file, or an address such as postgresql://user@server/name."),
    "first-browse": _("Choose a file…"),
    "first-open": _("Open"),
    "first-opening": _("Opening…"),
    "first-databases": _("Databases"),
    "first-all-files": _("All files"),
    "first-form-title": _("Your warehouse"),
    "first-name": _("Name"),
    "first-name-hint": _("It stands on everything that is printed."),
    "first-name-usual": _("Warehouse"),
    "first-zone": _("Time zone"),
    "first-zone-hint": _("A day of the warehouse begins at midnight there."),
    "first-currency": _("Currency"),
    "first-currency-hint": _("All prices are in it."),
    "first-make": _("Make the warehouse"),
    "first-go-on": _("Go on to the files"),
    "first-back": _("Back"),
    "first-making": _("The warehouse is being made"),
    "first-making-demo": _("The demo warehouse is being made"),
    "first-making-hint": _("If you cancel, nothing of it is left."),
    "first-stored": counted("{kind}: {count} stored", "{kind}: {count} stored", "count"),
    "first-cancel": _("Cancel"),
    "first-stopping": _("Stopping…"),
    "first-stopped": _("Stopped. Nothing was left behind."),
    "first-name-needed": _("The warehouse needs a name. Write one."),
    "first-name-long": _("This name has {length} characters, at most {most} are allowed. Shorten it."),
    "first-currency-unknown": _("There is no currency {currency}. Choose one from the list, such as EUR."),
    "first-address-needed": _("Write where the warehouse is, or choose its file."),
    "first-no-house": _("There is no warehouse in {place}. Check where it is, or go back and make one."),
    "first-folder": _(
        "Nothing can be written to {place} ({reason}). Make room there and allow this user to write to it."
    ),
    "first-place-taken": _(
        "Somebody has made a warehouse in {place} meanwhile, and it is unchanged. Go back and open that one, or put "
        "this one elsewhere."
    ),
}
