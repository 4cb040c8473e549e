"""Precision, recall and F1 of a facet, each with the interval in which it would lie on other documents of the kind.

Facts of one document stand or fall together, since they share its layout; so the interval is that of a bootstrap which
draws whole documents, 2,000 times from a fixed seed (the same figures give the same interval). Where all or no facts
are right, or one document has them all, no draw differs from another, and the interval would be empty: Wilson's
interval stands beside it, and the wider end of both counts.

>>> wilson(10, 10)
(0.7225, 1.0)
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from queries.evaluation.scoring import FACETS
from queries.evaluation.sheet import Count, Sheet

_DRAWS: Final = 2000
_SEED: Final = 1
_TAILS: Final = (2.5, 97.5)
_Z: Final = 1.959964  # both tails of the normal distribution together: 5 %

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a facet with their 95 % intervals; ``documents`` is how many have facts of it."""

    facet: str
    documents: int
    count: Count
    precision: float
    recall: float
    f1: float
    precision_within: Interval
    recall_within: Interval
    f1_within: Interval


def figures(sheet: Sheet) -> tuple[Figures, ...]:
    """The figures of each facet that the gold has, in the order of ``FACETS``."""
    return tuple(_of(facet, list(sheet.counts[facet].values())) for facet in FACETS if facet in sheet.counts)


def _of(facet: str, counts: list[Count]) -> Figures:
    total = Count(*(sum(column) for column in zip(*counts, strict=True)))
    precision, recall, f1 = rates(total)
    drawn = _drawn(counts)
    mean = (total.gold + total.found) / 2
    of = (total.found, total.gold, mean)
    within = [_wider(_middle(column), wilson(total.hits, n)) for column, n in zip(drawn.T, of, strict=True)]
    documents = sum(1 for count in counts if count.gold or count.found)
    return Figures(facet, documents, total, precision, recall, f1, *within)


def rates(count: Count) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; what nobody asked for and nobody found is right.

    >>> rates(Count(8, 10, 8)), rates(Count(0, 0, 0)), rates(Count(0, 0, 2))
    ((1.0, 0.8, 0.8889), (1.0, 1.0, 1.0), (0.0, 1.0, 0.0))
    """
    precision = count.hits / count.found if count.found else float(not count.gold)
    recall = count.hits / count.gold if count.gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)


def wilson(right: float, of: float, z: float = _Z) -> Interval:
    """Wilson's 95 % interval of a share; from 0 to 1 where nothing was counted. ``z`` is for another than 95 %.

    >>> wilson(0, 0), wilson(9, 10)
    ((0.0, 1.0), (0.5958, 0.9821))
    """
    if not of:
        return 0.0, 1.0
    share, square = min(right / of, 1.0), z * z / of
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def _drawn(counts: list[Count]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Precision, recall and F1 of each draw of documents; draws without facts say nothing."""
    facts = np.array(counts, dtype=float)
    times = np.random.default_rng(_SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _DRAWS)
    hits, gold, found = (times @ facts).T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([hits / found, hits / gold, 2 * hits / (gold + found)], axis=1)


def _middle(column: Iterable[float]) -> Interval:
    said = [value for value in column if not math.isnan(value)]
    low, high = np.percentile(said, _TAILS) if said else (0.0, 1.0)
    return round(float(low), 4), round(float(high), 4)


def _wider(one: Interval, other: Interval) -> Interval:
    return min(one[0], other[0]), max(one[1], other[1])
