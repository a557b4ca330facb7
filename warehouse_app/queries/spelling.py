"""What is called as somebody typed, but for small and capital letters."""

from enum import StrEnum

from warehouse_app.store.database import Store


class Called(StrEnum):
    """What may be typed in small letters, as the table and the column of its number."""

    LOCATION = "location.code"
    ITEM = "item.sku"
    SUPPLIER = "supplier.code"
    CUSTOMER = "customer.code"


def spelled(store: Store, what: Called, text: str) -> list[str]:
    """Return how things write their number that are called `text` but for small and capital letters; two at most."""
    table, column = what.split(".")
    found = store.sql(f"SELECT {column} FROM {table} WHERE LOWER({column}) = LOWER(?) ORDER BY 1 LIMIT 2", (text,))
    return [str(number) for (number,) in found]


def exactly_or_alone(store: Store, what: Called, text: str) -> str | None:
    """Return the number of what is called exactly so, else of the only thing that is called so in other letters."""
    found = spelled(store, what, text)
    if len(found) > 1:
        table, column = what.split(".")
        is_one = store.sql(f"SELECT 1 FROM {table} WHERE {column} = ?", (text,)).fetchone()
        return text if is_one else None
    return found[0] if found else None
