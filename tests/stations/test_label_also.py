"""What a label says besides what is asked of goods is told in one sentence, and asks nothing."""

from datetime import UTC

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    CUP_EAN,
    PALLET,
    SIX_CUPS,
    TEA_GTIN,
    TEA_LABEL,
    balances,
    codes,
    mover_at,
    said,
    station_at,
)
from tests.stations.test_count import counter_at
from warehouse_app.domain.records import BarcodeRecord, Kind
from warehouse_app.scanning.gs1 import Besides, Party, PartyRole
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.stations.words import Shared, label_also

GLN = "4012345000009"
CUP = f"]C101{CUP_EAN.zfill(14)}"
TEA = f"]C101{TEA_GTIN}"
MADE = "The label also says: made 3 Mar 2026."


def told(reply: Reply) -> str:
    """Return what a reply says that the label also says; '' where it says nothing of that."""
    notes = [note for note in reply.notes if note.code == Shared.LABEL_ALSO]
    assert len(notes) <= 1
    return notes[0].said(language="en", zone=UTC) if notes else ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ("11260303", "made 3 Mar 2026"),
        ("11260200", "made 28 Feb 2026"),
        ("13260304", "packed 4 Mar 2026"),
        ("2002", "variant 02"),
        (f"410{GLN}", f"ship to {GLN}"),
        (f"411{GLN}", f"bill to {GLN}"),
        (f"412{GLN}", f"purchased from {GLN}"),
        (f"413{GLN}", f"ship for {GLN}"),
        (f"414{GLN}", f"location {GLN}"),
        (f"415{GLN}", f"pay to {GLN}"),
        (f"416{GLN}", f"produced at {GLN}"),
        (f"417{GLN}", f"party {GLN}"),
        (
            f"413{GLN}2002410{GLN}1326030411260303",
            f"made 3 Mar 2026, packed 4 Mar 2026, variant 02, ship for {GLN}, ship to {GLN}",
        ),
    ],
)
def test_only_what_is_present_is_told_where_goods_come_and_where_they_are_looked_up(
    floor: Desk, fields: str, sentence: str
) -> None:
    reply = station_at(floor, "PO-7").scan(CUP + fields)
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Shared.GOODS, StepName.LOCATION)
    assert told(reply) == f"The label also says: {sentence}."
    looked_up = LookUpStation(floor.store, floor.act).scan(CUP + fields)
    assert (looked_up.tone, told(looked_up)) == (Tone.OK, f"The label also says: {sentence}.")


@pytest.mark.parametrize("role", PartyRole)
def test_each_role_of_a_party_is_told(role: PartyRole) -> None:
    [note] = label_also(Besides(parties=(Party(role, GLN),)))
    assert GLN in note.said(language="en", zone=UTC)


@pytest.mark.parametrize("text", ["CUP", CUP_EAN, CUP, SIX_CUPS, f"[)>\x1e06{GS}PCUP{GS}Q4\x1e\x04"])
def test_a_code_without_these_says_nothing_more(floor: Desk, text: str) -> None:
    for station in (station_at(floor, "PO-7"), LookUpStation(floor.store, floor.act)):
        assert Shared.LABEL_ALSO not in codes(station.scan(text))


def test_a_lot_and_its_last_day_are_told_as_before_and_nothing_more(floor: Desk) -> None:
    reply = station_at(floor, "PO-7").scan(TEA_LABEL)
    assert codes(reply)[:3] == [Shared.GOODS, Shared.LOT, Shared.EXPIRY]
    assert told(reply) == ""


def test_a_production_date_is_no_last_day_of_use_which_is_still_asked_for(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(f"{TEA}11260303" + "10L5")
    assert said(reply) == (
        f"1 × TEA, Tea. Lot L5. {MADE} Until which day may it be used? Type it as 2027-12-31 or 271231."
    )
    assert reply.step is StepName.EXPIRY
    for text in ("2026-12-31", "A-02"):
        reply = station.scan(text)
    assert (reply.booked, told(reply), balances(floor)) == (True, "", {("TEA", "L5", "A-02"): 1})


def test_a_label_with_data_identifiers_says_its_day_of_production(floor: Desk) -> None:
    reply = station_at(floor, "PO-7").scan(f"[)>\x1e06{GS}PCUP{GS}Q4{GS}16D20260303\x1e\x04")
    assert (reply.facts["quantity"], told(reply)) == (4, MADE)


def test_it_is_told_when_the_article_of_the_label_was_just_taught(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    station.scan("]C10104012345000016" + "11260303")
    station.scan("CUP")
    taught = station.scan("3")
    assert (taught.code, told(taught)) == (Said.TAUGHT, MADE)


def test_a_pallet_that_is_addressed_to_somebody_else_says_so(floor: Desk) -> None:
    addressed = f"{PALLET}410{GLN}"
    at_dock = station_at(floor).scan(addressed)
    assert (at_dock.step, told(at_dock)) == (StepName.PALLET, f"The label also says: ship to {GLN}.")
    looked_up = LookUpStation(floor.store, floor.act).scan(addressed)
    assert told(looked_up) == f"The label also says: ship to {GLN}."
    for station in (station_at(floor), LookUpStation(floor.store, floor.act)):
        assert told(station.scan(PALLET)) == ""


def test_a_lot_that_is_looked_up_says_when_it_was_made(stocked: Desk) -> None:
    looked_up = LookUpStation(stocked.store, stocked.act).scan(f"{TEA}11260303" + "10L77")
    assert (looked_up.code, told(looked_up)) == ("lookup-lot", MADE)


def test_moving_and_counting_do_not_tell_it(stocked: Desk) -> None:
    keep(stocked.store, stocked.act(), Kind.BARCODES, [BarcodeRecord("PEN", "04012345000016")])
    for station in (mover_at(stocked, "A-02"), counter_at(stocked, "A-02")):
        reply = station.scan("]C10104012345000016" + "11260303")
        assert reply.tone is Tone.ASK or reply.tone is Tone.OK
        assert Shared.LABEL_ALSO not in codes(reply)
