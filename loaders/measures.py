"""What a target measures: the words before its value, or behind it where it comes first.

>>> name("Tỷ lệ thôn có tủ sách đạt ", " vào năm 2026", first=True)
'Tỷ lệ thôn có tủ sách'
>>> name("Phấn đấu ", behind(" số thôn có tủ sách vào năm 2026"), first=True)
'số thôn có tủ sách'
"""

from __future__ import annotations

import re

from loaders import bounds
from loaders.bounds import Sort
from loaders.noise import YEAR

_NEXT_PART = re.compile(
    r";|,? (?:vào|đến|trong) (?:cuối |hết )?năm"
    r"|(?:,|\b(?:và|trên|dưới|hơn|ít nhất|tối thiểu|khoảng|giảm|tăng|đạt|có|từ|còn|trong đó|đồng thời)|\s){1,8}$"
)
_JOINT = re.compile(r"[,(]|\bvà\b|\btrong đó\b|\bđồng thời\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:cho|tại|với|của|đối với|trong|ở)$", re.IGNORECASE)
_OPEN_MAX = 30  # characters of such words
_SHORT = 8  # characters of a measure's name, at the least
JOINING = 3  # characters between two values, at the most, where the second goes on with the first one's measure
_LAST_JOINT = re.compile(r",|\bvà\b")
_FIRST = re.compile(
    r"^\W{0,3}(?:(?:và|phấn đấu|trong đó|đồng thời|bảo đảm|đảm bảo|vào|đến|trong)[,:]? ){1,4}\W{0,3}", re.IGNORECASE
)
_PLACED = re.compile(
    r"(?:\s(?:thuộc|trong|nằm|đứng|vào|lọt|xếp|đạt|vị trí|thứ|hạng|thứ hạng|nhóm|top|tốp|phấn đấu|≤|từ)){1,6}\s{0,2}$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:phấn đấu|đến|vào|trong|cuối|hết|năm \d{4}|và|đạt|từ|trở đi|giai đoạn|\d{4}|duy trì|tiếp tục|ở mức"
    r"|trên|dưới|ít nhất|tối thiểu|khoảng|xuống|còn|lên|với|là|có|bảo đảm|đảm bảo)\b|[-,:()\s]{1,4}",
    re.IGNORECASE,
)
_EDGE = " ,.;:+-"
_TAIL = frozenset(Sort) - {Sort.MAKE, Sort.FOR, Sort.FILL, Sort.FALL, Sort.RISE}  # words that end no measure's name


def name(lead: str, behind_it: str, *, first: bool) -> str:
    """What is measured, from the words before a value and the words that :func:`behind` leaves of those behind it.

    ``first``: the value is the first of its clause; before others, what stands ahead of a joint goes with the last one.
    """
    words = lead.replace(YEAR, "")
    if not first:
        words = _JOINT.split(words, maxsplit=1)[-1]
    named = words.rstrip().endswith(":") and len(words.strip(_EDGE)) >= JOINING
    if not named and is_short(words):
        return behind_it
    close = bounds.run(words, bounds.words(words))
    while close and close[0].sort not in _TAIL:  # "kinh tế số | đạt": not all of a run ends the name
        close = close[1:]
    trimmed = _FIRST.sub("", words[: close[0].start] if close else words).strip(_EDGE)
    if not named and (_OPEN.search(trimmed[-_OPEN_MAX:]) or len(trimmed) < _SHORT or bounds.ends_in_verb(trimmed)):
        return f"{trimmed} {behind_it}".strip(_EDGE)
    return trimmed


def ranked(lead: str, behind_it: str) -> str:
    """What is ranked: "Việt Nam thuộc nhóm | 30 | nước dẫn đầu về đổi mới sáng tạo".

    >>> ranked("Tỉnh thuộc nhóm ", "địa phương dẫn đầu về chuyển đổi số"), ranked("Chỉ số hài lòng xếp thứ ", "")
    ('chuyển đổi số', 'Chỉ số hài lòng')
    """
    _, about, of = behind_it.partition(" về ")
    return of if about else _PLACED.sub("", lead.replace(YEAR, "")).strip(_EDGE) or behind_it


def behind(text: str) -> str:
    """The words behind a value up to its year or the next value."""
    return _NEXT_PART.split(text, maxsplit=1)[0].strip(_EDGE)


def own(lead: str) -> str:
    """The words of its own that a value has before it, behind the last comma or "và"."""
    return _FILLER.sub("", _LAST_JOINT.split(lead.replace(YEAR, ""))[-1]).strip(_EDGE)


def is_short(lead: str) -> bool:
    """Whether the words before a value are too few to name what it measures."""
    return len(_FILLER.sub("", lead.replace(YEAR, "")).strip(_EDGE)) < _SHORT
