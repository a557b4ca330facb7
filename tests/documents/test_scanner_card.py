"""The card that tests a scanner: its two codes are read as the test knows them, on paper and on a screen."""

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.conftest import Desk
from tests.documents.rendering import DOTS_PER_INCH, codes, texts
from warehouse_app.documents.scanner_card import (
    card_gs1_words,
    card_stripes,
    scanner_card_pdf,
    scanner_card_title,
)
from warehouse_app.documents.sheets import CARD_NUMBER
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.print_jobs import print_job, print_job_pdf
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN
from warehouse_app.services.papers import make_paper, queue_paper


def read(picture: Image.Image) -> list[tuple[bytes, str]]:
    """Return what a scanner would type for each code of a picture, and how it calls their kind, from the top down."""
    found = sorted(zxingcpp.read_barcodes(picture), key=lambda code: code.position.top_left.y)
    return [(code.bytes, code.symbology_identifier) for code in found]


def page(pdf: bytes, dots_per_inch: int = DOTS_PER_INCH) -> Image.Image:
    """Return the only page of a document as a picture."""
    [only] = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = only.render(scale=dots_per_inch / 72).to_pil()
    return picture


BOTH = [(CARD_PLAIN.encode(), "]C0"), (CARD_GS1.encode(), "]C1")]
"""The second one is GS1-128: with FNC1 at its beginning, and where the group separator is typed."""


@pytest.mark.parametrize("dots_per_inch", [120, DOTS_PER_INCH, 300])
def test_both_codes_are_read_from_paper_as_the_test_expects_them(dots_per_inch: int) -> None:
    assert read(page(scanner_card_pdf("en"), dots_per_inch)) == BOTH


def test_the_codes_stay_within_the_page_with_their_quiet_zones() -> None:
    [found] = codes(scanner_card_pdf("en"))
    module = 4 * 72 / 203
    assert [code.format for code in found] == ["Code 128", "Code 128"]
    # What is printed begins at 12 mm, the bars ten modules further on.
    assert all(code.left == pytest.approx(34 + 10 * module, abs=3) for code in found)


@pytest.mark.parametrize("pixels", [1, 2, 3])
def test_the_stripes_for_a_screen_are_the_same_codes(pixels: int) -> None:
    found = []
    for stripes in card_stripes():
        assert stripes[:10] == stripes[-10:] == (False,) * 10
        row = bytes(0 if dark else 255 for dark in stripes for _ in range(pixels))
        found += read(Image.frombytes("L", (len(row), 40), row * 40))
    assert found == BOTH


def test_the_card_says_what_to_do_and_what_its_codes_hold() -> None:
    [text] = texts(scanner_card_pdf("en"))
    assert text.startswith("Scanner test card 1. In the program, open Settings, Scanner, Test my scanner. 2. Scan the")
    assert f"First code {CARD_PLAIN} Second code (GS1) {card_gs1_words()} If nothing arrives" in text
    assert card_gs1_words() == "(01)09506000134352(10)Zy-4m(21)aQ7w"
    assert text.endswith("Scanner test card Page 1 of 1")


def test_the_card_is_printed_like_any_document_and_no_copy_of_it_says_so(desk: Desk) -> None:
    paper = make_paper(desk.store, DocumentKind.SCANNER_CARD, CARD_NUMBER, language="en")
    assert (paper.number, paper.title, paper.copy, paper.pages) == ("TEST-CARD", scanner_card_title("en"), 0, 1)
    assert paper.pdf == scanner_card_pdf("en")


def test_the_card_can_be_printed_any_number_of_times(desk: Desk) -> None:
    shown = make_paper(desk.store, DocumentKind.SCANNER_CARD, CARD_NUMBER, language="en")
    queued = [queue_paper(desk.store, desk.act, shown, "Laser", language="en").job for _ in range(3)]
    with desk.store.snapshot():
        found = [print_job(job) for job in queued]
        assert {print_job_pdf(job) for job in queued} == {scanner_card_pdf("en")}
    assert [(job.kind, job.number, job.copy, job.title) for job in found] == [
        (DocumentKind.SCANNER_CARD, "TEST-CARD", copy, "Scanner test card") for copy in range(3)
    ]
