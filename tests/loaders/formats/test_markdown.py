"""Markdown: what it marks becomes blocks, all else stays plain lines of the file's own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import ReadError
from loaders.formats.markdown import read
from ontology.source import BlockKind
from tests.loaders.soup import texts

TABLE = """Trước bảng

| TT | Nhiệm vụ | Cơ quan |
|:---|---------|:-------:|
| 1 | Nạo vét kênh \\| mương | Phòng Kinh tế |
| 2 | | **UBND xã** |
|  |  |  |

Sau bảng
"""


def cells(text: str) -> list[tuple[int, int, str]]:
    made = read(text.encode(), "a.md")
    return [
        (cell.row, cell.column, cell.span.of(made.text))
        for block in made.blocks
        if block.kind is BlockKind.TABLE
        for cell in block.cells
    ]


def test_a_pipe_table_has_rows_columns_and_empty_cells() -> None:
    assert cells(TABLE) == [
        (0, 0, "TT"),
        (0, 1, "Nhiệm vụ"),
        (0, 2, "Cơ quan"),
        (1, 0, "1"),
        (1, 1, "Nạo vét kênh \\| mương"),
        (1, 2, "Phòng Kinh tế"),
        (2, 0, "2"),
        (2, 1, ""),
        (2, 2, "**UBND xã**"),
        (3, 0, ""),
        (3, 1, ""),
        (3, 2, ""),
    ]


def test_a_table_without_outer_bars_and_with_windows_line_ends() -> None:
    assert cells("TT | Việc\r\n---|---\r\n1 | Rà soát\r\n") == [
        (0, 0, "TT"),
        (0, 1, "Việc"),
        (1, 0, "1"),
        (1, 1, "Rà soát"),
    ]


def test_a_line_below_a_table_is_no_row() -> None:
    made = read(b"| a | b |\n|---|---|\n| 1 | 2 |\nTh\xc3\xb4n tin\n", "a.md")
    assert made.blocks[0].span.of(made.text) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_cells_on_lines_of_their_own_are_no_table() -> None:
    page = (
        "|\n**ỦY BAN NHÂN DÂN**\nXÃ AN HÒA\n-------\n|\n**CỘNG HÒA XÃ HỘI**\n---------------\n|\n|\nSố: 5/KH-UBND\n|\n"
    )
    assert read(page.encode(), "a.md").blocks == ()


def test_headings_carry_their_level_and_empty_ones_are_none() -> None:
    made = read("# Kế hoạch\n\n#\n\n### 1. Mục đích ###\n\nKhông phải\n=====\n".encode(), "a.md")
    assert [(b.kind, b.level, b.span.of(made.text)) for b in made.blocks] == [
        (BlockKind.HEADING, 1, "# Kế hoạch"),
        (BlockKind.HEADING, 3, "### 1. Mục đích ###"),
    ]


def test_a_front_matter_is_metadata_and_set_aside() -> None:
    made = read('---\ntitle: "Kế hoạch"\nSố hiệu: 5/KH-UBND\n---\n# Mở đầu\n'.encode(), "a.md")
    assert [(m.key, m.value) for m in made.metadata] == [("title", "Kế hoạch"), ("number", "5/KH-UBND")]
    assert all(m.span and m.span.of(made.text) == m.value for m in made.metadata)
    assert [b.kind for b in made.blocks] == [BlockKind.ASIDE, BlockKind.HEADING]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\nKẾ HOẠCH\n---\nNội dung\n".encode(), "a.md").metadata == ()


def test_deep_nesting_is_read() -> None:
    assert read(("> " * 5000 + "Kế hoạch\n").encode(), "a.md").text.endswith("Kế hoạch\n")


@given(texts | st.text(alphabet="|-:\\ \n\rab#>*`", min_size=1))
def test_blocks_stand_in_order_inside_the_text(text: str) -> None:
    try:
        made = read(text.encode(), "a.md")
    except ReadError:
        return
    done = 0
    for block in made.blocks:
        assert done <= block.span.start <= block.span.end <= len(made.text)
        for cell in block.cells:
            assert block.span.start <= cell.span.start <= cell.span.end <= block.span.end
            assert "\n" not in cell.span.of(made.text)
        done = block.span.end


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_no_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "a.md")
