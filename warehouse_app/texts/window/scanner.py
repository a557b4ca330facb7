"""What the test of a scanner found out, and what is wrong with a scan before anybody reads it."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "scanner-broken-scan": _(
        "A scan arrived without its beginning or with a character that this program does not know. Scan again; if "
        "that happens often, test the scanner in Settings."
    ),
    "scanner-still-asked": _(
        "“{text}” came once more and was not taken. First say whether it was scanned twice on purpose."
    ),
    "scanner-answered-once": _(
        "“{text}” came twice in a moment. It answered the question once; nothing more was done."
    ),
    "scanner-nothing": _("Nothing has arrived yet. Scan both codes of the card."),
    "scanner-unreadable": _(
        "What arrived is not the card: “{text}”. Scan the codes of the card; if these were they, set the scanner to "
        "the keyboard layout of this computer, or to US English."
    ),
    "scanner-plain-missing": _("The first code of the card is missing. Scan it too."),
    "scanner-gs1-missing": _("The second code of the card, the GS1 code, is missing. Scan it too."),
    "scanner-fast": _("The scanner types fast enough: {average} ms a character."),
    "scanner-slow": _(
        "The scanner pauses between characters: {average} ms each. It will do; without that pause it is sturdier."
    ),
    "scanner-too-slow": _(
        "The scanner types as slowly as a person, so that scans and typing look alike. Set its delay between "
        "characters to none, or let it send a prefix."
    ),
    "scanner-enter": _("It ends a scan with Enter."),
    "scanner-tab": _("It ends a scan with Tab."),
    "scanner-no-end": _("It ends a scan with nothing, so that a pause has to do. Better set it to send Enter."),
    "scanner-prefix": _("It begins each scan with “{text}”: only such scans count."),
    "scanner-suffix": _("It ends each scan with “{text}”."),
    "scanner-aim": _("It says of each code which kind it is (AIM identifier). Leave it so."),
    "scanner-us-keys": _("It types for a US keyboard, this computer has another: its keys are read by their place."),
    "scanner-caps-lock-undone": _("Caps Lock is on, and turns its letters round: they are turned back."),
    "scanner-caps-lock-left": _("Caps Lock is on; the scanner takes that into account by itself."),
    "scanner-gs-control": _("The group separator of GS1 codes arrives as Ctrl+]."),
    "scanner-gs-f8": _("The group separator of GS1 codes arrives as F8."),
    "scanner-gs-alt-code": _("The group separator of GS1 codes arrives as Alt+029."),
    "scanner-gs-substitute": _("The group separator of GS1 codes arrives as “{text}”."),
    "scanner-gs-lost": _(
        "The group separator of GS1 codes is lost, so that a lot cannot be told from what follows it. Set the scanner "
        "to send it, as Ctrl+] or as another character."
    ),
    "scanner-not-told-apart": _(
        "The card was read, but its scans cannot be told from typing. Set the scanner to send Enter after each scan."
    ),
}
