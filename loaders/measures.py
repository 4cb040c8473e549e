"""What a target measures: the words before its value, or behind it where it comes first.

>>> name("Tỷ lệ thôn có tủ sách đạt ", " vào năm 2026", first=True)
'Tỷ lệ thôn có tủ sách'
>>> name("Phấn đấu ", behind(" số thôn có tủ sách vào năm 2026"), first=True)
'số thôn có tủ sách'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders import bounds
from loaders.bounds import Sort
from loaders.noise import YEAR
from loaders.vietnamese import UPPER

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
    r"(?:(?:^|\s)(?:thuộc|trong|nằm|đứng|vào|lọt|xếp|đạt|vị trí|thứ|hạng|thứ hạng|nhóm|top|tốp|phấn đấu|≤|từ)){1,6}"
    r"\s{0,2}$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:phấn đấu|đến|vào|trong|cuối|hết|năm \d{4}|và|đạt|từ|trở đi|giai đoạn|\d{4}|duy trì|tiếp tục|ở mức"
    r"|trên|dưới|ít nhất|tối thiểu|khoảng|xuống|còn|lên|với|là|có|bảo đảm|đảm bảo)\b|[-,:()\s]{1,4}",
    re.IGNORECASE,
)
_EDGE = " ,.;:+-"
# Who is ranked, where nothing else is named: a country, a province, the issuer's own place.
_PLACE = re.compile(
    rf"(?:(?:[Tt]oàn )?(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Xx]ã|[Pp]hường|[Vv]ùng)(?: ta)?|[Nn]ước ta|[Cc]ả nước)?"
    rf"(?:(?:^| )[{UPPER}]\w*(?: [{UPPER}]\w*){{0,4}})?(?: trở thành (?:địa phương|tỉnh|nước|quốc gia))?"
)
_RANKED = re.compile(r"\W*(?:nước|quốc gia|địa phương|tỉnh|thành phố)?[^,;]{0,20}?(?:dẫn|đứng|hàng) đầu\b")
_NEXT_INDEX = re.compile(r", (?P<index>(?:[Cc]hỉ số|[Xx]ếp hạng|[Tt]hứ hạng|[Tt]ỷ lệ|[Mm]ức độ)[^,]+)$")
_RANK_ABOUT = re.compile(r"\bvề (?P<about>[^;.]+)")
_LEADING = r"(?:dẫn đầu|đứng đầu|hàng đầu|cao nhất|tốt nhất|phát triển nhất)"
_RANK_SCOPE = re.compile(
    rf"(?:[^,;.()]{{0,40}}?{_LEADING}(?: của| trong)?| của| trong)? "
    rf"(?P<scope>(?:vùng|khu vực|cả nước|toàn quốc|thế giới|châu|các (?:nước|tỉnh|quốc gia)|[{UPPER}])[^,;.{YEAR}]*?)"
    rf"(?=[,;.{YEAR}]|$| về | và (?:thuộc |đứng |xếp |lọt )?(?:nhóm|top|tốp|thứ)\b| vào | đến | trong | theo )"
)
_PREDICATE = re.compile(r" (?:có|đạt|được|tiếp tục|phấn đấu|tăng|trở thành)(?= )")
_IN_BRACKETS = re.compile(r"\s?\([^()]*\)$")
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
    if not named and behind_it and _PLACE.fullmatch(trimmed):
        return behind_it
    if not named and (_OPEN.search(trimmed[-_OPEN_MAX:]) or len(trimmed) < _SHORT or bounds.ends_in_verb(trimmed)):
        return f"{trimmed} {behind_it}".strip(_EDGE)
    return trimmed


@dataclass(frozen=True, slots=True)
class Rank:
    """What the words around a place in an order say: of what (``about``), among whom (``scope``), and of whom."""

    about: str
    scope: str
    subject: str

    def measure(self, shared: str, subject: str) -> str:
        """What is ranked; ``shared``: what the ranks behind it are about, ``subject``: what those before it are of.

        >>> first = rank("Việt Nam thuộc nhóm ", " nước dẫn đầu châu Á, nhóm ")
        >>> first.measure("đổi mới sáng tạo", ""), first.measure("", "")
        ('đổi mới sáng tạo (châu Á)', 'Việt Nam (châu Á)')
        """
        own = "" if _PLACE.fullmatch(self.subject) else self.subject
        named = self.about or own or shared or subject or self.subject
        return f"{named} ({self.scope})" if named and self.scope else named or self.scope


def rank(lead: str, after: str) -> Rank:
    """The words before and behind a place in an order, as far as its neighbours.

    >>> rank("Tỉnh thuộc nhóm ", " địa phương dẫn đầu cả nước về chuyển đổi số")
    Rank(about='chuyển đổi số', scope='cả nước', subject='Tỉnh')
    >>> rank("Chỉ số hài lòng có sự tăng tiến, tỉnh xếp thứ ", " trở lên")
    Rank(about='', scope='', subject='Chỉ số hài lòng')
    """
    about = _RANK_ABOUT.search(after)
    among = _RANK_SCOPE.match(after)
    before = _PLACED.sub("", lead.replace(YEAR, "")).strip(_EDGE)
    if _RANKED.match(before):  # what stands there goes with the rank before, but for an index of its own
        before = next((m["index"] for m in _NEXT_INDEX.finditer(before)), "")
    *first, last = before.split(", ")
    subject = ", ".join(first) if first and _PLACE.fullmatch(last) else before
    head = _PREDICATE.split(subject, maxsplit=1)[0].strip(_EDGE)
    return Rank(
        behind(about["about"]) if about else "",
        _IN_BRACKETS.sub("", among["scope"]).strip(_EDGE) if among else "",
        head if len(head) >= _SHORT else subject,
    )


def behind(text: str) -> str:
    """The words behind a value up to its year or the next value."""
    return _NEXT_PART.split(text, maxsplit=1)[0].strip(_EDGE)


def own(lead: str) -> str:
    """The words of its own that a value has before it, behind the last comma or "và"."""
    return _FILLER.sub("", _LAST_JOINT.split(lead.replace(YEAR, ""))[-1]).strip(_EDGE)


def is_short(lead: str) -> bool:
    """Whether the words before a value are too few to name what it measures."""
    return len(_FILLER.sub("", lead.replace(YEAR, "")).strip(_EDGE)) < _SHORT
