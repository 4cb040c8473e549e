"""Nothing that follows from the documents depends on the order of files: neither identity, concepts nor judgements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.agents import gather_agents
from graph.concept_graph import write_concepts
from graph.infer import infer
from graph.recorded import record
from graph.resolve import resolve
from graph.rulings import Ruling
from graph.store import EmbeddedStore
from ontology.codes import JudgedKind, ReadAs
from ontology.identifiers import BASE, document_iri
from tests.graph.factories import (
    CENTRAL_COMMITTEE,
    DINH_HOA,
    DINH_HOA_ALONE,
    LAM_DONG,
    POLITBURO,
    PRIME_MINISTER,
    THAI_NGUYEN,
    Paper,
    agency,
    cao_bang,
    committee,
    files_of,
    filled,
    party,
    place,
)
from tests.graph.judging import different, same, unsure


def _many() -> list[Paper]:
    """Papers with every kind of contradiction between them."""
    papers = [cao_bang()]
    papers[0].cite("28-CT/TW", "2023-12-25", POLITBURO)
    papers[0].cite("109-KH/TU", issuer=agency("Tỉnh ủy"))
    lam_dong = Paper("lam-dong.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    lam_dong.cite("109-KH/TU", "2023-03-08", party(LAM_DONG, standing=True), in_title=True)
    body = lam_dong.cite("109-KH/TU", "2024-03-08", party(LAM_DONG, standing=True))
    lam_dong.cite("28-CT/TW", "2023-12-25", CENTRAL_COMMITTEE, subject=body)
    late = Paper("muon.txt", "77/KH-UBND", "2024-08-01", committee(LAM_DONG))
    late.cite("109-KH/TU", "2024-03-09", party(LAM_DONG))
    late.cite("28-CT/TW")
    late.cite("23/QĐ-TTg", "2024")
    district = Paper("145.txt", "145-KH/HU", "2024-03-27", party(DINH_HOA))
    district.cite("156-KH/TU", "2024-03-01", party(THAI_NGUYEN))
    letter = Paper("thu.txt", None, "2024-04", committee(place("thị trấn Chợ Chu")))
    letter.cite("145-KH/HU", "2024-03-27", party(DINH_HOA_ALONE))
    letter.cite("23/QĐ-TTg", "2024-01-03", PRIME_MINISTER)
    late.cite("31/QĐ-TTg", "2021-05-05", PRIME_MINISTER)
    letter.cite("31/QĐ-TTg", "2022-05-05", PRIME_MINISTER)
    district.cite("31/QĐ-TTg")
    for paper in (papers[0], lam_dong, late):
        paper.measure("Tỷ lệ xã có sân chơi an toàn cho trẻ em", str(80 + len(paper.citations)))
    district.measure("Tỷ lệ xã có nhiều sân chơi an toàn cho trẻ em")
    twin = cao_bang(file="ban-sao.txt")
    twin.read_as = ReadAs.OCR
    return [*papers, lam_dong, late, district, letter, twin]


def _rulings() -> list[Ruling]:
    """People's judgements of these papers, some that contradict each other and one of what is not there."""
    plan, lam_dong, late, district, letter, _ = _many()
    open_citation = district.citations[-1].iri
    first, second = (document_iri("", "ttg", f"{year}-05-05", "31/QĐ-TTg") for year in (2021, 2022))
    return [
        different(open_citation, first),
        same(letter.citations[1].iri, late.citations[2].iri),
        unsure(lam_dong.citations[0].iri, plan.citations[1].iri),
        same(first, second),
        different(second, first),
        same("doc/a/b/c/d", first),
        different(plan.indicators[0].iri, late.indicators[0].iri, JudgedKind.INDICATOR),
        same(CENTRAL_COMMITTEE.iri, POLITBURO.iri, JudgedKind.AGENCY),
    ]


def _derive(store: EmbeddedStore, rulings: Sequence[Ruling]) -> None:
    resolution = resolve(store, rulings)
    infer(store)
    outcomes = {**resolution.outcomes, **write_concepts(store, rulings)}
    record(store, (), rulings, outcomes)


@pytest.fixture(scope="module", params=[False, True], ids=["rules-alone", "with-judgements"])
def rulings(request: pytest.FixtureRequest) -> list[Ruling]:
    """No judgements, or some."""
    return _rulings() if request.param else []


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, rulings: list[Ruling]) -> bytes:
    with filled(tmp_path_factory.mktemp("expected") / "store", _many()) as store:
        _derive(store, rulings)
        return store.dump()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_the_order_of_files_does_not_matter(
    expected: bytes, rulings: list[Ruling], tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    papers = [_many()[index] for index in order]
    with filled(tmp_path_factory.mktemp("permuted") / "store", papers[:cut]) as store:
        resolve(store)
        store.replace(files_of(papers[cut:]))
        store.settle()
        gather_agents(store)
        _derive(store, rulings[::-1])
        assert store.dump() == expected


def test_the_judgements_above_come_out_in_every_way(expected: bytes, rulings: list[Ruling]) -> None:
    states = ("applied", "contradicted", "unknown") if rulings else ()
    assert [state for state in states if f"judgement-state/{state}>".encode() not in expected] == []
    assert b"ConceptMembership>" in expected
    assert b"ConceptCandidate>" in expected
    assert (b"#Judgement>" in expected) == bool(rulings)


def test_every_iri_stands_under_the_base(expected: bytes) -> None:
    subjects = {line.split(b" ", 1)[0] for line in expected.splitlines()}
    assert all(subject.startswith(b"<" + BASE.encode()) for subject in subjects)
    assert b"_:" not in b"".join(line.split(b'"')[0] for line in expected.splitlines())


def test_the_papers_above_contradict_each_other_in_every_way(expected: bytes, rulings: list[Ruling]) -> None:
    kinds = ("date-conflict", "duplicate-document", "citation-ambiguous") + (() if rulings else ("issuer-conflict",))
    assert [kind for kind in kinds if f"finding/{kind}>".encode() not in expected] == []
