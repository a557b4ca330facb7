"""What the process that reads answers, asked here without a process of its own."""

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.ui.importing.conftest import ITEMS, Shop, everything
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import ItemRecord, Kind, OrderLineRecord
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.mapping import Cell
from warehouse_app.services.importing import Imported, KindImported
from warehouse_app.services.references import RowFault as ReferenceFault
from warehouse_app.ui.importing import reader as reader_module
from warehouse_app.ui.importing.plan import (
    Bug,
    Check,
    CheckedFile,
    Fitting,
    Look,
    Looked,
    MappedFolder,
    Phase,
    Preview,
    PreviewRow,
    Refusal,
    SaveProblems,
    Step,
    Stopped,
    TakeIn,
    Wrong,
)
from warehouse_app.ui.importing.reader import STOP, Reader


class Talk:
    """A reader, and the window's end of the line to it."""

    def __init__(self, shop: Shop) -> None:
        ours, theirs = multiprocessing.Pipe()
        self.window: Connection[Any, Any] = ours
        self._theirs = theirs
        self.reader = Reader(theirs, shop.address)

    def asked(self, request: object) -> Any:
        """Return the answer to a request."""
        return self.reader.answer(request)

    def steps(self) -> list[Step]:
        """Return what was told since."""
        told = []
        while self.window.poll():
            told.append(self.window.recv())
        return told

    def close(self) -> None:
        """Hang up."""
        self.reader.__exit__()
        self.window.close()
        self._theirs.close()


@pytest.fixture
def talk(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    monkeypatch.setattr(reader_module, "_TOLD_EVERY_SECONDS", 0.0)
    talk = Talk(shop)
    yield talk
    talk.close()


def test_a_look_says_what_a_file_seems_to_be(shop: Shop, talk: Talk) -> None:
    path = shop.write("articles.csv", "Artikel-Nr.;Bezeichnung\n" + "".join(f"A-{n};Lampe {n}\n" for n in range(50)))
    looked = talk.asked(Look(path))
    assert looked == Looked(
        path, ("Artikel-Nr.", "Bezeichnung"), tuple((f"A-{n}", f"Lampe {n}") for n in range(20)), Kind.ITEMS
    )
    empty = talk.asked(Look(shop.write("x.csv", "one,two\n")))
    assert (empty.header, empty.rows, empty.kind) == (("one", "two"), (), None)


def test_a_file_that_cannot_be_read_is_refused(shop: Shop, talk: Talk) -> None:
    assert talk.asked(Look(shop.folder / "gone.csv")) == Refusal(FileFault.MISSING, {"file": "gone.csv"})


def test_a_preview_shows_records_and_what_is_wrong_with_rows(shop: Shop, talk: Talk) -> None:
    file = shop.matched(Kind.ITEMS, "items.csv", "SKU,Name,Price,Weight\nLAMP,Lamp,12.50,100\nCORD,,x,1\nCUP,Cup,,\n")
    text = {"text": "x"}
    assert talk.asked(Preview(file)) == (
        PreviewRow(2, ItemRecord("LAMP", "Lamp", price=1250, weight_g=100), ()),
        PreviewRow(
            3,
            None,
            (Problem(3, "Name", RowFault.REQUIRED), Problem(3, "Price", RowFault.NOT_A_NUMBER, text)),
        ),
        PreviewRow(4, ItemRecord("CUP", "Cup"), ()),
    )


def test_a_preview_ends_after_twenty_rows(shop: Shop, talk: Talk) -> None:
    file = shop.matched(Kind.ITEMS, "items.csv", "sku,name\n" + "".join(f"A-{n},x\n" for n in range(9_000)))
    assert [row.line for row in talk.asked(Preview(file))] == list(range(2, 22))


def test_instants_without_an_offset_are_of_the_house(shop: Shop, talk: Talk) -> None:
    file = shop.matched(
        Kind.ORDERS, "o.csv", "number,customer,sku,quantity,placed_at\nSO-1,BEN,LAMP,1,2026-03-02 09:00\n"
    )
    [row] = talk.asked(Preview(file))
    assert isinstance(row.record, OrderLineRecord)
    assert row.record.placed_at == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_the_mappings_that_fit_a_folder_are_named(shop: Shop, talk: Talk) -> None:
    assert talk.asked(Fitting(shop.folder)) == {}
    shop.write("online_retail.csv.gz", "")
    assert talk.asked(Fitting(shop.folder)) == {"online_retail": "Online Retail, the order book of a wholesaler"}


def test_files_are_checked_in_the_order_in_which_one_may_refer_to_another(shop: Shop, talk: Talk) -> None:
    assert talk.asked(Check(everything(shop), update=False)) == (
        CheckedFile(Kind.LOCATIONS, "places.csv", 1, {}, {}),
        CheckedFile(Kind.ITEMS, "items.csv", 2, {}, {}),
        CheckedFile(Kind.CUSTOMERS, "customers.csv", 1, {}, {}),
        CheckedFile(Kind.STOCK, "stock.csv", 1, {}, {}),
        CheckedFile(Kind.ORDERS, "orders.csv", 2, {}, {}),
    )
    told = [(step.phase, step.file, step.done, step.total) for step in talk.steps()]
    assert told[-1] == (Phase.READING, "orders.csv", 2, None)
    assert shop.count("item") == 0


def test_what_was_checked_is_stored(shop: Shop, talk: Talk) -> None:
    talk.asked(Check(everything(shop), update=False))
    talk.steps()
    imported = talk.asked(TakeIn("an-id"))
    assert isinstance(imported, Imported)
    assert imported.kinds[-1] == KindImported(Kind.ORDERS, "orders.csv", 2, 0, 0, {}, {}, ())
    assert (imported.lines, imported.units) == (1, 3)
    steps = [(step.phase, step.file, step.done, step.total) for step in talk.steps()]
    assert steps == [
        (Phase.STORING, "places.csv", 1, 7),
        (Phase.STORING, "items.csv", 3, 7),
        (Phase.STORING, "customers.csv", 4, 7),
        (Phase.STORING, "stock.csv", 5, 7),
        (Phase.STORING, "orders.csv", 7, 7),
        (Phase.FILLING, "", 0, None),
        (Phase.FILLING, "", 1, None),
    ]
    assert shop.count("order_line") == 2
    assert shop.rows("SELECT verb, actor FROM action WHERE action_id = 'an-id'") == [("take_in", "anna")]


def test_every_wrong_row_is_told_and_nothing_can_be_stored_then(shop: Shop, talk: Talk) -> None:
    talk.asked(Check(everything(shop), update=False))
    items = shop.matched(Kind.ITEMS, "items.csv", "sku,name,supplier\nLAMP,,\nCORD,Cord,NOBODY\n")
    wrong = talk.asked(Check((items,), update=False))
    assert wrong == Wrong(
        2,
        (
            ("items.csv", Problem(2, "name", RowFault.REQUIRED)),
            ("items.csv", Problem(3, "supplier", ReferenceFault.UNKNOWN_SUPPLIER, {"code": "NOBODY"})),
        ),
    )
    assert isinstance(talk.asked(TakeIn("x")), Bug)
    assert shop.count("item") == 0


def test_of_many_wrong_rows_the_first_are_shown_and_all_can_be_saved(
    shop: Shop, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "LISTED_PROBLEMS", 3)
    rows = "".join(f"A-{n},\n" for n in range(10))
    wrong = talk.asked(Check((shop.matched(Kind.ITEMS, "items.csv", f"sku,name\n{rows}"),), update=False))
    assert (wrong.total, [problem.line for _, problem in wrong.first]) == (10, [2, 3, 4])
    path = shop.folder / "wrong.csv"
    assert talk.asked(SaveProblems(path, "en")) == 10
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "File,Line,Column,What is wrong"
    assert lines[10] == "items.csv,11,name,This cell may not be empty. Fill it in."
    assert talk.asked(SaveProblems(shop.folder / "wrong.pdf", "en")) == Refusal(FileFault.ENDING, {"file": "wrong.pdf"})


def test_a_row_that_differs_is_wrong_unless_it_is_to_be_a_change(shop: Shop, talk: Talk) -> None:
    first = shop.matched(Kind.ITEMS, "items.csv", ITEMS)
    talk.asked(Check((first,), update=False))
    talk.asked(TakeIn("one"))
    again = shop.matched(Kind.ITEMS, "items.csv", ITEMS.replace("12.50", "14"))
    wrong = talk.asked(Check((again,), update=False))
    assert [problem.code for _, problem in wrong.first] == [ReferenceFault.DIFFERS]
    talk.asked(Check((again,), update=True))
    [counts] = talk.asked(TakeIn("two")).kinds
    assert (counts.new, counts.changed, counts.unchanged) == (0, 1, 1)


def test_orders_can_be_taken_in_as_history(shop: Shop, talk: Talk) -> None:
    files = [file for file in everything(shop) if file.kind in {Kind.ITEMS, Kind.CUSTOMERS}]
    text = (shop.folder / "orders.csv").read_text()
    orders = shop.matched(Kind.ORDERS, "orders.csv", text, orders_as="history")
    talk.asked(Check((*files, orders), update=False))
    talk.asked(TakeIn("x"))
    assert shop.rows("SELECT quantity, shipped FROM order_line ORDER BY id") == [(4, 4), (1, 1)]


def test_one_value_can_stand_for_all_rows(shop: Shop, talk: Talk) -> None:
    file = shop.matched(Kind.ITEMS, "items.csv", "sku,name\nLAMP,Lamp\n")
    file.cells["category"] = Cell(value="Light")  # type: ignore[index]
    [row] = talk.asked(Preview(file))
    assert row.record == ItemRecord("LAMP", "Lamp", category="Light")


@pytest.mark.data
def test_a_folder_is_read_through_a_mapping(shop: Shop, talk: Talk, data: Path) -> None:
    checked = talk.asked(Check(MappedFolder(data / "northwind", "northwind"), update=False))
    assert [(each.kind, each.rows) for each in checked][-1] == (Kind.ORDERS, 2155)
    assert talk.asked(Check(MappedFolder(data / "northwind", "unheard-of"), update=False)).code is (
        FileFault.MAPPING_UNKNOWN
    )


def test_the_word_to_stop_ends_a_check_and_nothing_is_prepared(shop: Shop, talk: Talk) -> None:
    talk.window.send(STOP)
    assert talk.asked(Check(everything(shop), update=False)) == Stopped()
    assert isinstance(talk.asked(TakeIn("x")), Bug)


def test_the_word_to_stop_ends_the_storing_and_nothing_is_stored(shop: Shop, talk: Talk) -> None:
    talk.asked(Check(everything(shop), update=False))
    talk.window.send(STOP)
    assert talk.asked(TakeIn("x")) == Stopped()
    assert (shop.count("item"), shop.count("order_line"), shop.count("action")) == (0, 0, 1)
    assert isinstance(talk.asked(TakeIn("x")), Imported)
    assert shop.count("order_line") == 2


def test_a_window_that_is_gone_ends_the_storing_and_nothing_is_stored(shop: Shop, talk: Talk) -> None:
    talk.asked(Check(everything(shop), update=False))
    talk.window.close()
    with pytest.raises((EOFError, BrokenPipeError, ConnectionResetError)):
        talk.asked(TakeIn("x"))
    assert (shop.count("item"), shop.count("order_line")) == (0, 0)


def test_what_the_program_cannot_do_is_carried_as_its_traceback(talk: Talk) -> None:
    answer = talk.asked("rubbish")
    assert isinstance(answer, Bug)
    assert answer.trace.endswith("TypeError: str\n")
