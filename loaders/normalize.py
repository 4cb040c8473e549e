"""One spelling for what is the same text: NFC, one placement of tone marks, plain blanks, no emphasis marks.

Guarantees of ``normalize``: the result is in NFC; "hoà" and "hòa" come out alike; every blank but the line end is
one plain space; zero-width characters and Markdown's ``**`` are gone; HTML's entities and ``<br>`` are what they stand
for; words that a segmenter joined ("nhân_dân") are apart again; every character still knows its raw range.

>>> str(normalize("Uỷ  ban **nhân** dân"))
'Ủy ban nhân dân'
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from loaders.mapped import Mapped

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\r](?:(?<!\r)|(?=\n))")
# A name has a small letter: "Sở KH&CN; Sở GT&LT;" holds none.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?=[A-Z]*[a-z])[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_JOINT = re.compile(r"(?<=[^\W\d_])_(?=[^\W\d_])")
_WORD = re.compile(r"\w+")
_SEGMENTED = 0.2  # share of words with a joint that shows a segmenter's work: it joins two of five
_LOOSE = re.compile(r" +(?=[,.;:!?%)\]])|(?<=[(\[]) +")  # it sets marks apart, too
_LINE_ENDS = re.compile("[\r\v\f\u0085\u2028\u2029]")
_LINE = re.compile(r"[^\n]+")  # no mark joins a line's end
_BLANKS = re.compile(r"[^\S\n](?:(?<! )[^\S\n]*|[^\S\n]+)")  # but for a single plain one
# Stars that touch a word are marks of emphasis; a single one between blanks is a bullet or a part of a rule.
_EMPHASIS = re.compile(r"\*(?:(?<=[^\s*]\*)\**|\**(?=[^\s*])|\*)")
_ESCAPES = re.compile(r"\\\\*(?=[-*_#.()\[\]+!|])")
_DASHES = re.compile("[‐‑‒–—−]")
_DOUBLE_QUOTES = re.compile("[“”„‟″]")
# The older placement (òa, úy) is the one that Nghị định 30/2020/NĐ-CP itself uses; "quý" has its tone on y in both.
_PAIRS = (
    [(f"o{new}", f"{old}a") for new, old in zip("àáảãạ", "òóỏõọ", strict=True)]
    + [(f"o{new}", f"{old}e") for new, old in zip("èéẻẽẹ", "òóỏõọ", strict=True)]
    + [(f"u{new}", f"{old}y") for new, old in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)]
)
_PLACEMENT = dict(_PAIRS)
_HANGUL_PARTS = ("\u1160", "\u11ff")  # vowels and finals, which join the syllable before them
# The first letter first, so that the search need only look at places where it stands.
_SECOND = "|".join(f"(?<=[{new[0]}{new[0].upper()}])[{new[1]}{new[1].upper()}]" for new in _PLACEMENT)
_TONED = "".join(new[1] + new[1].upper() for new in _PLACEMENT)
_NEW_STYLE = re.compile(rf"[oOuU](?=[{_TONED}])(?:{_SECOND})(?<![qQ]..)(?![\w\u0300-\u036f])")


def place_tones(text: str) -> str:
    """The older placement of tone marks, of equal length: "hoà" becomes "hòa", "quý" stays.

    >>> place_tones("Uỷ ban, hoà bình, khoẻ, quý, hoàn, TUỶ")
    'Ủy ban, hòa bình, khỏe, quý, hoàn, TỦY'
    """

    def older(match: re.Match[str]) -> str:
        found = match[0]
        moved = _PLACEMENT[found.lower()]
        return "".join(new.upper() if old.isupper() else new for new, old in zip(moved, found, strict=True))

    return _NEW_STYLE.sub(older, text)


def compose(text: Mapped) -> Mapped:
    """NFC, each composed character standing for all that it was composed of."""
    if unicodedata.is_normalized("NFC", text.text):
        return text
    changes: list[tuple[int, int, str]] = []
    for line in _LINE.finditer(text.text):
        if unicodedata.is_normalized("NFC", line[0]):
            continue
        for start, end in _clusters(text.text, line.start(), line.end()):
            written = text.text[start:end]
            composed = unicodedata.normalize("NFC", written)
            if composed != written:
                changes.append((start, end, composed))
    return text.replace(changes)


def _clusters(text: str, start: int, until: int) -> Iterator[tuple[int, int]]:
    """Start and end of each base character with all behind it that may become one with it: marks, parts of Hangul."""
    for at in range(start + 1, until):
        char = text[at]
        if not unicodedata.category(char).startswith("M") and not _HANGUL_PARTS[0] <= char <= _HANGUL_PARTS[1]:
            yield start, at
            start = at
    yield start, until


def normalize(raw: str, at: int = 0) -> Mapped:
    """A file's text, or the part of it from the offset ``at`` on, in one spelling (see the module's guarantees)."""
    text = _entities(Mapped.of(raw, at)).sub(_BREAK, "\n")
    text = compose(text.sub(_INVISIBLE, "").sub(_LINE_ENDS, "\n"))
    text = text.sub(_DASHES, "-").sub(_DOUBLE_QUOTES, '"').sub(_ESCAPES, "")
    text = text.sub(_EMPHASIS, "").sub(_BLANKS, " ")
    text = compose(_apart(text))  # again: a mark may have come next to its letter
    return text.spelled(place_tones(text.text))


def _entities(text: Mapped) -> Mapped:
    """With HTML's entities as the characters that they stand for; those that stand for an entity's begin, too."""
    while "&" in text.text:
        plain = text.sub(_ENTITY, lambda entity: html.unescape(entity[0]))
        if plain.text == text.text:
            break
        text = plain
    return text


def _apart(text: Mapped) -> Mapped:
    """The words of a segmented text apart, its punctuation at its words again."""
    if "_" not in text.text:
        return text
    if len(_JOINT.findall(text.text)) < _SEGMENTED * len(_WORD.findall(text.text)):
        return text
    return text.sub(_JOINT, " ").sub(_LOOSE, "")
