"""People's judgements of bodies: the names that they say are one body, each with the one that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from networkx.utils import UnionFind

from graph.mentions import AgencyFacts
from graph.places import completeness
from graph.ruled import APPLIED, Outcome, contradictions_of
from graph.rulings import Ruling
from ontology.codes import JudgedKind, JudgementState, Verdict
from ontology.identifiers import full_iri
from ontology.words import Words


def same_bodies(
    agencies: Mapping[str, AgencyFacts], rulings: Iterable[Ruling]
) -> tuple[dict[str, str], dict[Ruling, Outcome]]:
    """By the IRI of a body that is another one by judgement, that one; and what became of each judgement."""
    own = [ruling for ruling in rulings if ruling.kind is JudgedKind.AGENCY]
    outcomes = {ruling: _known(ruling, agencies) for ruling in own}
    rows = [(r, full_iri(r.a), full_iri(r.b)) for r in own if outcomes[r].state is JudgementState.APPLIED]
    refused = contradictions_of(rows)
    same: UnionFind[str] = UnionFind(agencies)
    for ruling, a, b in rows:
        if ruling.verdict is Verdict.SAME and ruling not in refused:
            same.union(a, b)
    found: dict[str, str] = {}
    for several in same.to_sets():
        first = min(several, key=lambda iri: (completeness(agencies[iri].place), iri))
        found |= dict.fromkeys(several - {first}, first)
    return dict(sorted(found.items())), outcomes | refused


def _known(ruling: Ruling, agencies: Mapping[str, AgencyFacts]) -> Outcome:
    for text in (ruling.a, ruling.b):
        if full_iri(text) not in agencies:
            why = Words(f"there is no body {full_iri(text)}", f"không có cơ quan {full_iri(text)}")
            return Outcome(JudgementState.UNKNOWN, why)
    return APPLIED
