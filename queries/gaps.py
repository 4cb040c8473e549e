"""The gaps of a cascade: what ought to be there and is not.

A document cited but not held; an indicator or task without owner; a level without a plan; an addressee told to plan
who has none; a target without its year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import networkx as nx

from graph.answers import Store
from graph.project import project
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.lines import levels_below
from queries.answer import Record, written
from queries.asking import ask
from queries.documents import Card, cards
from queries.network import Branch, cascade, implementing


class GapKind(StrEnum):
    """Kinds of gap."""

    NOT_HELD = "cited-not-held"
    INDICATOR_WITHOUT_OWNER = "indicator-without-owner"
    TASK_WITHOUT_OWNER = "task-without-owner"
    LEVEL_WITHOUT_PLAN = "level-without-plan"
    ADDRESSEE_WITHOUT_PLAN = "addressee-without-plan"
    TARGET_WITHOUT_YEAR = "target-without-year"


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something missing: of which document, where in it, what."""

    kind: GapKind
    document: str
    place: str
    what: str
    iri: str


def gaps(store: Store, root: Card | None = None) -> tuple[Gap, ...]:
    """The gaps of the documents that carry out one document, itself included; of all documents where none is named."""
    known, documents = cards(store), project(store)
    network = implementing(documents)
    inside = set(known) if root is None else {root.iri} | _below(network, root.iri)
    tops = [root.iri] if root else _tops(network)
    trees = [cascade(network, known, top) for top in tops]
    found = {
        *_not_held(documents, known, inside),
        *_without(store, known, inside),
        *_of_groups(store, known, inside),
        *(gap for tree in trees for gap in level_gaps(tree)),
    }
    return tuple(sorted(found, key=lambda gap: (list(GapKind).index(gap.kind), gap)))


def _below(network: nx.DiGraph[str], root: str) -> set[str]:
    return set(nx.ancestors(network, root)) if root in network else set()


def _tops(network: nx.DiGraph[str]) -> list[str]:
    """What others implement and implements nothing itself."""
    return sorted(iri for iri in network if network.in_degree(iri) and not network.out_degree(iri))


def _not_held(documents: nx.DiGraph[str], known: Mapping[str, Card], inside: set[str]) -> Iterator[Gap]:
    for iri, card in known.items():
        sources = inside & set(documents.predecessors(iri))
        if not card.held and (sources or iri in inside):
            names = ", ".join(sorted(known[source].name for source in sources))
            what = ": ".join(part for part in (card.issuer, card.title) if part)
            yield Gap(GapKind.NOT_HELD, card.name, names, what, iri)


def level_gaps(tree: Branch) -> Iterator[Gap]:
    """Levels at which nobody carries the document out, and those that a document's link leaps over."""
    there = {branch.card.level for branch in tree.walk()}
    for level in _levels_below(tree.card.level, tree.card.date):
        if level not in there:
            yield Gap(GapKind.LEVEL_WITHOUT_PLAN, tree.card.name, "", level, tree.card.iri)
    yield from _leaps(tree)


def _leaps(above: Branch) -> Iterator[Gap]:
    for branch in above.branches:
        below = _levels_below(above.card.level, branch.card.date)
        leapt = below[: below.index(branch.card.level)] if branch.card.level in below else ()
        for level in leapt:
            yield Gap(GapKind.LEVEL_WITHOUT_PLAN, branch.card.name, above.card.name, level, branch.card.iri)
        yield from _leaps(branch)


def _levels_below(level: str, date: str) -> tuple[str, ...]:
    """The levels that there were below one when a document was issued; "" is a level that is not known."""
    return levels_below(Level(level), PartialDate.parse(date) if date else None) if level else ()


def _item(row: Record) -> str:
    return ": ".join(part for part in (written(row.get("no")), written(row.get("text"))) if part)


# Each question that finds gaps inside documents, and what of its rows is missing where.
_QUESTIONS: Final[tuple[tuple[str, GapKind, Callable[[Record], str]], ...]] = (
    ("indicators-without-owner", GapKind.INDICATOR_WITHOUT_OWNER, _item),
    ("tasks-without-owner", GapKind.TASK_WITHOUT_OWNER, _item),
    ("addressees-without-plan", GapKind.ADDRESSEE_WITHOUT_PLAN, lambda row: f"{row['agency']}: {row['text']}"),
    ("targets-without-year", GapKind.TARGET_WITHOUT_YEAR, lambda row: f"{_item(row)} [{written(row.get('raw'))}]"),
)


def _without(store: Store, known: Mapping[str, Card], inside: set[str]) -> Iterable[Gap]:
    for name, kind, what in _QUESTIONS:
        for row in ask(store, name).records():
            iri = str(row["document"])
            if iri in inside:
                yield Gap(kind, known[iri].name, written(row.get("section")), what(row), iri)


def _of_groups(store: Store, known: Mapping[str, Card], inside: set[str]) -> Iterator[Gap]:
    """Groups told to plan, each once for a task, with the number of its members of whom no plan is known.

    Bodies of which not every place has one are not counted: nobody knows that they ought to plan.
    """
    lacking: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in ask(store, "group-members-without-plan").records():
        if row["confidence"] != "low":
            lacking[str(row["document"]), str(row["group"]), str(row["text"])].add(str(row["member"]))
    for (iri, group, text), bodies in lacking.items():
        if iri in inside:
            yield Gap(GapKind.ADDRESSEE_WITHOUT_PLAN, known[iri].name, "", f"{group} [{len(bodies)}]: {text}", iri)
