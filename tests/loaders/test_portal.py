"""What a portal says around a document: set aside, and held against the document's own head."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import blocks, parts, portal
from loaders.extract import extractions
from loaders.formats import html, markdown
from loaders.lines import paragraphs
from loaders.normalize import normalize
from loaders.witness import day
from ontology.codes import FindingKind
from ontology.model import Extraction
from ontology.source import Metadatum, SourceText
from tests.conftest import CORPUS

FRONT = """Bản dịch này thuộc quyền sở hữu của trang. Mọi hành vi sao chép là vi phạm.
|
Đang tải văn bản...
#
**Số hiệu:**
|
{number}
|
|
**Loại văn bản:**
|
Kế hoạch
|
**Nơi ban hành:**
|
{issuer}
|
|
**Người ký:**
|
Lê Văn Tám
|
**Ngày ban hành:**
|
{date}
|
|
**Ngày hiệu lực:**
|
Đã biết
|
"""
DOCUMENT = """|
**ỦY BAN NHÂN DÂN**
TỈNH CAO BẰNG
-------
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
-------
|
|
Số: {own}
|
*Cao Bằng, ngày {day} tháng 3 năm 2024*
|

**KẾ HOẠCH**

NẠO VÉT KÊNH MƯƠNG

**1. Nhiệm vụ**

Giao Sở Xây dựng chủ trì rà soát các trạm bơm.

|
*Nơi nhận:*
- Như trên;
- Lưu: VT.
|
**CHỦ TỊCH**
**Lê Văn Tám**
|
"""
BACK = """Kế hoạch 5/KH-UBND năm 2024 nạo vét kênh mương do Tỉnh Cao Bằng ban hành
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
Ban hành:
12/09/2023
Hiệu lực: Đã biết
Cập nhật:
13/09/2023
**THÔNG BÁO**
**về Lưu trữ thông tin**
**Kính gửi:** Quý Thành viên, Sở Y tế chủ trì chăm sóc khách hàng.
Đăng nhập
"""
AGREED = {"number": "5/KH-UBND", "issuer": "Tỉnh Cao Bằng", "date": "02/03/2024"}


def read(own: str = "5/KH-UBND", on: str = "02", **given: str) -> tuple[Extraction, str]:
    text = FRONT.format(**(AGREED | given)) + DOCUMENT.format(own=own, day=on) + BACK
    (made,) = extractions(SourceText("a.md", "0" * 64, text))
    return made, text


def heard(made: Extraction) -> dict[str, str]:
    return {name: where.quote for name, where in made.document.evidence if where.rule.startswith("portal.")}


def findings(made: Extraction) -> set[FindingKind]:
    return {finding.kind for finding in made.findings}


def test_what_agrees_is_a_further_evidence_with_its_place() -> None:
    made, text = read()
    assert heard(made) == {
        "number": "5/KH-UBND",
        "kind": "Kế hoạch",
        "issuedBy": "Tỉnh Cao Bằng",
        "signedBy": "Lê Văn Tám",
        "issuedOn": "02/03/2024",
    }
    assert all(where.holds_in(text) for _, where in made.document.evidence)
    assert not findings(made)


def test_nothing_of_the_portal_is_a_fact_of_the_document() -> None:
    made, _ = read()
    assert [duty.agent_as_written for duty in made.responsibilities] == ["Sở Xây dựng"]
    assert not made.citations
    assert made.document.signer == "Lê Văn Tám"


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"number": "6/KH-UBND"}, FindingKind.NUMBER_CONFLICT),
        ({"number": "5-KH/UBND"}, FindingKind.NUMBER_FORM),
        ({"date": "03/03/2024"}, FindingKind.DATE_CONFLICT),
        ({"issuer": "Bộ Y tế"}, FindingKind.ISSUER_CONFLICT),
        ({"issuer": "Tỉnh Lạng Sơn"}, FindingKind.ISSUER_CONFLICT),
        ({"issuer": "Cao Bằng"}, None),
        ({"issuer": "UBND tỉnh Cao Bằng"}, None),
        ({"number": "đang cập nhật"}, None),
        ({"date": "31/02/2024"}, None),
    ],
)
def test_what_does_not_agree_is_a_finding_and_changes_nothing(given: dict[str, str], kind: FindingKind | None) -> None:
    made, text = read(**given)
    assert findings(made) == ({kind} if kind else set())
    assert str(made.document.number) == "5/KH-UBND"
    assert made.document.date
    assert made.document.date.iso == "2024-03-02"
    for finding in made.findings:
        assert next(iter(given.values())) in finding.message_vi
        assert next(iter(given.values())) in finding.message_en
        assert all(where.holds_in(text) for where in finding.evidence)


def test_a_blank_stays_blank_and_the_finding_says_what_the_portal_gives() -> None:
    made, _ = read(own="/KH-UBND", on="   ")
    assert made.document.number is None
    assert made.document.date
    assert made.document.date.precision == "month"
    told = {finding.kind: finding.message_vi for finding in made.findings}
    assert "5/KH-UBND" in told[FindingKind.NUMBER_MISSING]
    assert "02/03/2024" in told[FindingKind.DATE_INCOMPLETE]


def test_metadata_of_a_format_are_heard_alike() -> None:
    text = DOCUMENT.format(own="5/KH-UBND", day="02")
    metadata = (Metadatum("number", "7/KH-UBND"), Metadatum("Creator", "x"), Metadatum("signer", "Lê Văn Tám"))
    (made,) = extractions(SourceText("a.docx", "0" * 64, text, metadata=metadata))
    assert findings(made) == {FindingKind.NUMBER_CONFLICT}
    assert heard(made) == {}, "what stands nowhere in the text is no evidence"


def test_a_web_page_of_a_portal() -> None:
    page = (
        "<table><tr><td>Số hiệu<td>5/KH-UBND<td>Ngày ban hành<td>02/03/2024</table><div>"
        + "".join(f"<p>{line}</p>" for line in DOCUMENT.format(own="5/KH-UBND", day="02").split("\n") if line != "|")
        + "</div>"
    ).replace("**", "")
    source = html.read(page.encode(), "a.html")
    (made,) = extractions(
        SourceText("a.html", "0" * 64, source.text, blocks=source.blocks, metadata=source.metadata),
    )
    assert heard(made) == {"number": "5/KH-UBND", "issuedOn": "02/03/2024"}


def test_a_document_alone_has_neither_front_nor_back() -> None:
    (part,) = parts.split(paragraphs(normalize(DOCUMENT.format(own="5/KH-UBND", day="02"))))
    assert (part.front, part.back) == ((), ())


def test_one_word_of_a_portal_in_an_annex_ends_nothing() -> None:
    annex = "PHỤ LỤC\nDANH MỤC\nTài liệu đính kèm\n1. Bản đồ trạm bơm\n2. Bảng kê kênh mương\n"
    (part,) = parts.split(paragraphs(normalize(DOCUMENT.format(own="5/KH-UBND", day="02") + annex)))
    assert part.back == ()


def test_attributes_of_related_documents_are_none_of_this_one() -> None:
    texts = ["Số hiệu: 5/KH-UBND", "Ngày ban hành:", "02/03/2024", *["Một dòng khác"] * 6, "Người ký: Trần Văn B"]
    assert [pair.key for pair in portal.pairs(texts)] == ["number", "date"]


def test_two_labels_far_apart_are_no_table() -> None:
    assert portal.pairs(["Tình trạng: xuống cấp", *["Một dòng khác"] * 6, "Người ký: Trần Văn B"]) == []


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Cơ quan ban hành/ Chức danh / Người ký", "issuer"),
        ("Số/Ký hiệu", "number"),
        ("Ngày có hiệu lực:", "effective"),
        ("Lĩnh vực", ""),
        ("Nhiệm vụ", None),
    ],
)
def test_labels_of_several_portals(label: str, key: str | None) -> None:
    assert portal.key_of(label) == key


@pytest.mark.parametrize(
    ("text", "iso"),
    [("18/11/2025", "2025-11-18"), ("2024-03-04T08:00", "2024-03-04"), ("ngày 2 tháng 3 năm 2024", "2024-03-02")],
)
def test_days(text: str, iso: str) -> None:
    found = day(text)
    assert found
    assert found.iso == iso


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", sorted((CORPUS / "corpus" / "dev").glob("tvpl_*.md")), ids=lambda path: path.name.split("_")[1]
)
def test_portal_pages_are_set_aside_whole(path: Path) -> None:
    made = markdown.read(path.read_bytes(), path.name)
    found = parts.split(blocks.paragraphs(SourceText(path.name, "0" * 64, made.text, blocks=made.blocks)))
    left = [p.text.text for part in found for p in part.paragraphs if portal.is_furniture(p.text.text)]
    assert left == []
    whole = "\n".join(p.text.text for part in found for p in part.paragraphs)
    assert "Quý Thành viên" not in whole
    assert "Đang tải văn bản" not in whole
    if found[0].front:
        given = {datum.key for datum in portal.attributes(found[0].front)}
        assert {"number", "kind", "issuer", "signer", "date"} <= given
        assert found[-1].back
