"""What a test of a scanner found out: each finding a sentence with the sign of its tone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from warehouse_app.scanning.probe import Finding, ScannerFinding
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Look, Space
from warehouse_app.ui.scanner_test.control_names import named
from warehouse_app.ui.widgets import FlowingText

_BAD = {
    ScannerFinding.UNREADABLE: Tone.ERROR,
    ScannerFinding.TOO_SLOW: Tone.ERROR,
    ScannerFinding.NOT_TOLD_APART: Tone.ERROR,
    ScannerFinding.SLOW: Tone.WARN,
    ScannerFinding.NO_END: Tone.WARN,
    ScannerFinding.GS_LOST: Tone.WARN,
    ScannerFinding.PLAIN_MISSING: Tone.WARN,
    ScannerFinding.GS1_MISSING: Tone.WARN,
    ScannerFinding.NOTHING: Tone.ASK,
}


def tone_of(finding: Finding) -> Tone:
    """Return how good a finding is; most are as they should be."""
    return _BAD.get(finding.code, Tone.OK)


def said(finding: Finding, say: Callable[..., str]) -> str:
    """Return a finding as a sentence."""
    facts = {name: named(fact) if isinstance(fact, str) else fact for name, fact in finding.facts.items()}
    return say(finding.code, **facts)


class FindingsView(QWidget):
    """The findings below each other, those to do something about first."""

    def __init__(self, say: Callable[..., str]) -> None:
        super().__init__()
        self._say = say
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        Look.current().changed.connect(self._look_again)
        self._look_again()

    @property
    def shown(self) -> list[tuple[Tone, str]]:
        """What is shown, with its tones."""
        return [(row.tone, row.text.text()) for row in self._rows]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead of those before."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        order = [Tone.ERROR, Tone.WARN, Tone.ASK, Tone.OK]
        sorted_findings = sorted(findings, key=lambda finding: order.index(tone_of(finding)))
        self._rows = [_Row(tone_of(each), said(each, self._say)) for each in sorted_findings]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)

    def _look_again(self) -> None:
        self._column.setSpacing(Look.current().px(Space.M))


class _Row(QWidget):
    """One finding."""

    def __init__(self, tone: Tone, sentence: str) -> None:
        super().__init__()
        self.tone = tone
        self._sign = QLabel()
        self.text = FlowingText(sentence)
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        self.setAccessibleName(sentence)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._line.setSpacing(look.px(Space.S))
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(look.pixmap(TONE_ICONS[self.tone], look.tone(self.tone).ink, ratio=ratio))
