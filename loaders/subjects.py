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
from dataclasses import dataclass
from functools import cache

from loaders import agencies, groups
from loaders.agencies import Mention
from loaders.places import Setting
from ontology import authority

_PREFIX = re.compile(
    r"^\s*(?P<ask>Đề nghị:?|Kính đề nghị|Kiến nghị)?\s*"
    r"(?:(?:Giao|Yêu cầu|Phân công|Trách nhiệm (?:của|thực hiện của)|Đối với|Nhiệm vụ của|Về phía):?\s+)?(?:cho\s+)?",
    re.IGNORECASE,
)
_ACTS = (
    r"(?:có trách nhiệm|chịu|chủ trì|chủ động|tham mưu|tổng hợp|phối hợp|xây dựng|tổ chức|triển khai|thực hiện|bố trí|"
    r"cân đối|chỉ đạo|báo cáo)"
)
_BEGINS = r"(?:các |Các |Sở |UBND |Ủy ban |Công an |Bộ |Ban |Thủ trưởng |Chủ tịch |Giám đốc )"
# "Căn cứ chức năng, nhiệm vụ được giao, | các sở ...": what stands before the subject, up to the comma before it.
_CIRCUMSTANCE = re.compile(
    rf"^\s*(?:Căn cứ|Trên cơ sở|Trong phạm vi|Theo chức năng)\b[^.;:]{{5,220}}?,\s+(?={_BEGINS}[^.;]*?{_ACTS})"
)
# "Sở Tài chính, trên cơ sở đề xuất của các đơn vị, | chủ trì ...": between subject and verb.
_BETWEEN = re.compile(rf"\s*,\s*(?:trên cơ sở|căn cứ|theo|trong phạm vi|với)\b[^.;:]{{5,160}}?,(?=\s+{_ACTS})")
_LIST_OF_HEADS = re.compile(r"[Cc]ác (?P<head>[Bb]ộ|[Ss]ở): ")
_NEXT_SECTOR = re.compile(r",? và |, ")
_JOIN = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:[,;/&]|-|\bvà\b|,\s*và\b|cùng với|cùng)\s*(?:\([^)]{0,60}\)\s*)?$", re.IGNORECASE
)
_GROUP_HEADING = re.compile(r"^\s*(?P<ask>Đề nghị\s+)?(?P<group>(?:Các|các)\s[^.;:]{4,110})(?=:|$|\.$)")
_ASIDE = re.compile(r"^\s*\([^)]{0,60}\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Agencies at the head of a text; ``asked``: the text asks rather than orders; ``rest``: where the rest begins."""

    mentions: tuple[Mention, ...]
    asked: bool
    rest: int

    def is_heading(self, text: str) -> bool:
        """Whether nothing but the agencies stands there, up to a colon."""
        return text[self.rest :].strip(" .;:") == "" or text[self.rest :].lstrip().startswith(":")


def subject_of(text: str, setting: Setting) -> Subject | None:
    """The agencies that a text begins with, None where it begins otherwise."""
    circumstance = _CIRCUMSTANCE.match(text)
    prefix = _PREFIX.match(text[circumstance.end() :] if circumstance else text)
    at = (circumstance.end() if circumstance else 0) + (prefix.end() if prefix else 0)
    taken: list[Mention] = []
    end = at
    for mention in agencies.find(text, setting):
        if mention.start < end and taken:
            continue
        gap = text[end : mention.start]
        if (not taken and gap.strip(" :-")) or (taken and not _JOIN.fullmatch(gap)):
            break
        taken.append(mention)
        end = mention.end
    if not taken:
        return None
    if len(taken) == 1 and (heads := _LIST_OF_HEADS.match(text, taken[0].start)):
        taken = _by_sector(text, heads["head"].capitalize(), heads.end(), setting) or taken
        end = taken[-1].end
    aside = _ASIDE.match(text, end) or _ASIDE.match(text[end:])
    end += len(aside[0]) if aside else 0
    between = _BETWEEN.match(text, end)
    end = between.end() if between else end
    return Subject(tuple(taken), bool(prefix and prefix["ask"]), end)


@cache
def _sector_names() -> tuple[str, ...]:
    """Every spelling of every sector, the longest first."""
    return tuple(sorted({name for s in authority.sectors() for name in (s.name, *s.aliases)}, key=len, reverse=True))


def _by_sector(text: str, head: str, at: int, setting: Setting) -> list[Mention]:
    """The bodies of a list that names only their sectors: "Các Bộ: Quốc phòng, Công an"."""
    found: list[Mention] = []
    while name := next((n for n in _sector_names() if text.startswith(n, at)), None):
        known = agencies.find(f"{head} {name}", setting)
        if not known or known[0].start:
            break
        found.append(Mention(at, at + len(name), known[0].agent))
        joint = _NEXT_SECTOR.match(text, at + len(name))
        if not joint:
            break
        at = joint.end()
    return found


def group_heading(text: str, setting: Setting) -> Subject | None:
    """A heading "Các ..." that no list knows, as one group: "Các doanh nghiệp viễn thông"."""
    match = _GROUP_HEADING.match(text)
    if not match:
        return None
    group = groups.group(match["group"].rstrip(), setting)
    mention = Mention(match.start("group"), match.start("group") + len(match["group"].rstrip()), group)
    return Subject((mention,), bool(match["ask"]), mention.end)


def listed(text: str, setting: Setting, at: int) -> list[Mention]:
    """The agencies listed from an offset on: "phối hợp với | Sở Y tế, Công an tỉnh và các địa phương"."""
    found: list[Mention] = []
    for mention in agencies.find(text, setting):
        if mention.end <= at:
            continue
        gap = text[at : mention.start]
        if (not found and gap.strip(" :,-")) or (found and not _JOIN.fullmatch(gap)):
            break
        found.append(mention)
        at = mention.end
    return found
