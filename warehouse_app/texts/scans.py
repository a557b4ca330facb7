"""What is said about a scanned code."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "scan-empty": _("Nothing was scanned. Scan the code again, or type what is printed below it."),
    "scan-too-long": _(
        "This scan has {length} characters; more than {maximum} cannot be a code. Scan one code at a time."
    ),
    "scan-undecodable": _(
        "Character {position} of this scan cannot be read ({character}). Scan again; if that happens with every code, "
        "set the scanner to send UTF-8 or plain letters and digits."
    ),
    "scan-unprintable": _(
        "Character {position} of this scan is a control character ({character}) that no code here contains. Scan "
        "another code of the label, or type its number."
    ),
    "scan-space": _(
        "Character {position} of this scan is a space of a kind that no code here contains ({character}), as copied "
        "text has it. Type it with an ordinary space, or scan the code."
    ),
    "scan-unknown": _(
        "Nothing here has the code {text}. Check that the right code was scanned, or ask a lead to teach it to an item."
    ),
    "scan-unknown-badge": _("Nobody has this badge. Scan your own badge, or type U- and your name."),
    "scan-unknown-command": _(
        "{text} is neither a command nor the code of anything here. Scan the card again, or print a new command card."
    ),
    "scan-unknown-gtin": _(
        "No item has the barcode {gtin} yet. Scan another code of the article, or ask a lead to teach this one to its "
        "item."
    ),
    "scan-unknown-gs1": _(
        "The label is readable, but nothing here has what it names: {text}. Scan the item's own barcode, or ask a lead "
        "to teach this one to its item."
    ),
    "scan-unknown-pallet": _(
        "This is the number of a pallet or a parcel ({sscc}), and nothing here says what is on it. Scan what is on it, "
        "one item after the other."
    ),
    "scan-no-location": _(
        "There is no place {text}. Scan the label of the place again, or compare it with the number."
    ),
    "scan-no-order": _("There is no order {text}. Scan it again, or compare it with the paper."),
    "scan-no-purchase-order": _("There is no purchase order {text}. Scan it again, or compare it with the paper."),
    "scan-no-advance-notice": _("There is no advance notice {text}. Scan it again, or compare it with the paper."),
    "scan-no-pick-list": _("There is no pick list {text}. Scan it again, or compare it with the paper."),
    "scan-no-parcel": _("There is no parcel {text}. Scan its label again, or compare it with the number."),
    "scan-no-receipt": _(
        "There is no receipt, and no label of received goods, {text}. Scan it again, or compare it with the number."
    ),
    "scan-prefix-only": _(
        "{text} is only the beginning of a code; the rest of it is missing. Scan again, or type all of it."
    ),
    "scan-shop-number": _(
        "No item has the barcode {gtin}. It is a number that a shop gives itself, often with a weight or price in it, "
        "so that each piece has another one. Scan another code of the article, or type its number."
    ),
    "scan-quantity": _("{text} is no quantity from 1 to {maximum}. Scan another quantity card, or type the number."),
    "scan-check-digit": _(
        "{text} is misread or mistyped: its last digit should be {expected}. Scan again, or compare it with the label."
    ),
    "scan-not-a-gtin": _(
        "{text} has not the digits of an EAN or UPC barcode: the scan is cut short, or two scans ran together. Scan "
        "again."
    ),
    "scan-upc-a-cut": _(
        "{text} has 12 digits where the scanner announces 13: the scan is cut short, or the scanner leaves out the "
        "first zero of UPC codes. Scan again; if it stays, set the scanner to send UPC-A with its leading zero, as its "
        "manual says, or without a symbol identifier."
    ),
    "scan-brackets": _(
        "{text} is what is printed below a code for people to read. Scan the code itself, or type only the digits "
        "after (01)."
    ),
    "gs1-empty": _("The label's GS1 code says nothing. Scan another code of the label."),
    "gs1-unknown-identifier": _(
        "The label's GS1 code has a field that GS1 does not know, where “{ai}” stands. Scan again; if it stays, use "
        "another code of the label and tell the supplier."
    ),
    "gs1-too-short": counted(
        "Field ({ai}) of the label's GS1 code is empty; it needs {minimum} character. Scan again, or use another code "
        "of the label.",
        "Field ({ai}) of the label's GS1 code is cut short; it needs {minimum} characters. Scan again, or use another "
        "code of the label.",
        "minimum",
    ),
    "gs1-too-long": counted(
        "Field ({ai}) of the label's GS1 code is longer than {maximum} character. Perhaps the scanner leaves out the "
        "group separator between fields: test it, or use another code of the label.",
        "Field ({ai}) of the label's GS1 code is longer than {maximum} characters. Perhaps the scanner leaves out the "
        "group separator between fields: test it, or use another code of the label.",
        "maximum",
    ),
    "gs1-not-digits": _(
        "Field ({ai}) of the label's GS1 code may have digits only, but “{character}” stands there. Scan again, or use "
        "another code of the label."
    ),
    "gs1-character": _(
        "Field ({ai}) of the label's GS1 code has “{character}”, which GS1 does not allow there. Scan again; if it "
        "stays, test the scanner's keyboard layout."
    ),
    "gs1-check-digit": _(
        "Field ({ai}) of the label's GS1 code, {value}, is wrong: its last digit should be {expected}. Scan again, or "
        "use another code of the label."
    ),
    "gs1-check-characters": _(
        "Field ({ai}) of the label's GS1 code, {value}, does not agree with its own check characters: something in it "
        "is misread. Scan again, or use another code of the label."
    ),
    "gs1-date": _(
        "Field ({ai}) of the label's GS1 code, {value}, is no day of the calendar (year, month, day). Use another code "
        "of the label and type the day."
    ),
    "gs1-time": _(
        "Field ({ai}) of the label's GS1 code has the time {value}, which no clock shows. Use another code of the "
        "label and tell the supplier."
    ),
    "gs1-country": _(
        "Field ({ai}) of the label's GS1 code has the country {value}, which does not exist. Use another code of the "
        "label and tell the supplier."
    ),
    "gs1-currency": _(
        "Field ({ai}) of the label's GS1 code has the currency {value}, which does not exist. Use another code of the "
        "label and tell the supplier."
    ),
    "gs1-company-prefix": _(
        "Field ({ai}) of the label's GS1 code, {value}, does not begin with the digits of a company. Use another code "
        "of the label and tell the supplier."
    ),
    "gs1-coupon": _(
        "Field ({ai}) of this GS1 code is a coupon of a shop, not an article. Scan another code of the label."
    ),
    "gs1-value": _(
        "Field ({ai}) of the label's GS1 code has {value}, which GS1 does not allow there. Use another code of the "
        "label and tell the supplier."
    ),
    "gs1-different-values": _(
        "The label's GS1 code has field ({ai}) twice, with different contents. Use another code of the label and tell "
        "the supplier."
    ),
    "gs1-exclusive": _(
        "The label's GS1 code has the fields ({ai}) and ({other}), which contradict each other. Use another code of "
        "the label and tell the supplier."
    ),
    "gs1-incomplete": _(
        "The label's GS1 code has field ({ai}) without field ({other}), so that it does not say how many of what. Use "
        "another code of the label, or count the goods."
    ),
    "gs1-link-malformed": _(
        "This is a web address with mistakes in it. Scan again; if it stays, test the scanner's keyboard layout."
    ),
    "gs1-link-without-key": _(
        "This is a web address that names no article, pallet or place. Scan another code of the label."
    ),
    "gs1-link-order": _(
        "This web address has field ({ai}) where it may not stand. Use another code of the label and tell the supplier."
    ),
    "gs1-link-twice": _(
        "This web address has field ({ai}) twice. Use another code of the label and tell the supplier."
    ),
    "label-format": _(
        "This label begins like one with data identifiers, but is not of the kind that can be read here (format 06 "
        "with separators). Test the scanner's separators, or use another code of the label."
    ),
    "label-field": _(
        "The label has a field that cannot be read: {text}. Scan again; if it stays, use another code of the label."
    ),
    "label-too-long": counted(
        "Field {di} of the label is longer than {maximum} character. Perhaps the scanner leaves out the separators "
        "between fields: test it, or use another code of the label.",
        "Field {di} of the label is longer than {maximum} characters. Perhaps the scanner leaves out the separators "
        "between fields: test it, or use another code of the label.",
        "maximum",
    ),
    "label-character": _(
        "Field {di} of the label has a character that may not stand there. Scan again; if it stays, test the scanner's "
        "keyboard layout."
    ),
    "label-quantity": _(
        "Field {di} of the label gives the quantity {text}, which is no whole number. Count the goods and type the "
        "quantity."
    ),
    "label-date": _(
        "Field {di} of the label, {text}, is no day of the calendar (year, month, day). Use another code of the label "
        "and type the day."
    ),
    "label-date-far": _(
        "Field {di} of the label, {text}, is a day too far off to be right (year, month, day). Use another code of the "
        "label and type the day."
    ),
    "label-different-values": _(
        "The label has field {di} twice, with different contents. Use another code of the label and tell the supplier."
    ),
}
