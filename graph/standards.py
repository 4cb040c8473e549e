"""What a store holds, said in the words of a standard: ELI, RDF Data Cube, Web Annotation, DCAT with VoID.

Each profile is a folder of ``graph/profiles``: CONSTRUCT queries over the union of all graphs, Turtle for what is the
same of every store, and ``left-out.rq``, which counts what the standard cannot say, by reason. What each says, and what
it is checked by, stands in ``docs/reference/profiles.md``.

>>> [profile.value for profile in Profile], sorted(_files(Profile.CUBE))
(['eli', 'cube', 'oa', 'dcat'], ['left-out.rq', 'observations.rq', 'structure.ttl'])
"""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.store import EmbeddedStore
from ontology.identifiers import BASE
from ontology.terms import VERSION

PREFIXES: Final = {
    "cd": "https://w3id.org/chidao/ontology#",
    "cube": "https://w3id.org/chidao/cube#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LEFT_OUT: Final = "left-out.rq"
# The files are written with the resources' usual base; a project with another base has it in its exports.
_WRITTEN_BASE: Final = "https://w3id.org/chidao/id/"


class Profile(StrEnum):
    """The standards in whose words a store can be exported."""

    ELI = "eli"
    CUBE = "cube"
    OA = "oa"
    DCAT = "dcat"


def triples_of(store: EmbeddedStore, profile: Profile) -> tuple[ox.Triple, ...]:
    """The store in the words of a standard: in order, each triple once, no blank nodes."""
    found: set[ox.Triple] = set()
    for name, text in _files(profile).items():
        if name.endswith(".ttl"):
            found.update(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
        elif name != _LEFT_OUT:
            found.update(store.construct(text))
    return tuple(sorted(found, key=str))


def left_out(store: EmbeddedStore, profile: Profile) -> dict[str, int]:
    """How many facts the profile leaves out, by the reason; empty where it says all that it is about."""
    query = _files(profile).get(_LEFT_OUT)
    return {row.text("reason"): int(row.text("count")) for row in store.query(query)} if query else {}


def turtle(triples: tuple[ox.Triple, ...]) -> bytes:
    """Triples as Turtle with the prefixes of the standards."""
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def ntriples(triples: tuple[ox.Triple, ...]) -> bytes:
    """Triples as N-Triples, one a line, which are N-Quads of the default graph too."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _files(profile: Profile) -> dict[str, str]:
    """The files of a profile by name, with this project's base and version of the vocabulary."""
    folder = files("graph") / "profiles" / profile.value
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()}
    return {
        name: text.replace(_WRITTEN_BASE, BASE).replace("@VERSION@", VERSION) for name, text in sorted(texts.items())
    }
