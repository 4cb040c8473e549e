"""One spelling for what is the same text: NFC, one placement of tone marks, plain blanks, no emphasis marks.

Guarantees of ``normalize``: the result is in NFC; "hoà" and "hòa" come out alike; every blank but the line end is
one plain space; zero-width characters and Markdown's ``**`` are gone; every character still knows its raw range.

>>> str(normalize("Uỷ  ban **nhân** dân"))
'Ủy ban nhân dân'
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from loaders.mapped import Mapped

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\r\v\f]")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPHASIS = re.compile(
    r"\*\*|(?<=[^\s*])\*(?=[^\s*]|$)|(?<![^\s*(])\*(?=[^\s*])|(?<=[^\s*])\*(?=[\s,.;:)]|$)", re.MULTILINE
)
_STAR_SPACED = re.compile(r"(?<=\w) \*(?=\w)|(?<=\w)\* (?=\w)")
_ESCAPED = re.compile(r"\\(?=[-*_#.()\[\]+!|])")
_DASHES = re.compile("[‐‑‒–—−]")
_DOUBLE_QUOTES = re.compile("[“”„‟″]")
# The older placement (òa, úy) is the one that Nghị định 30/2020/NĐ-CP itself uses; "quý" has its tone on y in both.
_TONES = "àáảãạ"
_PAIRS = (
    [(f"o{new}", f"{old}a") for new, old in zip("àáảãạ", "òóỏõọ", strict=True)]
    + [(f"o{new}", f"{old}e") for new, old in zip("èéẻẽẹ", "òóỏõọ", strict=True)]
    + [(f"u{new}", f"{old}y") for new, old in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)]
)
_PLACEMENT = dict(_PAIRS)
_NEW_STYLE = re.compile(rf"(?<![qQ])(?:{'|'.join(_PLACEMENT)})(?!\w)", re.IGNORECASE)


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
    clusters: list[Mapped] = []
    at = 0
    for _, group in groupby(_clusters(text.text)):
        for cluster in group:
            part = text[at : at + len(cluster)]
            new = unicodedata.normalize("NFC", cluster)
            if new != cluster:
                start, end = part.starts[0], part.ends[-1]
                part = Mapped(new, [start] * len(new), [end] * len(new))
            clusters.append(part)
            at += len(cluster)
    return Mapped.join(clusters)


def _clusters(text: str) -> list[str]:
    """A base character with the combining marks behind it."""
    return re.findall(r".[\u0300-\u036f]*", text, re.DOTALL)


def normalize(raw: str) -> Mapped:
    """The whole text of a file in one spelling (see the module's guarantees)."""
    text = compose(Mapped.of(raw)).sub(_INVISIBLE, "").sub(_BLANKS, " ")
    text = text.sub(_ESCAPED, "").sub(_EMPHASIS, "").sub(_DASHES, "-").sub(_DOUBLE_QUOTES, '"').sub(_BLANKS, " ")
    return Mapped(place_tones(text.text), text.starts, text.ends)
