"""Pages of a PDF that OCR must read: pictures of them, what it found, what is doubtful about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
from PIL import Image

from loaders.errors import Words
from loaders.formats.pagewords import PageWords
from loaders.formats.pdfium import picture
from ontology.codes import FindingKind
from ontology.source import Page, Trouble

DOTS = 300  # an inch
_BATCH = 8  # pages whose pictures are held at once
_INK = 128  # of 255: what is darker is ink
_BLANK, _FULL = 0.0003, 0.01  # share of ink: a page below is blank, one above holds something to read
_FEW = 5  # words
INSTALL = Words(
    "install it: apt-get install tesseract-ocr tesseract-ocr-vie",
    "cài đặt: apt-get install tesseract-ocr tesseract-ocr-vie",
)


@dataclass(slots=True)
class Scanned:
    """The pages that OCR read, troubles with others; ``missing``: some need OCR and this machine has none."""

    pages: list[PageWords] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    missing: bool = False


def recognised(document: pdfium.PdfDocument, pages: Sequence[Page]) -> Scanned:
    """The pages as OCR reads them; blank ones have no words."""
    found = Scanned()
    for start in range(0, len(pages), _BATCH):
        _batch(document, pages[start : start + _BATCH], found)
    return found


def _batch(document: pdfium.PdfDocument, pages: Sequence[Page], found: Scanned) -> None:
    from loaders.formats.ocr import NoOcrError, PageImage, recognise, troubles  # noqa: PLC0415 - most files need no OCR

    taken = [(page, *picture(document, page.number - 1, DOTS)) for page in pages]
    inks = [_ink(image) for _, image, _ in taken]
    images = [PageImage(*picture) for picture, ink in zip(taken, inks, strict=True) if ink > _BLANK]
    if not images:
        return
    try:
        read = recognise(images)
    except NoOcrError:
        found.missing = True
        found.troubles += [_no_ocr(image.page.number) for image in images]
        return
    read = [_checked(page, ink) for page, ink in zip(read, (ink for ink in inks if ink > _BLANK), strict=True)]
    found.pages += read
    found.troubles += troubles(read)


def _ink(image: Image.Image) -> float:
    """The share of dark pixels."""
    counts = image.histogram()
    return sum(counts[:_INK]) / max(1, sum(counts))


def _no_ocr(number: int) -> Trouble:
    return Trouble(
        FindingKind.UNREADABLE,
        f"trang {number} là ảnh hoặc có lớp chữ hỏng mà máy không có phần mềm OCR; {INSTALL.vi}",
        f"page {number} is a picture or its text is broken, and this machine has no OCR; {INSTALL.en}",
        number,
        whole=False,
    )


def _checked(page: PageWords, ink: float) -> PageWords:
    """A page that OCR read; it counts as failed on one with few words for its share of dark pixels, ``ink``."""
    if len(page.words) >= _FEW or ink <= _FULL:
        return page
    return replace(page, page=replace(page.page, confidence=None))
