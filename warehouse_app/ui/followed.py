"""What became of pick lists and orders by a change, in words."""

from collections.abc import Sequence

from warehouse_app.services.changes import StopMoved
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss
from warehouse_app.stations.move.telling import followed
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Told


def followed_words(
    desk: Desk,
    stops: Sequence[StopMoved],
    losses: Sequence[Loss] = (),
    shares: Sequence[Share] = (),
    *,
    unnamed: int = 0,
) -> str:
    """Return which stops are walked otherwise, who waits again and who got stock; '' where nobody is concerned.

    `unnamed` lines got some besides those of `shares`.
    """
    notes = followed(stops, losses, shares, unnamed=unnamed)
    return " ".join(note.said(language=desk.language, zone=desk.zone) for note in notes)


def tell_followed(
    desk: Desk, said: str, stops: Sequence[StopMoved], losses: Sequence[Loss] = (), shares: Sequence[Share] = ()
) -> None:
    """Say what was done, and what became of pick lists and orders by that: whoever picks, or waits, must be told."""
    tone = Tone.WARN if stops or losses else Tone.OK
    desk.told.emit(Told(tone, f"{said} {followed_words(desk, stops, losses, shares)}".rstrip()))
    desk.sound(tone)
