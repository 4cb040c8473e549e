"""Numbers written by hand into a printed head: "Số: …/KH-SYT", "ngày … tháng … năm 2026".

OCR reads print, and makes of a pen's strokes whatever print they resemble: on scans a number 2119 became "2442" and a
day 13 became "43", with up to 0.77 and 0.89 for confidence, as high as some printed digits. So what stands in
these blanks counts where it is a number and its confidence is 0.95 or more, or where another recogniser, which knows
nothing of the first, reads the same number; a letter of the first that looks like a digit may be that ("I1" for 11).
Otherwise "…" stands there, as in a form that is not filled in: a number is never guessed. Such a word keeps the low
confidence of what was read in its place.

>>> head = [Word("Số:24", 0, 0, 50, 20, confidence=0.7), Word("/KH-SYT", 70, 0, 150, 20, confidence=0.9)]
>>> [word.text for word in settled(head, lambda box: "Số:29 /KH-SYT")]
['Số:', '…', '/KH-SYT']
>>> [word.text for word in settled(head, lambda box: "Số: 24/KH-SYT")]
['Số:', '24', '/KH-SYT']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from loaders.formats.pagewords import Word
from loaders.mapped import fold
from loaders.vietnamese import UPPER

SURE = 0.95
UNREAD = "…"
Box = tuple[float, float, float, float]
Look = Callable[[Box], str]  # reads a part of the page again, as one line

_NUMBER = re.compile(rf"S[ốôóòỗồổò]\s?[:;.]?(?P<first>[^/]{{0,20}}?)[/-]\s?[{UPPER}]{{2}}\S*")
_DATE = re.compile(r"(?:\S+,)?ngày(?P<first>.{0,12}?)tháng(?P<second>.{0,12}?)n[ăãâ]m")
_IS_NUMBER = re.compile(r"\d+[a-zđ]?")
_LIKE_DIGITS = str.maketrans("ilt|]![ou", "111111100")
_EMPTY = " .,:_…"  # what a blank that was left empty may hold
_PLACE = re.compile(rf"[{UPPER}][^\W\d]*,")  # what stands before a head's date
_MOST_WORDS = 9
_WIDEST = 12  # the widest gap inside a head's line, in heights of its letters
_NEAREST = 3  # a word so near before "Số", in the same measure, makes it part of a sentence


def settled(words: Sequence[Word], look: Look) -> list[Word]:
    """The words of a page; in a head's blanks, what is doubtful is confirmed by ``look`` or replaced by "…"."""
    left = list(words)
    for first in words:
        head = _NUMBER if first.text.startswith("S") else _DATE if "ngày" in first.text else None
        if head is not None and first in left and _opens(first, left):
            line = _line(first, left)
            found = head.match(" ".join(word.text for word in line))
            if found is not None:
                _fill(line, found, left, look)
    return left


def _opens(first: Word, words: Sequence[Word]) -> bool:
    """Whether "Số" begins a line, or a place stands before "ngày"."""
    before = [word for word in words if word.right <= first.left + 1 and _level(word, first)]
    nearest = max(before, key=lambda word: word.right, default=None)
    near = nearest is not None and first.left - nearest.right < _NEAREST * (first.bottom - first.top)
    if first.text.startswith("S"):
        return not near
    return "," in first.text or (near and nearest is not None and _PLACE.fullmatch(nearest.text) is not None)


def _level(word: Word, other: Word) -> bool:
    return (
        other.top <= (word.top + word.bottom) / 2 <= other.bottom
        or word.top <= (other.top + other.bottom) / 2 <= word.bottom
    )


def _line(first: Word, words: Sequence[Word]) -> list[Word]:
    """The words from ``first`` on, as far as they stand together."""
    line = [first]
    for word in sorted((word for word in words if word.left > first.left and _level(word, first)), key=_left):
        if len(line) == _MOST_WORDS or word.left - line[-1].right > _WIDEST * (first.bottom - first.top):
            break
        line.append(word)
    return line


def _left(word: Word) -> float:
    return word.left


def _fill(line: Sequence[Word], found: re.Match[str], words: list[Word], look: Look) -> None:
    """Puts the words of a head's line anew where one of its blanks is in doubt."""
    spans = [found.span(name) for name in found.groupdict() if _in_doubt(found[name], _cut(line, *found.span(name)))]
    if not spans:
        return
    again = found.re.search(look(_around(_cut(line, *found.span()))))
    anew, end = list[Word](), 0
    for name, written in found.groupdict().items():
        start, stop = found.span(name)
        if (start, stop) in spans:
            second = _number(again[name]) if again is not None else ""
            read = second if second and second == _digits(written) else UNREAD
            anew += [*_cut(line, end, start), _joined(_cut(line, start, stop), read)]
            end = stop
    at = words.index(line[0])
    for word in line:
        words.remove(word)
    words[at:at] = [*anew, *_cut(line, end, len(found.string))]


def _in_doubt(written: str, parts: Sequence[Word]) -> bool:
    """Whether a blank holds something that is no number, or that was not read surely."""
    if not written.strip(_EMPTY):
        return False
    return not _number(written) or min(word.confidence or 0.0 for word in parts) < SURE


def _number(written: str) -> str:
    """The number in a blank; "" where something else stands there."""
    found = _IS_NUMBER.fullmatch(written.strip(_EMPTY))
    return found[0] if found else ""


def _digits(written: str) -> str:
    """What is written, with the letters that are read in the place of a digit as that digit ("I1", "U6_")."""
    return fold(written.strip(_EMPTY)).translate(_LIKE_DIGITS)


def _cut(line: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words, or parts of words, between two offsets in the line's text; a part has its share of the box."""
    parts, at = [], 0
    for word in line:
        first, last = max(0, start - at), min(len(word.text), end - at)
        if first < last:
            letter = (word.right - word.left) / len(word.text)
            left, right = word.left + first * letter, word.left + last * letter
            parts.append(word._replace(text=word.text[first:last], left=left, right=right))
        at += len(word.text) + 1
    return parts


def _joined(parts: Sequence[Word], text: str) -> Word:
    """One word in the place of several, as sure as the least sure of them."""
    left, top, right, bottom = _around(parts)
    confidence = min(word.confidence or 0.0 for word in parts)
    return parts[0]._replace(text=text, left=left, top=top, right=right, bottom=bottom, confidence=confidence)


def _around(words: Sequence[Word]) -> Box:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )
