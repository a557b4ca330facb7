"""What the finder says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "seek-find": _("Find anything"),
    "seek-placeholder": _("Find an item, lot, order, customer, place, page or action"),
    "seek-found": _("What fits"),
    "seek-nothing": _("Nothing found for “{text}”. Try the beginning of a number, or a part of a name."),
    "seek-to-come": counted("{units} unit to come", "{units} units to come", "units"),
    "seek-nothing-to-come": _("Nothing to come"),
    "sought-page": _("Page"),
    "sought-action": _("Action"),
    "sought-item": _("Item"),
    "sought-lot": _("Lot or serial number"),
    "sought-order": _("Order"),
    "sought-purchase-order": _("Purchase order"),
    "sought-pick-list": _("Pick list"),
    "sought-customer": _("Customer"),
    "sought-supplier": _("Supplier"),
    "sought-place": _("Place"),
}
