"""What forms and pickers say, and what is wrong with something that was typed."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "form-save": _("Save"),
    "form-discard": _("Discard"),
    "form-discard-it": _("Discard it"),
    "form-keep-editing": _("Keep editing"),
    "form-unsaved": _("What you typed is not saved yet."),
    "form-nothing-fits": _("Nothing fits “{text}”"),
    "form-still-open": _("Save or discard what is open here; then {number} is shown."),
    "form-choice-free": _("{free} free"),
    "form-choice-lead-time": counted("{days} day", "{days} days", "days"),
    "form-choices": _("What fits"),
    "form-lines": _("Lines"),
    "form-add-item": _("Add item…"),
    "form-remove-line": _("Remove the line"),
    "form-line-stays": _("This line is stored already. Cancel what is not wanted of it."),
    "form-how-to-fill-in": _("Number, name or barcode; Enter goes on to the next field."),
    "form-no-lines": _("There is no line yet. Choose an item."),
    "form-scanned": _("Line {line}: {quantity} × {sku}, {name}."),
    "form-pack-unknown": _(
        "How many {sku} that makes is not known. Type the quantity on line {line}, or scan a single piece."
    ),
    "form-not-an-item": _("{what} Only items can be added by a scan here."),
    "form-reason": _("Reason"),
    "form-reason-hint": _("It is kept with your name, for whoever asks later."),
    "form-cancel": _("Cancel"),
    "form-required": _("Fill this in."),
    "form-not-whole": _("“{text}” is no whole number. Write digits only, such as 12."),
    "form-not-a-quantity": _("“{text}” is no quantity. Write units such as 24, or packs such as 2 x 12."),
    "form-out-of-range": _("“{text}” is not between {lowest} and {highest}. Correct the number."),
    "form-not-money": _("“{text}” is no amount. Write it such as {example}."),
    "form-not-a-day": _("“{text}” is no day. Write it such as {example}, or +7 for in a week."),
    "form-not-an-instant": _("“{text}” is no day with a time. Write it such as {example}."),
    "form-unknown-item": _("There is no item “{text}”. Choose one from the list."),
    "form-unknown-customer": _("There is no customer “{text}”. Choose one from the list."),
    "form-unknown-supplier": _("There is no supplier “{text}”. Choose one from the list."),
    "document-number": _("Number"),
    "document-sku": _("Item"),
    "document-item": _("Name"),
    "document-quantity": _("Quantity"),
    "document-price": _("Price"),
    "document-pack": _("{name}, pack of {pack}"),
    "document-number-stays": _("It keeps its number."),
    "document-item-stays": _("Another item is another line: add one, and leave or cancel this one."),
    "document-free": _("{free} free"),
    "document-waiting": _("{waiting} wait already"),
    "document-number-taken": _("There is a {number} already. The next free number is {next}."),
    "document-changed-meanwhile": _(
        "Somebody else has changed {number} since you opened it, and nothing was stored. Note what you wanted to "
        "change, discard this, and edit it again."
    ),
    "document-gone": _("There is no {number} any more. Discard this, and look for it again."),
    "ship-partial": _("in parts"),
    "ship-line-complete": _("whole lines"),
    "ship-order-complete": _("all at once"),
}
