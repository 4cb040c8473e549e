"""Who answers today for what a text gave to a body that has ended since: from the text to the answer."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from chidao.build import build
from graph.store import EmbeddedStore
from queries.asking import ask
from queries.asof import Holding, concerns, holdings
from queries.errors import BeforeDocumentError
from queries.owner import all_owners, owners

TODAY = dt.date(2026, 11, 22)

YEN_BAI = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
-------
Số: 77/KH-UBND
Yên Bái, ngày 12 tháng 4 năm 2024
KẾ HOẠCH
Chăm lo cho trẻ em và người lao động của tỉnh
I. MỤC TIÊU
1. Chỉ tiêu 1: 90% trẻ em mồ côi được chăm sóc vào năm 2025.
2. Chỉ tiêu 2: 2.000 người được giải quyết việc làm vào năm 2025.
3. Chỉ tiêu 3: 80% xã có đường truyền viễn thông băng rộng vào năm 2025.
4. Chỉ tiêu 4: 100% trường có tủ sách vào năm 2025.
II. TỔ CHỨC THỰC HIỆN
1. Sở Lao động - Thương binh và Xã hội
Triển khai để đạt các chỉ tiêu 1, 2.
2. Sở Thông tin và Truyền thông
Triển khai để đạt chỉ tiêu 3.
3. Sở Giáo dục và Đào tạo
Triển khai để đạt chỉ tiêu 4.
"""

XUAN_LOC = """ỦY BAN NHÂN DÂN
HUYỆN XUÂN LỘC
-------
Số: 31/KH-UBND
Xuân Lộc, ngày 20 tháng 5 năm 2024
KẾ HOẠCH
Phòng, chống đuối nước trẻ em trên địa bàn huyện Xuân Lộc, tỉnh Đồng Nai
I. MỤC TIÊU
1. Chỉ tiêu 1: 95% trẻ em biết bơi vào năm 2025.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Lao động - Thương binh và Xã hội
Triển khai để đạt chỉ tiêu 1.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("made-up")
    (folder / "yen-bai.txt").write_text(YEN_BAI, encoding="utf-8")
    (folder / "xuan-loc.txt").write_text(XUAN_LOC, encoding="utf-8")
    build([folder], folder / "store", workers=1)
    return EmbeddedStore.reading(folder / "store")


def held(store: EmbeddedStore, number: str, document: str, at: dt.date = TODAY) -> list[Holding]:
    (found,) = owners(store, number, document)
    return list(holdings(store, [found], at)[found.iri])


def test_children_go_to_health_and_on_to_the_new_province(store: EmbeddedStore) -> None:
    (holding,) = held(store, "1", "77/KH-UBND")
    assert (holding.holder, holding.since, holding.decided) == ("Sở Y tế tỉnh Lào Cai", "2025-07-01", True)
    assert [(change.date, change.original, change.heirs) for change in holding.changes] == [
        ("2025-03-01", "Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái", ("Sở Y tế tỉnh Yên Bái",)),
        ("2025-07-01", "Sở Y tế tỉnh Yên Bái", ("Sở Y tế tỉnh Lào Cai",)),
    ]
    assert any("176/2025/QH15" in words for words in holding.changes[0].instruments)
    assert any("202/2025/QH15" in words for words in holding.changes[1].instruments)


@pytest.mark.parametrize(
    ("at", "holder"),
    [
        ("2024-04-12", "Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái"),
        ("2025-02-28", "Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái"),
        ("2025-03-01", "Sở Y tế tỉnh Yên Bái"),
        ("2025-06-30", "Sở Y tế tỉnh Yên Bái"),
        ("2025-07-01", "Sở Y tế tỉnh Lào Cai"),
    ],
)
def test_each_day_has_its_holder(store: EmbeddedStore, at: str, holder: str) -> None:
    assert [holding.holder for holding in held(store, "1", "77/KH-UBND", dt.date.fromisoformat(at))] == [holder]


@pytest.mark.parametrize(
    ("number", "holder"),
    [
        ("2", "Sở Nội vụ tỉnh Lào Cai"),
        ("3", "Sở Khoa học và Công nghệ tỉnh Lào Cai"),
        ("4", "Sở Giáo dục và Đào tạo tỉnh Lào Cai"),
    ],
)
def test_each_function_goes_its_own_way(store: EmbeddedStore, number: str, holder: str) -> None:
    assert [holding.holder for holding in held(store, number, "77/KH-UBND")] == [holder]


def test_the_function_is_told_with_its_words(store: EmbeddedStore) -> None:
    (found,) = owners(store, "2", "77/KH-UBND")
    assert [(told.function, told.words) for told in concerns(store, [found])[found.iri]] == [
        ("labour", "giải quyết việc làm")
    ]


def test_a_district_has_many_heirs_and_a_person_decides(store: EmbeddedStore) -> None:
    found = held(store, "1", "31/KH-UBND")
    assert len(found) > 1
    assert not any(holding.decided for holding in found)
    messages = {str(row["messageEn"]) for row in ask(store, "findings", {"kind": "heir-undecided"}).records()}
    assert any("a person has to decide" in message for message in messages)


def test_before_the_document_nobody_answers(store: EmbeddedStore) -> None:
    with pytest.raises(BeforeDocumentError) as caught:
        held(store, "1", "77/KH-UBND", dt.date(2024, 4, 11))
    assert caught.value.details == {"document": "77/KH-UBND", "date": "2024-04-12", "at": "2024-04-11"}


def test_what_a_body_has_come_to_answer_for(store: EmbeddedStore) -> None:
    given = {"agency": "sở y tế tỉnh lào cai", "from": "2024-12-31", "to": "2026-11-22"}
    rows = ask(store, "portfolio-change", given).records()
    assert [(row["change"], row["bound"], row["no"]) for row in rows if row["kind"] == "indicator"] == [
        ("gained", "Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái", "1")
    ]


@pytest.mark.corpus
def test_the_indicators_of_cao_bang(corpus: Path, tmp_path: Path) -> None:
    """All 24 as of 22 November 2026, beside the owners that were found by hand with their legal basis."""
    with (corpus / "authorities" / "indicator_owners_cao_bang.csv").open(encoding="utf-8", newline="") as rows:
        expected = {row["indicator_no"]: _bodies(row["owner_2026_11_22"]) for row in csv.DictReader(rows)}
        assert len(expected) == 24
    build([corpus / "corpus" / "seeds" / "cao-bang-1222.txt"], tmp_path / "store", workers=1)
    with EmbeddedStore.reading(tmp_path / "store") as store:
        found = all_owners(store, "1222/KH-UBND")
        computed = holdings(store, found, TODAY)
        assert {one.no: {h.holder for h in computed[one.iri]} for one in found} == expected
        undecided = {one.no for one in found for h in computed[one.iri] if not h.decided}
    assert undecided == {"10"}


def _bodies(words: str) -> set[str]:
    """The bodies of words such as "Sở Y tế (trẻ em) with Sở Nội vụ (lao động)", with the place that all are of."""
    parts = words.replace(" with ", "; ").split("; ")
    names = (part.partition(" (")[0].removesuffix(" tỉnh") for part in parts)
    return {f"{name} tỉnh Cao Bằng" for name in names}
