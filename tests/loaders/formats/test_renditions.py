"""The same plan in five formats gives the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from rapidfuzz import fuzz

from loaders.extract import extractions
from loaders.formats import of_bytes
from ontology.codes import ObjectKind, ReadAs, Role
from ontology.model import Extraction, Responsibility
from tests.loaders.formats.renditions import ANNEXES, RENDITIONS, SAMPLE
from tests.loaders.quotes import evidences

FIRST = "plan.docx"
SCAN = "scan.pdf"
DIGITAL = ("plan.pdf", "plan.html", "old.txt")
NAMES = [
    *DIGITAL,
    pytest.param(SCAN, marks=[pytest.mark.slow, pytest.mark.system("tesseract")]),
]

pytestmark = pytest.mark.system("dejavu")


@cache
def facts_of(name: str) -> Extraction:
    """What is read from a rendition; each file is made and read once."""
    source = of_bytes(RENDITIONS[name](), name)
    (found,) = extractions(source)
    assert all(evidence.holds_in(source.text) for evidence in evidences(found))
    return found


def head(found: Extraction) -> tuple[object, ...]:
    of = found.document
    return of.number, of.date, tuple(issuer.iri for issuer in of.issuers), of.kind, of.level, of.signer, of.iri


def cited(found: Extraction) -> set[tuple[str, str, str]]:
    return {(c.relation.value, str(c.number), str(c.date)) for c in found.citations}


def place(section: str, no: str) -> str:
    """A section with the item's number; of a row the table alone, since OCR leaves out figures that stand alone."""
    return section.partition(".")[0] if section.startswith("Bảng") else f"{section} {no}"


def stated(found: Extraction) -> set[tuple[str, frozenset[tuple[object, ...]]]]:
    """Each indicator's number, or the table that it is a row of, with its targets."""
    return {
        (place(one.section, one.no), frozenset((t.comparator, t.value, t.upper, t.unit, t.year) for t in one.targets))
        for one in found.indicators
    }


def ordered(found: Extraction) -> set[tuple[str, str, str]]:
    """Each task's place with its due date and recurrence."""
    return {(place(task.section, task.no), str(task.due), task.recurrence) for task in found.tasks}


def duties(found: Extraction) -> set[tuple[str, str, str, str]]:
    return {
        (one.agent.iri, one.role.value, one.object_kind.value, one.object.rpartition("/")[2]) for one in bound(found)
    }


def bound(found: Extraction) -> Iterable[Responsibility]:
    return (one for one in found.responsibilities if one.object_kind is not ObjectKind.SECTION)


def owners(found: Extraction) -> set[tuple[str, str]]:
    return {
        (one.object_no, one.agent.name)
        for one in found.responsibilities
        if one.object_kind is ObjectKind.INDICATOR and one.role.owns
    }


def test_the_plan_has_facts_of_every_kind() -> None:
    found = facts_of(FIRST)
    assert str(found.document.number) in SAMPLE.read_text(encoding="utf-8")
    assert len(cited(found)) > 15
    assert len(stated(found)) == 24 + len(ANNEXES[1].rows) - 1
    assert len(owners(found)) > 20


def test_the_annexes_are_read() -> None:
    found = facts_of(FIRST)
    rows = {task.no: task for task in found.tasks if task.section.startswith("Bảng")}
    assert {no: str(task.due) for no, task in rows.items()} == {"1": "2024-09", "2": "2025-06-30", "3": "2025-10"}
    roles = {
        no: {(one.role, one.agent.name) for one in found.responsibilities if one.object == task.iri}
        for no, task in rows.items()
    }
    assert roles["2"] == {
        (Role.LEAD, "Sở Y tế tỉnh Cao Bằng"),
        (Role.COORDINATE, "Sở Tài chính tỉnh Cao Bằng"),
        (Role.COORDINATE, "Sở Tư pháp tỉnh Cao Bằng"),
    }
    (swimming,) = (one for one in found.indicators if "biết bơi" in one.text)
    assert [(str(t.value), t.unit, t.year) for t in swimming.targets] == [("35.5", "%", 2025), ("62", "%", 2030)]


@pytest.mark.parametrize("name", NAMES)
def test_number_date_issuer_and_kind(name: str) -> None:
    assert head(facts_of(name)) == head(facts_of(FIRST))


@pytest.mark.parametrize("name", NAMES)
def test_citations(name: str) -> None:
    assert cited(facts_of(name)) == cited(facts_of(FIRST))


@pytest.mark.parametrize("name", NAMES)
def test_indicators_and_targets(name: str) -> None:
    assert stated(facts_of(name)) == stated(facts_of(FIRST))


@pytest.mark.parametrize("name", NAMES)
def test_tasks_and_due_dates(name: str) -> None:
    assert ordered(facts_of(name)) == ordered(facts_of(FIRST))


@pytest.mark.parametrize("name", NAMES)
def test_duties_and_owners(name: str) -> None:
    assert duties(facts_of(name)) == duties(facts_of(FIRST))
    assert owners(facts_of(name)) == owners(facts_of(FIRST))


def texts(found: Extraction) -> list[str]:
    return [one.text for one in found.indicators] + [task.text for task in found.tasks]


@pytest.mark.parametrize("name", NAMES)
def test_words(name: str) -> None:
    """The words of indicators and tasks, too: the same, from a scan nearly so."""
    read, first = facts_of(name), facts_of(FIRST)
    pairs = zip(texts(read), texts(first), strict=True)
    least = 95 if name == SCAN else 100
    assert [(one, other) for one, other in pairs if fuzz.ratio(one, other) < least] == []


@pytest.mark.parametrize("name", [FIRST, *NAMES])
def test_how_each_was_read(name: str) -> None:
    expected = {SCAN: ReadAs.OCR, "old.txt": ReadAs.CONVERTED}.get(name, ReadAs.NATIVE)
    assert facts_of(name).document.read_as is expected


@pytest.mark.parametrize("name", [FIRST, *NAMES])
def test_nothing_is_read_of_the_paper_around_the_plan(name: str) -> None:
    """The portal's licence and news are no citations, page numbers no items."""
    assert not {number for _, number, _ in cited(facts_of(name)) if number in {"12/GP-TTĐT", "5/CT-UBND"}}
