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
    "heading-pinned": _("Pinned"),
    "heading-on-hold": _("On hold"),
    "heading-lifted": _("Lifted"),
    "heading-had": _("Had"),
    "heading-gets": _("Gets"),
    "heading-why": _("Why"),
    "heading-even-before": _("Fairness before"),
    "heading-even-after": _("Fairness after"),
    "heading-empty-handed": _("Empty-handed"),
    "heading-run": _("Run"),
    "heading-at": _("At"),
    "heading-cause": _("Cause"),
    "heading-mode": _("Mode"),
    "heading-policy": _("Policy"),
    "heading-who": _("Who"),
    "heading-name": _("Name"),
    "heading-role": _("Role"),
    "heading-lines": _("Lines"),
    "heading-given": _("Given"),
    "heading-taken": _("Taken"),
    "heading-undone": _("Undone"),
    "heading-list": _("List"),
    "heading-stops": _("Stops"),
    "heading-units": _("Units"),
    "heading-rows": _("Rows"),
    "heading-distance": _("Walk (m)"),
    "heading-kind": _("Kind"),
    "heading-printer": _("Printer"),
    "heading-new": _("New"),
    "heading-changed": _("Changed"),
    "heading-unchanged": _("Unchanged"),
    "heading-file": _("File"),
    "heading-receipt": _("Receipt"),
    "heading-email": _("Mail to"),
    "heading-here": _("Is here"),
    "heading-complete": _("Complete"),
    "heading-status": _("Status"),
    "heading-supplier": _("Supplier"),
    "heading-promised-days": _("Says (days)"),
    "heading-median-days": _("Takes (days)"),
    "heading-on-time": _("On time (%)"),
    "heading-deliveries": _("Deliveries"),
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
    "cli-users-none": _(
        "Nobody is known by name yet: whoever opens the house may do everything. “user add NAME --role admin” makes "
        "the first person known."
    ),
    "cli-user-first": _(
        "{person} is the first who is known by name, and the admin. From now on say who acts with --user, or scan the "
        "badge (“print badges”)."
    ),
    "cli-user-added": _("{person} is known now, with the role “{role}”. “print badges” makes the badge."),
    "cli-user-role": _("{person} has the role “{role}” now."),
    "cli-user-role-same": _("{person} has the role “{role}” already."),
    "cli-user-removed": _("{person} is not known any more; what they did stays in the log."),
    "cli-settings": _(
        "{name}: days begin at midnight in {time_zone} (now {house_day}), prices are in {currency}, and waiting "
        "lines are ranked by {policy} inside their class."
    ),
    "cli-settings-due": counted(
        "A line that is promised for no day and needed by none counts as due {due_days} day after it was placed.",
        "A line that is promised for no day and needed by none counts as due {due_days} days after it was placed.",
        "due_days",
    ),
    "cli-settings-horizon": counted(
        "Lines that are due more than {horizon_days} day ahead wait without stock.",
        "Lines that are due more than {horizon_days} days ahead wait without stock.",
        "horizon_days",
    ),
    "cli-settings-no-horizon": _("Lines get stock however far ahead they are due."),
    "cli-settings-strict": _("Where shares come in unequal packs, one that does not fit is waited for (strict)."),
    "cli-settings-spill": _("Where shares come in unequal packs, one that does not fit is passed over (spill)."),
    "cli-settings-starved": _(
        "Receipts that may pass a line over before it is put at the head of its class: {starved_after}; days for which "
        "it may then gather stock, if it goes all or nothing: {gather_days}."
    ),
    "cli-settings-counts": _(
        "A count that differs from the books by no more than {count_tolerance_percent} percent is booked at once; any "
        "other is counted again, and then a lead decides."
    ),
    "cli-horizon-form": _("{text} is neither a number of days nor “off”."),
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
    "cli-booked-unordered": _("{receipt}: {quantity} × {sku} ({name}) → {location}."),
    "cli-booked-lot-unordered": _("{receipt}: {quantity} × {sku} ({name}), lot {lot} → {location}."),
    "cli-share": _(
        "  {units} → {order} for {customer} (class {rank_class}, waits since {placed}); still short: {short}"
    ),
    "cli-rest": counted("  {units} stays free", "  {units} stay free", "units"),
    "cli-also": _("Also now given, since it lay kept for an order that was to be complete:"),
    "cli-now-given": _("Now given:"),
    "cli-also-share": _("  {units} × {sku} → {order} for {customer} (class {rank_class})"),
    "cli-more-given": counted("  and {lines} more line", "  and {lines} more lines", "lines"),
    "cli-nobody-waits": counted(
        "  Nobody waits for it: {units} stays free", "  Nobody waits for it: {units} stay free", "units"
    ),
    "cli-kept": counted(
        "  {units} kept as safety stock; {orders} order waits",
        "  {units} kept as safety stock; {orders} orders wait",
        "orders",
    ),
    "cli-kept-for": _("  {units} kept for {orders} while more is to come"),
    "cli-goods-form": _(
        "{text} is not SKU=QUANTITY, SKU=QUANTITY@LOT or SKU=QUANTITY@LOT:EXPIRY with the day as 2027-03-31. Where "
        "goods have no lot, write SKU=QUANTITY@:EXPIRY."
    ),
    "cli-goods-lot": _(
        "The lot in {text} is longer than {most} characters, or has one that cannot be printed. Write it as it stands "
        "on the goods."
    ),
    "cli-goods-needed": _("Say what came, as SKU=QUANTITY, or --all for everything that the purchase order expects."),
    "cli-label-of-order": _("Put aside for {order}. Its label: warehouse-app print labels order:{order}"),
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
    "cli-run-afresh": _(
        "Run {run} (redistribute, {policy}): units given {given} (lines: {gaining}), units taken {taken} "
        "(lines: {losing})."
    ),
    "cli-preview-afresh": _(
        "Preview (redistribute, {policy}), nothing was changed: units given {given} (lines: {gaining}), units taken "
        "{taken} (lines: {losing})."
    ),
    "cli-evenness": _("{lowest} to {highest} % (Jain {jain} %)"),
    "cli-nobody-short": _("nobody is short"),
    "cli-orders-complete": _("Complete by this: {orders}."),
    "cli-orders-incomplete": _("No longer complete: {orders}."),
    "cli-money-released": _("By this, goods worth {amount} more can be shipped."),
    "cli-money-bound": _("By this, goods worth {amount} less can be shipped."),
    "cli-win-unmet": _("{order}, line {line}, must win and stays short of {short} × {sku}."),
    "cli-strategy-form": _(
        "{text} is not CODE=STRATEGY for a customer or class:A=STRATEGY for a class; strategies are {words}."
    ),
    "cli-strategy-mode": _("--strategy goes with --mode redistribute: a fill takes nothing from anyone."),
    "cli-strategy-twice": _("{whose} was given two strategies. Give one."),
    "cli-due-window": _("No day is both {first} or later (--due-from) and {last} or earlier (--due-to)."),
    "cli-no-notices": _("Nobody is to be told anything."),
    "cli-no-suppliers": _("The house knows no supplier yet."),
    "cli-no-runs": _("No run of allocation was made yet."),
    "cli-undone-by": _("undone by {run}"),
    "cli-undoes": _("undoes {run}"),
    "cli-run-undone": _(
        "Run {undone} is undone by run {run}: units taken back {taken}, given back {returned} (lines: {lines}). Its "
        "items get no stock by themselves until the next receipt or a run by hand."
    ),
    "cli-pinned": _("{order}, line {line}: {pinned} × {sku} pinned; it holds {allocated} of {open}."),
    "cli-unpinned": _("{order}, line {line}: nothing of {sku} is pinned any more; it holds {allocated} of {open}."),
    "cli-held": _("{order} is on hold ({why}): it keeps its place and what it has, and gets no stock."),
    "cli-unheld": _("{order} is served again; it was on hold ({why})."),
    "cli-classified": _("{order} is served in class {rank_class}, whatever its customer's is."),
    "cli-class-of-customer": _("{order} is served in its customer's class again."),
    "cli-books-closed": _(
        "The books are closed up to {until}: what is booked now counts from {first} at the earliest."
    ),
    "cli-correct-form": _(
        "Say what is right: --quantity where another number came, --sku, --lot or --expiry where the goods are others."
    ),
    "cli-correct-none": _(
        "Nothing that counts was booked so on receipt {receipt} ({goods}). Check both numbers; “warehouse-app print "
        "goods-received-note” shows what counts, and what was taken back."
    ),
    "cli-correct-which": _(
        "{goods} was booked more than once on receipt {receipt}: {bookings}. Say which, by what they differ in: {ways}."
    ),
    "cli-correct-booking": _("booking {booking} ({quantity} in {place}, {at}, {actor})"),
    "cli-correct-booking-lot": _("booking {booking} ({quantity} of lot {lot} in {place}, {at}, {actor})"),
    "cli-correct-booking-aside": _("{booking}, set aside"),
    "cli-corrected": _("Put right on {receipt}, booked in {place}: {wrong} → {right}."),
    "cli-corrected-none": _("Put right on {receipt}, booked in {place}: {wrong} → nothing came."),
    "cli-some-goods": _("{quantity} × {sku}"),
    "cli-some-goods-lot": _("{quantity} × {sku} (lot {lot})"),
    "cli-some-goods-lot-day": _("{quantity} × {sku} (lot {lot}, to be used until {expiry})"),
    "cli-some-goods-in": _("{goods} in {place}"),
    "cli-have-come": _("  {received} of {ordered} × {sku} have come on {purchase_order}."),
    "cli-closed-short": _(
        "{purchase_order}, line {line}: {units} × {sku} will not come any more ({received} of {ordered} have come)."
    ),
    "cli-reopened-short": _(
        "{purchase_order}, line {line}: {units} × {sku} are to come after all ({received} of {ordered} have come)."
    ),
    "cli-moved": _("{quantity} × {sku} carried from {source} to {target}."),
    "cli-quarantined": _("{quantity} × {sku} at {place} set aside; {left} left there as before."),
    "cli-unquarantined": _("{quantity} × {sku} from {place} may be used again; {left} left set aside there."),
    "cli-out-of-reach": _("They are still at {place}, from where no order is served: move them."),
    "cli-some-out-of-reach": _("What lies at {places} is still where no order is served from: move it."),
    "cli-scrapped": _("{quantity} × {sku} at {place} scrapped; {left} left there."),
    "cli-written-off": _("{quantity} × {sku} at {place} written off; {left} left there."),
    "cli-written-on": _("{quantity} × {sku} at {place} written on; {left} there now."),
    "cli-written-on-aside": _(
        "{quantity} × {sku} at {place} written on and set aside; {left} there now, which no order gets."
    ),
    "cli-back-to-stock": _(
        "{document}: {quantity} × {sku} of {order}, line {line}, back in stock at {place}; {returned} of {shipped} "
        "have come back by now."
    ),
    "cli-back-aside": _(
        "{document}: {quantity} × {sku} of {order}, line {line}, set aside at {place}; {returned} of {shipped} "
        "have come back by now."
    ),
    "cli-back-scrapped": _(
        "{document}: {quantity} × {sku} of {order}, line {line}, came back and was scrapped; {returned} of {shipped} "
        "have come back by now."
    ),
    "cli-lot-blocked": _("Lot {lot} of {sku} is blocked: {units} set aside now, {quarantined} in all."),
    "cli-lot-unblocked": _(
        "Lot {lot} of {sku} may be used again: {units} released, {quarantined} stay set aside for other reasons."
    ),
    "cli-lot-picked": counted(
        "{units} unit of it is picked for {orders}: take it out before it is sent.",
        "{units} units of it are picked for {orders}: take them out before they are sent.",
        "units",
    ),
    "cli-put-back": _("{quantity} × {sku}, picked for {order}, put back from {source} to {target}; {left} left there."),
    "cli-put-back-aside": _(
        "{quantity} × {sku}, picked for {order}, put back from {source} to {target}; {left} left there. No order gets "
        "it: it is in quarantine."
    ),
    "cli-traced": _("Lot {lot} of {sku}: {units} on hand."),
    "cli-traced-blocked": _("Lot {lot} of {sku} is blocked: {units} on hand."),
    "cli-traced-from": _("  came with {receipt} from {supplier} ({day})"),
    "cli-traced-at": _("  {quantity} at {place}"),
    "cli-traced-aside": _("  {quantity} at {place}, set aside"),
    "cli-traced-to": _("  for {order} of {customer}: {picked} picked, {reserved} to be picked"),
    "cli-stop-moved": _(
        "{pick_list}: {units} × {sku} for {order} are not fetched at {place} any more; {replanned} are fetched at "
        "{places}."
    ),
    "cli-stop-shortened": _(
        "{pick_list}: {units} × {sku} for {order} are not fetched at {place} any more, nor anywhere else."
    ),
    "cli-not-aside": _("{place}: {units} × {sku} are not put aside for {order} any more."),
    "cli-lost": _("{order}, line {line} (class {rank_class}), gives back {units} × {sku} and waits for them again."),
    "cli-count-form": _(
        "Name a place and what lies there (SKU=QTY …), or --empty where nothing does; or --approve or --reject and "
        "a count."
    ),
    "cli-count-booked": counted(
        "{number}: {place} is counted and booked, with {differences} difference.",
        "{number}: {place} is counted and booked, with {differences} differences.",
        "differences",
    ),
    "cli-count-again": _("{number}: {place} does not agree with the books. Count it once more, as {again}."),
    "cli-count-to-approve": _("{number}: {place} was counted twice and does not agree with the books. A lead decides."),
    "cli-count-rejected": _("{number}: the count of {place} is thrown away; the books stay as they are."),
    "cli-count-waits": _("{number}: {place}, counted by {by} at {at}, waits for approval."),
    "cli-count-unpicked": _("{order}, line {line}: {units} × {sku} are missing at {place}, and picked for it no more."),
    "cli-fetched-anew": _("{pick_list}: {units} × {sku} are fetched for {order} once more, at {places}."),
    "cli-count-aside": counted(
        "{units} unit of what was found is set aside: no order gets it until a lead releases it.",
        "{units} units of what was found are set aside: no order gets them until a lead releases them.",
        "units",
    ),
    "cli-no-counts": _("No count waits for approval."),
    "cli-difference": _("  {sku}, {name}: {counted} counted, {expected} by the books"),
    "cli-difference-lot": _("  {sku}, {name}, lot {lot}: {counted} counted, {expected} by the books"),
    "cli-difference-besides": _(
        "    of those that are {status}; {other} besides: {counted} counted, {expected} by the books"
    ),
    "cli-difference-moved": _("    moved while it was counted: +{moved_in}/−{moved_out}"),
    "cli-line-carried": _(
        "{units} × {sku} of {order}, line {line}, now {to_order}, line {to_line}; {held} of them have stock."
    ),
    "cli-split-form": _(
        "“{text}” says nothing clear of a line. Write its number and the units, such as 2=10, once each."
    ),
    "cli-explain-head": _("{order} · {customer} · class {rank_class}"),
    "cli-explain-line": _("{line}. {sku} {name}: {allocated} of {open} allocated · {why}"),
    "cli-explain-closed": _("{line}. {sku} {name}: {why}"),
    "cli-explain-changes": _("     would change it: {changes}"),
    "cli-explain-ahead": _("     ahead: {short} for {order} ({customer}, class {rank_class})"),
    "cli-explain-pinned": _("     ahead: {short} pinned to {order} ({customer}, class {rank_class})"),
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
    "cli-unreleased-less": counted(
        "{number} is taken back with {stops} stop. Not all that it held stays allocated.",
        "{number} is taken back with {stops} stops. Not all that they held stays allocated.",
        "stops",
    ),
    "cli-printed": _("“{document}” is written to {path}."),
    "cli-handed-over": counted(
        "“{document}” is with the printer {printer}: {pages} page.",
        "“{document}” is with the printer {printer}: {pages} pages.",
        "pages",
    ),
    "cli-print-waits": _(
        "“{document}” waits to be printed on {printer}. The window at this workstation tries it again by itself; "
        "without a window, repeat this command."
    ),
    "cli-print-in-doubt": _(
        "Look whether “{document}” comes out of {printer}, and say so in the print queue of the window at this "
        "workstation."
    ),
    "cli-print-file": _("{path} could not be written: {reason}. Name another file with --output."),
}
