"""Why a waiting line has or has not got stock."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
