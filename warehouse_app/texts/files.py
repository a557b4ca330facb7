"""What is said about files: a wrong row, a missing column, a spreadsheet that is none."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "file-missing": _("There is no file {file}. Check its name and its folder."),
    "file-folder": _("{file} is a folder. Name a file in it."),
    "file-folder-missing": _("There is no folder {file}. Check its name."),
    "file-not-a-file": _(
        "{file} is a pipe or a device, which can be read only once. Save what it holds as a file, and name that."
    ),
    "file-unreadable": _(
        "{file} cannot be read ({reason}). Check that you may read it and that no other program holds it."
    ),
    "file-empty": _("{file} is empty. Export it again, with a first row that names the columns."),
    "file-not-text": _("{file} is neither a CSV file nor an Excel workbook. Save it as .csv or .xlsx."),
    "file-old-spreadsheet": _(
        "{file} is a spreadsheet in a format that is not read here. Open it in its program, and save it as .xlsx or "
        ".csv."
    ),
    "file-encoding": _(
        "{file} has a character in line {line} that is not {encoding}. Save the file as “CSV UTF-8”, or as .xlsx."
    ),
    "file-damaged": _("{file} is damaged or was cut short. Copy or export it again."),
    "file-too-large": _(
        "{file} unpacks to more than {most_mb} MB, which is more than is read here. Split it into several files."
    ),
    "file-line-too-long": _("{file} has a line without an end. Check that it is a CSV file, or save it as .xlsx."),
    "file-header-broken": _(
        "The first row of {file}, which names the columns, has a quotation mark too many or too few. Mend it there."
    ),
    "file-no-header": _(
        "The first row of {file} names no column that is known here. It must name at least: {columns}."
    ),
    "file-column-missing": _("{file} has no column for: {columns}. Add it, and name it in the first row."),
    "file-column-twice": _("{file} has the column {column} more than once. Rename or delete all but one."),
    "file-changed": _("{file} was changed while it was read. Wait until it is complete, and start again."),
    "file-ending": _("The name {file} must end in .csv or .xlsx. Name the file so."),
    "file-not-written": _(
        "{file} cannot be written ({reason}); what was there is unchanged. Check the folder and the room on its disk, "
        "and that no other program holds the file."
    ),
    "file-no-room": _(
        "The rows cannot be kept in the folder for temporary files ({reason}). Make room on its disk, and start again."
    ),
    "file-too-many-rows": _(
        "{file} would hold more than the {most} rows that a spreadsheet can. Use a file that ends in .csv instead."
    ),
    "file-join-broken": _(
        "{file} is read for every row of another file, and its line {line} is broken. Mend that line, or export the "
        "file again."
    ),
    "file-join-key-twice": _(
        "{text} stands more than once in column {column} of {file}, again in line {line}, where each may stand once "
        "only. Delete the row that is wrong."
    ),
    "file-mapping-unknown": _(
        "There is no mapping {mapping}. Those that come with the program are: {mappings}. For your own, name its file, "
        "which ends in .toml."
    ),
    "file-mapping-wrong": _("The mapping {mapping} is wrong at: {detail}. Correct it there."),
    "file-mapping-without-kind": _(
        "The mapping {mapping} does not say how {kind} are read. Choose another mapping, or add them to this one."
    ),
    "row-too-many-cells": counted(
        "This row has {found} cells, but the first row names {expected} column. Perhaps a text with a comma lacks its "
        "quotation marks.",
        "This row has {found} cells, but the first row names {expected} columns. Perhaps a text with a comma lacks its "
        "quotation marks.",
        "expected",
    ),
    "row-too-few-cells": counted(
        "This row has {found} cell, but the first row names {expected} columns. Perhaps a line break stands where none "
        "belongs.",
        "This row has {found} cells, but the first row names {expected} columns. Perhaps a line break stands where "
        "none belongs.",
        "found",
    ),
    "row-quote-open": _("A quotation mark in this row is never closed. Close it, or double it where it is text."),
    "row-text-after-quote": _(
        "Text follows a closing quotation mark in this row. Double a quotation mark that is part of the text."
    ),
    "row-cell-too-long": _("A cell of this row is too long to be read. Perhaps a quotation mark is never closed."),
    "row-not-joined": _("{text} in column {column} is not found in {file}. Add it there, or correct it here."),
    "cell-required": _("This cell may not be empty. Fill it in."),
    "cell-text-too-long": _("This text has {length} characters, at most {most} are allowed: {text}. Shorten it."),
    "cell-control-character": _("This text holds the invisible character {character}: {text}. Delete it."),
    "cell-not-ascii": _(
        "{text} has a letter that a barcode label cannot show. Use plain letters A to Z, digits and signs."
    ),
    "cell-not-whole": _("{text} is no whole number. Write digits only, such as 12."),
    "cell-out-of-range": _("{text} is not between {lowest} and {highest}. Correct the number."),
    "cell-decimal-comma": _("{text} has a comma. Write decimals with a point, such as 12.50."),
    "cell-not-a-number": _("{text} is no number. Write digits and at most one point, such as 12.50."),
    "cell-decimals": counted(
        "{text} has more than {places} decimal. Round it.",
        "{text} has more than {places} decimals. Round it.",
        "places",
    ),
    "cell-not-yes-or-no": _("{text} is neither yes nor no. Write yes or no, true or false, or 1 or 0."),
    "cell-not-a-day": _("{text} is no day in the form year-month-day. Write it such as 2026-03-31."),
    "cell-not-an-instant": _(
        "{text} is no day and time. Write it such as 2026-03-31 14:05, or 2026-03-31T14:05:00+02:00."
    ),
    "cell-no-such-day": _("{text} is no day or time that exists. Correct it."),
    "cell-not-one-of": _("{text} is not allowed here. Use one of: {choices}."),
    "cell-not-a-class": _("{text} is no priority class. Use one letter from A to Z."),
    "cell-not-an-email": _("{text} is no mail address. Write one address, such as name@example.com."),
    "cell-not-a-language": _("{text} is no language code. Write one such as en, de or pt-BR."),
    "cell-not-an-sscc": _(
        "{text} is no number of a pallet (SSCC): it has 18 digits, the last of which is a check digit. Correct it."
    ),
    "row-repeated": _("{text} stands already in line {first_line}. Delete one of the two rows."),
    "row-line-repeated": _(
        "{number} has line {line} already in line {first_line} of the file. Number the lines of one document "
        "differently, or delete one of the two rows."
    ),
    "row-disagrees": _(
        "{number} begins in line {first_line} with another value here. All rows of one document must say the same."
    ),
    "row-own-substitute": _("{sku} cannot stand in for itself. Name another item, or delete the row."),
    "row-coordinate-needed": _("A place of kind {kind} needs this coordinate. Fill it in, in metres."),
    "row-shipped-too-much": _(
        "The quantity shipped is {shipped}, but at most {most} can be. Correct one of the numbers."
    ),
    "row-cancelled-too-much": _(
        "The quantity cancelled is {cancelled}, but the quantity ordered is {quantity}. Correct one of the numbers."
    ),
    "row-received-before-ordered": _(
        "The goods are said to be received on {received}, before they were ordered on {ordered}. Correct one of the "
        "days."
    ),
    "file-word-file": _("File"),
    "file-word-line": _("Line"),
    "file-word-column": _("Column"),
    "file-word-wrong": _("What is wrong"),
}
