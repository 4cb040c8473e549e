"""News that reports a document: "hôm 3/4, Tỉnh ủy X ra Kế hoạch 12-KH/TU để thực hiện Chỉ thị ...".

The page is a news item; the plan's facts hang on the plan that it reports. A day and month without a year is given the
first year that the page names in which the plan does not precede what it implements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from loaders import agencies, mentions
from loaders.cited import Place
from loaders.lines import Paragraph
from loaders.named import DocumentMention
from loaders.places import Setting
from ontology.dates import PartialDate
from ontology.model import Agency
from ontology.numbers import DocumentNumber

_ISSUED = re.compile(r"\b(?:ban hành|ký ban hành|xây dựng|có|ra)\s+(?:các )?$", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})(?!\s?[/-]\s?\d)(?![/-]?\d)"
    r"|\bngày\s+(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})(?!\s+năm)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\bngày\s+(?P<d>\d{1,2})\s?[/-]\s?(?P<m>\d{1,2})\s?[/-]\s?(?P<y>\d{4})"
    r"|\bngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTES_LAW = re.compile(
    r"\W*(?:Căn cứ|Theo)(?: quy định)?(?: tại| theo| vào)*(?: (?:điểm|khoản|tiểu mục|mục|chương) [\w.]{1,5},?)*"
    r" (?:Điều \d|(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư)\b)",
    re.IGNORECASE,
)
_HEADING_MAX = 200  # characters
_NEAR = 30  # characters before a number in which the page says that it was issued
_AT = 8  # characters behind another number in which a day is that document's own
_TOP, _EARLY = 3, 40  # a headline's place: the first paragraphs, a number near their start


@dataclass(frozen=True, slots=True)
class Reported:
    """A document that a page reports: the mention, the text that it stands in, who issued it, when."""

    mention: DocumentMention
    number: DocumentNumber
    place: Place
    issuer: Agency | None
    date: PartialDate | None
    date_span: tuple[int, int] | None = None
    year_inferred: bool = False


def apart(
    paragraphs: Sequence[Paragraph], number: DocumentNumber, setting: Setting
) -> tuple[list[Paragraph], list[Paragraph]]:
    """A page's paragraphs about the reported document, and those of sections in which the page tells of a law instead.

    Such a section has a heading that does not name the document and opens by quoting another: "Căn cứ tại Điều 5
    Luật ...". It ends at the next heading without a label.
    """
    report: list[Paragraph] = []
    site: list[Paragraph] = []
    here = report
    for at, paragraph in enumerate(paragraphs):
        if _heads_section(paragraph):
            below = paragraphs[at + 1].text.text if at + 1 < len(paragraphs) else ""
            named = any(m.number == number for m in mentions.find(f"{paragraph.text.text}. {below}", setting))
            here = site if _QUOTES_LAW.match(below) and not named else report
        here.append(paragraph)
    return report, site


def _heads_section(paragraph: Paragraph) -> bool:
    words = paragraph.text.text
    return paragraph.label is None and len(words) < _HEADING_MAX and not words.endswith((".", ":", ";", ",", "!", "?"))


def latest_year(page: str) -> PartialDate | None:
    """The latest year that a page names.

    >>> latest_year("19/5/1890 - 19/5/2024").iso
    '2024'
    """
    found = [int(year) for year in _YEAR.findall(page)]
    return PartialDate(max(found)) if found else None


def reported(texts: Sequence[Place], setting: Setting, page: str) -> Reported | None:
    """The first document that the page says was issued, else the first that its headline names."""
    headline: Reported | None = None
    for at, place in enumerate(texts):
        text = place.words.text
        for mention in mentions.find(text, setting):
            if mention.number is None:
                continue
            if _ISSUED.search(text[max(0, mention.start - _NEAR) : mention.start]):
                return _read(mention, mention.number, place, _Page(texts, setting, page))
            if headline is None and at < _TOP and mention.start < _EARLY:
                headline = _read(mention, mention.number, place, _Page(texts, setting, page))
    return headline


@dataclass(frozen=True, slots=True)
class _Page:
    """The whole page, for what a mention leaves open."""

    texts: Sequence[Place]
    setting: Setting
    words: str


def _read(mention: DocumentMention, number: DocumentNumber, place: Place, page: _Page) -> Reported:
    text = place.words.text
    before = [m.agent for m in agencies.find(text[: mention.start], page.setting) if isinstance(m.agent, Agency)]
    issuer = mention.issuer or (before[-1] if before else None) or mentions.office_agency(number, page.setting)
    date = mention.date or _date_elsewhere(number, page)
    partial = list(_DAY_MONTH.finditer(text[: mention.start]))
    whole = _day_before(mention, text, page.setting) if date is None else None
    if whole is not None:
        return Reported(mention, number, place, issuer, *whole)
    if date is not None or not partial:
        return Reported(mention, number, place, issuer, date)
    last = partial[-1]
    day, month = (int(last[key] or last[f"{key}2"]) for key in ("day", "month"))
    date = _first_possible(day, month, number, mentions.find(text, page.setting), page.words)
    return Reported(mention, number, place, issuer, date, last.span(), year_inferred=date is not None)


def _day_before(mention: DocumentMention, text: str, setting: Setting) -> tuple[PartialDate, tuple[int, int]] | None:
    """The day on which the page says that the document was issued, and where: "Ngày 2/3/2024, ... ban hành ..."."""
    if not _ISSUED.search(text[max(0, mention.start - _NEAR) : mention.start]):
        return None
    taken = [(other.start, other.end + _AT) for other in mentions.find(text, setting)]
    for found in reversed(list(_DAY.finditer(text, 0, mention.start))):
        if not any(start < found.start() < end for start, end in taken):
            with suppress(ValueError):
                return PartialDate(*(int(found[key] or found[f"{key}2"]) for key in ("y", "m", "d"))), found.span()
    return None


def _date_elsewhere(number: DocumentNumber, page: _Page) -> PartialDate | None:
    """The date that another mention of the same number has."""
    for place in page.texts:
        for other in mentions.find(place.words.text, page.setting):
            if other.number == number and other.date and other.date.day:
                return other.date
    return None


def _first_possible(
    day: int, month: int, number: DocumentNumber, around: Sequence[DocumentMention], page: str
) -> PartialDate | None:
    """The day in the first year named on the page in which it is not before what the document carries out."""
    least = max((m.date for m in around if m.date and m.number != number and m.date.day), default=None)
    for year in sorted({int(found) for found in _YEAR.findall(page)}):
        try:
            date = PartialDate(year, month, day)
        except ValueError:
            continue
        if least is not None and date >= least:
            return date
    return None
