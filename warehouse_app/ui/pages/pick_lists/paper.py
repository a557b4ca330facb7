"""The chosen list as it will be printed, beside the lists."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from warehouse_app.documents.pictures import PageSize, page_sizes
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.services.printing import Paper
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look
from warehouse_app.ui.printing.pages_view import PagesView
from warehouse_app.ui.widgets import EmptyState
from warehouse_app.ui.words.pick_lists import Lists

_MAKE_AFTER_MS = 120
"""Who holds an arrow key down needs no paper of the lists on the way."""
_WIDTH = 320


class PaperPanel(QStackedWidget):
    """The pages of one list, made in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = ""
        self._asked: Task | None = None
        say = desk.say
        self.nothing = EmptyState(Icon.PICK, say(Lists.NOTHING_CHOSEN), say(Lists.NOTHING_CHOSEN_HELP))
        self.pages = PagesView(desk.background)
        self.addWidget(self.nothing)
        self.addWidget(self.pages)
        self._soon = QTimer(self, singleShot=True, interval=_MAKE_AFTER_MS)
        self._soon.timeout.connect(self._make)
        look = Look.current()
        look.changed.connect(self._look_again)
        self._look_again()

    def show_list(self, number: str) -> None:
        """Show a list by its number; an empty one shows that none is chosen."""
        if self._asked is not None:
            self._asked.cancel()
        self._number = number
        if number:
            self._soon.start()
        else:
            self._soon.stop()
            self.setCurrentWidget(self.nothing)

    def _make(self) -> None:
        number, desk = self._number, self._desk

        def make() -> tuple[Paper, list[PageSize]]:
            from warehouse_app.services.papers import make_paper  # noqa: PLC0415 - the window opens sooner without

            paper = make_paper(desk.house.store, DocumentKind.PICK_LIST, number, language=desk.language)
            return paper, page_sizes(paper.pdf)

        def made(answer: tuple[Paper, list[PageSize]]) -> None:
            paper, sizes = answer
            self.pages.setAccessibleName(desk.say(Lists.PAPER, number=number))
            self.setCurrentWidget(self.pages)
            self.pages.show_pdf(paper.pdf, sizes)

        def failed(error: Exception) -> None:
            self.setCurrentWidget(self.nothing)
            desk.trouble(error)

        self._asked = desk.background.run(Lane.READS, self, make, made, failed)

    def _look_again(self) -> None:
        self.setMinimumWidth(Look.current().px(_WIDTH))
