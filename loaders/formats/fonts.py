r"""Fonts that are encodings: those of TCVN3 and VNI (before Unicode), and the fonts of symbols.

>>> Coding.of(".VnTimeH"), Coding.of("VNI-Times"), Coding.of("Times New Roman")
(<Coding.TCVN3_CAPITALS: 'tcvn3 capitals'>, <Coding.VNI: 'vni'>, <Coding.UNICODE: 'unicode'>)
>>> unicode([("QuyÕt \xae", Coding.TCVN3), ("Þnh", Coding.TCVN3), (" số ", Coding.UNICODE), ("\xb3", Coding.SYMBOL)])
'Quyết định số ≥'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from itertools import groupby

from loaders.formats.encodings import from_legacy

# The letters of Vietnamese that no old font has: where they stand, the text is Unicode, whatever font it names.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_PRIVATE = {code: code - 0xF000 for code in range(0xF020, 0xF100)}  # where Word keeps the bytes of symbol fonts
_SYMBOLS = str.maketrans("£³±°´¸¹»®¬«·¥", "≤≥±°×÷≠≈→←↔•∞")
_WINGDINGS = str.maketrans(
    {"\xfc": "✓", "\xfe": "☑", "\xa8": "☐", "o": "☐", "x": "☒", "\xfd": "☒", "\xe0": "→", "\xf0": "→"}
)
BULLET = "•"


class Coding(StrEnum):
    """How the characters of a text in some font are to be understood."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3 capitals"
    VNI = "vni"
    SYMBOL = "symbol"
    WINGDINGS = "wingdings"

    @staticmethod
    @cache
    def of(font: str) -> Coding:
        """By the font's name: ".VnTime" and ".VnTimeH" (capitals only) are TCVN3, "VNI-Times" is VNI."""
        name = font.strip().lower()
        if name.startswith(".vn"):
            return Coding.TCVN3_CAPITALS if name.endswith("h") else Coding.TCVN3
        if name.startswith(("vni-", "vni ")):
            return Coding.VNI
        if name.startswith(("wingdings", "webdings")):
            return Coding.WINGDINGS
        return Coding.SYMBOL if name in {"symbol", "symbol mt", "opensymbol"} else Coding.UNICODE

    @property
    def is_legacy(self) -> bool:
        """Whether it is an encoding of Vietnamese from before Unicode."""
        return self in (Coding.TCVN3, Coding.TCVN3_CAPITALS, Coding.VNI)

    @property
    def is_symbols(self) -> bool:
        """Whether it has signs for letters."""
        return self in (Coding.SYMBOL, Coding.WINGDINGS)


def unicode(pieces: Sequence[tuple[str, Coding]]) -> str:
    """A paragraph's text from its pieces, each with the coding of its font.

    Neighbours in one coding are read together: a letter and its mark may stand in two pieces. A paragraph that was
    typed in Unicode keeps its letters, though its font be an old one.
    """
    if all(coding is Coding.UNICODE for _, coding in pieces):
        return "".join(text for text, _ in pieces)
    is_unicode = _UNICODE.search(_joined(piece for piece in pieces if piece[1].is_legacy)) is not None
    return "".join(
        text if is_unicode and coding.is_legacy else _read(text, coding)
        for coding, text in ((coding, _joined(group)) for coding, group in groupby(pieces, key=lambda piece: piece[1]))
    )


def bullet(text: str, font: str) -> str:
    """A list's mark as a plain sign: what a symbol font draws is "•".

    >>> bullet(chr(0xF0B7), "Symbol"), bullet("-", "Times New Roman"), bullet("o", "Courier New")
    ('•', '-', 'o')
    """
    drawn = Coding.of(font).is_symbols or any("\ue000" <= char <= "\uf8ff" for char in text)
    return BULLET if drawn and text.strip() else text


def _joined(pieces: Iterable[tuple[str, Coding]]) -> str:
    return "".join(text for text, _ in pieces)


def _read(text: str, coding: Coding) -> str:
    if coding is Coding.UNICODE:
        return text
    plain = text.translate(_PRIVATE)
    if coding is Coding.SYMBOL:
        return plain.translate(_SYMBOLS)
    if coding is Coding.WINGDINGS:
        return "".join(char if char.isspace() or ord(char) > 0xFF else _drawn(char) for char in plain)  # noqa: PLR2004
    if coding is Coding.VNI:
        return from_legacy(plain, "vni")
    decoded = from_legacy(plain, "tcvn3")
    return decoded.upper() if coding is Coding.TCVN3_CAPITALS else decoded


def _drawn(char: str) -> str:
    return char.translate(_WINGDINGS) if char.translate(_WINGDINGS) != char else BULLET
