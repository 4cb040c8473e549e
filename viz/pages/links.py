"""Which classes of the core a property links: by its domain and range, and where they are open, by the data.

A class stands for those below it. What the vocabulary leaves open (``cd:covers`` may cover four kinds of thing) is
asked of a store that was built from the samples.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.answers import Store
from ontology.identifiers import INFERRED_GRAPH, ONTOLOGY
from queries.answer import answer
from viz.pages.vocabulary import Term

_TYPES = f"""
SELECT DISTINCT ?property ?source ?target WHERE {{
  ?subject ?property ?object ; a ?source .
  ?object a ?target .
  FILTER(STRSTARTS(STR(?property), "{ONTOLOGY}"))
}}"""


_INFERRED = f"""
SELECT DISTINCT ?property WHERE {{
  GRAPH <{INFERRED_GRAPH}> {{ ?subject ?property ?object }}
  FILTER(STRSTARTS(STR(?property), "{ONTOLOGY}"))
}}"""


class Link(NamedTuple):
    """A property between two classes of the core, by local names."""

    source: str
    property: str
    target: str


@cache
def core() -> dict[str, tuple[int, int]]:
    """The classes of the diagram with column and row, from ``core.csv``."""
    lines = files("viz").joinpath("pages/core.csv").read_text(encoding="utf-8").splitlines()
    return {row["class"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(lines)}


def links(store: Store, terms: Mapping[str, Term]) -> tuple[Link, ...]:
    """Every link between classes of the core, in the order of their names."""
    found = {link for name, term in terms.items() if term.kind == "object" for link in _declared(name, term, terms)}
    declared = {link.property for link in found}
    found |= {link for link in _met(store, terms) if link.property not in declared}
    return tuple(sorted(found))


def inferred(store: Store) -> frozenset[str]:
    """The properties, by local names, of which the store holds what follows by rules."""
    return frozenset(str(row["property"]).removeprefix(ONTOLOGY) for row in answer(store.query(_INFERRED)).records())


def _declared(name: str, term: Term, terms: Mapping[str, Term]) -> Iterator[Link]:
    for domain in term.domains:
        for target in term.ranges:
            yield from _linked(domain, name, target, terms)


def _met(store: Store, terms: Mapping[str, Term]) -> Iterator[Link]:
    for row in answer(store.query(_TYPES)).records():
        source, name, target = (str(row[key]).removeprefix(ONTOLOGY) for key in ("source", "property", "target"))
        if name in terms:
            yield from _linked(source, name, target, terms)


def _linked(source: str, name: str, target: str, terms: Mapping[str, Term]) -> Iterator[Link]:
    start, end = _above(source, terms, core()), _above(target, terms, core())
    if start and end:
        yield Link(start, name, end)


def _above(name: str, terms: Mapping[str, Term], wanted: Collection[str]) -> str:
    """The nearest class of the core that a class is or lies below; empty where there is none."""
    if name in wanted or name not in terms:
        return name if name in wanted else ""
    return next((found for parent in terms[name].supers if (found := _above(parent, terms, wanted))), "")
