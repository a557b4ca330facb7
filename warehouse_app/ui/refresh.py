"""Which pages are out of date: each has its own flags; the one on show is read again at once, others when shown."""

from collections.abc import Iterable

from warehouse_app.services.changes import Area, Changes
from warehouse_app.ui.page import Page

EVERYTHING = Changes(frozenset(Area))
"""What has changed when somebody else has worked on the house, and nobody knows at what."""


class Refresher:
    """The pages that were made, and those among them that show something older than the house."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._stale: set[Page] = set()
        self._shown: Page | None = None

    def add(self, page: Page) -> None:
        """Take a new page in, which has read nothing yet."""
        self._pages.append(page)
        self._stale.add(page)

    def show(self, page: Page) -> None:
        """Remember which page is on show, and let it read again what is out of date."""
        self._shown = page
        self._renew()

    def changed(self, changes: Changes) -> None:
        """Take in what a verb touched."""
        self._stale.update(self._concerned(changes))
        self._renew()

    def _concerned(self, changes: Changes) -> Iterable[Page]:
        return (page for page in self._pages if page.shows & changes.areas)

    def _renew(self) -> None:
        if self._shown in self._stale:
            self._stale.discard(self._shown)
            self._shown.refresh()
