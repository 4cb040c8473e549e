"""Slips of the pen: one register gives a number out once, so that two dates of it may be one document's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.places import completeness
from graph.registers import one_document

if TYPE_CHECKING:
    from graph.clusters import Cluster


def joined(group: Sequence[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Each cluster with the one it becomes: connected ones must be one document, but two held ones stay apart."""
    left = list(group)
    while left:
        component = [left.pop(0)]
        for cluster in component:
            near = [other for other in left if _slip(cluster, other)]
            for other in near:
                if not any(known.parted(other) for known in component):
                    component.append(other)
            left = [other for other in left if other not in component]
        if sum(bool(cluster.holdings) for cluster in component) > 1:
            yield from ((cluster, cluster) for cluster in component)
            continue
        first, *others = component
        yield first, first
        for other in others:
            for item in other.items:
                first.add(item)
            yield other, first


def _slip(cluster: Cluster, other: Cluster) -> bool:
    key, (date,), (another,) = cluster.key, cluster.dates, other.dates
    same_document = {m.document for m in cluster.mentions} & {m.document for m in other.mentions}
    year_slip = bool(same_document) and (date.month, date.day) == (another.month, another.day)
    known = not key.local or completeness(cluster.place) == 0 or bool(same_document)
    return known and (year_slip or one_document(key, date, another))
