"""What the window says about people: who is known by name, and who is signed in."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "people-known": _("Who may act here"),
    "people-nobody": _(
        "Nobody is known by name yet: whoever opens the house may do everything. Once somebody is known, people sign "
        "in by a badge, each may do what their role allows, and the log says who did what. Begin with yourself, as "
        "admin."
    ),
    "people-name": _("Name"),
    "people-name-hint": _("It stands on the badge and in the log of everything that is done."),
    "people-here": _("{person} (signed in here)"),
    "people-role": _("Role"),
    "people-role-clerk": _("Clerk"),
    "people-role-lead": _("Lead"),
    "people-role-admin": _("Admin"),
    "people-clerk-may": _("May receive, move, count and pick."),
    "people-lead-may": _("May also decide who gets what, approve, correct and cancel."),
    "people-admin-may": _("May also change the rules of the house, and who may act here."),
    "people-new-role": _("Role of {person}"),
    "people-change": _("Change the role"),
    "people-changed": _("{person} has the role {role} now."),
    "people-remove": _("Remove…"),
    "people-remove-short": _("Remove"),
    "people-ask-remove": _("Remove {person}? Their badge signs nobody in any more. What they did stays in the log."),
    "people-keep": _("Leave it"),
    "people-removed": _("{person} may not act here any more."),
    "people-badges": _("Print badges…"),
    "people-how": _(
        "To sign in, scan a badge on any page, or type U- and the name into the scan bar. The card WXOUT signs out."
    ),
    "people-new": _("Make somebody known"),
    "people-first-hint": _("The first person must be an admin, or nobody could add a second one."),
    "people-add": _("Add"),
    "people-added": _("{person} is known here now. Print the badge, and hand it over."),
    "people-added-first": _(
        "{person} is known here now, and signed in as admin. From now on only those who are known may act: add the "
        "others."
    ),
    "sign-nobody": _("nobody signed in"),
    "sign-not-known": _(
        "Nobody is signed in: this house knows people by name, and {person} is not among them. Scan your badge, or "
        "type U- and your name into the scan bar. Until then everything can be looked at, and nothing changed."
    ),
    "sign-signed-out": _(
        "Nobody is signed in. Scan your badge, or type U- and your name into the scan bar. Until then everything can "
        "be looked at, and nothing changed."
    ),
}
