"""Words of recognised pages: where they stand, what is told of failures, what is never guessed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders.formats import fallback, ocr, scans, tesseract
from loaders.formats.handwriting import settled
from loaders.formats.pagewords import PageWords, Word
from ontology.codes import FindingKind, ReadAs
from ontology.source import Page
from tests.loaders.formats import paper

SHORT = "\n".join(paper.PROSE.split("\n")[:8])


def page_of(image: Image.Image, scale: float = 1.0, seconds: float = 60.0) -> PageWords:
    page = Page(1, image.width / scale, image.height / scale)
    return ocr.recognise([ocr.PageImage(page, image, scale)], seconds)[0]


def places(read: PageWords, text: str) -> list[tuple[float, float]]:
    return [((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in read.words if word.text == text]


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
@pytest.mark.parametrize("degrees", [0.0, 0.7, -3.0])
def test_boxes_lie_on_the_ink_of_the_page_as_it_was(degrees: float) -> None:
    printed = paper.printed(SHORT)
    image = paper.scanned(printed.image, degrees)
    read = page_of(image, 300 / 72)
    ink = np.asarray(image) < 128
    covered = [
        ink[round(w.top * 300 / 72) : round(w.bottom * 300 / 72), round(w.left * 300 / 72) : round(w.right * 300 / 72)]
        for w in read.words
        if len(w.text) > 2
    ]
    assert len(covered) > 60
    assert all(0.05 < box.mean() < 0.6 for box in covered)
    assert sum(box.sum() for box in covered) > 0.8 * ink.sum()


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_boxes_are_those_of_their_words() -> None:
    printed = paper.printed(SHORT)
    read = page_of(printed.image)
    words = [text for text, _ in printed.words]
    once = [(text, box) for text, box in printed.words if words.count(text) == 1 and len(text) > 3]
    found = [(box, place) for text, box in once for place in places(read, text)]
    assert len(found) > 0.8 * len(once)
    for (left, top, right, bottom), (across, down) in found:
        assert left < across < right
        assert top < down < bottom
    assert read.page.read_as is ReadAs.OCR
    assert read.page.confidence is not None
    assert read.page.confidence > 0.9


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
@pytest.mark.parametrize(("turn", "quarters"), [(Image.Transpose.ROTATE_90, 1), (Image.Transpose.ROTATE_180, 2)])
def test_a_page_on_its_side_or_head_is_turned(turn: Image.Transpose, quarters: int) -> None:
    printed = paper.printed()
    upright, turned = page_of(printed.image), page_of(printed.image.transpose(turn))
    assert [word.text for word in turned.words] == [word.text for word in upright.words]
    width, height = printed.image.size
    across, down = places(upright, "CHỈ")[0]
    expected = (down, width - across) if quarters == 1 else (width - across, height - down)
    assert places(turned, "CHỈ")[0] == pytest.approx(expected, abs=5)


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_a_frame_is_told_and_its_cells_are_read() -> None:
    page = Image.new("L", (1600, 900), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(paper.FONT), paper.LETTERS)
    for down in (100, 250, 400):
        draw.line((100, down, 1500, down), 0, 4)
    for across in (100, 800, 1500):
        draw.line((across, 100, across, 400), 0, 4)
    for at, text in (
        ((120, 140), "Nhiệm vụ"),
        ((820, 140), "Thời gian"),
        ((120, 290), "Rà soát"),
        ((820, 290), "Quý II"),
    ):
        draw.text(at, text, 0, font)
    read = page_of(page)
    level = sorted(rule.top for rule in read.rules if rule.right - rule.left > 1000)
    upright = sorted(rule.left for rule in read.rules if rule.bottom - rule.top > 250)
    assert level == pytest.approx([100, 250, 400], abs=6)
    assert upright == pytest.approx([100, 800, 1500], abs=6)
    assert " ".join(word.text for word in read.words) == "Nhiệm vụ Thời gian Rà soát Quý II"


def test_a_seal_goes_and_the_name_across_it_stays() -> None:
    page = Image.new("RGB", (1200, 1000), "white")
    draw = ImageDraw.Draw(page)
    draw.ellipse((200, 200, 620, 620), outline=(215, 40, 50), width=9)
    draw.rectangle((350, 380, 470, 440), fill=(215, 40, 50))
    draw.rectangle((590, 560, 1000, 600), fill=(215, 40, 50))  # a name stamped in red
    draw.line((100, 420, 700, 300), fill=(20, 30, 90), width=8)  # a signature
    grey = scans.prepare(page).grey
    assert grey[395:400, 352:380].min() == 255
    assert grey[570:590, 700:990].max() < 160
    assert (grey[290:430, 230:560] < 100).sum() > 1000


@pytest.mark.parametrize("angle", [-4.0, -1.3, 0.0, 0.7, 2.6])
def test_the_skew_is_measured(angle: float) -> None:
    page = Image.new("L", (1600, 2000), 255)
    draw = ImageDraw.Draw(page)
    for line in range(300, 1700, 60):
        for word in range(300, 1300, 110):
            draw.rectangle((word, line, word + 80, line + 22), 0)
    assert scans.skew(np.asarray(page.rotate(angle, fillcolor=255))) == pytest.approx(-angle, abs=0.11)


HEAD = (
    *(("Số:", 0.96), ("24", 0.7), ("/KH-UBND", 0.95)),
    *(("Kim", 0.96), ("Sơn,", 0.96), ("ngày", 0.96), ("43", 0.73), ("tháng", 0.95), ("I1", 0.8), ("năm", 0.96)),
)


def head(*readings: tuple[str, float]) -> list[Word]:
    """Words on one line; a wide gap parts the two halves of a letterhead."""
    words, left = [], 0.0
    for text, confidence in readings:
        left += 400 if text == "Kim" else 12
        words.append(Word(text, left, 0, left + 20 * len(text), 30, confidence=confidence))
        left += 20 * len(text)
    return words


def settled_text(words: list[Word], again: str) -> str:
    return " ".join(word.text for word in settled(words, lambda _: again))


def test_digits_that_two_recognisers_read_unlike_are_not_guessed() -> None:
    text = settled_text(head(*HEAD), "Sơn, ngày 13 tháng 11 năm 2026 Số: 29/KH-UBND")
    assert text == "Số: … /KH-UBND Kim Sơn, ngày … tháng 11 năm"


def test_without_a_second_reading_doubtful_digits_are_unread() -> None:
    assert settled_text(head(*HEAD), "") == "Số: … /KH-UBND Kim Sơn, ngày … tháng … năm"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((("Số:24", 0.5), ("/KH-UBND", 0.9)), "Số: … /KH-UBND"),
        ((("Số:24/KH-UBND", 0.5),), "Số: … /KH-UBND"),
        ((("Số:", 0.9), ("(ø", 0.95), ("/KH-UBND", 0.9)), "Số: … /KH-UBND"),
        ((("Số:", 0.9), ("24", 0.96), ("/KH-UBND", 0.9)), "Số: 24 /KH-UBND"),
        ((("Số:", 0.9), ("......", 0.3), ("/KH-UBND", 0.9)), "Số: ...... /KH-UBND"),
        ((("Kế", 0.9), ("hoạch", 0.9), ("Số", 0.9), ("24", 0.5), ("/KH-UBND", 0.9)), "Kế hoạch Số 24 /KH-UBND"),
        ((("từ", 0.9), ("ngày", 0.9), ("24", 0.5), ("tháng", 0.9), ("6", 0.9), ("năm", 0.9)), "từ ngày 24 tháng 6 năm"),
        ((("Sơn,", 0.9), ("ngàygổ", 0.3), ("tháng", 0.9), ("6", 0.96), ("năm", 0.9)), "Sơn, ngày … tháng 6 năm"),
    ],
)
def test_blanks_of_a_head(words: tuple[tuple[str, float], ...], expected: str) -> None:
    assert settled_text(head(*words), "") == expected


def test_an_unread_word_keeps_its_place_and_its_doubt() -> None:
    unread = settled(head(("Số:24", 0.5), ("/KH-UBND", 0.9)), lambda _: "")[1]
    assert (unread.left, unread.right, unread.confidence) == (72.0, 112.0, 0.5)


@pytest.mark.system("tesseract")
def test_a_page_that_takes_too_long_is_a_failure_and_not_a_hang() -> None:
    page = page_of(Image.new("L", (2480, 3508), 255), seconds=0.001)
    assert (page.words, page.page.confidence) == ((), None)
    trouble = next(ocr.troubles([page]))
    assert (trouble.kind, trouble.page, trouble.whole) == (FindingKind.UNREADABLE, 1, False)


def test_a_doubtful_page_is_told() -> None:
    pages = [PageWords(Page(number, confidence=sure), ()) for number, sure in ((1, 0.95), (2, 0.5))]
    assert [(trouble.kind, trouble.page) for trouble in ocr.troubles(pages)] == [(FindingKind.OCR_DOUBTFUL, 2)]


@pytest.mark.system("dejavu")
def test_trueocr_reads_the_same_page_where_tesseract_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = paper.printed(SHORT)
    monkeypatch.setattr(tesseract, "languages", frozenset)
    assert ocr.engine().startswith(f"trueocr {fallback.version()}")
    read = page_of(paper.scanned(printed.image))
    words = {text for text, _ in printed.words}
    assert len(words & {word.text for word in read.words}) > 0.9 * len(words)
    word = next(word for word in read.words if word.text == "hoạch")
    boxes = [box for text, box in printed.words if text == "hoạch"]
    assert any(abs(word.left - box[0]) < 60 and abs(word.top - box[1]) < 60 for box in boxes)


def test_a_machine_without_ocr_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", frozenset)
    monkeypatch.setattr(fallback, "version", str)
    assert ocr.engine() == ""
    with pytest.raises(ocr.NoOcrError):
        page_of(Image.new("L", (100, 100), 255))


def test_tesseract_without_vietnamese_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"eng"}))
    monkeypatch.setattr(tesseract, "version", lambda: "5.3.0")
    assert "tesseract 5.3.0 has no data for vie" in ocr.engine()
