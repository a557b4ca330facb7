"""What a run decided in words, what one would decide, and how even it was."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import counts, furnished, held, last_run, opening, order, take
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.reasons import Part, ReasonPart
from warehouse_app.queries.runs import (
    RunLine,
    claims_by_item,
    decisions_of,
    evenness,
    evenness_of_item,
    items_of_skus,
    planned_fill,
    run_lines,
    run_words,
    waiting_items,
)
from warehouse_app.queries.waiting import claims_of, rules_of
from warehouse_app.services.allocating import allocate


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def read(desk: Desk, run: int) -> dict[str, tuple[list[RunLine], Fairness | None]]:
    """Return the lines of a run in words, by SKU, and their fairness."""
    told: dict[str, tuple[list[RunLine], Fairness | None]] = {}
    for item, free, made in decisions_of(desk.store, run):
        lines = list(run_lines(desk.store, house_settings(), item, free, made, run=run_words(desk.store, run)))
        claims = claims_of(desk.store, {item: [row.line for row in made]}, rules_of(house_settings()))
        of_item = claims_by_item(claims)[item]
        told[lines[0].sku] = lines, evenness_of_item(desk.store, made, of_item, made=True).after
    return told


def test_a_run_is_read_in_its_order_with_reasons_and_fairness(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "BEN", 1, ("LAMP", 4)),
        *order("SO-2", "ANN", 2, ("LAMP", 3)),
        *order("SO-3", "BEN", 3, ("LAMP", 4)),
        *order("SO-4", "CAT", 4, ("LAMP", 2)),
    )
    lines, even = read(house, last_run(house))["LAMP"]
    assert lines == [
        RunLine("SO-2", 1, "LAMP", "ANN", "Ann", 0, 3, (Part(Reason.FILLED, {"sku": "LAMP"}),)),
        RunLine("SO-1", 1, "LAMP", "BEN", "Ben", 0, 4, (Part(Reason.FILLED, {"sku": "LAMP"}),)),
        RunLine(
            "SO-3",
            1,
            "LAMP",
            "BEN",
            "Ben",
            0,
            2,
            (
                Part(Reason.PARTLY_FILLED, {"sku": "LAMP", "gets": 2, "asked": 4}),
                Part(ReasonPart.LEFT_AFTER, {"left": 2, "lines": 2, "order": "SO-2", "rank_class": "A"}),
            ),
        ),
        RunLine("SO-4", 1, "LAMP", "CAT", "Cat", 0, 0, (Part(Reason.OUT_OF_STOCK, {"sku": "LAMP"}),)),
    ]
    # Ann 3 of 3, Ben 6 of 8, Cat 0 of 2: (1 + 3/4)² / (3 · (1 + 9/16))
    assert even == Fairness(0.6533, 0.0, 1.0)


def test_what_a_line_had_before_counts_in_the_fairness(house: Desk) -> None:
    take(house, opening("LAMP", 2), *order("SO-1", "BEN", 1, ("LAMP", 8)), *order("SO-2", "CAT", 2, ("LAMP", 4)))
    run = allocate(house.store, house.act()).run
    assert run is not None
    lines, even = read(house, run)["LAMP"]
    assert [(line.order, line.had, line.gets) for line in lines] == [("SO-1", 2, 0), ("SO-2", 0, 0)]
    assert even == Fairness(0.5, 0.0, 0.25)


def test_where_all_were_filled_nothing_was_shared_out(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    assert read(house, last_run(house))["LAMP"][1] is None


def test_what_an_order_lacks_is_named_also_where_it_is_another_item(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 3), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, opening("LAMP", 9), opening("CORD", 1), *lines)
    told = read(house, last_run(house))
    reason = (Part(Reason.ORDER_INCOMPLETE, {"sku": "LAMP", "short": ("2 × CORD",)}),)
    assert [line.reason for line in told["LAMP"][0]] == [reason]


def free_games(desk: Desk) -> int:
    """Let two orders wait for six games that nobody has given out yet; return the item's id."""
    take(
        desk,
        opening("GAME", 6),
        *order("SO-1", "BEN", 1, ("GAME", 5), need_by=date(2026, 4, 1)),
        *order("SO-2", "BEN", 2, ("GAME", 5), need_by=date(2026, 3, 10)),
        *order("SO-3", "BEN", 3, ("LAMP", 1)),
    )
    # Every event gives out what is free; so this date is taken away behind the program's back.
    desk.store.sql("UPDATE item SET release_date = NULL WHERE sku = 'GAME'")
    return items_of_skus(["GAME"])["GAME"]


@pytest.mark.parametrize("policy", [None, *Policy])
def test_a_planned_fill_decides_what_a_run_then_does_and_writes_nothing(house: Desk, policy: Policy | None) -> None:
    game = free_games(house)
    before = counts(house)
    planned = planned_fill(house.store, house_settings(), waiting_items(house.store), policy=policy)
    assert counts(house) == before
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 0}
    gains = [5, 1]
    assert (planned[game][0], [row.gets for row in planned[game][1]]) == (6, gains)
    run = allocate(house.store, house.act(), policy=policy).run
    assert run is not None
    assert {item: (free, made) for item, free, made in decisions_of(house.store, run)} == planned


def test_only_items_that_somebody_waits_for_are_waiting_items(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 1), ("CORD", 2)),
        *order("SO-2", "BEN", 1, ("PLUG", 2), shipped=2),
    )
    assert waiting_items(house.store) == [items_of_skus(["CORD"])["CORD"]]


def test_an_unknown_number_has_no_item(house: Desk) -> None:
    assert list(items_of_skus(["CORD", "NONE"])) == ["CORD"]


ANN, BEN, CAT, DAN = 1, 2, 3, 4


def test_how_even_it_was_is_told_of_before_and_after_and_of_those_with_nothing() -> None:
    claims = {ANN: Demand(1, 4, 0), BEN: Demand(1, 4, 2), CAT: Demand(9, 3, 0), DAN: Demand(1, 0, 0)}
    # What somebody has cancelled is no claim.
    assert evenness(claims, {ANN: 4, BEN: -1}) == (Fairness(0.3333, 0.0, 0.5), Fairness(0.4902, 0.0, 1.0), 1)
    # Who waits for nothing is served evenly, whoever has nothing.
    assert evenness({ANN: claims[ANN]}, {ANN: 4}) == (Fairness(1.0, 0.0, 0.0), None, 0)
    assert evenness({}, {}) == (None, None, 0)


def test_the_claims_of_a_customer_in_several_classes_are_one() -> None:
    keys = [ShareKey(7, "A", ANN), ShareKey(7, "B", ANN), ShareKey(8, "B", BEN)]
    claims = dict(zip(keys, [Demand(3, 4, 1), Demand(1, 6, 2), Demand(1, 5, 5)], strict=True))
    assert claims_by_item(claims) == {7: {ANN: Demand(1, 10, 3)}, 8: {BEN: Demand(1, 5, 5)}}
