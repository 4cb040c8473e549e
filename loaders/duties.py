"""Tasks and responsibilities: who is to do what, in which role, for which indicators.

The rules of meaning: under "TỔ CHỨC THỰC HIỆN" every item below an agency's heading is that agency's task, as lead where
it says "chủ trì", else as implementer; "Đề nghị" is a request; whom the lead works with coordinates. "triển khai",
"hướng dẫn, chỉ đạo thực hiện (các) chỉ tiêu n" and "để thực hiện chỉ tiêu n" bind the agency to indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders import deadlines
from loaders.agencies import Mention
from loaders.citations import sentences
from loaders.ground import Ground
from loaders.mapped import Mapped
from loaders.places import Setting
from loaders.structure import Body, Node
from loaders.subjects import Subject, group_heading, listed, subject_of
from ontology.codes import ObjectKind, Role, SectionFunction
from ontology.identifiers import part_iri
from ontology.model import Indicator, Responsibility, Section, Task, Unresolved

_LEADS = re.compile(r"^\W*(?:là (?:cơ quan|đơn vị) (?:đầu mối|thường trực|chủ trì)[^.;]{0,60}?)?(?:có trách nhiệm |chịu trách nhiệm )?(?:đồng )?chủ trì\b", re.IGNORECASE)
_CO_LEADS = re.compile(r"\bđồng chủ trì\b", re.IGNORECASE)
_WITH = re.compile(r"\bphối hợp(?: chặt chẽ| cùng)?(?: với| cùng)?\s+", re.IGNORECASE)
_COORDINATES = re.compile(r"^\W*phối hợp\b", re.IGNORECASE)
_LINE_ROLE = re.compile(
    r"^\W*(?:Cơ quan|Đơn vị|Các đơn vị|Phân công)\s+(?:(?P<lead>chủ trì)|(?P<with>phối hợp)|(?P<do>thực hiện|triển khai))(?: thực hiện)?\s*:\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((?P<agents>[^()]{3,120}?)\s+chủ trì(?:,? phối hợp(?: với)? (?P<with>[^()]+))?\)", re.IGNORECASE)
_INDICATORS = re.compile(
    r"(?P<verb>thực hiện|hoàn thành|triển khai|chủ trì|chỉ đạo|hướng dẫn|chịu trách nhiệm|theo dõi|đạt)(?:[^.;]{0,40}?)\s(?:các\s+|những\s+)?chỉ tiêu\s+(?:số\s+|thứ\s+)?"
    r"(?P<list>\d{1,3}(?:\s*(?:,|và|;|-|đến|,\s*và)\s*(?:chỉ tiêu\s+)?(?:số\s+)?\d{1,3})*)",
    re.IGNORECASE,
)
_OWNING_VERBS = ("thực hiện", "hoàn thành", "triển khai", "chủ trì", "chỉ đạo", "hướng dẫn", "chịu trách nhiệm", "đạt")
_WHERE = (SectionFunction.ORGANISATION, SectionFunction.TASKS, SectionFunction.FUNDING, SectionFunction.REPORTING, SectionFunction.OTHER)
_LABEL_MAX = 30  # characters of a line that only announces its bullets ("Nội dung:")
_HEAD_SHARE = 0.5  # an agency's words make up at least this much of a heading that is only an agency's


@dataclass(slots=True)
class _Writer:
    """Collects tasks and responsibilities with IRIs in the text's order."""

    document: str
    ground: Ground
    indicators: dict[str, Indicator]
    sections: dict[str, Section]
    tasks: list[Task] = field(default_factory=list)
    duties: list[Responsibility] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def task(self, node: Node) -> Task:
        """The task that a node's words are; one a node."""
        evidence = self.ground.evidence([node.text.strip()], "task.item", node.path, 0.9)
        if self.tasks and self.tasks[-1].evidence.spans == evidence.spans:
            return self.tasks[-1]
        text = node.body.text.strip()
        due, written = deadlines.due(text)
        no = node.label.name if node.label and node.label.number else ""
        iri = part_iri(self.document, "task", len(self.tasks) + 1)
        self.tasks.append(Task(iri, self.document, no, node.path, text, evidence, due, written, deadlines.recurrence(text)))
        return self.tasks[-1]

    def duty(self, mention: Mention, words: Mapped, role: Role, kind: ObjectKind, target: str, no: str, path: str, sentence: Mapped, rule: str) -> None:  # noqa: PLR0913
        """One agency in one role for one object; the same is said once."""
        if any(d.agent.iri == mention.agent.iri and d.role is role and d.object == target for d in self.duties):
            return
        iri = part_iri(self.document, "duty", len(self.duties) + 1)
        evidence = self.ground.evidence([sentence, words], rule, path, 0.9)
        written = self.ground.written(words[mention.start : mention.end])
        self.duties.append(
            Responsibility(iri, self.document, mention.agent, written, role, kind, target, no, path, evidence, mention.post)
        )


@dataclass(frozen=True, slots=True)
class _Heading:
    """An agency's heading: its words, and the subject read from them."""

    node: Node
    subject: Subject

    @property
    def role(self) -> Role:
        return Role.REQUEST if self.subject.asked else Role.IMPLEMENT


def read(  # noqa: PLR0913
    body: Body, document: str, setting: Setting, ground: Ground, indicators: Sequence[Indicator], sections: Sequence[Section]
) -> tuple[tuple[Task, ...], tuple[Responsibility, ...], tuple[Unresolved, ...]]:
    """The tasks, responsibilities and what was not understood, in the text's order."""
    by_no = {indicator.no: indicator for indicator in indicators if indicator.no.isdigit()}
    writer = _Writer(document, ground, by_no, {section.path: section for section in sections})
    for node in body.root.children:
        _walk(node, None, setting, writer)
    return tuple(writer.tasks), tuple(writer.duties), tuple(writer.unresolved)


def _walk(node: Node, heading: _Heading | None, setting: Setting, writer: _Writer) -> None:
    if node.function in (SectionFunction.PURPOSE, SectionFunction.OBJECTIVES, SectionFunction.ANNEX):
        return
    if node.label is None and node.parent is not None and node.parent.parent is None and not _after_headings(node):
        return  # a recital
    subject = subject_of(node.body.text, setting)
    if node.function is SectionFunction.ORGANISATION and _heads_items(node) and not (subject and subject.is_heading(node.body.text)):
        subject = group_heading(node.body.text, setting) or subject
    line = _LINE_ROLE.match(node.body.text)
    if line:
        _line(node, line, setting, writer)
        return
    elif subject and _is_heading(node, subject):
        heading = _agency_heading(node, subject, setting, writer)
    elif subject and _acts(node, subject) and (heading is None or node.function is SectionFunction.ORGANISATION):
        _own_task(node, _Heading(node, subject), setting, writer)
    elif heading is not None and (node.is_leaf or len(node.body) > 160):
        _item(node, heading, setting, writer)
    elif node.is_leaf and node.label is not None:
        _brackets(node, setting, writer)
        _unnamed(node, writer)
    for child in node.children:
        _walk(child, heading, setting, writer)


def _is_heading(node: Node, subject: Subject) -> bool:
    """Whether a node is an agency's heading: only its name, or its name and more with items below."""
    organising = node.function is SectionFunction.ORGANISATION
    if subject.is_heading(node.body.text):
        return node.label is not None or organising
    return organising and _heads_items(node) and bool(node.children) and subject.rest > _HEAD_SHARE * len(node.body)


def _heads_items(node: Node) -> bool:
    """Whether the label is one of headings, not of bullets."""
    return node.label is not None and node.label.kind in ("arabic", "decimal", "letter", "roman")


def _after_headings(node: Node) -> bool:
    """Whether a paragraph stands behind the first labelled heading."""
    assert node.parent is not None
    first = next((child.order for child in node.parent.children if child.label is not None), None)
    return first is not None and node.order > first


def _acts(node: Node, subject: Subject) -> bool:
    """Whether a verb follows the agencies: "Sở Y tế chủ trì ...", and no other noun of a longer name."""
    rest = node.body.text[subject.rest :]
    if node.function is SectionFunction.OTHER and node.label is None and (node.parent is None or node.parent.label is None):
        return False
    return re.match(r"\s+[^\W\d_]", rest) is not None and rest.strip()[0].islower()


def _agency_heading(node: Node, subject: Subject, setting: Setting, writer: _Writer) -> _Heading:
    """An agency's heading: it answers for what stands below or behind it, and for the section."""
    heading = _Heading(node, subject)
    section = writer.sections.get(node.path) or next((writer.sections[a.path] for a in node.ancestors() if a.path in writer.sections), None)
    rest = node.body.text[subject.rest :].strip(" :.;")
    for mention in subject.mentions:
        if section is not None:
            writer.duty(mention, node.body, heading.role, ObjectKind.SECTION, section.iri, "", node.path, node.text.strip(), "duty.heading")
    if rest:
        _item(node, heading, setting, writer)
    return heading


def _own_task(node: Node, heading: _Heading, setting: Setting, writer: _Writer) -> None:
    """A sentence whose subject is an agency: "Giao Sở Y tế chủ trì, phối hợp với ..."."""
    _item(node, heading, setting, writer)


def _item(node: Node, heading: _Heading, setting: Setting, writer: _Writer) -> None:
    """A task of the heading's agencies, with whom they work, and the indicators that it binds them to."""
    task = writer.task(node)
    start = heading.subject.rest if heading.node is node else 0
    rest = node.body.text[start:].lstrip(" :-")
    role = heading.role
    if role is Role.IMPLEMENT and _LEADS.match(rest):
        role = Role.CO_LEAD if _CO_LEADS.match(rest.lstrip()) else Role.LEAD
    rule = "duty.item" if heading.node is not node else "duty.subject"
    for mention in heading.subject.mentions:
        writer.duty(mention, heading.node.body, role, ObjectKind.TASK, task.iri, task.no, node.path, node.text.strip(), rule)
    _coordinators(node, setting, writer, task)
    _bind_indicators(node, heading, role, writer)


def _coordinators(node: Node, setting: Setting, writer: _Writer, task: Task) -> None:
    """Whom the text says to work with."""
    text = node.body.text
    first = next(sentences(text))
    match = _WITH.search(text, 0, first[1])
    if not match or match.start() > 120:
        return
    for mention in listed(text, setting, match.end()):
        writer.duty(mention, node.body, Role.COORDINATE, ObjectKind.TASK, task.iri, task.no, node.path, node.text.strip(), "duty.with")


def _bind_indicators(node: Node, heading: _Heading, role: Role, writer: _Writer) -> None:
    for match in _INDICATORS.finditer(node.body.text):
        if match["verb"].lower() not in _OWNING_VERBS or heading.subject.asked:
            continue
        start, end = next((a, b) for a, b in sentences(node.body.text) if a <= match.start() < b or b == len(node.body.text))
        sentence = node.body[start:end].strip()
        bound = Role.LEAD if _LEADS.match(sentence.text) else Role.IMPLEMENT if role is Role.LEAD else role
        for no in numbers(match["list"]):
            indicator = writer.indicators.get(no)
            if indicator is None:
                continue
            for mention in heading.subject.mentions:
                writer.duty(mention, heading.node.body, bound, ObjectKind.INDICATOR, indicator.iri, no, node.path, sentence, "duty.indicator")


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


def _line(node: Node, line: re.Match[str], setting: Setting, writer: _Writer) -> None:
    """A line "Cơ quan chủ trì: ..." answers for the items that it stands below."""
    role = Role.LEAD if line["lead"] else Role.COORDINATE if line["with"] else Role.IMPLEMENT
    tasks = [writer.task(owner) for owner in _tasks_above(node)]
    shares = [(node, line.end()), *((child, 0) for child in node.children)]
    named = [_share(words, at, role, tasks, setting, writer) for words, at in shares]
    if not any(named):
        _unnamed(node, writer)


def _share(node: Node, at: int, role: Role, tasks: Sequence[Task], setting: Setting, writer: _Writer) -> bool:
    """The agencies that a line or one of its bullets names, as leads where it says so, and whom they work with."""
    text = node.body.text
    mentions = listed(text, setting, at)
    if not mentions:
        return False
    rest = text[mentions[-1].end :]
    if role is Role.IMPLEMENT and re.match(r"\s+[^\W\d_]", rest) and not _LEADS.match(rest) and rest.strip()[0].islower() and at == 0:
        tasks = [writer.task(node)]  # "+ Sở Xây dựng đăng tải ...": work of its own
    if role is Role.IMPLEMENT and _LEADS.match(rest):
        role = Role.LEAD
    for task in tasks:
        for mention in mentions:
            writer.duty(mention, node.body, role, ObjectKind.TASK, task.iri, task.no, node.path, node.text.strip(), "duty.line")
        if role is not Role.COORDINATE:
            _coordinators(node, setting, writer, task)
    return True


def _tasks_above(node: Node) -> list[Node]:
    """The items that a line about agencies belongs to: the item before it, with its bullets, else the heading above."""
    if node.parent is None:
        return []
    before = [c for c in node.parent.children if c.order < node.order and not _LINE_ROLE.match(c.body.text)]
    if not before:
        return [node.parent] if node.parent.text else []
    item = before[-1]
    return list(item.children) if item.children and len(item.body) < _LABEL_MAX else [item]


def _brackets(node: Node, setting: Setting, writer: _Writer) -> None:
    """ "(Sở Y tế chủ trì, phối hợp với Công an tỉnh)" behind a task."""
    match = _IN_BRACKETS.search(node.body.text)
    if not match:
        return
    task = writer.task(node)
    for group, role in (("agents", Role.LEAD), ("with", Role.COORDINATE)):
        if match[group]:
            for mention in listed(node.body.text, setting, match.start(group)):
                writer.duty(mention, node.body, role, ObjectKind.TASK, task.iri, task.no, node.path, node.text.strip(), "duty.brackets")


def _unnamed(node: Node, writer: _Writer) -> None:
    """A heading of the organisation part, or a line of roles, in which no agency was recognised."""
    parent = node.parent
    if node.function is SectionFunction.ORGANISATION and parent is not None and parent.label and parent.label.kind == "roman":
        iri = part_iri(writer.document, "unresolved", len(writer.unresolved) + 1)
        writer.unresolved.append(Unresolved(iri, writer.document, "agency", writer.ground.evidence([node.text.strip()], "duty.unnamed", node.path, 0.3)))
