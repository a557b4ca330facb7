"""A window in a house with a pick list, and documents of any length to look at."""

from tests.documents.test_pick_list import forty_stops
from tests.services.papers import release_list
from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, take
from tests.ui.conftest import Window
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.documents.pictures import page_sizes
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.printing import Paper

PRINT_JOBS = Changes(frozenset({Area.PRINT_JOBS}))


def furnish(window: Window) -> str:
    """Fill the house, release a pick list in it, and return its number."""
    take(window.house, *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS)
    return release_list(window.house)


def long_paper() -> Paper:
    """Return a list of several pages."""
    pdf = pick_list_pdf(forty_stops())
    return Paper(DocumentKind.PICK_LIST, "PL-000123", 0, "Pick list PL-000123", len(page_sizes(pdf)), pdf)
