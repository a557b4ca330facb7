"""Small widgets of one visual language. They show strings that were already said, as plain text, and know no house.

`text` labels · `prompt` what to do next, in large · `buttons` with their keys · `badge` pills · `panel` cards, facts,
empty states · `form` fields with errors · `code_line` for codes · `toolbar`, `search`, `busy` · `rail`, `status` the
frame of the window
"""

from warehouse_app.ui.widgets.badge import Badge, badge_size, paint_badge
from warehouse_app.ui.widgets.busy import Busy
from warehouse_app.ui.widgets.buttons import IconButton, KeyButton, Weight
from warehouse_app.ui.widgets.form import Field, Form
from warehouse_app.ui.widgets.panel import EmptyState, Facts, Panel, Scrolled
from warehouse_app.ui.widgets.prompt import Prompt, ToneBand
from warehouse_app.ui.widgets.rail import Rail, RailButton
from warehouse_app.ui.widgets.search import IconEdit, SearchBox
from warehouse_app.ui.widgets.status import StatusLine, StatusPiece
from warehouse_app.ui.widgets.text import Caption, ElidedText, FlowingText, Heading, Label, Title
from warehouse_app.ui.widgets.toolbar import Toolbar

__all__ = [
    "Badge",
    "Busy",
    "Caption",
    "ElidedText",
    "EmptyState",
    "Facts",
    "Field",
    "FlowingText",
    "Form",
    "Heading",
    "IconButton",
    "IconEdit",
    "KeyButton",
    "Label",
    "Panel",
    "Prompt",
    "Rail",
    "RailButton",
    "Scrolled",
    "SearchBox",
    "StatusLine",
    "StatusPiece",
    "Title",
    "ToneBand",
    "Toolbar",
    "Weight",
    "badge_size",
    "paint_badge",
]
