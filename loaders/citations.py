"""What a mentioned document is to the document that mentions it (typing, the second of three steps).

The rules of meaning (docs/reference/meaning.md): the direct object of "Thực hiện", "Triển khai" ... in the title, in an
opening recital or in an item of the purpose is implemented; "Căn cứ ..." is based on; inside "Kế hoạch A về thực hiện
Chỉ thị B" A implements B, and B is only cited. Objects joined by ";", "," or "và" share their verb: a semicolon goes
back to the first verb, a comma or "và" stays where the last object stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from loaders import mentions
from loaders.named import DocumentMention
from loaders.places import Setting
from loaders.vietnamese import UPPER
from ontology.codes import Kind, Relation


class Role(StrEnum):
    """Where in the document a text stands."""

    TITLE = "title"
    ABOUT = "about"  # the "V/v" line of a letter
    RECITAL = "recital"
    PURPOSE = "purpose"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Typed:
    """A mention with its relation to this document; ``of``: the mention that it stands in ``chain`` to, if any."""

    mention: DocumentMention
    relation: Relation
    rule: str
    of: int | None = None  # index of the mention whose text says so
    chain: Relation | None = None


_CARRY = (
    r"(?:triển khai(?:,? thực hiện)?|tổ chức(?: triển khai)?(?:,? thực hiện)?|thực hiện|cụ thể hóa|thi hành|hoàn thành)"
)
_HOW = (
    r"(?:,? (?:nghiêm túc|nghiêm|đầy đủ|đồng bộ|có hiệu quả|hiệu quả|kịp thời|chất lượng|và|thắng lợi|thành công|tốt|"
    r"tiếp tục|các|những|một số|mục tiêu|chỉ tiêu|nhiệm vụ|giải pháp|nội dung|quan điểm|chủ trương|chủ yếu|được|đã|nêu|"
    r"điều|khoản|đề ra|giao|trong|tại|của|chỉ đạo|hướng dẫn|ý kiến|kết luận|quy định|việc|cụ thể hóa|thực hiện|"
    r"triển khai))*"
)
_PREPARE = (
    r"(?:(?:quán triệt|phổ biến|học tập|nghiên cứu|tổ chức|tiếp tục|kịp thời|chủ động|đẩy mạnh|tăng cường|tuyên truyền|"
    r"lãnh đạo|chỉ đạo|nhằm|để|và|nghiêm túc|sâu sắc|đầy đủ)[,]?\s+)*"
)
_IMPLEMENTS = re.compile(rf"^\W{{0,9}}{_PREPARE}{_CARRY}{_HOW}\W{{0,9}}$", re.IGNORECASE)
_IMPLEMENTS_LOOSELY = re.compile(rf"^\W{{0,9}}{_PREPARE}{_CARRY}\b", re.IGNORECASE)
_BLOCKED = re.compile(
    r"\b(?:theo|góp phần|gắn với|bám sát|để đạt|nhằm|trên cơ sở|phù hợp với|về việc|ban hành|yêu cầu)\b", re.IGNORECASE
)
_BASED = re.compile(r"^\W{0,9}(?:căn cứ|xét|theo (?:đề nghị|đề xuất|báo cáo|tờ trình))\b", re.IGNORECASE)
_DISSEMINATES = re.compile(
    r"(?:tuyên truyền|phổ biến|quán triệt|giới thiệu|sao gửi|sao lục|gửi)(?: (?:nội dung|và|,|các))*\W{0,9}$",
    re.IGNORECASE,
)
_REPLACES = re.compile(r"(?:thay thế|bãi bỏ)(?: (?:cho|các|toàn bộ|nội dung))*\W{0,9}$", re.IGNORECASE)
_CHANGE = r"sửa đổi|bổ sung|điều chỉnh"
_AMENDS = re.compile(
    rf"(?:{_CHANGE})(?:,? (?:{_CHANGE}|một số|các|nội dung|điều|khoản|mục|của|và|tại))*\W{{0,9}}$", re.IGNORECASE
)
# What others are told to change, this document does not change itself.
_PROPOSED = re.compile(
    r"\b(?:đề xuất|kiến nghị|đề nghị|nghiên cứu|tham mưu|dự thảo|soạn thảo|xây dựng|trình|rà soát|phối hợp|kịp thời)\b",
    re.IGNORECASE,
)
_APPROVES = re.compile(r"phê duyệt\W{0,9}$", re.IGNORECASE)
_ATTACHED = re.compile(r"^\W{0,9}(?:được )?(?:ban hành )?kèm theo\W{0,9}$", re.IGNORECASE)
# What stands in a title before its verb: "(Về việc ban hành) Kế hoạch (của Tỉnh ủy) thực hiện ...".
_OPENER = re.compile(
    r"^\W{0,9}(?:(?:về việc|về|ban hành|phê duyệt)\s)*"
    r"(?:(?:kế hoạch|chương trình|đề án|phương án)(?: hành động| tổng thể| chi tiết| phối hợp)*\s)?"
    r"(?:hành động\s)?(?:của [^,;.()]{3,60}?\s)?(?:(?:về việc|về|để|nhằm)\s)?"
    r"(?=triển khai|tổ chức|thực hiện|cụ thể|thi hành)",
    re.IGNORECASE,
)
_CHAINED = re.compile(rf"{_CARRY}{_HOW}\W{{0,9}}$", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:[;,]|\bvà|\bđến)\s*(?:(?:hướng dẫn|chỉ đạo|ý kiến|đề nghị|yêu cầu)[^,;.]{0,40} tại\s+)?"
    r"(?:căn cứ |thực hiện )?(?:các )?(?:số:? )?$",
    re.IGNORECASE,
)
_CHAINS = ((_REPLACES, Relation.REPLACES), (_AMENDS, Relation.AMENDS), (_CHAINED, Relation.IMPLEMENTS))
_BESIDE = re.compile(
    r"\b(?:gắn (?:với|liền với|kết với)|kết hợp(?: với)?|cùng với|song song với|đồng thời(?: với)?)(?: việc)?"
    r"(?: (?:tổ chức|tiếp tục|đẩy mạnh|nghiêm túc|triển khai|quán triệt))*,?\s*$",
    re.IGNORECASE,
)
_DRAFTED = re.compile(
    r"\b(?:xây dựng|soạn thảo|dự thảo|dự án|trình(?: [^\s,;.]+){0,6}?(?: thông qua| ban hành| xem xét| cho ý kiến)?)"
    r"(?:,? (?:và|trình|hoàn thiện|xây dựng|ban hành|dự án|dự thảo|hồ sơ|các|đề nghị))*\s+$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|và|,? và)\s*(?:các )?")
_ABOUT = re.compile(r"^\W{0,9}(?:V/v|về việc)[:.]?\s*", re.IGNORECASE)
_LEAD_MAX = 160  # characters between a sentence's verb and its object, at the most
_NEAR = 300  # characters before a mention in which the words that bind it stand, at the most
_KIND_MAX = 9  # characters of the name of a kind that must be seen: "Tờ trình"
_OWN_ABOUT = re.compile(r"\s?(?:về|thực hiện|triển khai)(?!\w)")
# A name for short, in brackets: it is no further object, and the sentence goes on as if it were not there.
_ALIAS = re.compile(r"\((?:sau đây|gọi tắt|viết tắt|dưới đây)[^()]*$|\([^()]{0,12}$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
# Its mark first, so that the search need only look at places where one stands.
_SENTENCE = re.compile(rf"(?:[.!?](?<=[^\d\W].)(?=\s+[{UPPER}\"])|\.(?<=\d.)(?=\s+[{UPPER}][^\W\d_]))(?P<gap>\s+)")


def typed(
    text: str, setting: Setting, role: Role, called: Mapping[str, DocumentMention] = MappingProxyType({})
) -> list[Typed]:
    """The mentions of a text in their order, each with its relation to this document; ``called``: its aliases.

    >>> words = "Thực hiện Kế hoạch số 5-KH/TU của Tỉnh ủy về thực hiện Chỉ thị số 28-CT/TW; Công văn số 7/BYT-VP"
    >>> [(str(t.mention.number), t.relation.value, t.of) for t in typed(words, Setting(), Role.RECITAL)]
    [('5-KH/TU', 'implements', None), ('28-CT/TW', 'cites', 0), ('7/BYT-VP', 'implements', None)]
    """
    found = list(_in_force(text, mentions.find(text, setting, called)))
    starts = [start for start, _ in sentences(text)] if found else []
    result: list[Typed] = []
    sentence = _Sentence(role)
    for mention in found:
        start = starts[bisect_right(starts, mention.start) - 1]
        lead = text[max(start, mention.start - _NEAR) : mention.start]
        if _ALIAS.search(lead) and not _ATTACHED.match(lead):
            result.append(Typed(mention, Relation.CITES, "citation.alias"))
            continue
        if sentence.last is None or result[sentence.last].mention.start < start:
            opening = text[start : min(start + _NEAR, mention.start + _KIND_MAX)]
            sentence = _Sentence(role, _first(lead, opening, role))
            result.append(sentence.said(mention, sentence.relation))
        else:
            before = result[sentence.last]
            gap = _BRACKETS.sub("", text[before.mention.end : mention.start])
            if before.of is not None and _is_parallel(text, mention, before, result[before.of]):
                before = result[before.of]
            result.append(sentence.further(gap, mention, before))
        sentence.last = len(result) - 1
    return result


def _in_force(text: str, found: list[DocumentMention]) -> Iterator[DocumentMention]:
    """The mentions without laws that are only to be drafted: "nghiên cứu, xây dựng Luật X", "Luật Y và Luật Z"."""
    drafted = -1  # where the last law that is to be drafted ends
    for mention in found:
        bare = mention.kind is Kind.LAW and mention.number is None and mention.date is None
        joined = drafted >= 0 and _AND.fullmatch(text, drafted, mention.start)
        if bare and (joined or _DRAFTED.search(text[max(0, mention.start - _LEAD_MAX) : mention.start])):
            drafted = mention.end
        else:
            yield mention


def _is_parallel(text: str, mention: DocumentMention, before: Typed, head: Typed) -> bool:
    """Whether a mention goes on the list of ``head``, past what that is about.

    So in "Kế hoạch A về thực hiện Nghị quyết B và Kế hoạch C về ...", and where a decree carries out a law.
    """
    if mention.kind is not head.mention.kind or mention.kind is before.mention.kind:
        return False
    return before.mention.kind is Kind.LAW or _OWN_ABOUT.match(text, mention.end) is not None


def _first(lead: str, opening: str, role: Role) -> Relation:
    """The relation of a sentence's first mention, from the words before it; ``opening``: with the kind's name."""
    plain = {Role.ABOUT: _ABOUT, Role.TITLE: _OPENER}[role].sub("", lead) if role in (Role.ABOUT, Role.TITLE) else lead
    loosely = _IMPLEMENTS_LOOSELY.match(lead) and not _BLOCKED.search(lead) and len(lead) < _LEAD_MAX
    itself = role is not Role.BODY or _PROPOSED.search(lead) is None
    tests: tuple[tuple[Relation, bool], ...] = (
        (Relation.REPLACES, itself and _REPLACES.search(lead) is not None),
        (Relation.AMENDS, itself and _AMENDS.search(lead) is not None),
        (Relation.ATTACHED_TO, role in (Role.TITLE, Role.BODY) and _ATTACHED.match(lead) is not None),
        (Relation.CITES, role is Role.BODY),
        (Relation.BASED_ON, role is Role.RECITAL and _BASED.match(opening) is not None),
        (Relation.IMPLEMENTS, _IMPLEMENTS.match(plain) is not None or bool(loosely)),
        (Relation.DISSEMINATES, role in (Role.ABOUT, Role.TITLE) and _DISSEMINATES.search(lead) is not None),
        (Relation.APPROVES, role is Role.TITLE and _APPROVES.search(lead) is not None),
    )
    return next((relation for relation, holds in tests if holds), Relation.CITES)


@dataclass(slots=True)
class _Sentence:
    """A sentence's place, the relation of its verb, and the index of its last mention that is no alias."""

    role: Role
    relation: Relation = Relation.CITES
    last: int | None = None

    def said(self, mention: DocumentMention, relation: Relation) -> Typed:
        """A mention in a relation to this document."""
        return Typed(mention, relation, f"citation.{self.role}.{relation}")

    def further(self, gap: str, mention: DocumentMention, before: Typed) -> Typed:
        """A further mention, from the words between it and the one before."""
        if mention.start < before.mention.end:
            return replace(before, mention=mention)  # inside a range
        near = gap[-_NEAR:]
        chain = next((relation for pattern, relation in _CHAINS if _says(pattern, near)), None)
        same = mention.number is not None and mention.number == before.mention.number
        if chain is not None and ";" not in gap and not same:
            return Typed(mention, Relation.CITES, f"citation.chain.{chain}", self.last, chain)
        in_title = mention.number is None and ";" not in gap and _OWN_ABOUT.match(gap) is not None
        if in_title or not _JOINT.search(near):
            return self.said(mention, Relation.CITES)
        if ";" in gap:
            return self.said(mention, self.relation)
        if before.of is not None:
            return replace(before, mention=mention)
        return self.said(mention, self.relation if before.relation is self.relation else Relation.CITES)


def _says(pattern: re.Pattern[str], near: str) -> bool:
    """Whether words end as a chain does, and nothing sets them beside the document before ("gắn với thực hiện")."""
    found = pattern.search(near)
    return found is not None and _BESIDE.search(near, 0, found.start()) is None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text."""
    at = 0
    for match in _SENTENCE.finditer(text):
        yield at, match.start("gap")
        at = match.end()
    yield at, len(text)
