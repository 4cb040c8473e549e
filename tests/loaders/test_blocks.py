"""Blocks of a format to paragraphs: what it marks is taken at its word, what is not of the document is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.blocks import paragraphs
from loaders.formats.markdown import read
from loaders.formats.rendered import CellText, Rendered, Writer
from ontology.source import BlockKind, SourceText


def source(made: Rendered) -> SourceText:
    return SourceText("a.docx", "0" * 64, made.text, blocks=made.blocks)


def words(made: Rendered) -> list[str]:
    return [paragraph.text.text for paragraph in paragraphs(source(made))]


def test_a_paragraph_of_the_format_is_one_however_long_its_lines() -> None:
    writer = Writer()
    writer.paragraph("Sở Y tế chủ trì. " * 20)
    writer.paragraph("Sở Tài chính phối hợp.")
    assert [len(text) for text in words(writer.done())] == [339, 22]


def test_running_lines_and_asides_are_left_out_and_stay_in_the_text() -> None:
    writer = Writer()
    writer.paragraph("Một.")
    for kind in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.ASIDE):
        writer.paragraph(f"không phải của văn bản: {kind}", kind)
    writer.paragraph("Hai.")
    made = writer.done()
    assert words(made) == ["Một.", "Hai."]
    assert made.text.count("không phải") == 3


def test_footnotes_come_last() -> None:
    writer = Writer()
    writer.paragraph("Căn cứ Quyết định số 5/QĐ-TTg[1]")
    writer.paragraph("[1] Ngày 3/4/2024", BlockKind.FOOTNOTE)
    writer.paragraph("Điều 1.")
    assert words(writer.done()) == ["Căn cứ Quyết định số 5/QĐ-TTg[1]", "Điều 1.", "[1] Ngày 3/4/2024"]


def test_cells_keep_their_places_and_what_follows_a_table_is_no_cell() -> None:
    writer = Writer()
    writer.table([[CellText("TT", 0, 0), CellText("Việc\n- Một\n- Hai", 0, 1)]])
    writer.paragraph("Sau bảng.")
    found = paragraphs(source(writer.done()))
    assert [(p.text.text, p.cell, p.place.cell.column if p.place else None) for p in found] == [
        ("TT", True, 0),
        ("Việc", True, 1),
        ("- Một", False, 1),
        ("- Hai", False, 1),
        ("Sau bảng.", True, None),
    ]


def test_wrapped_lines_around_a_table_of_markdown_are_joined_as_in_any_text() -> None:
    line = "Ủy ban nhân dân tỉnh giao các sở và\nban, ngành rà soát những việc của\nmình trong năm nay.\n"
    made = read(f"{line * 3}\n| TT | Việc |\n|---|---|\n| 1 | Rà soát |\n\n{line}".encode(), "a.md")
    found = paragraphs(source(made))
    assert [p.text.text for p in found if p.place] == ["TT", "Việc", "1", "Rà soát"]
    assert found[0].text.text.startswith("Ủy ban nhân dân tỉnh giao các sở và ban, ngành rà soát")
    assert not found[-1].place
    assert found[-1].text.text.endswith("năm nay.")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.tuples(st.sampled_from(BlockKind), texts)))
def test_each_paragraph_leads_back_to_its_words(pieces: list[tuple[BlockKind, str]]) -> None:
    writer = Writer()
    for kind, text in pieces:
        if kind is BlockKind.TABLE:
            writer.table([[CellText(text, 0, 0), CellText(text, 0, 1)]])
        else:
            writer.paragraph(text, kind)
    made = source(writer.done())
    for paragraph in paragraphs(made):
        span = paragraph.text.span()
        assert any(block.span.start <= span.start and span.end <= block.span.end for block in made.blocks) or "\n" in (
            span.of(made.text)
        )
