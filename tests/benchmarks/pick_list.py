"""A pick list of 1,000 stops as PDF with barcodes, against a bare ReportLab canvas drawing the same strings and bars.

Run: `python -m tests.benchmarks.pick_list`. Prints both times, the best of some runs each, and their ratio; to reach:
at most 2.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from time import perf_counter

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from warehouse_app.documents.barcodes import DOT
from warehouse_app.documents.fonts import BOLD, REGULAR
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.documents.sheets import PickListSheet, PickListStop

RUNS = 5
STOPS = 1_000
STOPS_PER_PAGE = 9


def thousand_stops() -> PickListSheet:
    """Return a list like that of a busy morning: every stop another bin, three stops an order."""
    stop = PickListStop(
        0, "", "", "Guaraná Fantástica 355 ml", "", date(2026, 9, 1), 27, 12, "piece", "", "Vins et alcools", ""
    )
    return PickListSheet(
        house="Northwind Traders",
        number="PL-000123",
        released_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
        zone="Europe/Berlin",
        released_by="anna",
        priority_class="A",
        due=date(2026, 3, 4),
        distance_mm=312_400,
        s_shape_mm=428_700,
        stops=tuple(
            replace(
                stop,
                position=at + 1,
                bin=f"{chr(65 + at // 100)}-{at % 100:02}-{at % 4}",
                sku=f"NW-{at:04}",
                lot=f"LOT-{at}",
                order=f"{10_248 + at // 3}",
            )
            for at in range(STOPS)
        ),
        language="en",
    )


def bare(sheet: PickListSheet) -> bytes:
    """Draw the strings and bars of the rows at plain places: nothing measured, nothing translated, no page count."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for at, stop in enumerate(sheet.stops):
        top = 760 - at % STOPS_PER_PAGE * 79
        strings = (
            (BOLD, 11, 34, f"{stop.position}"),
            (BOLD, 24, 62, stop.bin),
            (BOLD, 12, 244, stop.sku),
            (REGULAR, 10, 244, stop.name),
            (BOLD, 9, 244, f"Lot {stop.lot} · Expires 1 Sep 2026"),
            (BOLD, 26, 480, f"{stop.quantity}"),
            (BOLD, 10, 440, "2 × 12 + 3 · piece"),
            (BOLD, 11, 244, f"Order {stop.order}"),
            (REGULAR, 9, 244, stop.customer),
        )
        for down, (font, size, x, text) in enumerate(strings):
            canvas.setFont(font, size)
            canvas.drawString(x, top - 6 * down, text)
        Code128(f"L-{stop.bin}", quiet=0, barWidth=3 * DOT, barHeight=31).drawOn(canvas, 62, top - 60)
        Code128(f"SO-{stop.order}", quiet=0, barWidth=2 * DOT, barHeight=25).drawOn(canvas, 440, top - 60)
        canvas.rect(530, top, 25, 25)
        canvas.line(34, top - 70, 560, top - 70)
        if at % STOPS_PER_PAGE == STOPS_PER_PAGE - 1:
            canvas.showPage()
    for at, order in enumerate(sorted({stop.order for stop in sheet.stops})):
        for font, size, x, text in (
            (BOLD, 11, 34, order),
            (REGULAR, 10, 198, "Vins et alcools"),
            (BOLD, 11, 530, "81"),
        ):
            canvas.setFont(font, size)
            canvas.drawString(x, 760 - at % 40 * 18, text)
        if at % 40 == 39:
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def best(draw: Callable[[PickListSheet], bytes], sheet: PickListSheet) -> float:
    """Return the shortest time of some runs, in seconds."""
    times = []
    for _ in range(RUNS):
        started = perf_counter()
        draw(sheet)
        times.append(perf_counter() - started)
    return min(times)


def main() -> None:
    """Print the floor, the pick list, and the ratio."""
    sheet = thousand_stops()
    pick_list_pdf(sheet)  # The fonts are read once for each process; the floor uses the same.
    floor, ours = best(bare, sheet), best(pick_list_pdf, sheet)
    print(f"bare canvas {floor:.3f} s, pick list {ours:.3f} s, ratio {ours / floor:.2f}")


if __name__ == "__main__":
    main()
