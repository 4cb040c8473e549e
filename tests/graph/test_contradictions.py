"""What is chosen and what is said where documents contradict each other, rule by rule."""

from __future__ import annotations

from graph.infer import infer
from ontology.codes import ReadAs, Relation
from ontology.identifiers import document_iri
from tests.graph.answering import DIRECTIVE, Make
from tests.graph.factories import (
    CAO_BANG,
    CENTRAL_COMMITTEE,
    LAM_DONG,
    POLITBURO,
    PRIME_MINISTER,
    Paper,
    cao_bang,
    committee,
    party,
)


def _three() -> list[Paper]:
    return [cao_bang(f"2024-06-0{n}", f"130{n}/KH-UBND", f"{file}.txt") for n, file in enumerate("abc", start=1)]


def test_a_state_number_with_two_dates_of_one_year_is_a_slip(resolved: Make) -> None:
    papers = [
        cao_bang(),
        cao_bang("2024-06-01", "1300/KH-UBND", "b.txt"),
        cao_bang("2024-06-02", "1301/KH-UBND", "c.txt"),
    ]
    dates = ("2023-02-20", "2023-02-20", "2023-02-21")
    citations = [p.cite("50/KH-UBND", d, committee(CAO_BANG)) for p, d in zip(papers, dates, strict=True)]
    answer = resolved(*papers)
    assert [answer.meaning(c.iri)[0] for c in citations] == ["stub", "stub", "conflict"]
    assert len({answer.meaning(c.iri)[1] for c in citations}) == 1
    assert answer.findings() == {("date-conflict", "c.txt")}


def test_two_candidates_stay_candidates(resolved: Make) -> None:
    papers = [cao_bang(f"2024-0{n}-01", f"{n}/KH-UBND", f"{n}.txt") for n in (5, 6, 7)]
    papers[0].cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER)
    papers[1].cite("23/QĐ-TTg", "2022-02-02", PRIME_MINISTER)
    unsure = papers[2].cite("23/QĐ-TTg", issuer=PRIME_MINISTER)
    answer = resolved(*papers)
    assert answer.meaning(unsure.iri) == ("ambiguous", "")
    assert len(answer.rows(f"<{unsure.iri}> cd:candidate ?a OPTIONAL {{ ?a cd:issuedOn ?b }}")) == 2
    assert answer.findings() == {("citation-ambiguous", "7.txt")}
    assert ("7-kh-ubnd", "23-qd-ttg") not in answer.links()


def test_a_date_after_the_citing_document_is_dropped_and_found(resolved: Make) -> None:
    paper = cao_bang("2024-05-23")
    citation = paper.cite("324-KH/TU", "2024-12-26", party(CAO_BANG))
    answer = resolved(paper)
    status, target = answer.meaning(citation.iri)
    assert status == "conflict"
    assert "2024-12-26" not in target
    assert answer.findings() == {("citation-after-document", "cao-bang.txt")}


def test_a_date_before_what_it_implements_is_not_chosen(resolved: Make) -> None:
    paper = Paper("lam-dong.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    wrong = paper.cite("109-KH/TU", "2023-03-08", party(LAM_DONG, standing=True), in_title=True)
    again = paper.cite("109-KH/TU", "2023-03-08", party(LAM_DONG, standing=True), relation=Relation.CITES)
    right = paper.cite("109-KH/TU", "2024-03-08", party(LAM_DONG, standing=True))
    undated = paper.cite("109-KH/TU", relation=Relation.CITES)
    paper.cite("28-CT/TW", "2023-12-25", POLITBURO, subject=right)
    answer = resolved(paper)
    chosen = document_iri("tinh-lam-dong", "tu", "2024-03-08", "109-KH/TU")
    assert {answer.meaning(c.iri) for c in (wrong, right, again)} == {("conflict", chosen)}
    assert answer.meaning(undated.iri) == ("stub", chosen)
    assert answer.findings() == {("date-conflict", "lam-dong.txt")}
    evidence = answer.rows("?finding cd:findingKind ?kind ; cd:evidence/cd:start ?b")
    assert len(evidence) == 2
    assert answer.links() == {
        ("3190-kh-ubnd", "109-kh-tu"),
        ("109-kh-tu", "28-ct-tw"),
    }
    assert "precedes what it implements" in next(iter(answer.rows(f"<{wrong.iri}> cd:resolutionReason ?a")))[0]


def test_else_the_body_stands_above_the_title(resolved: Make) -> None:
    paper = Paper("lam-dong.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    paper.cite("109-KH/TU", "2024-03-08", party(LAM_DONG), in_title=True)
    body = paper.cite("109-KH/TU", "2024-02-08", party(LAM_DONG))
    assert "/2024-02-08/" in resolved(paper).meaning(body.iri)[1]


def test_a_held_document_s_own_date_stands_above_all_citations(resolved: Make) -> None:
    held = Paper("tu.txt", "109-KH/TU", "2024-03-08", party(LAM_DONG))
    papers = [Paper(f"{n}.txt", f"{n}/KH-UBND", "2024-04-24", committee(LAM_DONG)) for n in (1, 2)]
    citations = [paper.cite("109-KH/TU", "2024-03-18", party(LAM_DONG)) for paper in papers]
    answer = resolved(held, *papers)
    assert {answer.meaning(c.iri) for c in citations} == {("conflict", held.iri)}
    assert answer.findings() == {("date-conflict", "1.txt"), ("date-conflict", "2.txt")}


def test_an_issuer_that_few_name_is_a_finding(resolved: Make) -> None:
    papers = _three()
    for paper, issuer in zip(papers, (POLITBURO, POLITBURO, CENTRAL_COMMITTEE), strict=True):
        paper.cite("28-CT/TW", "2023-12-25", issuer)
    answer = resolved(*papers)
    assert answer.findings() == {("issuer-conflict", "c.txt")}
    assert answer.rows(f"<{DIRECTIVE}> cd:issuedBy ?a") == {("bo-chinh-tri",)}
    assert len(answer.rows("?finding cd:findingKind ?kind ; cd:evidence/cd:quote ?b")) == 2


def test_between_equals_the_organ_stands_for_the_register(resolved: Make) -> None:
    papers = [cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")]
    for paper, issuer in zip(papers, (POLITBURO, CENTRAL_COMMITTEE), strict=True):
        paper.cite("28-CT/TW", "2023-12-25", issuer)
    answer = resolved(*papers)
    assert answer.rows(f"<{DIRECTIVE}> cd:issuedBy ?a") == {("bo-chinh-tri",)}


def test_a_circle_of_implementation_is_found_once(resolved: Make) -> None:
    one, two = (Paper(f"{n}.txt", f"{n}/KH-UBND", "2024-05-05", committee(CAO_BANG)) for n in (1, 2))
    one.cite("2/KH-UBND", "2024-05-05", committee(CAO_BANG))
    two.cite("1/KH-UBND", "2024-05-05", committee(CAO_BANG))
    answer = resolved(one, two)
    assert answer.findings() == {("cycle", "1.txt")}
    infer(answer.store)
    assert answer.links("descendsFrom") == {("1-kh-ubnd", "2-kh-ubnd"), ("2-kh-ubnd", "1-kh-ubnd")}


def test_two_files_with_one_document_are_one_document(resolved: Make) -> None:
    scan, text = cao_bang(file="a-scan.txt"), cao_bang(file="b.txt")
    scan.read_as = ReadAs.OCR
    for paper in (scan, text):
        paper.indicator("1")
        paper.cite("28-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(scan, text)
    assert answer.findings() == {("duplicate-document", "b.txt")}
    assert answer.rows(f"<{text.iri}> cd:file ?a") == {("b.txt",)}
    assert len(answer.rows("?indicator a cd:Indicator ; cd:evidence/cd:start ?b")) == 1
