"""A store as Python objects, for notebooks: documents by number, bodies by name, each with what belongs to it.

>>> w = world("chidao-store")  # doctest: +SKIP
>>> w.documents["1222/KH-UBND"].indicators[0].targets[0].value  # doctest: +SKIP
95.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from pyoxigraph import NamedNode, Triple
from rapidfuzz import fuzz, process

from graph.answers import Store
from graph.facts import facts_of
from graph.objects import Objects
from graph.store import EmbeddedStore, open_store
from ontology.identifiers import ONTOLOGY
from ontology.terms import Class, Property
from queries.documents import cards, find_one
from queries.errors import UnknownAgencyError

_NEAR: Final = 5
_LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
_BESIDE: Final = f"""
PREFIX cd: <{ONTOLOGY}>
SELECT DISTINCT ?other ?p ?o ?_document WHERE {{
  ?_document ?link ?other . ?other a cd:Document ; ?p ?o .
  FILTER(?p IN (<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, cd:number, cd:title, cd:issuedOn, cd:issuedBy))
}}"""
_AGENCIES: Final = (
    f"SELECT DISTINCT ?agency ?name WHERE {{ ?agency a <{Class.AGENCY}> ; {_LABEL} ?name }} ORDER BY ?name"
)
_NAMING: Final = f"""
SELECT DISTINCT ?document ?_agency WHERE {{
  {{ ?part ?as ?_agency ; <{Property.IN_DOCUMENT}> ?document }}
  UNION {{ ?document ?as ?_agency ; a <{Class.DOCUMENT}> }}
}} ORDER BY ?document"""


class World:
    """A store as objects. Documents are read when they are asked for; nothing is ever written."""

    def __init__(self, target: str) -> None:
        self._target = target
        self.objects = Objects(self._load, self._naming)
        self.documents, self.agencies = Documents(self), Agencies(self)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, opened for one question, so that a notebook that stays open keeps nobody from building."""
        store = open_store(self._target)
        try:
            yield store
        finally:
            if isinstance(store, EmbeddedStore):
                store.close()

    def _load(self, document: str) -> Iterator[Triple]:
        with self.store() as store:
            yield from facts_of(store, document)
            for other, predicate, value, _ in store.query(_BESIDE, {"_document": NamedNode(document)}).terms:
                if isinstance(other, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
                    yield Triple(other, predicate, value)

    def _naming(self, agency: str) -> tuple[str, ...]:
        with self.store() as store:
            return tuple(row.text("document") for row in store.query(_NAMING, {"_agency": NamedNode(agency)}))


class Documents(Mapping[str, Any]):
    """The documents of a store whose text is there, by number; also by IRI where several share a number."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getitem__(self, number: str) -> Any:  # noqa: ANN401 (an object of owlready2, which has no types)
        with self._world.store() as store:
            iri = find_one(store, number).iri
        return self._world.objects.document(iri)

    def __iter__(self) -> Iterator[str]:
        with self._world.store() as store:
            held = [card for card in cards(store).values() if card.held]
        numbers = [card.number for card in held]
        return iter(sorted(c.number if c.number and numbers.count(c.number) == 1 else c.iri for c in held))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Agencies(Mapping[str, Any]):
    """The bodies that documents name, by name; asking for one reads every document that names it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _names(self) -> dict[str, str]:
        with self._world.store() as store:
            return {row.text("name"): row.text("agency") for row in store.query(_AGENCIES)}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (as above)
        names = self._names()
        if name not in names:
            near = process.extract(name, sorted(names), scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=50)
            raise UnknownAgencyError(name=name, near=", ".join(found for found, _, _ in near))
        return self._world.objects.agency(names[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


def world(target: str = "chidao-store") -> World:
    """The store in a folder or at an address, as objects; raises StoreError where there is none."""
    found = World(target)
    with found.store():
        return found
