"""Targets in tables, and what the list around an item says of it: year, repeats, headings that lost their number."""

from __future__ import annotations

import pytest

from loaders.extract import extractions
from loaders.formats.rendered import Writer
from loaders.headed import Column, column_of
from loaders.rows import Measure
from ontology.model import Extraction, Indicator, SourceText
from tests.loaders.quotes import evidences
from tests.loaders.test_documents_read import HEAD, plan
from tests.loaders.test_grids import plain


def with_table(body: str, *rows: str) -> Extraction:
    writer = Writer()
    for line in (HEAD + body).splitlines():
        writer.paragraph(line) if line.strip() else None
    writer.table(plain(*rows))
    made = writer.done()
    source = SourceText("a.docx", "0" * 64, made.text, blocks=made.blocks)
    (found,) = extractions(source)
    assert all(evidence.holds_in(source.text) for evidence in evidences([found]))
    return found


def told(indicator: Indicator) -> list[str]:
    return [
        f"{t.year or '-'} {t.comparator.value} {t.value}{'' if t.upper is None else f'-{t.upper}'} {t.unit}"
        for t in indicator.targets
    ]


@pytest.mark.parametrize(
    ("unit", "cell", "expected"),
    [
        ("%", "85", "= 85 %"),
        ("%", "≥ 80", ">= 80 %"),
        ("% GDP", "≥ 30", ">= 30 %"),
        ("% tổng chi", "≥ 3% và tăng dần", ">= 3 %"),
        ("%", "100%", "= 100 %"),
        ("%", "20% - 50%", "between 20-50 %"),
        ("%", "97,5", "= 97.5 %"),
        ("‰", "< 12", "< 12 ‰"),
        ("Chỉ số", "> 0,7", "> 0.7 count:Chỉ số"),
        ("Tổ chức", "40 - 50", "between 40-50 count:Tổ chức"),
        ("Tuyến", "09", "= 9 count:Tuyến"),
        ("Thứ bậc", "≤ 30", "<= 30 count:Thứ bậc"),
        ("Người/vạn dân", "12", "= 12 count:Người/vạn dân"),
        ("ha", "1.250", "= 1250 count:ha"),
        ("Xã", "trên 20", "> 20 count:Xã"),
        ("", "Tiên tiến, hiện đại", ""),
        ("", "Quyết định số 12/QĐ-UBND", ""),
        ("Tỷ đồng", "450", ""),
        ("", "Trước ngày 30/6", ""),
    ],
)
def test_cells(unit: str, cell: str, expected: str) -> None:
    found = Measure("Độ phủ", unit, None).values(cell)
    shown = [f"{t.comparator.value} {t.value}{'' if t.upper is None else f'-{t.upper}'} {t.unit}" for t in found]
    assert "; ".join(shown) == expected


def test_a_cell_with_two_scopes_and_one_of_growth() -> None:
    ranks = list(Measure("Xếp hạng", "Thứ bậc", 2030).values("≤ 3 Đông Nam Á; ≤ 50 Thế giới"))
    assert [(int(t.value), t.measure) for t in ranks] == [(3, "Xếp hạng (Đông Nam Á)"), (50, "Xếp hạng (Thế giới)")]
    (fall,) = Measure("Mức giảm hộ nghèo", "%/năm", 2030).values("1,2")
    assert (fall.comparator.value, str(fall.value)) == ("decrease-per-year", "1.2")


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Chỉ tiêu năm 2030", Column.VALUE),
        ("Mục tiêu đến năm 2030", Column.VALUE),
        ("Kế hoạch năm 2026", Column.VALUE),
        ("2026-2030", Column.VALUE),
        ("Chỉ tiêu", Column.INDICATOR),
        ("Thực hiện năm 2024", Column.OTHER),
        ("Ước thực hiện 2025", Column.OTHER),
        ("Hiện trạng năm 2023", Column.OTHER),
        ("ĐVT", Column.UNIT),
        ("Đơn vị chủ trì", Column.LEAD),
    ],
)
def test_columns(name: str, column: Column) -> None:
    assert column_of(name) is column


def test_columns_of_years_without_what_was_reached() -> None:
    found = with_table(
        "",
        "TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2022 | Năm 2023 | Năm 2025 | Năm 2030",
        "1 | Tỷ lệ thôn có tủ sách | % | 20 | 30 | 60 | 90",
        "2 | Số câu lạc bộ đọc sách | Câu lạc bộ | 5 | 6 | 12 | 40",
    )
    assert [told(i) for i in found.indicators] == [
        ["2025 = 60 %", "2030 = 90 %"],
        ["2025 = 12 count:Câu lạc bộ", "2030 = 40 count:Câu lạc bộ"],
    ]


def test_a_head_of_two_rows_without_merged_cells_and_values_under_the_name_of_aims() -> None:
    found = with_table(
        "",
        "TT | Chỉ tiêu | Đơn vị | Mục tiêu | ",
        " | | | Năm 2026 | Năm 2030",
        "1 | Tỷ lệ thôn có tủ sách | % | ≥ 60 | ≥ 90",
    )
    assert [told(i) for i in found.indicators] == [["2026 >= 60 %", "2030 >= 90 %"]]


def test_a_row_adds_its_other_years_to_the_item_that_it_repeats() -> None:
    found = with_table(
        "I. MỤC TIÊU\n\n1. Mục tiêu cụ thể\n\n- 70% thôn có tủ sách dùng chung đến năm 2026.\n\n",
        "TT | Chỉ tiêu | Đơn vị | Năm 2026 | Năm 2030",
        "1 | Tỷ lệ thôn có tủ sách dùng chung | % | 70 | 95",
    )
    (indicator,) = found.indicators
    assert told(indicator) == ["2026 >= 70 %", "2030 = 95 %"]


def test_rows_that_differ_by_a_figure_are_two_indicators() -> None:
    found = with_table(
        "",
        "TT | Chỉ tiêu | Đơn vị | Năm 2026",
        "1 | Tỷ lệ thư viện xã đạt mức độ 2 về phục vụ bạn đọc | % | 90",
        "2 | Tỷ lệ thư viện xã đạt mức độ 3 về phục vụ bạn đọc | % | 40",
    )
    assert [told(i) for i in found.indicators] == [["2026 = 90 %"], ["2026 = 40 %"]]


def test_words_that_lead_in_a_list_give_its_year() -> None:
    found = plan(
        "I. MỤC TIÊU\n\nTừ nay đến năm 2027, phấn đấu đạt các mục tiêu sau:\n\n- 60% thôn có tủ sách.\n\n"
        "- Xây dựng 12 thư viện xã.\n"
    )
    assert [told(i) for i in found.indicators] == [["2027 >= 60 %"], ["2027 >= 12 count:thư viện xã"]]


def test_a_heading_of_a_year_past_gives_none() -> None:
    found = plan("I. MỤC TIÊU NĂM 2020\n\n- 60% thôn có tủ sách dùng chung.\n")
    assert [told(i) for i in found.indicators] == [["- >= 60 %"]]


def test_objectives_end_at_a_heading_that_lost_its_number() -> None:
    found = plan(
        "I. MỤC TIÊU\n\n- 60% thôn có tủ sách dùng chung.\n\nHI. NỘI DUNG THỰC HIỆN\n\n"
        "1. Khen thưởng người đọc giỏi\n\n2. In 5.000 tờ rơi cho học sinh\n"
    )
    assert len(found.indicators) == 1
