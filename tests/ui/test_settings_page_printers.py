"""The printers of this workstation: one for each kind of paper, chosen by key and remembered at once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from tests.ui.conftest import Window
from tests.ui.test_settings_page import changed, choose
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.settings import Workstation
from warehouse_app.ui.pages.settings.printers import KINDS, PrintersSection


class Found:
    """Stands in for the printers of the computer."""

    def __init__(self, *names: str) -> None:
        self.names = list(names)

    def __call__(self) -> Sequence[str]:
        return self.names


def shown(at: Window, *names: str) -> PrintersSection:
    section = PrintersSection(at.desk, Found(*names))
    at.qtbot.addWidget(section)
    section.resize(900, 600)
    section.show()
    section.refresh()
    at.settle()
    return section


def choices(section: PrintersSection, kind: DocumentKind) -> list[str]:
    box = section.printers[kind].editor
    assert isinstance(box, QComboBox)
    return [box.itemText(row) for row in range(box.count())]


@pytest.mark.parametrize("kind", KINDS)
def test_a_printer_is_chosen_for_each_kind_of_paper(at_window: Window, kind: DocumentKind) -> None:
    desk = at_window.desk
    desk.keep(replace(desk.workstation, printers={"badges": "Other"}))
    section = shown(at_window, "Zebra", "Laser")
    assert choices(section, kind) == ["None", "Laser", "Zebra"]
    before = desk.workstation
    choose(section.printers[kind], "Zebra")
    assert changed(before, desk.workstation) == {"printers": {"badges": "Other", kind.value: "Zebra"}}
    choose(section.printers[kind], "None")
    assert desk.workstation == before


def test_a_printer_that_is_not_there_at_present_stays_chosen(at_window: Window) -> None:
    desk = at_window.desk
    desk.keep(replace(desk.workstation, printers={"single-labels": "Away"}))
    saved: list[Workstation] = []
    desk.settings_saved.connect(saved.append)
    section = shown(at_window, "Laser")
    assert choices(section, DocumentKind.SINGLE_LABELS) == ["None", "Away", "Laser"]
    assert section.printers[DocumentKind.SINGLE_LABELS].value == "Away"
    assert choices(section, DocumentKind.LABELS) == ["None", "Laser"]
    # To look at it changes nothing.
    assert saved == []


def test_labels_come_by_themselves_only_where_there_is_a_printer_for_them(at_window: Window) -> None:
    desk = at_window.desk
    section = shown(at_window, "Zebra")
    assert (section.by_itself.value, section.by_itself.isEnabled()) == (True, False)
    choose(section.printers[DocumentKind.SINGLE_LABELS], "Zebra")
    assert section.by_itself.isEnabled()
    before = desk.workstation
    QTest.keyClick(section.by_itself.editor, Qt.Key.Key_Space)
    assert changed(before, desk.workstation) == {"prints_labels": False}
    QTest.keyClick(section.by_itself.editor, Qt.Key.Key_Space)
    assert desk.workstation == before


def test_where_no_printer_is_installed_it_says_so(at_window: Window) -> None:
    section = shown(at_window)
    assert section.nowhere.isVisible()
    assert section.nowhere.text().startswith("No printer is installed on this computer.")
    assert choices(section, DocumentKind.LABELS) == ["None"]
    assert not shown(at_window, "Laser").nowhere.isVisible()


def test_a_printer_that_was_used_meanwhile_is_shown(at_window: Window) -> None:
    section = shown(at_window, "Laser")
    at_window.desk.keep(replace(at_window.desk.workstation, printers={"pick-list": "Laser"}))
    assert section.printers[DocumentKind.PICK_LIST].value == "Laser"
