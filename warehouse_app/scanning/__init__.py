"""From the text of a scan to what it means: pure, with no table, clock, or toolkit; what nobody can read is a value.

codes            text to typed candidates in order of reading: commands, own documents and places, items, GTIN, GS1
gs1              what a GS1 symbol says about goods, and what its fields may say together
element_strings  the fields of a GS1 symbol, one by one
digital_link     the fields of a GS1 Digital Link, a web address
gtin             check digits and the one form of 14 digits
"""
