"""Whether the text that a PDF page carries can be trusted, or the page must be read by OCR.

>>> good, bare = "Ủy ban nhân dân các cấp tổ chức thực hiện. " * 5, "Uy ban nhan dan cac cap to chuc thuc hien. " * 5
>>> usable([(good, False), (bare, False), ("Ӫy EDQ QKkQ Gkn " * 9, False), ("2", True)])
[True, False, False, False]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from loaders.formats import stamps
from loaders.vietnamese import UPPER, syllables, trust

_ENOUGH = 30  # words that tell how well a text is spelled
_LEAST_TRUST = 0.6  # of frequent words spelled right; OCR without Vietnamese data reaches 0.3
_ODD = 0.08  # share of words with letters that are not Vietnamese: names in foreign letters stay below
_LEAST_SYLLABLES = 0.25  # even English reaches 0.3
_FEW = 25  # words on a picture of a page: a stamp, a page number
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\S*[^\W\d_]\S*")
_OWN = re.compile(rf"[\x20-\x7e{UPPER}{UPPER.lower()}\u0300-\u0309\u0323\u031b\u0302\u0306ÐðÝýÜü]+", re.IGNORECASE)
# Signs that stand for letters in a broken or an old encoding, between letters.
_SIGNS = re.compile(r"(?<=[A-Za-z])[\u00a1-\u00bf\u02c6-\u02dd\u2018\u2020-\u2022\u2030-\u20ac](?=[A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


class Layer(StrEnum):
    """What a page's own text is worth."""

    GOOD = "good"
    SHORT = "short"  # too short to tell: as the rest of the file
    NONE = "none"  # nothing but a stamp or a number on a picture, or nothing at all
    BAD = "bad"


def judge(text: str, *, pictured: bool) -> Layer:
    """What a page's text is worth; ``pictured``: most of the page is a picture or drawn letters."""
    words = _WORD.findall(text)
    if not words or (pictured and len(words) < _FEW):
        return Layer.NONE if pictured or not text.strip() else Layer.SHORT
    if pictured and _is_stamp(text, len(words)):
        return Layer.NONE
    if len(words) >= len("odd") and _odd(words) > _ODD:
        return Layer.BAD
    if len(words) < _ENOUGH:
        return Layer.SHORT
    return Layer.GOOD if trust(text) >= _LEAST_TRUST and syllables(text) >= _LEAST_SYLLABLES else Layer.BAD


def usable(pages: Sequence[tuple[str, bool]]) -> list[bool]:
    """For each page's text, and whether it is pictured: can it be used? A short one goes with most of the others."""
    layers = [judge(text, pictured=pictured) for text, pictured in pages]
    counted = Counter(layers)
    rest_is_good = counted[Layer.GOOD] >= counted[Layer.BAD]
    return [
        layer is Layer.GOOD or (layer is Layer.SHORT and (rest_is_good or not text.strip()))
        for layer, (text, _) in zip(layers, pages, strict=True)
    ]


def _odd(words: Sequence[str]) -> float:
    """The share of words that hold other letters than Vietnamese has, control characters, or signs among letters."""
    odd = sum(
        bool(_CONTROL.search(word) or _SIGNS.search(word) or _foreign(word)) for word in words if _LETTER.search(word)
    )
    return odd / len(words)


def _foreign(word: str) -> bool:
    return not word.isascii() and any(char.isalpha() and not _OWN.fullmatch(char) for char in word)


def _is_stamp(text: str, words: int) -> bool:
    """Whether the text is that of a stamp alone."""
    return stamps.is_sure(text.splitlines()) and words < 4 * _FEW
