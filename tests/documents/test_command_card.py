"""Cards and badges: every command has its code and its words, every person a code that signs in."""

from tests.documents.papers import NAME, stays_on_the_page, together
from tests.documents.rendering import codes, read_texts, texts
from warehouse_app.documents.badges import badges_pdf, badges_title
from warehouse_app.documents.command_card import ANSWERS, QUANTITIES, STATIONS, command_card_pdf, command_card_title
from warehouse_app.documents.floor_sheets import BadgeSheet
from warehouse_app.documents.words import CommandWord
from warehouse_app.scanning.codes import BadgeCode, Command, CommandCode, read
from warehouse_app.texts.command_card import SENTENCES

CARD = command_card_pdf("Northwind Traders", "en")


def test_every_command_is_on_the_card_and_each_once() -> None:
    on_it = [*ANSWERS, *STATIONS, Command.QUANTITY]
    assert set(Command) - set(on_it) == {Command.PICK, Command.PACK}
    assert len(on_it) == len({*ANSWERS.values(), *STATIONS.values()}) + 1 == len(Command) - 2


def test_all_codes_are_read_as_what_stands_above_them() -> None:
    answers, hands_free = codes(CARD)
    assert {code.format for page in (answers, hands_free) for code in page} == {"Code 128"}
    assert {code.text for code in answers} == {command.value for command in ANSWERS}
    assert {code.text for code in hands_free} == {
        *(command.value for command in STATIONS),
        *(f"WXQTY{units}" for units in range(1, 13)),
    }
    means = {code.text: read(code.text, year=2026) for code in (*answers, *hands_free)}
    assert means == {
        **{command.value: (CommandCode(command),) for command in (*ANSWERS, *STATIONS)},
        **{f"WXQTY{units}": (CommandCode(Command.QUANTITY, units),) for units in QUANTITIES},
    }


def test_the_card_reads_from_the_first_to_the_last_word() -> None:
    first, second = texts(CARD)
    assert first == (
        "Northwind Traders Command card "
        "Scan a code instead of pressing a button. Keep the card where the scanner is. Answers and actions "
        "OK WXOK Cancel WXCANCEL Yes WXYES No WXNO Done WXDONE Back one step WXBACK "
        "Undo what was booked last WXUNDO Short: no more will come WXSHORT Skip: another place WXSKIP Print WXPRINT "
        "What can I scan now? WXHELP Sign out WXOUT Command card · Northwind Traders Page 1 of 2"
    )
    assert second == (
        "Change to a station Receive WXRECEIVE Move, put away WXMOVE Count WXCOUNT "
        "Look up WXLOOKUP Quantities: scan one before the item "
        f"{' '.join(f'× {units} WXQTY{units}' for units in range(1, 13))} "
        "Command card · Northwind Traders Page 2 of 2"
    )
    assert command_card_title("en") == "Command card"


def test_a_house_with_the_longest_name_has_the_same_card() -> None:
    pdf = command_card_pdf(NAME, "de")
    assert stays_on_the_page(pdf)
    assert read_texts(pdf) == read_texts(CARD)


def test_every_word_of_the_card_has_its_text_and_every_text_its_word() -> None:
    assert set(SENTENCES) == {word.value for word in CommandWord}


def test_each_badge_signs_in_whoever_is_called_so() -> None:
    people = ("anna", "U-BOAT", "Zoë Müller", "Q" * 80, "é" * 80, "ben")
    pdf = badges_pdf(BadgeSheet("Northwind Traders", people, "en"))
    [found] = codes(pdf)
    assert {code.text for code in found} == {f"U-{name}" for name in people}
    assert {code.text: code.format for code in found}["U-anna"] == "Code 128"
    assert {code for text in (f"U-{name}" for name in people) for code in read(text, year=2026)[:1]} == {
        BadgeCode(name) for name in people
    }
    assert stays_on_the_page(pdf)
    for name in people:
        assert together(texts(pdf)).count("".join(name.split())) >= 1
    assert badges_title("en") == "Badges"


def test_badges_stand_two_beside_each_other_and_none_is_split() -> None:
    people = tuple(f"p{at:02}" for at in range(11))
    pages = codes(badges_pdf(BadgeSheet("House", people, "en")))
    assert [[code.text for code in page] for page in pages] == [
        [f"U-{name}" for name in people[:8]],
        [f"U-{name}" for name in people[8:]],
    ]
    assert [page[-12:] for page in texts(badges_pdf(BadgeSheet("House", people, "en")))] == [
        " Page 1 of 2",
        " Page 2 of 2",
    ]


def test_where_nobody_is_known_no_badge_is_needed() -> None:
    [page] = texts(badges_pdf(BadgeSheet("House", (), "en")))
    assert page == "House Badges The house knows nobody by name, so nobody needs a badge. Badges · House Page 1 of 1"
