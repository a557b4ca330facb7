"""The printers of this workstation, one for each kind of paper that is printed without being asked where."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtPrintSupport import QPrinterInfo

from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.settings import Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField, YesNoField
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.widgets import Caption, FlowingText, Panel
from warehouse_app.ui.words.printing import PrinterWord as Word
from warehouse_app.ui.words.printing import QueueWord

KINDS = {
    DocumentKind.SINGLE_LABELS: QueueWord.SINGLE_LABELS,
    DocumentKind.LABELS: QueueWord.LABELS,
    DocumentKind.GOODS_RECEIVED_NOTE: QueueWord.GOODS_RECEIVED_NOTE,
    DocumentKind.COUNT_SHEET: QueueWord.COUNT_SHEET,
    DocumentKind.PICK_LIST: QueueWord.PICK_LIST,
}
"""What stations print, and what it is called."""


class PrintersSection(Section):
    """Which printer prints what. `find` names the printers of this computer, which may take a while."""

    def __init__(self, desk: Desk, find: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames) -> None:
        super().__init__(desk)
        say = desk.say
        self._find = find
        self._names: Sequence[str] = ()
        self.printers = {
            kind: ChoiceField(say(word), self._choices(desk.workstation, kind)) for kind, word in KINDS.items()
        }
        self.nowhere = FlowingText(say(Word.NOWHERE))
        self.nowhere.hide()
        self.by_itself = YesNoField(say(Word.BY_ITSELF), hint=say(Word.BY_ITSELF_HINT))
        panel, labels = Panel(say(Word.PRINTERS)), Panel(say(Word.LABELS))
        for field in self.printers.values():
            field.be_narrow()
        panel.add(Caption(say(Word.HOW), wraps=True), self.nowhere, self.columns(*self.printers.values()))
        labels.add(self.by_itself)
        self.add(panel)
        self.add(labels)
        for kind, field in self.printers.items():
            field.edited.connect(partial(self._choose, kind))
        self.by_itself.edited.connect(lambda: self.keep(prints_labels=self.by_itself.value))
        desk.settings_saved.connect(self._show)
        self._show(desk.workstation)

    def refresh(self) -> None:
        self.desk.background.run(Lane.READS, self, self._find, self._found)

    def _found(self, names: Sequence[str]) -> None:
        self._names = names
        self.nowhere.setVisible(not names)
        self._show(self.desk.workstation)

    def _choices(self, workstation: Workstation, kind: DocumentKind) -> list[tuple[str, str]]:
        """Return the printers to choose from; the chosen one is among them even while it is not found."""
        names = sorted({*self._names, *filter(None, [workstation.printers.get(kind, "")])})
        return [("", self.desk.say(Word.NONE)), *((name, name) for name in names)]

    def _choose(self, kind: DocumentKind) -> None:
        others = {name: printer for name, printer in self.desk.workstation.printers.items() if name != kind}
        chosen = self.printers[kind].value
        self.keep(printers={**others, kind.value: chosen} if chosen else others)

    def _show(self, workstation: Workstation) -> None:
        for kind, field in self.printers.items():
            field.set_choices(self._choices(workstation, kind))
            field.set(workstation.printers.get(kind, ""))
        self.by_itself.set(workstation.prints_labels)
        self.by_itself.setEnabled(bool(workstation.printers.get(DocumentKind.SINGLE_LABELS)))
