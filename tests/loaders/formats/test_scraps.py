"""What OCR reads out of seals, signatures and the gaps between lines."""

from __future__ import annotations

from loaders.formats.layout import compose
from loaders.formats.pagewords import PageWords, Word
from loaders.formats.rendered import Writer
from loaders.formats.rows import lines_of
from loaders.formats.scraps import found
from ontology.codes import ReadAs
from ontology.source import BlockKind, Page


def page(*rows: tuple[str, float, float], height: float = 12, read_as: ReadAs = ReadAs.OCR) -> PageWords:
    """Lines as (words, confidence, top), each of letters six units wide."""
    words = [
        Word(
            text, 300 + 6 * at, top, 300 + 6 * (at + len(text)), top + (2 if text.startswith("~") else height), line=n
        )._replace(confidence=sure)
        for n, (line, sure, top) in enumerate(rows)
        for at, text in [(line.find(word), word) for word in line.split()]
    ]
    return PageWords(Page(1, 600, 840, read_as), tuple(words))


def noise(*rows: tuple[str, float, float]) -> list[str]:
    return [line.text for line in found(lines_of(page(*rows)))]


def test_scraps_of_a_seal_below_a_post_are_noise() -> None:
    assert noise(("KT. CHỦ TỊCH", 0.9, 100), ("ZÀ (|¿ N", 0.4, 130), ("4o", 0.5, 150)) == ["ZÀ (|¿ N", "4o"]


def test_what_a_foot_is_made_of_is_kept_though_it_was_read_badly() -> None:
    kept = (("GIÁM ĐÓC", 0.5, 100), ("Nguyễn Văn An", 0.5, 180), ("- Lưu: VT", 0.5, 210), ("Số: 12/KH", 0.4, 240))
    assert noise(*kept) == []


def test_a_long_line_is_text_however_badly_it_was_read() -> None:
    assert noise(("GIÁM ĐỐC", 0.9, 100), ("Phòng Nội vụ, Văn phòng huyện", 0.3, 130)) == []


def test_unsure_words_far_from_a_foot_are_kept() -> None:
    assert noise(("thực phẩm;", 0.3, 100), ("Kế hoạch của xã", 0.9, 120)) == []


def test_a_flat_line_between_two_lines_is_noise() -> None:
    assert noise(("Rà soát các hộ", 0.9, 100), ("~,", 0.2, 115), ("trong toàn xã", 0.9, 120)) == ["~,"]


def test_noise_stands_beside_the_text_of_pages_that_ocr_read_only() -> None:
    rows = (("GIÁM ĐỐC", 0.9, 100), ("ZÀ(|", 0.3, 130), ("Nguyễn Văn An", 0.9, 180))
    kinds = {}
    for read_as in (ReadAs.OCR, ReadAs.NATIVE):
        writer = Writer()
        compose([page(*rows, read_as=read_as)], writer)
        made = writer.done()
        kinds[read_as] = {block.span.of(made.text): block.kind for block in made.blocks}
    assert kinds[ReadAs.OCR]["ZÀ(|"] is BlockKind.ASIDE
    assert BlockKind.ASIDE not in kinds[ReadAs.NATIVE].values()
