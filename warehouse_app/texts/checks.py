"""What the verification of the house finds."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
