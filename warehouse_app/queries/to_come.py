"""What is still to come of a purchase line: one rule, in words of SQL, for all that ask."""


def closed_short(line: str) -> str:
    """Return SQL for the units of a purchase line (an alias) that were to come and will not: it was closed short."""
    return f"COALESCE((SELECT pc.units FROM purchase_closing pc WHERE pc.purchase_line_id = {line}.id), 0)"


def to_come(line: str) -> str:
    """Return SQL for the units of a purchase line (an alias) still to come; less than 0 where too many came."""
    return f"({line}.quantity - {line}.received - {closed_short(line)})"


def is_coming(line: str) -> str:
    """Return the rule that something is still to come of a purchase line (an alias)."""
    # The first half is the cheap one: most lines have come in full.
    return f"({line}.quantity > {line}.received AND {to_come(line)} > 0)"
