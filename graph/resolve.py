"""Who is meant across documents: writes the resolution graph from what all documents' graphs say.

Identity is (numbering office, number, date), never the number alone. A citation is resolved only if one candidate is
left; what is cited and not held becomes a stub, a document known only from those who cite it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from graph.bodies import same_bodies
from graph.candidacies import candidacies
from graph.contradictions import CrossFinding, contradictions
from graph.describe import Fact, describe_finding
from graph.judged import Judged, Judgement, former_iris
from graph.judgements import ONLY
from graph.manifest import Rendition
from graph.mentions import AgencyFacts, Mention, Sources, read_agencies, read_sources
from graph.registers import level_of_office
from graph.ruled import Outcomes, judge_with
from graph.rulings import Ruling
from graph.store import EmbeddedStore
from graph.vocabulary import IS_REPLACED_BY, TYPE, cls, concept, prop, value
from ontology.codes import Kind, Level, Relation, ResolutionStatus, Standing
from ontology.identifiers import RESOLUTION_GRAPH, place_iri
from ontology.numbers import DocumentNumber, NumberError
from ontology.terms import Class, Property

# Why a document has a date, an issuer that its own text does not give.
_REASONS: Final = {
    (True, True): "ngày và nơi ban hành theo các trích dẫn | date and issuer from the citations",
    (True, False): "ngày theo các trích dẫn | date from the citations",
    (False, True): "nơi ban hành theo các trích dẫn | issuer from the citations",
}


@dataclass(frozen=True, slots=True)
class ResolutionCounts:
    """How many documents stand how, how citations came out, the findings, and what became of people's judgements."""

    documents: Mapping[Standing, int]
    citations: Mapping[ResolutionStatus, int]
    findings: int
    outcomes: Outcomes = field(default_factory=dict)


def resolve(store: EmbeddedStore, rulings: Sequence[Ruling] = ()) -> ResolutionCounts:
    """Reads all documents' graphs and writes the resolution graph in the place of the former one.

    ``rulings`` are people's judgements, which stand above what the rules find.
    """
    # What was concluded before is no source.
    store.set_graph(RESOLUTION_GRAPH, ())
    bodies, outcomes = same_bodies(read_agencies(store), rulings)
    sources = read_sources(store, bodies)
    renditions = store.renditions()
    ruled = judge_with(sources, rulings, renditions)
    judgement = ruled.judgement
    links = _links(sources.mentions, judgement)
    implements = {(s, t): said for (s, relation, t), said in links.items() if relation is Relation.IMPLEMENTS}
    findings = contradictions(sources, judgement, implements, renditions)
    facts = [
        *_replaced(sources, judgement, renditions),
        *_facts(judgement, links, findings, sources.agencies),
        *candidacies(sources, judgement),
        *((NamedNode(body), IS_REPLACED_BY, NamedNode(first)) for body, first in bodies.items()),
        *((NamedNode(iri), prop(Property.RESOLUTION_REASON), reason) for iri, reason in ruled.reasons.items()),
    ]
    graph = NamedNode(RESOLUTION_GRAPH)
    store.set_graph(
        RESOLUTION_GRAPH, (Quad(subject, predicate, value(thing), graph) for subject, predicate, thing in facts)
    )
    return ResolutionCounts(
        Counter(judged.standing for judged in _standing(judgement)),
        Counter(resolution.status for resolution in judgement.resolutions.values()),
        len(findings),
        {**outcomes, **ruled.outcomes},
    )


Links = Mapping[tuple[str, Relation, str], list[Mention]]


def _links(mentions: Iterable[Mention], judgement: Judgement) -> Links:
    """The links between documents, and the citations that say so."""
    canonical = judgement.canonical()
    meant = {citation: resolution.target for citation, resolution in judgement.resolutions.items()}
    found: dict[tuple[str, Relation, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        source = meant.get(mention.subject) if mention.subject else canonical.get(mention.document)
        target = meant.get(mention.iri)
        if source and target and source != target:
            found[source, mention.relation, target].append(mention)
    return found


def _standing(judgement: Judgement) -> Iterator[Judged]:
    """The documents that are worth a description: held, reported, or meant by some citation."""
    meant = {iri for r in judgement.resolutions.values() for iri in (r.target, *r.candidates) if iri}
    return (judged for judged in judgement.documents.values() if judged.cluster.holdings or judged.iri in meant)


def _facts(
    judgement: Judgement, links: Links, findings: Iterable[CrossFinding], agencies: Mapping[str, AgencyFacts]
) -> list[Fact]:
    facts: list[Fact] = [*_resolutions(judgement)]
    for source, relation, target in links:
        facts.append((NamedNode(source), prop(Property.of_relation(relation)), NamedNode(target)))
    for judged in _standing(judgement):
        facts.append((NamedNode(judged.iri), prop(Property.STATUS), concept("status", judged.standing)))
        facts += (_stub if judged.standing is Standing.CITED else _completed)(judged, agencies)
    for cross in findings:
        facts += describe_finding(cross.finding)
        facts += ((NamedNode(cross.finding.iri), prop(Property.HAS_EVIDENCE), NamedNode(e)) for e in cross.evidence)
    return facts


def _resolutions(judgement: Judgement) -> Iterator[Fact]:
    for citation, resolution in judgement.resolutions.items():
        node = NamedNode(citation)
        yield node, prop(Property.RESOLUTION_STATUS), concept("resolution", resolution.status)
        if resolution.target:
            yield node, prop(Property.RESOLVES_TO), NamedNode(resolution.target)
        if resolution.reason:
            yield node, prop(Property.RESOLUTION_REASON), resolution.reason
        for candidate in resolution.candidates:
            yield node, prop(Property.CANDIDATE), NamedNode(candidate)


def _replaced(sources: Sources, judgement: Judgement, renditions: Mapping[str, Sequence[Rendition]]) -> Iterator[Fact]:
    """Keys and further IRIs of a document, those of its variants too, each with the IRI that stands for it.

    A key that several citations share is answered for only if all of them mean the same document; so is the IRI that a
    document had while it was only cited.
    """
    meant: dict[str, set[str | None]] = defaultdict(set)
    for mention in sources.mentions:
        meant[mention.key_iri].add(judgement.resolutions[mention.iri].target)
    for iri, judged in judgement.documents.items():
        for former in former_iris(judged):
            meant[former].add(iri)
    for holding, iri in judgement.canonical().items():
        meant[holding] = {iri}
    for best, several in renditions.items():
        for rendition in several:
            meant[rendition.document] |= meant.get(best, {best})
    for key, targets in sorted(meant.items()):
        target = next(iter(targets)) if len(targets) == 1 else None
        if target and target != key and key not in judgement.documents:
            yield NamedNode(key), IS_REPLACED_BY, NamedNode(target)


def _stub(judged: Judged, agencies: Mapping[str, AgencyFacts]) -> Iterator[Fact]:
    """What is known of a document that nobody holds, from those who cite it."""
    node, mentions = NamedNode(judged.iri), judged.cluster.mentions
    kind = _kind(judged)
    yield node, TYPE, cls(Class.DOCUMENT)
    yield node, TYPE, cls(Class.of_kind(kind))
    yield node, prop(Property.KIND), concept("kind", kind)
    number = _most(m.number for m in mentions)
    title = _title(m.title for m in mentions) or ("" if number else _most(m.name for m in mentions))
    for term, text in ((Property.NUMBER, number), (Property.TITLE, title)):
        if text:
            yield node, prop(term), text
    if judged.date.date:
        yield node, prop(Property.ISSUED_ON), judged.date.date
    issuers = [agencies[iri] for iri in judged.issuers.issuers]
    yield from _issued(node, issuers)
    level = _level(issuers) or level_of_office(number)
    if level:
        yield node, prop(Property.LEVEL), concept("level", level)
    place = _place(issuers)
    if place:
        yield node, prop(Property.JURISDICTION), NamedNode(place_iri(place))


def _completed(judged: Judged, agencies: Mapping[str, AgencyFacts]) -> Iterator[Fact]:
    """Date and issuer of a document whose own text gives none, where all who cite it agree; and that they said so."""
    node, holdings = NamedNode(judged.iri), judged.cluster.holdings
    unknown = not any(holding.key.date for holding in holdings) and judged.date.reason is ONLY
    date = judged.date.date if unknown else None
    unsigned = not any(holding.issuers for holding in holdings) and not judged.issuers.against
    issuers = [agencies[iri] for iri in judged.issuers.issuers] if unsigned else []
    if date:
        yield node, prop(Property.ISSUED_ON), date
    yield from _issued(node, issuers)
    level, place = _level(issuers), _place(issuers)
    if level and not any(holding.level for holding in holdings):
        yield node, prop(Property.LEVEL), concept("level", level)
    if place and not any(holding.place for holding in holdings):
        yield node, prop(Property.JURISDICTION), NamedNode(place_iri(place))
    if date or issuers:
        yield node, prop(Property.RESOLUTION_REASON), _REASONS[bool(date), bool(issuers)]


def _issued(node: NamedNode, issuers: Iterable[AgencyFacts]) -> Iterator[Fact]:
    return ((node, prop(Property.ISSUED_BY), NamedNode(issuer.iri)) for issuer in issuers)


def _level(issuers: Iterable[AgencyFacts]) -> Level | None:
    return next((issuer.level for issuer in issuers if issuer.level), None)


def _place(issuers: Iterable[AgencyFacts]) -> str:
    return next((issuer.place for issuer in issuers if issuer.place), "")


def _title(titles: Iterable[str]) -> str:
    """The title that stands most often; one from running text before one in capitals."""
    several = [title for title in titles if title]
    return _most(title for title in several if not title.isupper()) or _most(several)


def _kind(judged: Judged) -> Kind:
    """The kind that the number tells, else the one that most citations name."""
    for number in sorted({m.number for m in judged.cluster.mentions if m.number}):
        try:
            kind = DocumentNumber.parse(number).kind
        except NumberError:
            continue
        if kind and kind is not Kind.OTHER:
            return kind
    named = _most(m.kind.value for m in judged.cluster.mentions if m.kind)
    return Kind(named) if named else Kind.OTHER


def _most(texts: Iterable[str]) -> str:
    """The text that stands most often, the longer of two; "" where there is none."""
    votes = Counter(text for text in texts if text)
    return min(votes, key=lambda text: (-votes[text], -len(text), text), default="")
