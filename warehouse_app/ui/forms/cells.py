"""The cells of a grid of lines: how they are painted, and the fields that open in them."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.lines import Index, LinesModel
from warehouse_app.ui.look import TONE_ICONS, Ink, Look, Space
from warehouse_app.ui.look.icons import paint
from warehouse_app.ui.pickers import Picker
from warehouse_app.ui.short_table import TONE_INKS

_SIGN = 14
_BEGUN = "begun"


class CellDelegate(QStyledItemDelegate):
    """Paints what is wrong and what may not change, and opens a picker where something is chosen."""

    def __init__(self, desk: Desk, model: LinesModel, view: QTableView) -> None:
        super().__init__(view)
        self._desk, self._model, self._view = desk, model, view

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        if column.find is None:
            editor: QLineEdit = QLineEdit(parent)
            editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        else:
            picker = Picker(self._desk, column.find, in_cell=True)
            picker.setParent(parent)
            picker.picked.connect(lambda: self._go_on(picker))
            editor = picker
        editor.setProperty("look", "cell")
        editor.setAccessibleName(column.title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.property(_BEGUN):
            return  # Qt asks again whenever something of the line changes, and would undo what is being typed
        editor.setProperty(_BEGUN, True)  # noqa: FBT003 - Qt's own
        cell = self._model.cell(index)
        text = "" if cell is None else cell.text
        if isinstance(editor, Picker):
            editor.show_code(text)
        else:
            editor.setText(text)
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        assert isinstance(model, LinesModel)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            # The list of a picker takes its keys before the table goes on to the next cell.
            if isinstance(editor, Picker) and editor.takes(event):
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
                # At once: Qt would do it later, and the next key would still arrive here.
                self._go_on(editor)
                return True
        return super().eventFilter(editor, event)

    def _go_on(self, editor: QLineEdit) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        look, cell = Look.current(), self._model.cell(index)
        style = self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        rect = QRectF(option.rect).adjusted(look.px(Space.S), 0, -look.px(Space.S), 0)
        painter.save()
        ink = Ink.TEXT
        if index.row() >= len(self._model.lines):
            ink = Ink.MUTED
        elif cell is None:
            ink = self._told(painter, rect, index)
        elif cell.fixed:
            ink = Ink.MUTED
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setPen(look.colour(ink))
        painter.setFont(look.font(tabular=True))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, option.displayAlignment, shown)
        if cell is not None and cell.wrong:
            painter.setPen(QPen(QColor(look.tone(Tone.ERROR).ink), look.px(2)))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -2, -2))
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour(Ink.ACCENT), look.px(2)))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -2, -2))
        painter.restore()

    def _told(self, painter: QPainter, rect: QRectF, index: Index) -> Ink:
        """Paint the sign of the tone in which something is said; return its ink."""
        line, column = self._model.lines[index.row()], self._model.columns[index.column()]
        _, tone = line.told.get(column.name, ("", None))
        if tone is None:
            return Ink.MUTED
        look = Look.current()
        side = look.px(_SIGN)
        sign = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
        paint(painter, TONE_ICONS[tone], look.tone(tone).ink, sign)
        rect.adjust(side + look.px(Space.XS), 0, 0, 0)
        return TONE_INKS[tone]
