"""The words printed on documents."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
