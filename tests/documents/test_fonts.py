"""Text is fitted into its room: names may be shortened, identifiers never are, and no letter vanishes."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.documents.fonts import BOLD, REGULAR, REPLACEMENT, identified, named, printable, spelled, width

LADDER = ((20, 1), (12, 2), (8, 3))
anything = st.text(max_size=120)


@given(anything)
def test_what_is_printed_has_as_many_letters_as_the_composed_text_and_none_that_the_fonts_lack(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(unicodedata.normalize("NFC", text))
    assert printable(shown) == shown


def test_letters_of_europe_print_as_they_are_and_others_as_a_mark() -> None:
    assert printable("Łódź Ørsted Ελλάδα Чай ½ × – …") == "Łódź Ørsted Ελλάδα Чай ½ × – …"
    assert printable("e\u0301") == "é"
    assert printable("茶\u202eא\t\x00") == REPLACEMENT * 5


@given(anything, st.sampled_from([40.0, 100.0, 170.0]), st.integers(1, 3))
def test_a_name_keeps_to_its_lines_and_its_room(text: str, room: float, lines: int) -> None:
    fitted = named(text, REGULAR, 10, room, lines)
    assert len(fitted.lines) <= lines
    assert all(width(line, REGULAR, 10) <= room + 0.001 for line in fitted.lines)
    whole = "".join("".join(printable(text).split()))
    shown = "".join("".join(fitted.lines).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_a_name_is_broken_between_words_and_shortened_with_an_ellipsis() -> None:
    assert named("Chai", REGULAR, 10, 100, 2).lines == ("Chai",)
    assert named("Sir Rodney's Marmalade", REGULAR, 10, 80, 2).lines == ("Sir Rodney's", "Marmalade")
    assert named("Sir Rodney's Marmalade", REGULAR, 10, 80).lines == ("Sir Rodney's…",)
    assert named("", REGULAR, 10, 80, 2).lines == ()


@given(anything, st.sampled_from([10.0, 60.0, 170.0]))
def test_an_identifier_is_never_shortened(text: str, room: float) -> None:
    fitted = identified(text, BOLD, room, LADDER)
    assert "".join(fitted.lines) == printable(text)
    assert all(width(line, BOLD, fitted.size) <= room + 0.001 or len(line) == 1 for line in fitted.lines)


@given(anything, st.integers(min_value=20, max_value=300))
def test_a_spelled_name_keeps_all_its_letters_within_the_room(text: str, room: int) -> None:
    fitted = spelled(text, BOLD, room, LADDER)
    assert "".join("".join(fitted.lines).split()) == "".join(printable(text).split())
    assert all(width(line, BOLD, fitted.size) <= room + 0.001 or len(line) == 1 for line in fitted.lines)


def test_a_spelled_name_is_broken_between_words_and_inside_one_only_where_it_has_no_room() -> None:
    ladder = ((20, 1), (16, 2), (8, 3))
    assert spelled("Anna", BOLD, 215, ladder) == (("Anna",), BOLD, 20)
    assert spelled("Maximiliane Wolkenstein-Trostburg", BOLD, 215, ladder) == (
        ("Maximiliane", "Wolkenstein-Trostburg"),
        BOLD,
        16,
    )
    assert spelled("Anna-Katharina von Droste", BOLD, 110, ladder).lines == ("Anna-Katharina von", "Droste")
    assert spelled("Q" * 30, BOLD, 110, ladder) == identified("Q" * 30, BOLD, 110, ladder)


def test_an_identifier_gets_smaller_before_it_takes_more_lines() -> None:
    assert identified("A-01-1", BOLD, 100, LADDER) == (("A-01-1",), BOLD, 20)
    assert identified("A-01-1-AND-MORE", BOLD, 100, LADDER) == (("A-01-1-AND-M", "ORE"), BOLD, 12)
    assert identified("A" * 200, BOLD, 100, LADDER).size == 8
