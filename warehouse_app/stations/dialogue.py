"""What every station is made of: steps on a trail, one reply a scan, and the commands that mean the same everywhere.

A new station is

1. steps: frozen values, one for each thing that is asked for, which carry all that was scanned so far; a function that
   names a step, one that says what it expects, and a `StrEnum` of what the station says (a sentence each);
2. an `Asking`: what a scan means at the present step. Its `_meaning` is a `match` over the step, its hooks (`_yes`,
   `_no`, `_number`, `_skip`, `_short`, `_done`, `_help`) the commands. It only reads, in one snapshot, and returns a
   `Turn` (where the dialogue stands then, and what is said), or an intention: a frozen value of the station's own, such
   as "book this there", or `Undo`. What it cannot do it raises as `Refused`, which becomes an error at the same step;
3. a `Dialogue`: it carries intentions out by calling services, and says what came of it (a `Turn` again). Its `sheet`
   is what `WXPRINT` prints at the present step: without one of its own, what the last booking left to be printed;
4. a line in `floor.STATIONS`, by which its card opens it.

Where goods are scanned item by item, the steps for the item and what is to be known of it are there already
(`goods_steps`), and so is what a scan means at them: `GoodsAsking`, in place of `Asking`, is told which goods may be
(`_missing`), and what comes once all is known of them (`_complete`).

What the house does goes through `Dialogue._tried`, so that what is tried again after its answer was lost is the same
action and is done once; `WXUNDO` takes back what was done so, the last first, then what the house knows of before
(`_earlier`). A code of another kind than the one expected is answered by what it is (`Asking._other`). Nothing that
matters lives in a station alone: a new one begins at its first step, and what was booked is read from the house.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.codes import Resolved, resolve
from warehouse_app.scanning.codes import Command, CommandCode
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action, ContractFault, Store, may_be_done
from warehouse_app.stations.attempt import Attempt, Print, Undo
from warehouse_app.stations.paper import Press, label, no_printer
from warehouse_app.stations.reply import Note, Reply, Sheet, Tone
from warehouse_app.stations.words import Shared, Words, what_it_is

S = TypeVar("S")
"""The steps of a station."""
W = TypeVar("W")
"""What a station may want of the house: its intentions. Never where it only reads."""
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Turn(Generic[S]):
    """What one scan leads to: where the dialogue stands after it, what is said, and what of it can be printed."""

    trail: tuple[S, ...]
    words: Words
    changes: Changes = field(default_factory=Changes)
    booked: bool = False
    sheet: Sheet | None = None

    def also(self, *notes: Note) -> "Turn[S]":
        """Return a turn that says more."""
        return replace(self, words=replace(self.words, notes=(*self.words.notes, *notes)))

    def first(self, note: Note) -> "Turn[S]":
        """Return a turn that says something right after its first sentence."""
        return replace(self, words=replace(self.words, notes=(note, *self.words.notes)))

    def under(self, head: Note) -> "Turn[S]":
        """Return a turn that says something else first, and then all that it says."""
        return replace(self, words=replace(self.first(self.words.head).words, head=head))


@dataclass(frozen=True, slots=True)
class Asking(ABC, Generic[S, W]):
    """One scan being understood: what it means at the present step, without any effect.

    `trail` are the steps that led to the present one, which is the last: going back drops it. `last` is the id of the
    last booking at this station, '' where there is none.
    """

    store: Store
    act: Callable[[], Action]
    settings: HouseSettings
    trail: tuple[S, ...]
    last: str = ""

    card: ClassVar[Command]
    """The command card of the station, which says again where it stands."""
    at: ClassVar[Shared]
    """The sentence that says which station it is."""

    @property
    def step(self) -> S:
        """The present step."""
        return self.trail[-1]

    @property
    def year(self) -> int:
        """The year of the scan, as the house counts days."""
        return self.settings.house_day.year

    def answer(self, text: str) -> Turn[S] | Undo | Print | W:
        """Return what a scan leads to. Raises Refused where it leads nowhere."""
        meaning = self._read(text)
        return self._command(meaning) if isinstance(meaning, CommandCode) else self._meaning(meaning, text)

    # --- what each station says for itself ---

    def _read(self, text: str) -> Resolved:
        """Return what a scan stands for, by what is expected at the present step."""
        return resolve(self.store, text, year=self.year)

    @abstractmethod
    def _meaning(self, meaning: Resolved, text: str) -> Turn[S] | W:
        """Answer what is no command at the present step."""

    @abstractmethod
    def _help(self) -> Words:
        """Say where the dialogue stands and which commands there are."""

    def _yes(self, code: CommandCode) -> Turn[S] | W:
        return self._other(code)

    def _no(self, code: CommandCode) -> Turn[S] | W:
        return self._other(code)

    def _skip(self, code: CommandCode) -> Turn[S] | W:
        return self._other(code)

    def _short(self, code: CommandCode) -> Turn[S] | W:
        return self._other(code)

    def _done(self, code: CommandCode) -> Turn[S] | W:
        return self._other(code)

    def _number(self, number: int) -> Turn[S] | W:
        return self._warn(Shared.NO_NUMBER, number=number)

    # --- what is the same at every station ---

    def _command(self, code: CommandCode) -> Turn[S] | Undo | Print | W:
        hooks = {
            Command.YES: self._yes,
            Command.OK: self._yes,
            Command.NO: self._no,
            Command.SKIP: self._skip,
            Command.SHORT: self._short,
            Command.DONE: self._done,
        }
        if hook := hooks.get(code.command):
            return hook(code)
        match code.command:
            case Command.QUANTITY:
                assert code.quantity is not None
                return self._number(code.quantity)
            case Command.BACK | Command.CANCEL:
                return self._back()
            case Command.UNDO:
                return Undo(self.last)
            case Command.PRINT:
                return Print()
            case command if command in {Command.HELP, self.card}:
                return self._say(self._help())
        return self._other(code)

    def _back(self) -> Turn[S]:
        if len(self.trail) == 1:
            return self._warn(Shared.FIRST_STEP)
        return self._say(Words(Tone.ASK, Note(Shared.BACK)), self.trail[:-1])

    def _other(self, meaning: Resolved) -> Turn[S]:
        """Answer a code of another kind than the expected one by what it is."""
        return self._say(what_it_is(meaning))

    def _say(self, words: Words, trail: tuple[S, ...] | None = None) -> Turn[S]:
        return Turn(self.trail if trail is None else trail, words)

    def _warn(self, code: StrEnum, **facts: str | int) -> Turn[S]:
        return self._say(Words(Tone.WARN, Note(code, facts)))

    def _packed(self, step: S, packs: int, *, again: bool) -> Turn[S]:
        """Go on at `step`, which asks for the item of which so many packs are meant; `again`: another number before."""
        words = Words(Tone.ASK, Note(Shared.PACKS, {"packs": packs}))
        return self._instead(step, words) if again else self._say(words, (*self.trail, step))

    def _instead(self, step: S, words: Words) -> Turn[S]:
        """Go on at `step` in place of the present one, so that going back does not come by here."""
        return self._say(words, (*self.trail[:-1], step))


class Dialogue(ABC, Generic[S, W]):
    """A station: one scan in, one reply out. `act` gives the facts of an action that begins now; `press` prints."""

    never_booked: ClassVar[StrEnum | None] = None
    """With which code the house refuses to take back what is not there, and with which what was taken back before."""
    undone_before: ClassVar[StrEnum | None] = None
    prints: ClassVar[Shared]
    """The sentence that says what can be printed at the station."""

    def __init__(
        self, store: Store, act: Callable[[], Action], start: tuple[S, ...], press: Press | None = None
    ) -> None:
        self._store = store
        self._act = act
        self._press = press
        self._trail = start
        self._done: Sheet | None = None
        """What can be printed of what was done here last."""
        self._booking: Attempt[W] = Attempt(act)
        self._undoing: Attempt[Undo] = Attempt(act)
        self._bookings: list[str] = []
        """The ids of what was booked here, or was tried to be, and was not taken back; the last one last."""

    @property
    def step(self) -> S:
        """What is expected next."""
        return self._trail[-1]

    @property
    def is_at_first_step(self) -> bool:
        """Whether nothing is begun that would be left unfinished."""
        return len(self._trail) == 1

    @property
    def sheet(self) -> Sheet | None:
        """What is printed on demand at the present step; None where nothing is."""
        return self._done

    def scan(self, text: str) -> Reply:
        """Take one scan in; what can go wrong is a reply too. The reply to a booking comes after its commit."""
        return self._answer(lambda: self._understand(text))

    def undo(self, booking: str) -> Reply:
        """Take any booking back, by the id of its action; the dialogue stays where it is."""
        return self._answer(lambda: Undo(booking, is_sure=True))

    def say(self, words: Words) -> Reply:
        """Return a reply that says something and then what is expected; the dialogue stays where it is."""
        return self._reply(Turn(self._trail, words))

    # --- what each station says for itself ---

    @abstractmethod
    def _asking(self) -> Asking[S, W]:
        """Return what understands the next scan; called in a snapshot."""

    @abstractmethod
    def _carry_out(self, want: W) -> Turn[S]:
        """Do what was wanted. Raises Refused."""

    @abstractmethod
    def _name(self, step: S) -> StrEnum:
        """Return the name of what a step expects, as programs read it."""

    @abstractmethod
    def _prompt(self, step: S) -> Note:
        """Return the sentence that says what a step expects."""

    def _doubts(self, _step: S, _said: AbstractSet[StrEnum]) -> tuple[Note, ...]:
        """Return what is doubted at a step and not `_said` (its code): nobody is to confirm it unawares."""
        return ()

    def _take_back(self, action: Action, booking: str) -> Turn[S]:
        """Take a booking back. Raises Refused; a station that books nothing is never asked."""
        raise NotImplementedError

    def _earlier(self, _here: Action) -> str:
        """Return the id of what was booked last where an action begins, on that day; '' where nothing is left."""
        return ""

    def _asked_first(self, _booking: str) -> Turn[S] | None:
        """Return the question whether a booking is meant; None where it is taken back without one."""
        return None

    def _refusal(self, refused: Refused) -> Words:
        return Words(Tone.ERROR, Note(refused.code, refused.facts))

    # --- what is the same at every station ---

    @property
    def _last(self) -> str:
        return self._bookings[-1] if self._bookings else ""

    def _understand(self, text: str) -> Turn[S] | Undo | Print | W:
        """Return what a scan leads to; reads only. Raises Refused where it leads nowhere."""
        with self._store.snapshot():
            return self._asking().answer(text)

    def _answer(self, understand: Callable[[], Turn[S] | Undo | Print | W]) -> Reply:
        last = self._last
        try:
            outcome = understand()
            if isinstance(outcome, Turn):
                turn: Turn[S] = outcome
            elif isinstance(outcome, Undo):
                turn = self._undo(outcome)
            elif isinstance(outcome, Print):
                turn = self._print()
            else:
                turn = self._carry_out(outcome)
        except Refused as refused:
            turn = Turn(self._trail, self._refusal(refused))
        self._trail = turn.trail
        if turn.sheet is not None or self._last != last:
            self._done = turn.sheet
        # What was done stands by now, whatever becomes of its label.
        if turn.sheet and turn.sheet.is_prompt:
            notes, changes = label(self._press, turn.sheet, self._act)
            turn = replace(turn, changes=Changes(turn.changes.areas | changes.areas)).also(*notes)
        return self._reply(turn)

    def _reply(self, turn: Turn[S]) -> Reply:
        words, step = turn.words, turn.trail[-1]
        doubts = self._doubts(step, {words.head.code, *(note.code for note in words.notes)})
        return Reply(
            words.tone,
            words.head.code,
            words.head.facts,
            self._name(step),
            turn.booked,
            turn.changes,
            (*words.notes, *doubts, self._prompt(step)),
            words.goods_to,
            turn.sheet,
        )

    def _print(self) -> Turn[S]:
        sheet = self.sheet
        if sheet is None:
            return Turn(self._trail, Words(Tone.WARN, Note(Shared.NOTHING_TO_PRINT), (Note(self.prints),)))
        if self._press is None:
            raise no_printer(sheet.kind)
        printing = self._press.print(sheet, self._act)
        return Turn(self._trail, printing.words, printing.changes)

    def _tried(self, want: W, do: Callable[[Action], A]) -> A:
        """Let the house do what is wanted, once however often it is tried; it is what is taken back next.

        What the house has refused is not.
        """
        action = self._booking.action_for(want)
        if action.action_id not in self._bookings:
            self._bookings.append(action.action_id)
        try:
            answer = do(action)
        except Refused as refused:
            if not may_be_done(refused):
                self._forget(action.action_id)
            raise
        self._booking.answered()
        return answer

    def _undo(self, outcome: Undo) -> Turn[S]:
        outcome = outcome if outcome.booking else replace(outcome, booking=self._remembered())
        if not outcome.booking:
            return Turn(self._trail, Words(Tone.WARN, Note(Shared.NOTHING_TO_UNDO)))
        if not outcome.is_sure and (asked := self._asked_first(outcome.booking)):
            return asked
        try:
            turn = self._take_back(self._undoing.action_for(outcome), outcome.booking)
        except Refused as refused:
            if refused.code is ContractFault.ROLE:
                # Tried again, it is somebody else's action.
                self._undoing.answered()
            if type(refused.code) not in {type(self.never_booked), type(self.undone_before)}:
                raise
            self._undoing.answered()
            if refused.code is self.never_booked and outcome.booking in self._bookings:
                # Its answer was lost, and so was the booking; its own id is kept for when it is tried again.
                self._bookings.remove(outcome.booking)
                return Turn(self._trail, Words(Tone.WARN, Note(Shared.NEVER_BOOKED)))
            if refused.code is self.undone_before:
                self._forget(outcome.booking)
            raise
        self._undoing.answered()
        self._forget(outcome.booking)
        return turn

    def _remembered(self) -> str:
        """Return what the house knows as booked last here today; kept, so that it is the same when tried again."""
        if self.never_booked is None:
            return ""
        here = self._act()
        with self._store.snapshot():
            booking = self._earlier(here)
        self._bookings += [booking] if booking else []
        return booking

    def _forget(self, booking: str) -> None:
        """Drop a booking that is not there: it is not to be taken back, nor its id to be used again."""
        if booking in self._bookings:
            self._bookings.remove(booking)
        self._booking.end(booking)
