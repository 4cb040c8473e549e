"""Mentions of other documents: the words, the number, the date, the issuer (recognising, the first of three steps).

A mention is "Kế hoạch số 12-KH/TU, ngày 3/4/2024 của Tỉnh ủy X": kind, number, date, issuer, each where it
stands. Laws without a number are known by their name and year. What a mention *is to* the document is typed in
``loaders.citations``; who is meant across files is resolved in the graph.

>>> [str(m.number) for m in find("các Chỉ thị số 28- CT/TW, 05-CT/TW và tỷ lệ 15/100.000", Setting())]
['28-CT/TW', '05-CT/TW']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders import agencies
from loaders.bodies import Mention
from loaders.places import Setting
from loaders.vietnamese import UPPER
from ontology import authority
from ontology.codes import Kind, Level, Side
from ontology.dates import PartialDate
from ontology.model import Agency, Agent
from ontology.numbers import DocumentNumber, NumberError

_SEP = r"(?:\s?[-/]|[-/]\s)"
_LETTERS = rf"[{UPPER}][\w&]*"
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,5}(?:\.\d{1,3})?[a-zđ]?\d?(?:\s?/\s?(?:19|20)\d\d)?"
    rf"(?:{_SEP}|\s-\s(?={_LETTERS}\s?/)){_LETTERS}(?:{_SEP}{_LETTERS}|,{_LETTERS})*)"
)
_DAY = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
_LONG_DAY = r"(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4})"
_DATE = re.compile(
    rf"[\s,]*\(?(?:ban hành )?ngày\s+(?:{_DAY}|{_LONG_DAY})\)?|[\s,]*năm\s+(?P<year3>\d{{4}})|/(?P<year4>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_OF = re.compile(r"[\s,]*(?:\([^)]{0,80}\)\s*)?(?:của|do)\s+", re.IGNORECASE)
_LAW = re.compile(
    r"(?<!\w)(?P<name>(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?: [^\W\d_]+,?){1,14}?)"
    r"(?=\s*(?:năm \d{4}|ngày \d|số \d|\(|;|\.|$))"
)
_HEAD_WORDS = 8  # words between the name of a kind and its number: "Kế hoạch hành động số", "Thông báo kết luận số"


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """Words that name a document: ``start:end`` the whole, ``number_start:number_end`` the number as written."""

    start: int
    end: int
    number: DocumentNumber | None
    written: str
    name: str = ""
    kind: Kind | None = None
    date: PartialDate | None = None
    issuer: Agency | None = None


@cache
def _head() -> re.Pattern[str]:
    """The name of a kind, and what may stand between it and the number."""
    names = {
        t.name.split(" (")[0].lower(): t.kind
        for t in authority.document_types()
        if t.name and not t.name.startswith("Bản ")
    }
    names |= {"công văn": Kind.DISPATCH, "văn bản": Kind.DISPATCH}
    forms = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:các )?(?P<kind>{forms})"
        r"(?: (?:hành động|phối hợp|liên tịch|kết luận|liên ngành|khung|chuyên đề))*"
        r"\s+(?:số\s*:?\s*)?$|(?<!\w)số\s*:?\s*$",
        re.IGNORECASE,
    )


@cache
def _kind_of(name: str) -> Kind | None:
    return next((t.kind for t in authority.document_types() if t.name.split(" (")[0].lower() == name), None)


def find(text: str, setting: Setting) -> list[DocumentMention]:
    """The mentions of documents in a normalised text, in their order."""
    numbered = list(_numbered(text, setting))
    laws = [law for law in _laws(text) if not any(m.start < law.end and law.start < m.end for m in numbered)]
    return sorted([*numbered, *laws], key=lambda mention: mention.start)


def _numbered(text: str, setting: Setting) -> Iterator[DocumentMention]:
    bodies: list[Mention] | None = None
    for match in _NUMBER.finditer(text):
        number, end = _parse(match["number"], match.end())
        if number is None:
            continue
        head = _head().search(text, max(0, match.start() - 60), match.start())
        start = head.start() if head else match.start()
        written = text[match.start() : end]
        date, end = date_at(text, end)
        of = _OF.match(text, end)
        if of and bodies is None:
            bodies = agencies.find(text, setting)
        issuer = None
        if of and (issued := _issuer(bodies or [], of.end(), number)):
            issuer, end = issued
        kind = (
            number.kind
            if number.type or not head or not head["kind"]
            else _kind_of(head["kind"].lower()) or number.kind
        )
        yield DocumentMention(start, end, number, written, "", kind, date, issuer)


def _issuer(bodies: list[Mention], at: int, number: DocumentNumber) -> tuple[Agency, int] | None:
    """The body named at an offset that can have given out the number, and where its name ends."""
    for body in bodies:
        if body.start == at and isinstance(body.agent, Agency) and may_issue(number, body.agent):
            return body.agent, body.end
    return None


def may_issue(number: DocumentNumber, agent: Agent) -> bool:
    """Whether a body can have given out a number: its level and side are those of the number's letters.

    In "Kế hoạch thực hiện Chỉ thị số 28-CT/TW của Huyện ủy" the committee issued the plan, not the directive.
    """
    if not isinstance(agent, Agency):
        return False
    code = authority.issuer_codes().get(number.office)
    if code is None or (code.ambiguous and code.local):
        return number.is_party is False or agent.side in (Side.PARTY, Side.OTHER)
    same_level = code.level is None or agent.level is None or code.level is agent.level
    return same_level and (code.side is agent.side or Side.OTHER in (code.side, agent.side))


def _parse(written: str, end: int) -> tuple[DocumentNumber | None, int]:
    """The number, without what stuck to its end in capitals or after a hyphen; and where it ends."""
    while True:
        try:
            return DocumentNumber.parse(written), end
        except NumberError:
            cut = max(written.rfind(mark) for mark in "-/,")
            if cut <= 0 or not any(char.isalpha() for char in written[:cut]):
                return None, end
            shorter = written[:cut].rstrip()
            end -= len(written) - len(shorter)
            written = shorter


def date_at(text: str, at: int) -> tuple[PartialDate | None, int]:
    """The date that stands at an offset ("ngày 26/3/2024", "năm 2016") and where it ends.

    >>> date_at("28-CT/TW ngày 25 tháng 12 năm 2023 của", 8)
    (PartialDate(year=2023, month=12, day=25), 34)
    """
    match = _DATE.match(text, at)
    if not match:
        return None, at
    groups = match.groupdict()
    year = next(int(groups[key]) for key in ("year", "year2", "year3", "year4") if groups[key])
    month = int(groups["month"] or groups["month2"] or 0)
    day = int(groups["day"] or groups["day2"] or 0)
    try:
        return PartialDate(year, month, day), match.end()
    except ValueError:
        return None, match.end()


def _laws(text: str) -> Iterator[DocumentMention]:
    """Laws by name: "Luật Trẻ em năm 2016"; a name needs a date or year, else it is only talked about."""
    for match in _LAW.finditer(text):
        date, end = date_at(text, match.end())
        if date is not None and match["name"].split(" ", 1)[1][:1].isupper():
            name = text[match.start() : end] if not date.day else match["name"]
            yield DocumentMention(match.start(), end, None, "", " ".join(name.split()), Kind.LAW, date)


def office_agency(number: DocumentNumber, setting: Setting) -> Agency | None:
    """The body that the number's own letters name, with the setting's place where it needs one.

    >>> office_agency(DocumentNumber.parse("23/QĐ-TTg"), Setting()).name
    'Thủ tướng Chính phủ'
    """
    code = authority.issuer_codes().get(number.office)
    if code is None or (code.ambiguous and not code.local):
        return None
    if code.code == "TU":
        name = "Thành ủy" if setting.province and setting.province.name.startswith("thành phố") else "Tỉnh ủy"
    else:
        name = code.name
    found = agencies.find(name, setting)
    whole = [m.agent for m in found if m.start == 0 and m.end == len(name) and isinstance(m.agent, Agency)]
    agent = whole[0] if whole else None
    if agent is not None and code.local and agent.place is None:
        return None
    return agent if agent is None or code.level in (None, agent.level) or agent.level is Level.CENTRAL else None
