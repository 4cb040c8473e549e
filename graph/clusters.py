"""Which mentions and holdings of one number are one document.

Within a bucket of equal numbers, what is known best comes first: days before months before years before nothing, and
a known province before an unknown one. Each mention looks for the clusters that it can mean among those made from
better-known ones; it joins if one is left, is ambiguous between several, and opens a cluster of its own if there is
none. So the outcome does not depend on the order of files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph import slips
from graph.mentions import Holding, Mention
from graph.places import completeness, contradict, may_be_same, related, units
from graph.registers import Key, after, terms
from ontology.dates import PartialDate
from ontology.identifiers import slug

Item = Holding | Mention
_TITLE, _TITLE_LEAST = 48, 24  # characters of a title's slug that are compared, and how many it must have
_PRECISIONS: Final = ("day", "month", "year", "")


class Cluster:
    """What is taken for one document; ``date`` is the one chosen among ``dates``.

    What it is asked for again and again is kept up as items come in, not counted anew.
    """

    __slots__ = (
        "_apart", "_documents", "_files", "_iris", "_titles", "date", "dates", "holdings", "key", "mentions", "place",
    )  # fmt: skip

    def __init__(self, items: Iterable[Item]) -> None:
        self.holdings: list[Holding] = []
        self.mentions: list[Mention] = []
        self.date: PartialDate | None = None
        self.dates: set[PartialDate] = set()
        self.key, self.place = Key(""), ""
        self._documents: set[str] = set()
        self._files: set[str] = set()
        self._apart: set[str] = set()
        self._iris: set[str] = set()
        self._titles: set[str] = set()
        for item in items:
            self.add(item)

    @property
    def items(self) -> list[Item]:
        """Holdings and mentions."""
        return [*self.holdings, *self.mentions]

    def names(self, mention: Mention) -> bool:
        """Whether the mention's document names it elsewhere."""
        return mention.document in self._documents

    def stands_with(self, mention: Mention) -> bool:
        """Whether the mention's file holds it."""
        return mention.file in self._files

    def titled_as(self, mention: Mention) -> bool:
        """Whether another mention gives the same title, by its first words."""
        title = _title_start(mention)
        return bool(title) and any(title.startswith(own) or own.startswith(title) for own in self._titles)

    def parted(self, other: Cluster | Item) -> bool:
        """Whether people say of some item of this and of the other that they are two documents."""
        if isinstance(other, Cluster):
            return bool(self._apart or other.apart) and any(self.parted(item) for item in other.items)
        return other.iri in self._apart or not other.apart.isdisjoint(self._iris)

    @property
    def apart(self) -> frozenset[str]:
        """The items that people say are another document."""
        return frozenset(self._apart)

    def add(self, item: Item) -> None:
        """Takes in another item."""
        self._iris.add(item.iri)
        self._apart |= item.apart
        first = not self.holdings and not self.mentions
        self.key = item.key if first else min(self.key, item.key, key=_known_best)
        self.place = item.key.place if first else min(self.place, item.key.place, key=_completest)
        if item.key.date:
            self.dates.add(item.key.date)
        if isinstance(item, Holding):
            self.holdings.append(item)
            self._documents.add(item.iri)
            self._files.add(item.file)
        else:
            self.mentions.append(item)
            self._documents.add(item.document)
            self._titles |= {title} if (title := _title_start(item)) else set()


def _title_start(mention: Mention) -> str:
    """The first words of a title, "" where it is too short to tell one document from another."""
    words = slug(mention.title).removeprefix("ve-").removeprefix("viec-")[:_TITLE]
    return words if len(words) >= _TITLE_LEAST else ""


def _known_best(key: Key) -> tuple[int, int, str, str]:
    return (*_rank(key), key.place, str(key.date))


def _completest(place: str) -> tuple[int, int, str]:
    return completeness(place), -len(units(place)), place


@dataclass(slots=True)
class Partition:
    """The clusters of one number, and the mentions that can mean several of them."""

    clusters: list[Cluster]
    ambiguous: dict[str, tuple[Cluster, ...]]


def _rank(key: Key) -> tuple[int, int]:
    precision = _PRECISIONS.index(key.date.precision if key.date else "")
    return precision, completeness(key.place) if key.local else 0


def partition(items: Iterable[Item], choose: Callable[[Cluster], PartialDate | None]) -> Partition:
    """Divides the items of one number into documents; ``choose`` says which of a document's dates holds."""
    ranked: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.iri):
        ranked[_rank(item.key)].append(item)
    found = Partition([], {})
    days = [rank for rank in sorted(ranked) if rank[0] == 0]
    for rank in days:
        _place_rank(found, ranked[rank])
    _merge_slips(found)
    for cluster in found.clusters:
        cluster.date = choose(cluster)
    for rank in sorted(set(ranked) - set(days)):
        _place_rank(found, ranked[rank])
    for cluster in found.clusters:
        cluster.date = choose(cluster)
    return found


def _place_rank(found: Partition, items: Sequence[Item]) -> None:
    """Puts the items of one rank into the clusters of better ranks, or into new ones."""
    joining: dict[int, list[Item]] = defaultdict(list)
    fresh: list[Item] = []
    for item in items:
        candidates = _candidates(item, found.clusters)
        if len(candidates) == 1:
            joining[candidates[0]].append(item)
        elif candidates and isinstance(item, Mention):
            found.ambiguous[item.iri] = tuple(found.clusters[index] for index in candidates)
        else:
            fresh.append(item)
    for index, joiners in joining.items():
        if not _agree(joiners):
            fresh += joiners
            continue
        for item in joiners:
            # Those that joined before may be ones that people keep apart from it.
            if found.clusters[index].parted(item):
                fresh.append(item)
            else:
                found.clusters[index].add(item)
    found.clusters += _opened(fresh)


def _agree(joiners: Sequence[Item]) -> bool:
    """Whether items can mean one document; those that name places in two provinces cannot."""
    places = {item.key.place for item in joiners if item.key.local and item.key.place}
    return not any(contradict(a, b) for a in places for b in places)


def _opened(items: Iterable[Item]) -> list[Cluster]:
    """New clusters: items of equal keys together, but held documents without a day each alone."""
    groups: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.iri):
        groups[_signature(item)].append(item)
    clusters: list[Cluster] = []
    for group in groups.values():
        holdings = [item for item in group if isinstance(item, Holding)]
        if len(holdings) > 1 and not _has_day(holdings[0].key):
            mentions = [item for item in group if isinstance(item, Mention)]
            clusters += (Cluster([holding]) for holding in holdings)
            clusters += _divided(mentions)
        else:
            clusters += _divided(group)
    return clusters


def _divided(group: Iterable[Item]) -> list[Cluster]:
    """Items of equal keys as one cluster, or as several where people keep some of them apart."""
    clusters: list[Cluster] = []
    for item in group:
        cluster = next((cluster for cluster in clusters if not cluster.parted(item)), None)
        if cluster:
            cluster.add(item)
        else:
            clusters.append(Cluster([item]))
    return clusters


def _signature(item: Item) -> tuple[object, ...]:
    key = item.key
    place = units(key.place) if key.local else ()
    return key.office, key.body, place, key.date, _open_term(item)


def _open_term(item: Item) -> frozenset[int]:
    """The term in which an undated Party number is cited: those of two are not taken for one document."""
    if not isinstance(item, Mention) or item.key.date or not item.key.party or not item.citing_date:
        return frozenset()
    return terms(item.key, item.citing_date)


def _has_day(key: Key) -> bool:
    return bool(key.date and key.date.day)


def _candidates(item: Item, clusters: Sequence[Cluster]) -> list[int]:
    """The clusters that an item can mean; those that its own file names or holds before the others."""
    able = [index for index, cluster in enumerate(clusters) if _can_mean(item, cluster)]
    if isinstance(item, Holding):
        return able
    own = [index for index in able if clusters[index].names(item)]
    return own or [index for index in able if clusters[index].stands_with(item)] or able


def _can_mean(item: Item, cluster: Cluster) -> bool:
    key, other = item.key, cluster.key
    if cluster.parted(item):
        return False
    if key.office != other.office or (key.body and other.body and key.body != other.body):
        return False
    if isinstance(item, Holding) and cluster.holdings and not (_has_day(key) and _has_day(cluster.holdings[0].key)):
        return False
    return _place_fits(item, cluster) and _date_fits(item, cluster)


def _place_fits(item: Item, cluster: Cluster) -> bool:
    key, place = item.key, cluster.place
    if not key.local:
        return True
    if key.place and place:
        return may_be_same(key.place, place)
    if isinstance(item, Mention) and (cluster.stands_with(item) or cluster.names(item)):
        return True
    if isinstance(item, Holding) or not place:
        return _has_day(key)
    # A place that is not written is the citing document's own, or the day must agree.
    return not contradict(item.citing_place, place) if _has_day(key) else related(item.citing_place, place)


def _date_fits(item: Item, cluster: Cluster) -> bool:
    date = item.key.date
    if isinstance(item, Mention) and after(cluster.date or min(cluster.dates, default=None), item.citing_date):
        return False
    if date:
        return any(date.agrees(other) for other in cluster.dates)
    if isinstance(item, Holding) or not item.key.party or cluster.names(item):
        return True
    known = cluster.date or min(cluster.dates, default=None)
    if not known or not item.citing_date:
        return True
    return bool(terms(item.key, known) & terms(item.key, item.citing_date)) or cluster.titled_as(item)


def _merge_slips(found: Partition) -> None:
    """Joins clusters of one register whose dates differ although the number was given out once only."""
    groups: dict[tuple[object, ...], list[Cluster]] = defaultdict(list)
    for cluster in found.clusters:
        key = cluster.key
        groups[key.office, key.body, cluster.place if key.local else ""].append(cluster)
    into = {id(old): new for group in groups.values() for old, new in slips.joined(group)}
    found.clusters = list({id(new): new for new in (into[id(cluster)] for cluster in found.clusters)}.values())
    found.ambiguous = {
        mention: tuple({id(into[id(c)]): into[id(c)] for c in several}.values())
        for mention, several in found.ambiguous.items()
    }
