"""The fact types: all that passes from the loaders to the graph.

A loader turns one file into a ``SourceText`` and one ``Extraction`` for each document that the file holds. Every
fact carries ``Evidence``; facts name each other by IRI (``ontology.identifiers`` mints them).

>>> Span(22, 30).of("Thực hiện ... Chỉ thị 28-CT/TW")
'28-CT/TW'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ontology.codes import (
    Comparator,
    FindingKind,
    Kind,
    Level,
    ObjectKind,
    ReadAs,
    Relation,
    ResolutionStatus,
    Role,
    SectionFunction,
    Severity,
    Side,
    Standing,
)
from ontology.dates import PartialDate
from ontology.evidence import Evidence, Span
from ontology.numbers import DocumentNumber
from ontology.source import SourceText

__all__ = [
    "Agency",
    "AgencyGroup",
    "Agent",
    "Citation",
    "Concern",
    "Document",
    "Evidence",
    "Extraction",
    "Finding",
    "Indicator",
    "Iri",
    "Place",
    "Resolution",
    "Responsibility",
    "Section",
    "SourceText",
    "Span",
    "Target",
    "Task",
    "Unresolved",
]

Iri = str


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit (đơn vị hành chính), such as "tỉnh Cao Bằng", of one generation."""

    iri: Iri
    name: str
    level: Level
    parent: Iri | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: an authority's name completed with its place."""

    iri: Iri
    name: str
    side: Side
    level: Level | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Bodies named together ("các sở, ban, ngành"): a definition, expanded only at a date."""

    iri: Iri
    name: str
    side: Side
    level: Level | None
    place: Place | None = None


Agent = Agency | AgencyGroup


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a file holds, or that a news item reports.

    ``evidence`` has one entry a field that the text gives: keys ``number``, ``issuedOn``, ``issuedBy``,
    ``title``, ``signedBy``, ``kind``, ``addressee``. ``None`` and empty mean: the text does not say.
    """

    iri: Iri
    file: str
    part: int
    kind: Kind
    standing: Standing
    read_as: ReadAs
    sha256: str
    number: DocumentNumber | None = None
    number_as_written: str = ""
    date: PartialDate | None = None
    issuers: tuple[Agency, ...] = ()
    level: Level | None = None
    place: Place | None = None
    title: str = ""
    signer: str = ""
    addressees: tuple[Agent, ...] = ()
    evidence: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text with its heading: ``path`` "II.2.a", ``label`` "a)", ``function`` what it is for.

    ``due`` is the deadline that the heading sets for what stands under it, ``due_as_written`` its words.
    """

    iri: Iri
    document: Iri
    path: str
    label: str
    heading: str
    function: SectionFunction
    parent: Iri | None
    evidence: Evidence
    due: PartialDate | None = None
    due_as_written: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document.

    ``key`` is an IRI from what the mention says (and what the same file says of the same number), not yet a
    judgement on who is meant. ``subject`` is the IRI of another citation of the same document where the text says
    that *that* document stands in the relation ("Kế hoạch A về thực hiện Chỉ thị B": A implements B); None means
    this document itself. ``name`` is what a document without a number is called ("Luật Trẻ em năm 2016").
    """

    iri: Iri
    document: Iri
    key: Iri
    relation: Relation
    evidence: Evidence
    subject: Iri | None = None
    number: DocumentNumber | None = None
    as_written: str = ""
    name: str = ""
    kind: Kind | None = None
    date: PartialDate | None = None
    issuer: Agency | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which document a citation means: ``target`` is chosen only if one candidate is left."""

    citation: Iri
    status: ResolutionStatus
    target: Iri | None
    candidates: tuple[Iri, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached. ``unit`` is "%", "‰", "/100000" or "count:<noun>"; ``raw`` the words it came from.

    ``binding`` keeps how binding the wording is: "must" (phải, bảo đảm), "strive" (phấn đấu), "encourage"
    (khuyến khích), "" for the plain form.
    """

    iri: Iri
    comparator: Comparator
    value: Decimal
    unit: str
    evidence: Evidence
    upper: Decimal | None = None
    year: int | None = None
    measure: str = ""
    binding: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An item of the objectives: a measurable (or, with ``qualitative``, another) result to be reached."""

    iri: Iri
    document: Iri
    no: str
    section: str
    text: str
    qualitative: bool
    evidence: Evidence
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something that an agency is to do. ``due`` as precise as the text; ``recurrence`` such as "hằng năm"."""

    iri: Iri
    document: Iri
    no: str
    section: str
    text: str
    evidence: Evidence
    due: PartialDate | None = None
    due_as_written: str = ""
    recurrence: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """An agency in a role for a document, section, task or indicator."""

    iri: Iri
    document: Iri
    agent: Agent
    agent_as_written: str
    role: Role
    object_kind: ObjectKind
    object: Iri
    object_no: str
    section: str
    evidence: Evidence
    post_as_written: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """That an indicator, a task or the document belongs to a function of government, told by words of the text.

    ``function`` is the notation (``ontology.functions``); the evidence's first span is the words themselves.
    """

    iri: Iri
    document: Iri
    object: Iri
    function: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader must know before trusting: a slip, a gap, a contradiction.

    ``check`` is the shape or rule that it comes from, ``checked`` the thing for which that does not hold; None where a
    reader of texts found it.
    """

    iri: Iri
    document: Iri | None
    file: str
    kind: FindingKind
    severity: Severity
    message_vi: str
    message_en: str
    evidence: tuple[Evidence, ...] = ()
    check: Iri | None = None
    checked: Iri | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that look like a fact of some kind and were not understood: data, neither dropped nor guessed."""

    iri: Iri
    document: Iri
    looks_like: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document of one file says."""

    document: Document
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    findings: tuple[Finding, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    agents: tuple[Agent, ...] = field(default=())
    concerns: tuple[Concern, ...] = ()
