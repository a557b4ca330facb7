"""Files in and out: import, one kind or a whole folder, and export."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

import click

from warehouse_app.cli.consequences import say_consequences
from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE, Progress, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.problems import write_problems
from warehouse_app.exchange.reading import OrdersAs, Source, load_mapping, open_file, open_folder
from warehouse_app.exchange.writing import write_records, write_table
from warehouse_app.house import House
from warehouse_app.queries.records import DECISIONS_HEADER, LEDGER_HEADER, decisions, ledger, records
from warehouse_app.services.importing import Imported, ImportRefused, Prepared, checked, take_in
from warehouse_app.texts import say as say_text

_ALL = "all"
_KINDS = [kind.value for kind in Kind]
_LISTED = 100


@main.command("import")
@click.argument("kind", type=click.Choice([_ALL, *_KINDS]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "mapping", metavar="NAME", help="How another system's files are read: a shipped mapping or FILE.toml."
)
@click.option("--dry-run", is_flag=True, help="Check the files and store nothing.")
@click.option("--update", is_flag=True, help="Rows that differ from what is stored are edits, not mistakes.")
@click.option("--orders-as", type=click.Choice(get_args(OrdersAs)), help="Take orders as open, or as shipped history.")
@click.option("--problems", type=click.Path(path_type=Path), help="Where to list wrong rows beyond a hundred.")
@click.pass_context
def import_(
    context: click.Context,
    *,
    kind: str,
    file: Path,
    mapping: str | None,
    dry_run: bool,
    update: bool,
    orders_as: OrdersAs | None,
    problems: Path | None,
) -> None:
    """Take in a file of one KIND, or with `all` every file of a folder that a mapping names; all or nothing."""
    if kind == _ALL and not mapping:
        raise click.UsageError(sentence(Say.MAP_NEEDED))
    if orders_as and not (mapping and kind in {_ALL, Kind.ORDERS}):
        raise click.UsageError(sentence(Say.ORDERS_AS_MAPPED))
    session: Session = context.obj
    with session.house() as house:
        sources = _sources(house, kind, file, mapping, orders_as)
        reading = Progress(Say.PROGRESS_READ)
        try:
            with checked(house.store, sources, update=update, progress=reading) as prepared:
                reading.done()
                _take_in(house, prepared, dry_run=dry_run)
        except ImportRefused as refused:
            reading.done()
            _list(refused.problems, problems or Path(f"{file.resolve().stem}-problems.csv"))
            context.exit(1)


def _sources(house: House, kind: str, file: Path, mapping: str | None, orders_as: OrdersAs | None) -> Sequence[Source]:
    rules = load_mapping(mapping) if mapping else None
    if kind == _ALL:
        assert rules is not None
        return open_folder(file, rules, zone=house.zone, orders_as=orders_as)
    return [open_file(Kind(kind), file, mapping=rules, zone=house.zone, orders_as=orders_as)]


def _take_in(house: House, prepared: Prepared, *, dry_run: bool) -> None:
    if dry_run:
        print_table(
            (Heading.KIND, Heading.FILE, Heading.ROWS),
            [(feed.kind.value, feed.file, count) for feed, count in zip(prepared.feeds, prepared.counts, strict=True)],
        )
        for feed in prepared.feeds:
            _say_how_read(feed.kind, feed.file, feed.left_out, feed.effects, feed.unknown)
        say(Say.DRY_RUN)
        return
    storing = Progress(Say.PROGRESS_STORED)
    try:
        imported = take_in(house.store, house.act(), prepared, progress=storing)
    finally:
        storing.done()
    _report(imported)


def _report(imported: Imported) -> None:
    headings = (Heading.KIND, Heading.FILE, Heading.NEW, Heading.CHANGED, Heading.UNCHANGED)
    print_table(
        headings, [(each.kind.value, each.file, each.new, each.changed, each.unchanged) for each in imported.kinds]
    )
    for each in imported.kinds:
        _say_how_read(each.kind, each.file, each.left_out, each.effects, each.unknown_columns)
    if imported.unmatched:
        say(Say.UNMATCHED, count=imported.unmatched)
    if imported.lines:
        say(Say.FILLED, units=imported.units, lines=imported.lines)
    say_consequences(imported.stops, (), imported.shares)
    if imported.unnamed:
        say(Say.MORE_GIVEN, lines=imported.unnamed)


def _say_how_read(
    kind: Kind, file: str, left_out: Mapping[str, int], effects: Mapping[str, int], unknown: tuple[str, ...]
) -> None:
    for rule, count in left_out.items():
        say(Say.RULE_LEFT_OUT, kind=kind.value, count=count, rule=rule)
    for rule, count in effects.items():
        say(Say.RULE_EFFECT, kind=kind.value, count=count, rule=rule)
    if unknown:
        say(Say.UNKNOWN_COLUMNS, file=file, columns=unknown)


def _list(problems: Sequence[tuple[str, Problem]], path: Path) -> None:
    """List wrong rows on standard error; where there are more than a hundred, all of them in a file."""
    for file, problem in problems[:_LISTED]:
        where = {"file": file, "line": str(problem.line), "text": sentence(problem.code, **problem.facts)}
        if problem.column:
            tell(sentence(Say.CELL_WRONG, column=problem.column, **where))
        else:
            tell(sentence(Say.ROW_WRONG, **where))
    tell(sentence(Say.ROWS_WRONG, count=len(problems)))
    if len(problems) > _LISTED:
        write_problems(path, problems, lambda code, facts: say_text(code, facts, language=LANGUAGE))
        tell(sentence(Say.ROWS_IN_FILE, path=str(path)))


@main.command()
@click.argument("kind", type=click.Choice([*_KINDS, "ledger", "decisions"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def export(session: Session, *, kind: str, file: Path) -> None:
    """Write all records of a KIND (or the ledger, or the decisions) to a CSV or XLSX file, replaced in one step."""
    with session.house() as house, house.store.snapshot():
        if kind == "ledger":
            count = write_table(file, LEDGER_HEADER, ledger(house.store))
        elif kind == "decisions":
            count = write_table(file, DECISIONS_HEADER, decisions(house.store))
        else:
            count = write_records(file, Kind(kind), records(house.store, Kind(kind)))
    say(Say.EXPORTED, path=str(file), count=count)
