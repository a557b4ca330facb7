"""What changed between two looks at the shop, where that is not simply a difference."""

from dataclasses import replace

from tests.scenarios.promises import Step
from tests.scenarios.seen import Seen
from tests.scenarios.stock import LineKey


def as_carried(step: Step, before: Seen, now: Seen) -> Seen:
    """Return what was seen before a step as if the lines that took something over had had it then.

    So they neither gain nor lose by that, nor leave their place. What is on lists, or put aside, stays so where its
    line gives nothing of it; else only what is picked does.
    """
    lines = dict(before.lines)
    for source, target, held in step.carried:
        line, wanted = lines[source], now.lines[target].wanted
        fixed = line.fixed if held <= line.allocated - line.fixed else line.in_hand
        lines[source] = replace(line, allocated=line.allocated - held, fixed=fixed, wanted=now.lines[source].wanted)
        in_class = line.wanted.rank_class == wanted.rank_class
        lines[target] = replace(
            line,
            row=now.lines[target].row,
            wanted=wanted,
            allocated=held,
            fixed=0,
            in_hand=0,
            lifted=line.lifted and in_class,
            gathers=False,
        )
        assert now.lines[source].fixed == fixed, source
        assert now.lines[target].fixed == 0, target
    return replace(before, lines=lines)


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
