"""The prompt can be read from two metres, and none of it is ever cut off."""

import math
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Look, Text
from warehouse_app.ui.widgets import FlowingText, Prompt

LONG = (
    "Scan the bin for 24 pieces of Northwoods Cranberry Sauce, 12 glasses of 340 g, lot 2027-A7-0001, best before "
    "3 March 2027, or scan “Back” to choose another lot of the same item from this delivery of Grandma Kelly’s."
)
UNBROKEN = "00012345678901234567890123456789" * 4


class Page(QWidget):
    """A page of a size with a prompt at its top, without any reply yet."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.prompt = Prompt()
        layout.addWidget(self.prompt)
        layout.addStretch()
        self.resize(width, height)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., Prompt]]:
    """Return a maker of prompts that are shown on a page."""
    pages: list[Page] = []

    def show(width: int, height: int = 800) -> Prompt:
        pages.append(Page(width, height))
        qtbot.addWidget(pages[-1])
        pages[-1].show()
        return pages[-1].prompt

    yield show
    pages.clear()


def texts(prompt: Prompt) -> list[FlowingText]:
    """Return every text of a prompt that is to be seen."""
    parts = (prompt.band.word, prompt.band.headline, prompt.band.rest, prompt.prompt, prompt.notes)
    return [part for part in parts if part.isVisible()]


def assert_whole(prompt: Prompt) -> None:
    """Check that each text has room for all of its lines, and the prompt for all of its texts."""
    for text in texts(prompt):
        layout = text.at_width(text.width())
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        assert sum(line.textLength() for line in lines) == len(text.text())
        assert max(line.naturalTextWidth() for line in lines) <= text.width()
        assert math.ceil(layout.boundingRect().height()) <= text.height()
        assert prompt.rect().contains(text.mapTo(prompt, text.rect().topLeft()))
        assert prompt.rect().contains(text.mapTo(prompt, text.rect().bottomRight()))


@pytest.mark.parametrize("width", [1280, 1040, 480])
@pytest.mark.parametrize("sentence", ["Scan an item.", LONG, UNBROKEN])
def test_a_sentence_is_at_least_28_points_and_never_cut_off(
    shown: Callable[..., Prompt], width: int, sentence: str
) -> None:
    prompt = shown(width)
    prompt.show_reply(Tone.ERROR, "Refused", sentence, ["Nothing was booked.", sentence], sentence)
    QApplication.processEvents()
    assert prompt.width() == width
    assert prompt.prompt.at_width(prompt.prompt.width()).font().pointSizeF() >= 28
    assert prompt.band.headline.at_width(prompt.band.headline.width()).font().pointSizeF() >= 28
    assert_whole(prompt)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_is_whole_at_every_scale(shown: Callable[..., Prompt], scale: float) -> None:
    look = Look.current()
    before = look.theme
    prompt = shown(1040, 1200)
    prompt.show_reply(Tone.WARN, "Check", LONG, ["A note."], LONG)
    try:
        look.theme = type(before)(scale=scale)
        look.changed.emit(look.theme)
        QApplication.processEvents()
        assert prompt.prompt.at_width(prompt.prompt.width()).font().pointSizeF() == 28 * (1 + (scale - 1) / 2)
        assert_whole(prompt)
    finally:
        look.theme = before
        look.changed.emit(before)


def test_a_short_prompt_is_larger_than_a_long_one(shown: Callable[..., Prompt]) -> None:
    prompt = shown(1280)
    prompt.show_reply(Tone.ASK, "", "", prompt="Scan an item.")
    assert prompt.prompt.at_width(1280).font().pointSizeF() == Text.PROMPT_LARGE.points == 36
    prompt.show_reply(Tone.ASK, "", "", prompt=LONG)
    assert prompt.prompt.at_width(1280).font().pointSizeF() == Text.PROMPT.points == 28


def test_it_is_whole_in_a_splitter_that_asks_nobody(qtbot: QtBot) -> None:
    splitter = QSplitter(Qt.Orientation.Vertical)
    prompt, below = Prompt(), QWidget()
    splitter.addWidget(prompt)
    splitter.addWidget(below)
    splitter.resize(600, 900)
    qtbot.addWidget(splitter)
    splitter.show()
    prompt.show_reply(Tone.OK, "Booked", LONG, [], LONG)
    splitter.setSizes([1, 900])
    QApplication.processEvents()
    assert_whole(prompt)


def test_a_longer_headline_in_place_of_a_short_one_is_whole(shown: Callable[..., Prompt]) -> None:
    prompt = shown(500)
    for headline in ("Booked", LONG, "Booked", LONG):
        prompt.show_reply(Tone.OK, "Done", headline, prompt="Scan an item")
        QApplication.processEvents()
        assert_whole(prompt)


def test_it_takes_less_room_again_after_a_long_reply(shown: Callable[..., Prompt]) -> None:
    prompt = shown(1280)
    prompt.show_reply(Tone.ASK, "", "", prompt="Scan an item.")
    QApplication.processEvents()
    before = prompt.height()
    prompt.show_reply(Tone.ERROR, "Refused", LONG, [LONG], LONG)
    QApplication.processEvents()
    assert prompt.height() > 2 * before
    prompt.show_reply(Tone.ASK, "", "", prompt="Scan an item.")
    QApplication.processEvents()
    assert prompt.height() == before


def picture(prompt: Prompt) -> QImage:
    """Return what is to be seen."""
    QApplication.processEvents()
    return prompt.grab().toImage()


@pytest.mark.parametrize("tone", list(Tone))
def test_the_band_has_the_colour_of_the_tone_and_its_icon(shown: Callable[..., Prompt], tone: Tone) -> None:
    prompt = shown(800)
    prompt.show_reply(tone, "Word", "Headline")
    image = picture(prompt)
    colours = Look.current().tone(tone)
    assert image.pixelColor(400, 4).name() == colours.solid
    left = {image.pixelColor(x, y).name() for x in range(24, 80) for y in range(16, 80)}
    assert QColor(colours.on_solid).name() in left, "the icon is beside the word"


def test_without_a_headline_there_is_no_band_and_without_notes_no_gap(shown: Callable[..., Prompt]) -> None:
    prompt = shown(800)
    prompt.show_reply(Tone.ASK, "Next", "", prompt="Scan an item.")
    assert texts(prompt) == [prompt.prompt]
    prompt.show_reply(Tone.OK, "Booked", "24 pieces", ["First.", "Second."])
    assert texts(prompt) == [prompt.band.word, prompt.band.headline, prompt.notes]
    assert prompt.notes.at_width(prompt.notes.width()).lineCount() == 2, "each note begins a line"


def test_what_looks_like_html_is_shown_as_it_is(shown: Callable[..., Prompt]) -> None:
    prompt = shown(800)
    prompt.show_reply(Tone.OK, "<b>Booked</b>", "<img src=x> & Co", prompt="<i>go on</i>")
    formats = {text.textFormat() for text in texts(prompt)}
    assert formats == {Qt.TextFormat.PlainText}
    assert prompt.band.headline.at_width(2000).text() == "<img src=x> & Co"


def test_a_screen_reader_is_told_all_of_it_in_the_order_of_reading(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    prompt = Prompt()
    qtbot.addWidget(prompt)
    prompt.show_reply(Tone.OK, "Booked", "24 Chai into A-03-2.", ["18 wait."], "Scan the next item.")
    said = "Booked 24 Chai into A-03-2. Scan the next item. 18 wait."
    assert prompt.accessibleName() == said
    assert told[-1] == said


def test_it_reads_from_the_right_where_people_do(qtbot: QtBot) -> None:
    text = FlowingText("Scan an item.")
    text.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(text)
    line = text.at_width(600).lineAt(0)
    assert line.naturalTextRect().right() > 599


def test_of_a_long_refusal_only_the_first_sentence_is_large(shown: Callable[..., Prompt]) -> None:
    prompt = shown(640, 640)
    first, rest = (
        "No printer is chosen here for labels of goods.",
        "Choose one in Settings, Printers, then print it again; nothing was lost.",
    )
    prompt.show_reply(Tone.ERROR, "Stop", f"{first} {rest}", prompt="Scan the item")
    assert (prompt.band.headline.text(), prompt.band.rest.text()) == (first, rest)
    assert_whole(prompt)
    assert prompt.band.height() <= 640 / 3
    prompt.show_reply(Tone.ERROR, "Stop", "Not known: X. Scan it again.", prompt="Scan the item")
    assert (prompt.band.headline.text(), prompt.band.rest.isVisible()) == ("Not known: X. Scan it again.", False)
