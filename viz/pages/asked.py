"""The named queries and the competency questions with their answers over a store, ready for a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.answers import Store
from queries.answer import Answer
from queries.asking import ask
from queries.catalogue import NamedQuery, Parameter, catalogue
from queries.competency import CompetencyQuestion, questions, seen
from viz.pages.examples import short
from viz.words import EMPTY, Text

MOST: Final = 15
_TERM: Final = re.compile(r"\bcd:(\w+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it is asked, with some rows of its answer; ``count`` is how many there are."""

    id: str
    text: Text
    query: str
    asked: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    note: Text


@dataclass(frozen=True, slots=True)
class ShownQuery:
    """A named query with what it was asked over the samples."""

    name: str
    summary: Text
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    questions: tuple[Shown, ...]
    shown: tuple[Shown, ...]


def open_queries() -> tuple[NamedQuery, ...]:
    """The queries that a reader may ask, by name."""
    return tuple(query for query in catalogue().values() if not query.internal)


def answered(store: Store) -> tuple[Shown, ...]:
    """Every competency question with the answer that the store gives, under the columns that it is about."""
    return tuple(_answered(store, question) for question in questions())


def _answered(store: Store, question: CompetencyQuestion) -> Shown:
    """The rows that the question names stand for an answer of which it names some only."""
    found = ask(store, question.query, question.given)
    kept = Answer(question.columns, tuple(tuple(row[name] for name in question.columns) for row in found.records()))
    named = [row for row, cells in zip(kept.rows, seen(kept, question.columns), strict=True) if cells in question.rows]
    rows = tuple(named) if question.of > len(question.rows) else kept.rows
    texts = Text(question.vi, question.en), Text(question.note_vi, question.note_en)
    return _shown((question.id, *texts), question.query, question.asked(), Answer(kept.columns, rows), len(kept.rows))


def shown_queries(store: Store, known: Iterable[Shown]) -> tuple[ShownQuery, ...]:
    """Every open query with the competency questions that it answers, or asked bare where it needs no parameter."""
    by_query: dict[str, list[Shown]] = {}
    for one in known:
        by_query.setdefault(one.query, []).append(one)
    return tuple(_shown_query(store, query, tuple(by_query.get(query.name, ()))) for query in open_queries())


def _shown_query(store: Store, query: NamedQuery, known: tuple[Shown, ...]) -> ShownQuery:
    shown = known[:1]
    if not known and all(parameter.optional for parameter in query.parameters):
        found = ask(store, query.name)
        shown = (_shown(("", EMPTY, EMPTY), query.name, f"chidao ask {query.name}", found, len(found.rows)),)
    summary = Text(query.summary_vi, query.summary_en)
    return ShownQuery(query.name, summary, query.tags, query.parameters, query.text, known, shown)


def _shown(words: tuple[str, Text, Text], query: str, asked: str, found: Answer, count: int) -> Shown:
    identity, text, note = words
    rows = tuple(tuple(map(short, row)) for row in found.rows[:MOST])
    return Shown(identity, text, query, asked, found.columns, rows, count, note)


def uses(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The open queries that speak of each term, by its local name."""
    spoken = {query.name: set(_TERM.findall(query.text)) for query in open_queries()}
    return {name: tuple(query for query, terms in spoken.items() if name in terms) for name in names}
