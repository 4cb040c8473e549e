"""What a store keeps for inference: the inferred graph, and which premises of rules came or went since then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from graph.rulebook import watched
from graph.vocabulary import nquads
from ontology.identifiers import INFERRED_GRAPH

_OWN: Final = NamedNode(INFERRED_GRAPH)
_GONE: Final = NamedNode("urn:chidao:gone")  # premises that went, for as long as what hung on them is looked for


class Inferred:
    """The inferred graph of an engine, its size ``count``, and the fingerprint ``rules`` of what it follows from.

    ``rules`` is "" where it has to be written anew; ``begin`` is told before anything is written.
    """

    def __init__(self, engine: Callable[[], ox.Store], begin: Callable[[], None], rules: str, count: int) -> None:
        self._engine, self._begin = engine, begin
        self.rules, self.count = rules, count
        self._touched = set[Quad]()

    @property
    def touched(self) -> frozenset[Quad]:
        """The premises of rules that came or went, graph by graph, since the inferred graph was written."""
        return frozenset(self._touched)

    @property
    def saved_rules(self) -> str:
        """The rules as the manifest may name them: none while something that came or went is not inferred from."""
        return "" if self._touched else self.rules

    def follows_by(self, rules: str) -> None:
        """Notes that the graph is what follows by rules, by their fingerprint."""
        self.rules = rules
        self._touched.clear()

    def change(self, added: Iterable[Triple], removed: Iterable[Triple]) -> None:
        """Adds triples and removes others; those that are there, or not there, already may be."""
        self._begin()
        engine = self._engine()
        fresh = [quad for quad in _quads(added) if quad not in engine]
        stale = [quad for quad in _quads(removed) if quad in engine]
        engine.extend(fresh)
        for quad in stale:
            engine.remove(quad)
        self.count += len(fresh) - len(stale)

    def make(self, triples: AbstractSet[Triple]) -> None:
        """Makes the graph these triples; what differs is written, in bulk."""
        before = {quad.triple for quad in self._engine().quads_for_pattern(None, None, None, _OWN)}
        self.change((), before - triples)
        self._engine().bulk_load(nquads(_quads(triples - before)), format=RdfFormat.N_QUADS)
        self.count = len(triples)

    def is_stated(self, triple: Triple) -> bool:
        """Whether a graph other than the inferred one says a triple."""
        found = self._engine().quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != _OWN for quad in found)

    def premises(self) -> ox.Store:
        """The triples that rules look at, of all graphs but the inferred one, in memory: rules ask for each often."""
        engine = self._engine()
        found = (quad for term, value in watched() for quad in engine.quads_for_pattern(None, term, value, None))
        memory = ox.Store()
        memory.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in found if q.graph_name != _OWN)
        return memory

    @contextmanager
    def having(self, triples: Iterable[Triple]) -> Iterator[None]:
        """The engine as if it had these triples too, for questions about what was."""
        self._engine().extend(Quad(t.subject, t.predicate, t.object, _GONE) for t in triples)
        try:
            yield
        finally:
            self._engine().remove_graph(_GONE)

    @contextmanager
    def watching(self, graphs: Iterable[str]) -> Iterator[None]:
        """Notes which premises of rules come and go in graphs; not before anything was inferred from them.

        What goes and comes again has not changed: hence the symmetric difference.
        """
        watching = [NamedNode(graph) for graph in graphs if graph != INFERRED_GRAPH] if self.rules else []
        before = self._premises_in(watching)
        yield
        self._touched ^= before ^ self._premises_in(watching)

    def _premises_in(self, graphs: Iterable[NamedNode]) -> set[Quad]:
        engine = self._engine()
        asked = ((predicate, value, graph) for graph in graphs for predicate, value in watched())
        return {quad for p, value, graph in asked for quad in engine.quads_for_pattern(None, p, value, graph)}


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, _OWN) for triple in triples)
