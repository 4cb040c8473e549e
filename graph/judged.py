"""From mentions and holdings to judgements: each document once, and what each citation means. No store is touched."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.clusters import Cluster, partition
from graph.joining import Joined, Joint, join
from graph.judgements import DateChoice, IssuerChoice, choose_date, choose_issuers
from graph.mentions import Holding, Mention, Sources
from graph.places import completeness
from graph.registers import after, terms
from ontology.codes import Relation, ResolutionStatus, Standing
from ontology.dates import PartialDate
from ontology.identifiers import document_iri, document_parts
from ontology.model import Resolution


@dataclass(frozen=True, slots=True)
class Judged:
    """A document as all who name it leave it: its IRI, its date and issuers with the reasons."""

    iri: str
    cluster: Cluster
    date: DateChoice
    issuers: IssuerChoice

    @property
    def standing(self) -> Standing:
        """Held before reported before only cited."""
        return min((h.standing for h in self.cluster.holdings), key=list(Standing).index, default=Standing.CITED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every document by its IRI, and what each citation means by the citation's."""

    documents: Mapping[str, Judged]
    resolutions: Mapping[str, Resolution]

    def canonical(self) -> dict[str, str]:
        """By the IRI under which a file holds a document, the one that stands for it."""
        return {holding.iri: iri for iri, judged in self.documents.items() for holding in judged.cluster.holdings}


def judge(sources: Sources, joints: Sequence[Joint] = ()) -> Judgement:
    """Divides all mentions and holdings into documents, and says of each citation which one it means.

    ``joints`` are what people say is one document; those that hold items kept apart are left as they are.
    """
    floors = _floors(sources.mentions)
    clusters: list[Cluster] = []
    ambiguous: dict[str, tuple[Cluster, ...]] = {}
    for items in _buckets(sources).values():
        divided = partition(items, lambda cluster: choose_date(cluster, floors).date)
        clusters += divided.clusters
        ambiguous |= divided.ambiguous
    found = join(
        Joined(tuple(clusters), _iris(clusters), ambiguous),
        joints,
        {mention.iri: mention for mention in sources.mentions},
        lambda cluster: choose_date(cluster, floors).date,
    )
    documents = {
        iri: Judged(iri, cluster, choose_date(cluster, floors), choose_issuers(cluster, sources.agencies))
        for iri, cluster in sorted(_merged(found.clusters, found.iris).items())
    }
    resolutions = {r.citation: r for judged in documents.values() for r in _resolutions(judged)}
    for mention, several in found.ambiguous.items():
        candidates = tuple(sorted({found.iris[id(cluster)] for cluster in several}))
        reason = "nhiều văn bản cùng khớp | several documents fit"
        resolutions[mention] = Resolution(mention, ResolutionStatus.AMBIGUOUS, None, candidates, reason)
    return Judgement(documents, dict(sorted(resolutions.items())))


def _buckets(sources: Sources) -> dict[str, list[Holding | Mention]]:
    found: dict[str, list[Holding | Mention]] = defaultdict(list)
    items: list[Holding | Mention] = [*sources.holdings, *sources.mentions]
    for item in items:
        found[item.key.number].append(item)
    return dict(sorted(found.items()))


def _floors(mentions: Iterable[Mention]) -> dict[str, frozenset[PartialDate]]:
    """By a citation that is said to implement others, the dates of those: it cannot be older."""
    found: dict[str, set[PartialDate]] = defaultdict(set)
    for mention in mentions:
        if mention.subject and mention.relation is Relation.IMPLEMENTS and mention.key.date:
            found[mention.subject].add(mention.key.date)
    return {citation: frozenset(dates) for citation, dates in found.items()}


def _iris(clusters: Sequence[Cluster]) -> dict[int, str]:
    """The IRI of each cluster, by its identity: that of the best holding, else one made from what is known.

    Those that nothing written tells apart, but that are not one, get IRIs that say so (``khac``).
    """
    held = {holding.iri for cluster in clusters for holding in cluster.holdings}
    found = {}
    named: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(clusters, key=_first):
        marks = (f"khac-{count}" if count > 1 else "khac" * count for count in itertools.count())
        iri = min(cluster.holdings, key=_best_holding).iri if cluster.holdings else stub_iri(cluster, next(marks))
        # Ruled out for this citation, or kept apart by people: another one of that number.
        while not cluster.holdings and (iri in held or any(other.parted(cluster) for other in named[iri])):
            iri = stub_iri(cluster, next(marks))
        found[id(cluster)] = iri
        named[iri].append(cluster)
    return found


def _first(cluster: Cluster) -> str:
    return min(item.iri for item in cluster.items)


def _best_holding(holding: Holding) -> tuple[int, int, str]:
    return list(Standing).index(holding.standing), completeness(holding.key.place), holding.iri


def stub_iri(cluster: Cluster, date: str = "") -> str:
    """The IRI of a document that only citations tell of, from what they say."""
    mention = min(cluster.mentions, key=lambda m: (m.key.date != cluster.date, completeness(m.key.place), m.key_iri))
    try:
        place, office, _, number = document_parts(mention.key_iri)
    except ValueError:
        return mention.key_iri
    if not date:
        date = cluster.date.iso if cluster.date else _term(mention)
    return document_iri(cluster.place or place, office, date, number)


def former_iris(judged: Judged) -> frozenset[str]:
    """The IRIs that a document has had, or would have, while some or all of what is known of it was missing."""
    mentions = judged.cluster.mentions
    parts = [Cluster([mention]) for mention in mentions]
    if mentions and judged.cluster.holdings:
        parts.append(Cluster(mentions))
    for part in parts:
        part.date = min(part.dates, default=None) if len(part.mentions) == 1 else judged.cluster.date
    return frozenset(stub_iri(part) for part in parts)


def _term(mention: Mention) -> str:
    """What stands for the date of an undated Party number: in which term it is cited.

    It may have been given out in that term or in an earlier one, and numbers start again in each: which, is left open.
    """
    if not mention.key.party or not mention.citing_date:
        return ""
    first, *others = sorted(terms(mention.key, mention.citing_date))
    return "" if others else f"dan-trong-nhiem-ky-{first}"


def _merged(clusters: Iterable[Cluster], iris: Mapping[int, str]) -> dict[str, Cluster]:
    """Clusters by IRI; those that nothing known tells apart are one."""
    found: dict[str, Cluster] = {}
    for cluster in sorted(clusters, key=_first):
        known = found.setdefault(iris[id(cluster)], cluster)
        for item in cluster.items if known is not cluster else ():
            known.add(item)
    return found


def _resolutions(judged: Judged) -> Iterable[Resolution]:
    rejected = {m.document for m in judged.cluster.mentions if _contradicts(m, judged)}
    known = ResolutionStatus.STUB if judged.standing is Standing.CITED else ResolutionStatus.RESOLVED
    for mention in judged.cluster.mentions:
        if impossible(mention, judged):
            reason = "văn bản được dẫn có sau văn bản trích dẫn | what is cited is later than the citing document"
            yield Resolution(mention.iri, ResolutionStatus.CONFLICT, None, (judged.iri,), reason)
        elif mention.late:
            reason = "bỏ ngày ghi, vì sau ngày của văn bản trích dẫn | the date is later than the citing document's"
            yield Resolution(mention.iri, ResolutionStatus.CONFLICT, judged.iri, (), reason)
        elif mention.document in rejected and mention.key.date:
            reason = f"{judged.date.reason.vi} | {judged.date.reason.en}"
            yield Resolution(mention.iri, ResolutionStatus.CONFLICT, judged.iri, (), reason)
        else:
            yield Resolution(mention.iri, known, judged.iri)


def _contradicts(mention: Mention, judged: Judged) -> bool:
    date, chosen = mention.key.date, judged.date.date
    return bool(date and chosen and not date.agrees(chosen))


def impossible(mention: Mention, judged: Judged) -> bool:
    """Whether the document is later than the one that cites it; such a citation is not resolved."""
    may_be_later = mention.relation in (Relation.ATTACHED_TO, Relation.REPORTS)
    return not may_be_later and after(judged.date.date, mention.citing_date)


def rejected_mentions(judged: Judged) -> tuple[Mention, ...]:
    """The mentions whose date was not chosen."""
    return tuple(mention for mention in judged.cluster.mentions if _contradicts(mention, judged))
