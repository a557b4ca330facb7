"""Letters: the system's own font, or the shipped one where a machine has none at all (a bare Debian)."""

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from warehouse_app.assets import resource


def family() -> str:
    """Return the font family to use: empty for the system's own, else that of the shipped font.

    Where a machine has no font Qt names families all the same, and shows boxes; only the font that it would really
    use tells.
    """
    return "" if QFontInfo(QFont()).family() else shipped()


def shipped() -> str:
    """Take the shipped font in, regular and bold, and return its family."""
    for name in ("DejaVuSans-Bold.ttf", "DejaVuSans.ttf"):
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
    return QFontDatabase.applicationFontFamilies(number)[0]
