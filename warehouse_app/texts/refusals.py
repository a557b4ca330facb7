"""Why something was refused, and what to do about it."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
