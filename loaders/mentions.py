"""Mentions of other documents: the words, the number, the date, the issuer (recognising, the first of three steps).

A mention is "Kế hoạch số 12-KH/TU, ngày 3/4/2024 của Tỉnh ủy X": kind, number, date, issuer, each where it
stands. Numbers in a list share what stands once: "các Quyết định số 12, 13/QĐ-UBND của UBND tỉnh". What has no number
is recognised in ``loaders.named``. What a mention *is to* the document is typed in
``loaders.citations``; who is meant across files is resolved in the graph.

>>> [str(m.number) for m in find("các Chỉ thị số 28- CT/TW, 05-CT/TW và tỷ lệ 15/100.000", Setting())]
['28-CT/TW', '05-CT/TW']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from types import MappingProxyType

from loaders import agencies, aliases, named
from loaders.bodies import Mention
from loaders.dated import DIGITS, date_at
from loaders.named import DocumentMention
from loaders.places import Setting
from loaders.vietnamese import UPPER
from ontology import authority
from ontology.codes import Kind, Level, Side
from ontology.dates import PartialDate
from ontology.model import Agency, Agent
from ontology.numbers import DocumentNumber, Layout, NumberError

_SEP = r"(?:\s?[-/]|[-/]\s)"
_OFFICE = re.compile(rf"[-/]\s?[{UPPER}]")  # in every number: its office's letters
_LETTERS = rf"[{UPPER}](?:\w|&\s?(?=[{UPPER}]))*"
# Behind "số" a letter that OCR puts for a digit stands for it: "số l2/KH-UBND".
_ORDINAL = r"(?:\d{1,5}|(?<=[sS]ố )[lIO]{0,2}\d[\dlIO]{0,4})(?:\.\d{1,3})?[a-kmđ]?\d?"
_NUMBER = re.compile(
    rf"(?<![\w/.,§$¢€#@-])(?P<number>(?P<ordinal>{_ORDINAL})(?:\s?/\s?(?:19|20)\d\d)?"
    rf"(?:{_SEP}|\s-\s(?={_LETTERS}\s?/)){_LETTERS}(?:{_SEP}{_LETTERS}|,{_LETTERS})*)"
)
# Ordinals that share the letters of the number behind them: "số 12, 13 và 15/QĐ-UBND", "từ số 12 đến số 15/QĐ-UBND".
_SHARING = re.compile(r"(?<![\w/.,-])(?:\d{1,5}[a-kmđ]?(?:,|;| và| đến) (?:số )?){1,20}$")
_LISTED = re.compile(r"\s?[,;]?\s?(?:(?:và|hoặc|đến) )?(?:số:? )?")
_TO = re.compile(r"\sđến (?:số:? )?")
_SO = re.compile(r"[sS]ố\s?:?\s?$")
_ITEM = re.compile(r"(?P<n>\d{1,5}[a-kmđ]?)(?P<to> đến)?")
_RANGE_MAX = 20  # numbers that "from ... to ..." may stand for
_OF = re.compile(r"[\s,]*(?:\([^()]{0,80}\)\s*)?(?:của|do|giữa)\s+", re.IGNORECASE)
_SHORT_NAME = re.compile(r"\s?(?:\([^()]{1,40}\))?(?=[\s,]*(?:ban hành |ký )?\(?ngày\s)", re.IGNORECASE)
# A body before the document: "các Quyết định của Thủ tướng Chính phủ: số 12/QĐ-TTg", "Bộ Chính trị đã ban hành ...".
_AHEAD = re.compile(
    r"của [^,;.()]{3,70}?(?P<gap>\s?:?\s)$|(?P<gave>\s(?:đã\s)?(?:ký\s)?(?:ban hành|thông qua)\s(?:các\s)?)$"
)
_AHEAD_MAX = 80  # characters of such a body and what stands behind it
_HEAD_MAX = 60  # characters of the name of a kind before a number: "các Kế hoạch hành động số"


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


def find(
    text: str, setting: Setting, called: Mapping[str, DocumentMention] = MappingProxyType({})
) -> list[DocumentMention]:
    """The mentions of documents in a normalised text, in their order; ``called``: the aliases of the document."""
    if not _OFFICE.search(text):
        return merged(list(aliases.uses(text, called)), named.find(text))
    numbered = _shared(text, [m for group in _numbered(text, setting) for m in group])
    return merged(merged(numbered, aliases.uses(text, called)), named.find(text))


def merged(first: Sequence[DocumentMention], second: Iterable[DocumentMention]) -> list[DocumentMention]:
    """Both in the text's order, without those of the second that overlap one of the first."""
    starts = [m.start for m in first]

    def is_free(mention: DocumentMention) -> bool:
        at = bisect_left(starts, mention.end)
        return not any(m.end > mention.start for m in first[max(0, at - 1) : at])

    return sorted([*first, *filter(is_free, second)], key=lambda mention: mention.start)


def _numbered(text: str, setting: Setting) -> Iterator[list[DocumentMention]]:
    """A list for each full number: those that share its letters, then itself."""
    bodies = _Bodies(text, setting)
    before: DocumentMention | None = None
    for match in _NUMBER.finditer(text):
        number, end = _parse(match, before.end if before else 0)
        if number is None:
            continue
        listed = before is not None and _LISTED.fullmatch(text, before.end, match.start()) is not None
        sharing = _sharing(text, match, number, before.end if before else 0)
        first = sharing[0].start if sharing else match.start()
        head = _head().search(text, max(0, first - _HEAD_MAX), first)
        if head is None and not listed and _is_bare(number):
            continue  # "Ban Chỉ đạo 389/TW" is a body
        name = named.law_before(text, first) if number.layout is Layout.LAW else None
        start = name.start if name else head.start() if head else first
        written = text[match.start() : end]
        date, issuer, end = _said(text, end, number, bodies)
        issuer = issuer or bodies.ahead(start, number) or _same(head, number, before)
        kind = _kind(number, head, before if listed else None)
        own = match.start() if sharing else start
        last, before = before, DocumentMention(own, end, number, written, name.name if name else "", kind, date, issuer)
        if last is not None and _TO.fullmatch(text, last.end, start):
            yield list(_inside(last, before))
        yield [*(replace(m, start=start if at == 0 else m.start) for at, m in enumerate(sharing)), before]


def _same(head: re.Match[str] | None, number: DocumentNumber, before: DocumentMention | None) -> Agency | None:
    """The issuer of the number before, where a list goes on without a kind: "...; số 90/QĐ-TTg"."""
    goes_on = head is not None and head["kind"] is None and before is not None and before.number is not None
    return before.issuer if before and before.number and goes_on and before.number.offices == number.offices else None


def _inside(first: DocumentMention, last: DocumentMention) -> Iterator[DocumentMention]:
    """The numbers of a range between its two ends, where both have the same letters."""
    if first.number and last.number and replace(first.number, ordinal=last.number.ordinal) == last.number:
        for ordinal in _between(first.number.ordinal, last.number.ordinal):
            number = replace(last.number, ordinal=ordinal)
            yield DocumentMention(last.start, last.end, number, last.written, "", last.kind, None, last.issuer)


def _is_bare(number: DocumentNumber) -> bool:
    return number.layout is Layout.DISPATCH and "-" not in number.offices


def _kind(number: DocumentNumber, head: re.Match[str] | None, before: DocumentMention | None) -> Kind | None:
    """The kind that the number tells, else the one that stands before it or before the list that it is in."""
    if number.type or number.layout is Layout.LAW:
        return number.kind
    if head and head["kind"]:
        return _kind_of(head["kind"].lower()) or number.kind
    return (before.kind if before and before.number and not before.number.type else None) or number.kind


def _sharing(text: str, match: re.Match[str], number: DocumentNumber, least: int) -> list[DocumentMention]:
    """The bare ordinals of a list before a full number that gives them its letters."""
    found = _SHARING.search(text, max(least, match.start() - _HEAD_MAX), match.start())
    if not found or not number.ordinal:
        return []
    if not _SO.search(text, max(0, found.start() - 5), found.start()) and not (
        least and _LISTED.fullmatch(text, least, found.start())
    ):
        return []
    made: list[DocumentMention] = []
    items = list(_ITEM.finditer(text, found.start(), found.end()))
    for item, following in zip(items, [*(i["n"] for i in items[1:]), number.ordinal], strict=True):
        ordinals = [item["n"], *(_between(item["n"], following) if item["to"] else ())]
        shared = (replace(number, ordinal=ordinal) for ordinal in ordinals)
        made += [DocumentMention(item.start(), item.end("n"), n, item["n"], kind=number.kind) for n in shared]
    return made


def _between(first: str, last: str) -> Iterator[str]:
    """The ordinals between two, as wide as the first is written."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) <= _RANGE_MAX:
        yield from (f"{n:0{len(first)}}" for n in range(int(first) + 1, int(last)))


def _shared(text: str, found: list[DocumentMention]) -> list[DocumentMention]:
    """The issuer behind a list given to all of it: "các Nghị quyết số 57-NQ/TW, số 59-NQ/TW của Bộ Chính trị"."""
    for at in range(len(found) - 2, -1, -1):
        mention, following = found[at], found[at + 1]
        same = mention.number and following.number and mention.number.offices == following.number.offices
        shares = same and mention.issuer is None and following.issuer is not None
        if shares and (mention.end > following.start or _LISTED.fullmatch(text, mention.end, following.start)):
            found[at] = replace(mention, issuer=following.issuer)
    return found


class _Bodies:
    """The bodies of a text, looked for only when the first is asked for."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text, self.setting = text, setting

    def at(self, start: int, number: DocumentNumber) -> tuple[Agency, int] | None:
        """The body named at an offset that can have given out the number, and where its name ends."""
        body = self._by_start.get(start)
        if body is not None and isinstance(body.agent, Agency) and may_issue(number, body.agent):
            return body.agent, body.end
        return None

    def ahead(self, start: int, number: DocumentNumber) -> Agency | None:
        """The body named before an offset as the one that gave out what is named there."""
        found = _AHEAD.search(self.text, max(0, start - _AHEAD_MAX), start)
        if not found:
            return None
        end = found.start("gap") if found["gap"] else found.start("gave")
        body = next((body for body in self._by_start.values() if body.end == end), None)
        return body.agent if body and isinstance(body.agent, Agency) and may_issue(number, body.agent) else None

    @cached_property
    def _by_start(self) -> dict[int, Mention]:
        return {body.start: body for body in agencies.find(self.text, self.setting)}


def _said(
    text: str, end: int, number: DocumentNumber, bodies: _Bodies
) -> tuple[PartialDate | None, Agency | None, int]:
    """Date and issuer behind a number, in either order, and where they end."""
    date, end = date_at(text, end)
    of = _OF.match(text, end)
    issued = bodies.at(of.end(), number) if of else None
    if issued is None:
        return date, None, end
    issuer, end = issued
    short = _SHORT_NAME.match(text, end)
    if short and (date is None or not date.day):
        later, until = date_at(text, short.end())
        if later is not None and later.day:
            return later, issuer, until
    return date, issuer, end


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


def _parse(match: re.Match[str], least: int) -> tuple[DocumentNumber | None, int]:
    """The number, without what stuck to its end in capitals or after a hyphen; and where it ends."""
    width = len(match["ordinal"])
    written, end = match["ordinal"].translate(DIGITS) + match["number"][width:], match.end()
    while match.start() >= least:
        try:
            return DocumentNumber.parse(written), end
        except NumberError:
            cut = max(written.rfind(mark) for mark in "-/,")
            if cut <= 0 or not any(char.isalpha() for char in written[:cut]):
                return None, end
            shorter = written[:cut].rstrip()
            end -= len(written) - len(shorter)
            written = shorter
    return None, end


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
