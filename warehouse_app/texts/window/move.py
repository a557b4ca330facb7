"""What the page of moving says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "move-prompt-source": _("Scan the place they come from"),
    "move-short-moved": _("Moved: {quantity} × {sku} to {target}"),
    "move-short-moved-back": _("Moved back: {quantity} × {sku} to {target}"),
    "move-press-done": _("Done at {place}"),
    "move-here-title": _("What lies there"),
    "move-here-at": _("What lies at {place}"),
    "move-here-help": _("Down and then Enter, or a double click, takes a row instead of its scan."),
    "move-here-more": counted("{lines} more row", "{lines} more rows", "lines"),
    "move-here-to-clear": _("To be put away"),
    "move-here-to-clear-help": _("Choose a place with the arrow keys and Enter instead of scanning it."),
    "move-here-nothing": _("Nothing waits to be put away"),
    "move-here-nothing-help": _("Scan any place to carry goods from there."),
    "move-here-where": _("{source} → {target} · {at} · {actor}"),
}
