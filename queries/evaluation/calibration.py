"""Whether stated confidence means something: of facts said at 0.9, nine in ten should be right.

Facts that the gold can judge are counted by the confidence that they were said with (``bins``) and by the rule that
read them (``rules``), with Wilson's intervals. A rule deserves the share that it reaches at least, nineteen times in
twenty: Wilson's lower bound, so that a rule that was seen in few facts is not said to be sure. To its own facts
``STRENGTH`` are added, of which the share is right that is right in its whole family (the rule's first word; one right
and one wrong fact are added to that share, so that no family is certain).

Facts of one document stand or fall together: n of them weigh n / (1 + (n - 1) ``TOGETHER``), as in a sample of
clusters (Kish, Survey Sampling, 1965), and a rule that was met in fewer than ``LEAST`` documents counts as not
measured. A fact from a page that OCR found hard is said lower than its rule, and counts as much less; what is measured
is the rule on a clean text.

>>> judged = [Judged("roles", str(n % 3), "duty.item", 0.9, n > 0) for n in range(10)]
>>> rules(judged)[0].confidence, round(error(judged), 2)
(0.68, 0.0)
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from queries.evaluation.figures import Interval, wilson
from queries.evaluation.sheet import Judged

STRENGTH: Final = 10
LEAST: Final = 2  # documents
TOGETHER: Final = 0.1  # how alike facts of one document are in being right: a usual value, assumed and not measured
_Z: Final = 1.644854  # one tail of the normal distribution: 5 %
_MOST: Final = 0.99
EDGES: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.975)
ALL: Final = "all"
_WHOLE: Final = frozenset({"citations"})  # the same rows as the relations, judged by their numbers alone


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of a facet that were said with a confidence from ``low``: their mean confidence, how many are right."""

    facet: str
    low: float
    said: float
    n: int
    right: int

    @property
    def observed(self) -> float:
        """The share that is right."""
        return round(self.right / self.n, 4)

    @property
    def within(self) -> Interval:
        """Its 95 % interval."""
        return wilson(self.right, self.n)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's facts in how many documents, how many are right, what they were said with, and what they deserve.

    ``confidence`` is None for a rule that was met in too few documents.
    """

    rule: str
    documents: int
    n: int
    right: int
    said: float
    confidence: float | None

    @property
    def observed(self) -> float:
        """The share that is right."""
        return round(self.right / self.n, 4)

    @property
    def within(self) -> Interval:
        """Its 95 % interval."""
        return wilson(self.right, self.n)


def each_once(judged: Iterable[Judged]) -> list[Judged]:
    """The judgements without those that repeat others: a relation says more than the citation in it."""
    return [one for one in judged if one.facet not in _WHOLE]


def bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Each facet's facts by stated confidence, then all of them together under ``ALL``."""
    by_facet: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_facet[one.facet].append(one)
    groups = [*by_facet.items(), (ALL, each_once(judged))]
    return tuple(found for facet, facts in groups for found in _binned(facet, facts))


def _binned(facet: str, facts: Iterable[Judged]) -> Iterable[Bin]:
    by_edge: dict[float, list[Judged]] = defaultdict(list)
    for one in facts:
        by_edge[EDGES[bisect_right(EDGES, one.confidence) - 1]].append(one)
    for low, inside in sorted(by_edge.items()):
        said = sum(one.confidence for one in inside) / len(inside)
        yield Bin(facet, low, round(said, 4), len(inside), sum(one.right for one in inside))


def rules(judged: Sequence[Judged]) -> tuple[Rule, ...]:
    """Each rule with what its facts deserve."""
    facts = each_once(judged)
    deserved = measured(facts)
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for one in facts:
        by_rule[one.rule].append(one)
    return tuple(
        Rule(
            rule,
            len({one.document for one in inside}),
            len(inside),
            sum(one.right for one in inside),
            round(sum(one.confidence for one in inside) / len(inside), 4),
            deserved.get(rule),
        )
        for rule, inside in sorted(by_rule.items())
    )


def measured(facts: Iterable[Judged]) -> dict[str, float]:
    """The confidence that the facts of each rule deserve on a clean text, to two places.

    >>> judged = [Judged("targets", str(n % 2), "target.more", 0.9 if n else 0.45, n > 0) for n in range(8)]
    >>> measured(judged)
    {'target.more': 0.68}
    """
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for one in facts:
        by_rule[one.rule].append(one)
    tallies = {rule: _tally(inside) for rule, inside in by_rule.items()}
    families: dict[str, tuple[float, float]] = {}
    for rule, (right, weight) in tallies.items():
        known = families.get(_family(rule), (1.0, 2.0))
        families[_family(rule)] = (known[0] + right, known[1] + weight)
    return {
        rule: _deserved(tally, families[_family(rule)], _weight(by_rule[rule]))
        for rule, tally in tallies.items()
        if len({one.document for one in by_rule[rule]}) >= LEAST
    }


def _tally(inside: list[Judged]) -> tuple[float, float]:
    """How many facts are right, and how many were expected to be if the rule were never wrong on a clean text."""
    whole = max(one.confidence for one in inside)
    return sum(one.right for one in inside), sum(one.confidence / whole for one in inside)


def _weight(inside: list[Judged]) -> float:
    """What a fact weighs beside the others of its document, from 0 to 1."""
    counts = Counter(one.document for one in inside)
    beside = sum(n * n for n in counts.values()) / len(inside) - 1  # the mean number of others
    return 1 / (1 + beside * TOGETHER)


def _deserved(own: tuple[float, float], family: tuple[float, float], weight: float) -> float:
    right = own[0] * weight + STRENGTH * family[0] / family[1]
    return round(min(_MOST, wilson(right, own[1] * weight + STRENGTH, _Z)[0]), 2)


def _family(rule: str) -> str:
    return rule.partition(".")[0]


def error(judged: Sequence[Judged]) -> float:
    """The expected calibration error: how far stated confidence is from the share that is right, over all bins."""
    found = [one for one in bins(judged) if one.facet == ALL]
    total = sum(one.n for one in found)
    return sum(one.n * abs(one.said - one.right / one.n) for one in found) / total if total else 0.0


def elsewhere(judged: Sequence[Judged]) -> list[Judged]:
    """Each document's facts said with what all others deserve, as those of a document that was not measured.

    A rule that no other document has keeps the confidence that its facts were said with.
    """
    facts = each_once(judged)
    said: list[Judged] = []
    for document in sorted({one.document for one in facts}):
        deserved = measured(one for one in facts if one.document != document)
        for one in facts:
            if one.document == document:
                confidence = deserved.get(one.rule, one.confidence)
                said.append(Judged(one.facet, document, one.rule, confidence, one.right))
    return said


def write(found: Iterable[Rule], path: Path) -> None:
    """Writes the data file that ``loaders.ground`` consults: rule, confidence, n, right, documents."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("rule", "confidence", "n", "right", "documents"))
        writer.writerows(
            (one.rule, one.confidence, one.n, one.right, one.documents) for one in found if one.confidence is not None
        )
