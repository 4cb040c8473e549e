"""The facts of documents as Python objects, by owlready2: read-only, loaded document by document.

Each object is owlready2's own, so that every property of the vocabulary is an attribute by its local name; the ways
that a reader goes most often are added under plain names (``indicators``, ``targets``, ``owners``, ``sentence``).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

import owlready2
import pyoxigraph as ox

from graph.axioms import code_lists, vocabulary
from ontology.identifiers import BASE, ONTOLOGY
from ontology.terms import Class, Property

Load = Callable[[str], Iterable[ox.Triple]]
_PROPERTIES: Final = frozenset(term.local_name for term in Property)
_IN_DOCUMENT: Final = {
    "sections": Class.SECTION,
    "indicators": Class.INDICATOR,
    "tasks": Class.TASK,
    "duties": Class.RESPONSIBILITY,
    "citations": Class.CITATION,
    "findings": Class.FINDING,
}


class ReadOnlyError(Exception):
    """Objects show what the documents say; they are changed by building the documents again."""


class Objects:
    """A world of objects: ``load`` gives a document's triples, ``naming`` the documents that name a body, by IRI."""

    def __init__(self, load: Load, naming: Callable[[str], Iterable[str]]) -> None:
        self._load, self._naming, self._loaded = load, naming, set[str]()
        self.world = owlready2.World()
        self._read(ONTOLOGY, (*vocabulary(), *code_lists()))
        self._name_apart()
        self._equip()
        self._lock(locked=True)

    def document(self, iri: str) -> Any:  # noqa: ANN401 (an object of owlready2, which has no types)
        """The object of a document, with all that belongs to it."""
        self.need(iri)
        return self.world[iri]

    def agency(self, iri: str) -> Any:  # noqa: ANN401 (as above)
        """The object of a body, with every document that names it."""
        for document in self._naming(iri):
            self.need(document)
        return self.world[iri]

    def need(self, iri: str) -> None:
        """Loads a document unless it is there."""
        if iri in self._loaded:
            return
        self._loaded.add(iri)
        self._lock(locked=False)
        self._read(f"{BASE}loaded/{len(self._loaded)}#", self._load(iri))
        self._lock(locked=True)

    def _read(self, name: str, triples: Iterable[ox.Triple]) -> None:
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        self.world.get_ontology(name).load(fileobj=io.BytesIO(text), format="ntriples")

    def _lock(self, *, locked: bool) -> None:
        """Makes the database of the objects refuse to be written, or let it."""
        self.world.graph.execute(f"PRAGMA query_only = {'ON' if locked else 'OFF'}")

    def _name_apart(self) -> None:
        """Calls other vocabularies' properties otherwise, where one of ours has the same local name."""
        own = {term.local_name: term for term in Property}
        for one in tuple(self.world.properties()):
            if not one.iri.startswith(ONTOLOGY) and one.name in own:
                one.python_name = f"other_{one.name}"
                self.world[own[one.name]].python_name = one.name
        self.world[Property.LABEL].python_name = "label_written"
        self.world._props["label"] = owlready2.label  # noqa: SLF001 (rdfs:label, which ours had taken the name of)

    def _equip(self) -> None:
        """Gives the classes the ways that a reader goes most often."""
        for name, kind in _IN_DOCUMENT.items():
            self._add(Class.DOCUMENT, name, partial(self._parts, kind))
        self._add(Class.AGENT, "duties", self._duties_of)
        self._add(Class.INDICATOR, "targets", lambda one: in_order(one.hasTarget))
        for kind in (Class.INDICATOR, Class.TASK, Class.SECTION):
            self._add(kind, "duties", self._duties)
            self._add(kind, "owners", self._owners)
        for kind in self.world[Class.DOCUMENT].namespace.ontology.classes():
            type.__setattr__(kind, "sentence", property(sentence))
            type.__setattr__(kind, "__setattr__", _refuse)

    def _add(self, kind: Class, name: str, found: Callable[[Any], Any]) -> None:
        # owlready2 takes attributes of classes for properties of the vocabulary; these are Python's.
        type.__setattr__(self.world[kind], name, property(found))

    def _parts(self, kind: Class, document: Any) -> list[Any]:  # noqa: ANN401 (as above)
        self.need(document.iri)
        return in_order(self.world.search(type=self.world[kind], inDocument=document))

    def _duties(self, one: Any) -> list[Any]:  # noqa: ANN401 (as above)
        return in_order(self.world.search(type=self.world[Class.RESPONSIBILITY], covers=one))

    def _duties_of(self, agent: Any) -> list[Any]:  # noqa: ANN401 (as above)
        return in_order(self.world.search(type=self.world[Class.RESPONSIBILITY], agent=self.agency(agent.iri)))

    def _owners(self, one: Any) -> list[Any]:  # noqa: ANN401 (as above)
        owners = [owner for duty in self._duties(one) for owner in several(duty.ownerAgent)]
        return list(dict.fromkeys(owners))


def sentence(one: Any) -> str:  # noqa: ANN401 (as above)
    """The words that something rests on, "" where it has no evidence of its own."""
    evidence = in_order(several(getattr(one, Property.HAS_EVIDENCE.local_name, None)))
    return str(evidence[0].quote) if evidence else ""


def several(value: Any) -> list[Any]:  # noqa: ANN401 (as above)
    """The values of a property, of which owlready2 gives one bare, or None, where there is one at most."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def in_order(found: Iterable[Any]) -> list[Any]:
    """Objects in the order of their documents: numbers within IRIs count as numbers."""
    return sorted(found, key=lambda one: [(len(part), part) for part in str(one.iri).split("/")])


def _refuse(one: Any, name: str, value: Any) -> None:  # noqa: ANN401 (as above)
    """Stands for the setting of attributes: those of the vocabulary are refused, owlready2's own are not."""
    if name in _PROPERTIES:
        raise ReadOnlyError(f"{name} of {one.iri} cannot be set to {value!r}: build the documents again to change them")
    owlready2.Thing.__setattr__(one, name, value)
