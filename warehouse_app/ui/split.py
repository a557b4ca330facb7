"""Two parts of a page side by side, with a border that can be moved and stays where it was put."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from warehouse_app.ui.desk import Desk


class Split(QSplitter):
    """`sizes` are those of both parts before anybody moved the border; they share more room in the same way."""

    def __init__(self, desk: Desk, name: str, first: QWidget, second: QWidget, sizes: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._name = f"split:{name}"
        self.addWidget(first)
        self.addWidget(second)
        for part, size in enumerate(sizes):
            self.setStretchFactor(part, size)
        self.setChildrenCollapsible(False)
        kept = desk.workstation.layout.get(self._name)
        whole = isinstance(kept, list) and len(kept) == len(sizes) and all(isinstance(size, int) for size in kept)
        self.setSizes(list(kept) if whole and kept is not None else list(sizes))
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._desk.keep(self._desk.workstation.with_layout(self._name, self.sizes()))
