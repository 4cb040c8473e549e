"""The cascade as a network: who carries out what, level by level, in how many days.

An edge runs from a document to the one that it implements. In a tree each document stands once, under the nearest one
that it implements: the one farthest from the root. Its other direct links are kept on its line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from ontology.codes import Relation
from queries.documents import Card


@dataclass(frozen=True, slots=True)
class Step:
    """A link to a document, and the days from the date of the one that is implemented to the other's."""

    iri: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A document in a tree: under which one it hangs (None for the root), its other links, what hangs under it.

    ``cyclic`` says that it implements, through others, itself.
    """

    card: Card
    depth: int
    under: Step | None
    also: tuple[Step, ...]
    cyclic: bool
    branches: tuple[Branch, ...]

    def walk(self) -> Iterator[Branch]:
        """This document and all under it, from the top down."""
        yield self
        for branch in self.branches:
            yield from branch.walk()


def implementing(documents: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Of the projected network of documents, only the links by which one implements another."""
    kept = (
        (source, target)
        for source, target, link in documents.edges(data=True)
        if Relation.IMPLEMENTS in link["relations"]
    )
    return nx.DiGraph(kept)


def days_between(later: Card, earlier: Card) -> int | None:
    """The days from one document's date to another's; None unless both are known to the day.

    >>> days_between(Card("b", date="2024-03-26"), Card("a", date="2023-12-25"))
    92
    >>> days_between(Card("b", date="2024-04"), Card("a", date="2023-12-25"))
    """
    try:
        return (dt.date.fromisoformat(later.date) - dt.date.fromisoformat(earlier.date)).days
    except ValueError:
        return None


def cascade(network: nx.DiGraph[str], cards: Mapping[str, Card], root: str, *, up: bool = False) -> Branch:
    """The tree of what carries out a document; with ``up``, of what it carries out itself.

    >>> network = nx.DiGraph([("plan", "directive"), ("plan", "party"), ("party", "directive")])
    >>> cards = {iri: Card(iri, number=iri) for iri in network}
    >>> [(branch.card.number, branch.depth) for branch in cascade(network, cards, "directive").walk()]
    [('directive', 0), ('party', 1), ('plan', 2)]
    """
    return _Tree(network if not up else network.reverse(copy=False), cards, root, up=up).branch(root)


class _Tree:
    """Chooses, for every document from which the root is reached, the one that it hangs under."""

    def __init__(self, network: nx.DiGraph[str], cards: Mapping[str, Card], root: str, *, up: bool) -> None:
        self._cards, self._root, self._up = cards, root, up
        members = {root} | (nx.ancestors(network, root) if root in network else set())
        self._links: nx.DiGraph[str] = nx.DiGraph()
        self._links.add_nodes_from(sorted(members))
        # What the root points to leads out of the tree, or back into it: either way the root hangs under nothing.
        self._links.add_edges_from((a, b) for a, b in network.edges if a in members and b in members and a != root)
        self._cyclic = _on_cycles(network.subgraph(members))
        self._depth = _depths(self._links, root)
        self._under = {member: self._nearest(member) for member in members - {root}}

    def _nearest(self, member: str) -> str:
        """The link that is farthest from the root, but nearer to it than the document itself; the latest of such."""
        nearer = [link for link in self._links.successors(member) if self._depth[link] < self._depth[member]]
        return max(nearer, key=lambda link: (self._depth[link], self._cards[link].date, link))

    def branch(self, iri: str, depth: int = 0) -> Branch:
        """The branch that begins with a document."""
        card, under = self._cards[iri], self._under.get(iri)
        others = sorted(link for link in self._links.successors(iri) if link not in (under, iri))
        below = sorted((m for m, above in self._under.items() if above == iri), key=self._order)
        return Branch(
            card,
            depth,
            Step(under, self._days(iri, under)) if under else None,
            tuple(Step(link, self._days(iri, link)) for link in others),
            iri in self._cyclic,
            tuple(self.branch(member, depth + 1) for member in below),
        )

    def _order(self, iri: str) -> tuple[str, str, str]:
        card = self._cards[iri]
        return (card.date or "9999", card.number, iri)

    def _days(self, member: str, link: str) -> int | None:
        later, earlier = (link, member) if self._up else (member, link)
        return days_between(self._cards[later], self._cards[earlier])


def _on_cycles(network: nx.DiGraph[str]) -> frozenset[str]:
    loops = {node for node in network if network.has_edge(node, node)}
    rings = (part for part in nx.strongly_connected_components(network) if len(part) > 1)
    return frozenset(loops.union(*rings))


def _depths(links: nx.DiGraph[str], root: str) -> dict[str, int]:
    """The longest way to the root without going round: within a cycle, the shortest way out of it is added."""
    parts = nx.condensation(links)
    below = nx.topological_sort(parts.reverse(copy=False))
    depth: dict[str, int] = {}
    for part in below:
        members = parts.nodes[part]["members"]
        doors = {m: [depth[link] for link in links.successors(m) if link not in members] for m in members}
        start = {m: max(found) + 1 for m, found in doors.items() if found} or {root: 0}
        inner = links.subgraph(members).reverse(copy=False)
        for door, base in sorted(start.items(), key=lambda item: (item[1], item[0])):
            for member, steps in nx.single_source_shortest_path_length(inner, door).items():
                depth[member] = min(depth.get(member, base + steps), base + steps)
    return depth
