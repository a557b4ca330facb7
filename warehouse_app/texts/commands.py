"""What the command line says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "heading-rank": _("Rank"),
    "heading-class": _("Class"),
    "heading-placed": _("Placed"),
    "heading-due": _("Due"),
    "heading-order": _("Order"),
    "heading-line": _("Line"),
    "heading-customer": _("Customer"),
    "heading-sku": _("Item"),
    "heading-open": _("Open"),
    "heading-allocated": _("Allocated"),
    "heading-short": _("Short"),
    "heading-not-before": _("Not before"),
    "heading-had": _("Had"),
    "heading-gets": _("Gets"),
    "heading-why": _("Why"),
    "heading-list": _("List"),
    "heading-stops": _("Stops"),
    "heading-units": _("Units"),
    "heading-distance": _("Walk (m)"),
    "heading-kind": _("Kind"),
    "heading-new": _("New"),
    "heading-changed": _("Changed"),
    "heading-unchanged": _("Unchanged"),
    "heading-file": _("File"),
    "cli-founded": _("“{name}” is ready in {place}; its days begin at midnight in {zone}."),
    "cli-demo": counted(
        "The demo warehouse has {count} open order line; try: warehouse-app queue",
        "The demo warehouse has {count} open order lines; try: warehouse-app queue",
        "count",
    ),
    "cli-day-turned": _(
        "It is {day} now. Lots that expired: {expired}. Items that reached their release date: {released}. "
        "The ledger is sealed."
    ),
    "cli-day-same": _("It was {day} already; nothing had to be done."),
    "cli-check-clean": _("Everything adds up: all invariants hold and the ledger's chain is whole."),
    "cli-check-findings": counted("{count} thing is wrong.", "{count} things are wrong.", "count"),
    "cli-rows-wrong": counted(
        "{count} row is wrong, so nothing was stored. Mend it and import again.",
        "{count} rows are wrong, so nothing was stored. Mend them and import again.",
        "count",
    ),
    "cli-row-wrong": _("{file}, line {line}, {column}: {text}"),
    "cli-rows-in-file": _("All of them are listed in {path}."),
    "cli-rule-left-out": _("{kind}: {count} rows were left out by the rule “{rule}”."),
    "cli-rule-effect": _("{kind}: {count} rows were changed by the rule “{rule}”."),
    "cli-unknown-columns": _("{file}: these columns mean nothing here and were not read: {columns}."),
    "cli-credits-unmatched": counted(
        "{count} credit found no order line to be taken from.",
        "{count} credits found no order line to be taken from.",
        "count",
    ),
    "cli-filled": _("Stock given to waiting orders: {units} units to {lines} lines."),
    "cli-dry-run": _("Nothing was stored: this was a trial. The files are right."),
    "cli-exported": _("{path}: {count} rows."),
    "cli-progress-read": _("Reading {file}: {count} rows"),
    "cli-progress-stored": _("Storing {file}: {count} rows"),
    "cli-booked": _("{receipt}: {quantity} × {sku} ({name}) → {location}; {received} of {ordered} have come."),
    "cli-booked-lot": _(
        "{receipt}: {quantity} × {sku} ({name}), lot {lot} → {location}; {received} of {ordered} have come."
    ),
    "cli-share": _(
        "  {units} → {order} for {customer} (class {rank_class}, waits since {placed}); still short: {short}"
    ),
    "cli-rest": _("  {units} × {sku} stay free."),
    "cli-nobody-waits": _("  Nobody waits for {sku}: all {units} stay free."),
    "cli-goods-form": _(
        "{text} is not SKU=QUANTITY, SKU=QUANTITY@LOT or SKU=QUANTITY@LOT:EXPIRY with the day as 2027-03-31."
    ),
    "cli-goods-needed": _("Say what came, as SKU=QUANTITY, or --all for everything that the purchase order expects."),
    "cli-queue-empty": _("Nobody waits: there is no open order line."),
    "cli-nothing-waits": _("Nobody waits for stock; there was nothing to decide."),
    "cli-run": _("Run {run} ({policy}): {units} units to {lines} of {considered} lines."),
    "cli-preview": _("Preview ({policy}), nothing was changed: {units} units to {lines} of {considered} lines."),
    "cli-fairness": _(
        "{sku} is short: customers get from {lowest} % to {highest} % of what they want (Jain's index {jain} %)."
    ),
    "cli-explain-head": _("{order} · {customer} · class {rank_class}"),
    "cli-explain-line": _("{line}. {sku} {name}: {allocated} of {open} allocated · {why}"),
    "cli-explain-closed": _("{line}. {sku} {name}: {why}"),
    "cli-explain-ahead": _("     ahead: {short} for {order} ({customer}, class {rank_class})"),
    "cli-explain-more": counted("     and {count} more line", "     and {count} more lines", "count"),
    "cli-cancelled": _("{order}: cancelled."),
    "cli-cancelled-line": _("  line {line}, {sku}: {units} units cancelled, {freed} of them had stock"),
    "cli-nothing-released": _("Nothing is ready to be picked."),
    "cli-stock-not-reachable": _(
        "{order}: {units} units lie where no picker is sent (dock or staging). Put them away, then release again."
    ),
    "cli-unreleased": _("{number} is taken back: {stops} stops. What they held stays allocated."),
    "cli-printed": _("{number}: {path}"),
    "cli-print-file": _("{path} could not be written: {reason}. Name another file with --output."),
}
