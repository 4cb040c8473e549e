"""Known names that OCR misread: matched from a measured likeness on, unresolved below it."""

from __future__ import annotations

import pytest

from loaders.agencies import doubtful, find
from loaders.extract import extractions
from loaders.misread import DOUBTFUL, NEAR
from loaders.places import Setting, province
from ontology.codes import Level, ReadAs
from ontology.dates import PartialDate
from ontology.model import Extraction, SourceText
from tests.loaders.misread_names import Row, curve

DAY = PartialDate(2024, 8, 16)
SCANNED = Setting(Level.PROVINCE, province("Hà Giang", DAY), date=DAY, misread=True)
TYPED = Setting(Level.PROVINCE, province("Hà Giang", DAY), date=DAY)
PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 33/KH-UBND
Hà Giang, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Sơ cứu ở thôn
II. TỔ CHỨC THỰC HIỆN
{}
"""


@pytest.fixture(scope="module")
def rows() -> dict[float, Row]:
    return {row.threshold: row for row in curve()}


def test_the_threshold_is_the_one_that_the_curve_gives(rows: dict[float, Row]) -> None:
    assert rows[NEAR].precision >= 0.99
    assert all(row.precision >= 0.99 for threshold, row in rows.items() if threshold >= NEAR)
    assert min(rows[NEAR].recall.values()) >= 0.5
    assert rows[NEAR].recall[0.01] >= 0.85


def test_what_may_be_a_damaged_name_is_wide_enough(rows: dict[float, Row]) -> None:
    assert rows[DOUBTFUL].precision < 0.99  # so that nobody is named there
    assert min(rows[DOUBTFUL].recall.values()) >= 0.85


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Giao Sở Giáo đục và Đào tạo rà soát", "Sở Giáo dục và Đào tạo tỉnh Hà Giang"),
        ("Giao SởGiáo dục và Đào tạo rà soát", "Sở Giáo dục và Đào tạo tỉnh Hà Giang"),
        ("Giao Sở Y tê rà soát", "Sở Y tế tỉnh Hà Giang"),
        ("Bộ Khoa học và Công nghẹ hướng dẫn", "Bộ Khoa học và Công nghệ"),
        ("Trung tâm Kiêm soát bệnh tật tỉnh rà soát", "Trung tâm Kiểm soát bệnh tật tỉnh Hà Giang"),
    ],
)
def test_a_misread_name_is_that_bodys_in_a_scanned_text_only(text: str, body: str) -> None:
    assert [mention.agent.name for mention in find(text, SCANNED)] == [body]
    assert not list(doubtful(text, SCANNED))
    assert body not in {mention.agent.name for mention in find(text, TYPED)}


@pytest.mark.parametrize("text", ["Bản dân tộc thiểu số ở xa", "Ban mai trong veo", "SỐ LƯỢNG", ""])
def test_other_words_are_nobodys(text: str) -> None:
    assert find(text, SCANNED) == []


def test_a_body_of_a_longer_name_that_no_list_knows_stays_one() -> None:
    (mention,) = find("Trung tâm Thể dục thể thao rà soát", SCANNED)
    assert mention.agent.name == "Trung tâm Thể dục thể thao"


def read(items: str) -> Extraction:
    source = SourceText("a.pdf", "0" * 64, PLAN.format(items), ReadAs.OCR, quality=0.95)
    (found,) = extractions(source)
    return found


def test_a_name_too_badly_misread_owns_nothing_and_is_unresolved() -> None:
    found = read("1. Sở Y tế\n- Giao Sở Giao đuc va Đào tqo chủ trì mở lớp.")
    assert {duty.agent.name for duty in found.responsibilities} == {"Sở Y tế tỉnh Hà Giang"}
    assert [u.evidence.quote for u in found.unresolved] == ["Sở Giao đuc va Đào tqo"]


def test_the_words_as_misread_are_kept() -> None:
    found = read("1. Sở Giáo đục và Đào tạo\n- Mở lớp sơ cứu.")
    assert {duty.agent.name for duty in found.responsibilities} == {"Sở Giáo dục và Đào tạo tỉnh Hà Giang"}
    assert {duty.agent_as_written for duty in found.responsibilities} == {"Sở Giáo đục và Đào tạo"}
