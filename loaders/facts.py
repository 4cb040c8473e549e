"""The facts of one document from its parts: sections, indicators, tasks, responsibilities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders import abolished, deadlines, duties, functions, indicators, rows, shares
from loaders.assignments import Assignments
from loaders.ground import Ground
from loaders.notices import Notices
from loaders.places import CENTRAL, Setting, slug_of
from loaders.structure import Body
from loaders.tables import Table
from ontology import authority
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import UNKNOWN_NUMBER, document_iri, part_iri
from ontology.model import Agency, Citation, Document, Extraction, Section
from ontology.numbers import DocumentNumber

_BULLETS = ("dash", "plus", "letter")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document's text was taken apart into, and the setting that completes its names."""

    ground: Ground
    setting: Setting
    body: Body
    tables: tuple[Table, ...] = ()


def extraction(
    document: Document,
    reading: Reading,
    citations: tuple[Citation, ...],
    notices: Notices,
    sent: tuple[abolished.Naming, ...] = (),
) -> Extraction:
    """All facts of a document; ``sent``: the bodies that it is sent to."""
    ground = reading.ground
    sections = sections_of(reading.body, document.iri, ground, document.date)
    since = document.date.year if document.date else None
    said = indicators.read(reading.body, document.iri, document.title, ground, since)
    goals = rows.indicators(reading.tables, said, document, ground)
    # "Chỉ tiêu 1" is the one of the objectives, where an annex counts its own rows from 1 again.
    by_no = {goal.no: goal for goal in (*goals[len(said) :], *goals[: len(said)]) if goal.no.isdigit()}
    assigned = Assignments(document.iri, ground, by_no, {section.path: section for section in sections}, document.date)
    duties.read(reading.body, reading.setting, assigned)
    shares.read(reading.body, goals, reading.setting, assigned)
    rows.assign(reading.tables, goals, reading.setting, assigned)
    abolished.note(document, assigned.duties, sent, notices)
    made = Extraction(
        document,
        sections,
        citations,
        tuple(goals),
        tuple(assigned.tasks),
        tuple(assigned.duties),
        tuple(notices),
        tuple(assigned.unresolved),
    )
    return replace(made, concerns=functions.concerns(made, ground))


def sections_of(body: Body, document: str, ground: Ground, on: PartialDate | None = None) -> tuple[Section, ...]:
    """Headings: labelled nodes, but for bullets with nothing under them; ``on`` is the document's own day."""
    made: dict[str, Section] = {}
    for node in body.root.walk():
        if not node.text or node.label is None or node.path in made or (node.is_leaf and node.label.kind in _BULLETS):
            continue
        parent = next((made[above.path].iri for above in node.ancestors() if above.path in made), None)
        evidence = ground.evidence([node.text.strip()], "section.heading", node.path, 0.95)
        iri = part_iri(document, "section", node.path.replace(" ", "-"))
        due, written = (None, "") if node.is_leaf else deadlines.due_heading(node.heading, on)
        made[node.path] = Section(
            iri, document, node.path, node.label.text, node.heading, node.function, parent, evidence, due, written
        )
    return tuple(made.values())


def own_iri(number: DocumentNumber | None, issuer: Agency | None, reading: Reading) -> str:
    """The IRI of a document from its own head.

    Where the head leaves open the number, the place or the day, a mark of the file keeps it apart from others.
    """
    code = authority.issuer_codes().get(number.office) if number else None
    setting = reading.setting
    if code is not None and code.level is Level.CENTRAL and not code.local:
        place = slug_of(CENTRAL)
    else:
        place = slug_of(issuer.place if issuer and issuer.place else setting.own)
    office = number.office if number else issuer.iri.rsplit("/", 1)[-1] if issuer else ""
    date = setting.date.iso if setting.date else ""
    whole = number is not None and place and setting.date is not None and setting.date.day
    mark = "" if whole else f"-{reading.ground.source.sha256[:8]}-{reading.ground.part}"
    return document_iri(place, office, date, f"{number or UNKNOWN_NUMBER}{mark}")
