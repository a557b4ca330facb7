"""A pick list on paper: what a scanner reads from it, what a person reads on it, and that nothing is split or lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.documents.papers import WIDE, only_the_foot_is_at_the_foot, stays_on_the_page, together
from tests.documents.rendering import codes, read_texts, texts
from warehouse_app.documents import pick_list_rows
from warehouse_app.documents.pages import WIDTH
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import CopyMark, PickListSheet, PickListStop, StopChanged
from warehouse_app.documents.words import Word
from warehouse_app.scanning.codes import LocationCode, OrderCode, PickListCode, read
from warehouse_app.texts.papers import SENTENCES

STOP = PickListStop(
    position=1,
    bin="A-01-1",
    sku="NW-001",
    name="Chai",
    lot="",
    expiry=None,
    quantity=5,
    pack_quantity=1,
    unit="piece",
    order="10248",
    customer="Vins et alcools Chevalier",
    note="",
)
EMPTY = PickListSheet(
    house="Northwind Traders",
    number="PL-000123",
    released_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    zone="Europe/Berlin",
    released_by="anna",
    priority_class="A",
    due=date(2026, 3, 4),
    distance_mm=312_400,
    s_shape_mm=428_700,
    stops=(),
    language="en",
)
LONGEST = replace(
    STOP,
    bin="X" * 80,
    sku="W" * 80,
    name="Name " * 40,
    lot="L" * 80,
    expiry=date(2026, 1, 1),
    quantity=999_999_999,
    pack_quantity=12,
    unit="m" * 80,
    order="O" * 80,
    customer="Customer " * 22,
    note="Note " * 100,
)


def sheet(*stops: PickListStop) -> PickListSheet:
    """Return a list with these stops, numbered in their order."""
    return replace(EMPTY, stops=tuple(replace(stop, position=at) for at, stop in enumerate(stops, start=1)))


def forty_stops() -> PickListSheet:
    """Return a list of four pages and more: with and without lots, packs, notes; three orders in turn."""
    return sheet(
        *(
            replace(
                STOP,
                bin=f"{'ABCD'[at // 10]}-{at % 10:02}-{at % 3}",
                sku=f"NW-{at:03}",
                name=("Chai", "Guaraná Fantástica, a tray of 24 cans of 355 ml, with deposit")[at % 2],
                lot=f"LOT-{at}" if at % 3 else "",
                expiry=date(2026, 9, 1) + timedelta(at) if at % 4 == 1 else None,
                quantity=(1, 27, 144, 1200)[at % 4],
                pack_quantity=(1, 12, 24, 1)[at % 4],
                order=("10248", "SO-10249", "2026/7-b")[at % 3],
                note="Ring at the back door" if at % 5 == 2 else "",
            )
            for at in range(40)
        )
    )


def test_every_barcode_of_forty_stops_is_read_in_walking_order_and_nothing_else() -> None:
    printed = forty_stops()
    read_pages = read_texts(pick_list_pdf(printed))
    wanted = ["PL-000123"]
    for stop in printed.stops:
        wanted += [f"L-{stop.bin}", {"10248": "SO-10248", "SO-10249": "SO-10249"}.get(stop.order, "SO-2026/7-b")]
    assert [text for page in read_pages for text in page] == wanted
    assert len(read_pages) >= 4


def test_what_is_read_means_the_list_its_bins_and_its_orders_to_the_program() -> None:
    [[number, bin_code, order]] = read_texts(pick_list_pdf(sheet(replace(STOP, bin="L-7", order="Łódź-7"))))
    assert (number, bin_code, order) == ("PL-000123", "L-7", "SO-Łódź-7")
    assert read(number, year=2026)[0] == PickListCode("PL-000123")
    assert read(bin_code, year=2026)[0] == LocationCode("L-7")
    assert OrderCode("Łódź-7") in read(order, year=2026)


def test_all_of_a_stop_is_on_one_page_and_each_stop_on_one_page_only() -> None:
    printed = forty_stops()
    pages = texts(pick_list_pdf(printed))
    found = []
    for stop in printed.stops:
        [number] = [number for number, page in enumerate(pages) if f"{stop.bin} " in page]
        assert stop.sku in pages[number]
        assert stop.lot in pages[number]
        found.append(number)
    assert found == sorted(found)
    for page in codes(pick_list_pdf(printed)):
        pairs = [code for code in page if code.text != "PL-000123"]
        assert [code.text[:2] for code in pairs] == ["L-", "SO"] * (len(pairs) // 2)


def test_pages_are_numbered_and_later_ones_have_a_small_head() -> None:
    pages = texts(pick_list_pdf(forty_stops()))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("PL-000123") == 2
        assert page.count("Northwind Traders") == 1
    assert "Class A · Due 4 Mar 2026" in pages[1]
    assert "Walk" not in pages[1]


def test_the_head_says_when_in_the_time_of_the_house_by_whom_how_urgent_and_how_far() -> None:
    [page] = texts(pick_list_pdf(sheet(STOP)))
    assert "10:05:00" in page
    assert "by anna" in page
    assert "Class A Due 4 Mar 2026 Walk 312 m S-shape: 429 m" in page


COPY = CopyMark(2, datetime(2026, 3, 2, 10, 15, tzinfo=UTC), "ben")


def test_a_copy_says_so_before_anything_else_and_on_every_page() -> None:
    pages = texts(pick_list_pdf(replace(forty_stops(), copy=COPY)))
    assert pages[0].startswith("Copy 2 of the list printed 2 Mar 2026, 11:15:00 by ben ")
    assert len(pages) >= 4
    assert all("Copy 2 · Northwind Traders" in page for page in pages[1:])
    assert all(page.count("Copy 2") == 1 for page in pages)


def test_a_first_print_says_nothing_of_copies() -> None:
    assert not any("Copy" in page for page in texts(pick_list_pdf(forty_stops())))


def test_the_mark_of_a_copy_is_never_lost_nor_hides_a_code_however_long_the_names() -> None:
    pdf = pick_list_pdf(replace(sheet(LONGEST), copy=replace(COPY, first_by="<b>" + "b" * 77), house="House " * 40))
    first, *_ = texts(pdf)
    assert first.startswith("Copy 2 of the list printed 2 Mar 2026, 11:15:00 by <b>bbb")
    assert read_texts(pdf)[0][0] == "PL-000123"


def test_a_list_without_due_day_or_coordinates_shows_a_dash() -> None:
    [page] = texts(pick_list_pdf(replace(sheet(STOP), due=None, distance_mm=None, s_shape_mm=None)))
    assert "Class A Due – Walk – 1 " in page
    assert "S-shape" not in page


@pytest.mark.parametrize(
    ("quantity", "pack", "shown"),
    [
        (27, 12, "27 2 × 12 + 3 · piece"),
        (24, 12, "24 2 × 12 · piece"),
        (5, 12, "5 piece"),
        (5, 1, "5 piece"),
        (12_345, 1, "12,345 piece"),
    ],
)
def test_a_quantity_is_shown_in_packs_and_loose_units(quantity: int, pack: int, shown: str) -> None:
    [page] = texts(pick_list_pdf(sheet(replace(STOP, quantity=quantity, pack_quantity=pack))))
    assert shown in page


def test_lot_expiry_customer_and_note_are_on_the_row() -> None:
    stop = replace(STOP, lot="B7", expiry=date(2026, 9, 2), note="Ring the bell")
    [page] = texts(pick_list_pdf(sheet(stop)))
    assert "Lot B7 · Expires 2 Sep 2026" in page
    assert "Order 10248" in page
    assert "Vins et alcools Chevalier" in page
    assert "Note: Ring the bell" in page


def test_markup_and_placeholders_in_names_print_literally() -> None:
    stop = replace(STOP, name="<b>Chai</b> &amp; {metres} %s", customer="<font color=red>", note="<br/>{order}")
    [page] = texts(pick_list_pdf(replace(sheet(stop), house="<i>House</i>", released_by="{by}")))
    for literal in ("<b>Chai</b> &amp; {metres} %s", "<font color=red>", "Note: <br/>{order}", "<i>House</i>", "{by}"):
        assert literal in page


def test_letters_that_the_fonts_lack_leave_a_mark() -> None:
    [page] = texts(pick_list_pdf(sheet(replace(STOP, name="茶 Łódź Ελλάδα Чай"))))
    assert "▯ Łódź Ελλάδα Чай" in page


def test_the_longest_values_are_read_and_identifiers_are_printed_whole() -> None:
    pdf = pick_list_pdf(sheet(STOP, LONGEST, STOP))
    assert sorted(text for page in read_texts(pdf) for text in page) == sorted(
        ["PL-000123", "L-A-01-1", "SO-10248", "L-" + "X" * 80, "SO-" + "O" * 80, "L-A-01-1", "SO-10248"]
    )
    together = "".join(texts(pdf)).replace(" ", "")
    for identifier in ("X" * 80, "W" * 80, "L" * 80, "O" * 80, "999,999,999", "83,333,333×12+3"):
        assert identifier in together
    assert "NameName…" in together


def test_a_list_with_the_longest_number_and_orders_in_any_letters_is_read() -> None:
    stops = [replace(STOP, order=letter * 80) for letter in ("漢", "🎉", "é")]
    pdf = pick_list_pdf(replace(sheet(*stops), number="N" * 80, house="House " * 40, released_by="b" * 80))
    found = {text for page in read_texts(pdf) for text in page}
    assert found == {"PL-" + "N" * 80, "L-A-01-1", *(f"SO-{stop.order}" for stop in stops)}


@pytest.mark.parametrize("stop", [STOP, LONGEST, replace(STOP, order="🎉" * 80, bin="B" * 30)])
def test_a_row_is_narrower_and_much_lower_than_a_page(stop: PickListStop) -> None:
    row = pick_list_rows.StopRows(Sayings("en", "UTC")).row(stop)
    assert 70 < row.height < 230
    [page] = [page for page in codes(pick_list_pdf(sheet(stop))) if page]
    assert all(code.left < WIDTH + 40 for code in page)


def test_the_last_page_sums_up_stops_and_units_by_order_in_walking_order() -> None:
    stops = [
        replace(STOP, order="B", customer="Bea", quantity=7),
        replace(STOP, order="A", customer="Ada", quantity=1_000),
        replace(STOP, order="B", customer="Bea", quantity=3),
    ]
    [page] = texts(pick_list_pdf(sheet(*stops)))
    summary = page.partition("Summary")[2]
    assert "3 stops · 1,010 units" in page
    assert "Order Customer Stops Units B Bea 2 10 A Ada 1 1,000" in summary


def test_a_summary_of_many_orders_goes_over_several_pages_each_with_its_headings() -> None:
    stops = [replace(STOP, order=f"O{at:03}") for at in range(100)]
    pages = texts(pick_list_pdf(sheet(*stops)))
    summaries = [page for page in pages if "Summary" in page]
    assert len(summaries) == 3
    assert summaries == pages[-3:]
    assert all("Order Customer Stops Units" in page for page in summaries)
    assert all(sum(f"O{at:03} Vins" in page for page in summaries) == 1 for at in range(100))


def test_an_empty_list_says_so() -> None:
    pdf = pick_list_pdf(EMPTY)
    [page] = texts(pdf)
    assert "This list has no stops: there is nothing to pick." in page
    assert "Page 1 of 1" in page
    assert "Summary" not in page
    assert read_texts(pdf) == [["PL-000123"]]


CHANGED = (
    StopChanged("O1", "LAMP", "A-1", 4, (("A-2", 1),)),
    StopChanged("O2", "CORD", "B-1", 1_500, (("B-2", 500), ("B-3", 1_000))),
    StopChanged("O3", "LAMP", "A-1", 5, (("A-1", 3),), missing=True),
)


def test_a_copy_says_which_stops_changed_before_its_own_stops() -> None:
    [page] = texts(pick_list_pdf(replace(sheet(STOP), changed=CHANGED)))
    told = (
        "Changed since this list was released: "
        "4 × LAMP for O1: not at A-1 any more. 1 at A-2. 3 are fetched nowhere. "
        "1,500 × CORD for O2: not at B-1 any more. 500 at B-2. 1,000 at B-3. "
        "5 × LAMP for O3: picked at A-1, but missing since. 3 at A-1. 2 are fetched nowhere. "
    )
    assert told in page
    assert page.index(told) < page.index("Chai")
    assert "Changed since" not in texts(pick_list_pdf(sheet(STOP)))[0]
    [empty] = texts(pick_list_pdf(replace(EMPTY, changed=CHANGED)))
    assert told in empty
    assert "This list has no stops: there is nothing to pick." in empty


def test_changes_of_the_longest_names_print_whole_and_many_go_over_pages() -> None:
    longest = StopChanged("O" * 80, WIDE, "X" * 80, 999_999_999, (("Y" * 80, 1), ("Z" * 80, 2)))
    pdf = pick_list_pdf(replace(sheet(STOP), changed=(longest,) * 40))
    assert stays_on_the_page(pdf)
    assert only_the_foot_is_at_the_foot(pdf)
    whole = together(texts(pdf))
    assert [whole.count(text) for text in (WIDE, "X" * 80, "Y" * 80, "Z" * 80)] == [40] * 4


def test_equal_lists_are_equal_bytes_and_different_ones_are_not() -> None:
    assert pick_list_pdf(forty_stops()) == pick_list_pdf(forty_stops())
    assert pick_list_pdf(sheet(STOP)) != pick_list_pdf(sheet(replace(STOP, quantity=6)))


def test_every_word_on_paper_has_its_text_and_every_text_its_word() -> None:
    assert [*SENTENCES] == [word.value for word in Word]
