"""Rows of data that stand in Turtle: one subject a row, its values typed by whoever asks.

The authority data is read through this module, so that no other code knows how a row is laid out.

>>> from ontology.terms import Class
>>> next(row.label() for row in rows_of(Class.SECTOR) if row.iri.endswith("/y-te"))
'Y tế'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology.codes import Level, Side
from ontology.dates import PartialDate
from ontology.identifiers import BASE, CODE
from ontology.terms import Property

FOLDER: Final = Path(__file__).parent / "authority"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
ORG: Final = "http://www.w3.org/ns/org#"
AUTHORITY_SOURCE: Final = "https://w3id.org/chidao/authority/source/"

# The data is written with the resources' usual base; a project with another base reads it under its own.
_WRITTEN_BASE: Final = "https://w3id.org/chidao/id/"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

_Value = ox.NamedNode | ox.Literal


class Row:
    """What the data says of one subject; a question for one value raises ValueError where there are several."""

    __slots__ = ("_values", "iri")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._values: dict[str, list[_Value]] = defaultdict(list)

    def add(self, predicate: str, value: _Value) -> None:
        """Takes a value."""
        self._values[predicate].append(value)

    def all(self, predicate: str) -> tuple[str, ...]:
        """All values, sorted."""
        return tuple(sorted(value.value for value in self._values.get(predicate, ())))

    def one(self, predicate: str) -> str:
        """The value, "" where there is none."""
        values = self.all(predicate)
        if len(values) > 1:
            raise ValueError(f"{self.iri} has several values of {predicate}: {values}")
        return values[0] if values else ""

    def label(self) -> str:
        """The preferred label in Vietnamese."""
        return self.text(f"{SKOS}prefLabel", "vi")

    def text(self, predicate: str, language: str) -> str:
        """The value in a language, "" where there is none."""
        values = self._values.get(predicate, ())
        texts = (value for value in values if isinstance(value, ox.Literal) and value.language == language)
        return next((text.value for text in texts), "")

    def aliases(self) -> tuple[str, ...]:
        """The other spellings."""
        return self.all(f"{SKOS}altLabel")

    def flag(self, predicate: str) -> bool:
        """Whether the value is true."""
        return self.one(predicate) == "true"

    def date(self, predicate: str) -> PartialDate | None:
        """The value as a date."""
        value = self.one(predicate)
        return PartialDate.parse(value) if value else None

    def code(self, predicate: str) -> str:
        """The notation of a concept of the code lists, with which its IRI ends."""
        return self.one(predicate).removeprefix(CODE).partition("/")[2]

    def level(self) -> Level | None:
        """The level of administration, None for several."""
        value = self.code(Property.LEVEL)
        return Level(value) if value else None

    def side(self) -> Side:
        """The system that it belongs to."""
        return Side(self.code(Property.SIDE))


def authority_triples() -> Iterator[ox.Triple]:
    """All triples of the authority data in Turtle, file by file, with resources under the base in force."""
    for subject, predicate, value in _facts():
        yield ox.Triple(subject, predicate, value)


@cache
def rows_of(kind: str) -> tuple[Row, ...]:
    """The rows of one class (its IRI), sorted by IRI."""
    rows = {subject: Row(subject.value) for subject, predicate, value in _facts() if _is(kind, predicate, value)}
    for subject, predicate, value in _facts():
        if subject in rows:
            rows[subject].add(predicate.value, value)
    return tuple(sorted(rows.values(), key=lambda row: row.iri))


def _is(kind: str, predicate: ox.NamedNode, value: _Value) -> bool:
    return predicate == _TYPE and value.value == kind


@cache
def _facts() -> tuple[tuple[ox.NamedNode, ox.NamedNode, _Value], ...]:
    """The triples of all files."""
    quads = [quad for path in sorted(FOLDER.glob("*.ttl")) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    return tuple((_name(quad.subject), quad.predicate, _value(quad.object)) for quad in quads)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> _Value:
    return term if isinstance(term, ox.Literal) else _name(term)


def _name(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> ox.NamedNode:
    """An IRI under the base in force; raises TypeError for a blank node, which has no identity across files."""
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"authority data has IRIs and literals only: {term}")
    if term.value.startswith(_WRITTEN_BASE):
        return ox.NamedNode(BASE + term.value[len(_WRITTEN_BASE) :])
    return term
