"""Hand-made facts: a paper is written sentence by sentence, and every fact has its evidence in that text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from graph.agents import gather_agents
from graph.filed import FileGraphs, file_graphs
from graph.store import EmbeddedStore
from ontology.codes import (
    Comparator,
    FindingKind,
    Kind,
    Level,
    ObjectKind,
    ReadAs,
    Relation,
    Role,
    SectionFunction,
    Severity,
    Side,
    Standing,
)
from ontology.dates import PartialDate
from ontology.identifiers import agency_iri, document_iri, part_iri, place_iri, place_of, place_slug, slug
from ontology.model import (
    Agency,
    Agent,
    Citation,
    Document,
    Evidence,
    Extraction,
    Finding,
    Indicator,
    Place,
    Responsibility,
    Section,
    SourceText,
    Span,
    Target,
    Task,
)
from ontology.numbers import DocumentNumber

PROGRAM = "test"


def place(name: str, parent: str = "", generation: str = "") -> Place:
    """A place by its kind and name; ``parent`` is the slug of its province where that is known."""
    level = Level.PROVINCE if name.startswith("tỉnh") else Level.COMMUNE if "thị trấn" in name else Level.DISTRICT
    return Place(place_iri(place_slug(name, generation, parent)), name, level, place_iri(parent) if parent else None)


CAO_BANG, LAM_DONG, THAI_NGUYEN = place("tỉnh Cao Bằng"), place("tỉnh Lâm Đồng"), place("tỉnh Thái Nguyên")
DINH_HOA = place("huyện Định Hóa", "tinh-thai-nguyen")
DINH_HOA_ALONE = place("huyện Định Hóa")
VINH_CUU = place("huyện Vĩnh Cửu", "tinh-dong-nai")


def agency(name: str, where: Place | None = None, side: Side = Side.STATE) -> Agency:
    """A body; its place completes its name."""
    where_slug = place_of(where.iri) if where else ""
    label = f"{name} {where.name}" if where else name
    return Agency(agency_iri(where_slug, name), label, side, where.level if where else Level.CENTRAL, where)


POLITBURO = agency("Bộ Chính trị", side=Side.PARTY)
CENTRAL_COMMITTEE = agency("Ban Chấp hành Trung ương", side=Side.PARTY)
PRIME_MINISTER = agency("Thủ tướng Chính phủ")


def committee(where: Place) -> Agency:
    """The people's committee of a place."""
    return agency("Ủy ban nhân dân", where)


def party(where: Place, *, standing: bool = False) -> Agency:
    """The Party committee of a province or district, or its standing committee."""
    name = "Tỉnh ủy" if where.level is Level.PROVINCE else "Huyện ủy"
    return agency(f"Ban Thường vụ {name}" if standing else name, where, Side.PARTY)


def day(iso: str | None) -> PartialDate | None:
    """A date from its ISO form."""
    return PartialDate.parse(iso) if iso else None


@dataclass
class Paper:
    """A document while it is written."""

    file: str
    number: str | None
    date: str | None
    issuer: Agency | None
    part: int = 1
    standing: Standing = Standing.HELD
    read_as: ReadAs = ReadAs.NATIVE
    before: str = ""
    known_place: Place | None = None
    text: str = field(init=False)
    citations: list[Citation] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    responsibilities: list[Responsibility] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    header: list[tuple[str, Evidence]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Writes the number, if there is one."""
        self.text = self.before
        if self.number:
            self.header.append(("number", self.say(f"Số: {self.number}", "header")))

    @property
    def place(self) -> Place | None:
        """The issuer's place."""
        return self.known_place or (self.issuer.place if self.issuer else None)

    @property
    def iri(self) -> str:
        """The document's IRI, as the loaders mint it."""
        where = place_of(self.place.iri) if self.place else ""
        parsed = DocumentNumber.parse(self.number) if self.number else None
        office = parsed.office if parsed else ""
        return document_iri(where, office, self.date or "", str(parsed) if parsed else f"khong-so-{self.file}")

    def say(self, sentence: str, rule: str, section: str = "") -> Evidence:
        """Adds a sentence to the text and returns it as evidence."""
        start = len(self.text)
        self.text += sentence + "\n"
        return Evidence(self.file, section, (Span(start, start + len(sentence)),), sentence, rule, 0.9)

    def title(self, sentence: str) -> None:
        """The title; citations that ``inside`` names stand in it."""
        self.header.append(("title", self.say(sentence, "title")))

    def cite(  # noqa: PLR0913 (a citation has that many sides)
        self,
        number: str,
        date: str | None = None,
        issuer: Agency | None = None,
        *,
        relation: Relation = Relation.IMPLEMENTS,
        subject: Citation | None = None,
        in_title: bool = False,
        name: str = "",
        title: str = "",
    ) -> Citation:
        """A citation with the key that the loaders would give it."""
        evidence = self.say(f"{relation} {number or name} ngày {date} của {issuer.name if issuer else '?'}", "cites")
        if in_title:
            self.header.append(("title", evidence))
        parsed = DocumentNumber.parse(number) if number else None
        where = place_of(issuer.place.iri) if issuer and issuer.place else ""
        key = document_iri(where, parsed.office if parsed else "", date or "", str(parsed) if parsed else name)
        citation = Citation(
            iri=part_iri(self.iri, "citation", len(self.citations) + 1),
            document=self.iri,
            key=key,
            relation=relation,
            evidence=evidence,
            subject=subject.iri if subject else None,
            number=parsed,
            as_written=number,
            name=name,
            kind=parsed.kind if parsed else Kind.LAW,
            date=day(date),
            issuer=issuer,
            title=title,
        )
        self.citations.append(citation)
        return citation

    def indicator(self, no: str, owner: Agency | None = None) -> Indicator:
        """An indicator with one target, and the agency that owns it."""
        evidence = self.say(f"{no}. Tỷ lệ đạt 87,5% vào năm 2025", "indicator", "II.2")
        iri = part_iri(self.iri, "indicator", slug(no))
        target = Target(
            part_iri(iri, "target", 1), Comparator.AT_LEAST, Decimal("87.50"), "%", evidence, year=2025, raw="87,5%"
        )
        indicator = Indicator(
            iri, self.iri, no, "II.2", f"Tỷ lệ {no}", qualitative=False, evidence=evidence, targets=(target,)
        )
        self.indicators.append(indicator)
        if owner:
            self.duty(owner, Role.LEAD, indicator)
        return indicator

    def measure(  # noqa: PLR0913 (a target has that many sides)
        self,
        words: str,
        value: str = "90",
        *,
        year: int = 2030,
        unit: str = "%",
        comparator: Comparator = Comparator.AT_LEAST,
        more: Indicator | None = None,
    ) -> Indicator:
        """An indicator that states one measure, or with ``more`` the same indicator with a further one."""
        evidence = self.say(f"{words} đạt {value}{unit} vào năm {year}", "indicator", "II.2")
        number = len(self.indicators) + 1
        iri = more.iri if more else part_iri(self.iri, "indicator", number)
        order = len(more.targets) + 1 if more else 1
        target = Target(
            part_iri(iri, "target", order), comparator, Decimal(value), unit, evidence, year=year, measure=words
        )
        if more:
            self.indicators.remove(more)
            indicator = replace(more, text=f"{more.text}; {words}", targets=(*more.targets, target))
        else:
            indicator = Indicator(
                iri, self.iri, "", "II.2", words, qualitative=False, evidence=evidence, targets=(target,)
            )
        self.indicators.append(indicator)
        return indicator

    def duty(self, who: Agent, role: Role, indicator: Indicator) -> Responsibility:
        """A responsibility for an indicator."""
        duty = Responsibility(
            part_iri(self.iri, "duty", len(self.responsibilities) + 1),
            self.iri,
            who,
            who.name,
            role,
            ObjectKind.INDICATOR,
            indicator.iri,
            indicator.no,
            "IV",
            self.say(f"{who.name} {role} chỉ tiêu {indicator.no}", "duty", "IV"),
        )
        self.responsibilities.append(duty)
        return duty

    def task(self, no: str) -> Task:
        """A task with a date as precise as the text."""
        evidence = self.say(f"{no}. Báo cáo trước tháng 12 năm 2024", "task", "IV")
        task = Task(part_iri(self.iri, "task", no), self.iri, no, "IV", "Báo cáo", evidence, PartialDate(2024, 12))
        self.tasks.append(task)
        return task

    def section(self, path: str) -> Section:
        """A section with its heading."""
        evidence = self.say(f"{path}. TỔ CHỨC THỰC HIỆN", "section", path)
        function = SectionFunction.ORGANISATION
        iri = part_iri(self.iri, "section", path)
        section = Section(iri, self.iri, path, f"{path}.", "TỔ CHỨC THỰC HIỆN", function, None, evidence)
        self.sections.append(section)
        return section

    def finding(self, kind: FindingKind) -> Finding:
        """A finding with the last sentence as its evidence."""
        evidence = (self.say("[...]", "cut"), self.say("./.", "end"))
        iri = part_iri(self.iri, "finding", len(self.findings) + 1)
        finding = Finding(iri, self.iri, self.file, kind, Severity.INFO, "vi", "en", evidence)
        self.findings.append(finding)
        return finding

    @property
    def source(self) -> SourceText:
        """The file's text."""
        sha256 = hashlib.sha256(f"{self.file}\n{self.text}".encode()).hexdigest()
        return SourceText(self.file, sha256, self.text, self.read_as)

    @property
    def extraction(self) -> Extraction:
        """The document's facts."""
        parsed = DocumentNumber.parse(self.number) if self.number else None
        document = Document(
            iri=self.iri,
            file=self.file,
            part=self.part,
            kind=(parsed.kind if parsed else None) or Kind.OTHER,
            standing=self.standing,
            read_as=self.read_as,
            sha256=self.source.sha256,
            number=parsed,
            number_as_written=self.number or "",
            date=day(self.date),
            issuers=(self.issuer,) if self.issuer else (),
            level=self.issuer.level if self.issuer else None,
            place=self.place,
            evidence=tuple(self.header),
        )
        return Extraction(
            document,
            tuple(self.sections),
            tuple(self.citations),
            tuple(self.indicators),
            tuple(self.tasks),
            tuple(self.responsibilities),
            tuple(self.findings),
        )


def cao_bang(date: str = "2024-05-23", number: str = "1222/KH-UBND", file: str = "cao-bang.txt") -> Paper:
    """A plan of the province of Cao Bằng."""
    return Paper(file, number, date, committee(CAO_BANG))


def files_of(papers: Iterable[Paper]) -> list[FileGraphs]:
    """Papers as the files that hold them; those of one file are its parts, the last one has its whole text."""
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        found.setdefault(paper.file, []).append(paper)
    files = []
    for several in found.values():
        source = several[-1].source
        extractions = [paper.extraction for paper in several]
        whole = [replace(e, document=replace(e.document, sha256=source.sha256)) for e in extractions]
        files.append(file_graphs(source, whole, PROGRAM))
    return files


def filled(path: Path, papers: Iterable[Paper]) -> EmbeddedStore:
    """A store for writing that holds the papers, not yet resolved."""
    store = EmbeddedStore.writing(path)
    store.replace(files_of(papers))
    store.settle()
    gather_agents(store)
    return store
