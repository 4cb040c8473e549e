"""Which document a citation means, rule by rule."""

from __future__ import annotations

from graph.infer import infer
from graph.resolve import resolve
from ontology.codes import FindingKind, Kind, Relation, Standing
from ontology.identifiers import RESOLUTION_GRAPH, document_iri
from ontology.model import Agency
from tests.graph.answering import DIRECTIVE, Make
from tests.graph.factories import (
    CAO_BANG,
    DINH_HOA,
    DINH_HOA_ALONE,
    LAM_DONG,
    POLITBURO,
    PRIME_MINISTER,
    VINH_CUU,
    Paper,
    agency,
    cao_bang,
    committee,
    party,
    place,
)


def test_what_is_not_held_becomes_a_stub_with_all_that_is_known(resolved: Make) -> None:
    paper = cao_bang()
    citation = paper.cite("28-CT/TW", "2023-12-25", POLITBURO, title="về tăng cường công tác trẻ em")
    answer = resolved(paper)
    assert answer.meaning(citation.iri) == ("stub", DIRECTIVE)
    assert answer.links() == {("1222-kh-ubnd", "28-ct-tw")}
    described = answer.rows(
        f"<{DIRECTIVE}> a cd:Directive ; cd:status ?a ; cd:number ?n ; cd:issuedOn ?d ; cd:issuedBy ?i ;"
        " cd:level ?l ; cd:title ?t"
    )
    assert described == {("cited", "2023-12-25", "bo-chinh-tri", "central", "TW", "về tăng cường công tác trẻ em")}


def test_a_document_that_arrives_takes_the_stub_s_place_and_contradicts_nothing(resolved: Make) -> None:
    plan = cao_bang()
    citation = plan.cite("28-CT/TW", "2023-12-25", POLITBURO)
    directive = Paper("chi-thi.txt", "28-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(plan, directive)
    assert answer.meaning(citation.iri) == ("resolved", directive.iri)
    assert answer.rows(f"<{directive.iri}> cd:status ?a") == {("held",)}
    assert not answer.kinds()


def test_one_number_in_two_districts_is_two_documents(resolved: Make) -> None:
    papers, citations = [], []
    for number, where in enumerate((DINH_HOA, VINH_CUU)):
        paper = Paper(f"{number}.txt", f"{number + 1}/KH-UBND", "2024-07-01", committee(where))
        citations.append(paper.cite("211-KH/HU", "2024-05-29", party(where)))
        papers.append(paper)
    answer = resolved(*papers)
    targets = [answer.meaning(citation.iri)[1] for citation in citations]
    assert targets[0] != targets[1]
    assert "tinh-thai-nguyen_huyen-dinh-hoa" in targets[0]


def test_a_state_number_of_another_year_is_another_document(resolved: Make) -> None:
    paper = cao_bang()
    first = paper.cite("50/KH-UBND", "2022-01-26", committee(CAO_BANG))
    second = paper.cite("50/KH-UBND", "2023-02-20", committee(CAO_BANG))
    answer = resolved(paper)
    assert answer.meaning(first.iri)[1] != answer.meaning(second.iri)[1]
    assert answer.kinds() == set()


def test_an_undated_party_number_is_the_dated_one_of_its_term(resolved: Make) -> None:
    dated, undated = cao_bang(), Paper("b.txt", "7/KH-UBND", "2024-09-01", committee(LAM_DONG))
    dated.cite("28-CT/TW", "2023-12-25", POLITBURO)
    citation = undated.cite("28-CT/TW")
    assert resolved(dated, undated).meaning(citation.iri) == ("stub", DIRECTIVE)


def test_an_undated_party_number_is_not_that_of_ten_years_earlier(resolved: Make) -> None:
    old, new = cao_bang("2014-05-23", "12/KH-UBND"), Paper("b.txt", "7/KH-UBND", "2024-09-01", committee(LAM_DONG))
    old.cite("28-CT/TW", "2013-12-25", POLITBURO)
    citation = new.cite("28-CT/TW")
    answer = resolved(old, new)
    status, target = answer.meaning(citation.iri)
    assert status == "stub"
    assert target == document_iri("", "tw", "dan-trong-nhiem-ky-2021", "28-CT/TW")


def test_an_undated_party_number_with_the_title_of_an_earlier_term_s_is_that_one(resolved: Make) -> None:
    old, new = cao_bang("2014-05-23", "12/KH-UBND"), Paper("b.txt", "7/KH-UBND", "2024-09-01", committee(LAM_DONG))
    dated = old.cite("28-CT/TW", "2013-12-25", POLITBURO, title="về mở chợ phiên ở các xã vùng cao")
    same = new.cite("28-CT/TW", title="về việc mở chợ phiên ở các xã vùng cao trong tình hình mới")
    other = new.cite("28-CT/TW", title="về tăng cường công tác bảo vệ trẻ em")
    answer = resolved(old, new)
    assert answer.meaning(same.iri) == answer.meaning(dated.iri)
    assert answer.meaning(other.iri)[0] == "stub"


def test_undated_party_numbers_of_two_terms_are_two_documents(resolved: Make) -> None:
    papers = [cao_bang("2014-05-23", "12/KH-UBND"), Paper("b.txt", "7/KH-UBND", "2024-09-01", committee(LAM_DONG))]
    citations = [paper.cite("28-CT/TW") for paper in papers]
    answer = resolved(*papers)
    assert answer.meaning(citations[0].iri)[1] != answer.meaning(citations[1].iri)[1]
    assert answer.rows("?a dcterms:isReplacedBy ?b") == set()


def test_within_one_document_the_undated_means_the_dated(resolved: Make) -> None:
    paper, other = cao_bang(), Paper("b.txt", "9/KH-UBND", "2024-09-01", committee(LAM_DONG))
    dated = paper.cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER)
    undated = paper.cite("23/QĐ-TTg")
    other.cite("23/QĐ-TTg", "2022-02-02", PRIME_MINISTER)
    answer = resolved(paper, other)
    assert answer.meaning(undated.iri) == answer.meaning(dated.iri)


def test_a_year_is_enough_for_a_state_number(resolved: Make) -> None:
    papers = [cao_bang(f"2024-0{n}-01", f"{n}/KH-UBND", f"{n}.txt") for n in (5, 6, 7)]
    right = papers[0].cite("23/QĐ-TTg", "2021-01-07", PRIME_MINISTER)
    papers[1].cite("23/QĐ-TTg", "2022-02-02", PRIME_MINISTER)
    partial = papers[2].cite("23/QĐ-TTg", "2021", PRIME_MINISTER)
    answer = resolved(*papers)
    assert answer.meaning(partial.iri) == answer.meaning(right.iri)
    assert answer.rows(f"<{partial.key}> dcterms:isReplacedBy ?a") == {("23-qd-ttg",)}


def test_standing_committee_and_committee_number_in_one_register(resolved: Make) -> None:
    papers = [cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")]
    first = papers[0].cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    second = papers[1].cite("324-KH/TU", "2024-03-26", party(CAO_BANG, standing=True))
    answer = resolved(*papers)
    assert answer.meaning(first.iri) == answer.meaning(second.iri)
    assert not answer.kinds()


def test_a_later_document_is_never_meant(resolved: Make) -> None:
    early, late = cao_bang("2022-05-01", "5/KH-UBND", "a.txt"), cao_bang("2024-05-01", "6/KH-UBND", "b.txt")
    citation = early.cite("50/KH-UBND", issuer=committee(CAO_BANG))
    late.cite("50/KH-UBND", "2023-02-20", committee(CAO_BANG))
    answer = resolved(early, late)
    status, target = answer.meaning(citation.iri)
    assert status == "stub"
    assert "2023-02-20" not in target


def test_a_district_whose_province_is_not_written_is_the_one_that_is_known(resolved: Make) -> None:
    letter = Paper("cho-chu.txt", None, "2024-04", committee(place("thị trấn Chợ Chu")))
    citation = letter.cite("145-KH/HU", "2024-03-27", party(DINH_HOA_ALONE, standing=True))
    plan = Paper("cho-chu-2.txt", "145-KH/HU", "2024-03-27", party(DINH_HOA, standing=True))
    answer = resolved(letter, plan)
    assert answer.meaning(citation.iri) == ("resolved", plan.iri)
    assert answer.rows(f"<{citation.key}> dcterms:isReplacedBy ?a") == {("145-kh-hu",)}


def test_a_number_without_a_place_is_that_of_the_same_file(resolved: Make) -> None:
    letter = Paper("cho-chu.txt", None, "2024-04", committee(place("thị trấn Chợ Chu")))
    citation = letter.cite("145-KH/HU", "2024-03-27", agency("Ban Thường vụ Huyện ủy"))
    plan = Paper("cho-chu.txt", "145-KH/HU", "2024-03-27", party(DINH_HOA), part=2, before=letter.text)
    other = Paper("khac.txt", "145-KH/HU", "2024-03-27", party(VINH_CUU))
    answer = resolved(letter, plan, other)
    assert answer.meaning(citation.iri) == ("resolved", plan.iri)


def test_a_number_without_a_place_is_not_given_to_another_province(resolved: Make) -> None:
    paper = cao_bang()
    citation = paper.cite("109-KH/TU", issuer=agency("Tỉnh ủy"))
    other = Paper("b.txt", "1/KH-UBND", "2024-04-24", committee(LAM_DONG))
    other.cite("109-KH/TU", "2024-03-08", party(LAM_DONG))
    status, target = resolved(paper, other).meaning(citation.iri)
    assert status == "stub"
    assert "tinh-lam-dong" not in target


def test_one_name_in_two_provinces_is_not_decided(resolved: Make) -> None:
    papers = []
    for n, parent in enumerate(("tinh-long-an", "tinh-tien-giang"), start=1):
        paper = Paper(f"{n}.txt", f"{n}/KH-UBND", "2024-06-01", committee(place("huyện Châu Thành", parent)))
        paper.cite("12-KH/HU", "2024-03-27", party(place("huyện Châu Thành", parent)))
        papers.append(paper)
    letter = Paper("3.txt", None, "2024-07", None)
    citation = letter.cite("12-KH/HU", "2024-03-27", party(place("huyện Châu Thành")))
    assert resolved(*papers, letter).meaning(citation.iri) == ("ambiguous", "")


def test_what_one_document_says_of_another_hangs_on_that_other(resolved: Make) -> None:
    letter = Paper("cho-chu.txt", None, "2024-04", committee(place("thị trấn Chợ Chu")))
    dispatch = letter.cite("1761/UBND-VP", "2024-03-28", committee(DINH_HOA))
    letter.cite("145-KH/HU", "2024-03-27", party(DINH_HOA), subject=dispatch)
    assert resolved(letter).links() == {
        (letter.iri.rpartition("/")[2], "1761-ubnd-vp"),
        ("1761-ubnd-vp", "145-kh-hu"),
    }


def test_reported_documents_stand_between_held_and_cited(resolved: Make) -> None:
    news = Paper("tin.txt", None, "2024-06-04", None)
    plan = Paper(
        "tin.txt", "211-KH/HU", "2024-05-29", party(VINH_CUU), part=2, standing=Standing.REPORTED, before=news.text
    )
    answer = resolved(Paper("khac.txt", "2/KH-UBND", "2024-06-01", committee(VINH_CUU)), plan)
    assert answer.rows(f"<{plan.iri}> cd:status ?a") == {("reported",)}


def reported(*citations: tuple[str, Agency | None]) -> list[Paper]:
    """A page that reports 45-CT/TW without its date and issuer, and plans that cite it."""
    papers = [Paper("tin.txt", "45-CT/TW", None, None, standing=Standing.REPORTED)]
    for number, (date, issuer) in enumerate(citations, start=1):
        papers.append(Paper(f"{number}.txt", f"{number}/KH-UBND", "2025-06-01", committee(CAO_BANG)))
        papers[-1].cite("45-CT/TW", date, issuer)
    return papers


def test_what_a_report_leaves_out_comes_from_citations_that_agree(resolved: Make) -> None:
    papers = reported(("2025-04-14", POLITBURO), ("2025-04-14", POLITBURO))
    answer = resolved(*papers)
    known = f"<{papers[0].iri}> cd:issuedOn ?d ; cd:issuedBy ?i ; cd:level ?l ; cd:status ?s"
    assert answer.rows(known) == {("2025-04-14", "bo-chinh-tri", "central", "reported")}
    (reason,) = answer.rows(f"<{papers[0].iri}> cd:resolutionReason ?a")
    assert "from the citations" in reason[0]


def test_resolving_again_finds_the_same(resolved: Make) -> None:
    answer = resolved(*reported(("2025-04-14", POLITBURO)))
    first = answer.store.quads(RESOLUTION_GRAPH)
    resolve(answer.store)
    assert answer.store.quads(RESOLUTION_GRAPH) == first


def test_citations_that_differ_give_a_report_no_date(resolved: Make) -> None:
    papers = reported(("2025-04-14", POLITBURO), ("2025-04-15", POLITBURO))
    answer = resolved(*papers)
    assert answer.rows(f"<{papers[0].iri}> cd:issuedOn ?d") == set()


def test_a_documents_own_date_stays_the_only_one(resolved: Make) -> None:
    held = Paper("b.txt", "45-CT/TW", "2025-04", POLITBURO)
    citing = reported(("2025-04-14", POLITBURO))[1]
    answer = resolved(held, citing)
    assert answer.rows(f"<{held.iri}> cd:issuedOn ?d") == {("2025-04",)}
    assert answer.rows(f"<{held.iri}> cd:resolutionReason ?a") == set()


def test_a_title_of_running_text_before_one_in_capitals(resolved: Make) -> None:
    papers = [
        cao_bang(),
        cao_bang("2024-06-01", "1300/KH-UBND", "b.txt"),
        cao_bang("2024-06-02", "1301/KH-UBND", "c.txt"),
    ]
    for paper, title in zip(papers, ("VỀ CÔNG TÁC TRẺ EM", "VỀ CÔNG TÁC TRẺ EM", "về công tác trẻ em"), strict=True):
        paper.cite("28-CT/TW", "2023-12-25", POLITBURO, title=title)
    answer = resolved(*papers)
    assert answer.rows(f"<{DIRECTIVE}> cd:title ?t") == {("về công tác trẻ em",)}


def test_a_letter_may_be_later_than_what_is_attached_to_it(resolved: Make) -> None:
    letter = Paper("thu.txt", "9/UBND-VP", "2024-04-10", committee(DINH_HOA))
    plan = Paper("kh.txt", "145-KH/HU", "2024-03-27", party(DINH_HOA))
    citation = plan.cite("9/UBND-VP", "2024-04-10", committee(DINH_HOA), relation=Relation.ATTACHED_TO)
    answer = resolved(letter, plan)
    assert answer.meaning(citation.iri) == ("resolved", letter.iri)
    assert answer.links("attachedTo") == {("145-kh-hu", "9-ubnd-vp")}


def test_a_law_without_a_number_is_known_by_its_name(resolved: Make) -> None:
    papers = [cao_bang(), cao_bang("2024-06-01", "1300/KH-UBND", "b.txt")]
    citations = [p.cite("", name="Luật Trẻ em năm 2016", relation=Relation.BASED_ON) for p in papers]
    answer = resolved(*papers)
    assert answer.meaning(citations[0].iri) == answer.meaning(citations[1].iri)
    _, target = answer.meaning(citations[0].iri)
    assert answer.rows(f"<{target}> a cd:Law ; cd:title ?a ; cd:kind ?b") == {("Luật Trẻ em năm 2016", Kind.LAW.value)}


def test_a_merged_province_has_a_register_of_its_own(resolved: Make) -> None:
    new = place("tỉnh Lâm Đồng", generation="2025")
    papers = [Paper(f"{n}.txt", f"{n}/KH-UBND", "2025-12-01", committee(new)) for n in (1, 2)]
    before = papers[0].cite("12/KH-UBND", "2025-01-10", committee(LAM_DONG))
    after = papers[1].cite("12/KH-UBND", "2025-07-15", committee(new))
    answer = resolved(*papers)
    assert answer.meaning(before.iri)[1] != answer.meaning(after.iri)[1]
    assert not answer.kinds()


def test_the_days_of_a_cascade_can_be_counted(resolved: Make) -> None:
    plan, party_plan = cao_bang(), Paper("tu.txt", "324-KH/TU", "2024-03-26", party(CAO_BANG))
    plan.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    party_plan.cite("28-CT/TW", "2023-12-25", POLITBURO)
    answer = resolved(plan, party_plan)
    infer(answer.store)
    assert answer.links("descendsFrom") == {
        ("1222-kh-ubnd", "324-kh-tu"),
        ("1222-kh-ubnd", "28-ct-tw"),
        ("324-kh-tu", "28-ct-tw"),
    }
    assert FindingKind.CYCLE not in answer.kinds()
