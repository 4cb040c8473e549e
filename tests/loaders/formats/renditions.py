"""One plan as five files: Word, a PDF with text, a scan, a web page, a text in an encoding from before Unicode."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2 as pdfium
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
from viparse.normalize.encodings import CHARMAPS

from loaders.blocks import paragraphs
from ontology.source import SourceText
from tests.loaders.formats import paper

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "cao-bang-1222.txt"
DOTS = 300  # an inch of a scan
TASKS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
    ("1", "Lập bản đồ những ao, hồ gần trường học", "Sở Xây dựng", "Công an tỉnh", "Quý III/2024"),
    ("2", "Mở lớp dạy bơi trong dịp hè", "Sở Y tế", "Sở Tài chính; Sở Tư pháp", "30/6/2025"),
    ("3", "Đưa sách về điểm trường xa", "Sở Giáo dục và Đào tạo", "UBND huyện, thành phố", "Tháng 10/2025"),
)
TARGETS = (
    ("STT", "Chỉ tiêu", "Đơn vị", "2025", "2030"),
    ("1", "Số điểm trường có tủ sách", "điểm trường", "120", "310"),
    ("2", "Tỷ lệ trẻ em biết bơi", "%", "35,5", "62"),
)
_MENU = ("Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Thư viện ảnh", "Liên hệ")
_ASIDE = ("Chỉ thị 5/CT-UBND về phòng cháy", "Thông báo tuyển dụng viên chức năm 2024", "Lịch tiếp công dân tháng 6")
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_OLD: dict[str, str] = {new: old for old, new in CHARMAPS["tcvn3"].pairs}


@dataclass(frozen=True)
class Annex:
    """A table behind the plan, with its two lines of heading."""

    heading: tuple[str, str]
    rows: tuple[tuple[str, ...], ...]


ANNEXES = (
    Annex(("PHỤ LỤC I", "PHÂN CÔNG NHIỆM VỤ"), TASKS),
    Annex(("PHỤ LỤC II", "CHỈ TIÊU GIAO THÊM"), TARGETS),
)


@dataclass(frozen=True)
class Plan:
    """The plan's paragraphs by their place on paper; the letterhead and the foot have a left and a right side."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    title: tuple[str, str]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    note: str


def plan() -> Plan:
    """The sample as the project reads it."""
    text = SAMPLE.read_text(encoding="utf-8")
    office, nation, motto, number, date, title, *rest, signature, signer, note = (
        paragraph.text.text for paragraph in paragraphs(SourceText("a.txt", "0" * 64, text))
    )
    foot = rest.index("Nơi nhận:")
    return Plan(
        (office.replace(" TỈNH", "\nTỈNH"), number),
        (nation, motto, date),
        ("KẾ HOẠCH", title.removeprefix("KẾ HOẠCH ")),
        tuple(rest[:foot]),
        tuple(rest[foot:]),
        (signature.replace(" KT.", "\nKT.").replace(" PHÓ", "\nPHÓ"), signer),
        note,
    )


def is_heading(words: str) -> bool:
    """Whether a paragraph of the body is the heading of a chapter, set in bold."""
    return words.split(".", maxsplit=1)[0] in {"I", "II", "III", "IV"}


def as_docx() -> bytes:
    """Word: letterhead and foot in tables without lines, the annexes in ruled ones."""
    made, of = docx.Document(), plan()
    _pair(made, of.left, of.right)
    for words in of.title:
        _line(made, words, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    for words in of.body:
        _line(made, words, WD_ALIGN_PARAGRAPH.JUSTIFY, bold=is_heading(words))
    _pair(made, of.recipients, of.signature)
    _line(made, of.note, WD_ALIGN_PARAGRAPH.JUSTIFY)
    for annex in ANNEXES:
        for words in annex.heading:
            _line(made, words, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        table = made.add_table(rows=0, cols=len(annex.rows[0]), style="Table Grid")
        for row in annex.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    with io.BytesIO() as stream:
        made.save(stream)
        return stream.getvalue()


def _line(made: Document, words: str, across: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    line = made.add_paragraph()
    line.alignment = across
    line.add_run(words).bold = bold


def _pair(made: Document, left: Sequence[str], right: Sequence[str]) -> None:
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    for cell, words in zip(cells, (left, right), strict=True):
        cell.text = "\n".join(words)


def as_pdf() -> bytes:
    """A PDF with text: justified paragraphs with indented first lines, numbers at the head of pages, ruled tables."""
    for name, file in (("Plan", "DejaVuSerif.ttf"), ("Plan-Bold", "DejaVuSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    of, stream = plan(), io.BytesIO()
    plain = ParagraphStyle("plain", fontName="Plan", fontSize=11, leading=15, spaceAfter=4)
    text = ParagraphStyle("text", plain, alignment=TA_JUSTIFY, firstLineIndent=10 * mm)
    middle = ParagraphStyle("middle", plain, alignment=TA_CENTER)
    bold = ParagraphStyle("bold", text, fontName="Plan-Bold")
    heading = ParagraphStyle("heading", middle, fontName="Plan-Bold")
    story: list[Flowable] = [_side_by_side(of.left, of.right, middle), Spacer(0, 5 * mm)]
    story += [Paragraph(words, heading) for words in of.title]
    story += [Paragraph(words, bold if is_heading(words) else text) for words in of.body]
    story += [_side_by_side(of.recipients, of.signature, plain, middle), Spacer(0, 8 * mm)]
    story += [Paragraph(of.note, text)]
    for annex in ANNEXES:
        story += [PageBreak(), *(Paragraph(words, heading) for words in annex.heading), _ruled(annex.rows, plain)]
    margins = {"leftMargin": 30 * mm, "rightMargin": 20 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(stream, pagesize=A4, **margins).build(story, onLaterPages=_page_number)
    return stream.getvalue()


def _page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont("Plan", 10)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(template.page))


def _side_by_side(
    left: Sequence[str], right: Sequence[str], style: ParagraphStyle, other: ParagraphStyle | None = None
) -> Table:
    cells = [
        [Paragraph(words.replace("\n", "<br/>"), of) for words in side]
        for side, of in ((left, style), (right, other or style))
    ]
    return Table([cells], colWidths=(70 * mm, 90 * mm), style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _ruled(rows: Sequence[Sequence[str]], style: ParagraphStyle) -> Table:
    narrow = ParagraphStyle("cell", style, fontSize=10, leading=13)
    widths = [14 * mm] + [146 * mm / (len(rows[0]) - 1)] * (len(rows[0]) - 1)
    cells = [[Paragraph(words, narrow) for words in row] for row in rows]
    return Table(cells, colWidths=widths, style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)])


def as_scan() -> bytes:
    """The PDF as a scanner gives it back: pictures of its pages, askew and noisy, no text."""
    document = pdfium.PdfDocument(as_pdf())
    pages = [
        paper.scanned(page.render(scale=DOTS / 72).to_pil().convert("L"), degrees)
        for page, degrees in zip(document, (0.6, -0.4, 0.3, 0.5, -0.7, 0.2, 0.4, 0.1), strict=False)
    ]
    with io.BytesIO() as stream:
        pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=float(DOTS))
        return stream.getvalue()


def as_html() -> bytes:
    """A portal's page: menu, news beside the plan, the portal's own footer."""
    of = plan()
    menu = "".join(f'<li><a href="/{order}">{words}</a></li>' for order, words in enumerate(_MENU))
    aside = "".join(f'<li><a href="/tin/{order}">{words}</a></li>' for order, words in enumerate(_ASIDE))
    body = [
        _two(of.left, of.right),
        *(f"<p align='center'><b>{html.escape(words)}</b></p>" for words in of.title),
        *(f"<p>{'<b>' * is_heading(words)}{html.escape(words)}{'</b>' * is_heading(words)}</p>" for words in of.body),
        _two(of.recipients, of.signature),
        f"<p>{html.escape(of.note)}</p>",
        *(_annex(annex) for annex in ANNEXES),
    ]
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Kế hoạch</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><div class='content'>{''.join(body)}</div></main>"
        f"<aside><h3>Tin mới</h3><ul>{aside}</ul></aside>"
        f"<footer><p>Cổng thông tin điện tử. Số giấy phép: 12/GP-TTĐT ngày 5/3/2020.</p></footer></body></html>"
    ).encode()


def _two(left: Sequence[str], right: Sequence[str]) -> str:
    sides = ("<br>".join(html.escape(words).replace("\n", "<br>") for words in side) for side in (left, right))
    return f"<table><tr>{''.join(f'<td>{side}</td>' for side in sides)}</tr></table>"


def _annex(annex: Annex) -> str:
    heading = "".join(f"<p align='center'><b>{words}</b></p>" for words in annex.heading)
    rows = ("".join(f"<td>{html.escape(words)}</td>" for words in row) for row in annex.rows)
    return f"{heading}<table border='1'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_tcvn3() -> bytes:
    """TCVN3, in which Northern offices wrote: toned letters in lower case only; each cell on a line of its own."""
    of = plan()
    lines = [*of.left, *of.right, *of.title, *of.body, *of.recipients, *of.signature, of.note]
    for annex in ANNEXES:
        lines += [*annex.heading, *(words for row in annex.rows for cell in row for words in ("|", cell)), "|"]
    return "\n".join("".join(map(_old, line)) for line in lines).encode("cp1252")


def _old(letter: str) -> str:
    return _OLD.get(letter) or _OLD.get(letter.lower(), letter)


RENDITIONS: dict[str, Callable[[], bytes]] = {
    "plan.docx": as_docx,
    "plan.pdf": as_pdf,
    "scan.pdf": as_scan,
    "plan.html": as_html,
    "old.txt": as_tcvn3,
}
