"""Lines below a task: "Cơ quan chủ trì: ...", "Thời gian: ...", "Sản phẩm: ...", and agencies in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.addressed import VERB
from loaders.assignments import Aim, Assignments, Said
from loaders.items import LEADS, coordinators
from loaders.places import Setting
from loaders.structure import Node
from loaders.subjects import listed
from ontology.codes import Role, SectionFunction
from ontology.model import Task

LINE = re.compile(
    r"^\W*(?:Cơ quan|Đơn vị|Các đơn vị|Phân công)\s+"
    r"(?:(?P<lead>chủ trì)|(?P<with>phối hợp)|(?P<do>thực hiện|triển khai))(?: thực hiện)?\s*:\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\((?P<agents>[^()]{3,120}?)\s+chủ trì(?:,? phối hợp(?: với)? (?P<with>[^()]+))?\)", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"\W*(?:Thời (?:gian|hạn|điểm)|Sản phẩm|Kết quả|Kinh phí|Tiến độ|Hình thức|Địa điểm|Đối tượng)[^:.;]{0,40}:",
    re.IGNORECASE,
)
QUALITY = re.compile(
    r"\W*(?:(?P<product>Sản phẩm|Kết quả)|Thời (?:gian|hạn)|Tiến độ)"
    r"(?: (?:thực hiện|hoàn thành|dự kiến|đầu ra))*\s*:\s*",
    re.IGNORECASE,
)
_LABEL_MAX = 30  # characters of a line that only announces its bullets ("Nội dung:")


def line(node: Node, line: re.Match[str], setting: Setting, found: Assignments) -> None:
    """A line "Cơ quan chủ trì: ..." answers for the items that it stands below."""
    role = _line_role(line)
    tasks = [found.task(owner) for owner in _tasks_above(node)]
    named = [_share(node, line.end(), role, tasks, setting, found)]
    for child in node.children:
        own = LINE.match(child.body.text)
        named.append(_share(child, own.end() if own else 0, _line_role(own) if own else role, tasks, setting, found))
    if not any(named):
        unnamed(node, found)


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
    elif role is Role.IMPLEMENT and not at and VERB.match(rest) and rest.strip()[0].islower():
        tasks = [found.task(node)]  # "+ Sở Xây dựng đăng tải ...": work of its own
    for task in tasks:
        for mention in mentions:
            found.duty(mention, node.body, role, Aim.task(task), Said.at(node, "duty.line"))
        if role is not Role.COORDINATE:
            coordinators(node, setting, found, task)
    return True


def _tasks_above(node: Node) -> list[Node]:
    """The items that a line about agencies belongs to: the item before it, with its bullets, else the heading above."""
    if node.parent is None:
        return []
    siblings = [c for c in node.parent.children if c.order < node.order]
    before = [c for c in siblings if not LINE.match(c.body.text) and not _ATTRIBUTE.match(c.body.text)]
    if not before:
        return [node.parent] if node.parent.text else []
    item = before[-1]
    return list(item.children) if item.children and len(item.body) < _LABEL_MAX else [item]


def brackets(node: Node, setting: Setting, found: Assignments) -> None:
    """Agencies in brackets behind a task: "(Sở Y tế chủ trì, phối hợp với Công an tỉnh)"."""
    match = _IN_BRACKETS.search(node.body.text)
    if not match:
        return
    task = found.task(node)
    for group, role in (("agents", Role.LEAD), ("with", Role.COORDINATE)):
        if match[group]:
            for mention in listed(node.body.text, setting, match.start(group)):
                found.duty(mention, node.body, role, Aim.task(task), Said.at(node, "duty.brackets"))


def qualify(node: Node, found: Assignments) -> None:
    """A line "Thời gian: ..." or "Sản phẩm: ..." says when the task above it is due, and what comes of it."""
    line = QUALITY.match(node.body.text)
    if line:
        for owner in _tasks_above(node):
            found.qualify(owner, node.body[line.end() :], product=line["product"] is not None)


def unnamed(node: Node, found: Assignments) -> None:
    """A heading of the organisation part, or a line of roles, in which no agency was recognised."""
    parent = node.parent
    below_roman = parent is not None and parent.label is not None and parent.label.kind == "roman"
    if node.function is SectionFunction.ORGANISATION and below_roman:
        found.not_understood(node.text, node.path, "agency", "duty.unnamed")
