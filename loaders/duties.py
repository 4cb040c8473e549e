"""Tasks and responsibilities in prose: who is to do what, in which role, for which indicators.

The rules of meaning: under "TỔ CHỨC THỰC HIỆN" every item below an agency's heading is that agency's task, as lead
where it says "chủ trì", else as implementer; "Đề nghị" is a request; whom the lead works with coordinates. "triển
khai", "hướng dẫn, chỉ đạo thực hiện (các) chỉ tiêu n" and "để thực hiện chỉ tiêu n" bind the agency to indicators.
"""

from __future__ import annotations

import re
from dataclasses import replace

from loaders import agencies, predicates
from loaders.addressed import (
    ADDRESSED,
    ANSWERING,
    LEAST_WORDS,
    VERB,
    acts,
    acts_too,
    inherits,
    is_heading,
    is_order,
    is_recital,
    is_told,
    lists_cases,
    names_other,
    overrides,
    reviews,
    subject_at,
    tells_nobody,
)
from loaders.assignments import Aim, Assignments, Said
from loaders.citations import sentences
from loaders.items import Heading, item
from loaders.mapped import Mapped
from loaders.places import Setting
from loaders.rolelines import LINE, QUALITY, brackets, line, qualify, unnamed
from loaders.structure import Body, Node
from loaders.subjects import Subject, listed, subject_of
from ontology.codes import ObjectKind, SectionFunction

_ORDERING = re.compile(r"\b(?:Riêng|Giao|Yêu cầu|Đề nghị|(?<!được )(?<!đã )(?<!theo )(?:yêu cầu|đề nghị|giao))\s")


_CLAUSE = re.compile(r";\s+")
# "cơ chế đặt hàng, giao nhiệm vụ cho ...": what the noun is of, nobody is told to do.
_COMPLEMENT = re.compile(
    r"\b(?:cơ chế|chính sách|phương án|việc|quy trình|hình thức|thủ tục|phương thức|mô hình|quy chế|nguyên tắc|tiêu chí"
    r"|thẩm quyền)(?: [^\s,;.:]{1,20}){1,5}(?:, [^\s,;.:]{1,20}(?: [^\s,;.:]{1,20}){0,3}){0,4},?\s*$",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"giao (?:nhiệm vụ|quyền|kế hoạch|trách nhiệm|chỉ tiêu|thầu|vốn|đất)\b", re.IGNORECASE)
# A clause that only leads up to a list of bodies, which goes on behind its semicolon.
_LEADS_UP = re.compile(
    r"\W*(?:có trách nhiệm |chịu trách nhiệm )?(?:(?:chủ trì|theo dõi|đôn đốc|hướng dẫn|kiểm tra|giám sát|chỉ đạo"
    r"|phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng(?: với)?|và)[,\s]\s*)+",
    re.IGNORECASE,
)

_PIECE = re.compile(r"(?:;|[^\W\d_]\.)\s+")
_TASKS_FOLLOW = re.compile(r"\b(?:nhiệm vụ|nội dung|giải pháp|công việc|việc)\b[^.;:]{0,40} sau(?: đây)?\s?:$")
_NEEDED = re.compile(r"\b(?:cần|phải|tập trung|khẩn trương|(?:có|chịu) trách nhiệm)\b")
_RECIPIENTS = re.compile(r"[\s_*]*Nơi nhận\b")
_ORDERS = re.compile(r"[^.;]{5,80}?\s(?P<order>(?:yêu cầu|đề nghị)\s)")


_NOT_HERE = (SectionFunction.PURPOSE, SectionFunction.OBJECTIVES, SectionFunction.ANNEX)


_COMPLEMENT_MAX = 160  # characters of a noun with what it is of
_PARAGRAPH = 160  # characters from which an item with items below is a task of its own


def read(body: Body, setting: Setting, found: Assignments) -> None:
    """Adds the tasks and responsibilities of a document's prose, in the text's order."""
    _below(body.root, None, setting, found)
    for node in body.root.walk():
        qualify(node, found)
    for paragraph in body.closing:
        _closing(Node(paragraph.text, paragraph.body, None, SectionFunction.ORGANISATION), setting, found)


def _closing(node: Node, setting: Setting, found: Assignments) -> None:
    """What the closing words ask or order: "UBND tỉnh yêu cầu các sở ...", "Đề nghị Mặt trận Tổ quốc ..."."""
    orders = _ORDERS.match(node.body.text)
    words = Node(node.text, node.body[orders.start("order") :], None, node.function) if orders else node
    subject = subject_of(words.body.text, setting)
    if subject and VERB.match(words.body.text[subject.rest :]) and ADDRESSED.match(words.body.text):
        item(words, Heading(words, subject), setting, found)


def _walk(node: Node, heading: Heading | None, setting: Setting, found: Assignments) -> None:
    if node.function in _NOT_HERE or reviews(node) or (is_recital(node) and not is_order(node, setting)):
        return
    for start, end in agencies.doubtful(node.body.text, setting):
        found.not_understood(node.body[start:end], node.path, "agency", "agency.misread")
    roles = LINE.match(node.body.text)
    if tells_nobody(node, setting):
        _below(node, None, setting, found)
    elif roles:
        line(node, roles, setting, found)
    elif node.label is None and _ORDERS.match(node.body.text):
        _closing(node, setting, found)
    elif not (node.is_leaf and QUALITY.match(node.body.text)):
        below = _said(node, heading, setting, found)
        _sentences(node, setting, found)
        _below(node, below, setting, found)


def _said(node: Node, heading: Heading | None, setting: Setting, found: Assignments) -> Heading | None:
    """Adds what a node says, as a heading or a task; the heading that what stands below it has."""
    subject = subject_at(node, setting)
    if subject and is_heading(node, subject):
        return _agency_heading(node, subject, setting, found)
    if subject and acts(node, subject) and overrides(node, subject, heading):
        own = Heading(node, subject)
        item(node, own, setting, found)
        return own if node.body.text.rstrip().endswith(":") else _beyond(heading)
    whole = node.is_leaf or len(node.body) > _PARAGRAPH or lists_cases(node)
    if heading is not None and whole and inherits(node, heading):
        item(node, heading, setting, found)
    elif node.is_leaf and node.label is not None:
        brackets(node, setting, found)
        unnamed(node, found)
    elif names_other(node):
        return _beyond(heading)
    return heading


def _beyond(heading: Heading | None) -> Heading | None:
    """The heading that holds on below an item with a subject of its own: not one that only orders "the following"."""
    return None if heading is not None and heading.opening else heading


def _below(node: Node, heading: Heading | None, setting: Setting, found: Assignments) -> None:
    """What stands under a heading, in its order; whom a sentence orders to do "the following" does what follows."""
    for child in node.children:
        if _RECIPIENTS.match(child.body.text):
            return
        heading = _opening(child, setting) or heading
        _walk(child, None if child.label is None and heading and heading.node is child else heading, setting, found)


def _opening(node: Node, setting: Setting) -> Heading | None:
    """The order that stands above items that name nobody: "Thủ tướng Chính phủ yêu cầu các bộ ... như sau:"."""
    text = node.body.text.rstrip()
    if node.label is not None or not text.endswith(":") or node.function in _NOT_HERE:
        return None
    for order in reversed(list(_ORDERING.finditer(text))):
        subject = subject_of(text[order.start() :], setting)
        if subject:
            moved = tuple(
                replace(m, start=m.start + order.start(), end=m.end + order.start()) for m in subject.mentions
            )
            return Heading(node, Subject(moved, subject.asked, subject.rest + order.start()), opening=True)
    return _told_to(node, text, setting)


def _told_to(node: Node, text: str, setting: Setting) -> Heading | None:
    """Bodies whose tasks follow without a word of order: "..., các văn phòng cần tập trung một số nhiệm vụ sau:"."""
    start = max((match.end() for match in _PIECE.finditer(text)), default=0)
    clause = text[start : start + 1].upper() + text[start + 1 :]
    subject = subject_of(clause, setting) if _TASKS_FOLLOW.search(clause) else None
    if subject is None or not predicates.opens(clause, subject.rest) or not _NEEDED.search(clause, subject.rest):
        return None
    if setting.issuer and {m.agent.iri for m in subject.mentions} == {setting.issuer.iri}:
        return None
    moved = tuple(replace(m, start=m.start + start, end=m.end + start) for m in subject.mentions)
    return Heading(node, Subject(moved, subject.asked, subject.rest + start), opening=True)


def _sentences(node: Node, setting: Setting, found: Assignments) -> None:
    """Later sentences and clauses with a subject of their own: "Giao Sở X ...", "...; Sở Y có trách nhiệm ..."."""
    text = node.body.text
    for start, end in sentences(text):
        at = start
        goes_on = False
        for clause in (*_CLAUSE.finditer(text, start, end), None):
            stop = clause.start() if clause else end
            piece = node.body[at:stop].strip()
            at = clause.end() if clause else end
            if not goes_on:
                _clause(node, piece, setting, found, first=piece.text == text[: len(piece)].strip())
            goes_on = clause is not None and _leads_up(piece.text, setting)


def _leads_up(clause: str, setting: Setting) -> bool:
    """Whether a clause says no more than with whom, or whom to guide: "phối hợp với Sở A, Sở B | ; các xã rà soát"."""
    subject = subject_of(clause, setting)
    verbs = _LEADS_UP.match(clause, subject.rest if subject else 0)
    named = listed(clause, setting, verbs.end()) if verbs else []
    return bool(named) and not clause[named[-1].end :].strip()


def _clause(node: Node, piece: Mapped, setting: Setting, found: Assignments, *, first: bool) -> None:
    order = _within(piece.text, setting)
    if first and order is None:
        return
    words = piece[order:].strip() if order else piece
    subject = subject_of(words.text, setting)
    if subject is None or not (is_told(words.text, subject) or acts_too(words.text, subject)):
        return
    own = Node(words, words, None, node.function, node.path, node.parent)
    item(own, Heading(own, subject), setting, found)


def _within(text: str, setting: Setting) -> int | None:
    """Where an order begins inside a sentence, behind a comma or behind who gives it: "Bộ Chính trị | giao ..."."""
    for order in _ORDERING.finditer(text):
        before = text[: order.start()].rstrip()
        if _GIVEN.match(order.string, order.start()) and _COMPLEMENT.search(before[-_COMPLEMENT_MAX:]):
            continue
        if before.endswith(",") or (before and any(m.end == len(before) for m in agencies.find(before, setting))):
            return order.start()
    return None


def _agency_heading(node: Node, subject: Subject, setting: Setting, found: Assignments) -> Heading:
    """An agency's heading: it answers for what stands below or behind it, and for the section."""
    heading = Heading(node, subject)
    section = next((found.sections[n.path] for n in (node, *node.ancestors()) if n.path in found.sections), None)
    if section is not None:
        for mention in subject.mentions:
            aim = Aim(ObjectKind.SECTION, section.iri)
            found.duty(mention, node.body, heading.role, aim, Said.at(node, "duty.heading"))
    if len(ANSWERING.sub("", node.body.text[subject.rest :]).split()) >= LEAST_WORDS:
        item(node, heading, setting, found)
    return heading
