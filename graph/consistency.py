"""Which of people's judgements contradict each other, directly or through a chain: a = b, b = c, a ≠ c.

None of those is guessed to be the right one: the row that keeps two things apart and every row on a way that joins them
are left out, and named together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import networkx as nx

from graph.rulings import Ruling
from ontology.codes import Verdict

Link = tuple[str, str]


def contradicting(rulings: Iterable[tuple[Ruling, str, str]]) -> dict[Ruling, tuple[Ruling, ...]]:
    """By each ruling that cannot stand, all that take part in the contradiction; things are given by one name each.

    >>> from ontology.dates import PartialDate
    >>> from ontology.codes import JudgedKind
    >>> row = lambda v, a, b: (Ruling(v, JudgedKind.DOCUMENT, a, b, "Lan", PartialDate(2026), "x"), a, b)
    >>> same, chain, apart = row(Verdict.SAME, "a", "b"), row(Verdict.SAME, "b", "c"), row(Verdict.DIFFERENT, "a", "c")
    >>> len(contradicting([same, chain, apart])), len(contradicting([same, apart]))
    (3, 0)
    """
    rows = list(rulings)
    said: dict[Link, list[Ruling]] = defaultdict(list)
    for ruling, a, b in rows:
        if ruling.verdict is Verdict.SAME:
            said[_link(a, b)].append(ruling)
    joined: nx.Graph[str] = nx.Graph(list(said))
    found: dict[Ruling, set[Ruling]] = defaultdict(set)
    for ruling, a, b in rows:
        if ruling.verdict is Verdict.DIFFERENT:
            against = [same for link in _ways(joined, a, b) for same in said[link]]
            for one in (ruling, *against) if against else ():
                found[one] |= {ruling, *against}
    return {ruling: tuple(sorted(several, key=lambda one: one.iri)) for ruling, several in found.items()}


def _link(a: str, b: str) -> Link:
    return (a, b) if a <= b else (b, a)


def _ways(joined: nx.Graph[str], a: str, b: str) -> Iterator[Link]:
    """The links on any way from one thing to another: the block that both are in once a direct link is added."""
    if a not in joined or b not in joined or not nx.has_path(joined, a, b):
        return
    direct = _link(a, b)
    closed: nx.Graph[str] = nx.Graph([*joined.edges, direct])
    for block in nx.biconnected_component_edges(closed.subgraph(nx.node_connected_component(closed, a))):
        links = {_link(*edge) for edge in block}
        if direct in links:
            yield from sorted(link for link in links if joined.has_edge(*link))
