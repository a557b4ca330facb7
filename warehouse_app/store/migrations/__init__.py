"""Numbered migrations, run in order by peewee's runner; each is a frozen copy and imports no live table.

To change the schema: change `tables`, add `NNNN_what.py` with `up(migrator, db)`, and run the test that compares both.
The first one reads its statements from the files beside it, one a line, as `store.schema` printed them at the time.
"""
