"""All that the authority graph of a store holds: vocabulary, code lists and authority data, as triples.

Blank nodes of the vocabulary (lists, the inverse in a property chain) get IRIs by their canonical labels, so that the
same triples come out every time.

>>> sum(1 for triple in reference_triples() if triple.predicate.value.endswith("#prefLabel")) > 1000
True
>>> any(isinstance(triple.subject, ox.BlankNode) for triple in reference_triples())
False
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology.rows import authority_triples
from ontology.terms import ONTOLOGY_IRI

VOCABULARY: Final = Path(__file__).parent / "chidao.ttl"
CODES: Final = Path(__file__).parent / "codes.ttl"
ALIGNMENT: Final = Path(__file__).parent / "alignment.ttl"


def reference_triples() -> Iterator[ox.Triple]:
    """The triples of the vocabulary and the code lists, then those of the authority data, each part sorted.

    The alignment with other vocabularies is left out: it is for those who ask for it.
    """
    for path in (VOCABULARY, CODES):
        yield from sorted(_read(path), key=str)
    yield from authority_triples()


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
