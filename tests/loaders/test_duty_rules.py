"""Who is to do what: the rules of meaning for duties, a case a line."""

from __future__ import annotations

import pytest

from loaders.extract import extractions
from ontology.codes import ObjectKind, Relation
from ontology.model import Extraction, Indicator, SourceText
from tests.loaders.cases import cases
from tests.loaders.quotes import evidences

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 33/KH-UBND
Hà Giang, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
{title}
{recital}
I. MỤC TIÊU
1. Mục tiêu cụ thể
{goals}
{body}
"""
GOALS = "\n".join(f"Chỉ tiêu {no}: Tỷ lệ thôn đạt chuẩn loại {no} đạt {no}0% vào năm 2025." for no in range(1, 7))
ORGANISATION = "II. TỔ CHỨC THỰC HIỆN\n{}\n"
OWN = " tỉnh Hà Giang"


def read(body: str, title: str = "Sơ cứu ở thôn", recital: str = "Nội dung như sau:", goals: str = GOALS) -> Extraction:
    text = HEAD.format(title=title, recital=recital, goals=goals, body=body)
    (found,) = extractions(SourceText("a.txt", "0" * 64, text))
    assert all(evidence.holds_in(text) for evidence in evidences(found))
    return found


def told(item: str) -> str:
    """The duties of an item as the file of cases writes them: the plan's own province left out."""
    found = read(ORGANISATION.format(item.replace("/", "\n")))
    words = []
    for duty in found.responsibilities:
        name = duty.agent.name.removesuffix(" Hà Giang") if "tỉnh Hà" in duty.agent.name else duty.agent.name
        name = name.removesuffix(" tỉnh") if name.startswith("Sở") else name
        if duty.object_kind is ObjectKind.TASK:
            words.append(f"{name} {duty.role}")
        elif duty.object_kind is ObjectKind.INDICATOR:
            words.append(f"{name} {duty.role} {duty.object_no}")
    return "; ".join(dict.fromkeys(words))


@pytest.mark.parametrize(("item", "expected"), cases("accept/duties.txt", 2))
def test_accepted(item: str, expected: str) -> None:
    assert told(item) == expected


def test_the_post_and_the_words_of_the_text_are_kept() -> None:
    found = read(ORGANISATION.format("1. Giám đốc Sở LĐTBXH mở lớp sơ cứu."))
    (duty,) = (duty for duty in found.responsibilities if duty.object_kind is ObjectKind.TASK)
    assert duty.agent.name == f"Sở Lao động - Thương binh và Xã hội{OWN}"
    assert (duty.agent_as_written, duty.post_as_written) == ("Giám đốc Sở LĐTBXH", "Giám đốc")


@pytest.mark.parametrize(
    ("part", "agents"),
    [
        ("II. ĐỐI TƯỢNG KIỂM TRA\n1. Các đơn vị khác có hồ sơ.\n- Tủ thuốc của thôn.", 0),
        ("II. ĐỐI TƯỢNG, TIÊU CHUẨN\na) Đối với Sở Y tế:\n- Hoàn thành mọi việc được giao.", 0),
        ("II. THỜI GIAN\n1. Tháng 5, Sở Y tế sẽ tiến hành kiểm tra các thôn.\n2. Sở Y tế sẽ tiến hành phúc tra.", 1),
        ("II. NỘI DUNG\n1. Sở Y tế\n- Công tác thống kê, báo cáo.\n- Lập danh sách các thôn.", 1),
    ],
)
def test_a_part_that_describes_has_only_the_tasks_that_it_says(part: str, agents: int) -> None:
    duties = [d for d in read(part).responsibilities if d.object_kind is ObjectKind.TASK]
    assert len(duties) == agents


def test_a_title_that_carries_out_a_programme_implements_the_decision_that_approves_it() -> None:
    found = read(
        "",
        title="Triển khai Chương trình sơ cứu cộng đồng giai đoạn 2023 - 2030 trên địa bàn tỉnh",
        recital="Căn cứ Quyết định số 15/QĐ-TTg ngày 06/01/2023 của Thủ tướng Chính phủ phê duyệt Chương trình sơ cứu "
        "cộng đồng giai đoạn 2023 - 2030;",
    )
    assert [(str(c.number), c.relation) for c in found.citations] == [("15/QĐ-TTg", Relation.IMPLEMENTS)]


def goals_of(body: str, goals: str = GOALS) -> list[Indicator]:
    return list(read(body, goals=goals).indicators)


@pytest.mark.parametrize(
    "item",
    [
        "- Năm 2023 đã đạt 45% số thôn có tủ thuốc.",
        "- Hiện nay có 45% số thôn có tủ thuốc.",
        "- Đến nay, 45% số thôn có tủ thuốc.",
    ],
)
def test_a_result_reached_is_no_indicator(item: str) -> None:
    assert goals_of("", f"{GOALS}\n{item}") == goals_of("")


def test_items_without_figures_are_qualitative() -> None:
    found = goals_of("", "- Giảm dần số người bị thương do tai nạn.\n- Tỷ lệ thôn có tủ thuốc đạt 60% vào năm 2025.")
    assert [(indicator.qualitative, len(indicator.targets)) for indicator in found] == [(True, 0), (False, 1)]


def test_paragraphs_under_a_topic_of_the_objectives_are_items() -> None:
    goals = f"{GOALS}\n1.1. Đến năm 2030\n- Thôn\n\nMọi thôn có người biết sơ cứu.\n\nĐạt 90% thôn có tủ thuốc."
    assert [(i.qualitative, [t.year for t in i.targets]) for i in goals_of("", goals)[-2:]] == [
        (True, []),
        (False, [2030]),
    ]


def test_a_general_aim_is_no_indicator() -> None:
    general = "2. Mục tiêu chung\n- Mọi người dân đều biết sơ cứu cho nhau khi gặp nạn."
    assert [i.no for i in goals_of("", f"{GOALS}\n{general}")] == [i.no for i in goals_of("")]


def test_an_item_repeated_in_an_annex_is_one_indicator() -> None:
    again = f"PHỤ LỤC\nCÁC CHỈ TIÊU\n{GOALS}"
    assert [i.no for i in goals_of(again)] == [i.no for i in goals_of("")]


def test_a_result_to_be_reached_among_the_tasks_is_an_indicator_of_that_section() -> None:
    found = goals_of("II. NHIỆM VỤ\n1. Mua tủ thuốc, phấn đấu 70% số trường có tủ thuốc vào năm 2026.\n")
    assert len(found) == 7
    assert (found[-1].section, found[-1].targets[0].year) == ("II.1", 2026)
    assert found[-1].evidence.confidence < found[0].evidence.confidence


def test_the_year_of_the_heading_and_of_the_title_count_where_the_item_has_none() -> None:
    bare = "- Tỷ lệ thôn có tủ thuốc đạt 60%."
    heading = read(f"2. Mục tiêu đến năm 2028\n{bare}", goals="").indicators
    assert [target.year for target in heading[-1].targets] == [2028]
    title = read("", title="Sơ cứu ở thôn năm 2026", goals=bare).indicators
    assert [target.year for target in title[-1].targets] == [2026]
