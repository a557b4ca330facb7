"""Papers of the dock and the aisles from the command line: notes, differences, labels, count sheets and cards."""

from pathlib import Path

import pytest

from tests.cli.running import Line
from tests.documents.rendering import read_texts, texts
from tests.spooler import Spooler, needs_shell
from warehouse_app.documents.pictures import page_sizes

pytestmark = needs_shell


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    return Spooler(tmp_path, monkeypatch)


@pytest.fixture
def received(small: Line) -> Line:
    """Return the small house with the receipt GR-1."""
    small.did("receive", "PO-1", "LAMP=15", "MILK=12@L2:2026-05-01")
    return small


def pages(name: str) -> list[str]:
    """Return the text of each page of a file that was written."""
    return texts(Path(name).read_bytes())


def test_a_goods_received_note_says_what_came_and_who_was_given_it(received: Line) -> None:
    assert received.did("print", "goods-received-note", "GR-1") == [
        "“Goods received note GR-1” is written to GR-1.pdf."
    ]
    [page] = pages("GR-1.pdf")
    assert page.startswith("Small As of 2 Mar 2026, 09:00 Goods received note GR-1 Supplier Acme ")
    assert "LAMP Lamp A-1 15 piece MILK Milk L2 1 May 2026 A-2 12 piece In all 27 units" in page
    assert "LAMP Lamp 20 15 15 5 CORD Cord 30 0 0 30 MILK Milk 12 12 12 0" in page
    assert "SO-1 / 1 Ben & Sons LAMP 2 SO-3 / 1 Cat LAMP 6" in page
    assert "Opened 2 Mar 2026, 09:00 Closed 2 Mar 2026, 09:00" in page
    assert received.did("print", "goods-received-note", "GR-1", "--output", "again.pdf")
    assert "Copy" not in pages("again.pdf")[0]


def test_a_difference_list_is_of_a_receipt_or_a_purchase_order(received: Line) -> None:
    for number, known_as in (("GR-1", "receipt:GR-1"), ("PO-1", "purchase-order:PO-1")):
        file = f"difference-list-{known_as.replace(':', '_')}.pdf"
        assert received.did("print", "difference-list", number) == [f"“Difference list {number}” is written to {file}."]
        [page] = pages(file)
        assert "LAMP Lamp 20 15 -5 Still to come, due on 9 Mar 2026 CORD Cord 30 0 -30 Still to come, without" in page
        assert "MILK" not in page
    received.did("receive", "PO-2", "--all")
    received.did("print", "difference-list", "PO-2", "--output", "none.pdf")
    assert "Everything came as ordered." in pages("none.pdf")[0]


def test_labels_of_all_kinds_come_on_one_sheet_or_one_by_one(received: Line) -> None:
    names = ("location:A-1", "LAMP", "order:SO-3", "GR-1")
    file = "labels-location_A-1___item_LAMP___order_SO-3___receipt_GR-1.pdf"
    assert received.did("print", "labels", *names) == [f"“Labels of A-1, LAMP, SO-3, GR-1” is written to {file}."]
    [sheet] = read_texts(Path(file).read_bytes())
    assert sorted(sheet) == ["4006381333931", "GR-1/1/1", "GR-1/1/2", "L-A-1", "SO-3"]
    received.did("print", "labels", *names, "--label-size", "100x50", "--output", "single.pdf")
    single = Path("single.pdf").read_bytes()
    assert read_texts(single) == [["L-A-1"], ["4006381333931"], ["SO-3"], ["GR-1/1/1"], ["GR-1/1/2"]]
    assert {tuple(map(round, size)) for size in page_sizes(single)} == {(283, 142)}
    assert texts(single)[2] == "SO-3 Cat 6 piece · LAMP Lamp"


def test_labels_of_a_zone_are_of_all_its_places(small: Line) -> None:
    Path("zone.csv").write_text("code,zone\nC-2,C\nC-1,C\n", encoding="utf-8")
    small.did("import", "locations", "zone.csv")
    assert small.did("print", "labels", "zone:C") == ["“2 labels of zone C” is written to labels-zone_C.pdf."]
    [sheet] = read_texts(Path("labels-zone_C.pdf").read_bytes())
    assert sorted(sheet) == ["L-C-1", "L-C-2"]
    small.did("print", "count-sheet", "zone:C")
    [page] = pages("count-sheet-zone_C.pdf")
    assert "Count sheet Zone C Places 2" in page


def test_a_count_sheet_names_what_lies_there_and_not_how_much(small: Line) -> None:
    assert small.did("print", "count-sheet", "A-2") == [
        "“Count sheet · A-2” is written to count-sheet-location_A-2.pdf."
    ]
    [page] = pages("count-sheet-location_A-2.pdf")
    assert page.endswith("MILK Milk L1 10 Mar 2026 piece Count sheet · A-2 Page 1 of 1")


def test_the_command_card_and_the_badges_need_no_number(small: Line) -> None:
    assert small.did("print", "command-card") == ["“Command card” is written to COMMANDS.pdf."]
    assert "WXOK" in pages("COMMANDS.pdf")[0]
    assert small.did("print", "badges") == ["“Badges” is written to BADGES.pdf."]
    assert "The house knows nobody by name" in pages("BADGES.pdf")[0]


def test_badges_are_of_everybody_in_the_order_of_their_names(small: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse_app.services.papers.people", lambda _store: frozenset({"lea", "anna", "Ben"}))
    small.did("print", "badges")
    [page] = read_texts(Path("BADGES.pdf").read_bytes())
    assert sorted(page) == ["U-Ben", "U-anna", "U-lea"]
    assert pages("BADGES.pdf")[0].index("Ben") < pages("BADGES.pdf")[0].index("anna")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("goods-received-note", "GR-9"), "There is no receipt GR-9. Check its number: it begins with GR."),
        (("difference-list", "X"), "There is no receipt or purchase order X. Check its number."),
        (
            ("labels", "A-1", "X"),
            (
                "There is no place, zone, item, order or receipt X. Check it, or say which of them it is, as "
                "location:A-1 or item:LAMP."
            ),
        ),
        (("count-sheet", "X"), "There is no place or zone X. Check it, or look at the list of places."),
    ],
)
def test_what_nobody_knows_is_refused_and_nothing_is_written(
    small: Line, folder: Path, words: tuple[str, ...], said: str
) -> None:
    files = sorted(folder.iterdir())
    assert small.refused("print", *words) == said
    assert sorted(folder.iterdir()) == files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("goods-received-note",), "Missing argument 'NUMBER'."),
        (("labels",), "Missing argument 'NUMBER'."),
        (("count-sheet", "A-1", "A-2"), "One NUMBER at a time; only labels take several."),
        (("badges", "anna"), "“badges” takes no NUMBER: there is only one."),
        (("count-sheet", "A-1", "--label-size", "70x37"), "--label-size goes with labels."),
    ],
)
def test_wrong_usage_is_told(small: Line, words: tuple[str, ...], said: str) -> None:
    assert small.misused("print", *words) == said


def test_all_of_them_are_printed_and_kept_in_the_queue_under_their_kind(received: Line, cups: Spooler) -> None:
    for words in (
        ("goods-received-note", "GR-1"),
        ("difference-list", "GR-1"),
        ("labels", "A-1"),
        ("labels", "A-1", "--label-size", "100x50"),
        ("count-sheet", "A-1"),
        ("command-card",),
        ("badges",),
    ):
        received.did("print", *words, "--printer", "Laser")
    assert received.rows("SELECT kind, number, state FROM print_job ORDER BY id") == [
        ("goods-received-note", "GR-1", "handed-over"),
        ("difference-list", "receipt:GR-1", "handed-over"),
        ("labels", "location:A-1", "handed-over"),
        ("single-labels", "location:A-1", "handed-over"),
        ("count-sheet", "location:A-1", "handed-over"),
        ("command-card", "COMMANDS", "handed-over"),
        ("badges", "BADGES", "handed-over"),
    ]
    assert [words[-1] for words, _ in cups.handed] == [
        "Goods received note GR-1",
        "Difference list GR-1",
        "Label of place A-1",
        "Label of place A-1",
        "Count sheet · A-1",
        "Command card",
        "Badges",
    ]
