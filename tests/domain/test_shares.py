"""How one item is divided by customers: against a reference that hands out pack by pack, and what always holds."""

import sys
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.shares_reference import Case, Table, divisions
from warehouse_app.domain import shares
from warehouse_app.domain.shares import Claim, Offer, Shares, Want, divide

EQUAL = st.sampled_from([1, 2, 6]).flatmap(lambda pack: divisions(multiples=[pack], lives=[0], whole_packs=True))
"""All packs are of one size, and nobody asks for shelf life."""


def by_customer(wants: Sequence[Want], made: Shares) -> Counter[int]:
    got: Counter[int] = Counter()
    for want, units in zip(wants, made.units, strict=True):
        got[want.customer] += units
    return got


def afterwards(case: Case, made: Shares, more: int = 0) -> Case:
    """Return how things stand after a division, when `more` of every life has arrived: who is full waits no longer."""
    wants, claims, _ = case
    got = by_customer(wants, made)
    still = [
        want._replace(short=want.short - units, had=want.had + units)
        for want, units in zip(wants, made.units, strict=True)
        if units < want.short
    ]
    received = {who: claim._replace(received=claim.received + got[who]) for who, claim in claims.items()}
    return still, received, [offer._replace(left=offer.left + more) for offer in made.left]


def facts(table: Table) -> Shares:
    left = [Offer(life, units) for life, units in table.left.items()]
    return Shares(table.given, frozenset(table.passed_over), table.stopped_at, left)


@given(divisions())
def test_dividing_is_what_handing_out_pack_by_pack_gives(case: Case) -> None:
    table = Table(*case)
    table.spill()
    assert divide(*case) == facts(table)


@given(divisions())
def test_a_strict_division_is_what_handing_out_pack_by_pack_gives(case: Case) -> None:
    table = Table(*case)
    table.strict()
    assert divide(*case, strict=True) == facts(table)


@given(divisions(most=120, lives=[0, 0, 0, 30]), st.booleans())
def test_many_packs_at_once_are_what_handing_out_pack_by_pack_gives(case: Case, strict: bool) -> None:
    table = Table(*case)
    if strict:
        table.strict()
    else:
        table.spill()
    assert divide(*case, strict=strict) == facts(table)


@given(divisions())
def test_nothing_stays_that_fits_a_line_which_may_use_it(case: Case) -> None:
    still, _, offers = afterwards(case, divide(*case))
    for want in still:
        usable = min(offer.left for offer in offers if offer.life <= want.demand_life)
        assert usable < min(want.short, want.multiple - want.had % want.multiple)


@given(divisions(), st.booleans())
def test_nobody_gets_more_than_asked_no_offer_gives_more_than_it_has_and_packs_stay_whole(
    case: Case, strict: bool
) -> None:
    wants, _, offers = case
    made = divide(*case, strict=strict)
    for want, units in zip(wants, made.units, strict=True):
        assert 0 <= units <= want.short
        assert units in {0, want.short} or (want.had + units) % want.multiple == 0
    for offer, rest in zip(offers, made.left, strict=True):
        asked = [units for want, units in zip(wants, made.units, strict=True) if want.demand_life >= offer.life]
        assert rest == Offer(offer.life, max(0, offer.left) - sum(asked))
        assert rest.left >= 0


@given(EQUAL)
def test_one_more_pack_leaves_no_customer_with_less(case: Case) -> None:
    wants, claims, [offer] = case
    pack = wants[0].multiple
    less = by_customer(wants, divide(*case))
    more = by_customer(wants, divide(wants, claims, [Offer(0, offer.left + pack)]))
    gains = Counter({who: more[who] - less[who] for who in claims})
    assert all(gain in {0, pack} for gain in gains.values())
    full = sum(less.values()) == sum(want.short for want in wants)
    assert sum(gains.values()) == (0 if full or max(0, offer.left) // pack == (offer.left + pack) // pack else pack)


def test_a_pack_that_fits_at_last_takes_from_one_who_lived_on_its_not_fitting() -> None:
    """Nothing can mend this where packs are unequal; it is how `spill` was chosen."""
    wants = [Want(1, 1, 6, 0, 6), Want(2, 2, 6, 10, 1)]
    claims = {1: Claim(1, 0), 2: Claim(1, 10)}
    assert divide(wants, claims, [Offer(0, 5)]).units == [0, 5]
    assert divide(wants, claims, [Offer(0, 6)]).units == [6, 0]


def test_instalments_of_which_none_holds_a_pack_give_it_to_nobody() -> None:
    case = [Want(1, 1, 6, 0, 6), Want(2, 2, 6, 0, 1)], {1: Claim(6, 0), 2: Claim(1, 0)}, [Offer(0, 3)]
    first = divide(*case)
    second = divide(*afterwards(case, first, 3))
    assert (first.units, second.units) == ([0, 3], [0, 3])
    assert divide(*case[:2], [Offer(0, 6)]).units == [6, 0]


@given(divisions(), st.permutations(range(1, 6)), st.booleans())
def test_what_customers_are_called_and_how_their_claims_are_listed_changes_nothing(
    case: Case, names: list[int], strict: bool
) -> None:
    wants, claims, offers = case
    called = [want._replace(customer=names[want.customer - 1]) for want in wants]
    listed = {names[who - 1]: claim for who, claim in reversed(claims.items())}
    assert divide(called, listed, offers, strict=strict) == divide(*case, strict=strict)


@given(EQUAL, st.randoms(use_true_random=False))
def test_the_order_of_the_queue_decides_nothing_but_ties_between_customers(case: Case, chance: Random) -> None:
    wants, claims, offers = case
    pack = wants[0].multiple
    shuffled = wants.copy()
    chance.shuffle(shuffled)
    one, other = by_customer(wants, divide(*case)), by_customer(shuffled, divide(shuffled, claims, offers))
    won = {who for who in claims if one[who] > other[who]}
    lost = {who for who in claims if one[who] < other[who]}
    assert all(abs(one[who] - other[who]) <= pack for who in claims)
    last = {
        Fraction(2 * (claims[who].received + max(one[who], other[who])) - pack, claims[who].weight)
        for who in won | lost
    }
    assert len(won) == len(lost)
    assert len(last) <= 1


@given(divisions(whole_packs=True), st.data())
def test_cutting_a_line_at_the_border_of_a_pack_wins_nothing(case: Case, data: st.DataObject) -> None:
    wants, claims, offers = case
    cut: list[Want] = []
    for want in wants:
        packs = data.draw(st.integers(0, want.short // want.multiple))
        pieces = [want._replace(short=packs * want.multiple)]
        pieces.append(want._replace(line=want.line + 100, short=want.short - pieces[0].short, had=0))
        cut += [piece for piece in pieces if piece.short]
    made = divide(cut, claims, offers)
    assert by_customer(cut, made) == by_customer(wants, divide(*case))


@given(EQUAL)
def test_no_pack_would_have_been_better_placed_with_another_customer(case: Case) -> None:
    wants, claims, _ = case
    pack = wants[0].multiple
    made = divide(*case)
    got = by_customer(wants, made)
    has = {who: claim.received + got[who] for who, claim in claims.items()}
    hungry = {want.customer for want, units in zip(wants, made.units, strict=True) if units < want.short}
    for one in (who for who in claims if got[who]):
        for other in hungry:
            assert claims[one].weight * (2 * has[other] + pack) >= claims[other].weight * (2 * has[one] - pack)


@given(EQUAL, st.integers(0, 40))
def test_two_receipts_give_what_one_of_both_gives(case: Case, more: int) -> None:
    wants, claims, [offer] = case
    first = divide(*case)
    second = divide(*afterwards(case, first, more))
    whole = divide(wants, claims, [Offer(0, max(0, offer.left) + more)])
    rest = iter(second.units)
    both = [units + (next(rest) if units < want.short else 0) for want, units in zip(wants, first.units, strict=True)]
    assert both == whole.units
    assert second.left == whole.left


@given(divisions())
def test_a_second_division_right_after_the_first_gives_nothing(case: Case) -> None:
    made = divide(*case)
    again = divide(*afterwards(case, made))
    assert not any(again.units)
    assert again.left == made.left
    assert again.passed_over == frozenset()


def divided(left: int, *lines: tuple[int, int, int]) -> list[int]:
    """Return what lines of one customer each get; they are (short, weight, received)."""
    wants = [Want(number, number, short, 0, 1) for number, (short, _, _) in enumerate(lines)]
    claims = {number: Claim(weight, received) for number, (_, weight, received) in enumerate(lines)}
    return divide(wants, claims, [Offer(0, left)]).units


def test_a_fair_share_is_in_proportion_and_an_equal_share_the_same_for_each_up_to_what_it_wants() -> None:
    demands = [10, 4, 20, 6]
    assert divided(24, *((units, units, 0) for units in demands)) == [6, 2, 12, 4]
    assert divided(24, *((units, 1, 0) for units in demands)) == [7, 4, 7, 6]
    assert divided(41, *((units, units, 0) for units in demands)) == demands
    assert divided(-3, *((units, units, 0) for units in demands)) == [0, 0, 0, 0]


def test_a_unit_more_takes_from_nobody() -> None:
    claims = [(1, 1, 0), (3, 3, 0), (3, 3, 0)]
    made = [divided(units, *claims) for units in range(8)]
    assert made[2:6] == [[0, 1, 1], [1, 1, 1], [1, 2, 1], [1, 2, 2]]
    assert made[7] == [1, 3, 3]


def test_what_was_shipped_still_counts() -> None:
    assert divided(100, (100, 100, 0), (100, 100, 0)) == [50, 50]
    assert divided(50, (50, 100, 50), (50, 100, 50)) == [25, 25]
    assert divided(30, (50, 100, 50), (70, 100, 30)) == [5, 25]


def test_weights_are_compared_to_the_last_digit() -> None:
    most = 10**18
    assert divided(1, (1, most, 0), (1, most + 1, 0)) == [0, 1]
    assert divided(1, (1, most + 1, 0), (1, most, 0)) == [1, 0]
    assert divided(1, (1, most, 0), (1, most, 0)) == [1, 0]


def test_many_who_want_one_get_it_in_the_order_of_the_queue() -> None:
    assert divided(3, *((1, 1, 0) for _ in range(6))) == [1, 1, 1, 0, 0, 0]


def test_inside_a_customer_lines_are_filled_in_queue_order_and_splitting_an_order_wins_nothing() -> None:
    wants = [Want(1, 7, 9, 0, 1), Want(2, 8, 2, 0, 1), Want(3, 8, 2, 0, 1), Want(4, 8, 2, 0, 1)]
    claims = {7: Claim(1, 0), 8: Claim(1, 0)}
    assert divide(wants, claims, [Offer(0, 6)]).units == [3, 2, 1, 0]


def test_a_pack_that_does_not_fit_is_passed_over_and_the_shares_say_so() -> None:
    wants = [Want(1, 1, 13, 0, 6), Want(2, 2, 4, 0, 1), Want(3, 3, 6, 0, 6)]
    claims = {1: Claim(9, 0), 2: Claim(1, 0), 3: Claim(1, 2)}
    assert divide(wants, claims, [Offer(0, 16)]) == Shares([13, 3, 0], frozenset(), None, [Offer(0, 0)])
    # Line 1 would come next; line 3 has no turn before line 2 has all.
    assert divide(wants, claims, [Offer(0, 8)]) == Shares([6, 2, 0], frozenset({1}), None, [Offer(0, 0)])
    assert divide(wants, claims, [Offer(0, 11)]) == Shares([6, 4, 0], frozenset({1}), None, [Offer(0, 1)])
    lasting = [Want(4, 3, 6, 0, 6, 30), wants[1]._replace(short=100)]
    offers = [Offer(0, 120), Offer(30, 3)]
    assert divide(lasting, claims, offers) == Shares([0, 100], frozenset({4}), None, [Offer(0, 20), Offer(30, 3)])
    assert divide(wants[::2], claims, [Offer(0, 5)]) == Shares([0, 0], frozenset(), None, [Offer(0, 5)])


def test_a_later_line_of_the_same_customer_takes_what_does_not_fit_the_first() -> None:
    wants = [Want(1, 1, 6, 0, 6), Want(2, 1, 2, 0, 1), Want(3, 2, 5, 0, 1)]
    made = divide(wants, {1: Claim(1, 0), 2: Claim(1, 0)}, [Offer(0, 4)])
    assert made == Shares([0, 2, 2], frozenset({1}), None, [Offer(0, 0)])


def test_a_strict_division_stops_where_a_pack_does_not_fit_but_not_where_nothing_is_left() -> None:
    wants = [Want(1, 1, 12, 0, 6), Want(2, 2, 9, 0, 1)]
    claims = {1: Claim(9, 0), 2: Claim(1, 0)}
    made = divide(wants, claims, [Offer(0, 8)], strict=True)
    assert made == Shares([6, 1], frozenset(), 1, [Offer(0, 1)])
    assert divide(wants, claims, [Offer(0, 6)], strict=True) == Shares([6, 0], frozenset(), None, [Offer(0, 0)])
    fresh = [wants[0]._replace(demand_life=30), wants[1]]
    made = divide(fresh, claims, [Offer(0, 8), Offer(30, 6)], strict=True)
    assert made == Shares([6, 2], frozenset(), None, [Offer(0, 0), Offer(30, 0)])


def test_a_line_that_an_edit_left_with_a_part_of_a_pack_gets_the_rest_of_it_first() -> None:
    wants = [Want(1, 1, 9, 4, 6)]
    made = [divide(wants, {1: Claim(1, 4)}, [Offer(0, units)]).units for units in (1, 2, 7, 8, 9)]
    assert made == [[0], [2], [2], [8], [9]]


def test_who_asks_for_shelf_life_takes_from_what_lasts_and_from_all() -> None:
    wants = [Want(1, 1, 9, 0, 1, 60), Want(2, 2, 9, 0, 1, 30), Want(3, 3, 9, 0, 1, 0)]
    claims = {1: Claim(1, 0), 2: Claim(1, 0), 3: Claim(1, 0)}
    offers = [Offer(0, 12), Offer(30, 5), Offer(60, 1)]
    assert divide(wants, claims, offers) == Shares(
        [1, 4, 7], frozenset(), None, [Offer(0, 0), Offer(30, 0), Offer(60, 0)]
    )
    assert divide(wants, claims, [Offer(0, 3), *offers[1:]]).units == [1, 1, 1]


def test_nobody_waits_for_nothing() -> None:
    assert divide([], {}, [Offer(0, 5)]) == Shares([], frozenset(), None, [Offer(0, 5)])


def work(case: Case) -> int:
    """Return how many instructions of the module a division takes: the same on every machine."""
    done = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal done
        if frame.f_code.co_filename != shares.__file__:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        done += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        divide(*case)
    finally:
        sys.settrace(before)
    return done


def scarce(lines: int, units: int, multiples: Sequence[int], lives: Sequence[int]) -> Case:
    """Return a case in which each line wants about `units` packs and there is half of all that is wanted."""
    chance = Random(lines)
    wants = []
    for number in range(lines):
        multiple = chance.choice(multiples)
        short = chance.randint(units // 2, 2 * units) * multiple
        wants.append(Want(number, number // 2, short, 0, multiple, chance.choice(lives)))
    claims = {number: Claim(chance.randint(1, 999), chance.randint(0, 9)) for number in range(lines)}
    half = sum(want.short for want in wants) // 2
    return wants, claims, [Offer(life, half // (place + 1)) for place, life in enumerate(sorted(set(lives)))]


@pytest.mark.parametrize(
    ("multiples", "lives"), [([1], [0]), ([1, 6, 12], [0]), ([1, 1000], [0]), ([1, 6], [0, 30, 60])]
)
def test_the_work_does_not_grow_with_the_quantity_and_hardly_faster_than_the_number_of_lines(
    multiples: list[int], lives: list[int]
) -> None:
    small = work(scarce(60, 100, multiples, lives))
    assert small > 60
    assert work(scarce(60, 10**9, multiples, lives)) < 2 * small
    assert work(scarce(600, 100, multiples, lives)) < 20 * small
