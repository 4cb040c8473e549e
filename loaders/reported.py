"""A page without a letterhead: the news item, and the document that it reports, with all that the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders import cited, facts, news, structure, where
from loaders.article import article
from loaders.citations import Role, typed
from loaders.cited import Place
from loaders.facts import Reading
from loaders.ground import Ground
from loaders.lines import Paragraph
from loaders.notices import Notices
from loaders.parts import Part
from loaders.places import slug_of
from ontology.codes import FindingKind, Kind, Relation, Severity, Standing
from ontology.identifiers import UNKNOWN_NUMBER, document_iri, part_iri
from ontology.model import Citation, Document, Evidence, Extraction, SourceText


def page(part: Part, source: SourceText, whole: str, order: int) -> list[Extraction]:
    """The news item and, where it reports one, the document; ``order`` counts the file's documents from 1."""
    ground = Ground(source, order)
    headline, own = article(part.paragraphs, source.blocks)
    body = structure.build(list(own))
    setting = where.setting_of_page(whole, news.latest_year(whole))
    texts = list(cited.places(body, None, Role.TITLE))
    reading = Reading(ground, setting, body)
    item = _item(headline, reading)
    told = news.reported(texts, setting, whole)
    if told is None:
        return [Extraction(item, citations=cited.read(texts, item.iri, None, setting, ground))]
    if told.date:  # the places that it names are those of its own time, not of the page's
        reading = replace(reading, setting=where.setting_of_page(whole, told.date))
        told = news.reported(texts, reading.setting, whole) or told
    return [*_report(item, told, texts, reading)]


def _item(headline: Paragraph, reading: Reading) -> Document:
    ground, setting = reading.ground, reading.setting
    source = ground.source
    unnumbered = f"{UNKNOWN_NUMBER}-{source.sha256[:8]}-{ground.part}"
    return Document(
        iri=document_iri(slug_of(setting.own), "tin", "", unnumbered),
        file=source.file,
        part=ground.part,
        kind=Kind.NEWS,
        standing=Standing.HELD,
        read_as=source.read_as,
        sha256=source.sha256,
        title=headline.text.text,
        level=setting.level,
        place=setting.own,
        evidence=(("title", ground.evidence([headline.text], "news.headline", "", 0.5)),),
    )


def _report(item: Document, told: news.Reported, texts: list[Place], page: Reading) -> tuple[Extraction, Extraction]:
    """The news item that reports, and the reported document with all its facts."""
    level = told.issuer.level if told.issuer else page.setting.level
    own = replace(
        page,
        ground=Ground(page.ground.source, item.part + 1),
        setting=replace(page.setting, date=told.date, level=level),
    )
    mention = told.place.words[told.mention.start : told.mention.end]
    named = own.ground.evidence([mention], "news.reported", told.place.path, 0.8)
    document = Document(
        iri=facts.own_iri(told.number, told.issuer, own),
        file=item.file,
        part=item.part + 1,
        kind=told.mention.kind or Kind.OTHER,
        standing=Standing.REPORTED,
        read_as=item.read_as,
        sha256=item.sha256,
        number=told.number,
        number_as_written=told.mention.written,
        date=told.date,
        issuers=(told.issuer,) if told.issuer else (),
        level=level,
        place=own.setting.own,
        evidence=(("number", named), *_dated(told, own)),
    )
    citations = cited.read(texts, document.iri, told.number, own.setting, own.ground)
    notices = Notices(document.iri, own.ground)
    notices.of_number(told.number, told.mention.written, [named])
    _date_notice(told, own, notices)
    says = Citation(
        part_iri(item.iri, "citation", 1),
        item.iri,
        document.iri,
        Relation.REPORTS,
        named,
        number=told.number,
        as_written=told.mention.written,
        kind=told.mention.kind,
        date=told.date,
        issuer=told.issuer,
    )
    return Extraction(item, citations=(says,)), facts.extraction(
        document, own, _promoted(citations, told, own), notices
    )


def _dated(told: news.Reported, own: Reading) -> Iterator[tuple[str, Evidence]]:
    if told.date and told.date_span:
        start, end = told.date_span
        yield "issuedOn", own.ground.evidence([told.place.words[start:end]], "news.date", told.place.path, 0.8)


def _date_notice(told: news.Reported, own: Reading, notices: Notices) -> None:
    if not (told.year_inferred and told.date and told.date_span):
        return
    start, end = told.date_span
    evidence = own.ground.evidence([told.place.words[start:end]], "finding.date-incomplete", told.place.path, 0.7)
    vi = (
        f"Ngày viết không có năm, suy ra {told.date.iso}: năm đầu tiên trên trang mà văn bản không đi trước văn bản "
        "nó thực hiện"
    )
    en = (
        f"The day stands without a year; {told.date.iso} is inferred: the first year on the page in which it is not "
        "before what it implements"
    )
    notices.add(FindingKind.DATE_INCOMPLETE, Severity.WARNING, vi, en, [evidence])


def _promoted(citations: tuple[Citation, ...], told: news.Reported, own: Reading) -> tuple[Citation, ...]:
    """What the page says that the reported document carries out is said of that document, at its first mention."""
    words = told.place.words
    sentence = words.span()
    wanted = {
        str(t.mention.number)
        for t in typed(words.text, own.setting, Role.BODY)
        if t.chain is Relation.IMPLEMENTS and t.mention.number
    }
    made: list[Citation] = []
    for citation in citations:
        name = str(citation.number)
        here = sentence.start <= citation.evidence.spans[0].start < sentence.end
        if name in wanted and here and citation.subject is None:
            wanted.discard(name)
            made.append(replace(citation, relation=Relation.IMPLEMENTS))
        else:
            made.append(citation)
    return tuple(made)
