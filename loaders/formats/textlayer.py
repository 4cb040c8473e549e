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
from loaders.formats.encodings import from_legacy, vietnamese
from loaders.vietnamese import UPPER, syllables, trust

_ENOUGH = 30  # words that tell how well a text is spelled
_LEAST_TRUST = 0.6  # of frequent words spelled right; OCR without Vietnamese data reaches 0.1, a page of figures too
_LEAST_MARKED = 0.45  # of words with a letter that is not English: two thirds in Vietnamese
_ODD = 0.08  # share of words with letters that are not Vietnamese: names in foreign letters stay below
_GIBBERISH, _VIETNAMESE = 0.2, 0.45  # share of syllables; English reaches 0.3, Vietnamese without marks 0.55
_CONVERTED, _GAINED = 0.75, 0.2  # share of Vietnamese words after a change of encoding, and how far above that before
_FEW = 25  # words on a picture of a page: a stamp, a page number
_SAMPLE = 1000  # characters that show how a page is spelled
# Any character that may be one of these: most texts have none, and need not be searched.
_MAY_BE_STRANGE = re.compile(
    rf"[\x00-\x08\x0e-\x1f\x7f-\xbf\u02c6-\u02dd\u2018\u2020-\u2022\u2030-\u20ac\ue000-\uf8ff\ufffd]|[^\W\d_A-Za-z{UPPER}{UPPER.lower()}ÐðÝýÜü]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
# Control characters and places without a character; letters that Vietnamese has not; signs between letters, as a broken
# or an old encoding has them.
_STRANGE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]"
    rf"|[^\W\d_A-Za-z{UPPER}{UPPER.lower()}ÐðÝýÜü]"
    r"|(?<=[A-Za-z])[\u00a1-\u00bf\u02c6-\u02dd\u2018\u2020-\u2022\u2030-\u20ac](?=[A-Za-z])"
)


class Layer(StrEnum):
    """What a page's own text is worth."""

    GOOD = "good"
    SHORT = "short"  # too short to tell: as the rest of the file
    NONE = "none"  # nothing but a stamp or a number on a picture, or nothing at all
    BAD = "bad"


def judge(text: str, *, pictured: bool) -> Layer:
    """What a page's text is worth; ``pictured``: most of the page is a picture or drawn letters."""
    words = text.split()
    if not _LETTER.search(text) or (pictured and len(words) < _FEW):
        return Layer.NONE if pictured or not text.strip() else Layer.SHORT
    if pictured and _is_stamp(text, len(words)):
        return Layer.NONE
    if _is_odd(text, words):
        return Layer.BAD
    if len(words) < _ENOUGH:
        return Layer.SHORT
    return Layer.BAD if _is_misspelled(text[:_SAMPLE]) else Layer.GOOD


def usable(pages: Sequence[tuple[str, bool]]) -> list[bool]:
    """For each page's text, and whether it is pictured: can it be used? A short one goes with most of the others."""
    layers = [judge(text, pictured=pictured) for text, pictured in pages]
    counted = Counter(layers)
    rest_is_good = counted[Layer.GOOD] >= counted[Layer.BAD]
    return [
        layer is Layer.GOOD or (layer is Layer.SHORT and (rest_is_good or not text.strip()))
        for layer, (text, _) in zip(layers, pages, strict=True)
    ]


def legacy(text: str) -> str:
    """The old encoding in whose letters a page is written, "tcvn3" or "vni"; "" for none.

    >>> legacy("ñy ban nh©n d©n x· tæ chøc thùc hiÖn kÕ ho¹ch trång c©y")
    'tcvn3'
    """
    sample = text[:_SAMPLE]
    shares = {encoding: vietnamese(from_legacy(sample, encoding)) for encoding in ("tcvn3", "vni")}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > max(_CONVERTED, vietnamese(sample) + _GAINED) else ""


def _is_misspelled(text: str) -> bool:
    """Whether a text is built of no syllables, or of Vietnamese ones without their marks."""
    share = syllables(text)
    if share < _GIBBERISH:
        return True
    words = _LETTERS.findall(text)
    marked = sum(not word.isascii() for word in words) / max(1, len(words))
    return share >= _VIETNAMESE and marked < _LEAST_MARKED and trust(text) < _LEAST_TRUST


def _is_odd(text: str, words: Sequence[str]) -> bool:
    """Whether many words hold what no Vietnamese word has."""
    if not _MAY_BE_STRANGE.search("".join(set(text))):
        return False
    most = _ODD * len(words)
    return len(_STRANGE.findall(text)) > most and sum(_STRANGE.search(word) is not None for word in words) > most


def _is_stamp(text: str, words: int) -> bool:
    """Whether the text is that of a stamp alone."""
    return stamps.is_sure(text.splitlines()) and words < 4 * _FEW
