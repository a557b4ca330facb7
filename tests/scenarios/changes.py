"""What changed between two looks at the shop, where that is not simply a difference."""

from collections import Counter
from dataclasses import replace

from tests.scenarios.model import Model
from tests.scenarios.promises import Step
from tests.scenarios.seen import Seen
from tests.scenarios.stock import LineKey


def as_carried(model: Model, step: Step, before: Seen, now: Seen) -> Seen:
    """Return what was seen before a step as if the lines that took something over had had it then.

    So they neither gain nor lose by that, nor leave their place. What nothing has fixed goes along first, then what is
    on lists, which is fixed no more, and last what is put aside, which stays so.
    """
    lines, aside = dict(before.lines), Counter(before.aside)
    for source, target, held in step.carried:
        line, wanted = lines[source], now.lines[target].wanted
        hard = max(0, held - (line.allocated - line.fixed))
        fixed = line.fixed - hard
        on_lists = line.fixed - line.in_hand - sum(units for (at, _), units in before.aside.items() if at == source)
        kept = max(0, hard - on_lists)
        if model.is_early(model.lines[target]) and not wanted.pinned:
            kept = 0
        along = {heap: units for (at, heap), units in now.aside.items() if at == target}
        assert sum(along.values()) == kept, target
        for heap, units in along.items():
            aside[source, heap] -= units
            aside[target, heap] += units
        lines[source] = replace(line, allocated=line.allocated - held, fixed=fixed, wanted=now.lines[source].wanted)
        in_class = line.wanted.rank_class == wanted.rank_class
        lines[target] = replace(
            line,
            row=now.lines[target].row,
            wanted=wanted,
            allocated=held,
            fixed=kept,
            in_hand=0,
            lifted=line.lifted and in_class,
            gathers=False,
        )
        assert now.lines[source].fixed == fixed, source
        assert now.lines[target].fixed == kept, target
    return replace(before, lines=lines, aside=dict(+aside))


def lines_changed_as_runs_say(before: Seen, now: Seen) -> dict[int, dict[LineKey, int]]:
    """Assert that what lines hold changed by runs that say so, but for what they no longer ask for.

    Return, for each run that changed something, what the lines that it changed had before it.
    """
    at_of = {line.row: at for at, line in now.lines.items()}
    holds = {line.row: min(before.had(at), line.open) for at, line in now.lines.items()}
    had: dict[int, dict[LineKey, int]] = {}
    for run in now.runs:
        assert run.had == {row: holds[row] for row in run.had}, run
        if any(run.gets.values()):
            had[run.number] = {at_of[row]: holds[row] for row, gets in run.gets.items() if gets}
        for row, gets in run.gets.items():
            holds[row] += gets
    assert holds == {line.row: line.allocated for line in now.lines.values()}
    return had
