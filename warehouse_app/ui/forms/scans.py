"""Scans while the lines of a document are being written: an item goes on a line, anything else is said what it is."""

from collections.abc import Callable

from warehouse_app.queries.codes import FoundItem, Resolved, resolve
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import what_it_is
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.forms.grid import LineGrid
from warehouse_app.ui.forms.lines import Line
from warehouse_app.ui.forms.readers import Wrong
from warehouse_app.ui.scans import answering
from warehouse_app.ui.words.forms import FormWord


class LineScans:
    """Takes scans for a grid with the columns `sku` and `quantity`."""

    def __init__(self, desk: Desk, lines: LineGrid) -> None:
        self._desk, self._lines = desk, lines

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Add a pack of the item to its line, or a line for it. What is being typed elsewhere stays."""
        store = self._desk.house.store

        def read() -> Resolved:
            with store.snapshot():
                return resolve(store, text, year=store.now().year)

        def found(meaning: Resolved) -> None:
            if isinstance(meaning, FoundItem):
                self._add(meaning)
            else:
                self._say_what_it_is(meaning)

        found_one, failed = answering(found, done), answering(self._desk.trouble, done)
        self._desk.background.run(Lane.SCANS, self._lines, read, found_one, failed)

    def _say_what_it_is(self, meaning: Resolved) -> None:
        words = what_it_is(meaning)
        said = [words.head, *words.notes]
        what = " ".join(note.said(language=self._desk.language, zone=self._desk.zone) for note in said)
        if words.tone is Tone.WARN:
            what = self._desk.say(FormWord.NOT_AN_ITEM, what=what)
        self._desk.told.emit(Told(words.tone, what))
        self._desk.sound(words.tone)

    def _add(self, scanned: FoundItem) -> None:
        # What is being written counts first, and is not written over what the scan adds.
        self._lines.table.close_editor()
        model, item = self._lines.model, scanned.item
        line = next((line for line in model.lines if line.cells["sku"].text == item.sku and self._open(line)), None)
        had = 0 if line is None else model.value(line, "quantity")
        if line is None:
            line = model.add({"sku": item.sku})
        row = model.lines.index(line)
        if isinstance(had, Wrong) or scanned.pack is None:
            self._desk.tell(Tone.WARN, FormWord.PACK_UNKNOWN, sku=item.sku, line=row + 1)
            self._lines.go_to(row, "quantity")
        else:
            quantity = had + scanned.pack
            model.put(line, "quantity", quantity)
            self._lines.go_to(row, "quantity")
            self._desk.tell(Tone.OK, FormWord.SCANNED, line=row + 1, quantity=quantity, sku=item.sku, name=item.name)
        self._lines.known.emit(line)

    def _open(self, line: Line) -> bool:
        return not line.cells["quantity"].fixed
