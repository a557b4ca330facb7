"""A lead's badge, right after what only a lead may do: it answers that alone, in their name, and the clerk goes on.

The floor of the command line and the pages of the window ask their stations through this, and show it every badge of
somebody whom the house knows before they sign anybody in.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from warehouse_app.domain.statuses import Role
from warehouse_app.queries.people import may_lead, people
from warehouse_app.services.contract import Action, ContractFault, Store
from warehouse_app.stations.receive.steps import Said as Receiving
from warehouse_app.stations.reply import Note, Reply, Tone


class Said(StrEnum):
    """What is said about a lead's badge; each has a sentence in `texts.stations`."""

    LEAD_NEEDED = "floor-lead-needed"
    LENT = "floor-lent"


class Lending:
    """What a station was asked last, where that takes a lead, and who does what is done there.

    `act` gives the facts of an action that whoever works there begins now, and `person` says who that is.
    """

    def __init__(self, store: Store, act: Callable[[], Action], person: Callable[[], str]) -> None:
        self._store = store
        self._act = act
        self._person = person
        self._lead = ""
        """Who answers at present in place of whoever works there; '' where nobody does."""
        self._asked: Callable[[], Reply] | None = None
        """What was asked last, where it takes a lead; None where anybody may do it."""
        self._asker = ""
        """Who asked that."""

    @property
    def waits(self) -> bool:
        """Whether the last reply asks for a lead's badge."""
        return self._asked is not None

    def act(self) -> Action:
        """Return the facts of an action that begins now: what the station is made with."""
        action = self._act()
        return replace(action, actor=self._lead) if self._lead else action

    def ask(self, ask: Callable[[], Reply]) -> Reply:
        """Ask the station; where only a lead may do that, the reply says how one can, here."""
        reply = ask()
        is_refused = reply.code is ContractFault.ROLE and reply.facts["role"] == Role.LEAD.name.lower()
        waits = is_refused or any(note.code is Receiving.LEAD_MAY_TEACH for note in reply.notes)
        self._asked, self._asker = ask if waits else None, self._person()
        return replace(reply, code=Said.LEAD_NEEDED) if is_refused else reply

    def answered_by(self, badge: str) -> Reply | None:
        """Ask again in the name of a lead; None where this badge (a name) answers nothing here, and may sign in."""
        ask, person = self._asked, self._person()
        if ask is None or badge == person or not self._may_answer(badge, person):
            return None
        self._lead = badge
        try:
            reply = self.ask(ask)
        finally:
            self._lead = ""
        if reply.code is Receiving.NEW_CODE:
            # That nothing has the code was heard before: now it is to be said what it is.
            reply = replace(reply, tone=Tone.WARN)
        if reply.tone is Tone.ERROR:
            return reply
        return replace(reply, notes=(Note(Said.LENT, {"lead": badge, "person": person}), *reply.notes))

    def forget(self) -> None:
        """Take in that something else came in between: from now on a badge signs in."""
        self._asked = None

    def somebody_came(self) -> None:
        """Take in that somebody signed in or out: what was asked waits for a lead only while whoever asked stays."""
        if self._person() != self._asker:
            self.forget()

    def _may_answer(self, lead: str, person: str) -> bool:
        with self._store.snapshot():
            return {lead, person} <= people(self._store) and may_lead(self._store, lead)
