"""A block of another system's columns becomes one of our fields: rules, constants, one record per distinct text."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import compress
from operator import not_
from typing import NamedTuple

from warehouse_app.domain.errors import Problem
from warehouse_app.exchange.blocks import Block
from warehouse_app.exchange.joining import JoinedTable
from warehouse_app.exchange.kinds import CANCELLATION_FIELDS, FIELDS
from warehouse_app.exchange.mapping import Cell, Rule, SourceRules


class Tally:
    """How many rows each rule of a mapping left out, and how many it changed, in the last pass."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        self.effects: Counter[str] = Counter()

    def clear(self) -> None:
        self.left_out.clear()
        self.effects.clear()


class Shaped(NamedTuple):
    """Some rows as fields: those of the kind, and those that are cancellations."""

    records: Block
    cancellations: Block | None = None


class _Test(dict[str, bool]):
    """Whether a rule's conditions hold for a text, each distinct text once."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, text: str) -> bool:
        if len(self) > 30_000:
            self.clear()
        holds = self[text] = _holds(self._rule, text.strip())
        return holds


def _holds(rule: Rule, text: str) -> bool:
    if rule.equals is not None and text != rule.equals:
        return False
    if rule.starts_with is not None and not text.startswith(rule.starts_with):
        return False
    if rule.empty is not None and rule.empty != (not text):
        return False
    return rule.numeric() == (None,) * 4 or _holds_for_number(rule, _number(text))


def _holds_for_number(rule: Rule, number: Decimal | None) -> bool:
    return (
        number is not None
        and (rule.number is None or number == rule.number)
        and (rule.below is None or number < rule.below)
        and (rule.above is None or number > rule.above)
        and (rule.more_decimals_than is None or _places(number) > rule.more_decimals_than)
    )


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text.isascii() and len(text) <= 40 else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < 40 else None


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # it is finite
    return -exponent


class Shaper:
    """Applies the rules of one source of a mapping to the blocks of its table.

    Raises Refused, when it is made, where the files lack a column that the rules name.
    """

    def __init__(self, rules: SourceRules, table: JoinedTable, bins: dict[str, str]) -> None:
        self._rules, self._table, self._bins = rules, table, bins
        self._cells = rules.cells()
        self._position = {name: table.position(name) for name in self._columns()}
        rows_first = sorted(rules.rule, key=lambda rule: rule.effect in {"set", "round"})
        self._tests = [(rule, _Test(rule)) for rule in rows_first]
        self.fields = tuple(field for field in FIELDS[rules.kind] if field.name in self._cells)
        self.labels = tuple(self._cells[field.name].column or field.heading for field in self.fields)

    def shape(self, tally: Tally) -> Iterator[Shaped]:
        """Read the table and yield its rows as `fields`; what the rules do is counted in `tally`."""
        if self._rules.distinct:
            records = (self._texts(block, self.fields_of_records, tally) for block, _ in self._sorted_out(tally))
            yield Shaped(self._otherwise(self._one_of_each(records)))
            return
        for block, cancelled in self._sorted_out(tally):
            records_block = self._otherwise(self._texts(block, self.fields_of_records, tally))
            if cancelled.lines:
                yield Shaped(records_block, self._texts(cancelled, _CANCELLATION_NAMES, tally))
            else:
                yield Shaped(records_block)

    @property
    def fields_of_records(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def _columns(self) -> Iterable[str]:
        for cell in self._cells.values():
            yield from filter(None, (cell.column, cell.bin_of))
        for rule in self._rules.rule:
            yield rule.column
            for given in rule.to.values():
                if not isinstance(given, str) and given.column:
                    yield given.column

    def _sorted_out(self, tally: Tally) -> Iterator[tuple[Block, Block]]:
        """Yield the rows of each block that stay, and those that are cancellations."""
        for block in self._table.blocks():
            kept, cancelled = block, _picked(block, [False] * len(block.lines))
            for rule, test in self._tests:
                if rule.effect not in {"leave out", "cancellation"}:
                    break
                hits = list(map(test.__getitem__, kept.columns[self._position[rule.column]]))
                count = hits.count(True)
                if not count:
                    continue
                if rule.effect == "leave out":
                    tally.left_out[rule.name] += count
                else:
                    tally.effects[rule.name] += count
                    cancelled = _picked(kept, hits)
                kept = _picked(kept, list(map(not_, hits)))
            yield kept, cancelled._replace(problems=())

    def _texts(self, block: Block, names: Sequence[str], tally: Tally) -> Block:
        """Return the texts of the fields `names`, after the rules that set or round."""
        columns = list(block.columns)
        texts: dict[str, Sequence[str]] = {}
        given: list[tuple[list[bool], dict[str, str | Cell]]] = []
        for rule, test in self._tests:
            if rule.effect not in {"set", "round"}:
                continue
            at = self._position[rule.column]
            hits = list(map(test.__getitem__, columns[at]))
            count = hits.count(True)
            if not count:
                continue
            tally.effects[rule.name] += count
            if rule.effect == "round":
                round_text = _rounding(rule.more_decimals_than or 0)
                columns[at] = [round_text(text) if hit else text for text, hit in zip(columns[at], hits, strict=True)]
            else:
                given.append((hits, rule.to))
        for name in names:
            texts[name] = self._fed(self._cells[name], columns, len(block.lines))
        for hits, to in given:
            for name in to.keys() & texts.keys():
                cell = to[name]
                new = self._fed(Cell(value=cell) if isinstance(cell, str) else cell, columns, len(block.lines))
                old = texts[name]
                texts[name] = [a if hit else b for hit, a, b in zip(hits, new, old, strict=True)]
        return Block(block.lines, [texts[name] for name in names], block.problems)

    def _fed(self, cell: Cell, columns: Sequence[Sequence[str]], count: int) -> Sequence[str]:
        if cell.bin_of:
            return [self._bins.get(text.strip(), "") for text in columns[self._position[cell.bin_of]]]
        if not cell.column:
            return [cell.value] * count
        texts = columns[self._position[cell.column]]
        return [f"{cell.prefix}{text.strip()}" if text.strip() else "" for text in texts] if cell.prefix else texts

    def _one_of_each(self, blocks: Iterable[Block]) -> Block:
        at = self.fields_of_records.index(self._rules.distinct)
        first: dict[str, tuple[int, list[str]]] = {}
        incomplete: set[str] = set()
        problems: list[Problem] = []
        for block in blocks:
            problems += block.problems
            rows = zip(*block.columns, strict=True)
            for raw_key, line, row in zip(block.columns[at], block.lines, rows, strict=True):
                key = raw_key.strip()
                if key not in first:
                    first[key] = (line, [text.strip() for text in row])
                elif key in incomplete:
                    known = first[key][1]
                    known[:] = [old or text.strip() for old, text in zip(known, row, strict=True)]
                else:
                    continue
                incomplete.discard(key) if all(first[key][1]) else incomplete.add(key)
        columns = list(zip(*(row for _, row in first.values()), strict=True)) or [()] * len(self.fields)
        return Block([line for line, _ in first.values()], columns, problems)

    def _otherwise(self, block: Block) -> Block:
        """Put another field's text where a field is empty that names one for that."""
        columns = list(block.columns)
        names = self.fields_of_records
        for at, name in enumerate(names):
            other = self._cells[name].else_field
            if other:
                instead = block.columns[names.index(other)]
                columns[at] = [text if text.strip() else b for text, b in zip(columns[at], instead, strict=True)]
        return block._replace(columns=columns)


_CANCELLATION_NAMES = tuple(field.name for field in CANCELLATION_FIELDS)


def _picked(block: Block, hits: Sequence[bool]) -> Block:
    columns = [list(compress(column, hits)) for column in block.columns]
    return Block(list(compress(block.lines, hits)), columns, block.problems)


def _rounding(places: int) -> Callable[[str], str]:
    unit = Decimal(1).scaleb(-places)
    return lambda text: f"{Decimal(text.strip()).quantize(unit, ROUND_HALF_UP):f}"
