"""How many characters of a scanned page come out wrong."""

from __future__ import annotations

import unicodedata

import pytest
from rapidfuzz.distance import Levenshtein

from loaders.formats import layout, ocr
from loaders.formats.rendered import Writer
from ontology.source import Page
from tests.loaders.formats import paper


def error_rate(text: str, truth: str) -> float:
    one, other = (" ".join(unicodedata.normalize("NFC", words).split()) for words in (text, truth))
    return Levenshtein.distance(one, other) / len(other)


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
@pytest.mark.parametrize("degrees", [0.7, -2.2])
def test_at_most_one_character_in_a_hundred_of_a_scan_is_wrong(degrees: float) -> None:
    image = paper.scanned(paper.printed().image, degrees)
    writer = Writer()
    layout.compose(ocr.recognise([ocr.PageImage(Page(1, float(image.width), float(image.height)), image)]), writer)
    assert error_rate(writer.done().text, paper.PROSE) <= 0.01
