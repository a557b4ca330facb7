"""What a file that is handed in seems to be: its kind, and which column feeds which field. Proposals, never more."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from warehouse_app.domain.records import Kind
from warehouse_app.exchange.headings import ANYWHERE, FILE_NAMES, OF_KIND, TOLD_BY, loose
from warehouse_app.exchange.kinds import FIELDS, heading_key
from warehouse_app.exchange.mapping import Cell, SourceRules, load_mapping, shipped_mappings
from warehouse_app.exchange.mapping import Mapping as FileMapping


def known_headings() -> frozenset[str]:
    """Return all headings that mean something in some kind, as `opening.open_table` takes them."""
    own = {heading_key(field.heading) for fields in FIELDS.values() for field in fields}
    others = {word for words in (ANYWHERE, *OF_KIND.values()) for each in words.values() for word in each}
    return frozenset(own | others)


def guess_columns(kind: Kind, header: Sequence[str]) -> dict[str, str]:
    """Return the column of the file for each field of `kind` that one seems to feed; no column feeds two."""
    found: dict[str, str] = {}
    left = {loose(heading): heading for heading in reversed(header) if loose(heading)}
    # Exact names of all fields go first, so that no word for another field takes their column.
    for names in (_own_names, _names_in_kind, _names_anywhere):
        for field in FIELDS[kind]:
            if field.name not in found:
                name = next((name for name in names(kind, field.name, field.heading) if name in left), None)
                if name is not None:
                    found[field.name] = left.pop(name)
    return {field.name: found[field.name] for field in FIELDS[kind] if field.name in found}


def guess_kind(file: str, header: Sequence[str]) -> Kind | None:
    """Return the kind that a file seems to be, by its headings and then by its name; None where two are as likely."""
    named = _kinds_named(file)
    scores: dict[Kind, int] = {}
    for kind in Kind:
        columns = guess_columns(kind, header)
        if kind in TOLD_BY and kind not in named and not TOLD_BY[kind] & columns.keys():
            continue
        if all(field.name in columns for field in FIELDS[kind] if field.required):
            scores[kind] = 2 * len(columns) + 3 * (kind in named)
    best = [kind for kind, score in scores.items() if score == max(scores.values())]
    if not best:
        best = list(named)
    return best[0] if len(best) == 1 else None


def missing_fields(kind: Kind, fed: Collection[str]) -> tuple[str, ...]:
    """Return the headings of the fields that `kind` needs and that nothing feeds."""
    return tuple(field.heading for field in FIELDS[kind] if field.required and field.name not in fed)


def mapping_of(kind: Kind, file: str, cells: Mapping[str, Cell]) -> FileMapping:
    """Return the mapping that somebody made by matching the columns of one file to our fields."""
    return FileMapping(title=file, source=(SourceRules(kind=kind, file=(file,), fields=dict(cells)),), name=file)


def fitting_mappings(folder: Path) -> dict[str, str]:
    """Return the mappings that come with the program and find all their files in `folder`: name to title."""
    found: dict[str, str] = {}
    for name in shipped_mappings():
        mapping = load_mapping(name)
        parts = [part for part in (*mapping.source, mapping.bins) if part and part.file]
        files = [join.file for part in parts for join in part.join] + [part.file for part in parts]
        if all(any((folder / file).is_file() for file in names) for names in files):
            found[name] = mapping.title
    return found


def _own_names(_kind: Kind, name: str, heading: str) -> tuple[str, ...]:
    return loose(heading), loose(name)


def _names_in_kind(kind: Kind, name: str, _heading: str) -> tuple[str, ...]:
    return OF_KIND.get(kind, {}).get(name, ())


def _names_anywhere(_kind: Kind, name: str, _heading: str) -> tuple[str, ...]:
    return ANYWHERE.get(name, ())


def _kinds_named(file: str) -> list[Kind]:
    """Return the kinds that the name of a file may name: the ones of the word that stands first in it."""
    stem = loose(file.partition(".")[0])
    places = {kind: [at for word in words if (at := stem.find(word)) >= 0] for kind, words in FILE_NAMES.items()}
    first = min((min(each) for each in places.values() if each), default=None)
    return [kind for kind, each in places.items() if each and min(each) == first]
