"""PDFs made here: text, rotation, fields, broken and missing text layers, OCR by a stand-in, bad files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from loaders.errors import ReadError
from loaders.formats import ocr, pdf
from loaders.formats.layout import PageWords, Word
from ontology.codes import FindingKind, ReadAs
from ontology.source import Block, BlockKind

WIDE, HIGH = 595.0, 842.0
FONTS = Path("/usr/share/fonts/truetype/dejavu")
PLAN = (
    "Ủy ban nhân dân xã tổ chức thực hiện kế hoạch trồng cây trên địa bàn",
    "và chỉ đạo các trường học trong xã phối hợp với các đơn vị để bảo đảm",
    "công tác bảo vệ cây của các thôn, các bản theo nhiệm vụ được giao.",
)
Draw = Callable[[Canvas], None]

pytestmark = pytest.mark.system("dejavu")


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    pdfmetrics.registerFont(TTFont("Serif", str(FONTS / "DejaVuSerif.ttf")))
    pdfmetrics.registerFont(TTFont("Serif-Bold", str(FONTS / "DejaVuSerif-Bold.ttf")))


def made(*pages: Draw, size: tuple[float, float] = (WIDE, HIGH), **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(*lines: str, top: float = 100, font: str = "Serif", size: float = 12, left: float = 80) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for order, line in enumerate(lines):
            canvas.drawString(left, HIGH - top - order * 16, line)

    return draw


def both(*drawn: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in drawn:
            one(canvas)

    return draw


def picture(canvas: Canvas) -> None:
    """A page that is a picture: grey bars all over it."""
    image = Image.new("L", (100, 140), 255)
    for y in range(10, 130, 10):
        image.paste(0, (10, y, 90, y + 3))
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    canvas.drawImage(ImageReader(out), 0, 0, WIDE, HIGH)


def empty(canvas: Canvas) -> None:
    canvas.setFont("Serif", 12)


class Reader:
    """A stand-in for OCR: says the same words on each page, and remembers what it was given."""

    def __init__(self, *words: str, confidence: float | None = 0.9) -> None:
        self.words, self.confidence = words, confidence
        self.images: list[ocr.PageImage] = []

    def __call__(self, images: Sequence[ocr.PageImage]) -> list[PageWords]:
        self.images += images
        return [
            PageWords(replace(image.page, read_as=ReadAs.OCR, confidence=self.confidence), self._placed())
            for image in images
        ]

    def _placed(self) -> tuple[Word, ...]:
        return tuple(Word(text, 80 + 50 * at, 90, 120 + 50 * at, 102) for at, text in enumerate(self.words))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    stand_in = Reader("Kế", "hoạch", "trồng", "cây", "năm", "2026")
    monkeypatch.setattr(ocr, "recognise", stand_in)
    return stand_in


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_images: Sequence[ocr.PageImage]) -> list[PageWords]:
        raise ocr.NoOcrError

    monkeypatch.setattr(ocr, "recognise", refuse)


def test_text_comes_with_pages_boxes_and_what_the_file_says_of_itself() -> None:
    def titled(canvas: Canvas) -> None:
        canvas.setTitle("Kế hoạch")
        written(*PLAN)(canvas)

    read = pdf.read(made(titled, written("Hết.")), "a.pdf")
    assert read.text == " ".join(PLAN) + "\nHết.\n"
    assert read.read_as is ReadAs.NATIVE
    assert [(page.number, page.read_as, page.width) for page in read.pages] == [
        (1, ReadAs.NATIVE, WIDE),
        (2, ReadAs.NATIVE, WIDE),
    ]
    assert [run.page for run in read.runs] == [1, 2]
    first = read.boxes[0]
    assert read.text[first.start : first.end] == "Ủy"
    assert first.left == pytest.approx(80, abs=1)
    assert first.top < 100 < first.bottom
    assert ("Title", "Kế hoạch") in [(said.key, said.value) for said in read.metadata]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_are_where_the_page_shows_the_word(turned: int) -> None:
    def draw(canvas: Canvas) -> None:
        written(*PLAN)(canvas)
        canvas.setPageRotation(turned)

    read = pdf.read(made(draw, size=(HIGH, HIGH)), "a.pdf")  # reportlab changes the sides of a turned page
    box = next(box for box in read.boxes if read.text[box.start : box.end] == "Ủy")
    x, y = 80.0, 100.0  # where the word's foot begins, from the upper left corner of the page as it was drawn
    shown = {0: (x, y), 90: (HIGH - y, x), 180: (HIGH - x, HIGH - y), 270: (y, HIGH - x)}[turned]
    assert box.left - 1 <= shown[0] <= box.right + 1
    assert box.top - 1 <= shown[1] <= box.bottom + 1


def test_boxes_count_from_the_part_of_the_page_that_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        written(*PLAN)(canvas)
        canvas.setCropBox((50, 40, WIDE, HIGH - 30))

    read = pdf.read(made(draw), "a.pdf")
    assert read.boxes[0].left == pytest.approx(30, abs=1)
    assert read.boxes[0].bottom == pytest.approx(70, abs=5)
    assert read.pages[0].width == WIDE - 50


def test_bold_lines_are_headings() -> None:
    read = pdf.read(made(both(written("Mục đích", font="Serif-Bold"), written(*PLAN, top=130))), "a.pdf")
    assert [block.kind for block in read.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_drawn_lines_make_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        written(*PLAN)(canvas)
        canvas.grid([80, 120, 300, 500], [HIGH - 200, HIGH - 220, HIGH - 240])
        for x, y, text in ((86, 215, "TT"), (126, 215, "Việc"), (306, 215, "Ai"), (86, 235, "1"), (126, 235, "Cây")):
            canvas.drawString(x, HIGH - y, text)

    read = pdf.read(made(draw), "a.pdf")
    assert read.text.splitlines()[1:] == ["| TT | Việc | Ai |", "| 1 | Cây |  |"]
    assert [block.kind for block in read.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_small_raised_number_is_a_reference_to_a_footnote() -> None:
    def draw(canvas: Canvas) -> None:
        written(*PLAN)(canvas)
        canvas.drawString(80, HIGH - 150, "Kế hoạch của xã")
        end = 80 + canvas.stringWidth("Kế hoạch của xã")
        canvas.setFont("Serif", 7)
        canvas.drawString(end, HIGH - 145, "1")
        canvas.drawString(80, HIGH - 764, "1")
        canvas.setFont("Serif", 9)
        canvas.drawString(86, HIGH - 768, "Kế hoạch số 5 của xã.")

    read = pdf.read(made(draw), "a.pdf")
    assert "Kế hoạch của xã[1]" in read.text
    assert [words_of(block, read.text) for block in read.blocks if block.kind is BlockKind.FOOTNOTE] == [
        "[1] Kế hoạch số 5 của xã."
    ]


def test_letters_of_a_second_font_are_put_back_into_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        later: list[tuple[float, float, str]] = []
        for order, line in enumerate(PLAN):
            x, y = 80.0, HIGH - 100 - order * 16
            for part in re.findall(r"[ -~đĐ]+|[^ -~đĐ]+", line):
                if part.isascii():
                    canvas.setFont("Serif", 12)
                    canvas.drawString(x, y, part)
                else:
                    later.append((x, y, part))
                x += canvas.stringWidth(part, "Serif", 12)
        canvas.setFont("Serif-Bold", 11)
        for x, y, part in later:
            canvas.drawString(x, y, part)

    read = pdf.read(made(draw), "a.pdf")
    assert read.text == " ".join(PLAN) + "\n"
    assert read.read_as is ReadAs.NATIVE


def words_of(block: Block, text: str) -> str:
    return block.span.of(text)


def test_what_a_field_shows_is_read_in_its_place() -> None:
    def draw(canvas: Canvas) -> None:
        written(*PLAN)(canvas)
        canvas.drawString(80, HIGH - 200, "Số:")
        canvas.acroForm.textfield(
            value="362", x=106, y=HIGH - 204, width=30, height=16, borderWidth=0, fontSize=12, fontName="Helvetica"
        )
        canvas.setFont("Serif", 12)
        canvas.drawString(140, HIGH - 200, "/KH-UBND")

    assert "Số: 362 /KH-UBND" in pdf.read(made(draw), "a.pdf").text


@pytest.mark.parametrize(
    "words",
    [
        "Uy ban nhan dan xa to chuc thuc hien ke hoach trong cay cua cac thon va cac ban",
        "Ӫy EDQ QKkQ GkQ [m Wә FKӭF WKӵF KLӋQ NӃ KRҥFK WUӗQJ Fk\\",
    ],
)
def test_a_bad_text_layer_is_read_by_ocr(reader: Reader, words: str) -> None:
    read = pdf.read(made(written(*[words] * 4)), "a.pdf")
    assert read.text == "Kế hoạch trồng cây năm 2026\n"
    assert read.read_as is ReadAs.OCR
    assert [(page.read_as, page.confidence) for page in read.pages] == [(ReadAs.OCR, 0.9)]
    assert reader.images[0].scale == pytest.approx(300 / 72)
    assert reader.images[0].image.mode == "L"


def test_a_text_layer_in_an_old_encoding_is_changed_to_unicode(reader: Reader) -> None:
    read = pdf.read(
        made(written(*["ñy ban nh©n d©n x· tæ chøc thùc hiÖn kÕ ho¹ch trång c©y cña n\xadíc"] * 4)), "a.pdf"
    )
    assert read.text.startswith("ủy ban nhân dân xã tổ chức thực hiện kế hoạch trồng cây của nước")
    assert (read.read_as, read.pages[0].read_as, reader.images) == (ReadAs.CONVERTED, ReadAs.CONVERTED, [])


def test_only_the_pages_without_good_text_go_to_ocr(reader: Reader) -> None:
    read = pdf.read(made(written(*PLAN, *PLAN), picture, written(*PLAN, *PLAN)), "a.pdf")
    assert [image.page.number for image in reader.images] == [2]
    assert [page.read_as for page in read.pages] == [ReadAs.NATIVE, ReadAs.OCR, ReadAs.NATIVE]
    assert read.read_as is ReadAs.NATIVE


def test_the_stamp_on_a_picture_is_metadata(reader: Reader) -> None:
    stamp = written("Ký bởi: Ủy ban nhân dân xã A", "Thời gian ký: 05.03.2026 10:22:33 +07:00", size=7)
    read = pdf.read(made(both(picture, stamp)), "a.pdf")
    assert len(reader.images) == 1
    said = {said.key: said.value for said in read.metadata}
    assert said["signature.subject"] == "Ủy ban nhân dân xã A"
    assert said["signature.time"] == "05.03.2026 10:22:33 +07:00"
    assert "Ký bởi" not in read.text


def test_without_ocr_a_picture_is_a_trouble_and_the_rest_is_read(no_ocr: None) -> None:
    del no_ocr
    read = pdf.read(made(written(*PLAN), picture), "a.pdf")
    assert read.text == " ".join(PLAN) + "\n"
    (trouble,) = read.troubles
    assert (trouble.kind, trouble.page, trouble.whole) == (FindingKind.UNREADABLE, 2, False)
    assert "tesseract-ocr-vie" in trouble.message_vi


def test_without_ocr_a_scanned_file_is_refused_with_what_to_install(no_ocr: None) -> None:
    del no_ocr
    with pytest.raises(ReadError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
        pdf.read(made(picture, picture), "a.pdf")


def test_a_page_on_which_ocr_sees_nothing_is_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", Reader(confidence=1.0))
    read = pdf.read(made(written(*PLAN), picture), "a.pdf")
    assert [(trouble.page, trouble.whole) for trouble in read.troubles] == [(2, False)]


def test_low_confidence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", Reader("a", "b", "c", "d", "e", "f", confidence=0.4))
    read = pdf.read(made(picture), "a.pdf")
    assert [(trouble.kind, trouble.whole) for trouble in read.troubles] == [(FindingKind.OCR_DOUBTFUL, True)]


def test_a_picture_that_cannot_be_read_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", Reader(confidence=1.0))
    with pytest.raises(ReadError, match="no text on any page"):
        pdf.read(made(picture), "photo.pdf")


def test_blank_pages_need_no_ocr(reader: Reader) -> None:
    read = pdf.read(made(written(*PLAN), empty), "a.pdf")
    assert (reader.images, read.troubles, len(read.pages)) == ([], (), 2)
    with pytest.raises(ReadError, match="no text on any page"):
        pdf.read(made(*[empty] * 500), "empty.pdf")
    assert reader.images == []


def test_the_picture_of_a_huge_page_is_limited(reader: Reader) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(0, 0, 14000, 14000, fill=1)

    pdf.read(made(draw, size=(14400, 14400)), "huge.pdf")
    width, height = reader.images[0].image.size
    assert width * height <= 41_000_000
    assert reader.images[0].scale == pytest.approx(width / 14400, rel=0.01)


def test_a_password_is_asked_for_only_where_the_file_does_not_open_without() -> None:
    locked = made(written(*PLAN), encrypt=StandardEncryption("user", "owner"))
    with pytest.raises(ReadError, match="without a password"):
        pdf.read(locked, "locked.pdf")
    open_to_all = made(written(*PLAN), encrypt=StandardEncryption("", "owner"))
    assert pdf.read(open_to_all, "open.pdf").text.startswith("Ủy ban nhân dân")


def test_damaged_files_are_refused() -> None:
    whole = made(written(*PLAN))
    for data in (
        b"%PDF-1.7\n",
        whole[:200],
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>",
    ):
        with pytest.raises(ReadError, match=r"damaged|no pages|no text"):
            pdf.read(data, "bad.pdf")


def test_a_file_cut_short_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = made(*[written(*PLAN)] * 3)
    for share in range(1, 10):
        try:
            read = pdf.read(whole[: len(whole) * share // 10], "cut.pdf")
        except ReadError:
            continue
        assert "Ủy ban" in read.text
