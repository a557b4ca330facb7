"""Codes on paper are read exactly as they were meant, whatever the text."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.documents.rendering import codes
from warehouse_app.documents.barcodes import DOT, LOCATION, ORDER, PICK_LIST, own_code, symbol

ROOM = 67 * 72 / 25.4


def printed(text: str) -> bytes:
    """Return a page with nothing but the code for `text`."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(250, 150), invariant=1)
    symbol(text, ROOM, 30).draw_on(canvas, 20, 20)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("prefix", "number", "code"),
    [
        (LOCATION, "A-01-1", "L-A-01-1"),
        (LOCATION, "L-7", "L-7"),
        (ORDER, "O1", "SO-O1"),
        (ORDER, "SO-7", "SO-7"),
        (ORDER, "so-7", "SO-so-7"),
        (PICK_LIST, "PL-1", "PL-1"),
        (PICK_LIST, "1", "PL-1"),
    ],
)
def test_a_code_is_the_number_after_the_prefix_unless_it_begins_so(prefix: str, number: str, code: str) -> None:
    assert own_code(prefix, number) == code


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=83).map("L-{}x".format))
@example("L-12345678901234567x")
@example("L-~ !\"#$%&'()*+,x")
def test_plain_text_is_read_exactly(text: str) -> None:
    [[code]] = codes(printed(text))
    assert code.text == text


@pytest.mark.parametrize("text", ["SO-Łódź-1", "SO-漢字", "SO-é", "SO-🎉", "SO-Ελλάδα", "SO-ж"])
def test_text_beyond_ascii_is_a_qr_code_that_is_read_exactly(text: str) -> None:
    [[code]] = codes(printed(text))
    assert (code.text, code.format) == (text, "QR Code")


def test_the_bars_are_wide_where_there_is_room_narrower_where_not_and_a_qr_code_where_they_would_be_too_thin() -> None:
    def modules(length: int) -> int:
        return (length + 3) * 11 + 2 + 20

    wide, narrow, square = (symbol("X" * length, ROOM, 30) for length in (9, 19, 20))
    assert wide.width == pytest.approx(modules(9) * 3 * DOT)
    assert narrow.width == pytest.approx(modules(19) * 2 * DOT)
    assert narrow.width <= ROOM < modules(20) * 2 * DOT
    assert square.width == square.height
    assert wide.height == narrow.height == 30


def test_a_thinner_code_can_be_asked_for() -> None:
    assert symbol("SO-1", ROOM, 30, dots=2).width == pytest.approx(symbol("SO-1", ROOM, 30).width * 2 / 3)
