"""Bodies named although they had ended: which namings are a finding, and which are history."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extract import extract, extractions
from loaders.files import Origin
from ontology.codes import FindingKind, Severity
from ontology.model import Finding, SourceText

HEAD = """{issuer}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 7/{number}

Cao Bằng, ngày {day}

KẾ HOẠCH

Về việc chăm vườn hoa

Căn cứ Thông tư số 9/2020/TT-BLĐTBXH ngày 02/3/2020 của Bộ Lao động - Thương binh và Xã hội về vườn hoa;

III. TỔ CHỨC THỰC HIỆN

"""
FOOT = """
Nơi nhận:
- {sent};
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lò Văn Pá
"""
COMMITTEE = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG"
AFTER = "20 tháng 11 năm 2025"


def abolished(body: str, day: str = AFTER, sent: str = "Sở Y tế", issuer: str = COMMITTEE) -> list[Finding]:
    number = "KH-UBND" if issuer == COMMITTEE else "KH-SLĐTBXH"
    text = HEAD.format(issuer=issuer, number=number, day=day) + body + FOOT.format(sent=sent)
    (found,) = extractions(SourceText("a.txt", "0" * 64, text))
    assert all(evidence.holds_in(text) for finding in found.findings for evidence in finding.evidence)
    return [finding for finding in found.findings if finding.kind is FindingKind.ABOLISHED_BODY]


def test_a_body_bound_to_a_duty_after_its_end() -> None:
    (finding,) = abolished("1. Sở Lao động - Thương binh và Xã hội\n\n- Tưới hoa.\n\n- Tỉa cành.\n")
    assert finding.severity is Severity.WARNING
    assert finding.message_vi.startswith("Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng: được giao nhiệm vụ")
    assert "2025-02-28" in finding.message_vi
    assert "176/2025/QH15" in finding.message_vi
    assert "Sở Nội vụ" in finding.message_vi
    assert finding.evidence[0].quote.startswith("1. Sở Lao động")


def test_no_finding_while_the_body_was_there() -> None:
    assert not abolished("1. Sở Lao động - Thương binh và Xã hội\n\n- Tưới hoa.\n", day="20 tháng 02 năm 2025")
    assert abolished("1. Sở Lao động - Thương binh và Xã hội\n\n- Tưới hoa.\n", day="03 tháng 3 năm 2025")


def test_no_finding_for_the_new_bodies() -> None:
    assert not abolished("1. Sở Nội vụ\n\n- Tưới hoa.\n\n2. Ủy ban nhân dân các xã, phường\n\n- Tỉa cành.\n")


def test_a_citation_names_whom_it_names() -> None:
    assert not abolished(
        "1. Sở Y tế\n\n- Thực hiện Thông tư số 9/2020/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Sở Nội vụ (trước đây là Sở Lao động - Thương binh và Xã hội)",
        "Sở Nội vụ tiếp nhận hồ sơ từ Sở Lao động - Thương binh và Xã hội",
        "Sở Nội vụ và Sở Lao động - Thương binh và Xã hội (cũ)",
        "Sở Nội vụ phối hợp với Sở Lao động - Thương binh và Xã hội trước đây",
    ],
)
def test_what_was_before_is_history(words: str) -> None:
    assert not abolished(f"1. {words} bàn giao hồ sơ vườn hoa.\n")


def test_who_receives_a_copy() -> None:
    (finding,) = abolished("1. Sở Y tế\n\n- Tưới hoa.\n", sent="Sở Thông tin và Truyền thông")
    assert "văn bản được gửi đến" in finding.message_vi
    assert finding.evidence[0].spans[-1] != finding.evidence[0].spans[0]


def test_the_issuer() -> None:
    (finding,) = abolished(
        "1. Sở Y tế\n\n- Tưới hoa.\n", issuer="ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    )
    assert "ghi là cơ quan ban hành" in finding.message_vi


def test_the_district_level_ended() -> None:
    body = "1. Ủy ban nhân dân huyện Hạ Lang\n\n- Tưới hoa.\n"
    assert not abolished(body, day="30 tháng 6 năm 2025")
    (finding,) = abolished(body, day="01 tháng 7 năm 2025")
    assert "Ủy ban nhân dân huyện Hạ Lang" in finding.message_vi
    assert "2025-06-30" in finding.message_vi


def test_a_group_of_a_kind_of_unit_that_is_no_more() -> None:
    (finding,) = abolished("1. Ủy ban nhân dân các huyện, thành phố\n\n- Tưới hoa.\n")
    assert "Nghị quyết 203/2025/QH15" in finding.message_vi
    assert abolished("1. Ủy ban nhân dân các xã, phường, thị trấn\n\n- Tưới hoa.\n")
    assert not abolished("1. Ủy ban nhân dân các tỉnh, thành phố\n\n- Tưới hoa.\n")


def test_a_party_body_merged_in_2025() -> None:
    (finding,) = abolished("1. Ban Tuyên giáo Tỉnh ủy\n\n- Tưới hoa.\n")
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy" in finding.message_en


def test_each_body_once() -> None:
    body = "1. Sở Giao thông vận tải\n\n- Tưới hoa.\n\n2. Sở Y tế\n\n- Phối hợp với Sở Giao thông vận tải tỉa cành.\n"
    assert len(abolished(body, sent="Sở Giao thông vận tải; Sở Y tế")) == 1


@pytest.mark.corpus
@pytest.mark.slow
def test_documents_since_the_reform_that_name_them(corpus: Path) -> None:
    """Read by hand: those of 2025 and 2026 in dev/ bind and address bodies of their day only, and cite older ones."""
    named = {}
    for path in sorted((corpus / "corpus" / "dev").glob("tvpl_*.md")):
        _, found = extract(Origin(path, path.name))
        named[path.name] = [f for e in found for f in e.findings if f.kind is FindingKind.ABOLISHED_BODY]
    assert len(named) > 20
    assert not [name for name, findings in named.items() if findings]
