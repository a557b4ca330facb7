"""What the section of the people says, and the window of who is signed in; the words are in `texts.window.people`."""

from enum import StrEnum


class PeopleWord(StrEnum):
    """The section of the people in the settings."""

    KNOWN = "people-known"
    NOBODY = "people-nobody"
    NAME = "people-name"
    NAME_HINT = "people-name-hint"
    HERE = "people-here"
    ROLE = "people-role"
    CLERK = "people-role-clerk"
    LEAD = "people-role-lead"
    ADMIN = "people-role-admin"
    CLERK_MAY = "people-clerk-may"
    LEAD_MAY = "people-lead-may"
    ADMIN_MAY = "people-admin-may"
    NEW_ROLE = "people-new-role"
    CHANGE = "people-change"
    CHANGED = "people-changed"
    REMOVE = "people-remove"
    REMOVE_SHORT = "people-remove-short"
    ASK_REMOVE = "people-ask-remove"
    KEEP = "people-keep"
    REMOVED = "people-removed"
    BADGES = "people-badges"
    HOW = "people-how"
    NEW = "people-new"
    FIRST_HINT = "people-first-hint"
    ADD = "people-add"
    ADDED = "people-added"
    ADDED_FIRST = "people-added-first"


class SignWord(StrEnum):
    """Who is signed in at the window."""

    NOBODY = "sign-nobody"
    NOT_KNOWN = "sign-not-known"
    SIGNED_OUT = "sign-signed-out"
