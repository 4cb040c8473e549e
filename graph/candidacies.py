"""Why each candidate of an unresolved citation fits, and why it is not chosen: data for a person to judge by."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.describe import Fact
from graph.judged import Judged, Judgement
from graph.mentions import Mention, Sources
from graph.places import completeness, may_be_same
from graph.vocabulary import TYPE, cls, prop
from ontology.codes import ResolutionStatus
from ontology.identifiers import part_iri
from ontology.model import Resolution
from ontology.terms import Class, Property
from ontology.words import Words


def candidacies(sources: Sources, judgement: Judgement) -> Iterator[Fact]:
    """A node for each candidate of each citation that has any."""
    for mention in sources.mentions:
        resolution = judgement.resolutions[mention.iri]
        for order, candidate in enumerate(resolution.candidates, start=1):
            judged = judgement.documents[candidate]
            node = NamedNode(part_iri(mention.iri, "candidate", order))
            yield node, TYPE, cls(Class.CANDIDACY)
            yield node, prop(Property.OF_CITATION), NamedNode(mention.iri)
            yield node, prop(Property.CANDIDATE_DOCUMENT), NamedNode(candidate)
            yield node, prop(Property.FITS), _both(list(_fits(mention, judged)))
            yield node, prop(Property.NOT_CHOSEN), _both(list(_not_chosen(mention, judged, resolution)))


def _both(several: list[Words]) -> str:
    return "; ".join(words.vi for words in several) + " | " + "; ".join(words.en for words in several)


def _fits(mention: Mention, judged: Judged) -> Iterator[Words]:
    key, document = mention.key, judged.cluster.key
    if key.number == document.number:
        yield Words("the number is the same", "cùng số")
    if key.office and key.office == document.office:
        yield Words("the same office numbers it", "cùng nơi đánh số")
    if key.date and judged.date.date and key.date.agrees(judged.date.date):
        yield Words(f"its date {judged.date.date} agrees", f"ngày {judged.date.date} phù hợp")
    if key.local and key.place and may_be_same(key.place, judged.cluster.place):
        yield Words("its place agrees", "địa bàn phù hợp")


def _not_chosen(mention: Mention, judged: Judged, resolution: Resolution) -> Iterator[Words]:
    if resolution.status is not ResolutionStatus.AMBIGUOUS or len(resolution.candidates) == 1:
        vi, _, en = resolution.reason.partition(" | ")
        yield Words(en, vi)
        return
    others = len(resolution.candidates) - 1
    yield Words(f"{others} other{'s fit' if others > 1 else ' fits'} as well", f"còn {others} văn bản khác cũng khớp")
    if not mention.key.date:
        yield Words("the citation gives no date", "viện dẫn không ghi ngày")
    elif not mention.key.date.day:
        yield Words(f"the citation gives {mention.key.date} only", f"viện dẫn chỉ ghi {mention.key.date}")
    if mention.key.local and completeness(mention.key.place):
        yield Words("the citation does not tell the province", "viện dẫn không ghi rõ tỉnh")
    if not judged.date.date:
        yield Words("the candidate's date is not known", "chưa biết ngày của văn bản này")
