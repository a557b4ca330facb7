"""Ctrl+K: one field that finds any item, document, customer, supplier, place, page or action, and opens it.

`lines` what is offered · `shown` the list of it · `seeker` the field and the list over the page
"""

from warehouse_app.ui.seeking.seeker import Seeker

__all__ = ["Seeker"]
