"""PDF to text: each page by its own text where that can be trusted, by OCR where not.

Scripts and attachments of a PDF are never run or opened.

>>> read(b"%PDF-1.7 cut short", "a.pdf")
Traceback (most recent call last):
    ...
loaders.errors.ReadError: a.pdf (the whole file): the PDF is damaged; delete it, or save the document again
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words
from loaders.formats import scanned, stamps, textlayer
from loaders.formats.encodings import from_legacy
from loaders.formats.layout import PageWords, compose
from loaders.formats.pdfium import OpenPage, signatures
from loaders.formats.rendered import Rendered, Writer
from ontology.codes import FindingKind, ReadAs
from ontology.source import Metadatum, Page, Trouble


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with the text of the file's own."""

    words: PageWords
    text: str = ""
    pictured: bool = False


def read(data: bytes, relative: str) -> Rendered:
    """The text of a PDF; raises ReadError where it cannot be opened, or no page of it can be read."""
    document = _open(data, relative)
    try:
        return _read(document, relative)
    except pdfium.PdfiumError as error:
        raise _damaged(relative) from error
    finally:
        document.close()


def _open(data: bytes, relative: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            problem = Words("it is locked by a password", "tệp bị khóa bằng mật khẩu")
            remedy = Words("save it without a password", "lưu lại không có mật khẩu")
            raise ReadError(relative, WHOLE_FILE, problem, remedy) from error
        raise _damaged(relative) from error
    if len(document) == 0:
        document.close()
        raise ReadError(relative, WHOLE_FILE, Words("it has no pages", "tệp không có trang nào"), SAVE_AGAIN)
    return document


def _damaged(relative: str) -> ReadError:
    return ReadError(relative, WHOLE_FILE, Words("the PDF is damaged", "tệp PDF bị hỏng"), SAVE_AGAIN)


def _read(document: pdfium.PdfDocument, relative: str) -> Rendered:
    writer = Writer()
    signed = [Metadatum(f"signature.{key}", value) for key, value in signatures(document)]  # lost with flat pages
    sheets = [_sheet(document, index, writer) for index in range(len(document))]
    good = textlayer.usable([(sheet.text, sheet.pictured) for sheet in sheets])
    pages = [sheet.words if is_good else _converted(sheet) for sheet, is_good in zip(sheets, good, strict=True)]
    poor = [sheet for sheet, page in zip(sheets, pages, strict=True) if page is None]
    found = scanned.recognised(document, [sheet.words.page for sheet in poor])
    by_ocr = {page.page.number: page for page in found.pages}
    whole = [
        page or by_ocr.get(number, PageWords(sheets[number - 1].words.page, ())) for number, page in enumerate(pages, 1)
    ]
    if not any(page.words for page in whole):
        raise _nothing(relative, missing=found.missing)
    writer.troubles += found.troubles
    writer.pages += [page.page for page in whole]
    writer.read_as = _read_as(whole)
    compose(whole, writer)
    rendered = writer.done()
    return replace(rendered, metadata=tuple(dict.fromkeys([*rendered.metadata, *_said(document, poor), *signed])))


def _converted(sheet: _Sheet) -> PageWords | None:
    """A page in the letters of TCVN3 or VNI, in Unicode; None where its text is of no use."""
    encoding = textlayer.legacy(sheet.text) if sheet.words.words else ""
    if not encoding:
        return None
    words = tuple(w._replace(text=from_legacy(w.text.replace("Đ", "Ð"), encoding)) for w in sheet.words.words)
    return replace(sheet.words, page=replace(sheet.words.page, read_as=ReadAs.CONVERTED), words=words)


def _sheet(document: pdfium.PdfDocument, index: int, writer: Writer) -> _Sheet:
    """A page with its own text; one that pdfium cannot load is empty, and a trouble."""
    number = index + 1
    try:
        page = OpenPage(document, index)
    except pdfium.PdfiumError:
        vi, en = f"trang {number} bị hỏng", f"page {number} is damaged"
        writer.troubles.append(Trouble(FindingKind.UNREADABLE, vi, en, number, whole=False))
        return _Sheet(PageWords(Page(number), ()))
    try:
        rules, pictured = page.drawing()
        words = PageWords(Page(number, page.width, page.height), page.words(), rules)
        return _Sheet(words, page.text, pictured)
    finally:
        page.close()


def _nothing(relative: str, *, missing: bool) -> ReadError:
    if missing:
        problem = Words(
            "its pages are pictures or their text is broken, and this machine has no OCR",
            "các trang là ảnh hoặc có lớp chữ hỏng mà máy không có phần mềm OCR",
        )
        return ReadError(relative, WHOLE_FILE, problem, scanned.INSTALL)
    problem = Words("there is no text on any page", "không trang nào có chữ")
    return ReadError(relative, WHOLE_FILE, problem, SAVE_AGAIN)


def _read_as(pages: Iterable[PageWords]) -> ReadAs:
    """How most words were read."""
    lengths: Counter[ReadAs] = Counter()
    for page in pages:
        lengths[page.page.read_as] += len(page.words)
    return lengths.most_common(1)[0][0]


def _said(document: pdfium.PdfDocument, poor: Iterable[_Sheet]) -> Iterator[Metadatum]:
    """What the file says of itself: its properties, stamps in text that is not used otherwise."""
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        yield Metadatum(key, value)
    for sheet in poor:
        for key, value in stamps.read(sheet.text.splitlines()):
            yield Metadatum(key, value)
