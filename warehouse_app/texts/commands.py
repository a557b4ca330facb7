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
    "heading-rows": _("Rows"),
    "heading-distance": _("Walk (m)"),
    "heading-kind": _("Kind"),
    "heading-new": _("New"),
    "heading-changed": _("Changed"),
    "heading-unchanged": _("Unchanged"),
    "heading-file": _("File"),
    "cli-not-text": _(
        "The command has a letter in another encoding than this computer's, so nothing was done. Type it again here."
    ),
    "cli-founded": _("“{name}” is ready in {place}; its days begin at midnight in {zone}."),
    "cli-demo": counted(
        "The demo warehouse has {count} open order line; try: warehouse-app --database {place} queue",
        "The demo warehouse has {count} open order lines; try: warehouse-app --database {place} queue",
        "count",
    ),
    "cli-day-turned": _(
        "It is {day} now. Lots that expired: {expired}. Items that reached their release date: {released}. "
        "The ledger is sealed."
    ),
    "cli-day-same": _("It was {day} already; nothing had to be done."),
    "cli-settings": _(
        "{name}: days begin at midnight in {time_zone} (now {house_day}), prices are in {currency}, and waiting "
        "lines are ranked by {policy} inside their class."
    ),
    "cli-check-clean": _("Everything adds up: all invariants hold and the ledger's chain is whole."),
    "cli-check-findings": counted("{count} thing is wrong.", "{count} things are wrong.", "count"),
    "cli-map-needed": _("“import all” needs --map NAME, which says what the files of the folder are."),
    "cli-orders-as-mapped": _(
        "--orders-as goes with orders (or all) that are read through --map NAME. In files with our own columns the "
        "column “shipped” says it."
    ),
    "cli-rows-wrong": counted(
        "{count} row is wrong, so nothing was stored. Mend it and import again.",
        "{count} rows are wrong, so nothing was stored. Mend them and import again.",
        "count",
    ),
    "cli-row-wrong": _("{file}, line {line}: {text}"),
    "cli-cell-wrong": _("{file}, line {line}, {column}: {text}"),
    "cli-rows-in-file": _("All of them are listed in {path}."),
    "cli-rule-left-out": counted(
        "{kind}: {count} row was left out by the rule “{rule}”.",
        "{kind}: {count} rows were left out by the rule “{rule}”.",
        "count",
    ),
    "cli-rule-effect": counted(
        "{kind}: {count} row was changed by the rule “{rule}”.",
        "{kind}: {count} rows were changed by the rule “{rule}”.",
        "count",
    ),
    "cli-unknown-columns": _("{file}: these columns mean nothing here and were not read: {columns}."),
    "cli-credits-unmatched": counted(
        "{count} credit found no order line to be taken from.",
        "{count} credits found no order line to be taken from.",
        "count",
    ),
    "cli-filled": counted(
        "Stock given to waiting orders: {units} units to {lines} line.",
        "Stock given to waiting orders: {units} units to {lines} lines.",
        "lines",
    ),
    "cli-dry-run": _("Nothing was stored: this was a trial. The files are right."),
    "cli-exported": counted("{count} row is written to {path}.", "{count} rows are written to {path}.", "count"),
    "cli-progress-read": _("Reading {file}: {count} rows"),
    "cli-progress-stored": _("Storing {file}: {count} rows"),
    "cli-booked": _("{receipt}: {quantity} × {sku} ({name}) → {location}; {received} of {ordered} have come."),
    "cli-booked-lot": _(
        "{receipt}: {quantity} × {sku} ({name}), lot {lot} → {location}; {received} of {ordered} have come."
    ),
    "cli-share": _(
        "  {units} → {order} for {customer} (class {rank_class}, waits since {placed}); still short: {short}"
    ),
    "cli-rest": counted("  {units} stays free", "  {units} stay free", "units"),
    "cli-nobody-waits": counted(
        "  Nobody waits for it: {units} stays free", "  Nobody waits for it: {units} stay free", "units"
    ),
    "cli-goods-form": _(
        "{text} is not SKU=QUANTITY, SKU=QUANTITY@LOT or SKU=QUANTITY@LOT:EXPIRY with the day as 2027-03-31. Where "
        "goods have no lot, write SKU=QUANTITY@:EXPIRY."
    ),
    "cli-goods-lot": _(
        "The lot in {text} is longer than {most} characters, or has one that cannot be printed. Write it as it stands "
        "on the goods."
    ),
    "cli-goods-needed": _("Say what came, as SKU=QUANTITY, or --all for everything that the purchase order expects."),
    "cli-queue-empty": _("Nobody waits: there is no open order line."),
    "cli-nothing-waits": _("Nobody waits for stock; there was nothing to decide."),
    "cli-run": counted(
        "Run {run} ({policy}): {units} unit to {lines} of {considered} waiting lines.",
        "Run {run} ({policy}): {units} units to {lines} of {considered} waiting lines.",
        "units",
    ),
    "cli-preview": counted(
        "Preview ({policy}), nothing was changed: {units} unit to {lines} of {considered} waiting lines.",
        "Preview ({policy}), nothing was changed: {units} units to {lines} of {considered} waiting lines.",
        "units",
    ),
    "cli-fairness": _(
        "{sku} is short: customers get from {lowest} % to {highest} % of what they want (Jain's index {jain} %)."
    ),
    "cli-explain-head": _("{order} · {customer} · class {rank_class}"),
    "cli-explain-line": _("{line}. {sku} {name}: {allocated} of {open} allocated · {why}"),
    "cli-explain-closed": _("{line}. {sku} {name}: {why}"),
    "cli-explain-ahead": _("     ahead: {short} for {order} ({customer}, class {rank_class})"),
    "cli-explain-more": counted("     and {count} more line", "     and {count} more lines", "count"),
    "cli-cancelled": _("Cancelled in {order}:"),
    "cli-cancelled-line": _("  line {line}: {units} × {sku} (with stock, which goes to whoever waits: {freed})"),
    "cli-nothing-released": _("Nothing is ready to be picked."),
    "cli-stock-not-reachable": counted(
        "{order}: {units} unit lies where no picker is sent (dock or staging). Put it away, then release again.",
        "{order}: {units} units lie where no picker is sent (dock or staging). Put them away, then release again.",
        "units",
    ),
    "cli-unreleased": counted(
        "{number} is taken back with {stops} stop. What it held stays allocated.",
        "{number} is taken back with {stops} stops. What they held stays allocated.",
        "stops",
    ),
    "cli-printed": _("{number} is written to {path}."),
    "cli-print-file": _("{path} could not be written: {reason}. Name another file with --output."),
}
