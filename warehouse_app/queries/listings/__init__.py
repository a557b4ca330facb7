"""The listings of the pages, a module for each part of the house.

`queue` back orders · `orders` orders and their lines, customers · `stock` items, what lies where, the ledger, places ·
`supply` purchase orders and their lines, receipts, suppliers · `picking` pick lists
"""
