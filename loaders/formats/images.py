"""Images of pages (.png, .jpg, .tif, .bmp, .webp) to text, by OCR.

>>> read(b"GIF89a", "a.gif")
Traceback (most recent call last):
loaders.errors.ReadError: a.gif (the whole file): it is no image that can be read (damaged or cut off); copy it again
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from itertools import islice

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from loaders.errors import WHOLE_FILE, ReadError, Words
from loaders.formats import layout, ocr
from loaders.formats.pagewords import PageWords
from loaders.formats.rendered import Rendered, Writer
from ontology.codes import ReadAs
from ontology.source import Page

MOST_PIXELS = 100_000_000  # of a frame: A3 at 600 dots an inch has 70 million
MOST_FRAMES = 2_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_DOTS = 300  # an inch: letters are then some 30 pixels high
_A4, _LARGEST = 11.7, 17.0  # inches of the long side: a page whose size is not known, and one that can be believed
_LEAST, _MOST = 0.5, 4.0  # how far an image is made smaller or larger
_NEAR = 0.2  # a smaller change blurs more than it brings
_BATCH = 8  # frames that are held at once
_SURE, _LETTERS, _FEW = 0.6, 2, 5  # a page has text where so many words of so many letters are so sure
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
INSTALL = Words(
    "install it: apt-get install tesseract-ocr tesseract-ocr-vie",
    "cài đặt: apt-get install tesseract-ocr tesseract-ocr-vie",
)


def read(data: bytes, relative: str) -> Rendered:
    """The text of an image, every frame a page; boxes count the pixels of the image as it is shown."""
    pages = _recognised(data, relative)
    _check(pages, relative)
    writer = Writer(ReadAs.OCR)
    writer.pages += [page.page for page in pages]
    writer.troubles += ocr.troubles(pages)
    layout.compose(pages, writer)
    return writer.done()


def _recognised(data: bytes, relative: str) -> list[PageWords]:
    images, pages = _images(data, relative), list[PageWords]()
    try:
        while batch := list(islice(images, _BATCH)):
            pages += ocr.recognise(batch)
    except ocr.NoOcrError as error:
        problem = Words("it is an image, and this machine has no OCR", "tệp là ảnh, mà máy không có phần mềm OCR")
        raise ReadError(relative, WHOLE_FILE, problem, INSTALL) from error
    return pages


def _images(data: bytes, relative: str) -> Iterator[ocr.PageImage]:
    """Each frame, of a size that OCR reads well."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                    _limit(frame, number, relative)
                    yield _page(frame, number)
    except (*_BROKEN, Image.DecompressionBombError) as error:
        problem = Words(
            "it is no image that can be read (damaged or cut off)",
            "tệp không phải ảnh đọc được (ảnh hỏng hoặc thiếu phần cuối)",
        )
        remedy = Words("copy it again", "chép lại tệp")
        raise ReadError(relative, WHOLE_FILE, problem, remedy) from error


def _limit(frame: Image.Image, number: int, relative: str) -> None:
    if frame.width * frame.height > MOST_PIXELS or number > MOST_FRAMES:
        problem = Words(
            f"the image is too large ({frame.width} x {frame.height} pixels, page {number})",
            f"ảnh quá lớn ({frame.width} x {frame.height} điểm ảnh, trang {number})",
        )
        remedy = Words("save it at 300 dots an inch, or in parts", "lưu lại ở 300 điểm một inch, hoặc chia nhỏ")
        raise ReadError(relative, WHOLE_FILE, problem, remedy)


def _page(frame: Image.Image, number: int) -> ocr.PageImage:
    shown = _opaque(ImageOps.exif_transpose(frame))
    page = Page(number, float(shown.width), float(shown.height))
    scale = _scale(shown, frame.info.get("dpi"))
    size = (max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
    return ocr.PageImage(page, shown if scale == 1 else shown.resize(size, Image.Resampling.LANCZOS), scale)


def _opaque(image: Image.Image) -> Image.Image:
    """In grey or colours of 8 bits, with white behind what is transparent."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image) // 256).astype(np.uint8))
    if image.has_transparency_data:
        colours = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), colours).convert("RGB")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _scale(image: Image.Image, told: object) -> float:
    """By how much to enlarge an image: to 300 dots an inch, where it tells its own and makes a page of usual size."""
    longest = max(image.size)
    dots = float(told[0]) if isinstance(told, tuple) and told and told[0] else 0.0
    if not longest / _LARGEST <= dots <= longest:
        dots = longest / _A4
    scale = min(_MOST, max(_LEAST, _DOTS / dots))
    return scale if abs(scale - 1) > _NEAR else 1.0


def _check(pages: list[PageWords], relative: str) -> None:
    """Raises ReadError where there is no text on any page."""
    sure = sum(
        (word.confidence or 0.0) >= _SURE and sum(map(str.isalpha, word.text)) >= _LETTERS
        for page in pages
        for word in page.words
    )
    if sure >= _FEW:
        return
    failed = pages and all(page.page.confidence is None for page in pages)
    problem = Words(
        "OCR failed or took too long" if failed else "there is no text on the image that OCR can read",
        "OCR gặp lỗi hoặc quá lâu" if failed else "trên ảnh không có chữ mà OCR đọc được",
    )
    remedy = Words("scan the page again, at 300 dots an inch", "quét lại trang ở 300 điểm một inch")
    raise ReadError(relative, WHOLE_FILE, problem, remedy)
