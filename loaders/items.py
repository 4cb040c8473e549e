"""A task of an agency's: in which role, with whom, and to which indicators it binds.

"triển khai", "hướng dẫn, chỉ đạo thực hiện (các) chỉ tiêu n" and "để thực hiện chỉ tiêu n" bind it to
indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.assignments import Aim, Assignments, Said
from loaders.citations import sentences
from loaders.places import Setting
from loaders.structure import Node
from loaders.subjects import Subject, listed
from ontology.codes import ObjectKind, Role
from ontology.model import Task

LEADS = re.compile(
    r"^\W*(?:là (?:cơ quan|đơn vị) (?:đầu mối|thường trực|chủ trì)[^.;]{0,60}?)?"
    r"(?:(?:theo|trên cơ sở|căn cứ|trong phạm vi) [^.;:]{5,120}?,? )?(?:tiếp tục |chủ động |trực tiếp )?"
    r"(?:có trách nhiệm |chịu trách nhiệm )?(?:đồng )?chủ trì\b",
    re.IGNORECASE,
)
_CO_LEADS = re.compile(r"^\W*đồng chủ trì\b", re.IGNORECASE)
_CO_LEADING = re.compile(r"\bđồng chủ trì (?:với|cùng(?: với)?)\s+", re.IGNORECASE)
WITH = re.compile(r"\bphối hợp(?: chặt chẽ| tốt| và hướng dẫn)?(?: với| cùng(?: với)?)?\s+", re.IGNORECASE)
_LIST = r"\d{1,3}(?:\s*(?:,|và|;|-|đến|,\s*và)\s*(?:chỉ tiêu\s+)?(?:số\s+)?\d{1,3})*"
_OWNING = r"thực hiện|hoàn thành|triển khai|chủ trì|chỉ đạo|hướng dẫn|chịu trách nhiệm|đạt"
_INDICATORS = re.compile(
    rf"\b(?:{_OWNING})(?:[^.;]{{0,40}}?)\s(?:các\s+|những\s+)?chỉ tiêu\s+(?:số\s+|thứ\s+)?(?P<list>{_LIST})",
    re.IGNORECASE,
)
NEAR = 120  # characters from a sentence's start in which "phối hợp với" speaks of the whole task


@dataclass(frozen=True, slots=True)
class Heading:
    """An agency's heading: its words, and the subject read from them."""

    node: Node
    subject: Subject
    opening: bool = False  # a sentence that orders "the following", further from its items than a heading

    @property
    def role(self) -> Role:
        """What its agencies are to do, where an item says no more."""
        return Role.REQUEST if self.subject.asked else Role.IMPLEMENT


def item(node: Node, heading: Heading, setting: Setting, found: Assignments) -> None:
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
    coordinators(node, setting, found, task)
    if not heading.subject.asked:
        _bind_indicators(node, heading, role, found)


def coordinators(node: Node, setting: Setting, found: Assignments, task: Task) -> None:
    """Whom the first sentence says to work with."""
    text = node.body.text
    together = _CO_LEADING.search(text, 0, next(sentences(text))[1])
    for mention in listed(text, setting, together.end()) if together else ():
        found.duty(mention, node.body, Role.CO_LEAD, Aim.task(task), Said.at(node, "duty.with"))
    match = WITH.search(text, 0, next(sentences(text))[1])
    if match and match.start() <= NEAR:
        for mention in listed(text, setting, match.end()):
            found.duty(mention, node.body, Role.COORDINATE, Aim.task(task), Said.at(node, "duty.with"))


def _bind_indicators(node: Node, heading: Heading, role: Role, found: Assignments) -> None:
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
