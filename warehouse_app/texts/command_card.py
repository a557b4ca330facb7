"""What stands on the card of all commands."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "paper-commands": _("Command card"),
    "paper-commands-how": _("Scan a code instead of pressing a button. Keep the card where the scanner is."),
    "paper-commands-answers": _("Answers and actions"),
    "paper-commands-stations": _("Change to a station"),
    "paper-commands-quantities": _("Quantities: scan one before the item"),
    "paper-command-quantity": _("× {units}"),
    "paper-command-ok": _("OK"),
    "paper-command-cancel": _("Cancel"),
    "paper-command-undo": _("Undo what was booked last"),
    "paper-command-short": _("Short: no more will come"),
    "paper-command-skip": _("Skip: another place"),
    "paper-command-done": _("Done"),
    "paper-command-print": _("Print"),
    "paper-command-back": _("Back one step"),
    "paper-command-yes": _("Yes"),
    "paper-command-no": _("No"),
    "paper-command-out": _("Sign out"),
    "paper-command-help": _("What can I scan now?"),
    "paper-command-receive": _("Receive"),
    "paper-command-move": _("Move, put away"),
    "paper-command-count": _("Count"),
    "paper-command-lookup": _("Look up"),
}
