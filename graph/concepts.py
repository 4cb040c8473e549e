"""The same indicator in several plans: measures that are one, as an indicator concept (chỉ tiêu chung).

Precision before recall: two measures are joined only where their words are nearly all the same, nothing speaks against
it (figures in the name, words that turn the meaning, direction), and no document states both as two. What is left is a
candidate for a person to judge. Pairs are taken best first and members ordered by date, so that the order of files does
not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.comparing import Bag, Pair, bags, pairs
from graph.measures_judged import JudgedMeasures, judged_measures, link
from graph.rulings import Ruling
from graph.series import Descent, Series

# Chosen by reading every pair of the real corpus: docs/decisions/0020.
JOINED: Final = 0.9
# Where both plans carry out one document and set the same value for the same year, this much is enough.
JOINED_WITH_VALUE: Final = 0.7
_WHOLE: Final = "100"  # a value that tells nothing: many measures aim at all


@dataclass(frozen=True, slots=True)
class Member:
    """A measure in a concept, and what joined it: a pair of wordings, a person, or neither within one wording."""

    series: Series
    pair: Pair | None
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class Concept:
    """Measures that are one; the first is the earliest."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The concepts with more than one member, the pairs that a person has to judge, and what became of judgements."""

    concepts: tuple[Concept, ...]
    candidates: tuple[tuple[Pair, Ruling | None], ...]
    judged: JudgedMeasures


def find_concepts(series: Sequence[Series], descent: Descent, rulings: Iterable[Ruling] = ()) -> Found:
    """Joins measures that are one."""
    judged = judged_measures(series, rulings)
    known = bags(series, judged.things)
    work = _Joining(known, pairs(known), judged)
    work.by_people()
    work.by_rules(descent)
    concepts = tuple(sorted(work.concepts(), key=lambda concept: concept.members[0].series.order))
    return Found(concepts, tuple(work.candidates()), judged)


def may_join(pair: Pair, descent: Descent) -> bool:
    """Whether two wordings are so much alike that they are one measure."""
    if pair.against or pair.score < JOINED_WITH_VALUE:
        return False
    return pair.score >= JOINED or any(
        descent.common(a.document, b.document) and share_value(a, b) for a in pair.one.series for b in pair.other.series
    )


def share_value(one: Series, other: Series) -> bool:
    """Whether two measures are to reach the same value in some year; all of 100 tells nothing."""
    return any(year and value != _WHOLE for year, value in one.values & other.values)


class _Joining:
    """Groups of bags while they are joined; each bag, by its place, stands in one group."""

    def __init__(self, known: Sequence[Bag], found: Sequence[Pair], judged: JudgedMeasures) -> None:
        self.known, self.found, self.judged = known, found, judged
        self.at = {id(bag): place for place, bag in enumerate(known)}
        self.pairs: Mapping[tuple[int, int], Pair] = {self._places(pair): pair for pair in found}
        self.groups = {place: [place] for place in range(len(known))}
        self.by_thing = {one.thing: place for place, bag in enumerate(known) for one in bag.series}
        self.forced: dict[int, Ruling] = {}

    def _places(self, pair: Pair) -> tuple[int, int]:
        one, other = self.at[id(pair.one)], self.at[id(pair.other)]
        return (one, other) if one < other else (other, one)

    def by_people(self) -> None:
        """Joins what people say is one."""
        for (a, b), ruling in sorted(self.judged.same.items()):
            one, other = self.by_thing[a], self.by_thing[b]
            self._unite(one, other)
            for place in (one, other):
                self.forced.setdefault(place, ruling)

    def by_rules(self, descent: Descent) -> None:
        """Joins what the rules find to be one, best first."""
        for pair in self.found:
            one, other = self._places(pair)
            if may_join(pair, descent) and self._fit(self.groups[one], self.groups[other]):
                self._unite(one, other)

    def _unite(self, one: int, other: int) -> None:
        mine, its = self.groups[one], self.groups[other]
        if mine is not its:
            mine += its
            self.groups |= dict.fromkeys(its, mine)

    def _fit(self, mine: Sequence[int], its: Sequence[int]) -> bool:
        """Whether no two of both groups are kept apart, by people or by what speaks against them."""
        if mine is its:
            return False
        # What people joined need not be alike.
        free = any(place in self.forced for place in (*mine, *its))
        return all(self._bearable(a, b, free=free) for a in mine for b in its)

    def _bearable(self, a: int, b: int, *, free: bool) -> bool:
        pair = self.pairs.get((min(a, b), max(a, b)))
        if pair:
            return not pair.against and not self._kept_apart(pair) and not self._unsure(pair)
        judged = self.judged.different.keys() | self.judged.unsure.keys()
        return free and not any(
            link(x.thing, y.thing) in judged for x in self.known[a].series for y in self.known[b].series
        )

    def concepts(self) -> Iterator[Concept]:
        """The groups of more than one measure."""
        for group in {id(group): group for group in self.groups.values()}.values():
            members = sorted(
                ((one, place) for place in group for one in self.known[place].series), key=lambda m: m[0].order
            )
            if len(members) > 1:
                first = members[0][1]
                yield Concept(tuple(self._member(one, place, first, group) for one, place in members))

    def _member(self, series: Series, place: int, first: int, group: Sequence[int]) -> Member:
        """What joins a measure to the first one of its concept, or else to the one that it is most alike."""
        if place == first:
            return Member(series, None, self.forced.get(place))
        near = [self.pairs.get((min(place, other), max(place, other))) for other in (first, *group) if other != place]
        closest = near[0] or max((pair for pair in near if pair), key=lambda pair: pair.score, default=None)
        return Member(series, closest, self.forced.get(place))

    def candidates(self) -> Iterator[tuple[Pair, Ruling | None]]:
        """Pairs that may be one, the best of each two groups: nothing settles that they are not, and no person has."""
        asked: set[tuple[int, int]] = set()
        for pair in self.found:
            groups = self._groups(pair)
            ruling = self._unsure(pair)
            if ruling or (groups not in asked and not pair.settled and not self._kept_apart(pair)):
                asked.add(groups)
                if groups[0] != groups[1]:
                    yield pair, ruling
        yield from self._far_unsure()

    def _far_unsure(self) -> Iterator[tuple[Pair, Ruling | None]]:
        """Pairs of too little in common that a person holds possible."""
        for (a, b), ruling in sorted(self.judged.unsure.items()):
            one, other = sorted((self.by_thing[a], self.by_thing[b]))
            if (one, other) not in self.pairs:
                yield Pair(self.known[one], self.known[other], 0.0, ()), ruling

    def _groups(self, pair: Pair) -> tuple[int, int]:
        one, other = (id(self.groups[place]) for place in self._places(pair))
        return (one, other) if one < other else (other, one)

    def _unsure(self, pair: Pair) -> Ruling | None:
        return next((self.judged.unsure[link_] for link_ in self._links(pair) if link_ in self.judged.unsure), None)

    def _kept_apart(self, pair: Pair) -> bool:
        return any(link_ in self.judged.different for link_ in self._links(pair))

    def _links(self, pair: Pair) -> Iterator[tuple[str, str]]:
        """The links between two wordings that a person may have judged."""
        if self.judged.things:
            yield from (link(a.thing, b.thing) for a in pair.one.series for b in pair.other.series)
