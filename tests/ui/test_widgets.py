"""Widgets that show something: each is named for a screen reader, and shows text as it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.seeing import colours_in, shown
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Icon, Look
from warehouse_app.ui.look.tokens import LIGHT
from warehouse_app.ui.widgets import (
    Badge,
    Caption,
    ElidedText,
    EmptyState,
    Facts,
    Field,
    Form,
    Heading,
    KeyButton,
    Label,
    Panel,
    Rail,
    RailButton,
    Scrolled,
    StatusLine,
    StatusPiece,
    Title,
    Weight,
    badge_size,
    paint_badge,
)

TRICKY = "<b>Pack & ship</b>"


@pytest.mark.parametrize(
    "widget", [Title, Heading, Caption, Label, ElidedText], ids=["title", "heading", "caption", "label", "elided"]
)
def test_a_label_shows_plain_text(qtbot: QtBot, widget: Callable[[str], QLabel]) -> None:
    label = widget(TRICKY)
    qtbot.addWidget(label)
    assert label.text() == TRICKY
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_value_can_be_selected_where_it_should_be(qtbot: QtBot) -> None:
    assert Label("SO-1", selectable=True).textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not Label("SO-1").textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_text_without_room_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    text = ElidedText("Pick list PL-7 was released with 12 lines.")
    assert text.toolTip() == text.text()
    assert text.minimumSizeHint().width() < text.sizeHint().width() / 3
    text.setText("a <b>")
    assert text.toolTip() == "<qt>a &lt;b&gt;</qt>"


@pytest.mark.parametrize("tone", list(Tone))
def test_a_badge_has_the_colours_of_its_tone_and_its_icon(qtbot: QtBot, tone: Tone) -> None:
    badge = Badge("Waiting", tone)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    colours = Look.current().tone(tone)
    assert {colours.soft, colours.ink} <= colours_in(badge)
    assert badge_size("Waiting", tone).width() == badge_size("Waiting").width() + 14 + 4, "the icon has its room"


def test_a_badge_without_tone_is_grey_and_may_change(qtbot: QtBot) -> None:
    badge = Badge("B")
    qtbot.addWidget(badge)
    badge.resize(60, 24)
    assert LIGHT.raised in colours_in(badge)
    badge.set_badge("A", Tone.ERROR)
    assert badge.text() == "A"
    assert LIGHT.error_tone.soft in colours_in(badge)
    assert LIGHT.raised not in colours_in(badge)


def test_a_badge_can_be_painted_into_a_cell(qapp: QApplication) -> None:
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_badge(painter, QPointF(20, 10), "Kept", Tone.OK)
    painter.end()
    size = badge_size("Kept", Tone.OK)
    inside = QPoint(round(20 + size.width() / 2), 13)
    assert image.pixelColor(inside).name() == LIGHT.ok_tone.soft
    assert image.pixelColor(round(20 + size.width() + 3), 20).name() == "#ffffff"


def test_a_panel_shows_its_title_actions_and_content(qtbot: QtBot) -> None:
    action, content = QPushButton("Copy"), QLabel("text")
    panel = Panel("SO-1002", action)
    panel.add(content)
    qtbot.addWidget(panel)
    panel.show()
    assert (panel.title.text(), panel.accessibleName()) == ("SO-1002", "SO-1002")
    assert action.y() < content.y()
    panel.set_title("")
    assert not panel.title.isVisible()


def test_facts_are_pairs_whose_values_are_named_by_their_labels(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("Customer", "Frankenversand"), ("Status", "Waiting", Tone.WARN), ("Note", TRICKY)])
    names = [each.accessibleName() for each in facts.findChildren(QLabel) if each.accessibleName()]
    assert names == ["Customer: Frankenversand", "Status: Waiting", f"Note: {TRICKY}"]
    assert [badge.text() for badge in facts.findChildren(Badge)] == ["Waiting"]
    assert {each.textFormat() for each in facts.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_new_facts_take_the_place_of_the_old_and_the_same_are_left_alone(qtbot: QtBot) -> None:
    facts = Facts(columns=2)
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts([("A", "1"), ("B", "2"), ("C", "3")])
    QApplication.processEvents()
    labels = [each for each in facts.findChildren(Caption) if each.isVisible()]
    facts.show_facts([("A", "1"), ("B", "2"), ("C", "3")])
    assert [each for each in facts.findChildren(Caption) if each.isVisible()] == labels
    facts.show_facts([("D", "4")])
    QApplication.processEvents()
    assert [each.text() for each in facts.findChildren(Caption) if each.isVisible()] == ["D"]


def test_an_empty_state_says_what_to_do(qtbot: QtBot) -> None:
    button = KeyButton("Release", weight=Weight.PRIMARY)
    state = EmptyState(Icon.PICK, "No pick list yet", "Release what can go.", button)
    qtbot.addWidget(state)
    state.resize(600, 400)
    state.show()
    assert state.accessibleName() == "No pick list yet Release what can go."
    assert state.title.y() < state.sentence.y() < button.y()
    state.show_state(Icon.SEARCH, "Nothing found", "Search for something else.")
    assert (state.title.text(), state.sentence.text()) == ("Nothing found", "Search for something else.")


def test_what_is_scrolled_is_as_wide_as_its_room_and_as_high_as_its_text(qtbot: QtBot) -> None:
    form = Form([Field(f"Field {number}", QLineEdit()) for number in range(30)])
    scrolled = Scrolled(form)
    qtbot.addWidget(scrolled)
    scrolled.resize(300, 200)
    scrolled.show()
    assert form.height() > 1000
    assert form.width() == scrolled.viewport().width()
    assert not scrolled.horizontalScrollBar().isVisible()


def test_a_field_names_its_editor_and_tells_it_what_is_wrong(qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = Field("Printer", editor, "Host and port.")
    qtbot.addWidget(field)
    field.show()
    assert (editor.accessibleName(), editor.accessibleDescription()) == ("Printer", "Host and port.")
    assert field.label.buddy() is editor
    field.set_error("“9l00” is no port number.")
    assert (field.error, editor.accessibleDescription()) == ("“9l00” is no port number.",) * 2
    assert editor.property("invalid") is True
    field.set_error("")
    assert (field.error, editor.accessibleDescription(), editor.property("invalid")) == ("", "Host and port.", False)


def test_an_error_takes_room_only_while_there_is_one(qtbot: QtBot) -> None:
    field = Field("Printer", QLineEdit())
    qtbot.addWidget(field)
    before = field.sizeHint().height()
    field.set_error("Wrong.")
    assert field.sizeHint().height() > before
    field.set_error("")
    assert field.sizeHint().height() == before


def test_a_form_lays_fields_into_columns_and_clears_their_errors(qtbot: QtBot) -> None:
    fields = [Field(str(number), QLineEdit()) for number in range(4)]
    form = Form(fields[:3], columns=2)
    assert form.add(fields[3]) is fields[3]
    qtbot.addWidget(form)
    form.resize(600, 300)
    form.show()
    for field in fields:
        field.set_error("Wrong.")
    QApplication.processEvents()
    assert [(field.x() > 0, field.y() > 0) for field in fields] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]
    form.clear_errors()
    assert [field.error for field in fields] == [""] * 4


def test_one_page_of_the_rail_is_chosen_by_click_or_key(qtbot: QtBot) -> None:
    rail = Rail()
    receive = rail.add(RailButton(Icon.RECEIVE, "Receive", "F2"))
    waiting = rail.add(RailButton(Icon.BACK_ORDERS, "Back orders", "F3"))
    settings = rail.add(RailButton(Icon.SETTINGS, "Settings", "F10"), bottom=True)
    window = shown(qtbot, rail, height=500)
    QTest.mouseClick(receive, Qt.MouseButton.LeftButton)
    assert (receive.isChecked(), waiting.isChecked()) == (True, False)
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert (receive.isChecked(), waiting.isChecked()) == (False, True)
    assert receive.y() < waiting.y() < settings.y()
    assert settings.geometry().bottom() > rail.height() - 20


def test_a_page_of_the_rail_tells_its_key_and_how_much_waits(qtbot: QtBot) -> None:
    button = RailButton(Icon.BACK_ORDERS, "Back orders", "F3")
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()
    button.set_count("128")
    assert (button.accessibleName(), button.accessibleDescription()) == ("Back orders 128", "F3")
    assert button.sizeHint().width() > narrow
    assert button.sizeHint().height() == 44


def test_the_pages_of_the_rail_stand_closer_where_the_window_is_low(qtbot: QtBot) -> None:
    rail = Rail()
    pages = [rail.add(RailButton(Icon.ORDERS, f"Page {number}")) for number in range(12)]
    window = shown(qtbot, rail, height=420)
    assert window.height() == 420
    assert all(28 <= page.height() < 44 for page in pages)
    window.resize(window.width(), 900)
    QApplication.processEvents()
    assert {page.height() for page in pages} == {44}


def test_the_status_line_says_a_sentence_in_its_tone(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(600, 40)
    line.show()
    line.tell(Tone.ERROR, "The printer does not answer.")
    assert line.text == "The printer does not answer."
    assert LIGHT.error_tone.ink in colours_in(line)
    line.tell(Tone.OK, "")
    assert LIGHT.error_tone.ink not in colours_in(line)


def test_where_the_line_is_short_pieces_are_icons_that_tell_the_rest_in_their_tooltips(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    person, place = StatusPiece(Icon.PERSON, "anna", "Person"), StatusPiece(Icon.DATABASE, "house.db" * 9, "Database")
    prints = StatusPiece(Icon.PRINT_QUEUE, "No prints", opens=True)
    for piece in (person, place, prints):
        line.add(piece)
    line.resize(1_200, 40)
    line.show()
    assert (place.toolTip(), place.width() > 400) == ("Database", True)
    line.resize(500, 40)
    assert (person.toolTip(), place.toolTip()) == ("Person", "Database · " + "house.db" * 9)
    assert place.sizeHint().width() < 60
    line.resize(line.minimumSizeHint())
    assert (person.toolTip(), prints.width()) == ("Person · anna", prints.sizeHint().width())
    line.resize(1_200, 40)
    assert (person.toolTip(), place.toolTip()) == ("Person", "Database")


def test_a_piece_opens_something_or_is_only_read(qtbot: QtBot) -> None:
    person, prints = (
        StatusPiece(Icon.PERSON, "anna", "Person"),
        StatusPiece(Icon.PRINT_QUEUE, "2", "Prints", opens=True),
    )
    assert (person.focusPolicy(), prints.focusPolicy()) == (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.TabFocus)
    assert (person.accessibleName(), person.toolTip(), prints.accessibleName()) == ("Person anna", "Person", "Prints 2")
    prints.set_piece(Icon.PRINT_QUEUE, "", "No prints")
    assert (prints.text(), prints.accessibleName()) == ("", "No prints")
