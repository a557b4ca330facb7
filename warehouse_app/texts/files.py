"""What is said about files: a wrong row, a missing column, a spreadsheet that is none."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
