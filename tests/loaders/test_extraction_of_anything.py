"""No text whatever stops an extraction, and whatever it says stands written where it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from loaders.extract import extractions
from ontology.codes import ReadAs
from ontology.model import Evidence, Extraction, SourceText
from tests.loaders.soup import texts


def evidences(fact: object) -> Iterator[Evidence]:
    """All evidence inside a fact, however deep."""
    if isinstance(fact, Evidence):
        yield fact
    elif isinstance(fact, tuple):
        for part in fact:
            yield from evidences(part)
    elif dataclasses.is_dataclass(fact):
        for field in dataclasses.fields(fact):
            yield from evidences(getattr(fact, field.name))


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
        facts = [f.iri for f in (*extraction.citations, *extraction.indicators, *extraction.tasks)]
        facts += [f.iri for f in (*extraction.responsibilities, *extraction.findings, *extraction.unresolved)]
        assert len(set(facts)) == len(facts)


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
