"""What became of pick lists and orders by a change of stock, in words."""

from collections.abc import Sequence

from warehouse_app.services.losing import Loss, StopMoved
from warehouse_app.stations.move.telling import followed
from warehouse_app.ui.desk import Desk


def followed_words(desk: Desk, stops: Sequence[StopMoved], losses: Sequence[Loss]) -> str:
    """Return which stops are walked otherwise and who waits again; '' where nobody is concerned."""
    return " ".join(note.said(language=desk.language, zone=desk.zone) for note in followed(stops, losses))
