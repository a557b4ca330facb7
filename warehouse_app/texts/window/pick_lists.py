"""What the page of pick lists says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "lists-live": _("To be picked"),
    "lists-number": _("List"),
    "lists-status": _("Status"),
    "lists-status-released": _("Released"),
    "lists-status-unreleased": _("Taken back"),
    "lists-status-done": _("Done"),
    "lists-released-at": _("Released"),
    "lists-released-by": _("By"),
    "lists-order": _("Order"),
    "lists-customer": _("Customer"),
    "lists-class": _("Class"),
    "lists-stops": _("Stops"),
    "lists-units": _("Units"),
    "lists-to-pick": _("To pick"),
    "lists-walk": _("Walk"),
    "lists-metres": _("{metres} m"),
    "lists-empty": _("No pick lists"),
    "lists-empty-help": _("Release lists of what has stock: one for each order, in the order of the queue."),
    "lists-nothing-chosen": _("No list chosen"),
    "lists-nothing-chosen-help": _("Choose a list to see it as it will be printed."),
    "lists-paper": _("The pick list {number} as it will be printed"),
    "lists-release": _("Release…"),
    "lists-print": _("Print…"),
    "lists-preview": _("Preview"),
    "lists-take-back": _("Take back…"),
    "lists-open-order": _("Open order"),
    "lists-changed": _("Changed since this list was released. If it is printed already, tell whoever picks it:"),
    "lists-changed-not-there": counted(
        "{units} × {sku} for {order} is not fetched at {place} any more.",
        "{units} × {sku} for {order} are not fetched at {place} any more.",
        "units",
    ),
    "lists-changed-missing": counted(
        "{units} × {sku} for {order} was picked at {place}, but is missing since.",
        "{units} × {sku} for {order} were picked at {place}, but are missing since.",
        "units",
    ),
    "lists-changed-instead": counted("{units} is fetched at {place}.", "{units} are fetched at {place}.", "units"),
    "lists-changed-lost": counted("{units} is fetched nowhere.", "{units} are fetched nowhere.", "units"),
    "releasing-title": _("Release pick lists"),
    "releasing-about": _(
        "Every order that holds stock gets a list, in the order of the queue. An order that must ship complete is left "
        "out until it is complete."
    ),
    "releasing-all": _("All that is ready"),
    "releasing-most": _("At most"),
    "releasing-most-lines": _("order lines"),
    "releasing-cancel": _("Cancel"),
    "releasing-done": counted(
        "{count} list released: {numbers}, {stops} stops",
        "{count} lists with {stops} stops released: {numbers}",
        "count",
    ),
    "releasing-nothing": _("Nothing is ready: no open order holds stock that is not on a list yet."),
    "releasing-not-reached": _(
        "Not released: {units} for {order} lie at the dock or in staging, where no picker goes. Put them away first."
    ),
    "releasing-taken-back": _("{number} was taken back; its lines keep their stock."),
    "releasing-taken-back-less": _("{number} was taken back; not all of its lines keep their stock."),
    "releasing-take-back-title": _("Take back"),
    "releasing-take-back-ask": counted(
        "Take back {count} list ({numbers})? Its goods stay with the order, and the list is void.",
        "Take back {count} lists ({numbers})? Their goods stay with the orders, and the lists are void.",
        "count",
    ),
    "releasing-prints-queued": counted(
        "{count} list is on its way to {printer}.", "{count} lists are on their way to {printer}.", "count"
    ),
}
