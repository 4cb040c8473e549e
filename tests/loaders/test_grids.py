"""Tables that a format marks: which are tables of tasks or indicators, and what their rows say."""

from __future__ import annotations

import pytest

from loaders.blocks import paragraphs
from loaders.formats.rendered import CellText, Writer
from loaders.grids import take
from loaders.headed import Column, column_of
from loaders.tables import Table
from ontology.source import SourceText

Rows = list[list[CellText]]


def plain(*rows: str) -> Rows:
    """Rows of cells between bars; an empty cell is left out, as a merged one is."""
    return [[CellText(t.strip(), r, c) for c, t in enumerate(row.split("|"))] for r, row in enumerate(rows)]


def tables(*grids: Rows) -> tuple[list[Table], list[str]]:
    writer = Writer()
    for grid in grids:
        writer.table(grid)
    made = writer.done()
    found, rest = take(paragraphs(SourceText("a.docx", "0" * 64, made.text, blocks=made.blocks)))
    return found, [paragraph.text.text for paragraph in rest]


def said(table: Table) -> list[tuple[str, str, list[str]]]:
    """Number, headings and cells of each row."""
    return [(row.no, row.group, [cell.text for _, cell in row.cells]) for row in table.rows]


def test_a_letterhead_is_no_table_of_tasks() -> None:
    found, rest = tables(plain("SỞ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 3/KH-SYT | Hà Nội, ngày 1 tháng 2"))
    assert found == []
    assert rest[0] == "SỞ Y TẾ"


def test_columns_and_rows() -> None:
    (table,), rest = tables(
        plain(
            "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian", "1 | Rà soát | Sở Y tế | 2025", "2. | In ấn | Sở Nội vụ | "
        )
    )
    assert rest == []
    assert table.columns == (Column.NUMBER, Column.TASK, Column.LEAD, Column.DUE)
    assert said(table) == [("1", "", ["Rà soát", "Sở Y tế", "2025"]), ("2", "", ["In ấn", "Sở Nội vụ"])]


def test_a_head_of_two_rows_and_a_row_of_column_numbers() -> None:
    head = [
        [CellText("STT", 0, 0, 2), CellText("Chỉ tiêu", 0, 1, 2), CellText("Mục tiêu", 0, 2, 1, 2)],
        [CellText("Năm 2025", 1, 2), CellText("Năm 2030", 1, 3)],
        [CellText(f"({n})", 2, n - 1) for n in range(1, 5)],
    ]
    body = [[CellText("1", 3, 0), CellText("Số xã", 3, 1), CellText("5", 3, 2), CellText("9", 3, 3)]]
    ((table,), _) = tables([*head, *body])
    assert table.columns == (Column.NUMBER, Column.INDICATOR, Column.VALUE, Column.VALUE)
    assert [name.text[-8:] for name in table.names[2:]] == ["Năm 2025", "Năm 2030"]
    assert said(table) == [("1", "", ["Số xã", "5", "9"])]


def test_a_merged_cell_holds_for_every_row_that_it_covers() -> None:
    head, first, second = plain("TT | Nhiệm vụ | Chủ trì", "1 | Rà soát | ", "2 | In ấn | ")
    merged = [head, [*first[:2], CellText("Sở Y tế", 1, 2, 2)], second[:2]]
    ((table,), _) = tables(merged)
    assert [cells for _, _, cells in said(table)] == [["Rà soát", "Sở Y tế"], ["In ấn", "Sở Y tế"]]


def test_headings_between_rows() -> None:
    ((table,), _) = tables(
        plain(
            "TT | Chỉ tiêu | Đơn vị | 2030",
            "I | Đến năm 2030 | | ",
            "1 | Số xã | xã | 9",
            "2 | Dịch vụ công | | ",
            "2.1 | Trực tuyến | % | 80",
            "3 | Số trạm | trạm | 4",
            "II | Đến năm 2045 | | ",
            "1 | Số xã | xã | 20",
        )
    )
    assert [(no, group) for no, group, _ in said(table)] == [
        ("1", "Đến năm 2030"),
        ("2.1", "Đến năm 2030 / Dịch vụ công"),
        ("3", "Đến năm 2030"),
        ("1", "Đến năm 2045"),
    ]


def test_a_heading_over_the_whole_width() -> None:
    rows = plain("TT | Nhiệm vụ | Chủ trì", "1 | Rà soát | Sở Y tế")
    wide = [CellText("A. Truyền thông", 1, 0, 1, 3)]
    shifted = [CellText(cell.text, 2, cell.column) for cell in rows[1]]
    ((table,), _) = tables([rows[0], wide, shifted])
    assert said(table) == [("1", "Truyền thông", ["Rà soát", "Sở Y tế"])]


def test_a_row_without_number_or_task_goes_on_the_one_above() -> None:
    ((table,), _) = tables(plain("TT | Nhiệm vụ | Chủ trì", "1 | Rà soát | Sở Y tế", " | | Sở Nội vụ"))
    assert said(table) == [("1", "", ["Rà soát", "Sở Y tế Sở Nội vụ"])]


def test_a_header_that_a_page_repeats_is_no_row() -> None:
    head = "TT | Nhiệm vụ | Chủ trì"
    ((table,), _) = tables(plain(head, "1 | Rà soát | Sở Y tế", head, "2 | In ấn | Sở Nội vụ"))
    assert [no for no, _, _ in said(table)] == ["1", "2"]


def test_tables_are_counted_in_their_order() -> None:
    grid = plain("TT | Nhiệm vụ | Chủ trì", "1 | Rà soát | Sở Y tế")
    found, _ = tables(grid, plain("A | B", "C | D"), grid)
    assert [table.order for table in found] == [1, 2]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Cơ quan chủ trì theo dõi, đánh giá", Column.MONITOR),
        ("Đơn vị theo dõi", Column.MONITOR),
        ("Cơ quan chủ trì thực hiện, theo dõi", Column.LEAD),
        ("Nội dung theo dõi", Column.TASK),
    ],
)
def test_who_watches_does_not_lead(name: str, held: Column) -> None:
    assert column_of(name) is held


def test_rows_counted_anew_below_headings_stand_at_different_paths() -> None:
    head = "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian"
    ((table,), _) = tables(
        plain(head, "I | Chợ | |", "1 | Rà soát | Sở Y tế | 2025", "II | Đường | |", "1 | In ấn | Sở Nội vụ | 2026")
    )
    assert [table.path(row) for row in table.rows] == ["Bảng 1.I.1", "Bảng 1.II.1"]
    ((table,), _) = tables(plain(head, "I | Chợ | |", "1 | Rà soát | Sở Y tế | 2025", "2 | In ấn | Sở Nội vụ | 2026"))
    assert [table.path(row) for row in table.rows] == ["Bảng 1.1", "Bảng 1.2"]


def test_a_heading_with_a_stray_word_is_no_row() -> None:
    head = "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian"
    ((table,), _) = tables(
        plain(head, "I | Chợ | | năm sau nữa", "1 | Rà soát | Sở Y tế | 2025", "II | Đường | | 2026")
    )
    assert said(table) == [("1", "Chợ", ["Rà soát", "Sở Y tế", "2025"]), ("II", "Chợ", ["Đường", "2026"])]
