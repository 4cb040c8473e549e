"""The shape of a document's graph, and what keeps a wrong fact out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.build import EvidenceError, quads
from graph.filed import rank
from ontology.codes import FindingKind, ReadAs, Role
from ontology.identifiers import ONTOLOGY, document_graph
from ontology.model import Concern, Span
from tests.graph.factories import CAO_BANG, POLITBURO, Paper, agency, cao_bang

HEALTH = agency("Sở Y tế", CAO_BANG)


def full() -> Paper:
    """A paper with a fact of every type."""
    paper = cao_bang()
    paper.title("KẾ HOẠCH thực hiện Chỉ thị")
    first = paper.cite("324-KH/TU", "2024-03-26")
    paper.cite("28-CT/TW", "2023-12", POLITBURO, subject=first)
    paper.section("IV")
    indicator = paper.indicator("9", owner=HEALTH)
    paper.duty(HEALTH, Role.COORDINATE, indicator)
    paper.task("1")
    paper.finding(FindingKind.TEXT_CUT)
    return paper


def values(found: list[Quad], subject: str, local_name: str) -> list[str]:
    return [_value(thing) for thing in objects(found, subject, local_name)]


def objects(found: list[Quad], subject: str, local_name: str) -> list[object]:
    node, predicate = NamedNode(subject), NamedNode(ONTOLOGY + local_name)
    return [quad.object for quad in found if (quad.subject, quad.predicate) == (node, predicate)]


def _value(thing: object) -> str:
    assert isinstance(thing, NamedNode | Literal)
    return thing.value


@pytest.fixture(scope="module")
def found() -> list[Quad]:
    paper = full()
    return list(quads(paper.source, paper.extraction))


def test_all_quads_stand_in_the_documents_graph_and_none_is_blank(found: list[Quad]) -> None:
    assert {quad.graph_name for quad in found} == {NamedNode(document_graph("cao-bang.txt", 1))}
    assert all(isinstance(quad.subject, NamedNode) for quad in found)
    assert found == sorted(set(found), key=str)


def test_a_concern_names_the_thing_the_function_and_the_words() -> None:
    paper = cao_bang()
    task = paper.task("1")
    concern = Concern(f"{paper.iri}/concern/1", paper.iri, task.iri, "child", paper.say("trẻ em", "concern.words"))
    found = list(quads(paper.source, replace(paper.extraction, concerns=(concern,))))
    child = "https://w3id.org/chidao/code/government-function/child"
    assert values(found, task.iri, "concerns") == values(found, concern.iri, "governmentFunction") == [child]
    assert values(found, concern.iri, "about") == [task.iri]
    assert values(found, concern.iri, "inDocument") == [paper.iri]
    assert values(found, f"{concern.iri}/evidence", "quote") == ["trẻ em"]


def test_a_document_says_what_its_header_says(found: list[Quad]) -> None:
    iri = cao_bang().iri
    assert values(found, iri, "number") == ["1222/KH-UBND"]
    assert values(found, iri, "issuedOn") == ["2024-05-23"]
    assert values(found, iri, "jurisdiction") == [CAO_BANG.iri]
    assert values(found, iri, "standingInFile") == ["https://w3id.org/chidao/code/status/held"]
    assert values(found, iri, "status") == []
    assert values(found, f"{iri}/evidence/title", "quote") == ["KẾ HOẠCH thực hiện Chỉ thị"]


def test_a_citation_keeps_the_precision_of_its_date(found: list[Quad]) -> None:
    citation = f"{cao_bang().iri}/citation/2"
    (date,) = objects(found, citation, "citedDate")
    assert isinstance(date, Literal)
    assert date.datatype.value.endswith("#gYearMonth")
    assert values(found, citation, "subjectCitation") == [f"{cao_bang().iri}/citation/1"]


def test_a_target_is_a_decimal_without_needless_zeros(found: list[Quad]) -> None:
    target = f"{cao_bang().iri}/indicator/9/target/1"
    assert values(found, target, "value") == ["87.5"]
    assert values(found, target, "comparator") == ["https://w3id.org/chidao/code/comparator/at-least"]


def test_only_roles_that_own_make_an_owner(found: list[Quad]) -> None:
    duties = [f"{cao_bang().iri}/duty/{n}" for n in (1, 2)]
    assert [values(found, duty, "agent") for duty in duties] == [[HEALTH.iri], [HEALTH.iri]]
    assert [values(found, duty, "ownerAgent") for duty in duties] == [[HEALTH.iri], []]


def test_several_pieces_of_evidence_have_iris_of_their_own(found: list[Quad]) -> None:
    finding = f"{cao_bang().iri}/finding/1"
    assert sorted(values(found, finding, "evidence")) == [f"{finding}/evidence", f"{finding}/evidence/e2"]


def test_further_spans_keep_their_words() -> None:
    paper = full()
    task = paper.tasks[0]
    heading = paper.sections[0].evidence
    spans = (*task.evidence.spans, *heading.spans)
    paper.tasks[0] = replace(task, evidence=replace(task.evidence, spans=spans))
    written = list(quads(paper.source, paper.extraction))
    assert values(written, f"{task.iri}/evidence", "furtherSpan") == [f"{task.iri}/evidence/2"]
    assert values(written, f"{task.iri}/evidence/2", "quote") == [heading.quote]


def test_every_quote_equals_the_text_at_its_offsets(found: list[Quad]) -> None:
    text = full().source.text
    spans = {_value(quad.subject) for quad in found if quad.predicate.value == f"{ONTOLOGY}quote"}
    assert len(spans) > 8
    for span in spans:
        (start,), (end,), (quote,) = (values(found, span, name) for name in ("start", "end", "quote"))
        assert text[int(start) : int(end)] == quote


def test_a_quote_that_is_not_in_the_text_is_refused_by_name_and_place() -> None:
    paper = full()
    paper.tasks[0] = replace(paper.tasks[0], evidence=replace(paper.tasks[0].evidence, quote="khác"))
    with pytest.raises(EvidenceError, match=r"cao-bang\.txt, rule task, offsets \d+-\d+: the quote 'khác'"):
        list(quads(paper.source, paper.extraction))


def test_a_further_span_behind_the_end_is_refused() -> None:
    paper = full()
    evidence = paper.tasks[0].evidence
    spans = (*evidence.spans, Span(10**6, 10**6 + 1))
    paper.tasks[0] = replace(paper.tasks[0], evidence=replace(evidence, spans=spans))
    with pytest.raises(EvidenceError, match="the text ends before"):
        list(quads(paper.source, paper.extraction))


def test_evidence_of_another_file_is_refused() -> None:
    paper = full()
    paper.tasks[0] = replace(paper.tasks[0], evidence=replace(paper.tasks[0].evidence, file="b.txt"))
    with pytest.raises(EvidenceError, match=r"of the file 'b\.txt'"):
        list(quads(paper.source, paper.extraction))


def test_a_native_text_ranks_before_a_scan() -> None:
    native, scan = cao_bang(), cao_bang()
    scan.read_as = ReadAs.OCR
    assert rank(native.source, native.extraction.document) < rank(scan.source, scan.extraction.document)
