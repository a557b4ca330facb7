"""What the settings and the test of a scanner say."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "settings-sections": _("Parts of the settings"),
    "settings-look": _("Look and sound"),
    "settings-scanner": _("Scanner"),
    "settings-printers": _("Printers"),
    "settings-database": _("Database"),
    "settings-house": _("House"),
    "settings-people": _("People"),
    "settings-import": _("Import"),
    "settings-about": _("About"),
    "settings-show-log": _("Show the log folder"),
    "settings-log-not-shown": _("The folder {place} could not be shown. Open it in the file manager."),
    "settings-look-window": _("The window"),
    "settings-look-scheme": _("Light or dark"),
    "settings-look-system": _("As the system"),
    "settings-look-light": _("Light"),
    "settings-look-dark": _("Dark"),
    "settings-look-size": _("Size of text"),
    "settings-look-percent": _("{percent} %"),
    "settings-look-sounds": _("Sounds"),
    "settings-look-sounds-on": _("Answer scans with sounds"),
    "settings-look-sounds-hint": _("Three sounds tell without a look at the screen what became of a scan."),
    "settings-look-volume": _("Volume: {percent} %"),
    "settings-look-hear": _("Hear them:"),
    "settings-look-hear-ok": _("Done"),
    "settings-look-hear-warn": _("Look at the screen"),
    "settings-look-hear-error": _("Stop, nothing was booked"),
    "settings-profile-ends-either": _("A scan ends with Enter or Tab."),
    "settings-profile-ends-enter": _("A scan ends with Enter."),
    "settings-profile-ends-tab": _("A scan ends with Tab."),
    "settings-profile-ends-pause": _("A scan ends where the scanner pauses."),
    "settings-profile-ends-suffix": _("A scan ends with “{text}”."),
    "settings-profile-begins": _("A scan begins with “{text}”; nothing else is one."),
    "settings-profile-pace": _("The scanner takes {average} ms a character at most."),
    "settings-profile-shortest": _("What has fewer than {count} characters is typing, not a scan."),
    "settings-profile-gs-control": _("The group separator of GS1 codes comes as Ctrl+]."),
    "settings-profile-gs-f8": _("The group separator of GS1 codes comes as F8."),
    "settings-profile-gs-alt-code": _("The group separator of GS1 codes comes as Alt+029."),
    "settings-profile-gs-substitute": _("The group separator of GS1 codes comes as “{text}”."),
    "settings-profile-gs-not-said": _("Which character is the group separator of GS1 codes still has to be said."),
    "settings-profile-us-keys": _("The scanner types for a US keyboard: its keys are read by their place."),
    "settings-profile-caps-lock-left": _("The scanner takes Caps Lock into account by itself."),
    "settings-profile-guard": _("The same code again within {guard} ms is asked about."),
    "settings-scanner-how": _("How the scanner types"),
    "settings-scanner-test": _("Test my scanner…"),
    "settings-scanner-print-card": _("Print the test card…"),
    "settings-scanner-print-commands": _("Print the command card…"),
    "settings-scanner-usual": _("Back to the usual profile"),
    "settings-scanner-usual-again": _("The scanner has the usual profile again."),
    "settings-scanner-by-hand": _("By hand"),
    "settings-scanner-by-hand-hint": _(
        "The test finds all of this by itself. Every change counts from the next key on."
    ),
    "settings-scanner-terminator": _("A scan ends with"),
    "settings-scanner-terminator-hint": _("Set the scanner to send Enter, if you can."),
    "settings-scanner-either": _("Enter or Tab"),
    "settings-scanner-enter": _("Enter"),
    "settings-scanner-tab": _("Tab"),
    "settings-scanner-pause": _("nothing, only a pause"),
    "settings-scanner-pace": _("Pace"),
    "settings-scanner-pace-hint": _(
        "Slow where the scanner pauses between characters. Typing then appears a little later."
    ),
    "settings-scanner-normal": _("Normal: {average} ms a character"),
    "settings-scanner-slow": _("Slow: {average} ms a character"),
    "settings-scanner-own-pace": _("As set: {average} ms a character, {hold} ms at most"),
    "settings-scanner-prefix": _("Begins with"),
    "settings-scanner-prefix-hint": _("Control characters by name: <STX>. With it, only what begins so is a scan."),
    "settings-scanner-suffix": _("Ends with these characters"),
    "settings-scanner-suffix-hint": _("Such as <ETX>. With it, nothing else ends a scan."),
    "settings-scanner-no-text": _("none"),
    "settings-scanner-separator": _("Group separator of GS1 codes"),
    "settings-scanner-separator-hint": _("No key stands for it, so scanners send it in different ways."),
    "settings-scanner-control": _("Ctrl+]"),
    "settings-scanner-f8": _("F8"),
    "settings-scanner-alt-code": _("Alt+029"),
    "settings-scanner-substitute": _("another character"),
    "settings-scanner-substitute-text": _("That other character"),
    "settings-scanner-substitute-hint": _("One that stands in none of your codes, such as | or <FS>."),
    "settings-scanner-us-keys": _("Keys as on a US keyboard"),
    "settings-scanner-us-keys-hint": _(
        "Where the scanner types for a US keyboard and this computer has another: they are read by place."
    ),
    "settings-scanner-caps-lock": _("While Caps Lock is on"),
    "settings-scanner-caps-undo": _("turn the letters back"),
    "settings-scanner-caps-leave": _("the scanner sees to it"),
    "settings-scanner-shortest": _("Shortest scan"),
    "settings-scanner-shortest-hint": _("In characters. What is shorter is typing."),
    "settings-scanner-guard": _("Same code twice"),
    "settings-scanner-guard-hint": _("Milliseconds within which it is asked about. 0: never."),
    "settings-scanner-not-sent": _(
        "“{text}” cannot be part of a scan. Write letters, digits, signs, or <STX> and the like."
    ),
    "settings-scanner-too-long": _("“{text}” is too long. Write at most {most} characters."),
    "settings-database-here": _("This warehouse"),
    "settings-database-place": _("Where it is"),
    "settings-database-kind": _("What it is"),
    "settings-database-file": _("A file of this computer (SQLite)"),
    "settings-database-server": _("A database on a server (PostgreSQL), which several workstations share"),
    "settings-database-copy": _("Copy the address"),
    "settings-database-copied": _("The address of the database is in the clipboard."),
    "settings-database-other": _("Open another warehouse"),
    "settings-database-other-hint": _("This window closes, and the other warehouse opens in its place."),
    "settings-database-recent": _("Opened before"),
    "settings-database-open-recent": _("Open {place}"),
    "settings-database-open": _("Open"),
    "settings-database-choose": _("Choose a file…"),
    "settings-database-files": _("Databases"),
    "settings-database-all-files": _("All files"),
    "settings-database-address": _("Address of the database"),
    "settings-database-address-hint": _("A path, or postgresql://user@server/name for a server."),
    "settings-database-looking": _("Looking into {place}…"),
    "settings-database-already": _("That is the warehouse which is open. Choose another one."),
    "settings-database-no-house": _("There is no warehouse in {place}. Check the name, or choose another file."),
    "settings-database-with-password": _(
        "Leave the password out of the address, since it would be kept in a file. Put it into a password file "
        "(PGPASSFILE) or a service file instead."
    ),
    "settings-database-backup": _("Backup"),
    "settings-database-backup-hint": _(
        "A copy of the database, and beside it the key of its ledger (the same name with .key): keep both together. "
        "Everybody can go on working meanwhile."
    ),
    "settings-database-backup-server": _(
        "A database on a server is backed up there, with pg_dump or what your administrator uses. The key of its "
        "ledger belongs to the backup too: keep a copy of the file {key}."
    ),
    "settings-database-back-up": _("Back up now…"),
    "settings-database-backing-up": _("Copying to {place}…"),
    "settings-database-backed-up": _("The backup is {place}, its key {key}. Keep both together."),
    "settings-house-house": _("The house"),
    "settings-house-name": _("Name"),
    "settings-house-name-hint": _("It stands on papers and in the title of the window."),
    "settings-house-rename": _("Rename"),
    "settings-house-renamed": _("The house is called {name} now."),
    "settings-house-time-zone": _("Time zone"),
    "settings-house-currency": _("Currency"),
    "settings-house-day": _("Day of the house"),
    "settings-house-fixed": _("Time zone and currency were set when the house was founded, and stay."),
    "settings-house-policy": _("Who is served first"),
    "settings-house-policy-field": _("Within a priority class"),
    "settings-house-ask-first-come": _(
        "Serve whoever ordered first from now on? The queue is sorted anew at all workstations. What orders hold "
        "already stays theirs."
    ),
    "settings-house-ask-due-date": _(
        "Serve by due date from now on? The queue is sorted anew at all workstations. What orders hold already stays "
        "theirs."
    ),
    "settings-house-ask-fair-share": _(
        "Share in proportion to what customers ordered from now on? It holds at all workstations. What orders hold "
        "already stays theirs."
    ),
    "settings-house-ask-equal-share": _(
        "Give each customer the same quantity from now on? It holds at all workstations. What orders hold already "
        "stays theirs."
    ),
    "settings-house-change": _("Change it"),
    "settings-house-leave": _("Leave it"),
    "settings-house-changed": _("The queue is sorted anew: {policy}."),
    "settings-rules": _("Rules of the queue"),
    "settings-rules-due-days": _("Due after, in days"),
    "settings-rules-due-days-hint": _("When a line counts as due that was promised nothing and names no day."),
    "settings-rules-horizon": _("Horizon, in days"),
    "settings-rules-horizon-hint": _("Lines that are due later than that wait without stock."),
    "settings-rules-no-horizon": _("none"),
    "settings-rules-starved": _("Lifted after, in receipts"),
    "settings-rules-starved-hint": _(
        "So many receipts that give a line nothing, but a later one of its class something, lift it to the head of its "
        "class."
    ),
    "settings-rules-gather": _("Gathers for, in days"),
    "settings-rules-gather-hint": _("How long a lifted order that must ship complete may gather stock bit by bit."),
    "settings-rules-count-tolerance": _("Counts may differ by, in percent"),
    "settings-rules-count-tolerance-hint": _(
        "What differs from the books by no more is booked at once; all else is counted again, and a lead decides."
    ),
    "settings-rules-strict": _("Stop at a pack that does not fit"),
    "settings-rules-strict-hint": _(
        "Where shares come in unequal packs: nobody gets a pack before one that does not fit; what is left stays free."
    ),
    "settings-rules-store": _("Change the rules"),
    "settings-rules-stored": _("The rules are changed. What orders hold already stays theirs."),
    "settings-import-what": _("Bring your data in"),
    "settings-import-how": _(
        "Suppliers, places, items, barcodes, substitutes, customers, stock, purchase orders, advance notices, "
        "customers' orders and past deliveries, from CSV files or Excel workbooks. You match the columns and see the "
        "first rows before anything is stored; every row that is wrong is listed, and all rows are stored or none."
    ),
    "settings-import-open": _("Import files…"),
    "settings-books": _("Closed books"),
    "settings-books-never": _("The books were never closed."),
    "settings-books-closed": _(
        "The books are closed up to {until}: what is booked now counts from {first} at the earliest."
    ),
    "settings-books-until": _("Close them up to"),
    "settings-books-until-hint": _("The last day that is closed, today at the latest. An admin can do this."),
    "settings-books-close": _("Close the books…"),
    "settings-books-ask": _(
        "Close the books up to {until}? What is booked from now on counts from {first} at the earliest. They are never "
        "opened again."
    ),
    "settings-books-yes": _("Close them"),
    "settings-books-no": _("Leave them"),
    "settings-books-done": _(
        "The books are closed up to {until}: what is booked now counts from {first} at the earliest."
    ),
    "settings-about-program": _("Warehouse App"),
    "settings-about-what": _(
        "Orders for goods that are not there yet wait in a queue that everybody can read, and goods find whoever waits "
        "at the moment they come in."
    ),
    "settings-about-version": _("Version"),
    "settings-about-licence": _("Licence"),
    "settings-about-licence-is": _("MIT: use it, change it and pass it on as you like."),
    "settings-about-built-on": _("Built on"),
    "settings-about-parts": _(
        "Python, Qt for Python (LGPL), SQLite and PostgreSQL with Peewee, ReportLab and PDFium for papers, Babel "
        "for languages, openpyxl for workbooks. Thanks to all who make them."
    ),
    "settings-about-python": _("Python"),
    "settings-about-qt": _("Qt"),
    "settings-about-help": _("Open the help"),
    "settings-about-trouble": _("When something goes wrong"),
    "settings-about-trouble-hint": _(
        "The program writes down what it does, without passwords. Send the newest file of that folder along when you "
        "ask for help."
    ),
    "settings-about-log-is": _("The folder is {place}"),
    "scanner-test-title": _("Test my scanner"),
    "scanner-test-scan-both": _("Scan both codes of the card"),
    "scanner-test-listening": _("All keys go into this test now. Esc gives you the keyboard back."),
    "scanner-test-resting": _("The test rests"),
    "scanner-test-rests": _("Your keyboard works as usual. Go on with the test when you have the card."),
    "scanner-test-go-on": _("Listen again"),
    "scanner-test-understood": _("The scanner is understood"),
    "scanner-test-not-yet": _("Not yet"),
    "scanner-test-use-or-again": _("Use this profile?"),
    "scanner-test-not-used-yet": _("That scan was read as before the test. Use the profile first, or listen again."),
    "scanner-test-use": _("Use this profile"),
    "scanner-test-used": _("The profile is kept"),
    "scanner-test-prove": _("Now scan any code"),
    "scanner-test-works": _("It works"),
    "scanner-test-works-card": _("“{text}” was read exactly as it is printed on the card."),
    "scanner-test-was-read": _("“{text}” was read. {what}"),
    "scanner-test-done": _("Scan another, or close this"),
    "scanner-test-card": _("The card"),
    "scanner-test-card-named": _("Code {number} of the card: {text}"),
    "scanner-test-card-hint": _("Laser scanners read from paper only: print the card for one."),
    "scanner-test-print": _("Print the card…"),
    "scanner-test-found": _("What was found out"),
    "scanner-test-arrived": _("What arrived, key by key"),
    "scanner-test-text": _("Text"),
    "scanner-test-key": _("Key"),
    "scanner-test-after": _("ms later"),
    "scanner-test-nothing": _("Nothing yet"),
    "scanner-test-nothing-hint": _("Each key stands here as it arrives."),
    "scanner-test-close": _("Close"),
    "scanner-test-dead-key": _("Accent"),
    "scanner-test-alt-gr": _("AltGr"),
    "scanner-test-numbered": _("Key {place}"),
}
