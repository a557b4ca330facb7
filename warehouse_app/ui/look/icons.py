"""The program's own icons: SVG files of one colour, painted in any ink, sharp at any size and screen.

What belongs here: their names, and painting. The drawings are in resources/icons.
"""

from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from warehouse_app.assets import resource
from warehouse_app.stations.reply import Tone


class Icon(Enum):
    """What can be shown as an icon; the value is the name of the file."""

    TODAY = "today"
    RECEIVE = "receive"
    MOVE = "move"
    COUNT = "count"
    LOOK_UP = "look-up"
    BACK_ORDERS = "back-orders"
    PICK = "pick"
    PACK = "pack"
    STOCK = "stock"
    ITEM = "item"
    ORDERS = "orders"
    PURCHASING = "purchasing"
    CUSTOMERS = "customers"
    REPORTS = "reports"
    SETTINGS = "settings"
    HELP = "help"
    SEARCH = "search"
    SCAN = "scan"
    OK = "ok"
    ASK = "ask"
    WARN = "warn"
    ERROR = "error"
    INFO = "info"
    UNDO = "undo"
    PRINT = "print"
    PRINT_QUEUE = "print-queue"
    PREVIEW = "preview"
    EXPORT = "export"
    IMPORT = "import"
    FOLDER = "folder"
    COPY = "copy"
    ADD = "add"
    REMOVE = "remove"
    EDIT = "edit"
    DELETE = "delete"
    SAVE = "save"
    CLOSE = "close"
    CHECK = "check"
    FILTER = "filter"
    SORT_UP = "sort-up"
    SORT_DOWN = "sort-down"
    COLUMNS = "columns"
    REFRESH = "refresh"
    ALLOCATE = "allocate"
    DATABASE = "database"
    PERSON = "person"
    WORKSTATION = "workstation"
    KEYBOARD = "keyboard"
    MAIL = "mail"
    SOUND_ON = "sound-on"
    SOUND_OFF = "sound-off"
    CALENDAR = "calendar"
    CLOCK = "clock"
    PRIORITY = "priority"
    PIN = "pin"
    TRUCK = "truck"
    BIN = "bin"
    LINK = "link"
    MORE = "more"
    CHEVRON_UP = "chevron-up"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    ARROW_RIGHT = "arrow-right"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    FIT = "fit"
    FIT_WIDTH = "fit-width"
    SUN = "sun"
    MOON = "moon"


TONE_ICONS = {Tone.OK: Icon.OK, Tone.ASK: Icon.ASK, Tone.WARN: Icon.WARN, Tone.ERROR: Icon.ERROR}
"""The sign of each tone; the four differ in outline too, not in colour alone."""

POINTS_ALONG = frozenset({Icon.CHEVRON_LEFT, Icon.CHEVRON_RIGHT, Icon.ARROW_RIGHT, Icon.UNDO, Icon.LINK, Icon.EXPORT})
"""Icons that point along the reading direction, and so are mirrored where it is from right to left."""


@cache
def drawing(icon: Icon) -> str:
    """Return the SVG of an icon, whose strokes are `currentColor`."""
    return resource(f"icons/{icon.value}.svg").read_text("utf-8")


def paint(painter: QPainter, icon: Icon, colour: str, rect: QRectF, *, mirrored: bool = False) -> None:
    """Paint an icon into `rect`; `mirrored` where the reading direction is from right to left."""
    renderer = _renderer(icon, colour)
    if not (mirrored and icon in POINTS_ALONG):
        renderer.render(painter, rect)
        return
    painter.save()
    painter.translate(rect.left() + rect.right(), 0)
    painter.scale(-1, 1)
    renderer.render(painter, rect)
    painter.restore()


def pixmap(icon: Icon, colour: str, size: int, ratio: float, *, mirrored: bool = False) -> QPixmap:
    """Return an icon of `size` pixels on a screen with `ratio` dots to the pixel."""
    dots = round(size * ratio)
    picture = QImage(_drawn(icon, dots, mirrored=mirrored))
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(0, 0, dots, dots, QColor(colour))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(picture)


def qicon(
    icon: Icon, colours: dict[QIcon.Mode, str], sizes: tuple[int, ...], ratios: tuple[float, ...], *, mirrored: bool
) -> QIcon:
    """Return an icon for buttons and actions: each of its modes in a colour, at each size for each kind of screen."""
    made = QIcon()
    for mode, colour in colours.items():
        for ratio in ratios:
            for size in sizes:
                made.addPixmap(pixmap(icon, colour, size, ratio, mirrored=mirrored), mode)
    return made


@cache
def _drawn(icon: Icon, dots: int, *, mirrored: bool) -> QImage:
    """Return an icon in black; drawing takes longer than to colour it, and most icons are needed in several colours."""
    made = QImage(dots, dots, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, icon, "#000000", QRectF(0, 0, dots, dots), mirrored=mirrored)
    painter.end()
    return made


@cache
def _renderer(icon: Icon, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(drawing(icon).replace("currentColor", colour).encode()))
