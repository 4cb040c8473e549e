"""Images of pages to words, by the OCR that the machine has (nhận dạng chữ).

Tesseract with its Vietnamese data reads best; trueocr, which pip brings, reads where that is missing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import fmean

from PIL import Image

from loaders.formats import scans, tesseract
from loaders.formats.layout import PageWords, Rule, Word
from ontology.codes import ReadAs
from ontology.source import Page

SECONDS = 60.0  # what a page may take; a dense page at 300 dots an inch takes 2 to 4


class NoOcrError(Exception):
    """No OCR on this machine."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as an image; ``scale`` is how many of its pixels make one unit of the page."""

    page: Page
    image: Image.Image
    scale: float = 1.0


def engine() -> str:
    """Which OCR this machine has, such as "tesseract 5.3.0 (vie)"; "" where it has none."""
    return f"tesseract {tesseract.version()} (vie)" if tesseract.usable() else ""


def recognise(images: Sequence[PageImage], seconds: float = SECONDS) -> list[PageWords]:
    """The words and drawn lines of each page, in the page's units, with ``read_as`` and the mean confidence.

    A page that took longer than ``seconds``, or on which the OCR failed, has no words and no confidence (None);
    an empty page has the confidence 1. Raises NoOcrError.
    """
    if not engine():
        raise NoOcrError
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(lambda image: _page(image, seconds), images))


def _page(image: PageImage, seconds: float) -> PageWords:
    scan = scans.prepare(image.image)
    try:
        words = tesseract.read(scan.grey, seconds)
    except tesseract.TesseractError:
        return PageWords(replace(image.page, read_as=ReadAs.OCR, confidence=None), ())
    confidence = fmean([word.confidence or 0.0 for word in words] or [1.0])
    return PageWords(
        replace(image.page, read_as=ReadAs.OCR, confidence=confidence),
        tuple(_placed(word, scan, image.scale) for word in words),
        tuple(_drawn(rule, scan, image.scale) for rule in scan.rules),
    )


def _placed(word: Word, scan: scans.Scan, scale: float) -> Word:
    left, top, right, bottom = scan.original(word.left, word.top, word.right, word.bottom)
    return replace(word, left=left / scale, top=top / scale, right=right / scale, bottom=bottom / scale)


def _drawn(rule: Rule, scan: scans.Scan, scale: float) -> Rule:
    left, top, right, bottom = scan.original(rule.left, rule.top, rule.right, rule.bottom)
    return Rule(left / scale, top / scale, right / scale, bottom / scale)
