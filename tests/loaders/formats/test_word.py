"""DOCX to text: the true order, what is drawn but not typed, what is typed but not shown."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import ReadError
from loaders.formats import word
from loaders.formats.fonts import Coding, unicode
from loaders.formats.rendered import Rendered
from loaders.formats.word_numbering import letter, roman
from ontology.source import BlockKind
from tests.loaders.formats.packages import docx_of, p, packed, parts, r, table, tc

BOX = "<w:txbxContent>{}</w:txbxContent>"


def made(body: str, **others: str) -> Rendered:
    return word.read(docx_of(body, **others), "a.docx")


def text(body: str, **others: str) -> str:
    return made(body, **others).text


def stored(document: Document) -> bytes:
    handle = io.BytesIO()
    document.save(handle)
    return handle.getvalue()


def kinds(rendered: Rendered) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(rendered.text)) for block in rendered.blocks]


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("Trước bảng")
    document.add_table(1, 2).cell(0, 1).text = "Sở Y tế"
    document.add_paragraph("Sau bảng")
    assert word.read(stored(document), "a.docx").text == "Trước bảng\n|  | Sở Y tế |\nSau bảng\n"


def test_content_controls_and_wrapped_runs_are_text() -> None:
    inner = f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt><w:hyperlink>{r('c')}</w:hyperlink>"
    body = f"<w:sdt><w:sdtContent><w:p>{r('a')}{inner}<w:smartTag>{r('d')}</w:smartTag></w:p></w:sdtContent></w:sdt>"
    assert text(body) == "abcd\n"


def test_insertions_are_text_and_deletions_are_not() -> None:
    gone = "<w:r><w:delText>cũ</w:delText></w:r>"
    changed = f"<w:del>{gone}{r('60%')}</w:del><w:ins>{r('70%')}</w:ins><w:moveFrom>{r('x')}</w:moveFrom>"
    body = f"<w:p>{r('Mức ')}{changed}</w:p>"
    assert text(body) == "Mức 70%\n"


def test_deleted_rows_are_left_out() -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{tc(p('bỏ'))}{tc(p('bỏ'))}"
    assert text(table(tc(p("1")) + tc(p("2")), gone)) == "| 1 | 2 |\n"


def test_hidden_text_is_left_out_also_by_style() -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = r("hiện", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    hidden = r("ẩn", "<w:vanish/>") + r("ẩn", '<w:rStyle w:val="h"/>')
    body = f"<w:p>{hidden}{shown}</w:p>"
    assert text(body, styles=styles) == "hiện\n"


def test_fields_give_their_results() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"{field.format('begin')}<w:r><w:instrText> DATE </w:instrText></w:r>{field.format('separate')}"
    body = f"<w:p>{code}{r('30/5')}{field.format('end')}<w:fldSimple w:instr=' PAGE '>{r('/2025')}</w:fldSimple></w:p>"
    assert text(body) == "30/5/2025\n"


def test_signs_between_the_letters() -> None:
    signs = "<w:r><w:t>Số:</w:t><w:tab/><w:t>15</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:softHyphen/><w:t>oa</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>85%</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert text(f"<w:p>{signs}{symbol}</w:p>") == "Số: 15-KHoa≥85%✓\n"


def test_capitals_are_as_they_are_drawn() -> None:
    assert text(p("kế hoạch", run="<w:caps/>")) == "KẾ HOẠCH\n"


def test_breaks_part_the_lines_of_a_letterhead_but_not_of_running_text() -> None:
    broken = "<w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r>"
    head = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{broken.format("ỦY BAN NHÂN DÂN", "TỈNH X")}</w:p>'
    long = "Các sở, ban, ngành có trách nhiệm phối hợp chặt chẽ trong quá trình"
    running = f"<w:p>{broken.format(long, 'thực hiện')}</w:p>"
    assert text(head + running) == f"ỦY BAN NHÂN DÂN\nTỈNH X\n{long} thực hiện\n"
    cell = made(table(tc(head) + tc(p("b")))).blocks[0].cells[0]
    assert cell.span.of(text(table(tc(head) + tc(p("b"))))) == "ỦY BAN NHÂN DÂN\nTỈNH X"


def test_text_boxes_stand_once_behind_their_anchor() -> None:
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{BOX.format(p("DỰ THẢO"))}</wps:txbx></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{BOX.format(p('DỰ THẢO'))}</v:textbox></w:pict></mc:Fallback>"
    body = f"<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>{r('Kính gửi')}</w:p>"
    assert text(body) == "Kính gửi\nDỰ THẢO\n"
    assert text(body.replace(choice, "")) == "Kính gửi\nDỰ THẢO\n"


def test_headings_by_style_level_and_looks() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="Heading 3"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
    middle = '<w:jc w:val="center"/>'
    body = p("a", '<w:pStyle w:val="k"/>') + p("b", '<w:outlineLvl w:val="0"/>') + p("c", middle, "<w:b/>")
    body += p("d", middle) + p("-----", middle, "<w:b/>") + p("e" * 300, middle, "<w:b/>")
    levels = [(block.kind, block.level) for block in made(body, styles=styles).blocks]
    heading, plain = BlockKind.HEADING, BlockKind.PARAGRAPH
    assert levels == [(heading, 3), (heading, 1), (heading, 0), (plain, 0), (plain, 0), (plain, 0)]


# Lists


def level(at: int, form: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>'


def lists(levels: str, *nums: str) -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    named = (f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>{num}</w:num>' for at, num in enumerate(nums, 1))
    return abstract + "".join(named)


def item(words: str, at: int = 0, name: int = 1) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


def labels(body: str, numbering: str, **others: str) -> list[str]:
    return text(body, numbering=numbering, **others).splitlines()


THREE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>") + level(2, "lowerLetter", "%3)")


def test_numbers_are_counted_by_level_and_start_anew_below_a_new_number() -> None:
    body = item("x") + item("x", 1) + item("x", 1) + item("x", 2) + item("x") + item("x", 1) + item("x", 2)
    assert labels(body, lists(THREE, "")) == ["I. x", "1.1. x", "1.2. x", "a) x", "II. x", "2.1. x", "a) x"]


def test_a_level_that_never_starts_anew_goes_on() -> None:
    numbering = lists(
        level(0, "decimal", "Chương %1.") + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'), ""
    )
    body = item("x") + item("x", 1) + item("x") + item("x", 1)
    assert labels(body, numbering) == ["Chương 1. x", "Điều 1. x", "Chương 2. x", "Điều 2. x"]


def test_lists_share_their_count_unless_one_says_where_it_starts() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1."), "", "", override.format(1), override.format(5))
    body = item("x") + item("x", name=2) + item("x", name=3) + item("x", name=3) + item("x", name=4)
    assert labels(body, numbering) == ["1. x", "2. x", "1. x", "2. x", "5. x"]


def test_bullets_of_symbol_fonts_become_plain_ones() -> None:
    symbol = '<w:rPr><w:rFonts w:hAnsi="Symbol"/></w:rPr>'
    numbering = lists(level(0, "bullet", "\uf0b7", symbol) + level(1, "bullet", "-") + level(2, "bullet", ""), "")
    assert labels(item("x") + item("x", 1) + item("x", 2), numbering) == ["• x", "- x", "x"]


def test_a_style_brings_its_list_and_its_level_and_a_paragraph_may_leave_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="d"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(level(0, "decimal", "Phần %1") + level(1, "decimal", "Điều %2.", '<w:pStyle w:val="d"/>'), "")
    leaves = '<w:pStyle w:val="d"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("x", '<w:pStyle w:val="d"/>') + p("y", leaves) + p("z", '<w:pStyle w:val="d"/>')
    assert labels(body, numbering, styles=styles) == ["Điều 1. x", "y", "Điều 2. z"]


def test_a_deleted_item_is_not_counted() -> None:
    mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = f"<w:p><w:pPr>{mark}</w:pPr><w:del>{r('bỏ')}</w:del></w:p>"
    assert labels(item("x") + gone + item("y"), lists(level(0, "decimal", "%1."), "")) == ["1. x", "2. y"]


@given(st.integers(1, 3999))
def test_roman_figures_add_up(value: int) -> None:
    worth = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    figures = [worth[figure] for figure in roman(value)]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    assert sum(-one if one < behind else one for one, behind in pairs) == value


def test_letters_go_on_after_z_as_word_writes_them() -> None:
    assert [letter(value) for value in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


# Notes, tables, margins


NOTES = f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
NOTES += f'<w:footnote w:id="7">{p("Theo báo cáo")}</w:footnote>'


def test_notes_stand_behind_the_block_that_refers_to_them() -> None:
    refers = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    ends = f'<w:endnote w:id="7">{p("Phần cuối")}</w:endnote>'
    body = (
        f"<w:p>{r('đạt 85%')}{refers}{r(' số xã')}</w:p><w:p>{r('hết')}<w:r><w:endnoteReference w:id='7'/></w:r></w:p>"
    )
    expected = "đạt 85%[1] số xã\n[1] Theo báo cáo\nhết[i]\n[i] Phần cuối\n"
    found = made(body, footnotes=NOTES, endnotes=ends)
    assert found.text == expected
    assert [kind for kind, _ in kinds(found)] == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE] * 2


def test_a_note_of_a_table_stands_behind_the_table() -> None:
    refers = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="7"/></w:r></w:p>'
    assert text(table(tc(refers) + tc(p("b"))), footnotes=NOTES) == "| a[1] | b |\n[1] Theo báo cáo\n"


def test_merged_cells_stand_once_with_their_extents() -> None:
    restart, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    found = made(
        table(
            tc(p("TT"), restart) + tc(p("Chỉ tiêu"), wide),
            tc(p(""), goes_on) + tc(p("2025")) + tc(p("2030")),
        )
    )
    cells = [(c.row, c.column, c.rows, c.columns, c.span.of(found.text)) for c in found.blocks[0].cells]
    assert cells == [(0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Chỉ tiêu"), (1, 1, 1, 1, "2025"), (1, 2, 1, 1, "2030")]


def test_python_docx_merges_the_same() -> None:
    document = docx.Document()
    grid = document.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "gộp"
    grid.cell(2, 2).text = "cuối"
    found = word.read(stored(document), "a.docx")
    extents = {c.span.of(found.text): (c.row, c.column, c.rows, c.columns) for c in found.blocks[0].cells}
    assert extents["gộp"] == (0, 0, 2, 2)
    assert extents["cuối"] == (2, 2, 1, 1)


def test_nested_tables_are_lines_of_their_cell_and_a_frame_is_no_table() -> None:
    inner = table(tc(p("a")) + tc(p("b")))
    assert text(table(tc(inner + p("")) + tc(p("c")))) == "| a\nb | c |\n"
    assert text(table(tc(p("trước") + inner))) == "trước\n| a | b |\n"


def test_the_lines_of_the_margins_come_last_and_once() -> None:
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    body = p("a", section) + p("b") + section
    found = made(body, header=p("Mật"), footer=p("Trang 1"))
    assert kinds(found)[2:] == [(BlockKind.HEADER, "Mật"), (BlockKind.FOOTER, "Trang 1")]


def test_core_properties_are_metadata() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Kế hoạch", "Văn phòng"
    told = {item.key: item.value for item in word.read(stored(document), "a.docx").metadata}
    assert (told["core.title"], told["core.creator"]) == ("Kế hoạch", "Văn phòng")


def test_what_is_embedded_is_told() -> None:
    held = '<w:r><w:object><o:OLEObject Type="Embed" ProgID="{}"/></w:object></w:r>'
    found = made(f"<w:p>{held.format('Excel.Sheet.12')}{held.format('Equation.3')}</w:p><w:altChunk r:id='x'/>")
    assert [(trouble.message_en, trouble.whole) for trouble in found.troubles] == [
        ("Not read: an embedded object (Excel.Sheet.12)", False),
        ("Not read: a file embedded in the document", False),
    ]


# Fonts from before Unicode


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>"


def test_old_fonts_are_decoded_run_by_run() -> None:
    body = f"<w:p>{r('KÕ ho¹ch', font('.VnTimeH'))}{r(' thùc hiÖn ', font('.VnTime'))}{r('naêm', font('VNI-Times'))}"
    assert text(f"{body}{r(' thứ', font('Arial'))}</w:p>") == "KẾ HOẠCH thực hiện năm thứ\n"


@pytest.mark.parametrize(
    "styles",
    [
        DEFAULTS.format(font(".VnTime")),
        f'<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:rPr>{font(".VnTime")}</w:rPr></w:style>',
        DEFAULTS.format('<w:rFonts w:hAnsiTheme="minorHAnsi"/>'),
    ],
)
def test_old_fonts_come_through_styles_defaults_and_the_theme(styles: str) -> None:
    theme = '<a:fontScheme><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme>'
    soft = "<w:p><w:r><w:t>Thñ t</w:t><w:softHyphen/><w:t>íng</w:t></w:r></w:p>"
    assert text(soft, styles=styles, theme=theme) == "Thủ tướng\n"


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        (".VnArial", Coding.TCVN3),
        (".VnArial NarrowH", Coding.TCVN3_CAPITALS),
        ("VNI Helve", Coding.VNI),
        ("Wingdings 2", Coding.WINGDINGS),
        ("Symbol", Coding.SYMBOL),
        ("Vni", Coding.UNICODE),
        ("", Coding.UNICODE),
    ],
)
def test_a_font_is_told_by_its_name(name: str, coding: Coding) -> None:
    assert Coding.of(name) is coding


def test_unicode_in_an_old_font_stays() -> None:
    assert text(p("có kế hoạch", run=font(".VnTime"))) == "có kế hoạch\n"


def test_a_letter_and_its_mark_may_stand_in_two_runs_and_in_the_private_area() -> None:
    assert unicode([("ho", Coding.VNI), ("aï", Coding.VNI)]) == "hoạ"
    assert unicode([("kÕ ho\uf0b9ch", Coding.TCVN3)]) == "kế hoạch"


def test_labels_of_lists_are_decoded_too() -> None:
    own = f"<w:rPr>{font('.VnTimeH')}</w:rPr>"
    numbering = lists(level(0, "decimal", "§iÒu %1.", own) + level(1, "lowerLetter", "môc %2)"), "")
    body = item("x") + p("y", '<w:pStyle w:val="n"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    styles = f'<w:style w:type="paragraph" w:styleId="n"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
    assert labels(body, numbering, styles=styles) == ["ĐIỀU 1. x", "mục a) y"]


# Anything at all


@given(st.binary(max_size=300))
def test_bytes_that_are_no_document_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        word.read(data, "a.docx")


WHOLE = parts(p("a", '<w:pStyle w:val="h"/>') + item("b"), numbering=lists(THREE, ""), footnotes=NOTES)
SAVED = packed(WHOLE)


@given(st.integers(0, len(SAVED) - 1), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused(at: int, byte: int) -> None:
    damaged = SAVED[:at] + bytes([byte]) + SAVED[at + 1 :]
    try:
        word.read(damaged, "a.docx")
    except ReadError:
        return
