"""What is known of files, not of what they say: those that could not be read, and further readings of a document.

A file of which nothing could be read has no document whose finding that could be; two files that hold one document, or
two conversions of it, are linked: the better reading is kept in the graph, the other is named as its variant.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from graph.describe import Fact, describe_finding
from graph.store import EmbeddedStore
from graph.vocabulary import prop, value
from ontology.codes import FindingKind, Severity
from ontology.identifiers import READINGS_GRAPH, unread_iri
from ontology.model import Finding
from ontology.terms import Property


def write_readings(store: EmbeddedStore) -> None:
    """Writes the graph of files in the place of the former one."""
    graph = NamedNode(READINGS_GRAPH)
    facts = [*_unread(store), *_variants(store)]
    store.set_graph(READINGS_GRAPH, (Quad(subject, term, value(thing), graph) for subject, term, thing in facts))


def _unread(store: EmbeddedStore) -> Iterator[Fact]:
    for file, entry in sorted(store.entries.items()):
        if entry.graphs:
            continue
        for order, lack in enumerate(entry.lacks, start=1):
            vi, en = (
                f"{file} ({lack.place.told(lang)}): {lack.problem.told(lang)}; {lack.remedy.told(lang)}"
                for lang in ("vi", "en")
            )
            iri = unread_iri(file, order)
            yield from describe_finding(Finding(iri, None, file, FindingKind.UNREADABLE, Severity.VIOLATION, vi, en))


def _variants(store: EmbeddedStore) -> Iterator[Fact]:
    for best, (kept, *others) in store.renditions().items():
        for file in sorted({other.file for other in others} - {kept.file}):
            yield NamedNode(best), prop(Property.VARIANT_FILE), file
