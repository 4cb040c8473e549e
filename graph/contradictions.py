"""Findings across documents: where those who name a document contradict each other or themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.judged import Judged, Judgement, impossible, rejected_mentions
from graph.judgements import Reason
from graph.manifest import Rendition
from graph.mentions import AgencyFacts, Mention, Sources
from ontology.codes import FindingKind, ResolutionStatus, Severity, Standing
from ontology.identifiers import document_parts, part_iri, slug
from ontology.model import Finding, Resolution


@dataclass(frozen=True, slots=True)
class CrossFinding:
    """A finding whose evidence stands in documents' graphs: ``evidence`` names it there."""

    finding: Finding
    evidence: tuple[str, ...]


Link = tuple[str, str]


def contradictions(
    sources: Sources,
    judgement: Judgement,
    implements: Mapping[Link, Sequence[Mention]],
    renditions: Mapping[str, Sequence[Rendition]],
) -> tuple[CrossFinding, ...]:
    """All findings across documents, in order of their IRIs."""
    found = [*_ambiguous(sources, judgement), *_cycles(implements), *_duplicates(judgement, renditions)]
    for judged in judgement.documents.values():
        found += _dates(judged)
        found += _issuers(judged, sources.agencies)
        found += _after(judged)
    return tuple(sorted(found, key=lambda cross: cross.finding.iri))


def _warning(mention: Mention, kind: FindingKind, about: str, message: Reason) -> Finding:
    iri = part_iri(mention.document, "finding", f"{kind}-{about}")
    return Finding(iri, mention.document, mention.file, kind, Severity.WARNING, message.vi, message.en)


def _about(iri: str) -> str:
    try:
        return slug("-".join(document_parts(iri)))
    except ValueError:
        return slug(iri)


def _by_document(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.document, m.start, m.iri)):
        found[mention.document].append(mention)
    return found


def _beside(document: str, right: Mapping[str, Sequence[Mention]]) -> Mention | None:
    """A mention that says what was chosen: in the same document if there is one, else in the first."""
    several = right.get(document) or right.get(min(right, default=""), ())
    return several[0] if several else None


def _name(mention: Mention) -> str:
    return mention.number or mention.name


def _dates(judged: Judged) -> Iterator[CrossFinding]:
    chosen = judged.date.date
    rejected = rejected_mentions(judged)
    agreeing = (m for m in judged.cluster.mentions if m.key.date and chosen and m.key.date.agrees(chosen))
    right = _by_document(agreeing if rejected else ())
    for document, wrong in _by_document(rejected).items():
        beside = _beside(document, right)
        first, other = wrong[0], f"{wrong[0].key.date} / {chosen}"
        vi = f"Ngày của {_name(first)} được ghi khác nhau: {other}; chọn {chosen}: {judged.date.reason.vi}"
        en = f"Different dates are given for {_name(first)}: {other}; {chosen} is chosen: {judged.date.reason.en}"
        finding = _warning(first, FindingKind.DATE_CONFLICT, _about(judged.iri), Reason(vi, en))
        yield CrossFinding(finding, tuple(m.evidence for m in (first, beside) if m))


def _issuers(judged: Judged, agencies: Mapping[str, AgencyFacts]) -> Iterator[CrossFinding]:
    against = judged.issuers.against
    agreeing = (m for m in judged.cluster.mentions if m.issuer in judged.issuers.issuers)
    right = _by_document(agreeing if against else ())
    for document, wrong in _by_document(against).items():
        beside = _beside(document, right)
        first, named = wrong[0], agencies[wrong[0].issuer].label
        chosen = "; ".join(agencies[iri].label for iri in judged.issuers.issuers if iri in agencies)
        reason = judged.issuers.reason
        vi = f"{_name(first)} được ghi là của {named}; nơi khác ghi {chosen}; chọn {chosen}: {reason.vi}"
        en = f"{_name(first)} is said to be of {named}, elsewhere of {chosen}; {chosen} is chosen: {reason.en}"
        finding = _warning(first, FindingKind.ISSUER_CONFLICT, _about(judged.iri), Reason(vi, en))
        yield CrossFinding(finding, tuple(m.evidence for m in (first, beside) if m))


def _after(judged: Judged) -> Iterator[CrossFinding]:
    late = [m for m in judged.cluster.mentions if m.late or impossible(m, judged)]
    for mentions in _by_document(late).values():
        first = mentions[0]
        date = first.date or judged.date.date
        vi = f"{_name(first)} ngày {date} có sau văn bản trích dẫn nó ({first.citing_date})"
        en = f"{_name(first)} of {date} is later than the document that cites it ({first.citing_date})"
        finding = _warning(first, FindingKind.CITATION_AFTER_DOCUMENT, _about(judged.iri), Reason(vi, en))
        yield CrossFinding(finding, (first.evidence,))


def _ambiguous(sources: Sources, judgement: Judgement) -> Iterator[CrossFinding]:
    several = {i for i, r in judgement.resolutions.items() if r.status is ResolutionStatus.AMBIGUOUS}
    seen = set()
    for mention in sorted(
        (m for m in sources.mentions if m.iri in several), key=lambda m: (m.document, m.start, m.iri)
    ):
        if (mention.document, mention.key_iri) in seen:
            continue
        seen.add((mention.document, mention.key_iri))
        message = _open_question(mention, judgement.resolutions[mention.iri])
        finding = _warning(mention, FindingKind.CITATION_AMBIGUOUS, _about(mention.key_iri), message)
        yield CrossFinding(finding, (mention.evidence,))


def _open_question(mention: Mention, resolution: Resolution) -> Reason:
    count = len(resolution.candidates)
    if count == 1:  # a person is not sure of the only one
        vi, _, en = resolution.reason.partition(" | ")
        return Reason(f"{_name(mention)}: {vi}", f"{_name(mention)}: {en}")
    return Reason(
        f"{_name(mention)}: {count} văn bản cùng khớp, chưa rõ là văn bản nào",
        f"{_name(mention)}: {count} documents fit, and nothing tells which is meant",
    )


def _cycles(implements: Mapping[Link, Sequence[Mention]]) -> Iterator[CrossFinding]:
    network: nx.DiGraph[str] = nx.DiGraph(list(implements))
    for component in nx.strongly_connected_components(network):
        if len(component) < 2:  # noqa: PLR2004 (a circle takes two; none implements itself)
            continue
        said = [m for link, several in implements.items() if set(link) <= component for m in several]
        first = min(said, key=lambda m: (m.document, m.start, m.iri))
        members = ", ".join(sorted(component))
        vi = f"Các văn bản thực hiện lẫn nhau thành vòng: {members}"
        en = f"These documents implement each other in a circle: {members}"
        about = _about(min(component))
        yield CrossFinding(
            _warning(first, FindingKind.CYCLE, about, Reason(vi, en)), tuple(sorted({m.evidence for m in said}))
        )


def _duplicates(judgement: Judgement, renditions: Mapping[str, Sequence[Rendition]]) -> Iterator[CrossFinding]:
    for iri, judged in judgement.documents.items():
        same = [r for holding in judged.cluster.holdings for r in renditions.get(holding.iri, ())]
        held = [holding for holding in judged.cluster.holdings if holding.standing is Standing.HELD]
        if not held or len(same) < 2:  # noqa: PLR2004 (a duplicate takes two)
            continue
        kept = next(holding for holding in judged.cluster.holdings if holding.iri == iri)
        files = sorted({rendition.file for rendition in same} - {kept.file}) or [kept.file]
        others = ", ".join(files)
        vi = f"Cùng một văn bản có trong nhiều tệp: {kept.file} (được dùng), {others}"
        en = f"Several files hold this document: {kept.file} (which is used), {others}"
        finding_iri = part_iri(iri, "finding", f"{FindingKind.DUPLICATE_DOCUMENT}-{_about(iri)}")
        kind, severity = FindingKind.DUPLICATE_DOCUMENT, Severity.INFO
        yield CrossFinding(Finding(finding_iri, iri, kept.file, kind, severity, vi, en), ())
