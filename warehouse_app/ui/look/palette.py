"""The theme as a QPalette, for everything that the Fusion style paints by itself."""

from PySide6.QtGui import QColor, QPalette

from warehouse_app.ui.look.theme import Theme


def palette(theme: Theme) -> QPalette:
    """Return the palette of the whole program."""
    colours, role, made = theme.colours, QPalette.ColorRole, QPalette()
    for each, colour in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.zebra),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.surface),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.surface),
        (role.Midlight, colours.raised),
        (role.Mid, colours.line),
        (role.Dark, colours.border),
        (role.Shadow, colours.line),
    ):
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(colours.ground))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.line))
    made.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(colours.muted))
    return made
