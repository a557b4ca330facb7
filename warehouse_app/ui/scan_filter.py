"""Keys on their way into the program: those that a scanner typed become scans, all others go on as if nothing were.

One filter on the application. A key is seen up to four times on its way down; only the first counts, at the `QWindow`:
as a ShortcutOverride, which must be accepted for a key that is held lest it trigger a shortcut, and right after that as
a KeyPress. All decisions are the wedge's (`scanning.wedge`).
"""

import os
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.composing import Composer
from warehouse_app.scanning.keyboard import Key
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.scanning.wedge import Outcome, Wedge
from warehouse_app.ui.keys import focus_stayed, is_modifier, key_of, this_system, type_again

_INTERRUPTIONS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)
"""What a person does beside typing: what was typed before it must have arrived."""


def prepare_keyboard() -> None:
    """Keep input methods away; to be called before there is an application.

    They eat dead keys, a scanner's too, before anybody sees them. What they would compose, the filter composes.
    """
    os.environ["QT_IM_MODULE"] = "none"
    os.environ["QT_IM_MODULES"] = "none"  # goes before the other


class ScanFilter(QObject):
    """The filter, to be installed on the application; `scanned` carries each `Scan`.

    Two timers tell that a burst is over. When the first fires, the window may have been busy, with the next keys
    waiting in the queue of the system; the second lets these in first. A key that comes stops both.
    """

    scanned = Signal(object)

    def __init__(self, profile: ScannerProfile) -> None:
        super().__init__()
        self._profile = profile
        self._wedge = Wedge(profile)
        self._system = this_system(QGuiApplication.platformName())
        self._composer = Composer()
        self._record: Callable[[Key], None] | None = None
        self._ruled: tuple[tuple[int, ...], bool, tuple[Outcome, ...]] | None = None
        self._waiting: deque[tuple[Key, bool] | Scan] = deque()
        self._hold = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._let_in = QTimer(self, singleShot=True, interval=0)
        self._hold.timeout.connect(self._let_in.start)
        self._let_in.timeout.connect(self._expire)

    @property
    def profile(self) -> ScannerProfile:
        """How the scanner types; another one holds from the next key on."""
        return self._profile

    @profile.setter
    def profile(self, profile: ScannerProfile) -> None:
        self._profile = profile
        self._give_out(self._wedge.use(profile))

    def record(self, callback: Callable[[Key], None] | None) -> None:
        """Hand every key to `callback` and let none of them do anything, until called with None."""
        self._expire()
        self._record = callback

    def _expire(self) -> None:
        self._give_out(self._wedge.expire())

    def _key(self, event: QKeyEvent) -> bool:
        """Return whether a key stops here."""
        kind = event.type()
        identity = (event.timestamp(), event.key(), event.nativeScanCode())
        if kind == QEvent.Type.KeyPress and self._ruled is not None and self._ruled[0] == identity:
            _, taken, outcomes = self._ruled
            self._ruled = None
        else:
            taken, outcomes = self._rule(key_of(event, self._system))
            if kind == QEvent.Type.ShortcutOverride:
                # A key that is taken comes a second time for sure, and only then things may happen; one that goes on
                # may be a shortcut and never come.
                self._ruled = (identity, taken, outcomes if taken else ())
                if taken:
                    event.accept()
                    return True
        self._give_out(outcomes)
        if not taken and kind != QEvent.Type.KeyRelease and not is_modifier(event):
            self._composer.forget()
        return taken

    def _rule(self, key: Key) -> tuple[bool, tuple[Outcome, ...]]:
        if self._record is not None:
            self._record(key)
            return True, ()
        ruling = self._wedge.feed(key)
        patience = self._wedge.patience
        if patience is None:
            self._hold.stop()
            self._let_in.stop()
        elif key.down:
            self._let_in.stop()
            self._hold.start(patience)
        return ruling.taken, ruling.outcomes

    def _give_out(self, outcomes: tuple[Outcome, ...]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Scan):
                self._waiting.append(outcome)
            else:
                follow_focus = focus_stayed(outcome.keys[0])  # one of the keys may move it
                self._waiting.extend((key, follow_focus) for key in outcome.keys)
        # What a key does may open a dialog with a loop of its own: then the rest goes out from there, still in order.
        while self._waiting:
            item = self._waiting.popleft()
            if isinstance(item, Scan):
                self.scanned.emit(item)
                continue
            key, follow_focus = item
            type_again(key, self._composer.text_of(key) if key.down else key.text, follow_focus=follow_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            return isinstance(watched, QWindow) and self._key(event)
        if event.type() in _INTERRUPTIONS:
            self._give_out(self._wedge.interrupt())
            self._composer.forget()
        return False
