"""What a page lists, and above it the one form that is open."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from warehouse_app.ui.forms import Closed, FormSheet

F = TypeVar("F", bound=FormSheet)


class FormStack(QStackedWidget, Generic[F]):
    """Shows `listed`, or the form that was opened over it until that is left."""

    closed = Signal(object)
    """Closed: the form is gone."""

    def __init__(self, listed: QWidget) -> None:
        super().__init__()
        self.form: F | None = None
        self.addWidget(listed)

    def open(self, form: F) -> F:
        """Show a form, and return it."""
        self.form = form
        form.closed.connect(self.close_form)
        self.addWidget(form)
        self.setCurrentWidget(form)
        return form

    def close_form(self, closed: Closed) -> None:
        """Take the open form away."""
        form = self.form
        assert form is not None, "only an open form is closed"
        self.form = None
        self.setCurrentIndex(0)
        self.removeWidget(form)
        form.deleteLater()
        self.closed.emit(closed)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed into the open form."""
        return self.form is not None and self.form.dirty
