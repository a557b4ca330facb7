"""The fields of a form and the sheet around them: values, what is wrong with them, and what is not saved yet."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.services.stock import furnished
from tests.ui.conftest import Window
from tests.ui.documents import look
from tests.ui.hands import Hands, shown
from warehouse_app.domain.errors import Refused
from warehouse_app.services.contract import Action
from warehouse_app.services.references import RowFault
from warehouse_app.ui.forms import (
    NAME,
    PRIORITY_CLASS,
    ChoiceField,
    Closed,
    FormSheet,
    PickField,
    Readers,
    Storing,
    TypedField,
    YesNoField,
    optional,
    required,
)
from warehouse_app.ui.pickers import Picker, customer_finder
from warehouse_app.ui.widgets import Field
from warehouse_app.ui.words.forms import Wrongly


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    for _ in furnished(at_window.house):
        yield at_window


class Sample(FormSheet):
    """A form with a field of each kind; what it is to store it keeps, or refuses."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.desk)
        read = Readers(window.desk)
        self.text = TypedField(window.desk, "Name", required(NAME), str)
        self.whole = TypedField(window.desk, "Weight", optional(read.whole(0, 500), None), read.write)
        self.money = TypedField(window.desk, "Price", optional(read.money, None), read.write_money)
        self.day = TypedField(window.desk, "From", optional(read.day, None), read.write)
        self.instant = TypedField(window.desk, "At", optional(read.instant, None), read.write, empty="now")
        self.rank = TypedField(window.desk, "Class", optional(PRIORITY_CLASS, "B"), str)
        self.choice = ChoiceField("Ships", [("partial", "in parts"), ("whole", "all at once")])
        self.flag = YesNoField("By lot")
        self.customer = PickField(
            window.desk,
            "Customer",
            Picker(window.desk, customer_finder(window.desk)),
            Wrongly.UNKNOWN_CUSTOMER,
            about=lambda picker: picker.choice.name if picker.choice else "",
            required=False,
        )
        self.add(self.text, self.whole, self.money, self.day, self.instant, self.rank, heading="One of each")
        self.add(self.choice, self.flag, self.customer)
        self.handed_in: list[tuple[str, tuple[object, ...]]] = []
        self.refusals: list[Exception] = []
        self.closings: list[Closed] = []
        self.closed.connect(self._close)

    def _close(self, closed: Closed) -> None:
        self.closings.append(closed)
        self.hide()

    @property
    def values(self) -> tuple[object, ...]:
        return tuple(field.value for field in self.fields)

    def storing(self) -> Storing:
        values = self.values

        def verb(action: Action) -> str:
            self.handed_in.append((action.action_id, values))
            if self.refusals:
                raise self.refusals.pop(0)
            return str(values[0])

        return Storing(values, verb, str)


def sample(window: Window) -> tuple[Hands, Sample]:
    form = Sample(window)
    return shown(window, form), form


def write(hands: Hands, field: Field, text: str) -> None:
    """Write a text into a field in place of what stands there, and leave the field."""
    field.editor.setFocus()
    hands.press("Ctrl+A", "Backspace")
    hands.type(text + "⇥")


def errors(form: Sample) -> dict[str, str]:
    return {field.label.text(): field.error for field in form.fields if field.error}


def test_a_field_holds_what_was_typed_as_a_value_and_shows_how_it_was_understood(window: Window) -> None:
    hands, form = sample(window)
    texts: dict[Field, str] = {
        form.text: "Anna & Co",
        form.whole: "1x",
        form.money: "1,250.5",
        form.day: "9.3.",
        form.instant: "1 Mar 9:05",
        form.rank: "c",
    }
    for field, text in texts.items():
        write(hands, field, text)
    assert errors(form) == {"Weight": "“1x” is no whole number. Write digits only, such as 12."}
    write(hands, form.whole, "12")
    assert errors(form) == {}
    assert form.values[:6] == (
        *("Anna & Co", 12, 125_050, date(2026, 3, 9), datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "C"),
    )
    shown_texts = [field.editor.property("text") for field in (form.money, form.day, form.instant, form.rank)]
    assert shown_texts == ["1250.50", "9 Mar 2026", "1 Mar 2026, 09:05:00", "C"]


def test_what_is_wrong_is_said_below_the_field_and_to_a_screen_reader_until_it_is_changed(window: Window) -> None:
    hands, form = sample(window)
    write(hands, form.text, "")
    write(hands, form.whole, "501")
    write(hands, form.money, "1.2.3")
    write(hands, form.day, "soon")
    assert not form.check()
    assert errors(form) == {
        "Name": "Fill this in.",
        "Weight": "“501” is not between 0 and 500. Correct the number.",
        "Price": "“1.2.3” is no amount. Write it such as 12.50.",
        "From": "“soon” is no day. Write it such as 2 Mar 2026, or +7 for in a week.",
    }
    assert hands.focus() is form.text.editor
    assert form.whole.editor.accessibleDescription() == "“501” is not between 0 and 500. Correct the number."
    hands.type("A")
    assert form.text.error == ""


def test_a_value_that_nobody_touched_is_what_it_was_to_the_last_digit(window: Window) -> None:
    _, form = sample(window)
    moment = datetime(2026, 1, 1, 9, 5, 7, 123_456, tzinfo=UTC)
    form.instant.set(moment)
    form.text.set(" two  spaces ")
    assert form.instant.value == moment
    assert form.text.value == " two  spaces "
    assert not form.dirty


def test_a_form_is_dirty_once_a_field_differs_and_not_when_it_is_as_before(window: Window) -> None:
    hands, form = sample(window)
    form.text.set("Anna")
    form.day.set(date(2026, 3, 9))
    form.choice.set("whole")
    form.flag.set(True)
    assert not form.dirty
    write(hands, form.text, "Ann")
    assert [field for field in form.fields if field.dirty] == [form.text]
    write(hands, form.text, "Anna")
    write(hands, form.day, "+7")
    assert [field for field in form.fields if field.dirty] == []
    form.flag.editor.setFocus()
    hands.type(" ")
    assert form.flag.value is False
    assert [field for field in form.fields if field.dirty] == [form.flag]
    hands.type(" ")
    form.choice.editor.setFocus()
    hands.press("Up")
    assert (form.choice.value, form.dirty) == ("partial", True)


def test_a_field_that_may_not_change_says_why(window: Window) -> None:
    hands, form = sample(window)
    form.text.set("Anna")
    form.text.fix("A name stays.")
    form.text.editor.setFocus()
    hands.type("x")
    assert (form.text.value, form.text.hint.text()) == ("Anna", "A name stays.")
    form.text.fix("")
    assert form.text.editor.isEnabled()
    assert not form.text.hint.isVisible()


def test_something_known_is_picked_with_its_name_below_it(window: Window) -> None:
    hands, form = sample(window)
    form.customer.editor.setFocus()
    hands.type("ben⇥")
    hands.settle()
    assert form.settled
    assert (form.customer.value, form.customer.hint.text()) == ("BEN", "Ben")
    write(hands, form.customer, "nobody")
    hands.settle()
    assert form.customer.error == "There is no customer “nobody”. Choose one from the list."
    write(hands, form.customer, "")
    hands.settle()
    assert (form.customer.value, form.customer.error) == ("", "")


def test_save_hands_in_everything_once_and_closes_the_form(window: Window) -> None:
    hands, form = sample(window)
    write(hands, form.text, "Anna")
    hands.press("Ctrl+S", "Ctrl+S")
    look(window, hands)
    assert [values for _, values in form.handed_in] == [("Anna", None, None, None, None, "B", "partial", False, "")]
    assert form.closings == [Closed("Anna")]


def test_a_refusal_keeps_everything_and_the_same_again_is_the_same_action(window: Window) -> None:
    hands, form = sample(window)
    form.refusals = [Refused(RowFault.UNKNOWN_SUPPLIER, code="X"), Refused(RowFault.UNKNOWN_SUPPLIER, code="X")]
    write(hands, form.text, "Anna")
    for _ in range(2):
        hands.press("Ctrl+S")
        look(window, hands)
    assert form.trouble.text() == "There is no supplier X. Correct the code, or import the suppliers first."
    assert form.closings == []
    assert form.text.value == "Anna"
    write(hands, form.text, "Anne")
    assert form.trouble.text() == ""
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.closings == [Closed("Anne")]
    first, again, other = (action for action, _ in form.handed_in)
    assert first == again != other


def test_a_bug_is_reported_and_what_was_typed_stays(window: Window) -> None:
    hands, form = sample(window)
    bug = ZeroDivisionError("a bug")
    form.refusals = [bug]
    write(hands, form.text, "Anna")
    hands.press("Ctrl+S")
    look(window, hands)
    assert window.reported == [bug]
    window.reported.clear()
    assert form.closings == []
    assert form.text.value == "Anna"
    assert form.save_button.isEnabled()


def test_enter_goes_from_a_picked_field_to_the_next(window: Window) -> None:
    hands, form = sample(window)
    form.customer.editor.setFocus()
    hands.press("Down")
    hands.settle()
    hands.type("⏎")
    assert form.customer.value == "ANN"
    assert hands.focus() is not form.customer.editor
