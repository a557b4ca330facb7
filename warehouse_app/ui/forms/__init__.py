"""Forms: what is made and edited by hand.

`sheet` the form itself with Save and Discard · `fields` its fields, with `places` · `readers` from text to value and
back · `grid` the lines of a document, with `lines` and `cells` · `document` what the forms of such documents share,
with `scans` · `reason` a dialog that asks for a word and its reason
"""

from warehouse_app.ui.forms.document import DocumentForm, refuse_changed, under_new_number
from warehouse_app.ui.forms.fields import ChoiceField, PickField, TypedField, ValueField, YesNoField
from warehouse_app.ui.forms.grid import LineGrid
from warehouse_app.ui.forms.lines import GridColumn, Line
from warehouse_app.ui.forms.places import place_field
from warehouse_app.ui.forms.readers import IDENTIFIER, NAME, NOTE, PRIORITY_CLASS, Readers, Wrong, optional, required
from warehouse_app.ui.forms.reason import ReasonDialog
from warehouse_app.ui.forms.sheet import Closed, FormSheet, Storing

__all__ = [
    "IDENTIFIER",
    "NAME",
    "NOTE",
    "PRIORITY_CLASS",
    "ChoiceField",
    "Closed",
    "DocumentForm",
    "FormSheet",
    "GridColumn",
    "Line",
    "LineGrid",
    "PickField",
    "Readers",
    "ReasonDialog",
    "Storing",
    "TypedField",
    "ValueField",
    "Wrong",
    "YesNoField",
    "optional",
    "place_field",
    "refuse_changed",
    "required",
    "under_new_number",
]
