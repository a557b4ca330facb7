"""The window's composition root: which database, who acts, and everything that is put together once.

What belongs here: making the application, and opening one house after the other until the person leaves.
"""

import signal
import sys
import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from warehouse_app.domain.errors import Fact, Facts, Refused
from warehouse_app.house import NO_HOUSE, House, default_database, found, open_house, system_user
from warehouse_app.settings import Workstation, load, save, settings_path
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import say
from warehouse_app.ui.collecting import Collector
from warehouse_app.ui.desk import Next
from warehouse_app.ui.log import Log, log_crashes, log_folder, log_qt_messages, log_refusal
from warehouse_app.ui.look import Look
from warehouse_app.ui.one_instance import OneInstance, Wanted, bring_to_front, place_of
from warehouse_app.ui.scan_filter import ScanFilter, prepare_keyboard
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds
from warehouse_app.ui.trouble import Trouble
from warehouse_app.ui.words.trouble import TroubleWord
from warehouse_app.ui.words.window import Start


def run(database: str, user: str, *, demo: bool = False) -> int:
    """Open the window on a database ("" for this workstation's own) and return the exit status once it is left.

    With `demo` the database is a demo warehouse that is thrown away afterwards.
    """
    prepare_keyboard()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Warehouse App")
    application.setDesktopFileName("warehouse-app")
    signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())
    program = Program(application, user or system_user())
    try:
        if demo:
            return program.show_demo()
        return program.show(database)
    finally:
        program.close()


class Program:
    """What lasts from the start to the end of the program, whichever house is open."""

    def __init__(self, application: QApplication, user: str) -> None:
        self._application = application
        self._user = user
        self._place = ""
        self._faults: list[tuple[StrEnum, Facts]] = []
        self._settings_path = settings_path()
        self._workstation = load(self._settings_path, lambda fault, facts: self._faults.append((fault, facts)))
        self._language = self._workstation.language or QLocale.system().name()
        Look.apply(application, self._workstation.scheme, self._workstation.font_scale)
        self._collector = Collector()
        self._log = Log(log_folder())
        self._crashed = log_crashes(log_folder())
        self._trouble = Trouble(self._log, self._say, database=lambda: self._place, leave=self._leave)
        self._trouble.install()
        log_qt_messages(self._trouble.serious)
        self._keys = ScanFilter(self._workstation.scanner)
        application.installEventFilter(self._keys)
        self._keys.scanned.connect(self._unheard)
        self._at_work = False
        self._sounds = Sounds(volume=self._workstation.volume if self._workstation.sound else 0)

    def close(self) -> None:
        """Put everything back that the program had taken over."""
        self._application.removeEventFilter(self._keys)
        self._sounds.close()
        self._trouble.uninstall()
        self._log.close()
        self._collector.close()

    def _unheard(self, _scan: object) -> None:
        """Refuse a scan by its sound where no house is open that could take it."""
        if not self._at_work:
            self._sounds.play(Tone.ERROR)

    def _leave(self) -> None:
        """End whatever loop runs, with no more questions: something is broken, and the person wants to go."""
        self._application.exit()

    def show_demo(self) -> int:
        """Show a demo warehouse that is gone afterwards."""
        from warehouse_app.demo import CURRENCY, HOUSE_NAME, TIME_ZONE, fill_with_demo  # noqa: PLC0415 - here only

        with tempfile.TemporaryDirectory(prefix="warehouse-demo-", ignore_cleanup_errors=True) as folder:
            # Who tries something out here finds the own warehouse as it was left.
            own = self._settings_path, self._workstation
            self._settings_path = Path(folder) / "workstation.json"
            self._workstation = replace(self._workstation, last_page="", layout={})
            place = str(Path(folder) / "demo.db")
            house = found(place, name=HOUSE_NAME, time_zone=TIME_ZONE, currency=CURRENCY, user=self._user)
            fill_with_demo(house)
            following = self._work_in(house)
        self._settings_path, self._workstation = own
        return self._go_on(following)

    def show(self, database: str) -> int:
        """Show the house in a database; "" for the one that this workstation opened last, or the person's own."""
        return self._go_on(Next(database or self._workstation.database or default_database()))

    def _go_on(self, following: Next) -> int:
        """Open one house after the other, until the person wants none any more."""
        while following.database:
            following = self._show_one(following.database)
        return 0

    def _show_one(self, url: str) -> Next:
        instance = OneInstance(self._user, place_of(url))
        if not instance.claim():
            if not instance.hand_over(Wanted()):
                QMessageBox.warning(None, self._say(Start.NOT_OPENED), self._say(Start.ALREADY_OPEN))
            return Next("")
        try:
            opened = self._opened(url, instance)
            if isinstance(opened, Next):
                return opened
            self._remember(url)
            return self._work_in(opened, instance)
        finally:
            instance.release()

    def _remember(self, url: str) -> None:
        try:
            self._save(self._workstation.with_recent(url))
        except Refused as refused:
            log_refusal(refused)
            self._faults.append((refused.code, refused.facts))

    def _opened(self, url: str, instance: OneInstance) -> House | Next:
        """Open a house; where there is none, let the person choose one of the three doors."""
        try:
            return open_house(url, user=self._user)
        except Refused as refused:
            log_refusal(refused)
            if refused.code in NO_HOUSE:
                return self._first_start(url, instance)
            return self._ask_instead(url, refused)

    def _first_start(self, url: str, instance: OneInstance) -> Next:
        """Show the three doors; return the database that was made or chosen."""
        # A house that is there already opens sooner without these.
        from warehouse_app.demo import CURRENCY, HOUSE_NAME, TIME_ZONE, fill_with_demo  # noqa: PLC0415
        from warehouse_app.ui.first_start.making import Demo, Identity  # noqa: PLC0415
        from warehouse_app.ui.first_start.view import FirstStart  # noqa: PLC0415

        first = FirstStart(
            url,
            place=place_of(url),
            user=self._user,
            workstation=self._workstation,
            language=self._language,
            demo=Demo(Identity(HOUSE_NAME, TIME_ZONE, CURRENCY), fill_with_demo),
            save=self._save,
            report=self._trouble.report,
        )
        instance.asked.connect(lambda _: bring_to_front(first))
        made: list[Next] = []
        first.made.connect(lambda done: made.append(Next(done.url)))
        self._until(first, first.made, first.left)
        if first.isVisible():  # what was made opens in its place
            first.close()
        first.deleteLater()
        return made[-1] if made else Next("")

    def _ask_instead(self, url: str, refused: Refused) -> Next:
        """Say why a database cannot be opened; return it again, another one, or none."""
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self._say(Start.NOT_OPENED))
        box.setText(self._say(refused.code, **refused.facts))
        again = box.addButton(self._say(Start.AGAIN), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(self._say(Start.OTHER), QMessageBox.ButtonRole.ActionRole)
        box.addButton(self._say(Start.CLOSE), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is again:
            return Next(url)
        if box.clickedButton() is other:
            chosen, _ = QFileDialog.getOpenFileName(
                None, self._say(Start.OTHER), "", f"{self._say(Start.FILES)} (*.db)"
            )
            return Next(chosen or url)
        return Next("")

    def _until(self, window: QWidget, *ends: SignalInstance) -> None:
        """Show a window until one of these signals comes, or the program is to end."""
        loop = QEventLoop()
        for end in (*ends, self._application.aboutToQuit):
            end.connect(lambda *_: loop.quit())
        bring_to_front(window)
        loop.exec()

    def _work_in(self, house: House, instance: OneInstance | None = None) -> Next:
        """Show a house until its window closes; return what the person wants to open next."""
        self._place = house.store.dialect
        self._at_work = True
        session = Session(
            house,
            self._workstation,
            self._keys,
            self._sounds,
            language=self._language,
            save=self._save,
            report=self._trouble.report,
        )
        if instance is not None:
            instance.asked.connect(lambda _: bring_to_front(session.window))
        for fault, facts in self._faults:
            session.desk.tell(Tone.WARN, fault, **facts)
        self._faults.clear()
        if self._crashed is not None:
            session.desk.tell(Tone.WARN, TroubleWord.CRASHED, place=str(self._crashed))
            self._crashed = None
        wanted: list[Next] = []
        session.left.connect(wanted.append)
        self._until(session.window, session.left)
        self._at_work = False
        session.close()
        return wanted[-1] if wanted else Next("")

    def _say(self, code: str, **facts: Fact) -> str:
        return say(code, facts, language=self._language)

    def _save(self, workstation: Workstation) -> None:
        before, self._workstation = self._workstation, workstation
        # Another window of this person may have changed other settings meanwhile.
        stored = load(self._settings_path, lambda _fault, _facts: None)
        save(self._settings_path, workstation.laid_over(stored, before))
