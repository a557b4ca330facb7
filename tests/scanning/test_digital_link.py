"""The fields of a GS1 Digital Link."""

import pytest

from warehouse_app.scanning.digital_link import is_link, split
from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason

YEAR = 2026
LINK = "https://id.gs1.org/01/04006381333931"


@pytest.mark.parametrize(
    ("uri", "elements"),
    [
        (LINK, [("01", "04006381333931")]),
        ("HTTP://Example.com:8080/a/b/01/04006381333931", [("01", "04006381333931")]),
        ("https://example.com/01/4006381333931", [("01", "04006381333931")]),
        ("https://example.com/01/96385074", [("01", "00000096385074")]),
        (
            f"{LINK}/22/2A/10/AB%2FC/21/A+1?17=261231&3103=001500",
            [
                ("01", "04006381333931"),
                ("22", "2A"),
                ("10", "AB/C"),
                ("21", "A+1"),
                ("17", "261231"),
                ("3103", "001500"),
            ],
        ),
        (f"{LINK}/235/X?10=A", [("01", "04006381333931"), ("235", "X"), ("10", "A")]),
        (f"{LINK}?&utm=1&single&17=261231#more", [("01", "04006381333931"), ("17", "261231")]),
        (
            "https://a/01/x/00/340123450000000000?02=04006381333931&37=48",
            [("00", "340123450000000000"), ("02", "04006381333931"), ("37", "48")],
        ),
        ("https://a/414/4000001000005/254/7", [("414", "4000001000005"), ("254", "7")]),
        ("https://a/417/4000001000005", [("417", "4000001000005")]),
        # Keys that nothing here uses are read like the others.
        ("https://a/253/1231231231232AB", [("253", "1231231231232AB")]),
        ("https://a/255/1231231231232", [("255", "1231231231232")]),
        ("https://a/401/1234AB", [("401", "1234AB")]),
        ("https://a/402/12345678901234560", [("402", "12345678901234560")]),
        ("https://a/415/4000001000005/8020/INV1", [("415", "4000001000005"), ("8020", "INV1")]),
        ("https://a/8003/01231231231232X", [("8003", "01231231231232X")]),
        ("https://a/8004/1234X/7040/1234", [("8004", "1234X"), ("7040", "1234")]),
        ("https://a/8006/040063813339310102/10/L", [("8006", "040063813339310102"), ("10", "L")]),
        ("https://a/8010/1234-5/8011/12", [("8010", "1234-5"), ("8011", "12")]),
        ("https://a/8013/1987654Ad4X4bL5ttr2310c2K", [("8013", "1987654Ad4X4bL5ttr2310c2K")]),
        ("https://a/8017/340123450000000000/8019/1", [("8017", "340123450000000000"), ("8019", "1")]),
        ("https://a/8018/340123450000000000", [("8018", "340123450000000000")]),
    ],
)
def test_links_say_what_a_symbol_says(uri: str, elements: list[tuple[str, str]]) -> None:
    assert is_link(uri)
    assert split(uri, year=YEAR) == tuple(Element(*element) for element in elements)


@pytest.mark.parametrize(
    ("uri", "code", "facts"),
    [
        ("https://", Gs1Reason.LINK_MALFORMED, {}),
        ("https://example.com", Gs1Reason.LINK_WITHOUT_KEY, {}),
        ("https://[::1", Gs1Reason.LINK_MALFORMED, {}),
        ("https://exa$mple/01/04006381333931", Gs1Reason.LINK_MALFORMED, {}),
        (f"{LINK}/10/A B", Gs1Reason.LINK_MALFORMED, {}),
        (f"{LINK}/10/Ä", Gs1Reason.LINK_MALFORMED, {}),
        ("https://example.com/", Gs1Reason.LINK_WITHOUT_KEY, {}),
        ("https://example.com/shoes/41", Gs1Reason.LINK_WITHOUT_KEY, {}),
        ("https://example.com/10/ABC", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/0112/A", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/21/S/10/L", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}/10/L/10/L", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}/10/L/235/X", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}?10=L", Gs1Reason.LINK_ORDER, {"ai": "10"}),
        (f"{LINK}/10/L?10=L", Gs1Reason.LINK_TWICE, {"ai": "10"}),
        (f"{LINK}?01=04006381333931", Gs1Reason.LINK_TWICE, {"ai": "01"}),
        (f"{LINK}?17=261231&17=261231", Gs1Reason.LINK_TWICE, {"ai": "17"}),
        (f"{LINK}?999=1", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "999"}),
        (f"{LINK}?8=1", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "8"}),
        (f"{LINK}/10/", Gs1Reason.TOO_SHORT, {"ai": "10", "minimum": 1}),
        (f"{LINK}?99=", Gs1Reason.TOO_SHORT, {"ai": "99", "minimum": 1}),
        (f"{LINK}?17=261331", Gs1Reason.DATE, {"ai": "17", "value": "261331"}),
        (f"{LINK}/10/A%00", Gs1Reason.CHARACTER, {"ai": "10", "character": "U+0000"}),
        (f"{LINK}/10/A%1D21B", Gs1Reason.CHARACTER, {"ai": "10", "character": "U+001D"}),
        (f"{LINK}?99=%D9%A3", Gs1Reason.CHARACTER, {"ai": "99", "character": "٣"}),
        (f"{LINK}?240=A+B", Gs1Reason.CHARACTER, {"ai": "240", "character": " "}),
        (f"{LINK}?8200=a", Gs1Reason.LINK_ORDER, {"ai": "8200"}),  # a field that links may not carry
        (f"{LINK}?8006=1", Gs1Reason.TOO_SHORT, {"ai": "8006", "minimum": 18}),
        ("https://a/00/340123450000000000?21=A", Gs1Reason.LINK_ORDER, {"ai": "21"}),
        (
            "https://a/8003/01231231231231",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "8003", "value": "1231231231231", "expected": 2},
        ),
        ("https://a/401/123", Gs1Reason.COMPANY_PREFIX, {"ai": "401", "value": "123"}),
        ("https://a/8004/1234X/254/1", Gs1Reason.LINK_ORDER, {"ai": "8004"}),
        (
            "https://example.com/01/4006381333930",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "01", "value": "04006381333930", "expected": 1},
        ),
        ("https://example.com/01/400638133393A", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
        ("https://example.com/01/12345", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
    ],
)
def test_other_addresses_are_refused(uri: str, code: Gs1Reason, facts: dict[str, str | int]) -> None:
    assert is_link(uri)
    assert split(uri, year=YEAR) == Gs1Fault(code, facts)


def test_only_the_web_is_a_link() -> None:
    assert [text for text in ("mailto:a@example.com", "4006381333931", "id.gs1.org/01/1", "") if is_link(text)] == []
