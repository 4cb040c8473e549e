"""One spelling for what is the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.mapped import fold
from loaders.normalize import normalize, place_tones
from tests.loaders.soup import texts

OLD_AND_NEW = (
    ("hòa bình", "hoà bình"),
    ("khỏe mạnh", "khoẻ mạnh"),
    ("Ủy ban nhân dân", "Uỷ ban nhân dân"),
    ("thúy, thủy, thụy", "thuý, thuỷ, thuỵ"),
    ("ĐỨC HÒA", "ĐỨC HOÀ"),
    ("xã Tân Thỏa", "xã Tân Thoả"),
    ("lóa, lóe, tùy", "loá, loé, tuỳ"),
)
SAME_IN_BOTH = ("quý, quỹ, Quỳnh, QUÝ", "hoàn, khoảng, thuế", "chuyển, nguyễn, huyện", "mùa, của, lúa", "tuyến")

anything = st.text() | texts


@given(anything)
@example("a**\u0301")
@example("a\u200b\u0301")
@example("oạ\u0300")
@example("\\\\*–\\–")
@example("\u1100\u1161\u11a8 \u09c7\u09be")
@example("***\n* * *\na ** b ***c")
@example("&amp;amp;nbsp;&#38;#38;lt;br&gt;")
@example("a_b ( c_d )  ,\n. e_f")
def test_the_result_is_in_one_form(raw: str) -> None:
    text = normalize(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert normalize(text).text == text
    assert not set(text) & set("\u00ad\u200b\ufeff\r\f\v\t\u00a0–—“”")
    assert "  " not in text


@given(anything)
def test_decomposed_letters_come_out_alike(raw: str) -> None:
    composed = normalize(unicodedata.normalize("NFC", raw)).text
    assert normalize(unicodedata.normalize("NFD", raw)).text == composed


@given(anything)
def test_every_character_comes_from_its_raw_range(raw: str) -> None:
    text = normalize(raw)
    spans = [text.span(at, at + 1) for at in range(len(text))]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    for char, span in zip(text.text, spans, strict=True):
        written = unicodedata.normalize("NFC", span.of(raw))
        assert written, (char, span)
        assert char in normalize(written).text or fold(char) in fold(written) or _replaced(char, written)


def _replaced(char: str, written: str) -> bool:
    """Blanks, line ends, dashes and quotes have one form each."""
    return (char in " \n" and written.isspace()) or char in '-"'


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW)
def test_both_placements_of_tones_are_one(old: str, new: str) -> None:
    assert place_tones(new) == place_tones(old) == old
    assert normalize(unicodedata.normalize("NFD", new)).text == old


@pytest.mark.parametrize("words", SAME_IN_BOTH)
def test_tones_with_one_place_stay(words: str) -> None:
    assert place_tones(words) == words


@given(anything)
def test_placing_tones_keeps_the_length(text: str) -> None:
    assert len(place_tones(text)) == len(text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("**KẾ HOẠCH**", "KẾ HOẠCH"),
        ("*Nơi nhận:*", "Nơi nhận:"),
        ("**1.** Sở Y tế", "1. Sở Y tế"),
        ("* Sở Y tế", "* Sở Y tế"),
        ("Số: 5\\-KH/TU", "Số: 5-KH/TU"),
        ("giai đoạn 2021–2025", "giai đoạn 2021-2025"),
        ("“Tháng hành động”", '"Tháng hành động"'),
        ("một\u00a0\u200b\thai", "một hai"),
        ("một\r\nhai\rba\fbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("phát\u00adtriển", "pháttriển"),
        ("R&agrave; so&aacute;t&nbsp;tr&#7841;m b&#x1A1;m", "Rà soát trạm bơm"),
        ("Khoa học &amp; Công nghệ &amp;nbsp;A", "Khoa học & Công nghệ A"),
        ("Sở KH&CN; Sở NN&MT; &khong;", "Sở KH&CN; Sở NN&MT; &khong;"),
        ("ho&#97;&#768;", "hòa"),
        ("một<br/>hai<BR>ba", "một\nhai\nba"),
        ("Ủy_ban nhân_dân tỉnh , thành_phố ( gọi là tỉnh ) .", "Ủy ban nhân dân tỉnh, thành phố (gọi là tỉnh)."),
        ("Tệp bieu_mau ở trang của Sở Y tế và Sở Nội vụ", "Tệp bieu_mau ở trang của Sở Y tế và Sở Nội vụ"),
        ("Số: ____/KH-UBND", "Số: ____/KH-UBND"),
    ],
)
def test_marks_and_blanks(raw: str, expected: str) -> None:
    assert normalize(raw).text == expected
