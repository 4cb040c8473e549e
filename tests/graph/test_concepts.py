"""The same indicator in several plans: what is joined, what is left to people, what people decide."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.agents import gather_agents
from graph.concept_graph import write_concepts
from graph.infer import infer
from graph.rulings import Ruling
from graph.store import EmbeddedStore
from ontology.codes import Comparator, JudgedKind, JudgementState
from ontology.identifiers import CONCEPTS_GRAPH
from tests.graph.answering import CD, Make, Resolved
from tests.graph.factories import CAO_BANG, LAM_DONG, POLITBURO, THAI_NGUYEN, Paper, cao_bang, committee, files_of
from tests.graph.judging import different, same, unsure

STUNTED = "tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi"
UNDERWEIGHT = "tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân"
INDICATOR = JudgedKind.INDICATOR


def plans() -> tuple[Paper, Paper, Paper]:
    """Plans of three provinces, the oldest first."""
    return (
        Paper("lam-dong.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG)),
        cao_bang(),
        Paper("thai-nguyen.txt", "77/KH-UBND", "2024-09-01", committee(THAI_NGUYEN)),
    )


class Compared:
    """The graph of concepts of a resolved store."""

    def __init__(self, answer: Resolved, *rulings: Ruling) -> None:
        self.store: EmbeddedStore = answer.store
        infer(self.store)
        self.outcomes = write_concepts(self.store, rulings)

    def concepts(self) -> list[set[str]]:
        """Each concept's members, by the IRIs of indicators, in the order of the concepts' IRIs."""
        found: dict[str, set[str]] = {}
        for row in self.store.query(
            f"{CD} SELECT ?c ?i {{ ?m a cd:ConceptMembership ; cd:hasConcept ?c ; cd:member ?i }}"
        ):
            found.setdefault(row.text("c"), set()).add(row.text("i"))
        return [found[concept] for concept in sorted(found)]

    def pairs(self) -> dict[frozenset[str], str]:
        """The pairs left to people, with the reason."""
        rows = self.store.query(
            f"{CD} SELECT ?a ?b ?r {{ ?p a cd:ConceptCandidate ; cd:thing ?a ; cd:otherThing ?b ; cd:reason ?r }}"
        )
        return {frozenset((row.text("a"), row.text("b"))): row.text("r") for row in rows}

    def reasons(self, indicator: str) -> set[str]:
        """Why an indicator is in its concepts."""
        rows = self.store.query(f"{CD} SELECT ?r {{ ?m cd:member <{indicator}> ; cd:reason ?r }}")
        return {row.text("r") for row in rows}


def test_the_same_words_in_three_provinces_are_one_concept(resolved: Make) -> None:
    papers = plans()
    indicators = [
        papers[0].measure("Tỷ lệ xã, phường, thị trấn phù hợp với trẻ em", "85"),
        papers[1].measure("tỉ lệ xã, phường, thị trấn phù hợp với trẻ em trên địa bàn tỉnh Cao Bằng", "87"),
        papers[2].measure("Phấn đấu các xã, phường, thị trấn phù hợp với trẻ em", "90"),
    ]
    found = Compared(resolved(*papers))
    assert found.concepts() == [{indicator.iri for indicator in indicators}]
    (row,) = found.store.query(
        f"{CD} PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?c ?l ?u { ?c a cd:IndicatorConcept ; rdfs:label ?l ; cd:unit ?u }"
    )
    assert row.text("c").endswith("/concept/ty-le-xa-phuong-thi-tran-phu-hop-voi-tre-em/percent")
    assert (row.text("l"), row.text("u")) == ("Tỷ lệ xã, phường, thị trấn phù hợp với trẻ em", "%")
    values = found.store.query(f"{CD} SELECT ?v {{ ?t cd:hasConcept <{row.text('c')}> ; cd:value ?v }} ORDER BY ?v")
    assert [value.text("v") for value in values] == ["85", "87", "90"]


def test_an_indicator_alone_makes_no_concept(resolved: Make) -> None:
    paper = cao_bang()
    paper.measure("Tỷ lệ xã có sân chơi cho trẻ em")
    assert Compared(resolved(paper)).store.quads(CONCEPTS_GRAPH) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STUNTED, UNDERWEIGHT),
        ("tỷ suất tử vong của trẻ em dưới 1 tuổi", "tỷ suất tử vong của trẻ em dưới 5 tuổi"),
        ("tỷ suất trẻ em bị tai nạn thương tích", "tỷ suất trẻ em bị tử vong do tai nạn thương tích"),
        ("Tỷ lệ trẻ em dưới 6 tuổi được khám miễn phí", "Tỷ lệ trẻ em từ đủ 6 tuổi trở lên được khám miễn phí"),
        ("Tỷ lệ trẻ em 5 tuổi được khám miễn phí", "Tỷ lệ trẻ em dưới 5 tuổi được khám miễn phí"),
        ("Tỷ lệ doanh nghiệp dưới 500 lao động có y tế", "Tỷ lệ doanh nghiệp có từ 500 lao động trở lên có y tế"),
        ("Tỷ lệ học sinh hoàn thành cấp tiểu học", "Tỷ lệ học sinh hoàn thành cấp trung học cơ sở"),
        ("Tỷ lệ trẻ em được đăng ký khai sinh", "Tỷ lệ trẻ em không được đăng ký khai sinh"),
        ("Tỷ lệ hộ nghèo được vay vốn ưu đãi", "Tỷ lệ hộ cận nghèo được vay vốn ưu đãi"),
        ("Tỷ lệ người lao động qua đào tạo nghề", "Tỷ lệ lao động nữ qua đào tạo nghề"),
        (
            "kinh phí chi cho nghiên cứu phát triển",
            "Tỷ trọng kinh phí từ xã hội trên kinh phí chi cho nghiên cứu phát triển",
        ),
    ],
)
def test_two_measures_are_not_one(resolved: Make, one: str, other: str) -> None:
    papers = plans()
    papers[0].measure(one)
    papers[1].measure(other)
    assert Compared(resolved(*papers)).concepts() == []


def test_forms_of_malnutrition_stay_apart_among_many_words_alike(resolved: Make) -> None:
    """In one item, in any order, in every province: each form is one concept."""
    papers = plans()
    for paper, words in zip(
        papers, ((STUNTED, UNDERWEIGHT), (UNDERWEIGHT, STUNTED), (STUNTED, UNDERWEIGHT)), strict=True
    ):
        first = paper.measure(words[0], "20", comparator=Comparator.AT_MOST)
        paper.measure(words[1], "15", comparator=Comparator.AT_MOST, more=first)
    found = Compared(resolved(*papers))
    assert len(found.concepts()) == 2
    for concept in ("thap-coi", "nhe-can"):
        rows = found.store.query(
            f"{CD} SELECT ?m {{ ?t a cd:Target ; cd:hasConcept ?c ; cd:measure ?m "
            f"FILTER(CONTAINS(STR(?c), '{concept}')) }}"
        )
        assert [row.text("m") for row in rows] == [STUNTED if concept == "thap-coi" else UNDERWEIGHT] * 3


@pytest.mark.parametrize(
    ("unit", "comparator"),
    [("count:xã", Comparator.AT_LEAST), ("%", Comparator.AT_MOST), ("%", Comparator.INCREASE_PER_YEAR)],
)
def test_another_unit_direction_or_a_change_is_another_measure(
    resolved: Make, unit: str, comparator: Comparator
) -> None:
    papers = plans()
    papers[0].measure("Tỷ lệ xã có điểm vui chơi cho trẻ em", "40")
    papers[1].measure("Tỷ lệ xã có điểm vui chơi cho trẻ em", "50", unit=unit, comparator=comparator)
    assert Compared(resolved(*papers)).concepts() == []


def test_a_plan_that_states_two_has_two(resolved: Make) -> None:
    papers = plans()
    words = "Tỷ lệ trường học có dịch vụ hỗ trợ tâm lý, tư vấn học đường, phòng chống bạo lực cho trẻ em"
    one = papers[0].measure(words)
    papers[1].measure(f"{words} hằng tuần", "50")
    papers[1].measure(f"{words} trực tiếp", "60")
    found = Compared(resolved(*papers))
    assert all(len(concept) == 2 and one.iri in concept for concept in found.concepts())
    assert len(found.concepts()) <= 1


def test_what_is_nearly_alike_is_left_to_people_with_its_score(resolved: Make) -> None:
    papers = plans()
    one = papers[0].measure("Tỷ lệ trường học có dịch vụ hỗ trợ tâm lý trẻ em", "90")
    other = papers[1].measure("Tỷ lệ trường học có phòng dịch vụ hỗ trợ tâm lý trẻ em", "95")
    found = Compared(resolved(*papers))
    pair = frozenset((one.targets[0].iri, other.targets[0].iri))
    assert found.concepts() == []
    assert found.pairs() == {pair: "giống nhau dưới 0.9 | less alike than 0.9"}


def test_plans_after_one_document_with_the_same_value_need_less(resolved: Make) -> None:
    papers = plans()
    for paper in papers[:2]:
        paper.cite("28-CT/TW", "2023-12-25", POLITBURO)
    papers[0].measure("Tỷ lệ trường học có dịch vụ hỗ trợ tâm lý trẻ em", "95")
    other = papers[1].measure("Tỷ lệ trường học có phòng dịch vụ hỗ trợ tâm lý trẻ em", "95")
    found = Compared(resolved(*papers))
    assert len(found.concepts()) == 1
    (reason,) = found.reasons(other.iri)
    assert reason.endswith(
        "the same words but 1; unit and direction agree; the same value for a year; both follow 28-CT/TW"
    )


def test_people_join_what_the_rules_would_not(resolved: Make) -> None:
    papers = plans()
    one, other = papers[0].measure(STUNTED), papers[1].measure("Tỷ lệ còi cọc ở trẻ nhỏ")
    ruling = same(one.iri, other.targets[0].iri, INDICATOR)
    found = Compared(resolved(*papers), ruling)
    assert found.outcomes[ruling].state is JudgementState.APPLIED
    assert found.concepts() == [{one.iri, other.iri}]
    assert any("phán định của Lan" in reason for reason in found.reasons(other.iri))


def test_people_part_what_the_rules_would_join(resolved: Make) -> None:
    papers = plans()
    one, other, third = (paper.measure(STUNTED) for paper in papers)
    found = Compared(resolved(*papers), different(one.iri, other.iri, INDICATOR))
    assert found.concepts() == [{one.iri, third.iri}]
    assert frozenset((one.targets[0].iri, other.targets[0].iri)) not in found.pairs()


def test_unsure_leaves_a_pair_open(resolved: Make) -> None:
    papers = plans()
    one, other = papers[0].measure(STUNTED), papers[1].measure(STUNTED)
    far = papers[2].measure("Tỷ lệ xã có sân chơi")
    rulings = [unsure(one.iri, other.iri, INDICATOR), unsure(one.iri, far.iri, INDICATOR)]
    found = Compared(resolved(*papers), *rulings)
    assert found.concepts() == []
    reasons = found.pairs()
    for indicator in (other, far):
        assert "thiếu trang cuối" in reasons[frozenset((one.targets[0].iri, indicator.targets[0].iri))]


def test_an_indicator_of_several_measures_has_to_be_named_by_a_target(resolved: Make) -> None:
    papers = plans()
    both = papers[0].measure(UNDERWEIGHT, more=papers[0].measure(STUNTED))
    other = papers[1].measure("Tỷ lệ còi cọc ở trẻ nhỏ")
    vague, clear = same(both.iri, other.iri, INDICATOR), same(both.targets[0].iri, other.iri, INDICATOR)
    found = Compared(resolved(*papers), vague, clear)
    assert found.outcomes[vague].state is JudgementState.UNKNOWN
    assert "several measures" in str(found.outcomes[vague].why)
    assert found.outcomes[clear].state is JudgementState.APPLIED


def test_judgements_of_indicators_that_contradict_are_left_out(resolved: Make) -> None:
    papers = plans()
    one, other = papers[0].measure(STUNTED), papers[1].measure("Tỷ lệ còi cọc ở trẻ nhỏ")
    rulings = [same(one.iri, other.iri, INDICATOR), different(other.targets[0].iri, one.iri, INDICATOR)]
    found = Compared(resolved(*papers), *rulings)
    assert {outcome.state for outcome in found.outcomes.values()} == {JudgementState.CONTRADICTED}
    assert found.concepts() == []


def test_the_order_of_files_does_not_matter(resolved: Make) -> None:
    dumps = set()
    for order in permutations(range(3)):
        papers = plans()
        for n, paper in enumerate(papers):
            paper.measure(STUNTED, str(20 + n))
            paper.measure(f"Tỷ lệ trường học có {'phòng ' * n}dịch vụ hỗ trợ tâm lý trẻ em", str(90 + n))
            paper.measure("Tỷ lệ xã, phường, thị trấn phù hợp với trẻ em" + " cấp tỉnh" * (n == 1), "85")
        answer = resolved()
        answer.store.replace(files_of(papers[place] for place in order))
        answer.store.settle()
        gather_agents(answer.store)
        dumps.add(Compared(Resolved(answer.store)).store.quads(CONCEPTS_GRAPH))
    assert len(dumps) == 1
    assert dumps != {()}


def test_a_concept_keeps_its_iri_when_later_plans_arrive(resolved: Make) -> None:
    papers = plans()
    for paper in papers:
        paper.measure("Tỷ lệ trẻ em được khám sức khỏe định kỳ")
    few, all_ = (Compared(resolved(*several)) for several in (papers[:2], papers))
    iris = [
        {row.text("c") for row in found.store.query(f"{CD} SELECT ?c {{ ?c a cd:IndicatorConcept }}")}
        for found in (few, all_)
    ]
    assert iris[0] == iris[1] != set()


def test_the_place_of_a_plan_is_no_part_of_its_measure(resolved: Make) -> None:
    papers = plans()
    papers[0].measure("Tỷ lệ trẻ em tỉnh Lâm Đồng có thẻ bảo hiểm y tế")
    papers[1].measure(f"Tỷ lệ trẻ em {CAO_BANG.name} có thẻ BHYT")
    assert len(Compared(resolved(*papers)).concepts()) == 1
