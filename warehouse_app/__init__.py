"""Warehouse App: orders for goods that are not there yet wait in a queue everybody can read.

cli        the command line              house      opens a warehouse for any of them
console    stations on standard input    stations   scan-driven dialogues: scan(code) -> Reply
services   the write side: one verb, one function, one transaction
queries    the read side: frozen rows    domain     the rules, pure
exchange   files in and out              documents  data in, PDF out
store      tables and transactions       scanning   from a scan's text to what it means
texts      every sentence                demo       the content of the demo warehouse
printers   a PDF handed to a printer
"""
