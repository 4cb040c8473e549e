"""Lines in capitals that good OCR misreads: known phrases get their marks back, nothing else changes."""

from __future__ import annotations

import pytest

from loaders.extract import extractions
from loaders.mapped import Mapped
from loaders.repair import repair_capitals
from ontology.codes import ReadAs
from ontology.model import SourceText, Span


def mended(text: str) -> str:
    return repair_capitals(Mapped.of(text)).text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("KÉ HOẠCH", "KẾ HOẠCH"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("KT. GIÁM ĐÓC", "KT. GIÁM ĐỐC"),
        ("UBND TĨNH CAO BẰNG", "UBND TỈNH CAO BẰNG"),
        ("IV. TÔ CHỨC THỰC HIỆN", "IV. TỔ CHỨC THỰC HIỆN"),
    ],
)
def test_marks_of_known_phrases_are_put_right(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH",
        "Ké hoạch trồng cây",  # not in capitals
        "III. TIÊU CHÍ THI ĐUA",  # not "CHỈ THỊ"
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",  # the tone stands elsewhere, and is no error
        "KẾ HOẠCII",  # other letters
    ],
)
def test_all_else_stays(text: str) -> None:
    assert mended(text) == text


def test_offsets_lead_to_the_words_as_read() -> None:
    text = repair_capitals(Mapped.of("I. KÉ HOẠCH"))
    assert text.span(3) == Span(3, 11)


@pytest.mark.parametrize(
    ("read_as", "heading"), [(ReadAs.OCR, "TỔ CHỨC THỰC HIỆN"), (ReadAs.NATIVE, "TÔ CHỨC THỤC HIỆN")]
)
def test_only_texts_by_ocr_are_mended(read_as: ReadAs, heading: str) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH AN\nSố: 7/UBND\nKẾ HOẠCH\nTrồng cây năm 2026\nI. TÔ CHỨC THỤC HIỆN\n1. Trồng cây.\n"
    )
    (found,) = extractions(SourceText("a.pdf", "0" * 64, text, read_as))
    assert found.sections[0].heading == heading
