"""The words printed on documents."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "paper-page": _("Page {page} of {pages}"),
    "paper-pick-list": _("Pick list"),
    "paper-released": _("Released {released_at} by {released_by}"),
    "paper-copy": _("Copy {copy}"),
    "paper-copy-of": _("Copy {copy} of the list printed {first_at} by {first_by}"),
    "paper-class": _("Class"),
    "paper-class-of": _("Class {priority_class}"),
    "paper-due": _("Due"),
    "paper-due-on": _("Due {due}"),
    "paper-walk": _("Walk"),
    "paper-metres": _("{metres} m"),
    "paper-s-shape": _("S-shape: {metres} m"),
    "paper-lot": _("Lot {lot}"),
    "paper-expires": _("Expires {expiry}"),
    "paper-packs": _("{packs} × {pack}"),
    "paper-packs-and-loose": _("{packs} × {pack} + {loose}"),
    "paper-order": _("Order {order}"),
    "paper-note": _("Note: {note}"),
    "paper-empty": _("This list has no stops: there is nothing to pick."),
    "paper-summary": _("Summary"),
    "paper-stops": counted("{stops} stop", "{stops} stops", "stops"),
    "paper-units": counted("{units} unit", "{units} units", "units"),
    "paper-heading-order": _("Order"),
    "paper-heading-customer": _("Customer"),
    "paper-heading-stops": _("Stops"),
    "paper-heading-units": _("Units"),
    "paper-card": _("Scanner test card"),
    "paper-card-open": _("1. In the program, open Settings, Scanner, Test my scanner."),
    "paper-card-scan": _(
        "2. Scan the first code, then the second. The program sees how the scanner types, and sets itself."
    ),
    "paper-card-first": _("First code"),
    "paper-card-second": _("Second code (GS1)"),
    "paper-card-nothing": _(
        "If nothing arrives: the scanner must work as a keyboard (USB HID keyboard, or keyboard wedge), and must be "
        "allowed to read Code 128 and GS1-128. Its handbook has codes to scan for that."
    ),
}
