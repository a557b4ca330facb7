"""The way to the import, which has a window of its own: everybody can go on working beside it."""

from typing import TYPE_CHECKING

import shiboken6

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.one_instance import bring_to_front
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.widgets import FlowingText, KeyButton, Panel, Toolbar, Weight
from warehouse_app.ui.words.settings import ImportSectionWord as Word

if TYPE_CHECKING:
    from warehouse_app.ui.importing.view import ImportDialog


class ImportSection(Section):
    """Opens the import, of which there is one at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.dialog: ImportDialog | None = None
        self.button = KeyButton(desk.say(Word.OPEN), "Ctrl+I", icon=Icon.IMPORT, weight=Weight.PRIMARY)
        self.button.clicked.connect(self.open_import)
        panel = Panel(desk.say(Word.WHAT))
        panel.add(FlowingText(desk.say(Word.HOW)), Toolbar(self.button))
        self.add(panel)

    def open_import(self) -> None:
        """Open the import, or bring the open one to the front."""
        if self._open:
            assert self.dialog is not None
            bring_to_front(self.dialog)
            return
        from warehouse_app.ui.importing.view import ImportDialog  # noqa: PLC0415 - the page opens sooner without

        self.dialog = ImportDialog(self.desk, self)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.show()

    def unsaved(self) -> bool:
        return self._open and self.dialog is not None and self.dialog.view.working_on_it

    @property
    def _open(self) -> bool:
        return self.dialog is not None and shiboken6.isValid(self.dialog) and self.dialog.isVisible()
