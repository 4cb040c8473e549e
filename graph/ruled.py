"""People's judgements of documents, applied: what the rules alone find, found again with what people say.

"Same" joins two documents, or gives a citation its document; "different" keeps them apart, or rules a candidate out;
"unsure" leaves a citation with its candidates. What a row names is read as the rules alone leave it, so that a row
means the same whatever other rows do, and withdrawing it leaves nothing behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.consistency import contradicting
from graph.joining import Joint
from graph.judged import Judgement, judge
from graph.manifest import Rendition
from graph.mentions import Holding, Mention, Sources
from graph.referents import Referent, Referents, is_iri, referents
from graph.rulings import Ruling
from ontology.codes import JudgedKind, JudgementState, ResolutionStatus, Verdict
from ontology.identifiers import full_iri
from ontology.model import Resolution
from ontology.words import Words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a judgement: ``why`` it could not be applied, ``names`` the IRIs of what it names by numbers."""

    state: JudgementState
    why: Words | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


APPLIED = Outcome(JudgementState.APPLIED)
Outcomes = Mapping[Ruling, Outcome]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The documents with people's judgements, what became of each, and the reasons for joined documents by IRI."""

    judgement: Judgement
    outcomes: Outcomes = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    """A judgement with what it names."""

    ruling: Ruling
    a: Referent
    b: Referent

    @property
    def items(self) -> frozenset[str]:
        return self.a.items | self.b.items


def judge_with(sources: Sources, rulings: Iterable[Ruling], renditions: Mapping[str, Sequence[Rendition]]) -> Ruled:
    """Divides all mentions and holdings into documents as the rules and people say."""
    automatic = judge(sources)
    own = [ruling for ruling in rulings if ruling.kind is JudgedKind.DOCUMENT]
    if not own:
        return Ruled(automatic)
    known = referents(sources, automatic, renditions)
    rows, outcomes = _read(own, known)
    refused = contradictions_of((row.ruling, row.a.name, row.b.name) for row in rows)
    outcomes |= refused
    rows = [row for row in rows if row.ruling not in refused]
    joints = [Joint(row.items) for row in rows if row.ruling.verdict is Verdict.SAME]
    judgement = judge(_parted(sources, _apart(rows, automatic, known)), joints)
    resolutions, homes = dict(judgement.resolutions), _homes(judgement)
    for row in rows:
        resolutions |= _explained(row, automatic, judgement, known)
        outcomes[row.ruling] = _outcome(row, homes)
    changed = Judgement(judgement.documents, dict(sorted(resolutions.items())))
    return Ruled(changed, outcomes, _reasons(rows, _homes(automatic), homes))


def _homes(judgement: Judgement) -> dict[str, str]:
    """By each holding and citation, the IRI of the document that it is taken for."""
    return {item.iri: iri for iri, judged in judgement.documents.items() for item in judged.cluster.items}


def texts_apart(rulings: Iterable[Ruling]) -> frozenset[tuple[str, str]]:
    """Pairs of documents, by their IRIs in order, that people keep apart even if their texts are nearly the same."""
    own = [(one, full_iri(one.a), full_iri(one.b)) for one in rulings if one.kind is JudgedKind.DOCUMENT]
    refused = contradicting(own)
    kept = (sorted((a, b)) for one, a, b in own if one.verdict is Verdict.DIFFERENT and one not in refused)
    return frozenset((a, b) for a, b in kept)


def contradictions_of(rows: Iterable[tuple[Ruling, str, str]]) -> dict[Ruling, Outcome]:
    """The rulings that contradict each other, each with where the others stand."""
    return {
        ruling: Outcome(JudgementState.CONTRADICTED, _against(ruling, several))
        for ruling, several in contradicting(rows).items()
    }


def _against(ruling: Ruling, several: Iterable[Ruling]) -> Words:
    others = ", ".join(f"{one.place} ({one.who}: {one.verdict})" for one in several if one != ruling)
    return Words(f"contradicted by {others}", f"mâu thuẫn với {others}")


def _read(rulings: Iterable[Ruling], known: Referents) -> tuple[list[_Row], dict[Ruling, Outcome]]:
    rows, outcomes = [], {}
    for ruling in rulings:
        a, b = known.of(ruling.a), known.of(ruling.b)
        if isinstance(a, Words) or isinstance(b, Words):
            why = a if isinstance(a, Words) else b
            outcomes[ruling] = Outcome(JudgementState.UNKNOWN, why if isinstance(why, Words) else None)
        elif a.items == b.items:
            why = Words("a and b name the same document", "a và b cùng chỉ một văn bản")
            outcomes[ruling] = Outcome(JudgementState.UNKNOWN, why)
        else:
            rows.append(_Row(ruling, a, b))
    return rows, outcomes


def _apart(rows: Iterable[_Row], automatic: Judgement, known: Referents) -> dict[str, set[str]]:
    """By each item, those that it is not one document with."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.ruling.verdict is Verdict.DIFFERENT:
            for item in row.a.items - row.b.items:
                found[item] |= row.b.items - row.a.items
        elif row.ruling.verdict is Verdict.SAME:
            for part, whole in ((row.a, row.b), (row.b, row.a)):
                for item in part.items:
                    found[item] |= _left_behind(item, part, whole, automatic, known)
    return found


def _left_behind(item: str, part: Referent, whole: Referent, automatic: Judgement, known: Referents) -> frozenset[str]:
    """What a citation leaves when people say that it means something else: the rest of what it was taken to mean."""
    if part.name in known.documents or item not in automatic.resolutions:
        return frozenset()
    resolution = automatic.resolutions[item]
    before = [iri for iri in (resolution.target, *resolution.candidates) if iri and iri in known.documents]
    rest = frozenset(other for iri in before for other in known.documents[iri])
    return frozenset() if rest >= whole.items and len(before) == 1 else rest - part.items - whole.items


def _parted(sources: Sources, apart: Mapping[str, set[str]]) -> Sources:
    def told(holding: Holding) -> Holding:
        return replace(holding, apart=frozenset(apart.get(holding.iri, ())))

    def heard(mention: Mention) -> Mention:
        return replace(mention, apart=frozenset(apart.get(mention.iri, ())))

    return replace(sources, holdings=tuple(map(told, sources.holdings)), mentions=tuple(map(heard, sources.mentions)))


def said(ruling: Ruling) -> str:
    """Who judged, when and why, as a reason in both languages."""
    return (
        f"theo phán định của {ruling.who}, {ruling.when}: {ruling.why} | "
        f"judged by {ruling.who}, {ruling.when}: {ruling.why}"
    )


def _explained(row: _Row, automatic: Judgement, now: Judgement, known: Referents) -> dict[str, Resolution]:
    """The citations that a judgement names and whose outcome it changed, with its words as their reason."""
    found = {}
    for citation in sorted(row.items & now.resolutions.keys()):
        before, after = automatic.resolutions[citation], now.resolutions[citation]
        if row.ruling.verdict is Verdict.UNSURE:
            part, other = (row.a, row.b) if citation in row.a.items else (row.b, row.a)
            if part.name not in known.documents:
                candidates = {
                    iri for iri in (after.target, *after.candidates, other.name) if iri and iri in now.documents
                }
                found[citation] = Resolution(
                    citation, ResolutionStatus.AMBIGUOUS, None, tuple(sorted(candidates)), said(row.ruling)
                )
        elif (before.target, before.candidates) != (after.target, after.candidates):
            found[citation] = replace(after, reason=said(row.ruling))
    return found


def _outcome(row: _Row, homes: Mapping[str, str]) -> Outcome:
    """Whether a judgement could be followed: another one may forbid what it asks for."""
    mine, its = ({homes.get(item, item) for item in one.items} for one in (row.a, row.b))
    if row.ruling.verdict is Verdict.SAME and mine != its:
        why = Words("other judgements keep a part of it elsewhere", "phán định khác giữ một phần của nó ở nơi khác")
        return Outcome(JudgementState.CONTRADICTED, why)
    numbers = {row.ruling.a: row.a.name, row.ruling.b: row.b.name}
    return Outcome(JudgementState.APPLIED, names={text: iri for text, iri in numbers.items() if not is_iri(text)})


def _reasons(rows: Iterable[_Row], before: Mapping[str, str], homes: Mapping[str, str]) -> dict[str, str]:
    """By the IRI of a document that people joined or kept apart, who said so."""
    found: dict[str, str] = {}
    for row in rows:
        for item in sorted(row.items):
            home = homes.get(item)
            if home and row.ruling.verdict is not Verdict.UNSURE and before.get(item) != home:
                found.setdefault(home, said(row.ruling))
    return found
