"""Data in an older version of the vocabulary: renamed terms are read under their new names, the rest is told.

``vocabulary_changes.csv`` says which term has which new name since which version; one without a new name is gone.

>>> changes = (Change("0.3.0", "hasGoal", "hasTarget", Words("", "")),)
>>> goal = ox.Triple(ox.NamedNode("urn:i"), ox.NamedNode(f"{ONTOLOGY}hasGoal"), ox.NamedNode("urn:t"))
>>> moved = migrated([goal], changes)
>>> [triple.predicate.value.rpartition("#")[2] for triple in moved.triples], [change.old for change in moved.renamed]
(['hasTarget'], ['hasGoal'])
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.answers import Store
from graph.vocabulary import TYPE
from ontology.identifiers import AUTHORITY_GRAPH, ONTOLOGY
from ontology.terms import ONTOLOGY_IRI, VERSION, Class, Property
from ontology.words import Words

_VERSION_INFO: Final = "http://www.w3.org/2002/07/owl#versionInfo"
_IMPORTS: Final = "http://www.w3.org/2002/07/owl#imports"
_OF_STORE: Final = f"SELECT ?v WHERE {{ GRAPH <{AUTHORITY_GRAPH}> {{ <{ONTOLOGY_IRI}> <{_VERSION_INFO}> ?v }} }}"


@dataclass(frozen=True, slots=True)
class Change:
    """A term that changed in a version of the vocabulary; ``new`` is "" where it is gone; ``words`` say what to use."""

    version: str
    old: str
    new: str
    words: Words


@dataclass(frozen=True, slots=True)
class Migrated:
    """Triples under the names of this version; what was renamed, what is gone, and terms that no version had."""

    triples: tuple[ox.Triple, ...]
    renamed: tuple[Change, ...]
    gone: tuple[Change, ...]
    unknown: tuple[str, ...]


@cache
def changes() -> tuple[Change, ...]:
    """The changes of the vocabulary, oldest first."""
    lines = (files("graph") / "vocabulary_changes.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    return tuple(Change(row["version"], row["old"], row["new"], Words(row["en"], row["vi"])) for row in rows)


def migrated(triples: Iterable[ox.Triple], known: tuple[Change, ...] | None = None) -> Migrated:
    """Triples under the names that this version has; a term that they define themselves is theirs."""
    table = {change.old: change for change in (changes() if known is None else known)}
    given = tuple(triples)
    own = {t.subject.value for t in given if t.predicate == TYPE and isinstance(t.subject, ox.NamedNode)}
    terms = {*map(str, Class), *map(str, Property), ONTOLOGY}
    used = {name for triple in given for name in _names(triple)}
    strange = sorted(name.removeprefix(ONTOLOGY) for name in used - terms - own)
    met = [table[name] for name in strange if name in table]
    return Migrated(
        tuple(_renamed(triple, table) for triple in given) if met else given,
        tuple(change for change in met if change.new),
        tuple(change for change in met if not change.new),
        tuple(name for name in strange if name not in table),
    )


def _names(triple: ox.Triple) -> Iterable[str]:
    """The terms of the vocabulary in a triple."""
    several = (triple.subject, triple.predicate, triple.object)
    return [term.value for term in several if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY)]


def _renamed(triple: ox.Triple, table: dict[str, Change]) -> ox.Triple:
    def named(term: ox.NamedNode) -> ox.NamedNode:
        change = table.get(term.value.removeprefix(ONTOLOGY)) if term.value.startswith(ONTOLOGY) else None
        return ox.NamedNode(ONTOLOGY + change.new) if change and change.new else term

    subject, value = triple.subject, triple.object
    return ox.Triple(
        named(subject) if isinstance(subject, ox.NamedNode) else subject,
        named(triple.predicate),
        named(value) if isinstance(value, ox.NamedNode) else value,
    )


def version_of(triples: Iterable[ox.Triple]) -> str:
    """The version of the vocabulary that a file says it is written in, by owl:imports; else this program's."""
    start = f"{ONTOLOGY_IRI}/"
    imported = (t.object.value for t in triples if t.predicate.value == _IMPORTS and isinstance(t.object, ox.NamedNode))
    return next((iri.removeprefix(start) for iri in imported if iri.startswith(start)), VERSION)


def version_of_store(store: Store) -> str:
    """The version of the vocabulary that a store was built with, "" where it does not say."""
    return max((row.text("v") for row in store.query(_OF_STORE)), default="")
