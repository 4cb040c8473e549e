"""Which measures are alike, and how much: words weighed by their rarity over all measures.

Equal wordings are gathered first, so that an indicator that every province repeats is compared once. Two wordings are
compared only if they share one of their rare words: those that have to be shared for a score that matters (prefix
filtering: Chaudhuri, Ganti, Kaushik, A Primitive Operator for Similarity Joins in Data Cleaning, 2006).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.series import Manner, Series
from graph.wording import Wording

LEAST_WORDS: Final = 2  # words that tell something: "hộ nghèo"
LEAST_SYLLABLES: Final = 4  # syllables in all: "tỷ lệ hộ nghèo" is a measure, "Viettel" and "hạ tầng số" are none
_SCALE: Final = 1000
CANDIDATE: Final = 0.6  # from here on two measures are worth a person's look


@dataclass(frozen=True, slots=True)
class Bag:
    """Series of one wording, bounded in one manner, of things counted under one name."""

    wording: Wording
    counted: frozenset[str]
    manner: Manner
    series: tuple[Series, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bags with their score, and what speaks against their being one.

    ``score``: the weight of the words in common over that of all words, 0 to 1. ``against``: keys of ``AGAINST``.
    """

    one: Bag
    other: Bag
    score: float
    against: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether so much speaks against it that no person needs to look."""
        return len(self.against) > 1 or not _OPEN.issuperset(self.against)


# What tells two measures apart however alike their words are, in both languages.
AGAINST: Final = {
    "figures": ("số trong tên chỉ tiêu khác nhau", "the figures in their names differ"),
    "figure": ("chỉ một bên có số trong tên", "only one has a figure in its name"),
    "words": ("mỗi bên có chữ riêng", "each has words of its own"),
    "contrast": ("chữ làm khác nghĩa hay đối tượng khác nhau", "words that turn the meaning, or who is meant, differ"),
    "counted": ("đếm những thứ khác nhau", "they count different things"),
    "change": ("một bên là mức, một bên là mức tăng hay giảm", "one is a level, the other a change"),
    "direction": ("hướng khác nhau", "they aim in different directions"),
    "qualitative": ("một bên không có con số", "one has no figure"),
    "document": ("cùng một văn bản nêu riêng hai chỉ tiêu", "one document states them as two"),
}
# What alone leaves the question open.
_OPEN: Final = frozenset({"figure", "words", "counted", "change", "direction", "qualitative", "contrast"})


def bags(series: Iterable[Series], alone: Container[str] = ()) -> tuple[Bag, ...]:
    """Series gathered by wording and manner, in order of their first series; those that say too little are left out.

    ``alone`` are the things of series that people have judged: each is a bag of its own.
    """
    found: dict[tuple[Wording, frozenset[str], Manner, str], list[Series]] = defaultdict(list)
    for one in series:
        telling = len(one.wording.words) >= LEAST_WORDS and one.syllables >= LEAST_SYLLABLES
        if telling or one.thing in alone:
            found[one.wording, one.counted, one.manner, one.thing if one.thing in alone else ""].append(one)
    return tuple(
        Bag(said, counted, manner, tuple(several), frozenset(one.document for one in several))
        for (said, counted, manner, _), several in found.items()
    )


def pairs(known: Sequence[Bag]) -> tuple[Pair, ...]:
    """The pairs of bags whose score is at least ``CANDIDATE`` and whose units do not differ, best first."""
    weights = _weights(known)
    totals = [_weight(bag.wording.words, weights) for bag in known]
    holders: dict[str, list[int]] = defaultdict(list)
    found = []
    for at, bag in enumerate(known):
        near: dict[int, None] = {}
        for word in _rare(bag, weights, totals[at]):
            near |= dict.fromkeys(holders[word])
            holders[word].append(at)
        for other in near:
            pair = _pair(known[other], bag, weights, totals[other], totals[at])
            if pair:
                found.append(pair)
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one.series[0].order, pair.other.series[0].order)))


def _weights(known: Iterable[Bag]) -> Mapping[str, int]:
    """The rarer a word among the different wordings, the more it says; whole numbers, so that sums have no order."""
    wordings = {bag.wording for bag in known}
    holders = Counter(word for said in wordings for word in said.words)
    return {word: round(_SCALE * math.log(1 + len(wordings) / count)) for word, count in holders.items()}


def _weight(words: Iterable[str], weights: Mapping[str, int]) -> int:
    return sum([weights[word] for word in words])


def _rare(bag: Bag, weights: Mapping[str, int], total: int) -> Iterator[str]:
    """The words of which another bag has to share one to reach a score that matters."""
    left = total
    for word in sorted(bag.wording.words, key=lambda word: (-weights[word], word)):
        if left < CANDIDATE * total:
            return
        yield word
        left -= weights[word]


def _pair(one: Bag, other: Bag, weights: Mapping[str, int], mine: int, its: int) -> Pair | None:
    if "" not in (one.manner.unit, other.manner.unit) and one.manner.unit != other.manner.unit:
        return None
    if min(mine, its) < CANDIDATE * max(mine, its):
        return None
    shared = _weight(one.wording.words & other.wording.words, weights)
    score = round(shared / (mine + its - shared), 3)
    return Pair(one, other, score, tuple(_against(one, other))) if score >= CANDIDATE else None


def _against(one: Bag, other: Bag) -> Iterator[str]:
    mine, its = one.wording, other.wording
    if mine.figures != its.figures:
        yield "figures" if mine.figures and its.figures else "figure"
    if mine.contrasts != its.contrasts or _opposed(mine.bounds, its.bounds):
        yield "contrast"
    if mine.words - its.words and its.words - mine.words:
        yield "words"
    if not _counts_may_be_one(one, other):
        yield "counted"
    if one.manner.unit != other.manner.unit:
        yield "qualitative"
    if one.manner.change != other.manner.change:
        yield "change"
    if {one.manner.direction, other.manner.direction} == {"up", "down"}:
        yield "direction"
    if (mine, one.counted) != (its, other.counted) and one.documents & other.documents:
        yield "document"


def _opposed(mine: frozenset[str], its: frozenset[str]) -> bool:
    """Whether one means what is up to a figure, and the other what is from it on."""
    turned = {("<" if bound[0] == ">" else ">") + bound[1:] for bound in mine}
    return not turned.isdisjoint(its)


def _counts_may_be_one(one: Bag, other: Bag) -> bool:
    """Whether what one side counts is named by the other, too; a ratio's two sides are no such name."""
    if any("/" in bag.series[0].unit for bag in (one, other)):
        return True
    return one.counted <= other.counted | other.wording.words and other.counted <= one.counted | one.wording.words
