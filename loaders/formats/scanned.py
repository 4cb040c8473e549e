"""Pages of a PDF that OCR must read: pictures of them, what it found, what is doubtful about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
_DOUBTFUL = 0.7  # mean confidence of a page's words
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
    from loaders.formats.ocr import NoOcrError, PageImage, recognise  # noqa: PLC0415 - most files need no OCR

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
    found.pages += read
    for page, ink in zip(read, (ink for ink in inks if ink > _BLANK), strict=True):
        found.troubles += _doubts(page, ink)


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


def _doubts(page: PageWords, ink: float) -> list[Trouble]:
    """What is doubtful about a page that OCR read; ``ink`` is the share of dark pixels on it."""
    number, confidence = page.page.number, page.page.confidence
    if confidence is None or (len(page.words) < _FEW and ink > _FULL):
        vi, en = f"trang {number}: OCR không đọc được", f"page {number}: OCR could not read it"
        return [Trouble(FindingKind.UNREADABLE, vi, en, number, whole=False)]
    if page.words and confidence < _DOUBTFUL:
        vi = f"trang {number}: OCR đọc với độ tin cậy {confidence:.0%}"
        en = f"page {number}: OCR read it with a confidence of {confidence:.0%}"
        return [Trouble(FindingKind.OCR_DOUBTFUL, vi, en, number)]
    return []
