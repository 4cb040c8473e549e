"""Where facts of real PDFs stand on their pages: the boxes hold ink, and what OCR reads there is the quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from rapidfuzz import fuzz

from loaders.formats import tesseract
from loaders.formats.pagewords import Word
from ontology.evidence import Evidence
from ontology.model import SourceText
from ontology.source import Box
from tests.loaders.quotes import evidences
from tests.readings import readings

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.system("tesseract"),
    pytest.mark.system("soffice"),
]

FILES = ("bnv_qd1187.pdf", "ct5_ctubnd_scan.pdf", "angiang_ctph2017_badocr.pdf")  # text, a scan, broken text
SCALE = 300 / 72  # pixels of a picture to a point of its page
MARGIN = 6.0  # points around a line: tesseract reads no letters at an image's edge
SAMPLE = 12  # facts of a file
LEAST_WORDS = 4  # of a line that OCR is asked to read
INK = 140  # grey values below it are ink
ALIKE = 80


@cache
def page_images(path: Path) -> tuple[Image.Image, ...]:
    """The pages of a PDF, drawn with the fields that signing filled in."""
    document = pdfium.PdfDocument(path)
    document.init_forms()
    return tuple(page.render(scale=SCALE).to_pil().convert("L") for page in document)


def made(corpus: Path, name: str) -> tuple[SourceText, list[Evidence]]:
    """A file's text, and some of the places where its facts stand, from all over it."""
    reading = readings(corpus)[f"dev/{name}"]
    assert not isinstance(reading, str), reading
    text, found = reading
    places = {one.spans[0]: one for one in evidences(found)}
    ordered = [places[span] for span in sorted(places)]
    return text, ordered[:: max(1, len(ordered) // SAMPLE)]


def image(corpus: Path, name: str, page: int) -> Image.Image:
    return page_images(corpus / "corpus" / "dev" / name)[page - 1]


def crop(page: Image.Image, boxes: Sequence[Box], margin: float = 0.0) -> Image.Image:
    """The part of a page that boxes cover together."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return page.crop(
        (
            round((left - margin) * SCALE),
            round((top - margin) * SCALE),
            round((right + margin) * SCALE),
            round((bottom + margin) * SCALE),
        )
    )


def lines(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes by the lines that they stand on: a word to the left of the one before it begins a line."""
    number = 0
    placed = []
    for order, box in enumerate(boxes):
        before = boxes[order - 1] if order else box
        number += box.page != before.page or box.left < before.left
        placed.append((number, box))
    for _, group in groupby(placed, key=lambda one: one[0]):
        yield [box for _, box in group]


@pytest.mark.parametrize("name", FILES)
def test_the_page_of_a_fact_is_that_of_its_boxes(corpus: Path, name: str) -> None:
    text, facts = made(corpus, name)
    assert len(facts) >= SAMPLE
    for fact in facts:
        boxes = list(text.boxes_of(fact.spans[0]))
        assert boxes, fact.quote
        assert boxes[0].page == text.page_of(fact.spans[0].start) == fact.page, fact.quote


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_a_fact_has_ink_in_its_box(corpus: Path, name: str) -> None:
    text, facts = made(corpus, name)
    for fact in facts:
        for box in text.boxes_of(fact.spans[0]):
            part = np.asarray(crop(image(corpus, name, box.page), [box]))
            assert part.size, (fact.quote, box)
            assert (part < INK).mean() > 0.02, (text.text[box.start : box.end], box)


@pytest.mark.parametrize("name", FILES)
def test_what_stands_in_the_boxes_is_the_quote(corpus: Path, name: str) -> None:
    text, facts = made(corpus, name)
    read = 0
    for fact in facts:
        line = next(lines(list(text.boxes_of(fact.spans[0]))))
        if len(line) < LEAST_WORDS:
            continue
        part = crop(image(corpus, name, line[0].page), line, MARGIN)
        words = text.text[line[0].start : line[-1].end]
        seen = middle_line(tesseract.read(np.asarray(part), 60.0), part.height)
        assert fuzz.ratio(seen, words) > ALIKE, (seen, words)
        read += 1
    assert read >= SAMPLE // 2


def middle_line(words: Sequence[Word], height: int) -> str:
    """The words whose middle is in the middle half of a crop, from the left: its margin shows bits of other lines."""
    within = [word for word in words if height / 4 < (word.top + word.bottom) / 2 < height * 3 / 4]
    return " ".join(word.text for word in sorted(within, key=lambda word: word.left))
