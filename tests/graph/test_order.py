"""Nothing that resolution says depends on the order of files."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.agents import gather_agents
from graph.infer import infer
from graph.resolve import resolve
from ontology.codes import ReadAs
from ontology.identifiers import BASE
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
    twin = cao_bang(file="ban-sao.txt")
    twin.read_as = ReadAs.OCR
    return [*papers, lam_dong, late, district, letter, twin]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with filled(tmp_path_factory.mktemp("expected") / "store", _many()) as store:
        resolve(store)
        infer(store)
        return store.dump()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_the_order_of_files_does_not_matter(
    expected: bytes, tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    papers = [_many()[index] for index in order]
    with filled(tmp_path_factory.mktemp("permuted") / "store", papers[:cut]) as store:
        resolve(store)
        store.replace(files_of(papers[cut:]))
        store.settle()
        gather_agents(store)
        resolve(store)
        infer(store)
        assert store.dump() == expected


def test_every_iri_stands_under_the_base(expected: bytes) -> None:
    subjects = {line.split(b" ", 1)[0] for line in expected.splitlines()}
    assert all(subject.startswith(b"<" + BASE.encode()) for subject in subjects)
    assert b"_:" not in b"".join(line.split(b'"')[0] for line in expected.splitlines())


def test_the_papers_above_contradict_each_other_in_every_way(expected: bytes) -> None:
    kinds = ("date-conflict", "issuer-conflict", "duplicate-document", "citation-ambiguous")
    assert [kind for kind in kinds if f"finding/{kind}>".encode() not in expected] == []
