"""What the command line and the console of the stations say."""

from warehouse_app.texts.messages import Table

SENTENCES: Table = {}
