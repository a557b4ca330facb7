"""The back-order report from the command line: of all, an item, an order or a customer; as a file, or printed."""

from pathlib import Path

import pytest

from tests.cli.running import Line
from tests.documents.rendering import texts
from tests.spooler import Spooler, needs_shell

pytestmark = needs_shell
REPORT = ("print", "back-order-report")


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    return Spooler(tmp_path, monkeypatch)


def page_of(line: Line, number: str) -> str:
    """Return the text of the only page of a report."""
    line.did(*REPORT, number, "--output", "report.pdf")
    [page] = texts(Path("report.pdf").read_bytes())
    return page


def test_the_report_of_the_whole_house_says_who_waits_and_why(small: Line) -> None:
    assert small.did(*REPORT, "all") == ["“Back orders · Whole house” is written to BACK-ORDERS.pdf."]
    [page] = texts(Path("BACK-ORDERS.pdf").read_bytes())
    assert page == (
        "Small As of 2 Mar 2026, 09:00 Back orders Shows Waiting Whole house 3 lines · 2 items Policy "
        "Served by class, then first come, first served "
        "Rank Order / line Customer Class Placed Need by Open Allocated Short "
        "CORD Free 0 · Allocated 0 · Short 2 Cord 1 line waits "
        "Next receipts: PO-2, overdue since 20 Feb 2026 (10) · PO-1, without a date (30) "
        "1 SO-3 / 2 Cat C 1 Feb 2026 – 2 0 2 "
        "Out of stock · first in the queue · PO-2 (10 units) was due on 20 Feb 2026 and is overdue "
        "Would change it: 2 more of CORD · PO-2, overdue since 20 Feb 2026 "
        "LAMP Free 0 · Allocated 5 · Short 8 Lamp 2 lines wait Next receipts: PO-1 on 9 Mar 2026 (20) "
        "1 SO-1 / 1 Ben & Sons B 2 Feb 2026 20 Mar 2026 4 2 2 "
        "Partly filled: 2 of 4 · 2 left after 1 line ahead of it (SO-2, class A) · first in the queue · "
        "next receipt PO-1 (20 units) on 9 Mar 2026 Would change it: 2 more of LAMP · PO-1 due 9 Mar 2026 "
        "2 SO-3 / 1 Cat C 1 Feb 2026 – 6 0 6 "
        "Out of stock · 1 line waits ahead of it (units: 2) · next receipt PO-1 (20 units) on 9 Mar 2026 "
        "Would change it: 8 more of LAMP · PO-1 due 9 Mar 2026 "
        "Back orders · Whole house Page 1 of 1"
    )


def test_its_reasons_are_those_of_explain(small: Line) -> None:
    page = page_of(small, "all")
    for order in ("SO-1", "SO-3"):
        for line in small.json("explain", order)["lines"]:
            text = line["reason"]["text"]
            changes = " · ".join(change["text"] for change in line["changes"])
            assert f"{text[0].upper()}{text[1:]} Would change it: {changes}" in page


@pytest.mark.parametrize(
    ("number", "name", "shows", "lines"),
    [
        ("LAMP", "item:LAMP", "Item LAMP 2 lines · 1 item", 2),
        ("SO-3", "order:SO-3", "Order SO-3 2 lines · 2 items", 2),
        ("BEN", "customer:BEN", "Customer BEN 1 line · 1 item", 1),
        ("item:CORD", "item:CORD", "Item CORD 1 line · 1 item", 1),
    ],
)
def test_it_shows_the_lines_of_an_item_an_order_or_a_customer(
    small: Line, number: str, name: str, shows: str, lines: int
) -> None:
    path, title = f"{name.replace(':', '_')}.pdf", " ".join(shows.split()[:2])
    assert small.did(*REPORT, number) == [f"“Back orders · {title}” is written to {path}."]
    [page] = texts(Path(path).read_bytes())
    assert f"Shows Waiting {shows}" in page
    assert page.count("Would change it") == lines


def test_where_nobody_waits_the_page_says_so(small: Line) -> None:
    assert "Nobody waits for stock here." in page_of(small, "SO-2")
    assert "Nobody waits for stock here." in page_of(small, "MILK")


def test_what_nobody_knows_is_refused_and_nothing_is_written(small: Line, folder: Path) -> None:
    files = sorted(folder.iterdir())
    assert small.refused(*REPORT, "SO-99") == (
        "There is no order, item or customer SO-99. Check it, or say “all” for the whole house."
    )
    assert sorted(folder.iterdir()) == files


def test_without_a_number_it_is_of_the_whole_house_and_a_pick_list_is_refused(small: Line) -> None:
    assert small.did(*REPORT) == ["“Back orders · Whole house” is written to BACK-ORDERS.pdf."]
    assert small.misused("print", "pick-list") == "Missing argument 'NUMBER'."


def test_it_is_printed_any_number_of_times_and_never_says_that_it_is_a_copy(small: Line, cups: Spooler) -> None:
    for _ in range(2):
        assert small.did(*REPORT, "SO-3", "--printer", "Laser") == [
            "“Back orders · Order SO-3” is with the printer Laser: 1 page."
        ]
    assert [words for words, _ in cups.handed] == [["-d", "Laser", "-t", "Back orders · Order SO-3"]] * 2
    assert not any("Copy" in texts(pdf)[0] for _, pdf in cups.handed)
    assert small.rows("SELECT kind, number, copy, state FROM print_job ORDER BY id") == [
        ("back-order-report", "order:SO-3", copy, "handed-over") for copy in range(2)
    ]


def test_what_its_printer_does_not_take_waits_as_it_was(small: Line, cups: Spooler) -> None:
    cups.fails("lp: no such printer.")
    assert small.run(*REPORT, "all", "--printer", "Laser").status == 1
    cups.works()
    small.did("cancel", "SO-3")
    assert small.did(*REPORT, "all", "--printer", "Laser") == [
        "“Back orders · Whole house” is with the printer Laser: 1 page."
    ]
    assert "SO-3 / 1" in texts(cups.handed[-1].pdf)[0]
    assert "SO-3 / 1" not in page_of(small, "all")
