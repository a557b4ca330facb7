"""The first start as a whole: a window of its own, before there is a house to open."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind
from warehouse_app.house import House, open_house
from warehouse_app.settings import Workstation
from warehouse_app.texts import say
from warehouse_app.texts.messages import Fact
from warehouse_app.ui.background import Background, Cancelled, Lane, Progress
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.first_start.doors import Door, DoorsStep
from warehouse_app.ui.first_start.form import HouseForm, OtherForm
from warehouse_app.ui.first_start.making import Demo, Fill, Identity, Tell, begin_house, make
from warehouse_app.ui.first_start.site import Site, site_of
from warehouse_app.ui.importing.view import ImportView
from warehouse_app.ui.importing.working import Working
from warehouse_app.ui.words.first_start import FirstWord
from warehouse_app.ui.words.importing import KindWord

R = TypeVar("R")

_KINDS = {kind.value for kind in Kind}


@dataclass(frozen=True, slots=True)
class Made:
    """A house that is ready to be opened: where it is."""

    url: str


@dataclass
class _Import:
    """A house that is being filled from files, at its site."""

    site: Site
    desk: Desk
    view: ImportView
    stored: bool = False


class FirstStart(QWidget):
    """Three doors to a house at `url`, which has none yet; `place` is `url` as it may be shown.

    `user` will have founded it. `save` and `report` are what a Desk takes them for.
    """

    made = Signal(object)
    """Made."""
    left = Signal()
    """The window was closed without a house."""

    def __init__(
        self,
        url: str,
        *,
        place: str,
        user: str,
        workstation: Workstation,
        language: str,
        demo: Demo,
        save: Callable[[Workstation], None],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._url, self._user, self._workstation, self._language = url, user, workstation, language
        self._demo, self._save, self._report = demo, save, report
        self._stop = Event()
        self._import_wanted = self._leaving = self._over = False
        self._import: _Import | None = None
        self._background = Background(None, report)
        self.doors = DoorsStep(self._say, place)
        self.form = HouseForm(self._say, language)
        self.other = OtherForm(self._say)
        self.making = Working(self._say, cancel=FirstWord.CANCEL, stopping=FirstWord.STOPPING)
        self.steps = QStackedWidget()
        for step in (self.doors, self.form, self.other, self.making):
            self.steps.addWidget(step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.steps)
        self.setWindowTitle(self._say(FirstWord.TITLE))
        self.resize(1120, 760)
        self.doors.opened.connect(self._open_door)
        self.doors.other_wanted.connect(self._ask_for_other)
        self.form.filled.connect(self._found)
        self.form.back_wanted.connect(self._show_doors)
        self.other.back_wanted.connect(self._show_doors)
        self.other.wanted.connect(self._open_other)
        self.making.stop_wanted.connect(self._stop_making)

    @property
    def working(self) -> bool:
        """Whether something is being made or read."""
        return self._background.busy(Lane.LONG) or self._import is not None

    def _say(self, code: str, /, **facts: Fact) -> str:
        return say(code, facts, language=self._language)

    def _show_doors(self, note: str = "") -> None:
        self.doors.tell(note)
        self.steps.setCurrentWidget(self.doors)

    def _open_door(self, door: Door) -> None:
        if door is Door.DEMO:
            self._make(self._demo.identity, self._demo.fill, FirstWord.MAKING_DEMO)
            return
        self._import_wanted = door is Door.IMPORT
        self.form.ask(FirstWord.GO_ON if self._import_wanted else FirstWord.MAKE)
        self.steps.setCurrentWidget(self.form)

    def _found(self, identity: Identity) -> None:
        if self._import_wanted:
            self._begin_import(identity)
        else:
            self._make(identity, lambda _house, _tell: None, FirstWord.MAKING)

    def _make(self, identity: Identity, fill: Fill, title: FirstWord) -> None:
        site = site_of(self._url)

        def made(whole: bool) -> None:  # noqa: FBT001 - an answer
            if whole:
                self._finish(self._url)
            else:
                self._show_doors(self._say(FirstWord.STOPPED))

        self._work(title, lambda tell: make(site, identity, self._user, tell, fill), made, self._refused)

    def _refused(self, refusal: Refused) -> None:
        if self.steps.currentWidget() is self.form:
            self.form.refuse(refusal)
        else:
            self._show_doors(self._say(refusal.code, **refusal.facts))

    def _begin_import(self, identity: Identity) -> None:
        site = site_of(self._url)

        def begin(_tell: Tell) -> House:
            site.begin()
            try:
                house = begin_house(site, identity, self._user)
            except Refused as refusal:
                site.give_up()
                raise site.seen(refusal) from refusal
            house.close()  # this thread's connection; the desk's threads have their own
            return house

        self._work(FirstWord.MAKING, begin, lambda house: self._import_into(site, house), self._refused)

    def _import_into(self, site: Site, house: House) -> None:
        desk = Desk(house, self._workstation, language=self._language, save=self._save, report=self._report)
        view = ImportView(desk)
        self._import = _Import(site, desk, view)
        view.taken_in.connect(self._stored)
        view.left.connect(self._end_import)
        self.steps.addWidget(view)
        self.steps.setCurrentWidget(view)

    def _stored(self) -> None:
        assert self._import is not None
        self._import.stored = True

    def _end_import(self) -> None:
        """Put the house into its place where something was taken in, else leave nothing of it."""
        ended, self._import = self._import, None
        assert ended is not None
        self._workstation = ended.desk.workstation
        ended.desk.background.close()
        ended.desk.house.close()
        self.steps.removeWidget(ended.view)
        ended.view.deleteLater()
        try:
            if ended.stored:
                ended.site.finish()
                self._finish(self._url)
            elif not ended.site.give_up():
                self._finish(self._url)
            else:
                self._show_doors(self._say(FirstWord.STOPPED))
        except Refused as refusal:
            ended.site.give_up()
            self._show_doors(self._say(refusal.code, **refusal.facts))
        if self._leaving:
            self.close()

    def _stop_making(self) -> None:
        self._stop.set()

    def _ask_for_other(self) -> None:
        self.other.ask()
        self.steps.setCurrentWidget(self.other)

    def _open_other(self, url: str) -> None:
        def look(_tell: Tell) -> None:
            open_house(url, user=self._user, on_today=False).close()

        def refused(refusal: Refused) -> None:
            self.steps.setCurrentWidget(self.other)
            self.other.refuse(refusal)

        self._work(FirstWord.OPENING, look, lambda _: self._finish(url), refused)

    def _work(
        self,
        title: FirstWord,
        work: Callable[[Tell], R],
        then: Callable[[R], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """Do something in the background, with its progress on show."""
        self._stop = stop = Event()
        back = self.steps.currentWidget()
        self.making.begin(self._say(title), self._say(FirstWord.MAKING_HINT) if title is not FirstWord.OPENING else "")
        self.steps.setCurrentWidget(self.making)

        def long(progress: Progress) -> R:
            def tell(what: str, count: int) -> None:
                if stop.is_set():
                    raise Cancelled
                progress.told(self._stored_words(what, count), count)

            return work(tell)

        def answered(answer: R) -> None:
            then(answer)
            self._close_if_left()

        def failed(error: Exception) -> None:
            if back is not None:
                self.steps.setCurrentWidget(back)
            if isinstance(error, Refused):
                refused(error)
            else:
                self._report(error)
            self._close_if_left()

        self._background.long(self, long, answered, progressed=self.making.show_progress, failed=failed)

    def _stored_words(self, what: str, count: int) -> str:
        if what not in _KINDS:
            return what
        return self._say(FirstWord.STORED, kind=self._say(KindWord(f"import-kind-{what}")), count=count)

    def _close_if_left(self) -> None:
        if self._leaving:
            self.close()

    def _finish(self, url: str) -> None:
        self._over = True
        self.made.emit(Made(url))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way first, and close once nothing of it is left."""
        if self._import is not None:
            event.ignore()
            self._leaving = True
            self._import.view.leave()
        elif self._background.busy(Lane.LONG):
            event.ignore()
            self._leaving = True
            self._stop.set()
        else:
            self._background.close()
            if not self._over:
                self._over = True
                self.left.emit()
            super().closeEvent(event)
