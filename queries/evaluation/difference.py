"""What a change gained and lost on a whole store, fact by fact.

Facts are compared by what they say and by the file that says it, never by their IRIs, whose numbers count the facts of
a document and so move when one is gained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from queries.evaluation.found import Tables
from queries.evaluation.sheet import Row

_LONG: Final = 100


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A fact in words: its kind, the file that says it, what it says."""

    kind: str
    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only this store has (``gained``) or only the other, with its sentence."""

    gained: bool
    fact: Fact
    quote: str


def changes(this: Tables, other: Tables) -> tuple[Change, ...]:
    """The facts that one of two stores has and the other has not, by kind and file."""
    here, there = _facts(this), _facts(other)
    quotes = _quotes(other) | _quotes(this)
    found = [
        Change(gained, fact, quotes[fact])
        for gained, more in ((True, here - there), (False, there - here))
        for fact in more.elements()
    ]
    return tuple(sorted(found, key=lambda one: (one.fact, not one.gained)))


def _facts(tables: Tables) -> Counter[Fact]:
    return Counter(fact for fact, _ in _told(tables))


def _quotes(tables: Tables) -> dict[Fact, str]:
    return {fact: row["quote"] for fact, row in _told(tables)}


def _told(tables: Tables) -> Iterator[tuple[Fact, Row]]:
    texts = {row["iri"]: _cut(row["text"]) for name in ("indicators", "tasks") for row in tables.rows[name]}
    for rows in tables.by_file.values():
        for row in rows:
            said = (row["kind"], row["number"], row["date"], row["issuer"])
            yield Fact("documents", row["file"], _joined(*said)), row
    for kind, words in _WORDS.items():
        for row in tables.rows[kind]:
            yield Fact(kind, row["file"], words(row, texts)), row


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _cut(text: str) -> str:
    return " ".join(text.split())[:_LONG]


def _relation(row: Row, _: Mapping[str, str]) -> str:
    target = row["target_number"] or row["target_iri"].rpartition("/")[2]
    return _joined(row["source_number"], row["relation"], target, row["target_date"])


def _target(row: Row, texts: Mapping[str, str]) -> str:
    upper = f" .. {row['value_max']}" if row["value_max"] else ""
    value = f"{row['comparator']} {row['value']}{upper} {row['unit']}"
    return _joined(value, row["year"], texts.get(row["indicator_iri"], ""))


def _duty(row: Row, texts: Mapping[str, str]) -> str:
    thing = texts.get(row["object_iri"]) or row["object_no"] or row["section"]
    return _joined(row["agency"] or row["agency_as_written"], row["role"], row["object_kind"], thing)


_WORDS: Final[Mapping[str, Callable[[Row, Mapping[str, str]], str]]] = {
    "relations": _relation,
    "indicators": lambda row, _: _cut(row["text"]),
    "targets": _target,
    "tasks": lambda row, _: _joined(_cut(row["text"]), row["due"], row["recurrence"]),
    "responsibilities": _duty,
}
