"""People's judgements of documents: what they join, keep apart and leave open, and how they are answered."""

from __future__ import annotations

from graph.infer import infer
from graph.judgements import Reason
from ontology.codes import FindingKind, JudgedKind, JudgementState
from ontology.identifiers import RESOLUTION_GRAPH, document_iri
from tests.graph.answering import DIRECTIVE, Make, Resolved
from tests.graph.factories import (
    CAO_BANG,
    CENTRAL_COMMITTEE,
    LAM_DONG,
    POLITBURO,
    PRIME_MINISTER,
    Paper,
    agency,
    cao_bang,
    committee,
    party,
    place,
)
from tests.graph.judging import different, same, unsure

APPLIED = JudgementState.APPLIED
FIRST = document_iri("", "ttg", "2021-05-05", "31/QĐ-TTg")
SECOND = document_iri("", "ttg", "2022-05-05", "31/QĐ-TTg")


def ambiguous(resolved: Make) -> tuple[Resolved, str]:
    """A citation of 31/QĐ-TTg without its date, where two are known."""
    papers = [cao_bang(f"2024-0{n}-01", f"{n}/KH-UBND", f"{n}.txt") for n in (5, 6, 7)]
    papers[0].cite("31/QĐ-TTg", "2021-05-05", PRIME_MINISTER)
    papers[1].cite("31/QĐ-TTg", "2022-05-05", PRIME_MINISTER)
    citation = papers[2].cite("31/QĐ-TTg", issuer=PRIME_MINISTER)
    answer = resolved(*papers)
    assert answer.meaning(citation.iri) == ("ambiguous", "")
    return answer, citation.iri


def key_of(answer: Resolved, citation: str) -> str:
    (row,) = answer.store.query(
        f"PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?k {{ <{citation}> cd:key ?k }}"
    )
    return row.text("k")


def test_a_candidate_that_is_ruled_out_leaves_the_other(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    ruling = different(citation, FIRST)
    assert answer.judged(ruling)[ruling].state is APPLIED
    assert answer.meaning(citation) == ("stub", SECOND)
    assert answer.reason(citation).startswith("theo phán định của Minh, 2026-11-25: khác nhiệm kỳ | judged by Minh")
    assert not answer.kinds()


def test_a_citation_may_be_named_by_its_key_too(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    answer.judged(different(FIRST, key_of(answer, citation)))
    assert answer.meaning(citation) == ("stub", SECOND)


def test_same_gives_a_citation_its_document(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    answer.judged(same(citation, FIRST))
    assert answer.meaning(citation) == ("stub", FIRST)
    assert answer.rows(f"<{SECOND}> cd:status ?a") == {("cited",)}


def test_withdrawing_leaves_nothing_behind(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    before = answer.store.quads(RESOLUTION_GRAPH)
    answer.judged(same(citation, FIRST))
    assert answer.store.quads(RESOLUTION_GRAPH) != before
    answer.judged()
    assert answer.store.quads(RESOLUTION_GRAPH) == before


def test_unsure_leaves_the_candidates_with_the_reason(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    answer.judged(unsure(citation, FIRST))
    assert answer.meaning(citation) == ("ambiguous", "")
    assert "thiếu trang cuối" in answer.reason(citation)
    assert answer.rows(f"<{citation}> cd:candidate ?a") == {("31-qd-ttg",)}


def test_unsure_opens_what_the_rules_had_settled(resolved: Make) -> None:
    paper = cao_bang()
    paper.cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER)
    citation = paper.cite("23/QĐ-TTg")
    answer = resolved(paper)
    target = answer.meaning(citation.iri)[1]
    answer.judged(unsure(citation.iri, target))
    assert answer.meaning(citation.iri) == ("ambiguous", "")
    assert answer.kinds() == {"citation-ambiguous"}
    assert answer.rows("?node a cd:Candidacy ; cd:candidateDocument ?a") == {("23-qd-ttg",)}


def test_same_joins_documents_that_the_rules_would_not(resolved: Make) -> None:
    papers = [cao_bang(), Paper("b.txt", "9/KH-UBND", "2024-09-01", committee(LAM_DONG))]
    right = papers[0].cite("28-CT/TW", "2023-12-25", POLITBURO)
    slip = papers[1].cite("82-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(*papers)
    other = answer.meaning(slip.iri)[1]
    ruling = same(DIRECTIVE, other)
    assert answer.judged(ruling)[ruling].state is APPLIED
    assert answer.meaning(slip.iri) == answer.meaning(right.iri) == ("stub", min(DIRECTIVE, other))
    assert answer.rows(f"<{max(DIRECTIVE, other)}> dcterms:isReplacedBy ?a") != set()
    (reason,) = answer.rows(f"<{min(DIRECTIVE, other)}> cd:resolutionReason ?a")
    assert "Lan" in reason[0]


def test_a_held_document_keeps_its_iri_when_a_stub_is_joined_to_it(resolved: Make) -> None:
    directive = Paper("chi-thi.txt", "28-CT/TW", "2023-12-25", POLITBURO)
    paper = cao_bang()
    slip = paper.cite("82-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(directive, paper)
    answer.judged(same(answer.meaning(slip.iri)[1], directive.iri))
    assert answer.meaning(slip.iri) == ("resolved", directive.iri)
    assert answer.links() == {("1222-kh-ubnd", "28-ct-tw")}


def test_different_parts_what_the_rules_had_joined(resolved: Make) -> None:
    papers = [Paper("a.txt", "3/KH-UBND", "2024-05-01", committee(LAM_DONG)), cao_bang()]
    first = papers[0].cite("109-KH/TU", "2023-03-08", party(LAM_DONG))
    second = papers[0].cite("109-KH/TU", "2024-03-08", party(LAM_DONG))
    answer = resolved(*papers)
    assert answer.meaning(first.iri)[1] == answer.meaning(second.iri)[1]
    answer.judged(different(first.iri, second.iri))
    assert answer.meaning(first.iri)[1] != answer.meaning(second.iri)[1]
    assert "2023-03-08" in answer.meaning(first.iri)[1]


def test_two_citations_that_read_alike_can_be_two_documents(resolved: Make) -> None:
    papers = [cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")]
    citations = [paper.cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER) for paper in papers]
    answer = resolved(*papers)
    answer.judged(different(citations[0].iri, citations[1].iri))
    targets = {answer.meaning(citation.iri)[1] for citation in citations}
    assert targets == {
        document_iri("", "ttg", "2021-01-07", "23/QĐ-TTg"),
        document_iri("", "ttg", "khac", "23/QĐ-TTg"),
    }


def test_rows_that_contradict_are_all_left_out_and_the_others_apply(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    against = [same(FIRST, SECOND), different(SECOND, FIRST)]
    good = different(citation, FIRST, line=9)
    outcomes = answer.judged(*against, good)
    assert [outcomes[one].state for one in against] == [JudgementState.CONTRADICTED] * 2
    assert outcomes[good].state is APPLIED
    assert answer.meaning(citation) == ("stub", SECOND)
    why = outcomes[against[0]].why
    assert why is not None
    assert "judgements.csv:3 (Minh: different)" in why.told("en")


def test_a_chain_that_contradicts_through_the_rules_is_told(resolved: Make) -> None:
    """The undated citation is the first document by the rules; people join that with what they keep it from."""
    paper, other = cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")
    paper.cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER)
    undated = paper.cite("23/QĐ-TTg")
    late = other.cite("23/QĐ-TTg", "2022-02-02", PRIME_MINISTER)
    answer = resolved(paper, other)
    first, second = document_iri("", "ttg", "2021-01-07", "23/QĐ-TTg"), answer.meaning(late.iri)[1]
    join, keep = same(first, second), different(undated.iri, second)
    outcomes = answer.judged(join, keep)
    assert outcomes[join].state is JudgementState.CONTRADICTED
    assert outcomes[keep].state is APPLIED
    assert answer.meaning(undated.iri)[1] == first


def test_what_the_store_does_not_have_is_told(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    rulings = [
        same("doc/a/b/c/d", FIRST),
        same("99/QĐ-TTg", FIRST),
        same("linh tinh", FIRST),
        same("31/QĐ-TTg", citation),
    ]
    outcomes = answer.judged(*rulings)
    assert {outcomes[one].state for one in rulings} == {JudgementState.UNKNOWN}
    whys = [outcomes[one].why or Reason("", "") for one in rulings]
    assert "several documents" in str(whys[3])
    assert answer.meaning(citation) == ("ambiguous", "")


def test_a_number_names_the_one_document_that_has_it(resolved: Make) -> None:
    papers = [cao_bang(), Paper("b.txt", "9/KH-UBND", "2024-09-01", committee(LAM_DONG))]
    papers[0].cite("28-CT/TW", "2023-12-25", POLITBURO)
    slip = papers[1].cite("82-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(*papers)
    answer.judged(same("28 - CT/TW", "82-CT/TW"))
    assert answer.meaning(slip.iri)[1] == DIRECTIVE


def test_bodies_that_are_one_name_no_other_issuer(resolved: Make) -> None:
    board = agency("Ban Chỉ đạo liên ngành")
    papers = [cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")]
    papers[0].cite("28-CT/TW", "2023-12-25", POLITBURO)
    papers[1].cite("28-CT/TW", "2023-12-25", board)
    answer = resolved(*papers)
    assert answer.kinds() == {FindingKind.ISSUER_CONFLICT}
    ruling = same(POLITBURO.iri, board.iri, JudgedKind.AGENCY)
    assert answer.judged(ruling)[ruling].state is APPLIED
    assert answer.kinds() == set()
    unknown = same("agency/x/y", CENTRAL_COMMITTEE.iri, JudgedKind.AGENCY)
    assert answer.judged(unknown)[unknown].state is JudgementState.UNKNOWN


def test_one_body_answers_for_what_its_other_name_is_bound_to(resolved: Make) -> None:
    paper = cao_bang()
    full, short = agency("Sở Y tế", CAO_BANG), agency("Ngành Y tế", CAO_BANG)
    paper.indicator("1", full)
    paper.indicator("2", short)
    answer = resolved(paper)
    answer.judged(same(short.iri, full.iri, JudgedKind.AGENCY))
    infer(answer.store)
    assert answer.rows("?a cd:accountableFor ?b") == {("so-y-te", "1"), ("nganh-y-te", "2"), ("nganh-y-te", "1")}


def test_candidates_say_what_fits_and_what_does_not(resolved: Make) -> None:
    papers = []
    for n, parent in enumerate(("tinh-long-an", "tinh-tien-giang"), start=1):
        paper = Paper(f"{n}.txt", f"{n}/KH-UBND", "2024-06-01", committee(place("huyện Châu Thành", parent)))
        paper.cite("12-KH/HU", "2024-03-27", party(place("huyện Châu Thành", parent)))
        papers.append(paper)
    letter = Paper("3.txt", None, "2024-07", None)
    citation = letter.cite("12-KH/HU", "2024-03-27", party(place("huyện Châu Thành")))
    answer = resolved(*papers, letter)
    found = answer.store.query(
        "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?d ?f ?n "
        f"{{ ?c cd:ofCitation <{citation.iri}> ; cd:candidateDocument ?d ; cd:fits ?f ; cd:notChosen ?n }} ORDER BY ?d"
    )
    assert len(found) == 2
    for row in found:
        assert row.text("f").endswith(
            "| the number is the same; the same office numbers it; its date 2024-03-27 agrees; its place agrees"
        )
        assert row.text("n").endswith("| 1 other fits as well; the citation does not tell the province")


def test_candidates_of_an_undated_citation_say_so(resolved: Make) -> None:
    answer, citation = ambiguous(resolved)
    (reason,) = answer.rows(f"?node cd:ofCitation <{citation}> ; cd:notChosen ?n")
    assert "viện dẫn không ghi ngày" in reason[0]


def test_one_node_stands_for_a_document_cited_in_ten_ways_and_held_once(resolved: Make) -> None:
    held = Paper("chi-thi.txt", "28-CT/TW", "2023-12-25", POLITBURO)
    ways = [
        ("28-CT/TW", "2023-12-25", POLITBURO), ("28 - CT/TW", "2023-12-25", CENTRAL_COMMITTEE),
        ("28-CT/TW", None, None),
        ("28-CT/TW", "2023-12", POLITBURO), ("28-CT/TW", "2023", None), ("28-CT/TW", "2023-12-25", None),
        ("28-CT/ TW", "2023-12-25", agency("Ban Bí thư")), ("28-ct/tw", None, POLITBURO),
        ("28-CT/TW", "2023-12-25", agency("Trung ương Đảng")), ("28- CT/TW", "2023-12-25", None),
    ]  # fmt: skip
    papers = [cao_bang(f"2024-05-{n + 1:02}", f"{n + 1}/KH-UBND", f"{n}.txt") for n in range(len(ways))]
    citations = [paper.cite(*way) for paper, way in zip(papers, ways, strict=True)]
    answer = resolved(held, *papers)
    assert {answer.meaning(citation.iri)[1] for citation in citations} == {held.iri}
    assert answer.rows("?a a cd:Directive") == {("28-ct-tw",)}


def test_a_stub_with_a_full_key_has_the_iri_of_the_document_that_arrives(resolved: Make) -> None:
    plan = cao_bang()
    citation = plan.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    stub = resolved(plan).meaning(citation.iri)[1]
    held = Paper("tu.txt", "324-KH/TU", "2024-03-26", party(CAO_BANG))
    assert resolved(plan, held).meaning(citation.iri) == ("resolved", stub)
    assert stub == held.iri


def test_a_stub_with_an_incomplete_key_points_to_the_document_that_arrives(resolved: Make) -> None:
    plan = cao_bang()
    citation = plan.cite("324-KH/TU")
    stub = resolved(plan).meaning(citation.iri)[1]
    held = Paper("tu.txt", "324-KH/TU", "2024-03-26", party(CAO_BANG))
    answer = resolved(plan, held)
    assert answer.meaning(citation.iri) == ("resolved", held.iri)
    assert stub != held.iri
    (row,) = answer.store.query(f"SELECT ?d {{ <{stub}> <http://purl.org/dc/terms/isReplacedBy> ?d }}")
    assert row.text("d") == held.iri
