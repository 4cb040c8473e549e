"""What the tables know of documents, bodies and places by their IRIs: held, reported and cited documents alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.answers import Store
from ontology.codes import (
    Comparator,
    FindingKind,
    Kind,
    Level,
    ObjectKind,
    Relation,
    ResolutionStatus,
    Role,
    Severity,
    Side,
    Standing,
)
from ontology.identifiers import code_iri
from queries.answer import Record, answer, written
from queries.catalogue import named

_SCHEMES: Final = {
    "comparator": Comparator,
    "finding": FindingKind,
    "kind": Kind,
    "level": Level,
    "object": ObjectKind,
    "relation": Relation,
    "resolution": ResolutionStatus,
    "role": Role,
    "severity": Severity,
    "side": Side,
    "status": Standing,
}


@cache
def _notations() -> dict[str, str]:
    return {code_iri(scheme, code.value): code.value for scheme, codes in _SCHEMES.items() for code in codes}


def notation(concept: str) -> str:
    """The notation of a concept of the code lists.

    >>> notation("https://w3id.org/chidao/code/comparator/at-least"), notation("")
    ('>=', '')
    """
    return _notations()[concept] if concept else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the store knows it, chosen values before those of its own text; empty is unknown."""

    iri: str
    file: str
    part: str
    kind: str
    number: str
    number_as_written: str
    date: str
    issuers: frozenset[str]
    level: str
    places: frozenset[str]
    title: str
    signer: str
    status: str


@dataclass(frozen=True, slots=True)
class Register:
    """Documents by IRI, and the names of bodies and places by IRI."""

    documents: Mapping[str, Entry]
    names: Mapping[str, str]

    def number(self, document: str) -> str:
        """The number of a document, "" where it has none or is not known."""
        return self.documents[document].number if document in self.documents else ""

    def joined(self, iris: Iterable[str]) -> str:
        """The names of several bodies or places."""
        return "; ".join(sorted(self.names[iri] for iri in iris if iri in self.names))


def register(store: Store) -> Register:
    """Reads the register of a store."""
    own, chosen = (_by_document(store, name) for name in ("tables/documents", "tables/standings"))
    bodies = (record for name in ("tables/agencies", "tables/places") for record in _records(store, name))
    names: dict[str, str] = {}
    for record in sorted(bodies, key=lambda record: (str(record["iri"]), str(record["name"]))):
        names.setdefault(str(record["iri"]), str(record["name"]))
    entries = {iri: _entry(iri, own.get(iri, []), chosen.get(iri, [])) for iri in sorted({*own, *chosen})}
    return Register(entries, names)


def _records(store: Store, name: str) -> tuple[Record, ...]:
    return answer(store.query(named(name).text)).records()


def _by_document(store: Store, name: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in _records(store, name):
        found.setdefault(str(record["iri"]), []).append(record)
    return found


def _entry(iri: str, own: list[Record], chosen: list[Record]) -> Entry:
    def values(column: str) -> list[str]:
        """What was chosen across documents, else what the document says itself."""
        for rows in (chosen, own):
            found = sorted({written(row.get(column)) for row in rows} - {""})
            if found:
                return found
        return []

    def one(column: str, choose: Callable[[list[str]], str] = min) -> str:
        found = values(column)
        return choose(found) if found else ""

    return Entry(
        iri,
        one("file"),
        one("part"),
        notation(one("kind")),
        one("number"),
        one("number_as_written"),
        one("date", lambda dates: max(dates, key=len)),
        frozenset(values("issuer_iri")),
        notation(one("level")),
        frozenset(values("place_iri")),
        one("title"),
        one("signer"),
        notation(one("status")),
    )
