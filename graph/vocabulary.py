"""RDF terms of the vocabulary, each made once.

>>> prop(Property.NUMBER).value, concept("relation", "based_on").value
('https://w3id.org/chidao/ontology#number', 'https://w3id.org/chidao/code/relation/based_on')
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ontology.dates import PartialDate
from ontology.identifiers import CODE, code_iri
from ontology.terms import Class, Property

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
IS_REPLACED_BY: Final = NamedNode("http://purl.org/dc/terms/isReplacedBy")

Value = NamedNode | Literal
Plain = str | int | bool | Decimal | PartialDate | Value


@cache
def prop(term: Property) -> NamedNode:
    """The node of a property."""
    return NamedNode(term.value)


@cache
def cls(term: Class) -> NamedNode:
    """The node of a class."""
    return NamedNode(term.value)


@cache
def concept(scheme: str, notation: str) -> NamedNode:
    """The node of a concept of a code list."""
    return NamedNode(code_iri(scheme, notation))


@cache
def datatype(name: str) -> NamedNode:
    """The node of an XML Schema type."""
    return NamedNode(XSD + name)


def value(plain: Plain) -> Value:
    """The RDF term of a plain value, typed after it; a ``str`` is a string, never an IRI.

    >>> value(Decimal("87.50")).value, value(PartialDate(2024, 4)).datatype.value.removeprefix(XSD), value(True).value
    ('87.5', 'gYearMonth', 'true')
    """
    if isinstance(plain, NamedNode | Literal):
        return plain
    if isinstance(plain, PartialDate):
        return Literal(plain.iso, datatype=datatype(plain.datatype))
    if isinstance(plain, Decimal):
        return Literal(decimal_text(plain), datatype=datatype("decimal"))
    return Literal(plain)


def written_form(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """An IRI, a blank node's label or the lexical form of a literal; "" for a triple, which our graphs do not have.

    >>> written_form(value(7)), written_form(TYPE).rpartition("#")[2]
    ('7', 'type')
    """
    return "" if isinstance(term, Triple) else term.value


def decimal_text(number: Decimal) -> str:
    """The one spelling of a decimal: no exponent, no zeros at the end.

    >>> decimal_text(Decimal("1E+3")), decimal_text(Decimal("0.10")), decimal_text(Decimal("-0"))
    ('1000', '0.1', '0')
    """
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def notation(iri: str) -> str:
    """The notation of a concept whose notation is a word, the other way round than ``concept``.

    >>> notation(concept("relation", "based_on").value)
    'based_on'
    """
    return iri.removeprefix(CODE).partition("/")[2]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Quads written out, one a line."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
