"""When two spellings mean the same: words, document numbers, the names of bodies.

>>> plain("UBND  tỉnh – Hoà Bình,")
'ủy ban nhân dân tỉnh hòa bình'
>>> number_key(" 28 – CT/TW ")
'28-ct/tw'
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from loaders.normalize import place_tones

ALIKE: Final = 0.85
_OPENING: Final = 20  # letters after which one text may just be the beginning of the other
_LABEL: Final = 60  # letters that a label before an item's words may take
_SURE: Final = 12  # letters that first words need to be met although they are not spelled the same
_NAMED: Final = 7  # letters that a body's name has at least to be met without its place
_PLACE_WORDS: Final = 4
_PLACE: Final = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")

_SHORT: Final = {
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "mặt trận tổ quốc": "mttq",
    "ban thường vụ": "btv",
    "thành phố": "tp",
    "thành phố trực thuộc trung ương": "tptw",
    "giáo dục và đào tạo": "gdđt gd&đt gd-đt",
    "khoa học và công nghệ": "khcn kh&cn",
    "lao động thương binh và xã hội": "lđtbxh lđ-tb&xh",
    "nông nghiệp và môi trường": "nn&mt",
    "thông tin và truyền thông": "tttt tt&tt",
    "văn hóa thể thao và du lịch": "vhttdl",
}
_LONG: Final = {short: long for long, several in _SHORT.items() for short in several.split()}


@cache
def plain(text: str) -> str:
    """Lower case, one placement of tones, abbreviations written out, no punctuation but %, ‰ and &."""
    low = place_tones(unicodedata.normalize("NFC", text).casefold()).replace("–", "-")
    whole = " ".join(_LONG.get(word.strip(".,;:()"), word) for word in low.split())
    return " ".join(re.findall(r"[\w%‰&]+", whole))


def number_key(number: str) -> str:
    """A document's number without blanks, in lower case."""
    return "".join(unicodedata.normalize("NFC", number).split()).replace("–", "-").casefold()


def ratio(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@cache
def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: 1 also where one of them is only cut short.

    >>> likeness("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"), likeness("Sở Y tế", "")
    (1.0, 0.0)
    """
    short, long = sorted((plain(one), plain(other)), key=len)
    if not short:
        return 0.0
    if short == long or (len(short) >= _OPENING and long.startswith(short)):
        return 1.0
    return ratio(plain(one), plain(other))


@cache
def opening(start: str, text: str) -> float:
    """How well first words open a text, from 0 to 1; a label before them does not matter.

    >>> opening("Tỷ lệ trẻ em được", "Chỉ tiêu 7: Tỷ lệ trẻ em được khai sinh"), opening("Tỷ lệ", "Số trẻ em")
    (1.0, 0.0)
    """
    first, whole = plain(start), plain(text)
    if not first or not whole:
        return 0.0
    if first in whole[: len(first) + _LABEL]:
        return 1.0
    return ratio(first, whole[: len(first)]) if len(first) >= _SURE else 0.0


@cache
def same_body(gold: str, found: str, least: float = ALIKE) -> bool:
    """Whether two names are of one body, one of them perhaps without its place.

    >>> same_body("Sở Y tế", "Sở Y tế tỉnh Cao Bằng"), same_body("Công an tỉnh", "Công an tỉnh Cao Bằng")
    (True, True)
    >>> same_body("Sở Y tế", "Sở Nội vụ")
    False
    """
    return likeness(gold, found) >= least or _differ_by_place(gold, found)


def _differ_by_place(one: str, other: str) -> bool:
    short, long = sorted((plain(one), plain(other)), key=len)
    if len(short) < _NAMED or not f"{long} ".startswith(f"{short} "):
        return False
    rest = long.removeprefix(short).strip()
    if not rest:
        return True
    if not short.endswith(_PLACE):
        unit = max((unit for unit in _PLACE if f"{rest} ".startswith(f"{unit} ")), key=len, default=None)
        if unit is None:
            return False
        rest = rest.removeprefix(unit)
    return len(rest.split()) <= _PLACE_WORDS


def pairs(gold: list[str], found: list[str], least: float) -> dict[int, int]:
    """Which found text each gold beginning opens, the best pairs first; each text is in one pair only.

    >>> pairs(["Tỷ lệ A", "Tỷ lệ B"], ["x", "Tỷ lệ B đạt"], 0.8)
    {1: 1}
    """
    fits = [(opening(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    met: dict[int, int] = {}
    for _, i, j in sorted((fit for fit in fits if fit[0] >= least), reverse=True):
        if i not in met and j not in met.values():
            met[i] = j
    return met
