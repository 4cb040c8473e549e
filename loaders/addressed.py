"""Whom a heading or an item is addressed to, and whether it is a heading, an order or neither."""

from __future__ import annotations

import re

from loaders import predicates
from loaders.items import LEADS, NEAR, Heading
from loaders.mapped import fold
from loaders.places import Setting
from loaders.structure import Node, function_of
from loaders.subjects import Subject, body_heading, group_heading, subject_of
from ontology.codes import SectionFunction
from ontology.model import AgencyGroup

VERB = re.compile(r"\s+[^\W\d_]")
ADDRESSED = re.compile(r"\s*(?:Đề nghị|Yêu cầu|Giao|Riêng)\b", re.IGNORECASE)
_SOME = re.compile(r"\s*(?:Các|Những|Mọi|Người|Tổ chức|Cơ quan|Đơn vị)\b")
_TOPIC = re.compile(r"^\s*(?:Về|Đối với) [^:.;]{3,90}: ")
_REPORTED = re.compile(r"\b(?:đã|được)\b")  # a result told, not a duty
_GIVES = re.compile(
    r"\s+(?:trân trọng |kính )?(?:yêu cầu|đề nghị|giao|xin thông báo|thông báo để|kết luận|có ý kiến|mời|kính mời)\b"
)
# What goes on a name, so that no predicate begins: "Trung tâm Kiểm nghiệm | tỉnh", "các đơn vị | về dược".
_NO_VERB = re.compile(r"\s+(?:và|hoặc|của|thuộc|về|gồm|bao gồm|có liên quan|liên quan|tỉnh|huyện|xã|phường)(?!\w)")
_VERB_MIN = 2  # words of a predicate
# A topic to look into, and how many may be proposed for a reward: nobody's task.
_NOUN = re.compile(r"\W*(?:Công tác|Việc|Hoạt động|Tình hình|Kết quả|Số lượng)(?!\w)")
_QUOTA = re.compile(r"(?:không quá|tối đa|chọn|xét)\s+\d{1,3}\s+(?:tập thể|cá nhân|trường hợp|hộ gia đình)")
_BLANK = re.compile(r" |$")
_NOUN_LEAST = 6  # characters of a group's noun: "các sở"
# A part that tells what was done and how it went.
_REVIEW = re.compile(
    r"(?:ve )?(?:cong tac )?(?:danh gia (?:chung|tinh hinh|ket qua|thuc trang)|tinh hinh|ket qua (?:dat duoc|thuc hien"
    r"|chu yeu)|thuc trang|hien trang|uu diem|han che|ton tai|nguyen nhan|nhung (?:han che|ton tai|ket qua))\b"
)
_CASES = re.compile(r"trường hợp(?: sau| sau đây| dưới đây)?\s?:$", re.IGNORECASE)  # what follows are conditions
_ENACTS, _FOLLOWS = re.compile(r"\b(?:quy định|quyết định|ban hành)\b"), re.compile(r"\b(?:như sau|sau đây)\s?:?$")
_DUTY = re.compile(r"\s+(?:có|chịu) trách nhiệm\b")
ANSWERING = re.compile(r"^\s*(?:có|chịu) trách nhiệm\s?:?$")  # words of a heading that say nothing of the task
_HEADS = ("arabic", "decimal", "letter", "roman")
_HEAD_SHARE = 0.5  # an agency's words make up at least this much of a heading that is only an agency's
LEAST_WORDS = 3  # words behind a heading's agencies that make a task; fewer are the rest of a name


def subject_at(node: Node, setting: Setting) -> Subject | None:
    """The agencies that a node begins with, or as which its whole heading is read; None where it names none."""
    subject = subject_of(node.body.text, setting)
    if subject and subject.is_heading(node.body.text):
        return subject
    if subject is None and node.children and _heads_items(node):
        subject = body_heading(node.body.text, setting)
    if not _heads_items(node) or not (node.function is SectionFunction.ORGANISATION or _is_noun(node, subject)):
        return subject
    if subject and subject.is_heading(node.body.text):
        return subject
    group = group_heading(node.body.text, setting)
    is_sentence = group is not None and not node.children and node.body.text[group.rest :].strip() == "."
    return subject if group is None or is_sentence else group


def _is_noun(node: Node, subject: Subject | None) -> bool:
    """Whether items stand below what begins with one group and is no sentence: "Các cơ quan đăng ký đầu tư"."""
    text = node.body.text.rstrip()
    return (
        subject is not None
        and len(subject.mentions) == 1
        and isinstance(subject.mentions[0].agent, AgencyGroup)
        and bool(node.children)
        and not text.endswith((":", ".", ";", ","))
        and not _DUTY.match(text, subject.rest)
    )


def _heads_items(node: Node) -> bool:
    """Whether the label is one of headings, not of bullets."""
    return node.label is not None and node.label.kind in _HEADS


def is_heading(node: Node, subject: Subject) -> bool:
    """Whether a node is an agency's heading: only its name, or its name and more with items below."""
    organising = node.function is SectionFunction.ORGANISATION
    if node.children and not organising and all(_NOUN.match(child.body.text) for child in node.children):
        return False  # topics to look into at an agency
    if subject.is_heading(node.body.text):
        says = bool(node.children) or len(node.body.text[subject.rest :].split()) >= LEAST_WORDS
        return organising or (node.label is not None and says)
    answers = _DUTY.match(node.body.text, subject.rest)
    if answers and not node.body.text[answers.end() :].strip(" :"):
        return True  # "11. Các đơn vị cấp nước có trách nhiệm"
    heads = organising or node.body.text.rstrip().endswith(":")
    return heads and _heads_items(node) and bool(node.children) and subject.rest > _HEAD_SHARE * len(node.body)


def acts(node: Node, subject: Subject) -> bool:
    """Whether a verb follows the agencies: "Sở Y tế chủ trì ...", and no other noun of a longer name."""
    rest = node.body.text[subject.rest :]
    if _GIVES.match(rest) or (subject.ends_in_places(node.body.text) and not predicates.opens(rest, 0)):
        return False  # "Các xã, phường | lân cận": a description of places tells nobody to do anything
    if _NO_VERB.match(rest) or len(rest.split()) < _VERB_MIN:
        return False
    loose = node.label is None and (node.parent is None or node.parent.label is None)
    if node.function is SectionFunction.OTHER and loose and not is_told(node.body.text, subject):
        return False
    return VERB.match(rest) is not None and rest.strip()[0].islower()


def is_told(text: str, subject: Subject) -> bool:
    """Whether a predicate follows the agencies, a duty where no word of order stands before them."""
    rest = text[subject.rest :]
    if ADDRESSED.match(text):
        return predicates.opens(rest, 0)
    return _DUTY.match(rest) is not None or LEADS.match(rest) is not None


def acts_too(text: str, subject: Subject) -> bool:
    """Whether a further clause has a body of its own that does something: "...; UBND xã chỉ đạo ..."."""
    rest = text[subject.rest :]
    return predicates.opens(rest, 0) and not _GIVES.match(rest) and not _REPORTED.search(rest, 0, NEAR)


def is_order(node: Node, setting: Setting) -> bool:
    """Whether a paragraph before the first heading is no recital but says who is to do what."""
    subject = subject_of(node.body.text, setting)
    return subject is not None and is_told(node.body.text, subject)


def overrides(node: Node, subject: Subject, heading: Heading | None) -> bool:
    """Whether an item's own subject counts where a heading above it names another."""
    if heading is None or heading.opening or node.function is SectionFunction.ORGANISATION:
        return True
    return predicates.opens(node.body.text, subject.rest)


def inherits(node: Node, heading: Heading) -> bool:
    """Whether an item names no other subject: below a sentence that orders "the following" it begins with a verb."""
    if node.function is not SectionFunction.ORGANISATION and _NOUN.match(node.body.text):
        return False
    text = _TOPIC.sub("", node.body.text).lstrip(' "*')
    if heading.opening and _takes_up(text, heading):
        return True
    leads_in = node.label is None and text.rstrip().endswith(":")  # "Ngoài các trách nhiệm chung, ... như sau:"
    return not (heading.opening or leads_in) or predicates.opens(text[:1].lower() + text[1:], 0)


def _takes_up(text: str, heading: Heading) -> bool:
    """Whether an item takes up a body of the heading by its noun: "các văn phòng tỉnh ủy" as "Các văn phòng"."""
    words = heading.node.body.text
    return any(
        predicates.opens(text, end)
        for mention in heading.subject.mentions
        for named in (words[mention.start : mention.end],)
        for end in (blank.start() for blank in _BLANK.finditer(named))
        if end >= _NOUN_LEAST and text[:end].lower() == named[:end].lower()
    )


def reviews(node: Node) -> bool:
    """Whether an item stands in a part that looks back: "1. Về đánh giá tình hình hoạt động"."""
    return any(above.label and _REVIEW.match(fold(above.heading)) for above in node.ancestors())


def lists_cases(node: Node) -> bool:
    """Whether what stands below is cases: "... trong các trường hợp sau:"."""
    return _CASES.search(node.body.text) is not None


def tells_nobody(node: Node, setting: Setting) -> bool:
    """Whether an item is a quota of rewards, a case where something applies, or the issuer's own "quy định như sau:".

    So is one in a part that describes ("Đối tượng") and names none who does it.
    """
    if _QUOTA.search(node.body.text) or (node.parent and lists_cases(node.parent)):
        return True
    if setting.issuer and _FOLLOWS.search(node.body.text) and _ENACTS.search(node.body.text):
        enacting = subject_of(node.body.text, setting)
        if enacting and [m.agent.iri for m in enacting.mentions] == [setting.issuer.iri]:
            return True
    if not any(above.label and function_of(above.body.text) is SectionFunction.OTHER for above in node.ancestors()):
        return False
    subject = subject_of(node.body.text, setting)
    return subject is None or not predicates.opens(node.body.text, subject.rest)


def names_other(node: Node) -> bool:
    """Whether a heading begins with bodies that were not understood, so that what is ordered above is not theirs."""
    return not node.is_leaf and _SOME.match(node.body.text) is not None


def is_recital(node: Node) -> bool:
    """Whether an unlabelled paragraph stands before the first labelled heading."""
    if node.label is not None or node.parent is None or node.parent.parent is not None:
        return False
    first = next((child.order for child in node.parent.children if child.label is not None), None)
    return first is None or node.order < first
