"""Where a new house is built: beside its place, and put there when it is whole, so that half of one is never left.

On a server, and in a file that is there already, it is built in place: what was founded stays, as an empty house.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.ui.words.first_start import FirstFault


class Site(Protocol):
    """A place to build at. `begin`, build a house at `url`, close it, and then `finish` or `give_up`."""

    @property
    def url(self) -> str:
        """Where the house is while it is built."""

    def begin(self) -> None:
        """Clear the site. Raises Refused (FirstFault)."""

    def finish(self) -> None:
        """Put the house, which nobody has open, into its place. Raises Refused (FirstFault)."""

    def give_up(self) -> bool:
        """Leave nothing of it; return False where a whole but empty house is left."""

    def seen(self, refusal: Refused) -> Refused:
        """Return a refusal that names the house's own place, as the person knows it."""


def site_of(url: str) -> Site:
    """Return where a house for `url` is built."""
    path = Path(url.removeprefix("sqlite:///"))
    return InPlace(url) if "://" in str(url.removeprefix("sqlite:///")) or path.exists() else Beside(path)


class InPlace:
    """A database that is there already: a server's, or an empty file."""

    def __init__(self, url: str) -> None:
        self.url = url

    def begin(self) -> None:
        """There is nothing to clear."""

    def finish(self) -> None:
        """It is where it belongs."""

    def give_up(self) -> bool:
        """Tell that what was founded stays."""
        return False

    def seen(self, refusal: Refused) -> Refused:
        """Return it as it is."""
        return refusal


class Beside:
    """A folder beside the file that the house is to be; all that lies in it at the end is moved to where that is."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder = target.with_name(f".{target.name}.unfinished")

    @property
    def url(self) -> str:
        """Return the path of the unfinished file, which has the house's own name."""
        return str(self._folder / self._target.name)

    def begin(self) -> None:
        """Make the folder, and take away what a start that was killed has left there."""
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            for kept in self._kept():
                # The key of a house that was here before is used again; its backups need it.
                shutil.copy2(kept, self._folder / kept.name)
        except OSError as error:
            raise self._refused(error) from error

    def finish(self) -> None:
        """Move the key first: a house without its key cannot be opened, and a key without a house does no harm."""
        try:
            for path in sorted(self._folder.iterdir(), key=lambda path: path.name == self._target.name):
                place = self._target.with_name(path.name)
                if not (place.exists() and place in self._kept()):
                    _put(path, place)
            _settle(self._target.parent)
        except FileExistsError as error:
            raise Refused(FirstFault.TAKEN, place=str(self._target)) from error
        except OSError as error:
            raise self._refused(error) from error
        shutil.rmtree(self._folder, ignore_errors=True)

    def give_up(self) -> bool:
        """Delete the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
        return True

    def seen(self, refusal: Refused) -> Refused:
        """Return the refusal with the house's own place instead of the unfinished one's."""
        hidden, shown = str(self._folder), str(self._target.parent)
        facts: dict[str, Fact] = {
            name: fact.replace(hidden, shown) if isinstance(fact, str) else fact for name, fact in refusal.facts.items()
        }
        return Refused(refusal.code, **facts)

    def _kept(self) -> list[Path]:
        """Return the files of a house that was here before, which are kept; its database is not among them."""
        return [path for path in self._target.parent.glob(f"{self._target.name}.key") if path.is_file()]

    def _refused(self, error: OSError) -> Refused:
        return Refused(FirstFault.FOLDER, place=str(self._target.parent), reason=error.strerror or str(error))


def _put(path: Path, place: Path) -> None:
    """Move a file to a place in the same folder tree where none is. Raises FileExistsError where one is."""
    try:
        os.link(path, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError(place) from None
        path.rename(place)
    else:
        path.unlink()


def _settle(folder: Path) -> None:
    """Let a power cut not undo the moves; where a folder cannot be opened (Windows) the system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
