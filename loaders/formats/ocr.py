"""Images of pages to words, by the OCR that the machine has (nhận dạng chữ).

Tesseract with its Vietnamese data reads best; trueocr, which pip brings, reads where that is missing.

>>> blank = recognise([PageImage(Page(1, 72.0, 72.0), Image.new("L", (300, 300), 255), scale=300 / 72)])[0]
>>> blank.words, blank.page.read_as, blank.page.confidence
((), <ReadAs.OCR: 'ocr'>, 1.0)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import fmean

from PIL import Image

from loaders.formats import fallback, handwriting, scans, tesseract
from loaders.formats.pagewords import PageWords, Rule, Word
from ontology.codes import FindingKind, ReadAs
from ontology.source import Page, Trouble

SECONDS = 60.0  # what a page may take; a dense page at 300 dots an inch takes 2 to 4
DOUBTFUL = 0.7  # a page of this mean confidence or less is reported; clean scans reach 0.94

_TURNED = 0.65  # with less, a page may lie on its side or head
_SPECK = 0.7  # a mark that is no letter, digit, dash or bullet, and is read with less, is dirt
_PER_MILLE = re.compile(r"%[oOøØ°º](?!\w)")
_MARKS = set("-–—+*•.,;:()/%\"'“”&")


class NoOcrError(Exception):
    """No OCR on this machine that reads Vietnamese."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as an image; ``scale`` is how many of its pixels make one unit of the page."""

    page: Page
    image: Image.Image
    scale: float = 1.0


def engine() -> str:
    """Which OCR this machine has, such as "tesseract 5.3.0 (vie)"; "" where it has none.

    A tesseract without its Vietnamese data is named behind the one that reads in its stead.
    """
    if tesseract.usable():
        return f"tesseract {tesseract.version()} ({tesseract.LANGUAGE})"
    if not fallback.version():
        return ""
    lacking = f" (tesseract {tesseract.version()} has no data for {tesseract.LANGUAGE})" if tesseract.version() else ""
    return f"trueocr {fallback.version()}{lacking}"


def recognise(images: Sequence[PageImage], seconds: float = SECONDS) -> list[PageWords]:
    """The words and drawn lines of each page, in the page's units, with ``read_as`` and the mean confidence.

    A page that took tesseract longer than ``seconds``, or on which it failed, has no words and the confidence None;
    an empty page has the confidence 1. Where a number written by hand could not be read, a word "…" stands
    (loaders.formats.handwriting). Raises NoOcrError.
    """
    if not engine():
        raise NoOcrError
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(lambda image: _page(image, seconds), images))


def troubles(pages: Sequence[PageWords]) -> Iterator[Trouble]:
    """What a reader has to say of pages that were recognised: those that failed, and those read doubtfully."""
    for number, confidence in ((words.page.number, words.page.confidence) for words in pages):
        if confidence is None:
            vietnamese, english = "Không nhận dạng được chữ của trang", "The text of the page could not be recognised"
            yield Trouble(FindingKind.UNREADABLE, vietnamese, english, number, whole=False)
        elif confidence <= DOUBTFUL:
            vietnamese = f"Chữ của trang nhận dạng không chắc chắn (độ tin cậy {confidence:.0%})"
            english = f"The text of the page is doubtful (OCR is {confidence:.0%} sure of it)"
            yield Trouble(FindingKind.OCR_DOUBTFUL, vietnamese, english, number)


def _page(image: PageImage, seconds: float) -> PageWords:
    try:
        scan, words = _read(scans.prepare(image.image), image.image, seconds)
    except tesseract.TesseractError:
        return PageWords(replace(image.page, read_as=ReadAs.OCR, confidence=None), ())
    words = handwriting.settled(words, lambda box: _look(scan, box))
    return PageWords(
        replace(image.page, read_as=ReadAs.OCR, confidence=_mean(words)),
        tuple(_placed(word, scan, image.scale) for word in words),
        tuple(_drawn(rule, scan, image.scale) for rule in scan.rules),
    )


def _read(scan: scans.Scan, image: Image.Image, seconds: float) -> tuple[scans.Scan, list[Word]]:
    """The words, and the page as it had to be turned to read them."""
    if not tesseract.usable():
        return scan, _clean(fallback.read(scan.grey))
    words = tesseract.read(scan.grey, seconds)
    if _mean(words) < _TURNED and (quarters := tesseract.quarter_turns(scan.grey, seconds)):
        upright = scans.prepare(image, quarters)
        again = tesseract.read(upright.grey, seconds)
        if _mean(again) > _mean(words):
            return upright, _clean(again)
    return scan, _clean(words)


def _mean(words: Sequence[Word]) -> float:
    return fmean([word.confidence or 0.0 for word in words] or [1.0])


def _clean(words: Sequence[Word]) -> list[Word]:
    r"""Without specks of dirt, and with "‰" in the place of what OCR makes of it.

    >>> _clean([Word("13,6%o;", 0.0, 0.0, 9.0, 9.0, confidence=0.9)])[0].text
    '13,6‰;'
    """
    return [word._replace(text=_PER_MILLE.sub("‰", word.text)) for word in words if not _is_dirt(word)]


def _is_dirt(word: Word) -> bool:
    return (word.confidence or 0.0) < _SPECK and not any(char.isalnum() or char in _MARKS for char in word.text)


def _look(scan: scans.Scan, box: handwriting.Box) -> str:
    """A second reading of a part of the page; "" where tesseract is the only OCR, or is not the first."""
    if not (tesseract.usable() and fallback.version()):
        return ""
    left, top, right, bottom = map(round, box)
    return fallback.read_line(scan.grey[max(0, top) : bottom, max(0, left) : right])


def _placed(word: Word, scan: scans.Scan, scale: float) -> Word:
    left, top, right, bottom = scan.original(word.left, word.top, word.right, word.bottom)
    return word._replace(left=left / scale, top=top / scale, right=right / scale, bottom=bottom / scale)


def _drawn(rule: Rule, scan: scans.Scan, scale: float) -> Rule:
    left, top, right, bottom = scan.original(rule.left, rule.top, rule.right, rule.bottom)
    return Rule(left / scale, top / scale, right / scale, bottom / scale)
