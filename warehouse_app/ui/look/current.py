"""The one Look of the running program: it dresses the application, again whenever the system or a setting changes."""

from typing import ClassVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyle
from shiboken6 import isValid

from warehouse_app.settings import Scheme
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import fonts, icons
from warehouse_app.ui.look.icons import Icon
from warehouse_app.ui.look.palette import palette
from warehouse_app.ui.look.style_sheet import style_sheet
from warehouse_app.ui.look.theme import LARGEST_SCALE, SMALLEST_SCALE, Theme
from warehouse_app.ui.look.tokens import ICON, RAIL_ICON, Ink, Text, ToneColours


class Look(QObject):
    """What the window wears. Get it with `Look.current()`; widgets that paint themselves do so again on `changed`."""

    changed = Signal(object)
    """The new Theme."""

    _running: ClassVar["Look | None"] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        Look._running = self
        self.theme = Theme(family=fonts.family())
        self._app = app
        self._scheme = Scheme.LIGHT
        self._scale = SMALLEST_SCALE
        self._applied = False
        self._icons: dict[tuple[Icon, Ink], QIcon] = {}
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_the_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_the_system)

    @staticmethod
    def current() -> "Look":
        """Return the look of the running application; a light one where none has been applied yet."""
        # Whatever paints itself asks for it: to look for it among the application's children would be felt.
        if Look._running is not None and isValid(Look._running):
            return Look._running
        app = QApplication.instance()
        assert isinstance(app, QApplication), "there is no application to look at"
        return Look(app)

    @staticmethod
    def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, scale: float = 1.0) -> "Look":
        """Dress the application; called again with other arguments it changes its clothes at once."""
        assert app is QApplication.instance(), "only the running application can be dressed"
        look = Look.current()
        look.wear(scheme, scale)
        return look

    def wear(self, scheme: Scheme, scale: float) -> None:
        """Change the scheme and the scale (1.0 to 2.0)."""
        self._scheme = scheme
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        hints = self._app.styleHints()
        match scheme:
            case Scheme.SYSTEM:
                hints.unsetColorScheme()
            case Scheme.LIGHT:
                hints.setColorScheme(Qt.ColorScheme.Light)
            case Scheme.DARK:
                hints.setColorScheme(Qt.ColorScheme.Dark)
        self._dress()

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours of a tone."""
        return self.theme.tone(tone)

    def colour(self, ink: Ink) -> QColor:
        """Return the colour of an ink."""
        return self.theme.colour(ink)

    def px(self, pixels: float) -> int:
        """Return a size or a Space at the scale."""
        return self.theme.px(pixels)

    def font(self, text: Text = Text.BODY, *, tabular: bool = False) -> QFont:
        """Return the font of a step of the type scale; `tabular` for numbers that stand below each other."""
        return self.theme.font(text, tabular=tabular)

    def icon(self, icon: Icon, ink: Ink = Ink.TEXT) -> QIcon:
        """Return an icon in today's colours. For a button or an action that stays, `put_icon` follows the theme."""
        key = (icon, ink)
        if key not in self._icons:
            colour, disabled = self.theme.colours.ink(ink), self.theme.colours.ink(Ink.DISABLED)
            selected = colour if ink is not Ink.MUTED else self.theme.colours.ink(Ink.TEXT)
            modes = {QIcon.Mode.Normal: colour, QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: selected}
            sizes = tuple(self.px(size) for size in (16, ICON, RAIL_ICON))
            self._icons[key] = icons.qicon(icon, modes, sizes, self._ratios(), mirrored=self._mirrored())
        return self._icons[key]

    def pixmap(self, icon: Icon, ink: Ink | str = Ink.TEXT, size: float = ICON, *, ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture of `size` at the scale, in an ink or in a colour of its own."""
        colour = ink if isinstance(ink, str) else self.theme.colours.ink(ink)
        return icons.pixmap(icon, colour, self.px(size), ratio, mirrored=self._mirrored())

    def put_icon(self, target: QAbstractButton | QAction, icon: Icon, ink: Ink = Ink.TEXT, size: float = ICON) -> None:
        """Give a button or an action its icon, and again whenever the theme changes."""
        for worn in target.findChildren(_Worn, options=Qt.FindChildOption.FindDirectChildrenOnly):
            worn.deleteLater()
            worn.setParent(None)
        _Worn(self, target, icon, ink, size)

    @property
    def reduced_motion(self) -> bool:
        """Whether the system asks for stillness."""
        return self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0

    def _ratios(self) -> tuple[float, ...]:
        return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in self._app.screens())}))

    def _mirrored(self) -> bool:
        return self._app.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _follow_the_system(self) -> None:
        if self._applied:
            self._dress()

    def _dress(self) -> None:
        hints = self._app.styleHints()
        dark = self._scheme is Scheme.DARK or (
            self._scheme is Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        theme = Theme(dark=dark, high_contrast=high, scale=self._scale, family=self.theme.family)
        if self._applied and theme == self.theme:
            return
        if not self._applied:
            self._app.setStyle("Fusion")
        self._applied = True
        self.theme = theme
        self._icons.clear()
        self._app.setFont(theme.font())
        self._app.setPalette(palette(theme))
        self._put_on(style_sheet(theme))
        self.changed.emit(theme)

    def _put_on(self, sheet: str) -> None:
        """Let all widgets wear a sheet, each polished once.

        Qt polishes every widget whose rules it remembers, each time with all that is in it: with every page open some
        of them dozens of times, for seconds. So it is made to remember those of whole windows alone.
        """
        style = self._app.style()
        style.unpolish(self._app)  # forgets the rules of all widgets, and touches none
        for window in self._app.topLevelWidgets():
            if window.parentWidget() is None:
                style.polish(window)
        self._app.setStyleSheet(sheet)


class _Worn(QObject):
    """The icon that a button or an action wears; it lives as long as that one does."""

    def __init__(self, look: Look, target: QAbstractButton | QAction, icon: Icon, ink: Ink, size: float) -> None:
        super().__init__(target)
        self._look, self._target, self._icon, self._ink, self._size = look, target, icon, ink, size
        look.changed.connect(self._wear)
        self._wear()

    def _wear(self) -> None:
        self._target.setIcon(self._look.icon(self._icon, self._ink))
        if isinstance(self._target, QAbstractButton):
            side = self._look.px(self._size)
            self._target.setIconSize(QSize(side, side))
