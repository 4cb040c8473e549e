"""The funnel to pdfium: a page's text, words with boxes, drawn lines, picture.

Calls for each word cost more than the extraction of a page's text: they go through prototypes that take plain numbers,
write into one array, and ask for the first and the last character of a word only. pdfium is not thread-safe.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from pypdfium2 import raw

from loaders.formats import drawing
from loaders.formats.drawing import handle, quick
from loaders.formats.pagewords import Rule, Word

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?")  # pdfium writes U+FFFE for a hyphen at a line's end
_LINE = re.compile(r"[^\n]+")
# A number right before a letter, or right behind a letter or a mark at a word's end.
_MIXED = re.compile(r"(?<!\S)\d{1,2}(?=[^\W\d_])|[^\W\d_][\"”’»)\].,;:]?(\d{1,2})(?=[.,;:)]*(?!\S))")
# Found faster: what _MIXED may match.
_BESIDE = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_][\"”’»)\].,;:]\d)|(?=[^\W\d_]))")
_BOLD_WEIGHT, _BOLD_FLAG, _BOLD_NAME = 600, 1 << 18, re.compile(rb"bold|black|heavy", re.IGNORECASE)
_FRAGMENT = re.compile(r"[bcdđghklmnpqrstvx]{1,3}")  # no vowel: a part of a syllable
_FRAGMENT_MAX = 3
_FRAGMENTS = 0.03  # of the words
_UNEVEN = 1.5  # times as high as the low ones are the high ones: boxes of letters, not of their font
_ASCENT, _DESCENT, _NO_GAP = 0.9, 0.2, 0.1  # of a letter's size
_NAME_MAX = 64  # bytes of a font's name
_RAISED = 0.85  # of the size of the letters beside it
_DRAWN = 400  # paths on a page that has no text: its letters are drawn
_PICTURED = 0.4  # of the page
_SHOWN = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT}
_MOST_SHOWN = 200  # objects of a note that are looked at
_PIXELS, _SIDE = 40_000_000, 12_000  # of a picture of a page, at the most
_POINTS = 72  # an inch
_STEPS = 10_000  # that a page is parted into, across and down, to find how it is turned

Boxes = NDArray[np.float64]
_WORD_OF = partial(tuple.__new__, Word)  # a word of its fields: one of a hundred calls less for each

_P, _I = ctypes.c_void_p, ctypes.c_int
_box = quick(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_weight = quick(raw.FPDFText_GetFontWeight, _I, _P, _I)
_size = quick(raw.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_origin = quick(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_object_of = quick(raw.FPDFText_GetTextObject, _P, _P, _I)
_font_of = quick(raw.FPDFTextObj_GetFont, _P, _P)
_font = quick(raw.FPDFText_GetFontInfo, ctypes.c_ulong, _P, _I, _P, ctypes.c_ulong, _P)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is shown: its upper left corner and the steps across and down, in its own units.

    A page may be turned, and only a part of it be seen.
    """

    corner: tuple[float, float]
    across: tuple[float, float] = (1.0, 0.0)
    down: tuple[float, float] = (0.0, -1.0)

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Shown:
        """How pdfium shows a page."""
        (x, y), right, low = (_own(page, *at) for at in ((0, 0), (_STEPS, 0), (0, _STEPS)))
        width, height = page.get_size()
        across = (right[0] - x) / width, (right[1] - y) / width
        return cls((x, y), across, ((low[0] - x) / height, (low[1] - y) / height))

    def boxes(self, own: Boxes) -> Boxes:
        """Rows (left, bottom, right, top) in the page's units as (left, top, right, bottom) from the corner shown.

        >>> Shown((10, 200)).boxes(np.array([[20.0, 150.0, 30.0, 160.0]])).tolist()
        [[10.0, 40.0, 20.0, 50.0]]
        """
        x, y = own.T[0::2] - self.corner[0], own.T[1::2] - self.corner[1]
        left, right = x * self.across[0] + y * self.across[1]
        top, foot = x * self.down[0] + y * self.down[1]
        sides = np.minimum(left, right), np.minimum(top, foot), np.maximum(left, right), np.maximum(top, foot)
        return np.array(sides).T


def _own(page: pdfium.PdfPage, x: int, y: int) -> tuple[float, float]:
    """A point of the page as shown, in steps across and down, in the page's own units."""
    at, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDF_DeviceToPage(page.raw, 0, 0, _STEPS, _STEPS, 0, x, y, ctypes.byref(at), ctypes.byref(up))
    return at.value, up.value


class OpenPage:
    """A page: its text, and on demand its words, drawn lines and picture.

    What fields, stamps and notes show is made part of the page: numbers and dates are often put in by signing.
    """

    def __init__(self, document: pdfium.PdfDocument, index: int) -> None:
        self._page = document[index]
        if _is_annotated(self._page) and raw.FPDFPage_Flatten(self._page.raw, raw.FLAT_NORMALDISPLAY):
            self._page.close()
            self._page = document[index]
        self._text = self._page.get_textpage()
        self._handle = handle(self._text.raw)
        self._name = ctypes.create_string_buffer(_NAME_MAX)
        self._fonts: dict[int | None, bool] = {}  # whether they are bold
        self.text = self._characters()
        self.width, self.height = self._page.get_size()
        self._shown = Shown.of(self._page)

    def close(self) -> None:
        """Frees the page."""
        self._text.close()
        self._page.close()

    def _characters(self) -> str:
        """The page's text, a character for each that pdfium counts."""
        text: str = self._text.get_text_range()
        count = self._text.count_chars()
        if len(text) == count:
            return text
        codes = (raw.FPDFText_GetUnicode(self._text.raw, at) for at in range(count))
        return "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)  # noqa: PLR2004

    def words(self) -> tuple[Word, ...]:
        """The words with their boxes, in the order in which the file has them."""
        spans, bold = self._spans()
        if not spans:
            return ()
        asked = [at for start, end in spans for at in (start, end - 1)]
        found = np.zeros((len(spans), 2, 4), dtype=np.float32)
        first = found.ctypes.data
        deque(map(_box, repeat(self._handle), asked, range(first, first + found.nbytes, found.strides[1])), maxlen=0)
        low, high = np.minimum(found[:, 0], found[:, 1]), np.maximum(found[:, 0], found[:, 1])
        own = np.array((low[:, 0], low[:, 3], high[:, 2], high[:, 1]), dtype=np.float64).T
        heights = own[:, 3] - own[:, 1]
        text = _own_letters(self.text)
        texts = [text[start:end] for start, end in spans]
        sides, sizes = self._shown.boxes(own).T.tolist(), heights.round(1).tolist()
        words = tuple(map(_WORD_OF, zip(texts, *sides, sizes, bold, repeat(-1), repeat(None))))
        heights.sort()
        low, high = heights[len(heights) // 10], heights[len(heights) * 9 // 10]
        broken = sum(len(t) <= _FRAGMENT_MAX and _FRAGMENT.fullmatch(t) is not None for t in texts) > _FRAGMENTS * len(
            words
        )
        return self._settled(words, spans) if broken or high > _UNEVEN * low else words

    def _settled(self, words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
        """Words in boxes as high as their font, and letters of another font put back into their words."""
        x, y = ctypes.c_double(), ctypes.c_double()
        points = []
        for start, _ in spans:
            _origin(self._handle, start, ctypes.addressof(x), ctypes.addressof(y))
            points.append((x.value, y.value) * 2)
        feet = self._shown.boxes(np.array(points))[:, 1].tolist()
        sizes = [_size(self._handle, start) for start, _ in spans]
        standing = [
            word._replace(top=foot - _ASCENT * size, bottom=foot + _DESCENT * size, size=size) if size > 1 else word
            for word, foot, size in zip(words, feet, sizes, strict=True)
        ]
        found: list[Word] = []
        for _, word in sorted(zip(map(round, feet), standing, strict=True), key=lambda pair: (pair[0], pair[1].left)):
            if found and _touch(found[-1], word):
                found[-1] = found[-1]._replace(text=found[-1].text + word.text, right=word.right)
            else:
                found.append(word)
        self.text = "".join(
            f"{word.text}{' ' if word.top == after.top else chr(10)}" for word, after in pairwise([*found, found[0]])
        )
        return tuple(found)

    def _spans(self) -> tuple[list[tuple[int, int]], list[bool]]:
        """Where words begin and end, and whether they are bold; raised numbers are words of their own."""
        spans: list[tuple[int, int]] = []
        bold: list[bool] = []
        for line in _LINE.finditer(self.text):
            own = [word.span() for word in _WORD.finditer(self.text, *line.span())]
            if _BESIDE.search(line[0]) and _MIXED.search(line[0]):
                own = [part for start, end in own for part in self._parted(start, self.text[start:end])]
            spans += own
            bold += self._bold(own)
        return spans, bold

    def _parted(self, start: int, word: str) -> list[tuple[int, int]]:
        """The parts of a word, cut where a number is smaller than the letters beside it."""
        end = start + len(word)
        mixed = _MIXED.search(word)
        if mixed is None:
            return [(start, end)]
        leading = mixed[1] is None
        cut = start + (mixed.end() if leading else mixed.start(1))
        number, letter = (start, cut) if leading else (cut, start)
        if _size(self._handle, number) > _RAISED * _size(self._handle, letter):
            return [(start, end)]
        return [(start, cut), (cut, end)]

    def _bold(self, spans: Sequence[tuple[int, int]]) -> list[bool]:
        """Whether the words of a line are bold; where the first and last agree, so do those between."""
        if not spans:
            return []
        first, last = self._is_bold(spans[0][0]), self._is_bold(spans[-1][0])
        return [first] * len(spans) if first == last else [self._is_bold(start) for start, _ in spans]

    def _is_bold(self, at: int) -> bool:
        font = _font_of(_object_of(self._handle, at))
        if font not in self._fonts:
            self._fonts[font] = self._is_bold_font(at)
        return self._fonts[font]

    def _is_bold_font(self, at: int) -> bool:
        """Whether the font of a character is bold."""
        if _weight(self._handle, at) >= _BOLD_WEIGHT:
            return True
        flags = ctypes.c_int()
        _font(self._handle, at, ctypes.addressof(self._name), _NAME_MAX, ctypes.addressof(flags))
        return bool(flags.value & _BOLD_FLAG) or _BOLD_NAME.search(self._name.value) is not None

    def drawing(self) -> tuple[tuple[Rule, ...], bool]:
        """The drawn lines, and whether pictures or drawn letters cover most of the page."""
        found = drawing.of(handle(self._page.raw))
        rules = self._shown.boxes(np.array(found.lines)).tolist() if found.lines else []
        pictured = found.pictures > _PICTURED * self.width * self.height or found.paths > _DRAWN
        return tuple(Rule(*rule) for rule in rules), pictured


def _own_letters(text: str) -> str:
    """Hyphens and blanks as they look; the Icelandic letter looks like the Vietnamese one."""
    return text.replace("Ð", "Đ").replace("\ufffe", "-").replace("\u00a0", " ")


def _touch(a: Word, b: Word) -> bool:
    """Whether two words stand on one line without a gap."""
    return abs(a.bottom - b.bottom) < 1 and -a.size / 2 < b.left - a.right < _NO_GAP * a.size


def picture(document: pdfium.PdfDocument, index: int, dots: int) -> tuple[Image.Image, float]:
    """A page in grey, and how many pixels make a point: ``dots`` an inch, fewer for a huge page."""
    page = document[index]
    width, height = page.get_size()
    scale = min(dots / _POINTS, (_PIXELS / (width * height)) ** 0.5, _SIDE / max(width, height))
    image = page.render(scale=scale, grayscale=True).to_pil()
    page.close()
    return image, scale


def signatures(document: pdfium.PdfDocument) -> Iterator[tuple[str, str]]:
    """What the digital signatures of a file say in the open: their times and reasons."""
    for order in range(raw.FPDF_GetSignatureCount(document.raw)):
        signature = raw.FPDF_GetSignatureObject(document.raw, order)
        for key, ask, encoding in (
            ("time", raw.FPDFSignatureObj_GetTime, "ascii"),
            ("reason", raw.FPDFSignatureObj_GetReason, "utf-16-le"),
        ):
            size = ask(signature, None, 0)
            room = ctypes.create_string_buffer(size)
            ask(signature, room, size)
            value = room.raw.decode(encoding, errors="replace").rstrip("\0").strip()
            if value:
                yield key, value


def _is_annotated(page: pdfium.PdfPage) -> bool:
    """Whether fields, stamps or notes with text stand on a page, or one with the picture of a page."""
    for order in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, order)
        shown = raw.FPDFAnnot_GetSubtype(note) in _SHOWN and (_covers(note, page) or _tells(note))
        raw.FPDFPage_CloseAnnot(note)
        if shown:
            return True
    return False


def _covers(note: Any, page: pdfium.PdfPage) -> bool:  # noqa: ANN401
    """Whether a note is as large as the picture of a page."""
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, box)
    width, height = page.get_size()
    return bool(abs(box.right - box.left) * abs(box.top - box.bottom) > _PICTURED * width * height)


def _tells(note: Any) -> bool:  # noqa: ANN401
    """Whether there is text in what a note shows: most show the picture of a seal or a signature."""
    waiting = [raw.FPDFAnnot_GetObject(note, order) for order in range(raw.FPDFAnnot_GetObjectCount(note))]
    for shown in islice(waiting, _MOST_SHOWN):  # grows while it is gone through
        kind = raw.FPDFPageObj_GetType(shown)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM:
            waiting += [raw.FPDFFormObj_GetObject(shown, at) for at in range(raw.FPDFFormObj_CountObjects(shown))]
    return len(waiting) > _MOST_SHOWN
