"""The words printed on documents."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "paper-page": _("Page {page} of {pages}"),
    "paper-pick-list": _("Pick list"),
    "paper-released": _("Released {released_at} by {released_by}"),
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
}
