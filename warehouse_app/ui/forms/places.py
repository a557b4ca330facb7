"""A field for the code of a place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.fields import TypedField
from warehouse_app.ui.forms.readers import Reader


def place_field(
    desk: Desk, label: str, places: Sequence[str], read: Reader[str], *, empty: str = ""
) -> TypedField[str]:
    """Return a field for the code of a place, with those that the house knows offered while one types."""
    field: TypedField[str] = TypedField(desk, label, read, str, empty=empty)
    line = field.editor
    assert isinstance(line, QLineEdit)
    known = QCompleter(list(places), line)
    known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    known.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(known)
    return field
