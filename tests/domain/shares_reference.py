"""How shares are divided, said pack by pack in the plainest way, and generated cases of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from warehouse_app.domain.shares import Claim, Offer, Want

Case = tuple[list[Want], dict[int, Claim], list[Offer]]


class Table:
    """The stock on a table, and what each line was given of it so far."""

    def __init__(self, wants: Sequence[Want], claims: Mapping[int, Claim], offers: Sequence[Offer]) -> None:
        self.wants, self.claims = wants, claims
        self.left = {offer.life: max(0, offer.left) for offer in offers}
        self.given = [0] * len(wants)
        self.passed_over: set[int] = set()
        self.stopped_at: int | None = None

    def may_use(self, place: int) -> int:
        asks = self.wants[place].demand_life
        return min(units for life, units in self.left.items() if life <= asks)

    def pack(self, place: int) -> int:
        """Return the next pack of a line that is not full."""
        want = self.wants[place]
        holds = want.had + self.given[place]
        return min(want.multiple - holds % want.multiple, want.short - self.given[place])

    def fits(self, place: int) -> bool:
        return self.pack(place) <= self.may_use(place)

    def waiting(self, customer: int) -> list[int]:
        """Return the lines of a customer that are not full and may use something, in queue order."""
        return [
            place
            for place, want in enumerate(self.wants)
            if want.customer == customer and self.given[place] < want.short and self.may_use(place) > 0
        ]

    def received(self, customer: int) -> int:
        units = [units for want, units in zip(self.wants, self.given, strict=True) if want.customer == customer]
        return self.claims[customer].received + sum(units)

    def turn(self, place: int) -> tuple[Fraction, int]:
        """Return what a smaller one of comes first: the reciprocal of the rule's quotient, then the queue."""
        customer = self.wants[place].customer
        return (
            Fraction(2 * self.received(customer) + self.pack(place), self.claims[customer].weight),
            place,
        )

    def pass_over_for(self, place: int) -> None:
        """Note the lines whose turn came before that of `place`, but whose packs do not fit."""
        for customer in self.claims:
            for before in self.waiting(customer):
                if self.fits(before):
                    break
                same = self.wants[place].customer == customer
                if before < place if same else self.turn(before) < self.turn(place):
                    self.passed_over.add(self.wants[before].line)

    def give_to(self, place: int) -> None:
        pack = self.pack(place)
        for life in self.left:
            if life <= self.wants[place].demand_life:
                self.left[life] -= pack
        self.given[place] += pack

    def spill(self) -> None:
        """Give pack after pack, each to the first customer with one that fits."""
        while True:
            fitting = [[place for place in self.waiting(customer) if self.fits(place)] for customer in self.claims]
            first = [places[0] for places in fitting if places]
            if not first:
                return
            place = min(first, key=self.turn)
            self.pass_over_for(place)
            self.give_to(place)

    def strict(self) -> None:
        """Give pack after pack, and stop at the first that does not fit."""
        while True:
            first = [places[0] for places in map(self.waiting, self.claims) if places]
            if not first:
                return
            place = min(first, key=self.turn)
            if not self.fits(place):
                self.stopped_at = self.wants[place].line
                return
            self.give_to(place)


@st.composite
def divisions(
    draw: st.DrawFn,
    *,
    multiples: Sequence[int] = (1, 1, 2, 3, 6),
    lives: Sequence[int] = (0, 0, 30, 45, 60),
    most: int = 15,
    whole_packs: bool = False,
) -> Case:
    """Draw up to eight lines, which want up to `most` units each, of up to five customers, and what there is for them.

    With `whole_packs`, lines want and hold nothing but whole packs, up to `most` of them.
    """
    customers = draw(st.integers(1, 5))
    weight = st.sampled_from([1, 1, 2, 3, 7, 10, 1_000_003])
    claims = {number: Claim(draw(weight), draw(st.integers(0, 12))) for number in range(1, customers + 1)}
    wants = []
    for number in range(draw(st.integers(1, 8))):
        multiple = draw(st.sampled_from(multiples))
        units = multiple if whole_packs else 1
        short, had = draw(st.integers(1, most)) * units, draw(st.integers(0, 7)) * units
        wants.append(
            Want(100 + number, draw(st.integers(1, customers)), short, had, multiple, draw(st.sampled_from(lives)))
        )
    days = sorted({0, *draw(st.sets(st.sampled_from([30, 45, 50, 60, 90])))}) if any(lives) else [0]
    return wants, claims, [Offer(life, draw(st.integers(-1, 3 * most))) for life in days]
