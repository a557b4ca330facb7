"""The import in the window, as a person does it: choose, match, check, take in; or be told what is wrong, or stop."""

import gzip
import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.importing.conftest import CUSTOMERS, ITEMS, ORDERS, PLACES, STOCK, Shop
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.mapping import Cell
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.importing import Imported
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.shown import TextTable
from warehouse_app.ui.importing.view import ImportDialog, ImportView

LONG = 20_000


class Person:
    """Somebody in front of the import."""

    def __init__(self, desk: Desk, shop: Shop, qtbot: QtBot) -> None:
        self.desk, self.shop, self.qtbot = desk, shop, qtbot
        self.view = ImportView(desk)
        self.view.resize(1280, 800)
        self.view.show()

    def waits(self) -> None:
        """Wait until all that was begun is done."""
        self.qtbot.waitUntil(lambda: not self.desk.background.busy(Lane.LONG), timeout=LONG)

    def adds(self, *files: tuple[str, str]) -> None:
        """Write files and choose them."""
        self.view.files.add_paths([self.shop.write(name, text) for name, text in files])
        self.waits()

    def selects(self, at: int) -> None:
        """Select a file of the list."""
        self.view.files.list.setCurrentRow(at)
        self.waits()

    def presses(self, button: QAbstractButton) -> None:
        """Press a button that must be there and enabled, and wait for what it does."""
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        self.waits()

    def waits_for_the_preview(self) -> None:
        """Wait until what was typed is followed by a preview."""
        self.qtbot.waitUntil(lambda: not self.view.files.matching._wait.isActive(), timeout=LONG)
        self.waits()

    @property
    def listed(self) -> list[str]:
        """What the list of files says."""
        names = self.view.files.list
        return [names.item(at).text() for at in range(names.count())]


@pytest.fixture
def person(desk: Desk, shop: Shop, qtbot: QtBot) -> Iterator[Person]:
    person = Person(desk, shop, qtbot)
    yield person
    with qtbot.waitSignal(person.view.left, timeout=LONG):
        person.view.leave()
    person.view.close()


def shown(table: TextTable) -> list[list[str]]:
    """Return the header and the rows of a table."""
    model = table.model()
    columns = range(model.columnCount())
    header = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns]
    return [header, *([str(model.index(row, at).data()) for at in columns] for row in range(model.rowCount()))]


def test_nothing_can_be_checked_before_there_is_a_file(person: Person) -> None:
    assert not person.view.files.check_button.isEnabled()
    assert person.view.files._empty.isVisible()
    assert not person.view.files.matching.isVisible()


def test_files_are_recognised_checked_and_taken_in(person: Person, qtbot: QtBot) -> None:
    changes: list[Changes] = []
    person.desk.changed.connect(changes.append)
    person.adds(
        ("orders.csv", ORDERS), ("items.csv", ITEMS), ("stock.csv", STOCK), ("p.csv", PLACES), ("c.csv", CUSTOMERS)
    )
    assert person.listed == [
        "orders.csv\nCustomers' orders: 4 columns",
        "items.csv\nItems: 3 columns",
        "stock.csv\nStock: 3 columns",
        "p.csv\nPlaces: 2 columns",
        "c.csv\nCustomers: 2 columns",
    ]
    person.presses(person.view.files.check_button)
    assert person.view.steps.currentWidget() is person.view.ready
    assert person.view.ready.title.text() == "Every row is right"
    assert shown(person.view.ready.table) == [
        ["What it is", "File", "Rows"],
        ["Places", "p.csv", "1"],
        ["Items", "items.csv", "2"],
        ["Customers", "c.csv", "1"],
        ["Stock", "stock.csv", "1"],
        ["Customers' orders", "orders.csv", "2"],
    ]
    assert (person.shop.count("item"), changes) == (0, [])
    with qtbot.waitSignal(person.view.taken_in) as taken:
        person.presses(person.view.ready.second_button)
    assert taken.args is not None
    assert isinstance(taken.args[0], Imported)
    assert person.view.steps.currentWidget() is person.view.done
    assert shown(person.view.done.table)[-1] == ["Customers' orders", "orders.csv", "2", "0", "0"]
    assert person.view.done.notes.text() == "1 waiting line was given 3 units."
    assert not person.view.done.hint.isVisible()
    assert person.shop.count("order_line") == 2
    [change] = changes
    assert {Area.ITEMS, Area.ORDERS, Area.STOCK} <= change.areas


def test_who_waited_and_gets_some_by_what_is_taken_in_is_named(person: Person, qtbot: QtBot) -> None:
    person.adds(("orders.csv", ORDERS), ("items.csv", ITEMS), ("p.csv", PLACES), ("c.csv", CUSTOMERS))
    person.presses(person.view.files.check_button)
    with qtbot.waitSignal(person.view.taken_in):
        person.presses(person.view.ready.second_button)
    assert person.view.done.notes.text() == ""
    person.presses(person.view.done.first_button)
    person.adds(("stock.csv", STOCK))
    person.presses(person.view.files.check_button)
    with qtbot.waitSignal(person.view.taken_in):
        person.presses(person.view.ready.second_button)
    assert person.view.done.notes.text() == ("1 waiting line was given 3 units.\nNow given: 3 × LAMP → SO-1 (class B).")


def test_the_selected_file_shows_its_columns_examples_and_first_rows(person: Person) -> None:
    person.adds(("artikel.csv", "Artikel-Nr.;Bezeichnung;VK-Preis;Farbe\nA-1;Lampe;1234.50;rot\nA-2;Schnur;;\n"))
    matching = person.view.files.matching
    assert matching.kind_box.currentText() == "Items"
    assert matching.rows["sku"].label.text() == "Item (needed)"
    assert matching.rows["sku"].box.currentText() == "Artikel-Nr."
    assert matching.rows["sku"].sample.text() == "A-1 · A-2"
    assert matching.rows["category"].box.currentText() == "Not in the file"
    assert matching.unused.text() == "Columns that are not used: Farbe"
    assert shown(matching.table) == [
        ["Line", "Item", "Name", "Price"],
        ["2", "A-1", "Lampe", "€1,234.50"],
        ["3", "A-2", "Schnur", ""],
    ]


def test_a_column_chosen_by_hand_is_read_at_once(person: Person) -> None:
    person.adds(("items.csv", "sku,name,colour\nA-1,Lamp,red\n"))
    matching = person.view.files.matching
    matching.rows["category"].box.setCurrentText("colour")
    person.waits_for_the_preview()
    assert shown(matching.table) == [["Line", "Item", "Name", "Category"], ["2", "A-1", "Lamp", "red"]]
    assert person.listed == ["items.csv\nItems: 3 columns"]
    assert not matching.unused.isVisible()


def test_a_file_of_which_nothing_is_known_is_matched_by_hand(person: Person) -> None:
    person.adds(("x.csv", "a,b\nA-1,4\n"))
    files, matching = person.view.files, person.view.files.matching
    assert person.listed == ["x.csv\nSay what it holds"]
    assert not files.check_button.isEnabled()
    matching.kind_box.setCurrentIndex(1 + list(Kind).index(Kind.STOCK))
    matching.kind_box.activated.emit(matching.kind_box.currentIndex())
    person.waits()
    assert person.listed == ["x.csv\nStock: still needs Item, Place, Quantity"]
    assert matching.note.text() == "Choose a column for each needed field to see the rows."
    assert matching.note.isVisible()
    matching.rows["sku"].box.setCurrentText("a")
    matching.rows["quantity"].box.setCurrentText("b")
    matching.rows["location"].box.setCurrentIndex(1)
    assert matching.rows["location"].value.isVisible()
    assert not files.check_button.isEnabled()
    matching.rows["location"].value.setText(" A-1 ")
    person.waits_for_the_preview()
    assert shown(matching.table) == [["Line", "Item", "Place", "Quantity"], ["2", "A-1", "A-1", "4"]]
    assert files.check_button.isEnabled()
    matching.rows["location"].box.setCurrentIndex(0)
    person.waits_for_the_preview()
    assert not files.check_button.isEnabled()


def test_a_wrong_row_is_seen_in_the_preview_already(person: Person) -> None:
    person.adds(("items.csv", "sku,name,price\nA-1,Lamp,x\n"))
    assert shown(person.view.files.matching.table) == [
        ["Line", "What is wrong", "Item", "Name", "Price"],
        ["2", "price: x is no number. Write digits and at most one point, such as 12.50.", "", "", ""],
    ]


def test_a_file_that_cannot_be_read_says_so_and_can_be_taken_out(person: Person) -> None:
    person.adds(("items.csv", ITEMS), ("empty.csv", ""))
    sentence = "empty.csv is empty. Export it again, with a first row that names the columns."
    assert person.listed[1] == f"empty.csv\n{sentence}"
    assert not person.view.files.check_button.isEnabled()
    person.selects(1)
    said = [label.text() for label in person.view.files.matching._grid_holder.findChildren(QLabel)]
    assert said == [sentence]
    person.presses(person.view.files.matching.remove_button)
    assert person.listed == ["items.csv\nItems: 3 columns"]
    assert person.view.files.check_button.isEnabled()


def test_every_wrong_row_is_listed_and_the_list_can_be_saved(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.adds(("items.csv", "sku,name\nA-1,\nA-1,Lamp\n"))
    person.presses(person.view.files.check_button)
    problems = person.view.problems
    assert person.view.steps.currentWidget() is problems
    assert problems.title.text() == "2 things are wrong; nothing was stored"
    assert not problems.shown.isVisible()
    assert shown(problems.table) == [
        ["File", "Line", "Column", "What is wrong"],
        ["items.csv", "2", "name", "This cell may not be empty. Fill it in."],
        ["items.csv", "3", "sku", "A-1 stands already in line 2. Delete one of the two rows."],
    ]
    path = person.shop.folder / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    person.presses(problems.save_button)
    assert problems.saved.text() == f"2 rows are in {path}."
    assert len(path.read_text("utf-8").splitlines()) == 3
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix(".doc")), ""))
    person.presses(problems.save_button)
    assert problems.saved.text() == "The name list.doc must end in .csv or .xlsx. Name the file so."
    person.shop.write("items.csv", "sku,name\nA-1,Cord\n")
    person.presses(problems.again_button)
    assert person.view.steps.currentWidget() is person.view.ready
    assert person.shop.count("item") == 0


def test_of_very_many_wrong_rows_the_first_two_thousand_are_shown(person: Person) -> None:
    person.adds(("items.csv", "sku,name\n" + "".join(f"A-{number},\n" for number in range(2_500))))
    person.presses(person.view.files.check_button)
    assert person.view.problems.title.text() == "2,500 things are wrong; nothing was stored"
    said = "The first 2,000 of 2,500 are listed here; save the list to see all of them."
    assert person.view.problems.shown.text() == said
    assert len(shown(person.view.problems.table)) == 2_001


def test_a_row_that_differs_is_wrong_unless_the_box_is_checked(person: Person) -> None:
    person.adds(("items.csv", ITEMS))
    person.presses(person.view.files.check_button)
    person.presses(person.view.ready.second_button)
    person.presses(person.view.done.first_button)
    person.shop.write("items.csv", ITEMS.replace("12.50", "14"))
    person.presses(person.view.files.check_button)
    assert person.view.steps.currentWidget() is person.view.problems
    person.presses(person.view.problems.back_button)
    person.view.files.update_box.setChecked(True)
    person.presses(person.view.files.check_button)
    person.presses(person.view.ready.second_button)
    assert shown(person.view.done.table)[1] == ["Items", "items.csv", "0", "1", "1"]


def test_orders_can_be_told_to_be_history(person: Person) -> None:
    person.adds(("orders.csv", ORDERS), ("items.csv", ITEMS), ("c.csv", CUSTOMERS))
    matching = person.view.files.matching
    assert matching.orders_box.isVisible()
    matching.orders_box.setCurrentIndex(2)
    matching.orders_box.activated.emit(2)
    person.waits()
    person.presses(person.view.files.check_button)
    person.presses(person.view.ready.second_button)
    assert person.shop.rows("SELECT quantity, shipped FROM order_line ORDER BY id") == [(4, 4), (1, 1)]
    person.presses(person.view.done.first_button)
    person.selects(1)
    assert not matching.orders_box.isVisible()


RETAIL = (
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536365,85123A,LANTERN,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
)


def test_the_files_of_a_known_program_are_read_by_its_mapping(person: Person, qtbot: QtBot) -> None:
    folder = person.shop.folder / "retail"
    folder.mkdir()
    with gzip.open(folder / "online_retail.csv.gz", "wt", encoding="utf-8") as file:
        file.write(RETAIL)
    person.view.files.add_paths([folder])
    person.waits()
    files = person.view.files
    assert files.mapping_text.text() == (
        "These are the files of “Online Retail, the order book of a wholesaler”, which the program can read as they "
        "are."
    )
    person.presses(files.use_mapping)
    assert files.mapping_text.text() == (
        f"All files of {folder} are read as “Online Retail, the order book of a wholesaler”: nothing has to be matched."
    )
    assert not files.matching.isVisible()
    person.presses(files.check_button)
    person.presses(person.view.ready.second_button)
    assert (person.shop.count("item"), person.shop.count("order_line")) == (1, 1)
    person.presses(person.view.done.first_button)
    person.presses(files.by_hand)
    assert files.matching.isVisible()
    assert files.mapped is None


def test_a_mapping_of_ones_own_can_be_used(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = person.shop.write(
        "own.toml",
        'title = "x"\n[[source]]\nkind = "items"\nfile = ["things.csv"]\nfields = { sku = "Thing", name = "What" }\n',
    )
    person.adds(("things.csv", "Thing,What\nA-1,Lamp\n"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mapping), ""))
    person.presses(person.view.files.own_mapping)
    person.presses(person.view.files.check_button)
    person.presses(person.view.ready.second_button)
    assert person.shop.rows("SELECT sku, name FROM item") == [("A-1", "Lamp")]


def test_a_mapping_that_does_not_fit_is_told_beside_the_files(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = person.shop.write("own.toml", 'title = "x"\n')
    person.adds(("things.csv", "Thing,What\nA-1,Lamp\n"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mapping), ""))
    person.presses(person.view.files.own_mapping)
    person.presses(person.view.files.check_button)
    assert person.view.steps.currentWidget() is person.view.files
    assert person.view.files.trouble.text().startswith("The mapping own.toml is wrong at: ")


def dropped(widget: QWidget, *paths: Path) -> None:
    """Drag files onto a widget and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(10, 10), *how)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(10, 10), *how))


def test_files_and_folders_can_be_dropped_and_each_is_taken_once(person: Person) -> None:
    folder = person.shop.folder / "export"
    folder.mkdir()
    for name in ("b.csv", "A.xlsx", "notes.doc", ".hidden.csv", "~$a.xlsx"):
        (folder / name).write_text("x")
    items = person.shop.write("items.csv", ITEMS)
    dropped(person.view.files, items, folder)
    dropped(person.view.files, items, folder / "b.csv")
    person.waits()
    assert [text.partition("\n")[0] for text in person.listed] == ["items.csv", "A.xlsx", "b.csv"]


def test_a_folder_without_tables_is_told(person: Person) -> None:
    folder = person.shop.folder / "none"
    folder.mkdir()
    person.view.files.add_paths([folder])
    said = f"There is no CSV file or Excel workbook in {folder}. Choose another folder."
    assert (person.view.files.trouble.text(), person.listed) == (said, [])


def test_files_and_folders_can_be_chosen(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    items = person.shop.write("items.csv", ITEMS)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(items)], ""))
    person.presses(person.view.files.choose_files)
    assert len(person.listed) == 1
    person.shop.write("more.csv", PLACES)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(person.shop.folder))
    person.presses(person.view.files.choose_folder)
    assert len(person.listed) == 2
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    person.presses(person.view.files.choose_folder)
    assert len(person.listed) == 2


def many() -> tuple[str, str]:
    """Return a file of which storing takes a while."""
    return "items.csv", "sku,name\n" + "".join(f"A-{number},Lamp\n" for number in range(20_000))


def begun(person: Person, button: QAbstractButton) -> None:
    """Press a button, and wait until the work that it begins tells how far it is."""
    button.click()
    working = person.view.working
    person.qtbot.waitUntil(lambda: "row" in working.text.text() or not person.view.working_on_it, timeout=LONG)
    assert person.view.steps.currentWidget() is working


def test_the_progress_is_told_with_counts(person: Person) -> None:
    person.adds(many())
    begun(person, person.view.files.check_button)
    working = person.view.working
    assert working.title.text() == "Checking every row"
    assert working.text.text().startswith("items.csv: ")
    assert working.text.text().endswith("000 rows read")
    assert (working.bar.minimum(), working.bar.maximum()) == (0, 0)
    person.waits()
    begun(person, person.view.ready.second_button)
    assert working.title.text() == "Taking the rows in"
    assert working.text.text().endswith("000 rows stored")
    assert working.bar.maximum() == 20_000
    person.waits()
    assert person.shop.count("item") == 20_000


def test_a_cancelled_check_comes_back_to_the_files(person: Person) -> None:
    person.adds(many())
    begun(person, person.view.files.check_button)
    person.view.working.cancel_button.click()
    assert person.view.working.text.text() == "Stopping…"
    assert not person.view.working.cancel_button.isEnabled()
    person.waits()
    assert person.view.steps.currentWidget() is person.view.files
    assert person.view.files.trouble.text() == "Stopped. Nothing was stored."


def test_a_cancelled_import_stores_nothing_and_can_be_begun_again(person: Person) -> None:
    person.adds(many())
    person.presses(person.view.files.check_button)
    begun(person, person.view.ready.second_button)
    person.presses(person.view.working.cancel_button)
    assert person.view.files.trouble.text() == "Stopped. Nothing was stored."
    assert (person.shop.count("item"), person.shop.count("action")) == (0, 1)
    person.presses(person.view.files.check_button)
    person.presses(person.view.ready.second_button)
    assert person.shop.count("item") == 20_000


def test_other_desks_can_book_while_rows_are_checked(person: Person) -> None:
    person.adds(many())
    begun(person, person.view.files.check_button)
    store = person.desk.house.store
    with store.transaction():
        store.sql("UPDATE setting SET value = value")
    assert person.view.working_on_it
    person.waits()


def test_a_process_that_ends_by_itself_is_told(person: Person) -> None:
    person.adds(many())
    begun(person, person.view.files.check_button)
    assert person.view._apart._process is not None
    person.view._apart._process.kill()
    person.waits()
    assert person.view.files.trouble.text().startswith("The part of the program that reads files ended by itself")
    person.presses(person.view.files.check_button)
    assert person.view.steps.currentWidget() is person.view.ready


def test_what_was_matched_by_hand_is_remembered_for_the_same_headings(person: Person, qtbot: QtBot) -> None:
    person.adds(("items.csv", "sku,name,colour\nA-1,Lamp,red\n"))
    person.view.files.matching.rows["category"].box.setCurrentText("colour")
    person.waits_for_the_preview()
    person.presses(person.view.files.check_button)
    again = Person(person.desk, person.shop, qtbot)
    again.adds(("more.csv", "colour,sku,name\nred,A-2,Lamp\n"), ("other.csv", "sku,name,tint\nA-3,Lamp,red\n"))
    assert again.view.files.files[0].cells["category"] == Cell(column="colour")
    assert "category" not in again.view.files.files[1].cells
    with qtbot.waitSignal(again.view.left):
        again.view.leave()
    again.view.close()


def test_whoever_leaves_in_the_midst_of_it_leaves_nothing_behind(person: Person, qtbot: QtBot) -> None:
    dialog = ImportDialog(person.desk)
    dialog.show()
    other = person.view
    person.view = dialog.view
    person.adds(many())
    person.presses(person.view.files.check_button)
    begun(person, person.view.ready.second_button)
    with qtbot.waitSignal(dialog.finished, timeout=LONG):
        dialog.close()
        assert dialog.isVisible()
    assert not dialog.isVisible()
    assert dialog.view._apart._process is None
    assert person.shop.count("item") == 0
    person.view = other


def test_a_program_that_is_ended_in_the_midst_of_it_leaves_nothing_behind(desk: Desk, shop: Shop, qtbot: QtBot) -> None:
    person = Person(desk, shop, qtbot)
    person.adds(many())
    person.presses(person.view.files.check_button)
    begun(person, person.view.ready.second_button)
    process = person.view._apart._process
    assert process is not None
    pid = process.pid
    desk.background.close()
    assert person.view._apart._process is None
    assert pid not in {each.pid for each in multiprocessing.active_children()}
    assert shop.count("item") == 0
    person.view.close()


def test_every_control_has_a_name_and_no_label_reads_markup(person: Person) -> None:
    person.adds(("items.csv", "sku,<b>name</b>\nA-1,<i>Lamp</i>\n"))
    controls: list[Callable[[], str]] = [
        each.accessibleName
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView)
        for each in person.view.findChildren(kind)
        if each.objectName() != "qt_spinbox_lineedit" and type(each).__name__ != "QTableCornerButton"
    ]
    assert len(controls) > 20
    buttons = {button.text() for button in person.view.findChildren(QAbstractButton) if not button.accessibleName()}
    assert buttons <= {"", "Rows that differ from what is stored are changes"}
    for box in (*person.view.findChildren(QComboBox), *person.view.findChildren(QLineEdit)):
        assert box.accessibleName()
    labels = [label for label in person.view.findChildren(QLabel) if label.text()]
    assert [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []
