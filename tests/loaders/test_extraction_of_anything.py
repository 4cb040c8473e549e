"""No text whatever stops an extraction, and whatever it says stands written where it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from loaders.extract import extractions
from ontology.codes import ReadAs
from ontology.model import Extraction, SourceText
from tests.loaders.quotes import evidences
from tests.loaders.soup import texts


def read(text: str, read_as: ReadAs = ReadAs.NATIVE) -> tuple[Extraction, ...]:
    """The extractions of a text, each quote looked up."""
    found = extractions(SourceText("a.txt", "0" * 64, text, read_as))
    for evidence in evidences(found):
        assert evidence.holds_in(text)
        assert evidence.quote
        assert all(0 <= span.start < span.end <= len(text) for span in evidence.spans)
    return found


@given(texts)
@settings(max_examples=300)
def test_any_text_is_read_and_every_quote_holds(text: str) -> None:
    found = read(text)
    for extraction in found:
        iris = [fact.iri for fact in extraction.citations]
        iris += [fact.iri for fact in extraction.indicators]
        iris += [target.iri for indicator in extraction.indicators for target in indicator.targets]
        iris += [fact.iri for fact in extraction.tasks]
        iris += [fact.iri for fact in extraction.responsibilities]
        iris += [fact.iri for fact in extraction.findings]
        iris += [fact.iri for fact in extraction.sections]
        assert len(set(iris)) == len(iris)


@given(texts)
@settings(max_examples=60)
def test_any_text_is_read_as_damaged_too(text: str) -> None:
    read(text, ReadAs.OCR)


@given(texts)
@settings(max_examples=60)
def test_the_same_text_is_read_alike_again(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "|", "|\n|", "-", "a"])
def test_next_to_nothing_is_read(text: str) -> None:
    read(text)
