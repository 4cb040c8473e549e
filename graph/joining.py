"""Joining clusters that people say are one document, after all that the rules find by themselves.

What people keep apart stays apart: a join that would bring two such items together is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.clusters import Cluster
from graph.mentions import Mention
from ontology.codes import Standing
from ontology.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Joint:
    """Items, by their IRIs, that people say are one document."""

    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joined:
    """Clusters as they are after the joins, the IRI of each by its identity, and what is ambiguous still."""

    clusters: tuple[Cluster, ...]
    iris: Mapping[int, str]
    ambiguous: Mapping[str, tuple[Cluster, ...]]


def join(
    known: Joined,
    joints: Sequence[Joint],
    mentions: Mapping[str, Mention],
    choose: Callable[[Cluster], PartialDate | None],
) -> Joined:
    """Makes the joins; a joined document keeps the IRI of one that it is joined from, and its date is chosen anew."""
    if not joints:
        return known
    work = _Work(known)
    for joint in joints:
        work.unite(joint, mentions)
    return work.done(choose)


class _Work:
    """Groups of clusters while they are joined; each cluster stands in one group."""

    def __init__(self, known: Joined) -> None:
        self.known = known
        self.ambiguous = dict(known.ambiguous)
        self.groups = {id(cluster): [cluster] for cluster in known.clusters}
        self.homes = {item.iri: cluster for cluster in known.clusters for item in cluster.items}

    def unite(self, joint: Joint, mentions: Mapping[str, Mention]) -> None:
        """Joins the clusters of a joint's items, and gives them its citations that could mean several documents."""
        homes = [self.homes[item] for item in sorted(joint.items) if item in self.homes]
        for other in homes[1:]:
            mine, its = self.groups[id(homes[0])], self.groups[id(other)]
            if mine is not its and not any(a.parted(b) for a in mine for b in its):
                mine += its
                self.groups |= {id(cluster): mine for cluster in its}
        for citation in sorted(joint.items & self.ambiguous.keys()) if homes else ():
            mention = mentions[citation]
            if not any(cluster.parted(mention) for cluster in self.groups[id(homes[0])]):
                homes[0].add(mention)
                self.homes[citation] = homes[0]
                del self.ambiguous[citation]

    def done(self, choose: Callable[[Cluster], PartialDate | None]) -> Joined:
        """Each group as one cluster."""
        into: dict[int, Cluster] = {}
        iris: dict[int, str] = {}
        for group in {id(group): group for group in self.groups.values()}.values():
            whole = _whole(group)
            whole.date = choose(whole)
            into |= {id(cluster): whole for cluster in group}
            iris[id(whole)] = min((_worth(cluster), self.known.iris[id(cluster)]) for cluster in group)[1]
        clusters = tuple({id(into[id(c)]): into[id(c)] for c in self.known.clusters}.values())
        left = {
            m: tuple({id(into[id(c)]): into[id(c)] for c in several}.values()) for m, several in self.ambiguous.items()
        }
        return Joined(clusters, iris, left)


def _whole(group: Sequence[Cluster]) -> Cluster:
    if len(group) == 1:
        return group[0]
    return Cluster(sorted((item for cluster in group for item in cluster.items), key=lambda item: item.iri))


def _worth(cluster: Cluster) -> tuple[int, int]:
    """A held document before a reported one before one that is only cited; a known day before none."""
    standing = min((list(Standing).index(h.standing) for h in cluster.holdings), default=len(Standing))
    return standing, 0 if cluster.date and cluster.date.day else 1
