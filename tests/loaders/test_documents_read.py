"""Small documents of our own, each read whole: what each part of the way gives, and that every quote stands."""

from __future__ import annotations

import pytest

from loaders.extract import extractions
from ontology.codes import FindingKind, Kind, ObjectKind, Relation, Role, Standing
from ontology.model import Extraction, SourceText
from tests.loaders.quotes import evidences

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 81/KH-UBND

Hà Giang, ngày 12 tháng 6 năm 2024

KẾ HOẠCH

Thực hiện Chỉ thị số 9-CT/TW ngày 02/3/2024 của Ban Bí thư về đọc sách

"""
FOOT = """
Nơi nhận:
- Các sở, ban, ngành tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lò Văn Pá
"""


def read(text: str) -> tuple[Extraction, ...]:
    source = SourceText("a.txt", "0" * 64, text)
    found = extractions(source)
    assert all(evidence.holds_in(text) for evidence in evidences(found))
    return found


def plan(body: str) -> Extraction:
    (found,) = read(HEAD + body + FOOT)
    return found


def duties(found: Extraction, kind: ObjectKind = ObjectKind.TASK) -> set[tuple[str, str]]:
    return {(d.agent.name, d.role.value) for d in found.responsibilities if d.object_kind is kind}


def test_the_head_and_the_foot() -> None:
    document = plan("I. MỤC ĐÍCH\n\n- Đọc nhiều hơn.\n").document
    assert (str(document.number), str(document.date), document.kind) == ("81/KH-UBND", "2024-06-12", Kind.PLAN)
    assert [issuer.name for issuer in document.issuers] == ["Ủy ban nhân dân tỉnh Hà Giang"]
    assert document.signer == "Lò Văn Pá"
    assert document.iri.endswith("doc/tinh-ha-giang/ubnd/2024-06-12/81-kh-ubnd")


def test_a_body_before_and_after_a_merger_is_two() -> None:
    after = HEAD.replace("HÀ GIANG", "TUYÊN QUANG").replace("năm 2024", "năm 2026")
    assert ".2025/" in read(after + "I. MỤC ĐÍCH\n" + FOOT)[0].document.iri


def test_what_the_title_names_is_implemented() -> None:
    relations = {(str(c.number), c.relation) for c in plan("I. MỤC ĐÍCH\n\n- Đọc.\n").citations}
    assert ("9-CT/TW", Relation.IMPLEMENTS) in relations


PURPOSE = "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n- {0}\n\n2. Yêu cầu\n\n- {1}\n"


@pytest.mark.parametrize(
    ("purpose", "demand", "implemented"),
    [
        ("Triển khai Nghị quyết số 5-NQ/TU của Tỉnh ủy.", "Làm cho tốt.", True),
        ("Góp phần thực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy.", "Làm cho tốt.", False),
        ("Làm cho tốt.", "Các sở thực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy.", False),
        ("Bám sát Nghị quyết số 5-NQ/TU của Tỉnh ủy.", "Làm cho tốt.", False),
    ],
)
def test_only_the_purpose_implements(purpose: str, demand: str, *, implemented: bool) -> None:
    relations = {(str(c.number), c.relation) for c in plan(PURPOSE.format(purpose, demand)).citations}
    assert (("5-NQ/TU", Relation.IMPLEMENTS) in relations) is implemented


def test_a_chain_is_said_of_the_first() -> None:
    of = "Thực hiện Kế hoạch số 3-KH/TU ngày 01/4/2024 của Tỉnh ủy"
    recital = f"{of} về thực hiện Nghị quyết số 6-NQ/TW, UBND tỉnh lập:\n\n"
    chained = [c for c in plan(recital + "I. MỤC ĐÍCH\n").citations if c.subject]
    assert [(str(c.number), c.relation) for c in chained] == [("6-NQ/TW", Relation.IMPLEMENTS)]


GOALS = """II. MỤC TIÊU

1. Mục tiêu chung

Người dân đọc sách nhiều hơn trước.

2. Mục tiêu cụ thể

- Chỉ tiêu 1: Tỷ lệ xã có tủ sách đạt 70% vào năm 2025 và 90% vào năm 2030.
- Chỉ tiêu 2: Giảm dần số người chưa biết chữ.
- Chỉ tiêu 3: Hiện nay đã có 12% số trường mở cửa thư viện buổi tối.

IV. TỔ CHỨC THỰC HIỆN

1. Sở Văn hóa - Thể thao và Du lịch

- Chủ trì, phối hợp với Sở Y tế mở tủ sách; thực hiện chỉ tiêu 1.

2. Công an tỉnh

- Giữ trật tự nơi đọc sách để thực hiện các chỉ tiêu 1 và 2 của Kế hoạch.

3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh

Vận động người dân góp sách.

4. Ủy ban nhân dân cấp xã

- Bố trí chỗ đọc sách.

Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm túc Kế hoạch này./.
"""


def test_indicators_are_items_of_the_objectives() -> None:
    found = plan(GOALS).indicators
    assert [(i.no, i.qualitative, len(i.targets)) for i in found] == [("1", False, 2), ("2", True, 0)]
    assert [(t.year, str(t.value), t.unit) for t in found[0].targets] == [(2025, "70", "%"), (2030, "90", "%")]


def test_owners_of_indicators_have_their_own_sentence() -> None:
    owners = [d for d in plan(GOALS).responsibilities if d.object_kind is ObjectKind.INDICATOR]
    assert [(d.object_no, d.agent.name) for d in owners] == [
        ("1", "Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Giang"),
        ("1", "Công an tỉnh Hà Giang"),
        ("2", "Công an tỉnh Hà Giang"),
    ]
    assert owners[0].agent_as_written == "Sở Văn hóa - Thể thao và Du lịch"
    assert owners[1].evidence.quote.startswith("Giữ trật tự")


def test_roles_of_tasks() -> None:
    found = duties(plan(GOALS))
    assert ("Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Giang", "lead") in found
    assert ("Sở Y tế tỉnh Hà Giang", "coordinate") in found
    assert ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Giang", "request") in found
    assert ("Ủy ban nhân dân cấp xã", "implement") in found
    assert ("Các sở, ban, ngành", "implement") in found
    assert not any(name == "Ủy ban nhân dân tỉnh Hà Giang" for name, _ in found)


def test_lines_of_roles_belong_to_the_item_above() -> None:
    text = """III. NHIỆM VỤ

1. Mở thêm thư viện

- Nội dung: Mở ba thư viện ở ba huyện vùng cao.

- Thời gian thực hiện: năm 2025.

- Cơ quan chủ trì: Sở Xây dựng.

- Cơ quan phối hợp: Sở Tài chính; các địa phương.
"""
    found = plan(text)
    assert duties(found) == {
        ("Sở Xây dựng tỉnh Hà Giang", "lead"),
        ("Sở Tài chính tỉnh Hà Giang", "coordinate"),
        ("Các địa phương", "coordinate"),
    }
    objects = {d.object for d in found.responsibilities}
    assert [task.text[:8] for task in found.tasks if task.iri in objects] == ["Nội dung"]


def test_a_task_s_text_is_without_its_label() -> None:
    text = "II. NHIỆM VỤ\n\n1. Nơi đọc\n\na) Nhiệm vụ: Sửa kho sách cũ.\n\nb) Đơn vị chủ trì: Sở Xây dựng.\n"
    assert [task.text for task in plan(text).tasks] == ["Sửa kho sách cũ."]


@pytest.mark.parametrize(
    ("above", "bullet", "tasks"),
    [
        ("1. Sở Nội vụ theo dõi kết quả và gửi Cục Lưu trữ tỉnh", "Cơ quan thường trực Tổ đọc sách của cả vùng.", 1),
        ("1. Sở Nội vụ theo dõi kết quả và gửi Cục Lưu trữ tỉnh.", "Cơ quan thường trực Tổ đọc sách mở cửa.", 2),
        ("1. Sở Nội vụ theo dõi kết quả và gửi Cục Lưu trữ tỉnh", "Cơ quan chủ trì: Sở Xây dựng và Sở Tư pháp.", 1),
    ],
)
def test_what_a_body_is_goes_on_its_name(above: str, bullet: str, tasks: int) -> None:
    found = plan(f"III. TỔ CHỨC THỰC HIỆN\n\n{above}\n\n- {bullet}\n\n2. Sở Tư pháp sửa kho sách cũ.\n")
    first = found.tasks[0].text
    assert (bullet in first) is (tasks == 1 and ":" not in bullet)


def test_a_table_flattened_to_one_cell_a_line() -> None:
    cells = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    rows = [
        ["1", "Rà soát kho sách cũ", "Sở Nội vụ", "Sở Tài chính", "Quý III/2025"],
        ["2", "Lập danh mục sách mới", "Sở Tư pháp", "2026"],
    ]
    flat = "\n|\n".join(cell for row in (cells, *rows) for cell in row)
    found = plan(f"I. MỤC ĐÍCH\n\n- Đọc.\n\nPHỤ LỤC\n\n|\n{flat}\n|\n")
    assert [(task.no, task.text, str(task.due)) for task in found.tasks] == [
        ("1", "Rà soát kho sách cũ", "2025-09"),
        ("2", "Lập danh mục sách mới", "2026"),
    ]
    assert ("Sở Tư pháp tỉnh Hà Giang", "lead") in duties(found)


def test_headings_of_three_levels_in_a_flattened_table() -> None:
    cells = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    one = ["1", "Rà soát kho sách cũ", "Sở Nội vụ", "Sở Tài chính", "Quý III/2025"]
    two = ["2", "Lập danh mục sách mới", "Sở Tư pháp", "Sở Nội vụ", "Năm 2025-2027"]
    again = ["1", "Đọc sách ở chợ", "Sở Y tế", "Sở Nội vụ", "2026"]
    heads = [["I", "Kho sách"], ["II", "Người đọc"], ["II.1", "Ở xã"], ["*II.1.1*", "*Ở chợ phiên*"]]
    flat = "\n|\n".join(cell for row in (cells, heads[0], one, two, *heads[1:], again) for cell in row)
    found = plan(f"I. MỤC ĐÍCH\n\n- Đọc.\n\nPHỤ LỤC\n\n|\n{flat}\n|\n")
    assert [(task.section, task.text[:8], str(task.due)) for task in found.tasks] == [
        ("Bảng 1.I.1", "Rà soát ", "2025-09"),
        ("Bảng 1.I.2", "Lập danh", "2027"),
        ("Bảng 1.II.1.1.1", "Đọc sách", "2026"),
    ]


LETTER = """ỦY BAN NHÂN DÂN
XÃ BẢN ĐÔN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: /UBND-VX
V/v phổ biến Kế hoạch số 4-KH/HU, ngày 05/5/2024 của Huyện ủy

Bản Đôn, ngày tháng 5 năm 2024

Kính gửi: Các thôn trong xã.

Thực hiện Công văn số 90/UBND-VP ngày 06/5/2024 của UBND huyện Mai Sơn, UBND xã phổ biến như sau.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Cầm Thị Lả

ĐẢNG BỘ TỈNH SƠN LA
HUYỆN ỦY MAI SƠN

*
Số 4-KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM

Mai Sơn, ngày 05 tháng 5 năm 2024

KẾ HOẠCH

về đọc sách trong các chi bộ

I. MỤC ĐÍCH

- Mỗi chi bộ có một tủ sách.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Hà Thị Mỷ
"""


def test_two_documents_in_one_file() -> None:
    letter, attached = read(LETTER)
    assert (letter.document.part, attached.document.part) == (1, 2)
    assert letter.document.number is None
    assert str(letter.document.date) == "2024-05"
    assert {FindingKind.NUMBER_MISSING, FindingKind.DATE_INCOMPLETE} <= {f.kind for f in letter.findings}
    assert [i.name for i in attached.document.issuers] == ["Ban Thường vụ Huyện ủy Mai Sơn"]
    relations = {(str(c.number), c.relation) for c in letter.citations if not c.subject}
    assert {("4-KH/HU", Relation.DISSEMINATES), ("90/UBND-VP", Relation.IMPLEMENTS)} <= relations


PAGE = """Phong trào đọc sách lan rộng

Ngày 17/7, Ban Thường vụ Huyện ủy đã ban hành kế hoạch số 33/KH-HU về việc thực hiện Chỉ thị số 9-CT/TW ngày 02/3/2024
của Ban Bí thư trên địa bàn huyện Mai Sơn.

Các chi bộ sẽ lập tủ sách chung. Bài đăng năm 2024; trang lập năm 2019.

Cơ quan chủ quản: UBND huyện Mai Sơn, tỉnh Sơn La
"""


def test_a_page_of_news_reports_a_plan() -> None:
    page, reported = read(PAGE)
    assert (page.document.kind, page.citations[0].relation) == (Kind.NEWS, Relation.REPORTS)
    assert reported.document.standing is Standing.REPORTED
    assert (str(reported.document.number), reported.document.number_as_written) == ("33-KH/HU", "33/KH-HU")
    assert str(reported.document.date) == "2024-07-17"
    assert [i.name for i in reported.document.issuers] == ["Ban Thường vụ Huyện ủy Mai Sơn"]
    assert {f.kind for f in reported.findings} >= {FindingKind.NUMBER_FORM, FindingKind.DATE_INCOMPLETE}
    assert any(str(c.number) == "9-CT/TW" and c.relation is Relation.IMPLEMENTS for c in reported.citations)


QUOTING = """Kế hoạch 12/KH-UBND về tủ sách

Nội dung chính

Ngày 17/7/2024, UBND tỉnh Sơn La đã ban hành Kế hoạch 12/KH-UBND về tủ sách theo Luật Thư viện 2019.

{heading}

{opening} việc mở tủ sách phải bảo đảm các yêu cầu sau:

- Có người trông coi và có nơi để sách khô ráo, thoáng khí.
"""


@pytest.mark.parametrize(
    ("heading", "opening", "by_page"),
    [
        ("Yêu cầu đối với nhà ở", "Căn cứ tại khoản 2 Điều 5 Luật Nhà ở 2023,", True),
        ("Yêu cầu đối với nhà ở", "Theo quy định tại Điều 5 Luật Nhà ở 2023,", True),
        ("Yêu cầu của Kế hoạch 12/KH-UBND", "Căn cứ tại khoản 2 Điều 5 Luật Nhà ở 2023,", False),
        ("Yêu cầu đối với nhà ở", "Căn cứ theo Mục I Kế hoạch 12/KH-UBND, Luật Nhà ở 2023,", False),
    ],
)
def test_a_page_cites_in_sections_of_its_own(heading: str, opening: str, *, by_page: bool) -> None:
    page, reported = read(QUOTING.format(heading=heading, opening=opening))
    assert ("Luật Nhà ở năm 2023" in [c.name for c in page.citations]) is by_page
    assert ("Luật Nhà ở năm 2023" in [c.name for c in reported.citations]) is not by_page
    assert "Luật Thư viện năm 2019" in [c.name for c in reported.citations]
    assert {c.relation for c in page.citations} <= {Relation.CITES, Relation.REPORTS}
    assert len({c.iri for c in page.citations}) == len(page.citations)


def test_a_title_block_with_number_and_day_is_a_head() -> None:
    words = "SẮC LỆNH CỦA CHỦ TỊCH CHÍNH PHỦ SỐ 31 NGÀY 4 THÁNG 2 NĂM 1947"
    (found,) = read(f"{words}\n\nTheo lời đề nghị của Bộ trưởng Bộ Nội vụ;\n\nĐiều 1: Mở các lớp học buổi tối.\n")
    document = found.document
    assert (document.kind, str(document.date), document.number) == (Kind.DECREE, "1947-02-04", None)
    assert document.number_as_written == "31"


@pytest.mark.parametrize("first", ["sau khi đã bàn với các xã trong vùng;", "Sau khi đã bàn với các xã trong vùng;"])
def test_a_text_that_begins_in_the_middle_is_no_news(first: str) -> None:
    (found,) = read(f"{first}\n\nCác lớp học buổi tối được mở ở mỗi xã để mọi người dân cùng học chữ và đọc sách.\n")
    assert (found.document.kind, found.document.title) == (Kind.OTHER, "")


def test_a_text_that_is_cut_says_so() -> None:
    (found,) = read(HEAD + "I. MỤC ĐÍCH\n\n- Đọc sách.\n\n[...]")
    assert FindingKind.TEXT_CUT in {f.kind for f in found.findings}


def test_headings_that_are_numbered_wrongly_are_told() -> None:
    found = plan("I. MỤC ĐÍCH\n\n- Đọc.\n\nII. NHIỆM VỤ\n\n- Đọc.\n\nII. KINH PHÍ\n\n- Có.\n")
    assert FindingKind.NUMBERING_SLIP in {f.kind for f in found.findings}


def test_a_post_stands_for_its_body() -> None:
    found = plan("IV. TỔ CHỨC THỰC HIỆN\n\n1. Giám đốc Sở Y tế chịu trách nhiệm mở tủ sách ở bệnh viện.\n")
    (duty,) = [d for d in found.responsibilities if d.object_kind is ObjectKind.TASK]
    assert (duty.agent.name, duty.post_as_written, duty.role) == ("Sở Y tế tỉnh Hà Giang", "Giám đốc", Role.IMPLEMENT)
