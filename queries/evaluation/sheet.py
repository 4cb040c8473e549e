"""What comes of holding found facts against gold: counts by facet and document, slips, and each fact judged.

>>> sheet = Sheet()
>>> sheet.note("citations", "a", Counter(["1-ct/tw", "2-ct/tw"]), Counter(["1-ct/tw", "3-ct/tw"]))
>>> sheet.counts["citations"]["a"], [(slip.missed, slip.what) for slip in sheet.slips]
(Count(hits=1, gold=2, found=2), [(True, '2-ct/tw'), (False, '3-ct/tw')])
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Row = Mapping[str, str]
Facts = Counter[Hashable]


class Count(NamedTuple):
    """Facts that are both true and found, those that are true, those that were found."""

    hits: int
    gold: int
    found: int

    def plus(self, other: Count) -> Count:
        """Both together."""
        return Count(self.hits + other.hits, self.gold + other.gold, self.found + other.found)


@dataclass(frozen=True, slots=True)
class Slip:
    """A fact that was missed, or one that was made up."""

    facet: str
    document: str
    missed: bool
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that the gold says is right or wrong, with its rule and the confidence that it was said with."""

    facet: str
    document: str
    rule: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Sheet:
    """Collects counts, slips and judgements."""

    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(dict))
    slips: list[Slip] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def note(self, facet: str, document: str, gold: Facts, found: Facts, *, recall_only: bool = False) -> None:
        """Adds what is true and what was found of a document; with ``recall_only``, more than is true is no slip."""
        hits = gold & found
        counted = hits if recall_only else found
        count = Count(hits.total(), gold.total(), counted.total())
        self.counts[facet][document] = self.counts[facet].get(document, Count(0, 0, 0)).plus(count)
        for missed, keys in ((True, gold - found), (False, counted - gold)):
            self.slips += [Slip(facet, document, missed, _said(key)) for key in keys.elements()]

    def judge(self, facet: str, document: str, row: Row, *, right: bool) -> None:
        """Adds what the gold says of one found fact."""
        if row.get("rule") and row.get("confidence"):
            self.judged.append(Judged(facet, document, row["rule"], float(row["confidence"]), right))


def _said(key: Hashable) -> str:
    return " · ".join(str(part) for part in key if part != "") if isinstance(key, tuple) else str(key)
