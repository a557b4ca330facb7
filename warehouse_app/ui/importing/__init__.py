"""Importing in the window: files, what they are, which column feeds what, every wrong row, and then all or nothing.

`view` the steps, as a widget · `files`, `matching`, `problems`, `shown` the parts of it · `plan` what was chosen ·
`reader` the process that reads, checks and stores · `apart` that process as the window sees it

Reading and storing is a process of its own, because Python lets one thread of a process run at a time: while rows are
converted in a thread, every cell that is painted would wait for its turn.
"""
