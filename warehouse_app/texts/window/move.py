"""What the page of moving says."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "move-prompt-source": _("Scan the place they come from"),
    "move-prompt-packed": counted("Scan the item ({packs} of it)", "Scan the item ({packs} of them)", "packs"),
    "move-short-moved": _("Moved: {quantity} × {sku} to {target}"),
    "move-short-moved-back": _("Moved back: {quantity} × {sku} to {target}"),
    "move-press-done": _("Done at {place}"),
    "move-here-title": _("What lies there"),
    "move-here-at": _("What lies at {place}"),
    "move-here-help": _("Enter or a double click takes a row instead of its scan."),
    "move-here-more": counted("{lines} more row", "{lines} more rows", "lines"),
    "move-here-empty": _("By the books nothing lies at {place}."),
    "move-here-to-clear": _("To be put away"),
    "move-here-to-clear-help": _("Choose a place with the arrow keys and Enter instead of scanning it."),
    "move-here-nothing": _("Nothing waits to be put away"),
    "move-here-nothing-help": _("Scan any place to carry goods from there."),
    "move-here-until": _("until {expiry}"),
    "move-here-reserved": _("{reserved} reserved"),
    "move-here-usable-first": _(
        "Other units of {sku} here may be used, and a scan means those. Move what is in quarantine with “Stock work” "
        "on the page of items."
    ),
    "move-here-where": _("{source} → {target} · {at} · {actor}"),
}
