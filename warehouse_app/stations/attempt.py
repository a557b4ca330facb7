"""What a station lets the house do, tried again as the same action until the house has answered."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from warehouse_app.services.contract import Action

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Undo:
    """The intention to take a booking back, by the id of its action; '' is the last that the house knows of.

    `is_sure`: that very booking was named by whoever takes it back, so that nobody is asked whether it is meant.
    """

    booking: str
    is_sure: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Print:
    """The intention to print what the station has at the present step."""


class Attempt(Generic[A]):
    """The action under which something is tried, the same one each time until the house has answered.

    It may have been done though its answer was lost on the way; the house then gives that answer again.
    """

    def __init__(self, act: Callable[[], Action]) -> None:
        self._act = act
        self._tried: tuple[A, Action] | None = None

    def action_for(self, what: A) -> Action:
        """Return the action to try `what` under: whoever tries it now does it, if it was not done before."""
        action = self._act()
        if self._tried is not None and self._tried[0] == what:
            action = replace(action, action_id=self._tried[1].action_id)
        self._tried = (what, action)
        return action

    def answered(self) -> None:
        """Begin anew with the next."""
        self._tried = None

    def end(self, action_id: str) -> None:
        """Begin anew where the present action has this id."""
        if self._tried is not None and self._tried[1].action_id == action_id:
            self._tried = None
