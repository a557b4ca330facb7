"""Barcodes get the GTIN that they are reckoned to be: a UPC-E that of its UPC-A, which earlier versions did not know.

Where two items would come to have one GTIN by that, theirs stay as they are.
"""

from collections import defaultdict

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator | None, db: Database) -> None:
    """Reckon the GTIN of each barcode anew."""
    found = db.execute_sql("SELECT id, code, gtin, item_id FROM barcode ORDER BY id").fetchall()
    items = defaultdict(set)
    for _, code, gtin, item in found:
        items[gtin].add(item)
        items[_gtin14(code)].add(item)
    for row, code, gtin, _ in found:
        reckoned = _gtin14(code)
        if reckoned is not None and reckoned != gtin and len(items[reckoned]) == 1:
            db.execute_sql(f"UPDATE barcode SET gtin = {db.param} WHERE id = {db.param}", (reckoned, row))


def _gtin14(text: str) -> str | None:
    """Return the likeliest GTIN of a text in 14 digits, as of this version; of a UPC-E that of its UPC-A."""
    if len(text) not in {8, 12, 13, 14} or not (text.isascii() and text.isdigit()):
        return None
    whole = text if int(text[-1]) == _check_digit(text[:-1]) else None
    upc_a = _upc_a(text) if len(text) == 8 and text[0] in "01" else ""
    written = upc_a if upc_a[-1:] == text[-1] else None
    # No company has a GTIN-8 that begins with 0.
    number = (written or whole) if text[0] == "0" else (whole or written)
    return number.zfill(14) if number else None


def _upc_a(upc_e: str) -> str:
    match upc_e[6]:
        case "0" | "1" | "2":
            digits = f"{upc_e[:3]}{upc_e[6]}0000{upc_e[3:6]}"
        case "3":
            digits = f"{upc_e[:4]}00000{upc_e[4:6]}"
        case "4":
            digits = f"{upc_e[:5]}00000{upc_e[5]}"
        case last:
            digits = f"{upc_e[:6]}0000{last}"
    return f"{digits}{_check_digit(digits)}"


def _check_digit(digits: str) -> int:
    return -(3 * sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2]))) % 10
