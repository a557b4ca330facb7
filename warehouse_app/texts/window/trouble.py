"""What is said when the program itself, or the file of this workstation's settings, goes wrong."""

from warehouse_app.texts.messages import Table, _, counted

SENTENCES: Table = {
    "settings-broken": _(
        "The settings of this workstation in {place} cannot be understood, so the usual ones are used. The file was "
        "kept as {kept}; set what you need in Settings."
    ),
    "settings-partly-broken": _(
        "Some settings in {place} cannot be understood ({names}), so the usual ones are used for these. The file as it "
        "was is kept as {kept}; set what you need in Settings."
    ),
    "settings-unreadable": _(
        "The settings of this workstation in {place} cannot be read ({reason}), so the usual ones are used. Allow this "
        "user to read the file, and start again."
    ),
    "settings-not-written": _(
        "The settings of this workstation cannot be kept in {place} ({reason}). Make room there and allow this user to "
        "write to that folder."
    ),
    "settings-with-password": _(
        "The address of a database holds a password, and none is kept in {place}. Write the address without it, and "
        "put the password into a service file or into the file that PGPASSFILE names."
    ),
    "trouble-title": _("Error"),
    "trouble-head": _("Something in this program went wrong"),
    "trouble-safe": _(
        "Everything that was confirmed on the screen is stored. What you did last may not have been done: look before "
        "you repeat it."
    ),
    "trouble-what-now": _(
        "You can go on working. If it happens again, save the report and send it to whoever looks after this program."
    ),
    "trouble-times": counted("It happened {count} time.", "It has happened {count} times.", "count"),
    "trouble-others": counted(
        "{count} other error happened meanwhile; it is in the report too.",
        "{count} other errors happened meanwhile; they are in the report too.",
        "count",
    ),
    "trouble-show": _("Show details"),
    "trouble-details": _("Details of the error"),
    "trouble-holds": _(
        "The report names versions, the error and the last lines of the log. No password is in it, but numbers of "
        "orders or items may be: read it before you pass it on."
    ),
    "trouble-save": _("Save report…"),
    "trouble-copy": _("Copy report"),
    "trouble-continue": _("Continue"),
    "trouble-quit": _("Quit"),
    "trouble-copied": _("The report is on the clipboard."),
    "trouble-saved": _("The report is in {place}."),
    "trouble-not-saved": _("The report cannot be written to {place} ({reason}). Choose another folder."),
    "trouble-files": _("Text files"),
    "trouble-crashed-before": _(
        "The program ended by an error when it was last used; everything that was confirmed on the screen is stored. "
        "What is known of it is in {place}: send it to whoever looks after this program."
    ),
    "trouble-report": _("Report of an error in Warehouse App"),
    "trouble-report-at": _("Time"),
    "trouble-report-program": _("Program"),
    "trouble-report-python": _("Python"),
    "trouble-report-qt": _("Qt"),
    "trouble-report-system": _("System"),
    "trouble-report-database": _("Database"),
    "trouble-report-errors": counted("{count} error", "{count} errors", "count"),
    "trouble-report-error": counted("{number}. {thread}, {count} time", "{number}. {thread}, {count} times", "count"),
    "trouble-report-log": _("Last lines of the log"),
}
