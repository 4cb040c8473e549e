"""All that the authority graph of a store holds: vocabulary, code lists, authority data and administrative units.

Blank nodes of the vocabulary (lists, the inverse in a property chain) get IRIs by their canonical labels, so that the
same triples come out every time.

>>> sum(1 for triple in reference_triples() if triple.predicate.value.endswith("#prefLabel")) > 1000
True
>>> any(isinstance(triple.subject, ox.BlankNode) for triple in reference_triples())
False
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology.identifiers import AUTHORITY_GRAPH, BASE
from ontology.rows import FOLDER, authority_triples
from ontology.terms import ONTOLOGY_IRI
from ontology.unit_triples import unit_nquads

_HERE: Final = Path(__file__).parent
VOCABULARY: Final = _HERE / "chidao.ttl"
CODES: Final = _HERE / "codes.ttl"
ALIGNMENT: Final = _HERE / "alignment.ttl"


@cache
def reference_fingerprint() -> str:
    """A hash of what the authority graph is made from: the data, the modules that read it, the base of IRIs.

    It costs a few milliseconds, where the graph itself takes a hundred times as long to write and compare.
    """
    data = (path for path in sorted(FOLDER.iterdir()) if path.suffix in (".ttl", ".csv"))
    digest = hashlib.sha256(BASE.encode())
    for path in (VOCABULARY, CODES, *data, *sorted(_HERE.glob("*.py"))):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def reference_nquads(provinces: Collection[str], graph: str = AUTHORITY_GRAPH) -> bytes:
    """The authority graph as N-Quads, each quad once, with the districts and communes of some provinces.

    The alignment with other vocabularies is left out: it is for those who ask for it.
    """
    name = ox.NamedNode(graph)
    quads = [ox.Quad(t.subject, t.predicate, t.object, name) for t in _general()]
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"") + unit_nquads(graph, provinces)


def reference_triples(provinces: Collection[str] = ()) -> Iterator[ox.Triple]:
    """The triples of the authority graph."""
    for quad in ox.parse(reference_nquads(provinces), format=ox.RdfFormat.N_QUADS):
        yield quad.triple


@cache
def _general() -> tuple[ox.Triple, ...]:
    """What every store has: all but districts and communes, which are nine tenths of the whole."""
    files = (triple for path in (VOCABULARY, CODES) for triple in sorted(_read(path), key=str))
    return tuple(dict.fromkeys((*files, *authority_triples())))


def _read(path: Path) -> Iterator[ox.Triple]:
    dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in dataset:
        yield ox.Triple(_named(quad.subject), quad.predicate, _value(quad.object))


def _named(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> ox.NamedNode:
    if isinstance(term, ox.NamedNode):
        return term
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(f"{ONTOLOGY_IRI}/node/{term.value}")
    raise TypeError(f"the vocabulary speaks of no triples: {term}")


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.Literal:
    return term if isinstance(term, ox.Literal) else _named(term)
