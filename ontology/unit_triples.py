"""Districts and communes as N-Quads for the authority graph, written straight from their rows: there are 140,000.

>>> graph = "https://w3id.org/chidao/id/graph/authority"
>>> b"place/tinh-cao-bang_xa-ha-lang.2025>" in unit_nquads(graph, ["tinh-cao-bang"])
True
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import code_iri, place_iri
from ontology.rows import AUTHORITY_SOURCE, DCTERMS, ORG, SKOS
from ontology.terms import Class, Property
from ontology.unit_rows import Unit, UnitChange, by_slug, heirs
from ontology.units import change_of, unit_changes

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_CLASS: Final = f"<{Class.PLACE.value}>"
# Written once: an enumeration's members are slow to format, and each predicate stands ten thousand times.
_P: Final = {
    "type": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "label": f"<{SKOS}prefLabel>",
    "source": f"<{DCTERMS}source>",
    "kind": f"<{Property.PLACE_TYPE.value}>",
    "code": f"<{Property.PLACE_CODE.value}>",
    "level": f"<{Property.LEVEL.value}>",
    "parent": f"<{Property.PARENT_PLACE.value}>",
    "confidence": f"<{Property.SOURCE_CONFIDENCE.value}>",
    "from": f"<{Property.VALID_FROM.value}>",
    "to": f"<{Property.VALID_TO.value}>",
    "heir": f"<{Property.SUCCESSOR.value}>",
    "ended": f"<{Property.ENDED_BY.value}>",
    "legal": f"<{Property.LEGAL_DATE.value}>",
    "operating": f"<{Property.OPERATING_DATE.value}>",
    "instrument": f"<{Property.INSTRUMENT.value}>",
    "place": f"<{Property.PLACE.value}>",
}


def unit_nquads(graph: str, provinces: Collection[str]) -> bytes:
    """The facts of the districts and communes of provinces, in a graph, and the changes that ended units.

    Provinces themselves stand in Turtle; of them only what ended each is said here.
    """
    end = f" <{graph}> .\n"
    local = [u for u in by_slug().values() if u.level is not Level.PROVINCE and u.province in provinces]
    whole = [u for u in by_slug().values() if u.level is Level.PROVINCE]
    lines = [f"<{place_iri(u.slug)}> {fact}{end}" for u in local for fact in _facts(u)]
    lines += [f"<{place_iri(u.slug)}> {fact}{end}" for u in (*whole, *local) for fact in _end(u)]
    lines += [f"<{change.iri}> {fact}{end}" for change in unit_changes() for fact in _change(change)]
    return "".join(lines).encode()


def _end(unit: Unit) -> Iterator[str]:
    change = change_of(unit.slug)
    if change is not None:
        yield f"{_P['ended']} <{change.iri}>"


def _change(change: UnitChange) -> Iterator[str]:
    """A change of units by one instrument or several."""
    yield f"{_P['type']} <{ORG}ChangeEvent>"
    yield f"{_P['level']} <{code_iri('level', change.level)}>"
    if change.province:
        yield f"{_P['place']} <{place_iri(change.province)}>"
    for predicate, day in (("legal", change.legal_date), ("operating", change.operating_date)):
        if day is not None:
            yield f"{_P[predicate]} {_typed(day)}"
    for words in change.instrument.split("; "):
        yield f"{_P['instrument']} {ox.Literal(words)}"
    yield f"{_P['confidence']} {ox.Literal(change.confidence)}"
    for source in change.sources:
        yield f"{_P['source']} <{AUTHORITY_SOURCE}{source}>"


def _typed(day: PartialDate) -> str:
    return f'"{day.iso}"^^<{_XSD}{day.datatype}>'


def _facts(unit: Unit) -> Iterator[str]:
    """Predicate and object of each fact."""
    yield f"{_P['type']} {_CLASS}"
    yield f"{_P['label']} {ox.Literal(unit.name, language='vi')}"
    yield f"{_P['kind']} {ox.Literal(unit.type)}"
    yield f"{_P['code']} {ox.Literal(unit.code)}"
    yield f"{_P['level']} <{code_iri('level', unit.level)}>"
    yield f"{_P['parent']} <{place_iri(unit.parent)}>"
    yield f"{_P['confidence']} {ox.Literal(unit.confidence)}"
    for predicate, day in (("from", unit.valid_from), ("to", unit.valid_to)):
        if day is not None:
            yield f"{_P[predicate]} {_typed(day)}"
    for source in unit.sources:
        yield f"{_P['source']} <{AUTHORITY_SOURCE}{source}>"
    for heir in heirs().get(unit.slug, ()):
        yield f"{_P['heir']} <{place_iri(heir.slug)}>"
