"""What is called as somebody typed, but for small and capital letters."""

from enum import StrEnum

from warehouse_app.store.database import Store, literal


class Called(StrEnum):
    """What may be typed in small letters, as the table and the column of its number."""

    LOCATION = "location.code"
    ITEM = "item.sku"
    SUPPLIER = "supplier.code"
    CUSTOMER = "customer.code"


def spelled(store: Store, what: Called, text: str) -> list[str]:
    """Return how things write their number that are called `text` but for small and capital letters; two at most."""
    table, column = what.split(".")
    # Not every database knows the small letter of an umlaut: it finds what may be meant, and here is compared.
    pattern = "".join(each if each.isascii() else "_" for each in literal(text))
    like = f"SELECT {column} FROM {table} WHERE LOWER({column}) LIKE LOWER(?) ESCAPE '!' ORDER BY 1"
    found = (str(number) for (number,) in store.sql(like, (pattern,)).fetchall())
    return [number for number in found if number.lower() == text.lower()][:2]


def exactly_or_alone(store: Store, what: Called, text: str) -> str | None:
    """Return the number of what is called exactly so, else of the only thing that is called so in other letters."""
    found = spelled(store, what, text)
    if len(found) > 1:
        table, column = what.split(".")
        is_one = store.sql(f"SELECT 1 FROM {table} WHERE {column} = ?", (text,)).fetchone()
        return text if is_one else None
    return found[0] if found else None
