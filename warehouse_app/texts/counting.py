"""What counting says, where places are counted by scans. None of it tells what the books expect."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    # --- the place ---
    "count-started": _("Count {number} of {place}: all that lies there is counted."),
    "count-goes-on": _("Going on with count {number} of {place}."),
    "count-so-far": _("Counted so far: {parts}."),
    "count-so-far-line": _("{units} × {sku}, {name}"),
    "count-so-far-lot": _("{units} × {sku}, {name} ({lot})"),
    "count-nothing-so-far": _("Nothing is counted so far."),
    "count-open": _("Counts to go on with: {parts}."),
    "count-open-place": _("{place} ({number})"),
    "count-left-open": _("Count {number} stays open: scan {place} again to go on with it."),
    "count-dropped": _("Count {number} of {place} is thrown away: nothing was counted in it."),
    # --- the goods ---
    "count-tallied": _("Counted: {quantity} × {sku}, {name}; {counted} by now."),
    "count-tallied-lot": _("Counted: {quantity} × {sku}, {name}; {counted} of lot {lot} by now."),
    "count-tallied-day": _("Counted: {quantity} × {sku}, {name}; {counted} to be used until {expiry} by now."),
    "count-tallied-serial": _("Counted: {sku}, {name}, serial number {lot}."),
    "count-taken-off": _("Taken off again: {quantity} × {sku}, {name}; {counted} by now."),
    "count-taken-off-lot": _("Taken off again: {quantity} × {sku}, {name}, {lot}; {counted} of it by now."),
    "count-nothing-to-take-off": _("Nothing is counted here that could be taken off."),
    "count-serial-twice": _("{sku} with the serial number {serial} is counted already; it was not counted again."),
    "count-number-was-an-item": _(
        "{number} was taken for the item; if you meant a quantity, scan WXUNDO, then WXQTY{number}."
    ),
    # --- what stands in the way ---
    "count-finish-first": _("Finish the count of {place} first: WXDONE."),
    "count-counted-here": _("It is the place that you are counting."),
    "count-not-counted": _("{sku} is not counted yet: finish it, or go back with WXBACK."),
    "count-no-count": _("No place is being counted here, so there is nothing to finish."),
    "count-nothing-counted": _("Nothing was counted at {place}."),
    # --- the end ---
    "count-booked": _("Count {number} of {place} is booked."),
    "count-again": _(
        "Count {number} of {place} does not agree with the books: count all that lies there once more. The second "
        "count is {again}."
    ),
    "count-lead-decides": _("Count {number} of {place} does not agree with the books either: a lead decides."),
    # --- commands ---
    "count-help": _("Counting {place} ({number})."),
    "count-commands": _(
        "WXBACK goes one step back, WXQTY and a number says how many, WXUNDO takes off what was counted last, WXPRINT "
        "prints a sheet to count on, WXDONE ends the count of a place, WXCANCEL throws it away as long as nothing is "
        "counted."
    ),
    # --- what is expected ---
    "count-ask-place": _("Scan the place that you count."),
    "count-ask-item": _("Scan an item at {place}, or a quantity first; WXDONE when all is counted."),
    "count-ask-item-again": _(
        "Second count: scan an item at {place}, or a quantity first; WXDONE when all is counted."
    ),
    "count-ask-empty": _("Does nothing at all lie at {place}? WXYES ends the count, WXNO goes on with it."),
}
