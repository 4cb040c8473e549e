"""Scraps: what OCR makes of a seal, a signature, or the gap between two lines, lines that are none of the text.

A line counts as one only where it was read badly, and is too flat, too high, or stands among those who sign. What is
left out of the paragraphs so is still written, beside the text.

>>> from loaders.formats.rows import Word, line_of
>>> rows = [("GIÁM ĐỐC", 0.9, 100), ("KUÁL°:a", 0.3, 130), ("Nguyễn Văn A", 0.6, 180)]
>>> lines = [line_of([Word(text, 300, y, 380, y + 12, confidence=sure)], 1) for text, sure, y in rows]
>>> [line.text for line in found(lines)]
['KUÁL°:a']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean, median

from loaders.formats.rows import Line
from loaders.mapped import fold
from loaders.vietnamese import syllables

_UNSURE, _MOST_UNSURE = 0.7, 0.5  # mean confidence of a line's words; those of a clean scan reach 0.94
_UNSURE_SIGNED = 0.62  # among those who sign; a name across which a signature runs reaches 0.65
_FLAT, _HIGH = 0.5, 1.5  # of the page's usual height of words
_SHORT = 15  # letters and digits: what is read out of a seal is no longer
_WORD = re.compile(r"[^\W\d_]{3,}")
_SIGNS = re.compile(
    r"^\W*(?:t/?m|k/?t|t/?l|tuq|q)\.|^.{0,40}(?:iam doc|chu tich|bi thu|(?:cuc|bo|vu|hieu|vien|thu) truong|thu tuong"
    r"|truong (?:ban|phong)|chanh (?:van phong|thanh tra))\W*$"
)
_NAME = re.compile(r"(?:\w+\. ?)*\w[^\W\d_]+(?: \w[^\W\d_]*)+")
_RECIPIENTS = "noi nhan"
_LISTED = re.compile(r"[-–+•] ?\w|so\W")  # recipients, and the number of a document


def found(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, read by OCR, that are scraps."""
    heights = [word.bottom - word.top for line in lines for word in line.words]
    usual = median(heights) if heights else 0.0
    signed = min((line.top for line in lines if _is_foot(fold(line.text))), default=float("inf"))
    return [line for line in lines if _is_scrap(line, usual, among_signers=line.top > signed)]


def _is_scrap(line: Line, usual: float, *, among_signers: bool) -> bool:
    sure = fmean(word.confidence if word.confidence is not None else 1.0 for word in line.words)
    if sure >= _UNSURE or _is_known(line.text) or sum(map(str.isalnum, line.text)) > _SHORT:
        return False
    if line.size < _FLAT * usual:
        return True
    if sure < _MOST_UNSURE and line.size > _HIGH * usual and not _has_word(line.text):
        return True
    return among_signers and sure < _UNSURE_SIGNED


def _is_foot(plain: str) -> bool:
    """Whether a line, in small letters without marks, is one of a document's foot: a post, the recipients' heading."""
    return plain.startswith(_RECIPIENTS) or _SIGNS.search(plain) is not None


def _is_known(text: str) -> bool:
    """Whether a line looks like what stands in a document's head or foot: a post, a name, a recipient, a number."""
    plain = fold(text)
    if _is_foot(plain) or _LISTED.match(plain):
        return True
    return _NAME.fullmatch(text) is not None and text.istitle() and syllables(text) == 1


def _has_word(text: str) -> bool:
    return any(syllables(word) for word in _WORD.findall(text))
