r"""Bytes to text: Unicode, and the Vietnamese encodings from before it.

Which encoding a file has is decided on the whole text: each reading is made, and the one with the most words that are
spelled as Vietnamese syllables are is taken. The tables of TCVN3, VNI and VISCII are viparse's, completed.

>>> decode("Kế hoạch năm 2024".encode("utf-16-le"), "a.txt")
('Kế hoạch năm 2024', 'utf-16-le')
>>> from_legacy("Céng hßa x\xb7 héi chñ nghÜa", "tcvn3"), from_legacy("Coäng hoøa xaõ hoäi chuû nghóa", "vni")
('Cộng hòa xã hội chủ nghĩa', 'Cộng hòa xã hội chủ nghĩa')
"""

from __future__ import annotations

import codecs
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import Charmap, convert

from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words
from loaders.vietnamese import syllables
from ontology.codes import FindingKind, ReadAs
from ontology.source import Trouble

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNICODE = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"})
MOJIBAKE = "utf-8 as windows-1252"
DAMAGED = "damaged utf-8"
_BLANK = ord(" ")  # the control characters stand before it
_VISCII = b"\x02\x05\x06\x14\x19\x1e"  # but six of them are capital letters there
_BINARY = 0.01  # share of control characters from which a file is not text
_HALF_ZERO, _NO_ZERO = 0.3, 0.02  # shares of zero bytes on one side of UTF-16 and on the other
_GOOD = 0.6  # share of Vietnamese words from which a reading is believed
_BETTER = 0.1  # by how much another reading must be better than the plain one
_LEAST_CAPITALS = 4  # plain letters that show a line to be in capitals
_SYMBOL = re.compile(r"(?<!\S)[^\s/\d]*[/\d]\S*")  # a document's number, always in capitals
_SAMPLE = 65536  # bytes in which binary files are known

_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_WORD = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# What no Vietnamese word has: two tones, or a closed syllable with another tone than sắc and nặng.
_MISSPELT = re.compile(
    rf"[{_TONES}].*[{_TONES}]|^(?=.*[{_TONES}])(?!.*[\u0301\u0323]).*(?:[cpt]|ch)$|[^a-zđ\u0306\u0302\u031b{_TONES}]"
)
# A letter of UTF-8 whose bytes were read as Windows-1252: a lead byte, and the bytes that go on.
_BROKEN = re.compile(r"[\xc2-\xcc\xe1\xe2][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]{1,2}")
# Letters and signs of Latin-1 that are none of Vietnamese: seldom in a text, but often in one read in a wrong encoding.
_SUSPECT = re.compile(r"(?![ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý])[\xa1-\xff]")
_SUSPECT_SHARE = 0.01


def decode(data: bytes, relative: str) -> tuple[str, str]:
    """The text, line ends as they are, and the name of its encoding.

    Raises ReadError for an empty or binary file, and with the byte and line where no encoding fits.
    """
    if not data.strip():
        raise ReadError(relative, WHOLE_FILE, Words("the file is empty", "tệp rỗng"), SAVE_AGAIN)
    wide = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    if wide is None and _control_share(data) > _BINARY:
        problem = Words("the file is binary, not text", "tệp nhị phân, không phải chữ")
        remedy = Words("rename it to its real format", "đổi tên tệp theo đúng định dạng của nó")
        raise ReadError(relative, WHOLE_FILE, problem, remedy)
    try:
        text = data.decode(wide or "utf-8")
    except UnicodeDecodeError as error:
        found = None if wide else _best(_readings(data))
        if found is None or found[1] == DAMAGED:
            raise _no_encoding(data, error, relative) from error
        return found
    wrong = wrongly_read(text)
    return (put_right(text, wrong), wrong) if wrong else (text, wide or "utf-8")


def from_legacy(text: str, encoding: str) -> str:
    """Text whose characters are the bytes of "tcvn3", "vni" or "viscii", taken as Latin-1 or Windows-1252.

    TCVN3 has no capitals with accents, its fonts draw them: a word all of whose plain letters are capitals is put in
    capitals. Raises KeyError for another encoding.
    """
    made: str = convert(text.replace("\u03bc", "\xb5"), _vni() if encoding == "vni" else CHARMAPS[encoding])
    return _capitals(made) if encoding == "tcvn3" else made


def vietnamese(text: str) -> float:
    """The share of words that are spelled as Vietnamese syllables, tones and all, from 0 to 1.

    >>> vietnamese("thực hiện kế hoạch"), vietnamese("thùc hiÖn c¸c nhiÖm vô") < 0.3
    (1.0, True)
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if len(word) > 1]
    kept = [word for word in words if _is_spelt(word)]
    return syllables(" ".join(kept)) * len(kept) / len(words) if words else 0.0


def _is_spelt(word: str) -> bool:
    """Whether case and tones of a word may be Vietnamese: no capital behind a small letter."""
    if word[1:] != word[1:].lower() and not word.isupper():
        return False
    return _MISSPELT.search(unicodedata.normalize("NFD", word.lower())) is None


def reading(encoding: str) -> ReadAs:
    """Converted where the encoding is not Unicode: the letters are then not the file's own."""
    return ReadAs.NATIVE if encoding in UNICODE else ReadAs.CONVERTED


def told(text: str, encoding: str) -> tuple[Trouble, ...]:
    """What a reader must know of a text that was not in Unicode: the encoding, and on which ground it was taken."""
    if encoding in UNICODE:
        return ()
    if encoding == DAMAGED:
        vi = "Có byte không thuộc UTF-8; mỗi byte được thay bằng dấu \ufffd"
        return (Trouble(FindingKind.ENCODING, vi, "Bytes that are no UTF-8 were replaced by \ufffd", whole=False),)
    share = f"{vietnamese(text):.0%}"
    return (
        Trouble(
            FindingKind.ENCODING,
            f"Chữ được đổi từ bảng mã {encoding} sang Unicode: đọc như vậy thì {share} số từ là tiếng Việt",
            f"The text was changed from {encoding} to Unicode: read so, {share} of its words are Vietnamese",
        ),
    )


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is mostly zero."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _HALF_ZERO and even < _NO_ZERO:
        return "utf-16-le"
    return "utf-16-be" if even > _HALF_ZERO and odd < _NO_ZERO else None


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return sum(byte < _BLANK and byte not in b"\t\n\r\f\v\x1a" + _VISCII for byte in sample) / len(sample)


def _no_encoding(data: bytes, error: UnicodeDecodeError, relative: str) -> ReadError:
    line = data[: error.start].count(b"\n") + 1
    place = Words(f"byte {error.start}, line {line}", f"byte {error.start}, dòng {line}")
    problem = Words(
        "the text is not in UTF-8, nor in an older encoding of Vietnamese",
        "chữ không ở bảng mã UTF-8, cũng không ở bảng mã tiếng Việt cũ nào",
    )
    remedy = Words("save it again with the encoding UTF-8", "lưu lại với bảng mã UTF-8")
    return ReadError(relative, place, problem, remedy)


def read_as(data: bytes, encoding: str) -> str:
    """The bytes in an encoding that ``decode`` found in a part of them; what is none of its letters is replaced."""
    if encoding == "viscii":
        return from_legacy(data.decode("latin-1"), encoding)
    if encoding in ("tcvn3", "vni"):
        return from_legacy(data.decode("latin-1").translate(_WINDOWS), encoding)
    return unicodedata.normalize("NFC", data.decode(encoding, "replace"))


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """The text in each encoding of one byte a character, and as UTF-8 with the wrong bytes left out."""
    yield data.decode("utf-8", "ignore"), DAMAGED
    for name in ("windows-1258", "tcvn3", "vni", "viscii"):
        yield read_as(data, name), name


def _best(readings: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The most Vietnamese reading, where one is good enough."""
    share, text, name = max((vietnamese(text), text, name) for text, name in readings)
    return (text, name) if share >= _GOOD else None


def wrongly_read(text: str) -> str | None:
    """The encoding whose bytes, or UTF-8's, were once taken for the letters of a text and saved so; None: none."""
    letters = sum(map(str.isalpha, text))
    if len(_SUSPECT.findall(text)) <= _SUSPECT_SHARE * letters:
        return None
    found = _best((put_right(text, name), name) for name in (MOJIBAKE, "tcvn3", "vni"))
    return found[1] if found and vietnamese(found[0]) >= vietnamese(text) + _BETTER else None


def put_right(text: str, encoding: str) -> str:
    """Any part of a text for which ``wrongly_read`` gave the encoding, in Unicode."""
    return _mended(text) if encoding == MOJIBAKE else from_legacy(text, encoding)


def _mended(text: str) -> str:
    """With each letter of UTF-8 that was read as Windows-1252 put right."""
    return _BROKEN.sub(lambda match: _letter(match[0]), text)


def _letter(broken: str) -> str:
    """One or two letters from the characters that their bytes were read as; a no-break space may have become plain."""
    for width in range(len(broken), 1, -1):
        try:
            letter = b"".join(map(_byte, broken[:width])).decode()
        except UnicodeDecodeError:
            continue
        return letter + broken[width:]
    return broken


def _byte(char: str) -> bytes:
    if char == " ":
        return b"\xa0"
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")  # the five bytes that Windows-1252 leaves open


@cache
def _vni() -> Charmap:
    """The table of viparse with the letters that its documents lacked, and lower marks on capitals ("Uû")."""
    known = {**dict(CHARMAPS["vni"].pairs), "aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ", "UÈ": "Ừ"}
    mixed = {old[0].upper() + old[1]: new.upper() for old, new in known.items() if len(old) > 1 and old.islower()}
    pairs = {**mixed, **known}
    return Charmap("vni", tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0]))))


def _capitals(text: str) -> str:
    """Lines, and words, whose plain letters are capitals: put in capitals."""
    return "\n".join(_line_capitals(line) for line in text.split("\n"))


def _line_capitals(line: str) -> str:
    capitals = _SYMBOL.sub("", line)
    if sum(char in string.ascii_uppercase for char in capitals) >= _LEAST_CAPITALS and not re.search("[a-z]", line):
        return line.upper()
    return _WORD.sub(lambda word: word[0].upper() if _is_drawn(word[0]) else word[0], line)


def _is_drawn(word: str) -> bool:
    """Whether a word's plain letters are capitals, one of them not the first: "CéNG"."""
    return re.search(r"[a-z]", word) is None and re.search(r"(?<!^)[A-Z]", word) is not None
