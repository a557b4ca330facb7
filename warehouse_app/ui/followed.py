"""What became of pick lists and orders by a change of stock, in words."""

from collections.abc import Sequence

from warehouse_app.services.changes import StopMoved
from warehouse_app.services.losing import Loss
from warehouse_app.stations.move.telling import followed
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Told


def followed_words(desk: Desk, stops: Sequence[StopMoved], losses: Sequence[Loss]) -> str:
    """Return which stops are walked otherwise and who waits again; '' where nobody is concerned."""
    return " ".join(note.said(language=desk.language, zone=desk.zone) for note in followed(stops, losses))


def tell_followed(desk: Desk, said: str, stops: Sequence[StopMoved]) -> None:
    """Say what was done, and which stops are walked otherwise by that: of these whoever picks must be told."""
    tone = Tone.WARN if stops else Tone.OK
    desk.told.emit(Told(tone, f"{said} {followed_words(desk, stops, ())}".rstrip()))
    desk.sound(tone)
