"""Tasks and responsibilities in prose: who is to do what, in which role, for which indicators.

The rules of meaning: under "TỔ CHỨC THỰC HIỆN" every item below an agency's heading is that agency's task, as lead
where it says "chủ trì", else as implementer; "Đề nghị" is a request; whom the lead works with coordinates. "triển
khai", "hướng dẫn, chỉ đạo thực hiện (các) chỉ tiêu n" and "để thực hiện chỉ tiêu n" bind the agency to indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import agencies, predicates
from loaders.assignments import Aim, Assignments, Said
from loaders.citations import sentences
from loaders.mapped import Mapped
from loaders.places import Setting
from loaders.structure import Body, Node
from loaders.subjects import Subject, group_heading, listed, subject_of
from ontology.codes import ObjectKind, Role, SectionFunction
from ontology.model import AgencyGroup, Task

LEADS = re.compile(
    r"^\W*(?:là (?:cơ quan|đơn vị) (?:đầu mối|thường trực|chủ trì)[^.;]{0,60}?)?"
    r"(?:(?:theo|trên cơ sở|căn cứ|trong phạm vi) [^.;:]{5,120}?,? )?(?:tiếp tục |chủ động |trực tiếp )?"
    r"(?:có trách nhiệm |chịu trách nhiệm )?(?:đồng )?chủ trì\b",
    re.IGNORECASE,
)
_CO_LEADS = re.compile(r"^\W*đồng chủ trì\b", re.IGNORECASE)
_CO_LEADING = re.compile(r"\bđồng chủ trì (?:với|cùng(?: với)?)\s+", re.IGNORECASE)
WITH = re.compile(r"\bphối hợp(?: chặt chẽ| tốt| và hướng dẫn)?(?: với| cùng(?: với)?)?\s+", re.IGNORECASE)
_LINE_ROLE = re.compile(
    r"^\W*(?:Cơ quan|Đơn vị|Các đơn vị|Phân công)\s+"
    r"(?:(?P<lead>chủ trì)|(?P<with>phối hợp)|(?P<do>thực hiện|triển khai))(?: thực hiện)?\s*:\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\((?P<agents>[^()]{3,120}?)\s+chủ trì(?:,? phối hợp(?: với)? (?P<with>[^()]+))?\)", re.IGNORECASE
)
_LIST = r"\d{1,3}(?:\s*(?:,|và|;|-|đến|,\s*và)\s*(?:chỉ tiêu\s+)?(?:số\s+)?\d{1,3})*"
_OWNING = r"thực hiện|hoàn thành|triển khai|chủ trì|chỉ đạo|hướng dẫn|chịu trách nhiệm|đạt"
_INDICATORS = re.compile(
    rf"\b(?:{_OWNING})(?:[^.;]{{0,40}}?)\s(?:các\s+|những\s+)?chỉ tiêu\s+(?:số\s+|thứ\s+)?(?P<list>{_LIST})",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+[^\W\d_]")
_ADDRESSED = re.compile(r"\s*(?:Đề nghị|Yêu cầu|Giao|Riêng)\b", re.IGNORECASE)
_ORDERING = re.compile(r"\b(?:Riêng|Giao|Yêu cầu|Đề nghị|(?<!được )(?<!đã )(?<!theo )(?:yêu cầu|đề nghị|giao))\s")
_SOME = re.compile(r"\s*(?:Các|Những|Mọi|Người|Tổ chức|Cơ quan|Đơn vị)\b")
_TOPIC = re.compile(r"^\s*(?:Về|Đối với) [^:.;]{3,90}: ")
_REPORTED = re.compile(r"\b(?:đã|được)\b")  # a result told, not a duty
_GIVES = re.compile(
    r"\s+(?:trân trọng |kính )?(?:yêu cầu|đề nghị|giao|xin thông báo|thông báo để|kết luận|có ý kiến|mời|kính mời)\b"
)
_CLAUSE = re.compile(r";\s+")
_DUTY = re.compile(r"\s+(?:có|chịu) trách nhiệm\b")
_RECIPIENTS = re.compile(r"[\s_*]*Nơi nhận\b")
_ORDERS = re.compile(r"[^.;]{5,80}?\s(?P<order>(?:yêu cầu|đề nghị)\s)")
_ATTRIBUTE = re.compile(
    r"\W*(?:Thời (?:gian|hạn|điểm)|Sản phẩm|Kết quả|Kinh phí|Tiến độ|Hình thức|Địa điểm|Đối tượng)[^:.;]{0,40}:",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\W*(?:(?P<product>Sản phẩm|Kết quả)|Thời (?:gian|hạn)|Tiến độ)(?: (?:thực hiện|hoàn thành|dự kiến|đầu ra))*\s*:\s*",
    re.IGNORECASE,
)
_NOT_HERE = (SectionFunction.PURPOSE, SectionFunction.OBJECTIVES, SectionFunction.ANNEX)
_HEADS = ("arabic", "decimal", "letter", "roman")
_HEAD_SHARE = 0.5  # an agency's words make up at least this much of a heading that is only an agency's
_LABEL_MAX = 30  # characters of a line that only announces its bullets ("Nội dung:")
_PARAGRAPH = 160  # characters from which an item with items below is a task of its own
_LEAST_WORDS = 3  # words behind a heading's agencies that make a task; fewer are the rest of a name
_NEAR = 120  # characters from a sentence's start in which "phối hợp với" speaks of the whole task


@dataclass(frozen=True, slots=True)
class _Heading:
    """An agency's heading: its words, and the subject read from them."""

    node: Node
    subject: Subject
    opening: bool = False  # a sentence that orders "the following", further from its items than a heading

    @property
    def role(self) -> Role:
        return Role.REQUEST if self.subject.asked else Role.IMPLEMENT


def read(body: Body, setting: Setting, found: Assignments) -> None:
    """Adds the tasks and responsibilities of a document's prose, in the text's order."""
    _below(body.root, None, setting, found)
    for node in body.root.walk():
        _qualify(node, found)
    for paragraph in body.closing:
        _closing(Node(paragraph.text, paragraph.body, None, SectionFunction.ORGANISATION), setting, found)


def _qualify(node: Node, found: Assignments) -> None:
    """A line "Thời gian: ..." or "Sản phẩm: ..." says when the task above it is due, and what comes of it."""
    line = _QUALITY.match(node.body.text)
    if line:
        for owner in _tasks_above(node):
            found.qualify(owner, node.body[line.end() :], product=line["product"] is not None)


def _closing(node: Node, setting: Setting, found: Assignments) -> None:
    """What the closing words ask or order: "UBND tỉnh yêu cầu các sở ...", "Đề nghị Mặt trận Tổ quốc ..."."""
    orders = _ORDERS.match(node.body.text)
    words = Node(node.text, node.body[orders.start("order") :], None, node.function) if orders else node
    subject = subject_of(words.body.text, setting)
    if subject and _VERB.match(words.body.text[subject.rest :]) and _ADDRESSED.match(words.body.text):
        _item(words, _Heading(words, subject), setting, found)


def _walk(node: Node, heading: _Heading | None, setting: Setting, found: Assignments) -> None:
    if node.function in _NOT_HERE or (_is_recital(node) and not _orders(node, setting)):
        return
    line = _LINE_ROLE.match(node.body.text)
    if line:
        _line(node, line, setting, found)
        return
    if _QUALITY.match(node.body.text) and node.is_leaf:
        return
    if node.label is None and _ORDERS.match(node.body.text):
        _closing(node, setting, found)
        return
    subject = _subject(node, setting)
    if subject and _is_heading(node, subject):
        heading = _agency_heading(node, subject, setting, found)
    elif subject and _acts(node, subject) and _overrides(node, subject, heading):
        own = _Heading(node, subject)
        _item(node, own, setting, found)
        if node.body.text.rstrip().endswith(":"):
            heading = own
        elif heading is not None and heading.opening:
            heading = None
    elif heading is not None and (node.is_leaf or len(node.body) > _PARAGRAPH) and _inherits(node, heading):
        _item(node, heading, setting, found)
    elif node.is_leaf and node.label is not None:
        _brackets(node, setting, found)
        _unnamed(node, found)
    elif heading is not None and heading.opening and _names_other(node):
        heading = None
    _sentences(node, setting, found)
    _below(node, heading, setting, found)


def _below(node: Node, heading: _Heading | None, setting: Setting, found: Assignments) -> None:
    """What stands under a heading, in its order; whom a sentence orders to do "the following" does what follows."""
    for child in node.children:
        if _RECIPIENTS.match(child.body.text):
            return
        heading = _opening(child, setting) or heading
        _walk(child, None if child.label is None and heading and heading.node is child else heading, setting, found)


def _opening(node: Node, setting: Setting) -> _Heading | None:
    """ "Thủ tướng Chính phủ yêu cầu các bộ ... như sau:" stands above items that name nobody."""
    text = node.body.text.rstrip()
    if node.label is not None or not text.endswith(":") or node.function in _NOT_HERE:
        return None
    for order in reversed(list(_ORDERING.finditer(text))):
        subject = subject_of(text[order.start() :], setting)
        if subject:
            moved = tuple(
                replace(m, start=m.start + order.start(), end=m.end + order.start()) for m in subject.mentions
            )
            return _Heading(node, Subject(moved, subject.asked, subject.rest + order.start()), opening=True)
    return None


def _sentences(node: Node, setting: Setting, found: Assignments) -> None:
    """Later sentences and clauses with a subject of their own: "Giao Sở X ...", "...; Sở Y có trách nhiệm ..."."""
    text = node.body.text
    for start, end in sentences(text):
        at = start
        for clause in (*_CLAUSE.finditer(text, start, end), None):
            stop = clause.start() if clause else end
            piece = node.body[at:stop].strip()
            at = clause.end() if clause else end
            _clause(node, piece, setting, found, first=piece.text == text[: len(piece)].strip())


def _clause(node: Node, piece: Mapped, setting: Setting, found: Assignments, *, first: bool) -> None:
    order = _within(piece.text, setting)
    if first and order is None:
        return
    words = piece[order:].strip() if order else piece
    subject = subject_of(words.text, setting)
    if subject is None or not (_is_told(words.text, subject) or _acts_too(words.text, subject)):
        return
    own = Node(words, words, None, node.function, node.path, node.parent)
    _item(own, _Heading(own, subject), setting, found)


def _acts_too(text: str, subject: Subject) -> bool:
    """Whether a further clause has a body of its own that does something: "...; UBND xã chỉ đạo ..."."""
    rest = text[subject.rest :]
    return predicates.opens(rest, 0) and not _GIVES.match(rest) and not _REPORTED.search(rest, 0, _NEAR)


def _within(text: str, setting: Setting) -> int | None:
    """Where an order begins inside a sentence, behind a comma or behind who gives it: "Bộ Chính trị | giao ..."."""
    for order in _ORDERING.finditer(text):
        before = text[: order.start()].rstrip()
        if before.endswith(",") or (before and any(m.end == len(before) for m in agencies.find(before, setting))):
            return order.start()
    return None


def _is_told(text: str, subject: Subject) -> bool:
    """Whether a predicate follows the agencies, a duty where no word of order stands before them."""
    rest = text[subject.rest :]
    if _ADDRESSED.match(text):
        return predicates.opens(rest, 0)
    return _DUTY.match(rest) is not None or LEADS.match(rest) is not None


def _orders(node: Node, setting: Setting) -> bool:
    """Whether a paragraph before the first heading is no recital but says who is to do what."""
    subject = subject_of(node.body.text, setting)
    return subject is not None and _is_told(node.body.text, subject)


def _overrides(node: Node, subject: Subject, heading: _Heading | None) -> bool:
    """Whether an item's own subject counts where a heading above it names another."""
    if heading is None or heading.opening or node.function is SectionFunction.ORGANISATION:
        return True
    return predicates.opens(node.body.text, subject.rest)


def _inherits(node: Node, heading: _Heading) -> bool:
    """Whether an item names no other subject: below a sentence that orders "the following" it begins with a verb."""
    text = _TOPIC.sub("", node.body.text).lstrip(' "*')
    return not heading.opening or predicates.opens(text[:1].lower() + text[1:], 0)


def _names_other(node: Node) -> bool:
    """Whether a heading begins with bodies that were not understood, so that what is ordered above is not theirs."""
    return not node.is_leaf and _SOME.match(node.body.text) is not None


def _is_recital(node: Node) -> bool:
    """Whether an unlabelled paragraph stands before the first labelled heading."""
    if node.label is not None or node.parent is None or node.parent.parent is not None:
        return False
    first = next((child.order for child in node.parent.children if child.label is not None), None)
    return first is None or node.order < first


def _subject(node: Node, setting: Setting) -> Subject | None:
    subject = subject_of(node.body.text, setting)
    if subject and subject.is_heading(node.body.text):
        return subject
    if not _heads_items(node) or not (node.function is SectionFunction.ORGANISATION or _is_noun(node, subject)):
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


def _is_heading(node: Node, subject: Subject) -> bool:
    """Whether a node is an agency's heading: only its name, or its name and more with items below."""
    organising = node.function is SectionFunction.ORGANISATION
    if subject.is_heading(node.body.text):
        says = bool(node.children) or len(node.body.text[subject.rest :].split()) >= _LEAST_WORDS
        return organising or (node.label is not None and says)
    answers = _DUTY.match(node.body.text, subject.rest)
    if answers and not node.body.text[answers.end() :].strip(" :"):
        return True  # "11. Các đơn vị cấp nước có trách nhiệm"
    heads = organising or node.body.text.rstrip().endswith(":")
    return heads and _heads_items(node) and bool(node.children) and subject.rest > _HEAD_SHARE * len(node.body)


def _acts(node: Node, subject: Subject) -> bool:
    """Whether a verb follows the agencies: "Sở Y tế chủ trì ...", and no other noun of a longer name."""
    rest = node.body.text[subject.rest :]
    if _GIVES.match(rest):
        return False
    loose = node.label is None and (node.parent is None or node.parent.label is None)
    if node.function is SectionFunction.OTHER and loose and not _is_told(node.body.text, subject):
        return False
    return _VERB.match(rest) is not None and rest.strip()[0].islower()


def _agency_heading(node: Node, subject: Subject, setting: Setting, found: Assignments) -> _Heading:
    """An agency's heading: it answers for what stands below or behind it, and for the section."""
    heading = _Heading(node, subject)
    section = next((found.sections[n.path] for n in (node, *node.ancestors()) if n.path in found.sections), None)
    if section is not None:
        for mention in subject.mentions:
            aim = Aim(ObjectKind.SECTION, section.iri)
            found.duty(mention, node.body, heading.role, aim, Said.at(node, "duty.heading"))
    if len(node.body.text[subject.rest :].split()) >= _LEAST_WORDS:
        _item(node, heading, setting, found)
    return heading


def _item(node: Node, heading: _Heading, setting: Setting, found: Assignments) -> None:
    """A task of the heading's agencies, with whom they work, and the indicators that it binds them to."""
    task = found.task(node)
    own = heading.node is node
    rest = node.body.text[heading.subject.rest if own else 0 :].lstrip(" :-")
    role = heading.role
    if role is Role.IMPLEMENT and LEADS.match(rest):
        role = Role.CO_LEAD if _CO_LEADS.match(rest) else Role.LEAD
    said = Said.at(node, "duty.subject" if own else "duty.item")
    for mention in heading.subject.mentions:
        found.duty(mention, heading.node.body, role, Aim.task(task), said)
    _coordinators(node, setting, found, task)
    if not heading.subject.asked:
        _bind_indicators(node, heading, role, found)


def _coordinators(node: Node, setting: Setting, found: Assignments, task: Task) -> None:
    """Whom the first sentence says to work with."""
    text = node.body.text
    together = _CO_LEADING.search(text, 0, next(sentences(text))[1])
    for mention in listed(text, setting, together.end()) if together else ():
        found.duty(mention, node.body, Role.CO_LEAD, Aim.task(task), Said.at(node, "duty.with"))
    match = WITH.search(text, 0, next(sentences(text))[1])
    if match and match.start() <= _NEAR:
        for mention in listed(text, setting, match.end()):
            found.duty(mention, node.body, Role.COORDINATE, Aim.task(task), Said.at(node, "duty.with"))


def _bind_indicators(node: Node, heading: _Heading, role: Role, found: Assignments) -> None:
    """The indicators that an item names by number, each with its own sentence."""
    text = node.body.text
    for match in _INDICATORS.finditer(text):
        start, end = next((a, b) for a, b in sentences(text) if a <= match.start() < b or b == len(text))
        sentence = node.body[start:end].strip()
        own = Role.LEAD if LEADS.match(sentence.text) else Role.IMPLEMENT if role is Role.LEAD else role
        for indicator in filter(None, map(found.indicators.get, numbers(match["list"]))):
            for mention in heading.subject.mentions:
                aim = Aim(ObjectKind.INDICATOR, indicator.iri, indicator.no)
                found.duty(mention, heading.node.body, own, aim, Said(node.path, sentence, "duty.indicator"))


def numbers(words: str) -> Iterator[str]:
    """The numbers of a list in words, ranges included.

    >>> list(numbers("1, 2 và 8")), list(numbers("3 đến 5, 9"))
    (['1', '2', '8'], ['3', '4', '5', '9'])
    """
    found = re.findall(r"(\d+)\s*(-|đến)?", words)
    for at, (no, joint) in enumerate(found):
        yield str(int(no))
        if joint and at + 1 < len(found):
            yield from (str(between) for between in range(int(no) + 1, int(found[at + 1][0])))


def _line(node: Node, line: re.Match[str], setting: Setting, found: Assignments) -> None:
    """A line "Cơ quan chủ trì: ..." answers for the items that it stands below."""
    role = _line_role(line)
    tasks = [found.task(owner) for owner in _tasks_above(node)]
    named = [_share(node, line.end(), role, tasks, setting, found)]
    for child in node.children:
        own = _LINE_ROLE.match(child.body.text)
        named.append(_share(child, own.end() if own else 0, _line_role(own) if own else role, tasks, setting, found))
    if not any(named):
        _unnamed(node, found)


def _line_role(line: re.Match[str]) -> Role:
    return Role.LEAD if line["lead"] else Role.COORDINATE if line["with"] else Role.IMPLEMENT


def _share(node: Node, at: int, role: Role, tasks: Sequence[Task], setting: Setting, found: Assignments) -> bool:  # noqa: PLR0913, PLR0917
    """The agencies that a line or one of its bullets names, as leads where it says so, and whom they work with."""
    text = node.body.text
    mentions = listed(text, setting, at)
    if not mentions:
        return False
    rest = text[mentions[-1].end :]
    if role is Role.IMPLEMENT and LEADS.match(rest):
        role = Role.LEAD
    elif role is Role.IMPLEMENT and not at and _VERB.match(rest) and rest.strip()[0].islower():
        tasks = [found.task(node)]  # "+ Sở Xây dựng đăng tải ...": work of its own
    for task in tasks:
        for mention in mentions:
            found.duty(mention, node.body, role, Aim.task(task), Said.at(node, "duty.line"))
        if role is not Role.COORDINATE:
            _coordinators(node, setting, found, task)
    return True


def _tasks_above(node: Node) -> list[Node]:
    """The items that a line about agencies belongs to: the item before it, with its bullets, else the heading above."""
    if node.parent is None:
        return []
    siblings = [c for c in node.parent.children if c.order < node.order]
    before = [c for c in siblings if not _LINE_ROLE.match(c.body.text) and not _ATTRIBUTE.match(c.body.text)]
    if not before:
        return [node.parent] if node.parent.text else []
    item = before[-1]
    return list(item.children) if item.children and len(item.body) < _LABEL_MAX else [item]


def _brackets(node: Node, setting: Setting, found: Assignments) -> None:
    """Agencies in brackets behind a task: "(Sở Y tế chủ trì, phối hợp với Công an tỉnh)"."""
    match = _IN_BRACKETS.search(node.body.text)
    if not match:
        return
    task = found.task(node)
    for group, role in (("agents", Role.LEAD), ("with", Role.COORDINATE)):
        if match[group]:
            for mention in listed(node.body.text, setting, match.start(group)):
                found.duty(mention, node.body, role, Aim.task(task), Said.at(node, "duty.brackets"))


def _unnamed(node: Node, found: Assignments) -> None:
    """A heading of the organisation part, or a line of roles, in which no agency was recognised."""
    parent = node.parent
    below_roman = parent is not None and parent.label is not None and parent.label.kind == "roman"
    if node.function is SectionFunction.ORGANISATION and below_roman:
        found.not_understood(node, "agency", "duty.unnamed")
