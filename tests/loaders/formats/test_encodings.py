"""Bytes to text: each encoding of Vietnamese is told from the others on the whole text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import ReadError
from loaders.formats import encodings
from loaders.formats.encodings import decode, from_legacy, told, vietnamese

TEXT = (
    "Căn cứ chương trình của tỉnh, Ủy ban nhân dân xã xây dựng kế hoạch mở rộng trạm bơm tưới cho ruộng lúa ở các ấp.\n"
    "Giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện, bảo đảm đúng tiến độ đã đề ra.\n"
)
# The same first words as the old fonts hold them, written down by hand.
TCVN3 = (
    "C¨n cø ch\xad¬ng tr×nh cña tØnh, ñy ban nh©n d©n x· x©y dùng "
    "kÕ ho¹ch më réng tr¹m b¬m t\xadíi cho ruéng lóa ë c¸c Êp."
)
VNI = (
    "Caên cöù chöông trình cuûa tænh, Uûy ban nhaân daân xaõ xaây döïng keá hoaïch môû roäng traïm bôm töôùi "
    "cho ruoäng luùa ôû caùc aáp."
)
FIRST = TEXT.split("\n", maxsplit=1)[0]


def windows_1258(text: str) -> bytes:
    """The text with its tones apart from their letters, as Windows writes it."""
    made = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            made += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return made


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (windows_1258(TEXT), "windows-1258"),
    ],
)
def test_unicode_and_windows_come_out_whole(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(("old", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_fonts_of_old_are_told_and_changed(old: str, encoding: str) -> None:
    text, name = decode(old.encode("cp1252"), "a.txt")
    assert name == encoding
    assert text.casefold() == FIRST.casefold()


@pytest.mark.parametrize(("old", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_old_bytes_that_were_saved_as_unicode_are_changed_too(old: str, encoding: str) -> None:
    text, name = decode(old.encode(), "a.txt")
    assert name == encoding
    assert text.casefold() == FIRST.casefold()


def test_viscii() -> None:
    data = "Kế hoạch thực hiện nhiệm vụ".replace("ế", "\xaa").replace("ạ", "\xd5").replace("ự", "\xf1")
    data = data.replace("ệ", "\xae").replace("ụ", "\xf8")
    assert decode(data.encode("latin-1"), "a.txt") == ("Kế hoạch thực hiện nhiệm vụ", "viscii")


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, its five gaps as Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_text_that_was_read_wrongly_and_saved_is_put_right_and_told() -> None:
    text, name = decode(mojibake(TEXT).encode(), "a.txt")
    assert (text, name) == (TEXT, encodings.MOJIBAKE)
    (trouble,) = told(text, name)
    assert "windows-1252" in trouble.message_en
    assert trouble.whole


def test_a_lost_no_break_space_still_makes_its_letter() -> None:
    assert decode(mojibake(TEXT).replace("\xa0", " ").encode(), "a.txt")[0] == TEXT


def test_unicode_says_nothing_and_an_old_encoding_gives_its_ground() -> None:
    assert told(TEXT, "utf-8") == ()
    assert "100%" in told(TEXT, "tcvn3")[0].message_vi


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Sè: 12/Q§-UB", "Số: 12/QĐ-UB"),
        ("n\u2212íc", "nước"),
        ("tr\u03bc", "trà"),
    ],
)
def test_tcvn3_has_no_capitals_of_its_own(old: str, new: str) -> None:
    assert from_legacy(old, "tcvn3") == new


@pytest.mark.parametrize(("old", "new"), [("haún", "hẳn"), ("lî", "lỵ"), ("Uûy ban", "Ủy ban"), ("TÆNH", "TỈNH")])
def test_vni_letters_that_are_easily_missed(old: str, new: str) -> None:
    assert from_legacy(old, "vni") == new


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (TEXT.encode()[:30] + b"\xff" + TEXT.encode(), "byte 30, line 1"),
        (f"{TEXT}".encode() + b"\xff" + TEXT.encode(), "line 3"),
        ("Größe und Übergänge für den Ämterführer".encode("cp1252"), "line 1"),
    ],
)
def test_what_fits_no_encoding_names_byte_and_line(data: bytes, place: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    assert place in caught.value.place.en
    assert caught.value.file == "a.txt"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error_of_reading(data: bytes) -> None:
    try:
        text, name = decode(data, "a.txt")
    except ReadError:
        return
    assert isinstance(text, str)
    assert name


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_marked_unicode_is_never_changed(text: str) -> None:
    if text.strip("\ufeff \u00a0") and vietnamese(text) == 1:
        assert decode(text.encode("utf-8-sig"), "a.txt")[0] == text
