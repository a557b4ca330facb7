"""What receiving says of advance notices and of the pallets that they announce."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "notice-started": _(
        "Advance notice {number} from {supplier}: {received} of {announced} units have come, {to_come} are to come."
    ),
    "notice-goes-on": _(
        "Going on with receipt {receipt} of advance notice {number} from {supplier}: {received} of {announced} units "
        "have come, {to_come} are to come."
    ),
    "notice-switched": _(
        "Switched from {before} to advance notice {number} from {supplier}: {received} of {announced} units have come, "
        "{to_come} are to come."
    ),
    "notice-of-order": _("It is of purchase order {order}."),
    "notice-on-pallet": _("{to_come} on pallet {sscc}"),
    "notice-all-here": _("All that was announced is here."),
    "notice-progress": _("Announced on {notice}: {announced}, received {received}, to come {to_come}."),
    "notice-beyond": counted(
        "{units} of these was not announced on {notice}.", "{units} of these were not announced on {notice}.", "units"
    ),
    "notice-other-item": _("{sku} is not announced on {notice}."),
    "notice-other-lot": _("But {notice} announces lot {lots}; look whether this is right."),
    "notice-other-day": _("But {notice} announces {parts}; look whether this is right."),
    "notice-says-lot": _("{parts} The notice says {lot}: WXYES takes it."),
    "notice-says-lot-and-day": _("{parts} The notice says {lot}, to be used until {expiry}: WXYES takes both."),
    "notice-says-day": _("{parts} The notice says {expiry}: WXYES takes it."),
    "pallet-seen": _("Pallet {sscc} of advance notice {notice}."),
    "pallet-line": _("{units} × {sku}"),
    "pallet-on-it": _("On it: {parts}."),
    "pallet-label-says": _("The label itself says {units} × {sku}, but {notice} announces {parts}."),
    "pallet-label-says-item": _("The label itself says {sku}, but {notice} announces {parts}."),
    "pallet-label-says-lot": _("The label itself says lot {lot}, but {notice} announces lot {lots}."),
    "pallet-label-says-day": _("The label itself says to be used until {expiry}, but {notice} announces {parts}."),
    "pallet-announced-day": _("{expiry}"),
    "pallet-label-look": _(
        "Look what is on it before you book it; if it is not what was announced, scan it item by item."
    ),
    "pallet-item-not-on-it": _(
        "{sku} is not announced on pallet {sscc}. Set it aside until the pallet is done, or scan WXBACK for goods that "
        "are on none."
    ),
    "pallet-not-booked": _("Pallet {sscc} is not booked yet. Scan its place, or WXBACK to leave it."),
    "pallet-item-by-item": _("Or scan what is on it, item by item."),
    "pallet-booked": counted(
        "Booked on {receipt}: pallet {sscc} with {units} unit in {place}.",
        "Booked on {receipt}: pallet {sscc} with {units} units in {place}.",
        "units",
    ),
    "pallet-total": _("{notice} in all: {announced} announced, {received} received, {to_come} to come."),
    "pallet-aside-of": _("{sku}: {parts}"),
    "pallet-for-nobody": _("{units} × {sku}: {parts}"),
    "pallet-ask": _("Scan the place for the whole pallet, or an item to take it in part by part."),
    "pallet-ask-proposed": _(
        "Scan the place for the whole pallet; {place} is proposed, and WXYES takes it. Or scan an item to take it in "
        "part by part."
    ),
    "pallet-ask-accept": _("Accept the whole pallet? WXYES (a lead), or WXNO; or scan what is on it, item by item."),
    "pallet-ask-packed": counted(
        "Scan the item on the pallet: {packs} piece, or {packs} case if you scan a case.",
        "Scan the item on the pallet: {packs} pieces, or {packs} cases if you scan a case.",
        "packs",
    ),
}
