"""Labels with data identifiers: what they say, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.scanning.codes import Gs1Code, ItemCode, UnknownCode, read
from warehouse_app.scanning.data_identifiers import EOT, RS, LabelFault, LabelReason, is_label, parse
from warehouse_app.scanning.element_strings import Element
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.separator import GS


def label(*fields: str) -> str:
    return f"[)>{RS}06{GS}{GS.join(fields)}{RS}{EOT}"


def test_a_label_says_what_receiving_uses() -> None:
    text = label("PSKU-1", "1PRC0402 10K", "Q5000", "1TLOT7", "S000012", "KPO-7", "14D20271231", "16D20260102", "4LCN")
    assert parse(text, year=2026) == Gs1Message(
        lot="LOT7",
        serial="000012",
        quantity=5000,
        customer_part="SKU-1",
        supplier_part="RC0402 10K",
        purchase_order="PO-7",
        expiry=date(2027, 12, 31),
        production_date=date(2026, 1, 2),
        other=(Element("4L", "CN"),),
    )


@pytest.mark.parametrize(
    "text",
    [
        f"[)>{RS}06{GS}PA{GS}Q1{RS}{EOT}",
        f"[)>{RS}06{GS}PA{GS}Q1{RS}",
        f"[)>06{GS}PA{GS}Q1{EOT}",
        f"[)>06{GS}PA{GS}Q1",
        f"[)>{RS}06{GS}PA{GS}{GS}Q1{GS}{RS}{EOT}",
        f"[)>{RS}06{GS}PA{GS}PA{GS}Q1{RS}{EOT}",
        f"[)>{RS}06{GS}P A {GS}Q1{RS}{EOT}",
    ],
)
def test_ends_that_keyboards_lose_are_not_needed(text: str) -> None:
    assert parse(text, year=2026) == Gs1Message(customer_part="A", quantity=1)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("[)>", LabelReason.FORMAT, {}),
        (f"[)>{RS}06", LabelReason.FORMAT, {}),
        (f"[)>{RS}06{GS}", LabelReason.FORMAT, {}),
        ("[)>06PA", LabelReason.FORMAT, {}),  # no separator arrived: where fields end is anybody's guess
        (f"[)>{RS}05{GS}0104006381333931{RS}{EOT}", LabelReason.FORMAT, {}),
        (f"[)>{RS}06{GS}PA{RS}05{GS}10B{RS}{EOT}", LabelReason.FORMAT, {}),
        (f"{label('PA')}{label('PB')}", LabelReason.FORMAT, {}),
        (label("PA", "Q5000")[:-4], LabelReason.FORMAT, {}),  # cut short: it would be fifty
        (f"[)>{RS}06{GS}PA{EOT}", LabelReason.FORMAT, {}),
        (label("PA", "-1"), LabelReason.FIELD, {"text": "-1"}),
        (label("PA", "1234P"), LabelReason.FIELD, {"text": "1234P"}),
        (label("PA", "p1"), LabelReason.FIELD, {"text": "p1"}),
        (label("P"), LabelReason.FIELD, {"text": "P"}),
        (label("P "), LabelReason.FIELD, {"text": "P"}),
        (label("P" + "A" * 51), LabelReason.TOO_LONG, {"di": "P", "maximum": 50}),
        (label("1TÄ"), LabelReason.CHARACTER, {"di": "1T"}),
        (label("Q1.5"), LabelReason.QUANTITY, {"di": "Q", "text": "1.5"}),
        (label("Q10PCS"), LabelReason.QUANTITY, {"di": "Q", "text": "10PCS"}),
        (label("Q1234567890"), LabelReason.QUANTITY, {"di": "Q", "text": "1234567890"}),
        (label("14D20261331"), LabelReason.DATE, {"di": "14D", "text": "20261331"}),
        (label("16D260101"), LabelReason.DATE, {"di": "16D", "text": "260101"}),
        (label("14D99991231"), LabelReason.DATE_FAR, {"di": "14D", "text": "99991231"}),
        (label("14D00010101"), LabelReason.DATE_FAR, {"di": "14D", "text": "00010101"}),
        (label("14D20770101"), LabelReason.DATE_FAR, {"di": "14D", "text": "20770101"}),
        (label("16D19761231"), LabelReason.DATE_FAR, {"di": "16D", "text": "19761231"}),
        (label("PA", "PB"), LabelReason.DIFFERENT_VALUES, {"di": "P"}),
        (label("PA", "Q100", "7Q10PC"), LabelReason.DIFFERENT_VALUES, {"di": "7Q"}),
    ],
)
def test_a_label_that_is_wrong_is_refused_whole(text: str, code: LabelReason, facts: dict[str, str | int]) -> None:
    assert is_label(text)
    assert parse(text, year=2026) == LabelFault(code, facts)
    assert read(text, year=2026) == (ItemCode(text), UnknownCode(code, facts))


@pytest.mark.parametrize(
    ("fields", "quantity", "uncounted"),
    [
        (["7Q100PC"], 100, False),
        (["7Q100 EA"], 100, False),
        (["Q100", "7Q100PC"], 100, False),
        (["Q100", "7Q2KG"], 100, False),
        (["7Q2KG"], None, True),
        (["7Q1.5PC"], None, True),
        (["7Q100"], None, True),
        (["7Q1000000000PC"], None, True),
        ([], None, False),
    ],
)
def test_an_amount_with_its_unit_counts_where_that_is_the_piece(
    fields: list[str], quantity: int | None, *, uncounted: bool
) -> None:
    expected = Gs1Message(customer_part="A", quantity=quantity, uncounted=uncounted)
    assert parse(label("PA", *fields), year=2026) == expected


@pytest.mark.parametrize("day", [date(2076, 12, 31), date(1977, 1, 1)])
def test_days_of_the_same_hundred_years_as_in_gs1_are_taken(day: date) -> None:
    text = label(f"14D{day:%Y%m%d}", f"16D{day:%Y%m%d}")
    assert parse(text, year=2026) == Gs1Message(expiry=day, production_date=day)


@pytest.mark.parametrize("aim", ["", "]d1", "]Q1", "]L2"])
def test_a_label_is_read_from_every_symbol(aim: str) -> None:
    text = label("PSKU-1", "Q5")
    candidates = read(aim + text, year=2026)
    assert candidates[-2] == Gs1Code(Gs1Message(customer_part="SKU-1", quantity=5))
    assert candidates[-1] == UnknownCode(ScanFault.UNKNOWN_GS1, {"text": "[)>␞06␝PSKU-1␝Q5␞␄"})
    assert candidates[0] == ItemCode(aim + text)


@given(st.text(max_size=80), st.lists(st.sampled_from(["P", "Q", "1T", "14D", "S", GS, RS, EOT, "9", "ä", " "])))
def test_any_text_after_the_header_has_a_verdict(text: str, parts: list[str]) -> None:
    for body in (text, "".join(parts)):
        verdict = parse(f"[)>06{GS}{body}", year=2026)
        assert isinstance(verdict, Gs1Message | LabelFault)
