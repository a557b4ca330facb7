"""Why a waiting line has or has not got stock: clauses that are said one after the other, with “ · ” between them."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "filled": _("filled"),
    "partly-filled": _("partly filled: {gets} of {asked}"),
    "out-of-stock": _("out of stock"),
    "not-before": _("not before {release_date} (pre-order)"),
    "line-must-ship-complete": _("line must ship complete: it needs {asked} at once, left: {left}"),
    "order-must-ship-complete": _("order must ship complete; short: {short}"),
    "pack-does-not-fit": _("pack of {pack}, left: {left}"),
    "only-protected-stock-left": _("only safety stock is left (up to {safety_stock}, for class {open_to} and above)"),
    "stock-was-lost": _("stock was lost; taken back: {units}"),
    "given-back": _("must ship complete, and is not; given back: {units}"),
    "left-after-lines-ahead": counted(
        "{left} left after {lines} line ahead of it",
        "{left} left after {lines} lines ahead of it",
        "lines",
    ),
    "units-ahead": counted(
        "{lines} line waits ahead of it (units: {units})",
        "{lines} lines wait ahead of it (units: {units})",
        "lines",
    ),
    "first-in-queue": _("first in the queue"),
    "next-receipt": counted(
        "next receipt {number} ({units} unit) on {due}",
        "next receipt {number} ({units} units) on {due}",
        "units",
    ),
    "receipt-overdue": counted(
        "{number} ({units} unit) was due on {due} and is overdue",
        "{number} ({units} units) was due on {due} and is overdue",
        "units",
    ),
    "receipt-undated": counted(
        "{number} ({units} unit) is on order, without a date",
        "{number} ({units} units) is on order, without a date",
        "units",
    ),
    "nothing-on-order": _("nothing is on order"),
    "line-shipped": _("all of it is shipped: {units}"),
    "line-cancelled": _("all of it is cancelled: {units}"),
    "line-not-considered": _("no run has looked at it yet"),
}
