"""People's judgements of indicators: which measures they name, which they join, keep apart or leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from graph.ruled import APPLIED, Outcome, contradictions_of
from graph.rulings import Ruling
from graph.series import Series
from ontology.codes import JudgedKind, JudgementState, Verdict
from ontology.identifiers import BASE, full_iri
from ontology.words import Words

Link = tuple[str, str]
_SEVERAL: Final = 3  # measures of an indicator that a message names


@dataclass(frozen=True)
class JudgedMeasures:
    """Pairs of measures, by the things that name them, with their judgements; and what became of all judgements."""

    same: Mapping[Link, Ruling] = field(default_factory=dict)
    different: Mapping[Link, Ruling] = field(default_factory=dict)
    unsure: Mapping[Link, Ruling] = field(default_factory=dict)
    outcomes: Mapping[Ruling, Outcome] = field(default_factory=dict)

    @cached_property
    def things(self) -> frozenset[str]:
        """All that is named."""
        return frozenset(
            thing for pairs in (self.same, self.different, self.unsure) for pair in pairs for thing in pair
        )


def link(one: str, other: str) -> Link:
    """A pair in its one order."""
    return (one, other) if one <= other else (other, one)


def judged_measures(series: Iterable[Series], rulings: Iterable[Ruling]) -> JudgedMeasures:
    """Reads the judgements that are about indicators; those that contradict each other are left out."""
    own = [ruling for ruling in rulings if ruling.kind is JudgedKind.INDICATOR]
    if not own:
        return JudgedMeasures()
    named = _named(series)
    outcomes: dict[Ruling, Outcome] = {}
    rows: list[tuple[Ruling, str, str]] = []
    for ruling in own:
        a, b = (named.get(full_iri(text), ()) for text in (ruling.a, ruling.b))
        problem = _problem(ruling, a, b)
        outcomes[ruling] = Outcome(JudgementState.UNKNOWN, problem) if problem else APPLIED
        rows += [] if problem else [(ruling, one, other) for one in a for other in b if one != other]
    outcomes |= contradictions_of(rows)
    kept = [row for row in rows if outcomes[row[0]].state is JudgementState.APPLIED]
    found = {verdict: {link(a, b): r for r, a, b in kept if r.verdict is verdict} for verdict in Verdict}
    return JudgedMeasures(found[Verdict.SAME], found[Verdict.DIFFERENT], found[Verdict.UNSURE], outcomes)


def _named(series: Iterable[Series]) -> dict[str, tuple[str, ...]]:
    """By the IRI of an indicator or a target, the things that stand for its measures."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in series:
        for iri in (one.indicator, *one.targets):
            found[iri][one.thing] = None
    return {iri: tuple(things) for iri, things in found.items()}


def _problem(ruling: Ruling, a: tuple[str, ...], b: tuple[str, ...]) -> Words | None:
    for text, things in ((ruling.a, a), (ruling.b, b)):
        if not things:
            return Words(f"there is no indicator {full_iri(text)}", f"không có chỉ tiêu {full_iri(text)}")
        # That all measures of an item are other ones can be said at once; which of them is the same cannot.
        if len(things) > 1 and ruling.verdict is not Verdict.DIFFERENT:
            some = " ".join(thing.removeprefix(BASE) for thing in things[:_SEVERAL])
            return Words(
                f"{text} has several measures, name one of their targets: {some}",
                f"{text} có nhiều chỉ số, hãy ghi một mức phải đạt: {some}",
            )
    return Words("a and b name the same measure", "a và b cùng chỉ một chỉ số") if a == b else None
