"""What is to come, or came, of lines of purchase orders and advance notices: one rule, in words of SQL, for all."""


def closed_short(line: str) -> str:
    """Return SQL for the units of a purchase line (an alias) that were to come and will not: it was closed short."""
    return f"COALESCE((SELECT pc.units FROM purchase_closing pc WHERE pc.purchase_line_id = {line}.id), 0)"


def to_come(line: str) -> str:
    """Return SQL for the units of a purchase line (an alias) still to come; less than 0 where too many came."""
    return f"({line}.quantity - {line}.received - {closed_short(line)})"


def came_of(line: str) -> str:
    """Return SQL for the units that came of a line of an advance notice (an alias), less those taken back."""
    return (
        "COALESCE((SELECT SUM(rl.quantity) FROM receipt_line rl "
        f"WHERE rl.advance_notice_line_id = {line}.id AND NOT EXISTS "
        "(SELECT 1 FROM receipt_reversal rv WHERE rv.receipt_line_id = rl.id)), 0)"
    )


def is_coming(line: str) -> str:
    """Return the rule that something is still to come of a purchase line (an alias)."""
    # The first half is the cheap one: most lines have come in full.
    return f"({line}.quantity > {line}.received AND {to_come(line)} > 0)"
