"""What a run of allocation did or would do, as a JSON document or in tables and sentences for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.cli.output import LANGUAGE, reason_json, reason_text, say, sentence
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.errors import Fact
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.plan_preview import Moved, Preview
from warehouse_app.queries.runs import RunLine
from warehouse_app.texts import money_text


@dataclass(frozen=True)
class Outcome:
    """A run that was made, or only planned (`run` is None then, and where there was nothing to decide).

    `fairness` is by SKU. `difference` is known where the run was planned.
    """

    run: int | None
    mode: Mode
    policy: Policy
    applied: bool
    lines: list[RunLine]
    fairness_before: dict[str, Fairness]
    fairness: dict[str, Fairness]
    difference: Preview | None
    currency: str


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """Return the JSON document of a run."""
    document: dict[str, object] = {
        "run": outcome.run,
        "mode": outcome.mode.value,
        "policy": outcome.policy.value,
        "applied": outcome.applied,
        "lines": [_line_json(line) for line in outcome.lines],
        "fairness": _fairness_json(outcome.fairness),
    }
    if outcome.difference is None:
        return document
    return document | _difference_json(outcome.difference, outcome)


def _line_json(line: RunLine) -> dict[str, object]:
    return {
        "order": line.order,
        "line": line.line,
        "sku": line.sku,
        "had": line.had,
        "gets": line.gets,
        "reason": reason_json(line.reason),
    }


def _fairness_json(fairness: Mapping[str, Fairness]) -> dict[str, object]:
    return {sku: even._asdict() for sku, even in fairness.items()}


def _difference_json(difference: Preview, outcome: Outcome) -> dict[str, object]:
    return {
        "fairness_before": _fairness_json(outcome.fairness_before),
        "fairness_by_class": [
            {
                "sku": each.sku,
                "class": each.rank_class,
                "before": each.before and each.before._asdict(),
                "after": each.after and each.after._asdict(),
                "empty_handed": each.empty_handed,
            }
            for each in difference.fairness
        ],
        "gains": [_moved_json(row) for row in difference.gains],
        "losses": [_moved_json(row) for row in difference.losses],
        "complete": difference.complete,
        "incomplete": difference.incomplete,
        "released": difference.released / 100,
        "currency": outcome.currency,
        "unmet": [_moved_json(row) for row in difference.unmet],
    }


def _moved_json(row: Moved) -> dict[str, object]:
    return {
        "order": row.order,
        "line": row.line,
        "sku": row.sku,
        "customer": row.customer_code,
        "customer_name": row.customer,
        "class": row.rank_class,
        "had": row.had,
        "gets": row.units,
        "short": row.short,
    }


def print_outcome(outcome: Outcome) -> None:
    """Print a run for people: each line with its reason, what that comes to, and how fair it is."""
    if not outcome.lines:
        say(Say.NOTHING_WAITS)
        return
    headings = (Heading.SKU, Heading.ORDER, Heading.LINE, Heading.CUSTOMER, Heading.HAD, Heading.GETS, Heading.WHY)
    rows = [
        (line.sku, line.order, line.line, line.customer, line.had, line.gets, reason_text(line.reason))
        for line in outcome.lines
    ]
    print_table(headings, rows, shorten=Heading.CUSTOMER)
    if outcome.difference is None:
        for sku, even in outcome.fairness.items():
            if even.highest:
                say(Say.FAIRNESS, sku=sku, **_percents(even))
    else:
        _print_difference(outcome.difference, outcome.currency)
    _say_sum(outcome)


def _percents(even: Fairness) -> dict[str, int]:
    return {name: round(100 * value) for name, value in even._asdict().items()}


def _print_difference(difference: Preview, currency: str) -> None:
    uneven = [each for each in difference.fairness if each.before or each.after]
    if uneven:
        headings = (Heading.SKU, Heading.CLASS, Heading.EVEN_BEFORE, Heading.EVEN_AFTER, Heading.EMPTY_HANDED)
        rows = [
            (each.sku, each.rank_class, _evenness(each.before), _evenness(each.after), each.empty_handed)
            for each in uneven
        ]
        print_table(headings, rows)
    if difference.complete:
        say(Say.COMPLETE, orders=difference.complete)
    if difference.incomplete:
        say(Say.INCOMPLETE, orders=difference.incomplete)
    if difference.released:
        code = Say.RELEASED if difference.released > 0 else Say.BOUND
        say(code, amount=money_text(abs(difference.released), currency, language=LANGUAGE))
    for row in difference.unmet:
        say(Say.UNMET, order=row.order, line=row.line, sku=row.sku, short=row.short)


def _evenness(even: Fairness | None) -> str:
    return sentence(Say.NOBODY_SHORT) if even is None else sentence(Say.EVENNESS, **_percents(even))


def _say_sum(outcome: Outcome) -> None:
    gains = [line.gets for line in outcome.lines if line.gets > 0]
    losses = [-line.gets for line in outcome.lines if line.gets < 0]
    facts: dict[str, Fact] = {"policy": outcome.policy.value}
    if outcome.applied:
        facts["run"] = outcome.run
    if outcome.mode is Mode.FILL:
        facts |= {"units": sum(gains), "lines": len(gains), "considered": len(outcome.lines)}
        say(Say.RUN if outcome.applied else Say.PREVIEW, **facts)
    else:
        facts |= {"given": sum(gains), "gaining": len(gains), "taken": sum(losses), "losing": len(losses)}
        say(Say.RUN_AFRESH if outcome.applied else Say.PREVIEW_AFRESH, **facts)
