"""What is said about a scanned code."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
