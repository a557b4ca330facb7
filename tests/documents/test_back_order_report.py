"""The back-order report on paper: what a person reads on it, and that no row is split, lost or cut."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from tests.documents.rendering import texts
from warehouse_app.documents.back_order_report import back_order_report_pdf, back_order_report_title
from warehouse_app.documents.sheets import BackOrderSheet, Clauses, ComingGoods, ReportOf, WaitedFor, WaitingLine
from warehouse_app.domain.statuses import Policy

OUT: Clauses = (
    ("out-of-stock", {"sku": "LAMP"}),
    ("units-ahead", {"lines": 2, "units": 21}),
    ("next-receipt", {"number": "PO-7", "units": 20, "due": date(2026, 3, 12)}),
)
MORE: Clauses = (("change-more-units", {"units": 25, "sku": "LAMP"}), ("change-class", {"rank_class": "A"}))
LINE = WaitingLine(
    rank=3,
    order="SO-1042",
    line=2,
    reference="",
    customer="Ben & Sons",
    rank_class="B",
    placed=datetime(2026, 2, 28, 23, 30, tzinfo=UTC),
    need_by=date(2026, 3, 20),
    open=12,
    allocated=8,
    short=4,
    reason=OUT,
    changes=MORE,
)
LAMP = WaitedFor(
    sku="LAMP",
    name="Lamp",
    free=0,
    allocated=20,
    short=25,
    waiting=1,
    coming=(ComingGoods("PO-7", date(2026, 3, 12), 20),),
    lines=(LINE,),
)
EMPTY = BackOrderSheet(
    house="Northwind Traders",
    number="BACK-ORDERS",
    made_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    zone="Europe/Berlin",
    house_day=date(2026, 3, 2),
    policy=Policy.FIRST_COME,
    of=ReportOf.HOUSE,
    key="",
    items=(),
    language="en",
)
LONGEST = replace(
    LINE,
    rank=999_999,
    order="O" * 80,
    line=99_999,
    reference="R" * 200,
    customer="Customer " * 22,
    open=999_999_999,
    allocated=999_999_998,
    short=999_999_999,
    reason=(
        ("order-must-ship-complete", {"short": tuple(f"{at} × SKU-{at:04}" for at in range(1, 90))}),
        ("held-because", {"why": "<b>credit</b> {order}"}),
    ),
    changes=(("change-several-items", {"short": (f"999 × {'W' * 80}", f"999 × {'V' * 80}")}),),
)


def sheet(*items: WaitedFor) -> BackOrderSheet:
    return replace(EMPTY, items=items)


def many(count: int) -> WaitedFor:
    """Return an item with so many lines, whose reasons take one line of text or several."""
    lines = tuple(
        replace(LINE, rank=at, order=f"SO-{at:05}", reason=OUT * (1 + at % 3), customer="Customer " * (1 + at % 5))
        for at in range(1, count + 1)
    )
    return replace(LAMP, waiting=count, lines=lines)


def test_a_small_report_reads_from_the_first_to_the_last_word() -> None:
    other = replace(
        LAMP,
        sku="GAME",
        name="Game",
        free=3,
        allocated=0,
        short=0,
        waiting=2,
        coming=(),
        lines=(
            replace(
                LINE,
                rank=1,
                order="4711",
                line=1,
                reference="4500-17",
                need_by=None,
                open=2,
                allocated=0,
                short=0,
                reason=(("not-before", {"sku": "GAME", "release_date": date(2026, 4, 1)}),),
                changes=(("change-release-date", {"day": date(2026, 4, 1)}),),
            ),
            replace(
                LINE, rank=2, reason=(("on-hold", {"sku": "GAME"}), ("held-because", {"why": "Credit"})), changes=()
            ),
        ),
    )
    [page] = texts(back_order_report_pdf(sheet(LAMP, other)))
    assert page == (
        "Northwind Traders As of 2 Mar 2026, 10:05 Back orders Shows Waiting Whole house 3 lines · 2 items Policy "
        "Served by class, then first come, first served "
        "Rank Order / line Customer Class Placed Need by Open Allocated Short "
        "LAMP Free 0 · Allocated 20 · Short 25 Lamp 1 line waits Next receipts: PO-7 on 12 Mar 2026 (20) "
        "3 SO-1042 / 2 Ben & Sons B 1 Mar 2026 20 Mar 2026 12 8 4 "
        "Out of stock · 2 lines wait ahead of it (units: 21) · next receipt PO-7 (20 units) on 12 Mar 2026 "
        "Would change it: 25 more of LAMP · class A "
        "GAME Free 3 · Allocated 0 · Short 0 Game 2 lines wait Nothing is on order. "
        "1 4711 / 1 Ben & Sons B 1 Mar 2026 – 2 0 0 Customer's reference: 4500-17 "
        "Not before 1 Apr 2026 (pre-order) Would change it: its day, 1 Apr 2026 "
        "2 SO-1042 / 2 Ben & Sons B 1 Mar 2026 20 Mar 2026 12 8 4 On hold · “Credit” "
        "Back orders · Whole house Page 1 of 1"
    )


@pytest.mark.parametrize(
    ("of", "key", "shows"),
    [
        (ReportOf.HOUSE, "", "Whole house"),
        (ReportOf.ITEM, "LAMP", "Item LAMP"),
        (ReportOf.ORDER, "SO-1", "Order SO-1"),
        (ReportOf.CUSTOMER, "ANN", "Customer ANN"),
    ],
)
def test_the_head_says_what_is_shown_and_by_which_policy(of: ReportOf, key: str, shows: str) -> None:
    asked = replace(sheet(LAMP), of=of, key=key, policy=Policy.EQUAL_SHARE)
    [page] = texts(back_order_report_pdf(asked))
    assert f"Shows Waiting {shows} 1 line · 1 item Policy Served by class; within a class the same quantity" in page
    assert back_order_report_title(asked) == f"Back orders · {shows}"


def test_where_only_some_lines_are_shown_it_says_of_how_many() -> None:
    [page] = texts(back_order_report_pdf(sheet(replace(LAMP, waiting=7))))
    assert "Lamp 1 of 7 waiting lines shown Next" in page


def test_receipts_are_due_overdue_or_without_a_date_and_the_first_four_are_named() -> None:
    coming = (
        ComingGoods("PO-1", date(2026, 3, 1), 1_000),
        ComingGoods("PO-2", date(2026, 3, 2), 2),
        ComingGoods("PO-3", None, 3),
    )
    [page] = texts(back_order_report_pdf(sheet(replace(LAMP, coming=coming))))
    named = "Next receipts: PO-1, overdue since 1 Mar 2026 (1,000) · PO-2 on 2 Mar 2026 (2) · PO-3, without a date (3)"
    assert f"{named} 3 SO-1042" in page
    [page] = texts(back_order_report_pdf(sheet(replace(LAMP, coming=coming * 2))))
    assert f"{named} · PO-1, overdue since 1 Mar 2026 (1,000) · and 2 more 3 SO-1042" in page


def test_an_empty_report_says_that_nobody_waits() -> None:
    [page] = texts(back_order_report_pdf(EMPTY))
    assert "0 lines · 0 items" in page
    assert "Nobody waits for stock here. Back orders · Whole house Page 1 of 1" in page
    assert "Allocated" not in page


def test_pages_are_numbered_repeat_the_headings_and_the_item_and_split_no_row() -> None:
    pages = texts(back_order_report_pdf(sheet(many(200), replace(many(3), sku="CORD"))))
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("Rank Order / line Customer Class Placed Need by Open Allocated Short") == 1
    assert all(
        "Back orders · Northwind Traders As of 2 Mar 2026, 10:05 Rank Order / line" in page for page in pages[1:]
    )
    continued = [page for page in pages if "LAMP (continued)" in page]
    assert continued == [page for page in pages[1:] if "SO-00" in page.partition("CORD")[0]]
    for at in range(1, 201):
        [page] = [page for page in pages if f"SO-{at:05} / 2" in page.partition("CORD")[0]]
        row = page.partition(f"SO-{at:05} / 2")[2].partition("SO-")[0]
        assert row.count("ut of stock · 2 lines wait ahead of it (units: 21) · next receipt PO-7") == 1 + at % 3
        assert row.count("Would change it: 25 more of LAMP · class A") == 1


def test_the_head_of_an_item_is_never_alone_at_the_foot_of_a_page() -> None:
    for count in range(8, 16):
        pages = texts(back_order_report_pdf(sheet(many(count), replace(many(1), sku="CORD", name="Cord"))))
        [page] = [page for page in pages if " CORD " in page]
        assert "SO-00001 / 2" in page.partition(" CORD ")[2]
        assert "CORD (continued)" not in "".join(pages)


def test_the_longest_values_are_whole_and_stay_on_the_page() -> None:
    item = replace(
        LAMP,
        sku="S" * 80,
        name="Name " * 60,
        free=-999_999_999,
        allocated=999_999_999,
        short=999_999_999,
        lines=(LONGEST,),
    )
    asked = replace(sheet(item, item), house="House " * 40, of=ReportOf.ITEM, key="S" * 80)
    pdf = back_order_report_pdf(asked)
    together = "".join(texts(pdf)).replace(" ", "")
    for whole in ("S" * 80, "O" * 80, "R" * 200, "W" * 80, "V" * 80, "999,999,999", "999,999,998", "99,999"):
        assert whole in together
    assert all(f"{at}×SKU-{at:04}" in together for at in range(1, 90))
    assert "“<b>credit</b>{order}”" in together
    for page in pypdfium2.PdfDocument(pdf):
        for found in page.get_objects():
            left, bottom, right, top = found.get_bounds()
            assert left >= 30
            assert right <= 595 - 30
            assert bottom >= 20
            assert top <= 842 - 30


def test_reasons_without_end_are_cut_before_they_leave_the_page() -> None:
    endless = tuple(f"{at} × SKU" for at in range(9_999))
    line = replace(
        LONGEST,
        reason=(("order-must-ship-complete", {"short": endless}),),
        changes=(("change-several-items", {"short": endless}),),
    )
    coming = (ComingGoods("P" * 80, date(2026, 3, 12), 999_999_999),) * 9
    item = replace(LAMP, sku="S" * 80, name="Name " * 60, coming=coming, waiting=2, lines=(line, line))
    pdf = back_order_report_pdf(sheet(LAMP, item))
    assert [page.count("SKU,…") for page in texts(pdf)] == [0, 2, 2]
    for page in pypdfium2.PdfDocument(pdf):
        low = [found.get_bounds()[1] for found in page.get_objects() if found.get_bounds()[1] < 42]
        assert len(low) == 2, "only the foot is at the foot"


def test_it_is_told_how_far_the_making_is() -> None:
    told: list[tuple[int, int]] = []
    report = sheet(many(40))
    back_order_report_pdf(report, lambda done, total: told.append((done, total)))
    assert told[:40] == [(at, 80) for at in range(1, 41)]
    assert len(told) == 40 + len(texts(back_order_report_pdf(report)))
    assert told[-1] == (80, 80)
    assert told == sorted(told)


def test_equal_sheets_are_equal_bytes_and_different_ones_are_not() -> None:
    assert back_order_report_pdf(sheet(many(40))) == back_order_report_pdf(sheet(many(40)))
    assert back_order_report_pdf(sheet(LAMP)) != back_order_report_pdf(sheet(replace(LAMP, free=1)))


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    [page] = texts(back_order_report_pdf(replace(sheet(replace(LAMP, free=12_345)), language="de")))
    assert "12.345" in page
    assert "B 1. März 2026 20. März 2026 12 8 4" in page
