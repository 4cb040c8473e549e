"""What an indicator measures, as words that can be compared: folded, without what is no part of the measure.

Figures are kept apart: "dưới 1 tuổi" and "dưới 5 tuổi" are two measures. Years and places are left out, since each
document has its own. Which words say nothing, and which stand for others, ``indicator_words.csv`` says.

>>> sorted(wording("Tỉ lệ trẻ em dưới 05 tuổi tại tỉnh Cao Bằng đến năm 2030").words)
['tre?', 'tuôi?']
>>> wording("dưới 05 tuổi").figures == wording("đến 5 tuổi").figures
True
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ontology import authority

# Marks of tone by a letter each that stands at the end of the syllable: "hoà" and "hòa" are one.
_TONES: Final = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": "."}
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_YEAR: Final = re.compile(r"(?:đến |vào |trong )?(?:cuối |hết )?(?:năm |giai đoạn )?\b(?:19|20)\d\d\b")
# What stands before a figure that bounds what is meant, and behind one that is an age.
_TO: Final = ("dưới", "đến", "không quá", "tối đa")
_SINCE: Final = ("trên", "từ", "từ đủ", "đủ", "ít nhất", "tối thiểu")
_AGE: Final = ("tuổi", "tháng tuổi", "tháng")
_SENTENCE: Final = re.compile(r"\.\s|\n")
_OPEN_I: Final = re.compile(r"^([hklmst])y(?=\W?$)")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a measure, folded; the figures that are part of it; and what tells two measures apart.

    ``bounds`` say of figures whether what is up to them or from them on is meant, "<500" or ">500". ``contrasts`` are
    ages with their bounds, phrases such as "không" and "tử vong" in the measure, and those that say who is meant ("nữ",
    "nông thôn") in the measure or ahead of it in its sentence.
    """

    words: frozenset[str]
    figures: frozenset[str]
    bounds: frozenset[str]
    contrasts: frozenset[str]


@cache
def fold(syllable: str) -> str:
    """A syllable in one spelling: small letters, its tone behind it, an open y as i.

    >>> fold("Hoà") == fold("hòa"), fold("tỷ") == fold("Tỉ"), fold("quý") == fold("quí")
    (True, True, False)
    """
    parts = unicodedata.normalize("NFD", syllable.casefold())
    tone = "".join(_TONES[char] for char in parts if char in _TONES)
    letters = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    return _OPEN_I.sub(r"\1i", letters + tone)


def wording(text: str, item: str = "") -> Wording:
    """The words and figures of a measure; ``item`` is the whole item that it is a part of."""
    folded = _plain(text)
    words = _read(folded).split()
    ages, bounds = _bounds(folded)
    at = max(item.find(text), 0)
    ahead = _SENTENCE.split(item[:at])[-1]
    return Wording(
        frozenset(word for word in words if not word.isdigit()),
        frozenset(str(int(word)) for word in words if word.isdigit()),
        bounds,
        ages
        | frozenset([*_table().contrasts.findall(folded), *_table().populations.findall(f"{_plain(ahead)} {folded}")]),
    )


def _bounds(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """The ages in a folded text, and its other figures, each with its bound; of those without one only ages."""
    ages, others = set(), set()
    for found in _bounded().finditer(folded):
        mark = "<" if found["to"] or found["down"] else ">" if found["from"] or found["up"] else ""
        bounded = f"{mark}{int(found['figure'])}"
        if found["age"]:
            ages.add(bounded)
        elif mark:
            others.add(bounded)
    return frozenset(ages), frozenset(others)


@cache
def _bounded() -> re.Pattern[str]:
    to, since, age, up, down = (_either(words) for words in (_TO, _SINCE, _AGE, ("trở lên",), ("trở xuống",)))
    behind = rf"(?: (?P<age>{age}))?(?: (?:\S+ ){{0,2}}?(?:(?P<up>{up})|(?P<down>{down})))?"
    return re.compile(rf"(?:(?:(?P<to>{to})|(?P<from>{since})) )?(?<!\S)(?P<figure>\d+)(?!\S){behind}")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(_folded(one)) for one in words)


def _plain(text: str) -> str:
    """A text folded, without years and places."""
    return " ".join(_tokens(_YEAR.sub(" ", _places().sub(" ", unicodedata.normalize("NFC", text)))))


def _tokens(text: str) -> list[str]:
    return [fold(token) for token in _TOKEN.findall(text)]


@cache
def _places() -> re.Pattern[str]:
    """Names of provinces, with what they are: as they are written, since in small letters they are other words."""
    names = sorted({p.name for p in authority.provinces()} | {"Việt Nam"}, key=lambda name: (-len(name), name))
    return re.compile(
        rf"(?:\b(?:tại|của|ở) )?(?:\b(?:tỉnh|thành phố|TP\.?) )?\b(?:{'|'.join(map(re.escape, names))})\b"
    )


def _read(text: str) -> str:
    """The words with those left out that say nothing, and others read as the words that they stand for."""
    table = _table()
    while (match := table.heads.match(text)) is not None:
        text = text[match.end() :].lstrip()
    return table.inside.sub(lambda found: table.meanings[found[0]], text)


@dataclass(frozen=True, slots=True)
class _Table:
    """``indicator_words.csv``: what is left out at the head, what is read otherwise anywhere and as what, contrasts."""

    heads: re.Pattern[str]
    inside: re.Pattern[str]
    meanings: dict[str, str]
    contrasts: re.Pattern[str]
    populations: re.Pattern[str]


@cache
def _table() -> _Table:
    lines = files("graph").joinpath("indicator_words.csv").read_text(encoding="utf-8").splitlines()
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["role"], {})[_folded(row["words"])] = _folded(row["read_as"])
    meanings = found["left-out"] | found["read-as"]
    return _Table(_any(found["head"]), _any(meanings), meanings, _any(found["contrast"]), _any(found["population"]))


def _folded(words: str) -> str:
    return " ".join(_tokens(words))


def _any(phrases: dict[str, str]) -> re.Pattern[str]:
    """Any of several phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, ordered))})(?!\S)")
