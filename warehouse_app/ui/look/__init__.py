"""The visual language: tokens, theme, icons, and the one Look of the running program.

`tokens` colours, type and spacing scale · `theme` one look as a value · `palette`, `style_sheet` the theme for Qt ·
`icons` the drawings · `fonts` letters for a bare machine · `current` what the window wears now
"""

from warehouse_app.settings import Scheme
from warehouse_app.ui.look.current import Look
from warehouse_app.ui.look.icons import TONE_ICONS, Icon
from warehouse_app.ui.look.theme import Theme
from warehouse_app.ui.look.tokens import ICON, RADIUS, RAIL_ICON, ROW_HEIGHT, Ink, Space, Text

__all__ = [
    "ICON",
    "RADIUS",
    "RAIL_ICON",
    "ROW_HEIGHT",
    "TONE_ICONS",
    "Icon",
    "Ink",
    "Look",
    "Scheme",
    "Space",
    "Text",
    "Theme",
]
