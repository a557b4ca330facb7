"""Stock that is moved, counted, lost or set aside: why not, and what to do about it."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "reason-missing": _("Say why in a few words: whoever looks at it later will want to know."),
    "reason-too-long": _(
        "The reason has {characters} characters, and at most {most} are kept. Say it more briefly; nothing was changed."
    ),
    "stock-item-unknown": _("There is no item {sku}. Check its number, or enter it among the items first."),
    "stock-location-unknown": _("There is no place {code}. Check its code, or enter it among the places first."),
    "stock-location-holds-no-stock": _(
        "No goods can lie at {code}: it only shapes the walk through the house. Name another place."
    ),
    "stock-quantity": _("{quantity} of {sku} is no quantity to work with: name a whole number from 1 to {most}."),
    "stock-nothing-there": _(
        "By the books no {sku} lies at {place} ({status}). If it does lie there, count the place; else check the code."
    ),
    "stock-which-lot": _("Several lots of {sku} lie at {place}: {lots}. Say which one."),
    "stock-lot-not-there": _(
        "By the books no lot {lot} of {sku} lies at {place}; what lies there is {lots}. If it does lie there, count "
        "the place."
    ),
    "stock-not-there": counted(
        "By the books {there} of {sku} lies at {place}, so {quantity} cannot be taken from it. If more lies there, "
        "count the place.",
        "By the books {there} of {sku} lie at {place}, so {quantity} cannot be taken from it. If more lie there, "
        "count the place.",
        "there",
    ),
    "stock-same-place": _("{sku} is at {place} already. Name another place to carry it to."),
}
