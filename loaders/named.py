"""Documents named without their number: laws by their names, resolutions of congresses, short forms.

A law's name ends where the list of laws says ("Luật Đầu tư công và ..."), else at its year or number. A short form
("Kế hoạch số 109", "Đề án 06", "Chỉ thị nêu trên") says which ordinal, or that it was named before; which number that
is, the whole document tells (``loaders.cited``).

>>> [m.name for m in find("Luật Đầu tư công và Luật Giá 2023; Nghị quyết Đại hội XIV của Đảng; Đề án 06")]
['Luật Đầu tư công', 'Luật Giá năm 2023', 'Nghị quyết Đại hội XIV của Đảng', 'Đề án 06']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders import firsts
from loaders.normalize import place_tones
from loaders.vietnamese import UPPER
from ontology import authority
from ontology.codes import Kind
from ontology.dates import PartialDate
from ontology.model import Agency
from ontology.numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """Words that name a document: ``start:end`` the whole, ``written`` the number as it is written.

    ``name``: what it is called, alone or beside its number ("Luật Giá"). ``short``: the bare ordinal of a short form
    ("Kế hoạch số 109"), or ``ABOVE`` for "nêu trên": which number that is, only the whole document tells. ``mended``:
    letters of the number that OCR damaged are read as those of a known office.
    """

    start: int
    end: int
    number: DocumentNumber | None
    written: str
    name: str = ""
    kind: Kind | None = None
    date: PartialDate | None = None
    issuer: Agency | None = None
    short: str = ""
    mended: bool = False


ABOVE = "^"
_LAW = r"(?:Bộ luật|Luật|Pháp lệnh)"
_CHANGING = rf"{_LAW} [Ss]ửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)?(?: các)? "
_AMENDING = re.compile(_CHANGING)
_DAY = r"(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
_WHEN = re.compile(
    rf"(?: \(sửa đổi[^()]{{0,30}}\))?[\s,]*\(?(?:năm\s(?P<year>\d{{4}})|(?P<bare>(?:19|20)\d\d)(?!\d|[/.-]\S)"
    rf"|ngày\s(?:{_DAY}|(?P<d2>\d{{1,2}})\stháng\s(?P<m2>\d{{1,2}})\snăm\s(?P<y2>\d{{4}})))\)?"
)
# A name that the list does not know: up to where its year or day stands.
_DATED = re.compile(
    rf"(?:{_LAW}(?: [^\W\d_]+,?){{1,14}}?|Hiến pháp)"
    r"(?=,?\s(?:\(|năm \d{4}|ngày \d{1,2}[ /]|(?:19|20)\d\d(?!\d|[/.-]\S)))"
)
_CONSTITUTION = re.compile(r"Hiến pháp(?: nước Cộng hòa xã hội chủ nghĩa Việt Nam)?(?!\w)")
_NAME_OF_LAW = re.compile(rf"{_LAW} (?:[{UPPER}]|[Ss]ửa đổi)")
_LAW_WORD = re.compile(rf"(?<!\w){_LAW}(?= )")
_LAW_NAME_MAX = 200  # characters from a law's name to its number
_ENDS_NAME = re.compile(r"[;:.(]|\d")
_SO = re.compile(r"[\s,]*(?:số\s?:?\s?)?$")
_CONGRESS = (
    r"Đại hội(?: đại biểu)?(?: toàn quốc)?(?: Đảng)?(?: toàn quốc)?"
    r"(?: Đảng bộ(?: [^\W\d_]+){1,6}?)?(?: lần thứ)? [IVXL]+(?!\w)"
    r"(?: (?:của )?Đảng(?: bộ(?: [^\W\d_]+){1,5}(?=[,;.)]|$))?)?(?:,? \(?nhiệm kỳ \d{4}\s?-\s?\d{4}\)?)?"
)
_PLENUM = (
    r"(?:Hội nghị )?(?:lần thứ (?:\d{1,2}|[^\W\d_]+(?: một| hai)?),? )?(?:của )?(?:Ban Chấp hành )?Trung ương(?: Đảng)?"
    r"(?: (?:lần thứ )?(?:\d{1,2}|[^\W\d_]+))?,? \(?[Kk]hóa [IVXL]+\)?"
)
_PARTY = re.compile(rf"(?<!\w)Nghị quyết (?:của )?(?:{_CONGRESS}|{_PLENUM})")
_MEASURES = (
    "(?:năm|tháng|ngày|tuần|quý|giờ|triệu|tỷ|điểm|người|đoàn|lớp|bước|nhiệm vụ|nội dung|mục tiêu|nhóm|"
    "xã|huyện|tỉnh|lần)"
)
_SHORT_KINDS = (
    "Chỉ thị|Nghị quyết|Kết luận|Quyết định|Quy định|Kế hoạch|Chương trình hành động|Chương trình|Đề án|Nghị định|"
    "Thông tư|Công văn|Công điện|Thông báo|Hướng dẫn|Báo cáo|Tờ trình|Dự án|Văn bản"
)
_AFTER = rf"(?![\w/%‰]|[.,-]\d|\s?[-/]\s?\w|\s{_MEASURES}(?!\w))"
_SHORT = re.compile(
    rf"(?<!\w)(?P<kind>{_SHORT_KINDS})\s(?:số:?\s(?P<n>\d{{1,5}}[a-kmđ]?)|(?!(?:19|20)\d\d)(?P<m>\d{{2,4}})){_AFTER}"
    rf"|(?<!\w)(?<![Cc]ác )(?<![Nn]hững )(?P<above>(?i:{_SHORT_KINDS}))\s(?:số\s)?(?:nêu|nói|kể)\strên(?!\w)"
)
_FIRSTS = {kind.split()[0] for kind in _SHORT_KINDS.split("|")}
_FIRST_OF_KIND = firsts.pattern(" ".join(sorted(_FIRSTS | {first.lower() for first in _FIRSTS})))
_FIGURE = re.compile(r"\d")
_NAMED_BY_ORDINAL = ("Đề án", "Chương trình", "Dự án")  # known by it far beyond the document: "Đề án 06"


@cache
def _known() -> re.Pattern[str]:
    """The laws of the list, the longest name first, with those that they amend."""
    lines = files("loaders").joinpath("laws.txt").read_text(encoding="utf-8").splitlines()
    names = sorted((place_tones(line) for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    law = rf"{_LAW} (?i:{'|'.join(map(re.escape, names))})(?!\w)"
    return re.compile(rf"(?<!\w)(?:{_CHANGING}{law}(?:(?:, | và ){law})*|{law})")


@cache
def _kinds() -> dict[str, Kind]:
    kinds = {t.name: t.kind for t in authority.document_types() if t.name}
    return kinds | {"Văn bản": Kind.DISPATCH, "Công văn": Kind.DISPATCH}


def find(text: str) -> list[DocumentMention]:
    """The documents that a normalised text names without a number, in their order."""
    found = list(_laws(text)) if "uật " in text or "Pháp lệnh" in text or "Hiến pháp" in text else []
    if "Nghị quyết " in text:
        found += [DocumentMention(m.start(), m.end(), None, "", m[0], Kind.RESOLUTION) for m in _PARTY.finditer(text)]
    if " trên" in text or _FIGURE.search(text):  # a short form has one of these
        found += _shorts(text)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    ends = [0]
    kept: list[DocumentMention] = []
    for mention in found:
        if mention.start >= ends[-1]:
            kept.append(mention)
            ends.append(mention.end)
    return kept


def _laws(text: str) -> Iterator[DocumentMention]:
    """Laws by name, with the year or day behind it."""
    at = 0
    while word := _LAW_WORD.search(text, at) or _CONSTITUTION.search(text, at):
        match = _known().match(text, word.start()) or _DATED.match(text, word.start())
        match = match or _CONSTITUTION.match(text, word.start())
        at = word.end()
        if match and _is_name(match[0]):
            date, at = _when(text, match.end())
            year = f" năm {date.year}" if date and not date.day else ""
            yield DocumentMention(match.start(), at, None, "", " ".join(match[0].split()) + year, Kind.LAW, date)


def _is_name(words: str) -> bool:
    """Whether a law is named: "Luật Giá", "Luật sửa đổi, bổ sung ...", not "Luật được thông qua năm 2024"."""
    return words.startswith("Hiến pháp") or _NAME_OF_LAW.match(words) is not None


def _when(text: str, at: int) -> tuple[PartialDate | None, int]:
    """The year or day behind a law's name."""
    match = _WHEN.match(text, at)
    if not match:
        return None, at
    try:
        if match["year"] or match["bare"]:
            return PartialDate(int(match["year"] or match["bare"])), match.end()
        return PartialDate(*(int(match[key] or match[f"{key}2"]) for key in "ymd")), match.end()
    except ValueError:
        return None, match.end()


def _shorts(text: str) -> Iterator[DocumentMention]:
    at = 0
    while first := _FIRST_OF_KIND.search(text, at):
        match = _SHORT.match(text, first.start())
        at = match.end() if match else first.end()
        if match is None:
            continue
        kind = match["kind"] or match["above"].capitalize()
        ordinal = match["n"] or match["m"] or ABOVE
        if match["m"] and kind in ("Hướng dẫn", "Báo cáo", "Thông báo", "Văn bản"):
            continue  # a verb and a count: "Hướng dẫn 15 hộ"
        yield DocumentMention(match.start(), match.end(), None, "", match[0], _kinds().get(kind), short=ordinal)


def is_known_by_ordinal(name: str) -> bool:
    """Whether a short form is a name of its own, known beyond one document.

    >>> is_known_by_ordinal("Đề án 06"), is_known_by_ordinal("Chỉ thị số 45")
    (True, False)
    """
    return name.startswith(_NAMED_BY_ORDINAL) and "số" not in name


def law_before(text: str, at: int) -> DocumentMention | None:
    """The law whose name stands before its number at an offset: "Luật Giá số 16/2023/QH15".

    >>> words = "Căn cứ Luật Phòng, chống ma túy số 73/2021/QH14"
    >>> law_before(words, words.index("73")).name
    'Luật Phòng, chống ma túy'
    """
    least = max(0, at - _LAW_NAME_MAX)
    so = _SO.search(text, max(least, at - 8), at)
    until = so.start() if so else at
    words = [m.start() for m in _LAW_WORD.finditer(text, least, until)]
    words = [start for start in words if not _ENDS_NAME.search(text, start, until)]
    if not words:
        return None
    start = next((start for start in words if _AMENDING.match(text, start)), words[-1])
    return DocumentMention(start, at, None, "", " ".join(text[start:until].split()), Kind.LAW)
