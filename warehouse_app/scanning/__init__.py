"""From keys to the text of a scan, and from that to what it means: pure, with no table, clock, or toolkit.

What nobody can read is a value.

wedge            which keys a scanner typed and which a person; `burst` a run of keys, `strokes` what one key means
profile          how the scanner of a workstation types; `probe` finds that out from a test card
keyboard         a key, and where the keys of an American keyboard are; `composing` accents and their letters
codes            text to typed candidates in order of reading: commands, own documents and places, items, GTIN, GS1
gs1              what a GS1 symbol says about goods, and what its fields may say together
element_strings  the fields of a GS1 symbol, one by one
digital_link     the fields of a GS1 Digital Link, a web address
identifiers      all fields that GS1 knows and their forms; `components` what may stand in them, `code_lists` countries
gtin             check digits and the one form of 14 digits
data_identifiers labels in an envelope of ISO/IEC 15434, as suppliers of electronics print them
"""
