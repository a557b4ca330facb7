"""What the label of a pallet says otherwise than its advance notice, wherever such a label is scanned."""

from enum import StrEnum

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import first_of, goods_line


class OnLabel(StrEnum):
    """What a label says otherwise, and what to do then; each has a sentence in `texts.pallets`."""

    GOODS = "pallet-label-says"
    ITEM = "pallet-label-says-item"
    LOT = "pallet-label-says-lot"
    DAY = "pallet-label-says-day"
    ANNOUNCED_DAY = "pallet-announced-day"
    LOOK = "pallet-label-look"


def contradictions(found: FoundPallet) -> tuple[Note, ...]:
    """Return the sentences that say where the label of a pallet contradicts its notice; none where it does not."""
    says, lines, notice = found.content, found.lines, {"notice": found.notice}
    notes: list[Note] = []
    if found.is_of_other_goods:
        announced: dict[str, int] = {}
        for line in lines:
            announced[line.sku] = announced.get(line.sku, 0) + line.quantity
        parts = first_of([goods_line(units, sku) for sku, units in announced.items()])
        facts: Facts = {**notice, "sku": says.sku}
        if says.units is None:
            notes.append(Note(OnLabel.ITEM, facts, parts))
        else:
            notes.append(Note(OnLabel.GOODS, {**facts, "units": says.units}, parts))
    if found.is_of_other_lot:
        lots = tuple(sorted({line.lot for line in lines if line.lot}))
        notes.append(Note(OnLabel.LOT, {**notice, "lot": says.lot, "lots": lots}))
    if found.is_of_other_day:
        days = sorted({line.expiry for line in lines if line.expiry})
        parts = first_of([Note(OnLabel.ANNOUNCED_DAY, {"expiry": day}) for day in days])
        notes.append(Note(OnLabel.DAY, {**notice, "expiry": says.expiry}, parts))
    return tuple(notes)
