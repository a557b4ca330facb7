"""What the page of counting says. None of it tells whoever counts what the books expect."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    # --- what is expected, to be read from two metres ---
    "count-prompt-place": _("Scan the place to count"),
    "count-prompt-empty": _("Is {place} empty?"),
    "count-prompt-again": _("Once more: scan an item at {place}"),
    # --- headlines ---
    "count-short-begun": _("Count of {place}"),
    "count-short-tallied": _("{quantity} × {sku}: {counted} by now"),
    "count-short-tallied-lot": _("{quantity} × {sku}, lot {lot}: {counted} by now"),
    "count-short-tallied-serial": _("{sku}, {lot}"),
    "count-short-taken-off": _("Taken off: {quantity} × {sku}"),
    "count-short-again": _("Count {place} once more"),
    "count-short-lead-decides": _("{place}: a lead decides"),
    # --- what the station says with a command in it, with the button that gives the command ---
    "count-hint-item": _("Scan an item at {place}, or a quantity first; “{done}” when all is counted."),
    "count-hint-item-again": _(
        "Second count: scan an item at {place}, or a quantity first; “{done}” when all is counted."
    ),
    "count-hint-finish-first": _("Finish the count of {place} first: “{done}”."),
    "count-hint-not-counted": _("{sku} is not counted yet: finish it, or press “{back}”."),
    "count-hint-was-an-item": _(
        "{number} was taken for the item; if you meant a quantity, press “{undo}”, then scan WXQTY{number}."
    ),
    "count-hint-empty": _("“{empty}” ends the count, “{not_empty}” goes on with it."),
    # --- buttons ---
    "count-press-done": _("All is counted"),
    "count-press-undo": _("Take the last one off"),
    "count-press-leave": _("Leave it open"),
    "count-press-drop": _("Throw it away"),
    "count-press-empty": _("It is empty"),
    "count-press-not-empty": _("Go on counting"),
    # --- what was counted, what can be gone on with ---
    "count-so-tab": _("Count"),
    "count-so-far-title": _("Counted so far"),
    "count-so-far-at": _("Counted so far at {place}"),
    "count-so-far-none": _("Nothing yet. What is not scanned counts as not there."),
    "count-so-far-all": counted("{units} unit in all", "{units} units in all", "units"),
    "count-open-title": _("Open counts"),
    "count-open-help": _("Choose one with the arrow keys and Enter to go on with it, or scan another place."),
    "count-open-none": _("No count is open"),
    "count-open-none-help": _("Scan a place to count all that lies there. What the books say is not shown."),
    "count-open-number": _("Count"),
    "count-open-by": _("Opened by"),
    "count-open-since": _("Since"),
    "count-open-lots": _("Rows so far"),
    "count-open-second": _("{place}, second count"),
    # --- what waits for a lead ---
    "approve-tab": _("To approve"),
    "approve-tab-some": _("To approve ({counts})"),
    "approve-title": _("Counts that wait for a lead"),
    "approve-none": _("No count waits for a lead"),
    "approve-none-help": _("A count comes here when it differs from the books by more than the house tolerates."),
    "approve-number": _("Count"),
    "approve-by": _("Counted by {person}, {at}."),
    "approve-lines": _("Rows"),
    "approve-differences-list": _("Differences"),
    "approve-value": _("Value"),
    "approve-second": _("{place}, second count"),
    "approve-recount": _("{place}, counted again now"),
    "approve-differences": _("What differs at {place}"),
    "approve-expected": _("Expected"),
    "approve-counted": _("Counted"),
    "approve-difference": _("Difference"),
    "approve-total": _("In all: {value}"),
    "approve-moved": _("{sku} moved while it was counted: +{moved_in}/−{moved_out}."),
    "approve-moved-lot": _("{sku}, lot {lot}, moved while it was counted: +{moved_in}/−{moved_out}."),
    "approve-do": _("Approve and book"),
    "approve-reject": _("Reject…"),
    "approve-reject-title": _("Reject count {number}"),
    "approve-reject-about": _("The count is thrown away and the books stay as they are."),
    "approve-reject-do": _("Reject"),
    "approve-of": _("Count {number} of {place}"),
    "approve-done": _("Count {number} of {place} is booked."),
    "approve-done-aside": counted(
        "{units} unit of what was found is set aside: no order gets it until a lead releases it.",
        "{units} units of what was found are set aside: no order gets them until a lead releases them.",
        "units",
    ),
    "approve-unpicked": counted(
        "{units} × {sku} that was picked for {order} is missing at {place}, so it is picked for it no more.",
        "{units} × {sku} that were picked for {order} are missing at {place}, so they are picked for it no more.",
        "units",
    ),
    "approve-rejected": _("Count {number} of {place} is thrown away; nothing was booked."),
}
