"""The character between the fields of GS1 symbols; by itself, so that whoever draws symbols need not read them."""

GS = "\x1d"
"""The group separator: what a scanner sends for the FNC1 that ends a field of variable length."""
