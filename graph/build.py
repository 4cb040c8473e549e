"""Facts of one document to the quads of its named graph: a function of its file alone.

The shape is that of ``docs/reference/graph.md``. Every quote is held against the text before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from graph.describe import describe_agent, describe_finding, describe_place
from graph.vocabulary import TYPE, Plain, cls, concept, prop, value
from ontology.functions import SCHEME as FUNCTIONS
from ontology.identifiers import document_graph, evidence_iri, part_iri, span_iri
from ontology.model import (
    Agent,
    Citation,
    Concern,
    Document,
    Evidence,
    Extraction,
    Finding,
    Indicator,
    Responsibility,
    Section,
    SourceText,
    Span,
    Target,
    Task,
)
from ontology.source import Metadatum
from ontology.terms import Class, Property


class EvidenceError(ValueError):
    """A fact whose quote does not stand in the text at its offsets: a fault of the reader, not of the file."""

    def __init__(self, file: str, rule: str, span: Span, problem: str) -> None:
        super().__init__(f"{file}, rule {rule}, offsets {span.start}-{span.end}: {problem}")
        self.file, self.rule, self.span = file, rule, span


def quads(source: SourceText, extraction: Extraction) -> Iterator[Quad]:
    """The quads of one document, sorted, each once; raises EvidenceError where a quote is not in the text.

    >>> from ontology.codes import Kind, ReadAs, Standing
    >>> document = Document("urn:doc:x", "a.txt", 1, Kind.PLAN, Standing.HELD, ReadAs.NATIVE, "0")
    >>> len(list(quads(SourceText("a.txt", "0", ""), Extraction(document))))
    8
    """
    graph = _Graph(source, extraction.document)
    graph.document()
    for section in extraction.sections:
        graph.section(section)
    for citation in extraction.citations:
        graph.citation(citation)
    for indicator in extraction.indicators:
        graph.indicator(indicator)
    by_path = {section.path: section.iri for section in extraction.sections}
    for task in extraction.tasks:
        graph.task(task, around(task.section, by_path))
    for duty in extraction.responsibilities:
        graph.responsibility(duty)
    graph.concerns(extraction.concerns)
    for finding in extraction.findings:
        graph.finding(finding)
    for mention in extraction.unresolved:
        graph.part(mention.iri, Class.UNRESOLVED_MENTION, mention.evidence)
        graph.add(mention.iri, Property.LOOKS_LIKE, mention.looks_like)
    if extraction.document.part == 1:  # a file's metadata stand once, with its first document
        for order, metadatum in enumerate(source.metadata, start=1):
            graph.metadatum(order, metadatum)
    yield from graph.sorted()


def around(path: str, sections: Mapping[str, str]) -> str | None:
    """The innermost section in which a path stands, of sections by their paths; None where it is in none.

    >>> around("III.1.d", {"III": "urn:3", "III.1": "urn:3.1"}), around("Bảng 1.2", {"1": "urn:1"})
    ('urn:3.1', None)
    """
    inside = sections.get(path)
    above, dot, _ = path.rpartition(".")
    return inside if inside or not dot else around(above, sections)


def descriptions(extraction: Extraction) -> Iterator[Quad]:
    """What one document tells of bodies and places, sorted, each quad once.

    Many documents tell the same of them. An engine whose default graph is a union need not see that two graphs say the
    same thing: it would count every row once more for each. So these quads are kept apart, and ``graph.agents`` makes
    one graph of them.
    """
    document = extraction.document
    graph = NamedNode(document_graph(document.file, document.part))
    facts = [fact for agent in _agents(extraction) for fact in describe_agent(agent)]
    facts += describe_place(document.place) if document.place else ()
    yield from sorted({Quad(subject, predicate, value(thing), graph) for subject, predicate, thing in facts}, key=str)


def _agents(extraction: Extraction) -> Iterator[Agent]:
    yield from extraction.document.issuers
    yield from extraction.document.addressees
    yield from extraction.agents
    yield from (citation.issuer for citation in extraction.citations if citation.issuer)
    yield from (duty.agent for duty in extraction.responsibilities)


class _Graph:
    """One document's graph while it is written."""

    def __init__(self, source: SourceText, document: Document) -> None:
        self.source = source
        self.of = document
        self.facts: list[tuple[NamedNode, NamedNode, Plain]] = []

    def add(self, subject: str, predicate: Property, thing: Plain | None) -> None:
        """Writes one value; None and an empty string mean that the text does not say."""
        if thing is not None and thing != "":
            self.facts.append((NamedNode(subject), prop(predicate), thing))

    def link(self, subject: str, predicate: Property, target: str | None) -> None:
        """Writes one link between resources."""
        self.add(subject, predicate, NamedNode(target) if target else None)

    def a(self, subject: str, kind: Class) -> None:
        self.facts.append((NamedNode(subject), TYPE, cls(kind)))

    def sorted(self) -> Iterator[Quad]:
        graph = NamedNode(document_graph(self.of.file, self.of.part))
        found = {Quad(subject, predicate, value(thing), graph) for subject, predicate, thing in self.facts}
        yield from sorted(found, key=str)

    def part(self, iri: str, kind: Class, evidence: Evidence) -> None:
        """What everything inside a document has: its class, its document and where it stands."""
        self.a(iri, kind)
        self.link(iri, Property.IN_DOCUMENT, self.of.iri)
        self.evidence(iri, evidence)

    def evidence(self, fact: str, evidence: Evidence, order: str = "") -> str:
        """Writes where a fact stands, and returns the evidence's IRI."""
        self._check(evidence)
        iri, first = evidence_iri(fact, order), evidence.spans[0]
        self.link(fact, Property.HAS_EVIDENCE, iri)
        self.a(iri, Class.EVIDENCE)
        self.add(iri, Property.FILE, evidence.file)
        self.add(iri, Property.SHA256, self.source.sha256)
        self.add(iri, Property.PATH, evidence.section)
        self._span(iri, first)
        self.add(iri, Property.RULE, evidence.rule)
        self.add(iri, Property.CONFIDENCE, Decimal(str(evidence.confidence)))
        self.add(iri, Property.PAGE, evidence.page)
        for number, span in enumerate(evidence.spans[1:], start=2):
            self.link(iri, Property.FURTHER_SPAN, span_iri(iri, number))
            self._span(span_iri(iri, number), span)
        return iri

    def _span(self, iri: str, span: Span) -> None:
        self.add(iri, Property.START, span.start)
        self.add(iri, Property.END, span.end)
        self.facts.append((NamedNode(iri), prop(Property.QUOTE), span.of(self.source.text)))

    def _check(self, evidence: Evidence) -> None:
        if evidence.file != self.source.file:
            problem = f"the evidence is of the file {evidence.file!r}"
            raise EvidenceError(self.source.file, evidence.rule, evidence.spans[0], problem)
        if not evidence.holds_in(self.source.text):
            problem = f"the quote {evidence.quote!r} is not {evidence.spans[0].of(self.source.text)!r}, the text there"
            raise EvidenceError(self.source.file, evidence.rule, evidence.spans[0], problem)
        for span in evidence.spans[1:]:
            if span.end > len(self.source.text):
                raise EvidenceError(self.source.file, evidence.rule, span, "the text ends before")

    def document(self) -> None:
        document = self.of
        self.a(document.iri, Class.DOCUMENT)
        self.a(document.iri, Class.of_kind(document.kind))
        self.add(document.iri, Property.KIND, concept("kind", document.kind))
        self.add(document.iri, Property.READ_AS, concept("read-as", document.read_as))
        self.add(document.iri, Property.FILE, document.file)
        self.add(document.iri, Property.PART, document.part)
        self.add(document.iri, Property.SHA256, document.sha256)
        self.add(document.iri, Property.STANDING_IN_FILE, concept("status", document.standing))
        self._header(document)
        for iri, field, evidence in _fields(document):
            self.add(self.evidence(document.iri, evidence, iri), Property.EVIDENCE_FOR, field)

    def _header(self, document: Document) -> None:
        self.add(document.iri, Property.NUMBER, str(document.number) if document.number else None)
        self.add(document.iri, Property.NUMBER_AS_WRITTEN, document.number_as_written)
        self.add(document.iri, Property.ISSUED_ON, document.date)
        self.add(document.iri, Property.LEVEL, concept("level", document.level) if document.level else None)
        self.link(document.iri, Property.JURISDICTION, document.place.iri if document.place else None)
        self.add(document.iri, Property.TITLE, document.title)
        self.add(document.iri, Property.SIGNED_BY, document.signer)
        for issuer in document.issuers:
            self.link(document.iri, Property.ISSUED_BY, issuer.iri)
        for addressee in document.addressees:
            self.link(document.iri, Property.ADDRESSEE, addressee.iri)

    def section(self, section: Section) -> None:
        self.part(section.iri, Class.SECTION, section.evidence)
        self.add(section.iri, Property.PATH, section.path)
        self.add(section.iri, Property.LABEL, section.label)
        self.add(section.iri, Property.HEADING, section.heading)
        self.add(section.iri, Property.FUNCTION, concept("function", section.function))
        self.link(section.iri, Property.PARENT_SECTION, section.parent)
        self.add(section.iri, Property.DUE, section.due)
        self.add(section.iri, Property.DUE_AS_WRITTEN, section.due_as_written)

    def citation(self, citation: Citation) -> None:
        iri = citation.iri
        self.part(iri, Class.CITATION, citation.evidence)
        self.add(iri, Property.RELATION, concept("relation", citation.relation))
        self.link(iri, Property.KEY, citation.key)
        self.link(iri, Property.SUBJECT_CITATION, citation.subject)
        self.add(iri, Property.CITED_NUMBER, str(citation.number) if citation.number else None)
        self.add(iri, Property.NUMBER_AS_WRITTEN, citation.as_written)
        self.add(iri, Property.CITED_NAME, citation.name)
        self.add(iri, Property.KIND, concept("kind", citation.kind) if citation.kind else None)
        self.add(iri, Property.CITED_DATE, citation.date)
        self.link(iri, Property.CITED_ISSUER, citation.issuer.iri if citation.issuer else None)
        self.add(iri, Property.TITLE, citation.title)

    def indicator(self, indicator: Indicator) -> None:
        self.part(indicator.iri, Class.INDICATOR, indicator.evidence)
        self.add(indicator.iri, Property.NO, indicator.no)
        self.add(indicator.iri, Property.PATH, indicator.section)
        self.add(indicator.iri, Property.TEXT, indicator.text)
        self.add(indicator.iri, Property.QUALITATIVE, indicator.qualitative)
        for target in indicator.targets:
            self.link(indicator.iri, Property.HAS_TARGET, target.iri)
            self.target(target)

    def target(self, target: Target) -> None:
        self.a(target.iri, Class.TARGET)
        self.evidence(target.iri, target.evidence)
        self.add(target.iri, Property.YEAR, target.year)
        self.add(target.iri, Property.COMPARATOR, concept("comparator", target.comparator))
        self.add(target.iri, Property.VALUE, target.value)
        self.add(target.iri, Property.UPPER_VALUE, target.upper)
        self.add(target.iri, Property.UNIT, target.unit)
        self.add(target.iri, Property.MEASURE, target.measure)
        self.add(target.iri, Property.BINDING, target.binding)
        self.add(target.iri, Property.RAW, target.raw)

    def task(self, task: Task, section: str | None) -> None:
        self.part(task.iri, Class.TASK, task.evidence)
        self.link(task.iri, Property.IN_SECTION, section)
        self.add(task.iri, Property.NO, task.no)
        self.add(task.iri, Property.PATH, task.section)
        self.add(task.iri, Property.TEXT, task.text)
        self.add(task.iri, Property.DUE, task.due)
        self.add(task.iri, Property.DUE_AS_WRITTEN, task.due_as_written)
        self.add(task.iri, Property.RECURRENCE, task.recurrence)
        self.add(task.iri, Property.PRODUCT, task.product)

    def responsibility(self, duty: Responsibility) -> None:
        self.part(duty.iri, Class.RESPONSIBILITY, duty.evidence)
        self.link(duty.iri, Property.AGENT, duty.agent.iri)
        self.link(duty.iri, Property.OWNER_AGENT, duty.agent.iri if duty.role.owns else None)
        self.add(duty.iri, Property.AGENT_AS_WRITTEN, duty.agent_as_written)
        self.add(duty.iri, Property.POST_AS_WRITTEN, duty.post_as_written)
        self.add(duty.iri, Property.ROLE, concept("role", duty.role))
        self.add(duty.iri, Property.OBJECT_KIND, concept("object", duty.object_kind))
        self.link(duty.iri, Property.COVERS, duty.object)
        self.add(duty.iri, Property.OBJECT_NO, duty.object_no)
        self.add(duty.iri, Property.PATH, duty.section)

    def concerns(self, concerns: Iterable[Concern]) -> None:
        for concern in concerns:
            function = concept(FUNCTIONS, concern.function)
            self.part(concern.iri, Class.CONCERN, concern.evidence)
            self.link(concern.iri, Property.ABOUT, concern.object)
            self.add(concern.iri, Property.GOVERNMENT_FUNCTION, function)
            self.add(concern.object, Property.CONCERNS, function)

    def metadatum(self, order: int, metadatum: Metadatum) -> None:
        iri = part_iri(self.of.iri, "metadata", order)
        self.link(self.of.iri, Property.SOURCE_METADATA, iri)
        self.a(iri, Class.METADATUM)
        self.add(iri, Property.METADATA_KEY, metadatum.key)
        self.add(iri, Property.METADATA_VALUE, metadatum.value)
        if metadatum.span:
            self._span(iri, metadatum.span)

    def finding(self, finding: Finding) -> None:
        self.facts += describe_finding(finding)
        for number, evidence in enumerate(finding.evidence, start=1):
            self.evidence(finding.iri, evidence, "" if number == 1 else f"e{number}")


def _fields(document: Document) -> Iterator[tuple[str, str, Evidence]]:
    """The order in the evidence's IRI, the field and the evidence; a field that stands twice counts from 2."""
    seen: dict[str, int] = {}
    for field, evidence in document.evidence:
        seen[field] = seen.get(field, 0) + 1
        yield (field if seen[field] == 1 else f"{field}-{seen[field]}"), field, evidence
