"""How evenly the classes that share fared in a run, to be kept with its decisions: nothing is decided by it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.supply import Demand, ShareKey

Share = tuple[str, tuple[int, ...]]
"""The `LineDecision.rank_class` and `LineDecision.shared` of a line."""


class ShareRates:
    """Reckons `LineDecision.shared` of each class, from what customers claimed before a run and have `taken` in it."""

    def __init__(self, demands: Mapping[ShareKey, Demand], taken: Mapping[tuple[int, str, int], int]) -> None:
        self._taken = taken
        self._kept: dict[tuple[int, str, int], int] = defaultdict(int)
        self._lines: dict[tuple[int, str], list[int]] = {}
        self._claims: dict[tuple[int, str], list[tuple[ShareKey, Demand]]] = defaultdict(list)
        for key, demand in demands.items():
            if demand.ordered:
                self._claims[key[:2]].append((key, demand))

    def keep(self, key: tuple[int, str, int], units: int) -> None:
        """Note that units which a customer took are only kept for it."""
        self._kept[key] += units

    def note(self, item: int, rank_class: str, lines: Iterable[int]) -> tuple[int, ...]:
        """Note that lines (ids) of a class have shared what was scarce; return how, all of the class considered."""
        self._lines.setdefault((item, rank_class), []).extend(lines)
        return self._how(item, rank_class)

    def renew(self, made: dict[int, LineDecision]) -> None:
        """Correct the decisions of classes of which more lines were served after they had shared."""
        for (item, rank_class), lines in self._lines.items():
            how = self._how(item, rank_class)
            for line in lines if made[lines[0]].shared != how else ():
                made[line] = made[line]._replace(shared=how)

    def _how(self, item: int, rank_class: str) -> tuple[int, ...]:
        has = [
            (demand.received + self._taken.get(key, 0) - self._kept.get(key, 0), demand.ordered)
            for key, demand in self._claims[item, rank_class]
        ]
        rates = [100 * units // ordered for units, ordered in has]
        return (min(rates), max(rates), max(units for units, _ in has)) if has else ()
