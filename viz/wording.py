"""How values are said: dates, figures, targets, days, in Vietnamese and English."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from ontology.identifiers import CODE
from ontology.reference import CODES
from ontology.rows import SKOS
from queries.documents import spoken_date
from viz.records import Row, code, said
from viz.words import EMPTY, Text, join, word, words

_PER = {"/100000": Text("/100.000", "/100,000")}


def date(iso: str) -> Text:
    """A date as each language writes it, as precise as it is.

    >>> date("2024-05-23"), date("2024-04")
    (Text(vi='23/5/2024', en='2024-05-23'), Text(vi='4/2024', en='2024-04'))
    """
    return Text(spoken_date(iso), iso)


def figure(value: str) -> Text:
    """A number with the decimal mark of each language.

    >>> figure("4.90"), figure("87.0").vi
    (Text(vi='4,9', en='4.9'), '87')
    """
    plain = format(Decimal(value), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Text(plain.replace(".", ","), plain)


def with_unit(value: Text, unit: str) -> Text:
    """A figure and its unit.

    >>> with_unit(Text.same("60"), "count:xã").vi, with_unit(Text.same("550"), "/100000").vi
    ('60 xã', '550/100.000')
    """
    if unit.startswith("count:"):
        return value + Text.same(f" {unit.removeprefix('count:')}")
    return value + _PER.get(unit, Text.same(unit))


def target(row: Row) -> Text:
    """What is to be reached, as a row of ``scene-targets`` has it, with its year.

    >>> row = {"comparator": "c/at-least", "value": "85", "unit": "%", "year": 2030}
    >>> target(row)
    Text(vi='ít nhất 85%, năm 2030', en='at least 85%, 2030')
    """
    value = figure(said(row, "value"))
    if row.get("upper") is not None:
        value = value + Text.same("–") + figure(said(row, "upper"))
    bound = word(f"comparator.{code(row, 'comparator')}", value=with_unit(value, said(row, "unit")))
    year = word("label.year", year=said(row, "year")) if row.get("year") is not None else EMPTY
    return join(", ", [bound, year])


def coded(scheme: str, notation: str) -> Text:
    """The words of a notation of a code list: our own where ``words.csv`` has any, else the list's label.

    EMPTY where the text says none; KeyError for a notation that the list does not have.

    >>> coded("kind", "plan").en, coded("role", "lead").vi, coded("kind", "")
    ('Plan', 'Chủ trì', Text(vi='', en=''))
    """
    if not notation:
        return EMPTY
    return word(f"{scheme}.{notation}") if f"{scheme}.{notation}" in words() else _labels()[f"{scheme}/{notation}"]


def in_sentence(text: Text) -> Text:
    """A label as it stands inside a sentence.

    >>> in_sentence(coded("role", "lead"))
    Text(vi='chủ trì', en='lead')
    """
    return Text(text.vi[:1].lower() + text.vi[1:], text.en[:1].lower() + text.en[1:])


@cache
def _labels() -> dict[str, Text]:
    """The preferred labels of the code lists, by the end of the concept's IRI."""
    said: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=CODES, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == f"{SKOS}prefLabel" and isinstance(quad.object, ox.Literal):
            concept = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            said.setdefault(concept.removeprefix(CODE), {})[quad.object.language or ""] = quad.object.value
    return {concept: Text(labels["vi"], labels["en"]) for concept, labels in said.items()}
