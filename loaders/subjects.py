"""Who an item is addressed to: the agencies that head it, and what is said behind them.

>>> from loaders.places import province
>>> from ontology.codes import Level
>>> from ontology.dates import PartialDate
>>> setting = Setting(Level.PROVINCE, province("Cao Bằng", PartialDate(2024)))
>>> subject = subject_of("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh: Tham gia", setting)
>>> subject.asked, [m.agent.name for m in subject.mentions], subject.rest
(True, ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Cao Bằng'], 45)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from loaders import agencies, bodies, groups, predicates
from loaders.bodies import Mention
from loaders.places import Setting
from loaders.vietnamese import UPPER
from ontology import authority
from ontology.model import AgencyGroup

_PREFIX = re.compile(
    r"^\s*(?P<ask>Đề nghị:?|Kính đề nghị|Kiến nghị)?\s*"
    r"(?:(?:Giao(?: nhiệm vụ| trách nhiệm)?|Yêu cầu|Phân công|Trách nhiệm (?:của|thực hiện của)|Đối với|Nhiệm vụ của|"
    r"Về phía|Riêng(?: đối với)?):?\s+)?(?:cho\s+)?(?:(?:các\s+)?đồng chí\s+(?=(?:Phó )?(?:Bộ trưởng|Chủ tịch|Giám đốc|"
    r"Thủ trưởng|Bí thư|Trưởng|Chánh)))?",
    re.IGNORECASE,
)
# "Căn cứ chức năng, nhiệm vụ được giao, | các sở ...": what stands before the subject, up to the comma before it.
_CIRCUMSTANCE = re.compile(
    r"\s*(?:Căn cứ|Trên cơ sở|Trong|Theo(?! dõi)|Từ|Để|Nhằm|Trước|Sau|Hằng|Hàng|Định kỳ|Ngoài ra|Đồng thời|Với|"
    r"Thứ|Đến|Khi)\b"
)
_FAR = 260  # characters in which the subject follows a circumstance
# "Sở Tài chính, trên cơ sở đề xuất của các đơn vị, | chủ trì ...": between subject and verb.
_BETWEEN = re.compile(r"\s*,\s*(?:trên cơ sở|căn cứ|theo|trong phạm vi|với)\b[^.;:]{5,160}?,(?=\s+[a-zà-ỹ])")
# "Các Bộ: Quốc phòng, Công an", "Cục trưởng các Cục: An toàn thực phẩm, Quản lý Dược": a list of bare names.
_LIST_OF_HEADS = re.compile(
    r"[Cc]ác (?P<head>[Bb]ộ|[Ss]ở)(?:, (?:cơ quan(?: ngang [Bb]ộ)?|ban|ngành))*: ?"
    r"|[Cc]ác (?P<own>Cục|Vụ|Chi cục|Tổng cục|Phòng|Viện|Trường|Trung tâm|Hội|Công ty|Tập đoàn|Bệnh viện): ?"
)
_NEXT_SECTOR = re.compile(r",? và |, |; ")
# A name that has a comma itself goes on in small letters: "Quản lý Khám, | chữa bệnh".
_NAME_GOES_ON = re.compile(rf", [a-zà-ỹđ]+(?: [a-zà-ỹđ]+){{0,3}}(?=(?:, | và |; )[{UPPER}])")
_OF_SECTORS = ("Bộ", "Sở", "Phòng")
_NEXT_NAME, _LAST_NAME = re.compile(rf"(?:, |; )(?=[{UPPER}])"), re.compile(rf" và (?=[{UPPER}])")
_BARE_NAME_MAX = 120  # characters of a name in such a list
# "các cơ sở có hoạt động về dược | chịu trách nhiệm": an attribute of any words, where so plain a predicate follows.
# So do "Ủy ban nhân dân các tỉnh | có huyện miền núi:" and "Cơ quan đăng ký đầu tư | có trách nhiệm".
_ANSWERS = re.compile(
    r"(?P<more> [^.;:,]{3,90}?)(?= (?:có|chịu) trách nhiệm\b)|(?P<some> có (?!trách)[^.;:,]{3,60})(?=:)"
)
_BARE_SUBJECT = re.compile(
    r"(?P<name>(?:Cơ quan|Đơn vị|Tổ chức|Doanh nghiệp|Chủ đầu tư|Nhà đầu tư|Nhà thầu|Địa phương|Cơ sở|Hợp tác xã)"
    r"(?: [^.;:,]{1,70}?)?)(?= (?:có|chịu) trách nhiệm\b)"
)
_JOIN = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:[,;/&]|-|\bvà\b|,\s*và\b|cùng với|cùng)\s*(?:\([^)]{0,60}\)\s*)?$", re.IGNORECASE
)
# Heads that no verb begins with: a heading "Báo cáo ..." or "Ban hành ..." is a task.
_BODY_HEADING = re.compile(
    rf"(?P<name>(?:Đài|Trung tâm|Trường|Viện|Công ty|Ngân hàng|Bệnh viện|Cục|Chi cục|Tổng công ty|Học viện|Liên đoàn|"
    rf"Hiệp hội|Vườn [Qq]uốc gia|Nhà máy|Tập đoàn) [{UPPER}][^.;:,()]{{2,70}}?)\s?:?\s?"
)
_GROUP_HEADING = re.compile(
    r"^\s*(?P<ask>Đề nghị\s+)?(?P<group>(?:Các|các)\s[^.;:]{4,110}?)(?: (?:có|chịu) trách nhiệm)?(?=:|$|\.$)"
)
_MEMBERS, _MEMBERS_END = re.compile(r"\s*\((?:gồm:? |như:? )?"), re.compile(r"[^().;:]{0,80}\)")
_ASIDE = re.compile(r"^\s*\([^)]{0,240}\)")


_BEFORE_LIST = re.compile(r"[\s:,-]*")
_BETWEEN_LISTED = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:[,;/&-]|,?\s*và\b|cùng với|cùng)\s*(?:\([^)]{0,60}\)\s*)?", re.IGNORECASE
)
_PLACES_ONLY = re.compile(r"(?:các )?(?:tỉnh|thành phố)(?:, thành phố)?", re.IGNORECASE)
# "Bộ Nội vụ, cơ quan chủ trì Đề án:": who the body is, not another one.
_APPOSITION = re.compile(
    r"(?:,| -) (?:là )?(?:cơ quan|đơn vị) (?:chủ trì|thường trực|đầu mối)[^.;:,]{0,60}?(?=:|,|$)", re.IGNORECASE
)
_ORDER = re.compile(r"\b((?:đề nghị|yêu cầu|giao) )$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Agencies at the head of a text; ``asked``: the text asks rather than orders; ``rest``: where the rest begins."""

    mentions: tuple[Mention, ...]
    asked: bool
    rest: int

    def ends_in_places(self, text: str) -> bool:
        """Whether the last of the agencies is a group of places, which stand for their committees."""
        last = self.mentions[-1]
        return isinstance(last.agent, AgencyGroup) and groups.is_of_places(text[last.start : last.end])

    def is_heading(self, text: str) -> bool:
        """Whether nothing but the agencies stands there, up to a colon."""
        return text[self.rest :].strip(" .;:") == "" or text[self.rest :].lstrip().startswith(":")


def subject_of(text: str, setting: Setting) -> Subject | None:
    """The agencies that a text begins with, None where it begins otherwise."""
    found = agencies.find(text, setting) if setting.misread or _may_name(text) else []
    at = _behind_circumstance(text, found)
    prefix = _PREFIX.match(text[at:])
    at += prefix.end() if prefix else 0
    taken = _with_places(text, at, _chain(text, at, found), setting)
    bare = None if taken else _BARE_SUBJECT.match(text, at)
    if bare:
        taken = [Mention(at, bare.end(), groups.group(bare["name"], setting))]
    if not taken:
        return None
    end = taken[-1].end
    if apposition := _APPOSITION.match(text, taken[0].end):
        taken, end = taken[:1], apposition.end()
    if isinstance(taken[-1].agent, AgencyGroup) and (more := _ANSWERS.match(text, end)):
        taken[-1] = _grown(text, taken[-1], more.end(), setting)
        end = more.end()
    if len(taken) == 1 and (several := _each(text, taken[0], setting)):
        taken, end = several, several[-1].end
    taken = [*taken, *_members(text, taken[-1], setting)]
    aside = _ASIDE.match(text[end:])
    end += len(aside[0]) if aside else 0
    between = _BETWEEN.match(text, end)
    end = between.end() if between else end
    return Subject(tuple(taken), bool(prefix and prefix["ask"]), end)


def _may_name(text: str) -> bool:
    """Whether an agency may stand where the subject does: behind a circumstance, or behind the words before it."""
    prefix = _PREFIX.match(text)
    begin = _BEFORE_LIST.match(text, prefix.end() if prefix else 0)
    return _CIRCUMSTANCE.match(text) is not None or (begin is not None and agencies.may_begin(text, begin.end()))


def _chain(text: str, at: int, found: list[Mention]) -> list[Mention]:
    """The agencies that stand one after the other from an offset on."""
    taken: list[Mention] = []
    for mention in found:
        if mention.start < at:
            continue
        gap = text[at : mention.start]
        if (not taken and gap.strip(" :-")) or (taken and not _JOIN.fullmatch(gap)):
            break
        taken.append(mention)
        at = mention.end
    return taken


def _with_places(text: str, at: int, taken: list[Mention], setting: Setting) -> list[Mention]:
    """The agencies and, behind or instead of them, provinces that are told to do something."""
    named = [
        m for m in taken if not (isinstance(m.agent, AgencyGroup) and _PLACES_ONLY.fullmatch(text[m.start : m.end]))
    ]
    places = bodies.committees(text, named[-1].end if named else at, setting)
    if not places or not predicates.opens(text, places[-1].end):
        return taken
    return [*named, *places]


def _behind_circumstance(text: str, found: list[Mention]) -> int:
    """Where the subject may begin: behind the comma that ends a circumstance, before agencies that do something."""
    if not _CIRCUMSTANCE.match(text):
        return 0
    for mention in found:
        before = text[: mention.start]
        if mention.start > _FAR or re.search(r"[.;:]", before):
            break
        order = _ORDER.search(before)
        start = order.start(1) if order else mention.start
        if before[:start].rstrip().endswith(","):
            chain = _chain(text, mention.start, found)
            if predicates.opens(text, chain[-1].end) or _ANSWERS.match(text, chain[-1].end):
                return start
    return 0


def _grown(text: str, mention: Mention, end: int, setting: Setting) -> Mention:
    """A group whose name goes on to an offset."""
    return Mention(mention.start, end, groups.group(text[mention.start : end], setting), mention.post)


@cache
def _sector_names() -> tuple[str, ...]:
    """Every spelling of every sector, the longest first."""
    return tuple(sorted({name for s in authority.sectors() for name in (s.name, *s.aliases)}, key=len, reverse=True))


def _each(text: str, mention: Mention, setting: Setting) -> list[Mention]:
    """The bodies of a list that a group opens and that names only what is their own: "Các Bộ: Quốc phòng, Công an".

    A post that stands before the list stands for each of them.
    """
    start = mention.start + len(mention.post)
    heads = _LIST_OF_HEADS.match(text, start + len(text[start:]) - len(text[start:].lstrip()))
    if heads is None:
        return []
    head, at = (heads["head"] or heads["own"]).capitalize(), heads.end()
    found: list[Mention] = []
    while named := _of_sector(text, head, at, setting) or _at(text, at, setting) or _bare(text, head, at, setting):
        found.append(replace(named, post=named.post or mention.post))
        joint = _NEXT_SECTOR.match(text, named.end)
        if not joint:
            break
        at = joint.end()
    return found


def _of_sector(text: str, head: str, at: int, setting: Setting) -> Mention | None:
    name = next((n for n in _sector_names() if text.startswith(n, at)), None)
    known = agencies.find(f"{head} {name}", setting) if name and head in _OF_SECTORS else []
    return Mention(at, at + len(name), known[0].agent) if name and known and not known[0].start else None


def _bare(text: str, head: str, at: int, setting: Setting) -> Mention | None:
    """A body of a list that gives its name without its head: up to the next name, of the last two to the "và"."""
    words = text[at : at + _BARE_NAME_MAX]
    ended = _NEXT_NAME.search(words) or _LAST_NAME.search(words)
    known = agencies.find(f"{head} {words[: ended.start()] if ended else words}", setting)
    if not known or known[0].start:
        return None
    width = known[0].end - len(head) - 1
    if goes_on := _NAME_GOES_ON.match(words, width):
        return Mention(at, at + goes_on.end(), agencies.unknown_body(f"{head} {words[: goes_on.end()]}", setting))
    return Mention(at, at + width, known[0].agent)


def _members(text: str, mention: Mention, setting: Setting) -> list[Mention]:
    """Whom brackets behind a group name as its members: "các doanh nghiệp viễn thông (VNPT, Viettel)"."""
    opened = _MEMBERS.match(text, mention.end) if isinstance(mention.agent, AgencyGroup) else None
    named = listed(text, setting, opened.end()) if opened else []
    return named if named and _MEMBERS_END.match(text, named[-1].end) else []


def _at(text: str, at: int, setting: Setting) -> Mention | None:
    return next((mention for mention in agencies.find(text, setting) if mention.start == at), None)


def group_heading(text: str, setting: Setting) -> Subject | None:
    """A heading "Các ..." that no list knows, as one group: "Các doanh nghiệp viễn thông"."""
    match = _GROUP_HEADING.match(text)
    if not match:
        return None
    group = groups.group(match["group"].rstrip(), setting)
    mention = Mention(match.start("group"), match.start("group") + len(match["group"].rstrip()), group)
    return Subject((mention,), bool(match["ask"]), mention.end)


def body_heading(text: str, setting: Setting) -> Subject | None:
    """A heading that is the whole name of a body which no list knows: "Đài Khí tượng thủy văn Yên Bái"."""
    match = _BODY_HEADING.fullmatch(text)
    if not match:
        return None
    mention = Mention(0, match.end("name"), agencies.unknown_body(match["name"], setting))
    return Subject((mention,), asked=False, rest=match.end("name"))


def listed(text: str, setting: Setting, at: int) -> list[Mention]:
    """The agencies listed from an offset on: "phối hợp với | Sở Y tế, Công an tỉnh và các địa phương"."""
    found: list[Mention] = []
    known = agencies.find(text, setting)
    while True:
        joint = _BETWEEN_LISTED.match(text, at) if found else _BEFORE_LIST.match(text, at)
        mention = _listed_at(text, joint.end(), known, setting) if joint else None
        if mention is None or joint is None:
            return found
        found += _each(text, mention, setting) or [mention]
        members = _members(text, mention, setting)
        at, found = found[-1].end, [*found, *members]


def _listed_at(text: str, at: int, known: list[Mention], setting: Setting) -> Mention | None:
    """The agency that begins at an offset; beside others also a group without a determiner."""
    mention = next((m for m in known if m.start == at), None)
    end = groups.bare(text, at) if mention is None else None
    return mention or (Mention(at, end, groups.group(text[at:end], setting)) if end else None)
