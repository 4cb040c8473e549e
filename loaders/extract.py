"""One file's way: text, paragraphs, documents, and for each document its facts.

>>> # source, extractions = extract(Path("samples/cao-bang-1222.txt"), "cao-bang-1222.txt")
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from loaders import cited, duties, formats, header, indicators, news, parts, rows, structure, tables, where
from loaders.agencies import find
from loaders.assignments import Assignments
from loaders.cited import Place
from loaders.ground import Ground
from loaders.header import Header
from loaders.lines import Paragraph, paragraphs
from loaders.mapped import Mapped
from loaders.normalize import normalize
from loaders.notices import Notices
from loaders.parts import Part
from loaders.places import Setting, slug_of
from loaders.repair import repair
from loaders.structure import Body
from loaders.tables import Table
from ontology import authority
from ontology.codes import FindingKind, Kind, Level, ReadAs, Relation, SectionFunction, Severity, Standing
from ontology.dates import PartialDate
from ontology.identifiers import UNKNOWN_NUMBER, document_iri, part_iri
from ontology.model import Agency, Agent, Citation, Document, Evidence, Extraction, Section, SourceText
from ontology.numbers import DocumentNumber

_LETTERS = (Kind.DISPATCH, Kind.TELEGRAM, Kind.NOTICE)


def extract(path: Path, relative: str) -> tuple[SourceText, tuple[Extraction, ...]]:
    """The text of a file and the facts of each document in it; raises ReadError where there is no text to read."""
    source = formats.read(path, relative)
    return source, extractions(source)


def extractions(source: SourceText) -> tuple[Extraction, ...]:
    """The facts of each document in a text, in the text's order."""
    found = paragraphs(normalize(source.text))
    if source.read_as is ReadAs.OCR:
        found = [replace(p, text=repair(p.text)) for p in found]
    whole = "\n".join(p.text.text for p in found)
    made: list[Extraction] = []
    for part in parts.split(found):
        head = header.read(part.paragraphs)
        if part.has_letterhead or head.number is not None:
            made.append(_document(part, head, source, whole, len(made) + 1))
        else:
            made += _news(part, source, whole, len(made) + 1)
    return tuple(made)


def _document(part: Part, head: Header, source: SourceText, whole: str, order: int) -> Extraction:
    """The facts of a document with its own head; ``order`` counts the documents of the file from 1."""
    ground = Ground(source, order)
    setting = where.setting_of(head, whole)
    issued = where.issuers(head, setting)
    if issued and issued[0].level and setting.level is None:
        setting = replace(setting, level=issued[0].level)
    found_tables, rest = tables.take(_body_paragraphs(part.paragraphs[head.end :]))
    body = structure.build(rest)
    iri = _document_iri(head.number, head.date, issued, setting, source, order)
    agents = _addressees(head, setting)
    document = Document(
        iri, source.file, order, head.kind or Kind.OTHER, Standing.HELD, source.read_as, source.sha256, head.number,
        ground.written(head.symbol) if head.symbol else "", head.date, issued, where.own_level(setting, issued), setting.own,
        head.title.text if head.title else "", head.signer.text if head.signer else "", agents, _head_evidence(head, ground),
    )  # fmt: skip
    texts = list(cited.places(body, head.title, head.kind in _LETTERS))
    found = cited.read(texts, iri, head.number, setting, ground)
    notices = Notices(iri, ground)
    notices.of_header(head, part.paragraphs[0].text)
    notices.of_citations(found)
    notices.of_body(body, head, part.paragraphs)
    notices.of_reading(part.paragraphs[0].text)
    return _facts(document, body, found_tables, found, setting, ground, notices)


def _facts(  # noqa: PLR0913
    document: Document,
    body: Body,
    found_tables: list[Table],
    found: tuple[Citation, ...],
    setting: Setting,
    ground: Ground,
    notices: Notices,
) -> Extraction:
    sections = _sections(body, document.iri, ground)
    goals = list(indicators.read(body, document.iri, document.title, ground))
    goals += rows.indicators(found_tables, goals, document.iri, ground)
    by_no = {goal.no: goal for goal in goals if goal.no.isdigit()}
    assigned = Assignments(document.iri, ground, by_no, {section.path: section for section in sections})
    duties.read(body, setting, assigned)
    rows.assign(found_tables, goals, setting, assigned)
    return Extraction(
        document, sections, found, tuple(goals), tuple(assigned.tasks), tuple(assigned.duties), tuple(notices),
        tuple(assigned.unresolved),
    )  # fmt: skip


def _body_paragraphs(found: tuple[Paragraph, ...]) -> list[Paragraph]:
    """What stands below the head, without recipients and signature; annexes and footnotes behind them stay."""
    kept: list[Paragraph] = []
    ended = False
    for paragraph in found:
        label = paragraph.label
        if header.is_recipients(paragraph):
            ended = True
        elif label and label.kind in ("annex", "footnote"):
            ended = False
        if not ended:
            kept.append(paragraph)
    return kept


def _document_iri(  # noqa: PLR0913
    number: DocumentNumber | None,
    date: PartialDate | None,
    issued: tuple[Agency, ...],
    setting: Setting,
    source: SourceText,
    part: int,
) -> str:
    code = authority.issuer_codes().get(number.office) if number else None
    central = code is not None and code.level is Level.CENTRAL and not code.local
    place = "viet-nam" if central else slug_of(issued[0].place if issued and issued[0].place else setting.own)
    office = number.office if number else issued[0].iri.rsplit("/", 1)[-1] if issued else ""
    words = str(number) if number else f"{UNKNOWN_NUMBER}-{source.sha256[:8]}-{part}"
    return document_iri(place, office, date.iso if date else "", words)


def _head_evidence(head: Header, ground: Ground) -> tuple[tuple[str, Evidence], ...]:
    fields: list[tuple[str, Mapped | None]] = [
        ("number", head.symbol),
        ("issuedOn", head.dated),
        ("issuedBy", head.issuer[-1] if head.issuer else None),
        ("kind", head.kind_words),
        ("title", head.title),
        ("signedBy", head.signer),
    ]
    made = [(name, ground.evidence([words], f"header.{name}", "", 0.95)) for name, words in fields if words]
    made += [
        ("addressee", ground.evidence([words], "header.addressee", "", 0.9)) for words in head.addressees[:1] if words
    ]
    return tuple(made)


def _addressees(head: Header, setting: Setting) -> tuple[Agent, ...]:
    """The bodies that the document is addressed to, then those that receive a copy."""
    found: dict[str, Agent] = {}
    for words in (*head.addressees, *head.recipients):
        for mention in find(words.text, setting):
            found.setdefault(mention.agent.iri, mention.agent)
    return tuple(found.values())


def _sections(body: Body, document: str, ground: Ground) -> tuple[Section, ...]:
    """Headings: labelled nodes with something under them, and what stands alone as a numbered heading."""
    made: dict[str, Section] = {}
    for node in body.root.walk():
        if not node.text or node.label is None or (node.is_leaf and node.label.kind in ("dash", "plus", "letter")):
            continue
        parent = next((made[a.path].iri for a in node.ancestors() if a.path in made), None)
        function = node.function
        evidence = ground.evidence([node.text.strip()], "section.heading", node.path, 0.95)
        if node.path not in made:
            iri = part_iri(document, "section", node.path.replace(" ", "-"))
            made[node.path] = Section(
                iri, document, node.path, node.label.text, node.heading, function, parent, evidence
            )
    return tuple(made.values())


def _news(part: Part, source: SourceText, whole: str, first: int) -> list[Extraction]:
    """A page without a letterhead: the news item, and the document that it reports."""
    ground = Ground(source, first)
    lines = [p for p in part.paragraphs if p.text]
    body = structure.build(list(lines))
    setting = _page_setting(whole)
    texts = list(cited.places(body, None, is_letter=False))
    told = news.reported(texts, setting, whole)
    page_iri = document_iri(slug_of(setting.own), "tin", "", f"{UNKNOWN_NUMBER}-{source.sha256[:8]}-{first}")
    headline = max((p.text for p in lines[:8]), key=lambda text: len(text) if len(text) < 200 else 0)
    page = Document(
        page_iri, source.file, first, Kind.NEWS, Standing.HELD, source.read_as, source.sha256, title=headline.text,
        level=setting.level, place=setting.own, evidence=(("title", ground.evidence([headline], "news.headline", "", 0.5)),),
    )  # fmt: skip
    if told is None or told.mention.number is None:
        found = cited.read(texts, page_iri, None, setting, ground)
        return [Extraction(page, citations=found)]
    return [*_report(page, told, texts, body, setting, ground)]


def _page_setting(whole: str) -> Setting:
    """The setting of a page: the places that it names most."""
    years = [PartialDate(int(y)) for y in news._YEAR.findall(whole)]  # noqa: SLF001
    date = max((y for y in years if y.year < 2100), default=None)  # noqa: PLR2004
    return where.setting_of_page(whole, date)


def _report(
    page: Document, told: news.Reported, texts: list[Place], body: Body, setting: Setting, ground: Ground
) -> tuple[Extraction, Extraction]:
    """The news item that reports, and the reported document with all its facts."""
    number = told.mention.number
    assert number is not None
    issued = (told.issuer,) if told.issuer else ()
    own = replace(setting, date=told.date, level=told.issuer.level if told.issuer else setting.level)
    iri = _document_iri(number, told.date, issued, own, ground.source, page.part + 1)
    words = told.place.words
    where_number = ground.evidence(
        [words[told.mention.start : told.mention.end]], "news.reported", told.place.path, 0.8
    )
    document = Document(
        iri, page.file, page.part + 1, told.mention.kind or Kind.OTHER, Standing.REPORTED, page.read_as, page.sha256, number,
        told.mention.written, told.date, issued, own.level, own.own, evidence=(("number", where_number),),
    )  # fmt: skip
    found = cited.read(texts, iri, number, own, ground)
    found = tuple(_promoted(found, told, texts, own, iri))
    notices = Notices(iri, ground)
    notices.of_number(number, told.mention.written, [where_number])
    if told.year_inferred and told.date and told.date_span:
        vi = f"Ngày viết không có năm, suy ra {told.date.iso}: năm đầu tiên trên trang mà văn bản không đi trước văn bản nó thực hiện"
        en = f"The day stands without a year; {told.date.iso} is inferred: the first year on the page not before what it implements"
        evidence = ground.evidence(
            [words[told.date_span[0] : told.date_span[1]]], "finding.date-incomplete", told.place.path, 0.7
        )
        notices.add(FindingKind.DATE_INCOMPLETE, Severity.WARNING, vi, en, [evidence])
    report = Citation(
        part_iri(page.iri, "citation", 1), page.iri, iri, Relation.REPORTS, where_number, None, number, told.mention.written, "",
        told.mention.kind, told.date, told.issuer,
    )  # fmt: skip
    news_item = Extraction(page, citations=(report,))
    return news_item, _facts(document, body, [], found, own, Ground(ground.source, page.part + 1), notices)


def _promoted(
    found: tuple[Citation, ...], told: news.Reported, texts: list[Place], setting: Setting, iri: str
) -> list[Citation]:
    """What the page says that the reported document carries out is said of that document."""
    text = told.place.words
    chained = {
        str(t.mention.number)
        for t in cited.citations.typed(text.text, setting, cited.Role.BODY)
        if t.chain is Relation.IMPLEMENTS and t.of is not None and t.mention.number
    }
    done: set[str] = set()
    made: list[Citation] = []
    for citation in found:
        name = str(citation.number)
        if (
            name in chained
            and name not in done
            and citation.subject is None
            and text.span().start <= citation.evidence.spans[0].start < text.span().end
        ):
            done.add(name)
            citation = replace(citation, relation=Relation.IMPLEMENTS)
        made.append(citation)
    return made


__all__ = ["SectionFunction", "extract", "extractions"]
