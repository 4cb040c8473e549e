"""How reliable each kind of fact in a store is, as a graph of its own: written by a measurement, never by a build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from graph.store import EmbeddedStore
from graph.vocabulary import TYPE, Plain, cls, prop, value
from ontology.dates import PartialDate
from ontology.identifiers import MEASUREMENTS_GRAPH, measurement_iri
from ontology.terms import Class, Property


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of one facet; precision and F1 are None where only what is missing was counted."""

    facet: str
    precision: float | None
    recall: float
    f1: float | None
    gold: int
    found: int


def record(store: EmbeddedStore, measured: Iterable[Measurement], day: dt.date) -> None:
    """Writes measurements in the place of the former ones, with their day and the program that read the documents."""
    program = "; ".join(sorted({entry.program for entry in store.files.values()}))
    date = PartialDate(day.year, day.month, day.day)
    graph = NamedNode(MEASUREMENTS_GRAPH)
    quads = [
        Quad(subject, term, value(thing), graph)
        for one in measured
        for subject, term, thing in _described(one, date, program)
    ]
    store.set_graph(MEASUREMENTS_GRAPH, quads)
    store.commit()


def _described(one: Measurement, date: PartialDate, program: str) -> Iterator[tuple[NamedNode, NamedNode, Plain]]:
    subject = NamedNode(measurement_iri(one.facet))
    facts: tuple[tuple[Property, Plain | None], ...] = (
        (Property.FACET, one.facet),
        (Property.PRECISION, _share(one.precision)),
        (Property.RECALL, _share(one.recall)),
        (Property.F1, _share(one.f1)),
        (Property.GOLD_COUNT, one.gold),
        (Property.FOUND_COUNT, one.found),
        (Property.MEASURED_ON, date),
        (Property.MEASURED_PROGRAM, program),
    )
    yield subject, TYPE, cls(Class.MEASUREMENT)
    for term, thing in facts:
        if thing is not None:
            yield subject, prop(term), thing


def _share(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
