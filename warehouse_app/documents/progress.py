"""How far a document is, for those of many pages."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told, now and then, how much of how much is done. What it raises ends the work."""


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def part_of(whole: Progress, part: int, parts: int) -> Progress:
    """Return what tells of one of so many parts of a work that take as long as each other; `part` counts from 0."""
    return lambda done, total: whole(part * total + done, parts * total)
