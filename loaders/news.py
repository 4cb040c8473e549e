"""News that reports a document: "ngày 29/5, Ban Thường vụ Huyện ủy đã ban hành kế hoạch số 211/KH-HU về việc ...".

The page is a news item; the plan's facts hang on the plan that it reports. A day and month without a year is given the
first year that the page names in which the plan does not precede what it implements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders import agencies, mentions
from loaders.cited import Place
from loaders.mentions import DocumentMention
from loaders.places import Setting
from ontology.dates import PartialDate
from ontology.model import Agency

_ISSUED = re.compile(r"\b(?:ban hành|ký ban hành|xây dựng|có|ra)\s+(?:các )?$", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})(?!\s?[/-]\s?\d)(?![/-]?\d)|\bngày\s+(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})(?!\s+năm)",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"\bngày\s+\d", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Reported:
    """A document that a page reports: the mention, the text that it stands in, who issued it, when."""

    mention: DocumentMention
    place: Place
    issuer: Agency | None
    date: PartialDate | None
    date_span: tuple[int, int] | None
    year_inferred: bool


def reported(texts: Sequence[Place], setting: Setting, page: str) -> Reported | None:
    """The first document that the page says was issued, else the first that its headline names."""
    fallback: Reported | None = None
    for at, place in enumerate(texts):
        text = place.words.text
        for mention in mentions.find(text, setting):
            if mention.number is None:
                continue
            if _ISSUED.search(text[max(0, mention.start - 30) : mention.start]):
                return _read(mention, place, texts, setting, page)
            if fallback is None and at < 3 and mention.start < 40:  # noqa: PLR2004
                fallback = _read(mention, place, texts, setting, page)
    return fallback


def _read(mention: DocumentMention, place: Place, texts: Sequence[Place], setting: Setting, page: str) -> Reported:
    assert mention.number is not None
    text = place.words.text
    before = [m.agent for m in agencies.find(text[: mention.start], setting) if isinstance(m.agent, Agency)]
    issuer = mention.issuer or (before[-1] if before else None) or mentions.office_agency(mention.number, setting)
    date = mention.date or _date_elsewhere(mention, texts, setting)
    if date is not None:
        return Reported(mention, place, issuer, date, None, year_inferred=False)
    partial = None
    for match in _DAY_MONTH.finditer(text[: mention.start]):
        partial = match
    if partial is None:
        return Reported(mention, place, issuer, None, None, year_inferred=False)
    day, month = (int(partial[key] or partial[f"{key}2"]) for key in ("day", "month"))
    year = _year(day, month, mention, mentions.find(text, setting), page)
    date = _partial(year, month, day) if year else None
    return Reported(mention, place, issuer, date, partial.span(), year_inferred=date is not None)


def _date_elsewhere(mention: DocumentMention, texts: Sequence[Place], setting: Setting) -> PartialDate | None:
    """The date that another mention of the same number has."""
    for place in texts:
        for other in mentions.find(place.words.text, setting):
            if other.number == mention.number and other.date and other.date.day:
                return other.date
    return None


def _year(day: int, month: int, mention: DocumentMention, around: Sequence[DocumentMention], page: str) -> int | None:
    """The first year named on the page in which the day is not before what the document carries out."""
    least = max((m.date for m in around if m.date and m.number != mention.number and m.date.day), default=None)
    for year in sorted({int(found) for found in _YEAR.findall(page)}):
        date = _partial(year, month, day)
        if least is not None and date is not None and date >= least:
            return year
    return None


def _partial(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
