"""One open house in one window: what is put together when it opens, and taken apart when it closes."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from warehouse_app.house import House
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Next
from warehouse_app.ui.help import HelpWindow
from warehouse_app.ui.look import Look
from warehouse_app.ui.one_instance import bring_to_front
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.printing.delivery import Delivery
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.sounds import Sounds
from warehouse_app.ui.watch import Watch
from warehouse_app.ui.window import MainWindow

_DRESS_AFTER_MS = 20
"""So long after it was chosen the window wears another look: the list that it was chosen from is gone by then."""


class Session(QObject):
    """A house, its desk and its window, from when it is made until `close`."""

    left = Signal(object)
    """Next: the window was closed."""

    def __init__(
        self,
        house: House,
        workstation: Workstation,
        keys: ScanFilter,
        sounds: Sounds,
        *,
        language: str,
        save: Callable[[Workstation], None],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._keys = keys
        self._sounds = sounds
        self._next = Next("")
        self.desk = Desk(house, workstation, language=language, save=save, report=report)
        self.desk.keys = keys
        self._watch = Watch(self.desk)  # before the window, whose pages begin to read
        self.window = MainWindow(self.desk, page_makers())
        self._delivery = Delivery(self.desk)
        self._help: HelpWindow | None = None
        self._prints: QWidget | None = None
        self._dress_soon = QTimer(self, singleShot=True, interval=_DRESS_AFTER_MS)
        self._connect()
        self._take_settings(workstation)
        self._dress()

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        self._keys.scanned.connect(window.scans.scanned)
        desk.sounded.connect(self._sound)
        desk.settings_saved.connect(self._take_settings)
        self._dress_soon.timeout.connect(self._dress)
        desk.database_wanted.connect(self._open_other)
        desk.person_changed.connect(self._watch.turn_day)
        self._watch.connection.connect(window.status.show_connection)
        window.closed.connect(self._close)
        window.help_wanted.connect(self._show_help)
        window.status.prints_wanted.connect(self._show_prints)
        window.status.refresh()
        self._delivery.unsettled.connect(self._show_prints)
        self._delivery.start()

    def close(self) -> None:
        """Let the background do what it was given, and end; out of sight, should that take a while."""
        self.window.hide()
        self.desk.write_settings()
        self._keys.scanned.disconnect(self.window.scans.scanned)
        self._delivery.stop()
        self._dress_soon.stop()
        self._watch.deleteLater()
        self.window.deleteLater()
        self.desk.background.close()
        self.desk.house.close()

    def _sound(self, tone: Tone) -> None:
        self._sounds.play(tone)

    def _dress(self) -> None:
        workstation = self.desk.workstation
        Look.current().wear(workstation.scheme, workstation.font_scale)

    def _take_settings(self, workstation: Workstation) -> None:
        self._dress_soon.start()
        self._sounds.volume = workstation.volume if workstation.sound else 0
        if self._keys.profile != workstation.scanner:
            self._keys.profile = workstation.scanner
        self.window.scans.guard_ms = workstation.scanner.guard_ms

    def _show_prints(self) -> None:
        from warehouse_app.ui.printing.queue import PrintQueueDialog  # noqa: PLC0415 - the window opens sooner without

        if self._prints is None or not shiboken6.isValid(self._prints):
            self._prints = PrintQueueDialog(self.desk, self._delivery, self.window)
        bring_to_front(self._prints)

    def _open_other(self, following: Next) -> None:
        self._next = following
        self.window.close()

    def _close(self) -> None:
        self.left.emit(self._next)

    def _show_help(self) -> None:
        if self._help is None:
            self._help = HelpWindow(self.desk, self.window)
        page = self.window.page
        self._help.show_page(None if page is None else page.name)
        bring_to_front(self._help)
