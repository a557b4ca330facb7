"""A page of a PDF as Qt's own picture; may be made in any thread."""

from PySide6.QtGui import QImage

from warehouse_app.documents.pictures import picture


def page_image(pdf: bytes, page: int, scale: float) -> QImage:
    """Return a page (from 0) with `scale` dots to the point."""
    made = picture(pdf, page, scale)
    # A copy, since the image would only borrow the pixels.
    return QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
