"""Who has which share of an indicator: "58 trạm (trong đó: VNPT: 25 trạm, Viettel: 33 trạm)" binds both to it.

An agency's own item that repeats an indicator with its figure binds the agency too.

>>> _SHARE.findall("trong đó: VNPT: 25 trạm, Viettel: 33 trạm")
['VNPT', 'Viettel']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from loaders import agencies
from loaders.assignments import Aim, Assignments, Said
from loaders.mapped import fold
from loaders.places import Setting
from loaders.structure import Body, Node
from ontology.codes import ObjectKind, Role
from ontology.model import Indicator

_OF_WHICH = re.compile(r"\b[Tt]rong đó:?")
_SHARE = re.compile(r"(?<=[:,;(] )([^:,;()]{2,60}): \d")
_REACHES = re.compile(r"\b(?:phấn đấu|đạt|hoàn thành|bảo đảm|đảm bảo)\b[^.;]*\d", re.IGNORECASE)
_SAME = 95  # per cent alike: an indicator and a sentence that repeats it
_LEAST = 40  # characters of an indicator that tell it from others


def read(body: Body, goals: Sequence[Indicator], setting: Setting, found: Assignments) -> None:
    """Adds who has a share of an indicator, and whose items repeat one."""
    by_start = {goal.evidence.spans[0].start: goal for goal in goals}
    plain = [(goal, fold(goal.text)) for goal in goals if len(goal.text) >= _LEAST]
    for node in body.root.walk():
        if not node.body.text.strip():
            continue
        starts = (node.text.strip().span().start, node.body.strip().span().start)
        goal = next((by_start[start] for start in starts if start in by_start), None)
        if goal is not None:
            _of_which(node, goal, setting, found)
        if plain and _REACHES.search(node.body.text):
            _repeated(node, plain, found)


def _of_which(node: Node, goal: Indicator, setting: Setting, found: Assignments) -> None:
    text = node.body.text
    begin = _OF_WHICH.search(text)
    for share in _SHARE.finditer(text, begin.start()) if begin else ():
        whole = [m for m in agencies.find(text, setting) if (m.start, m.end) == share.span(1)]
        for mention in whole:
            aim = Aim(ObjectKind.INDICATOR, goal.iri, goal.no)
            found.duty(mention, node.body, Role.IMPLEMENT, aim, Said.at(node, "duty.share"))


def _repeated(node: Node, goals: Sequence[tuple[Indicator, str]], found: Assignments) -> None:
    """The owners of an item that says of one indicator that it is to be reached, are that indicator's."""
    task = found.made(node)
    if task is None:
        return
    plain = fold(node.body.text)
    alike = [goal for goal, words in goals if fuzz.partial_ratio(words, plain, score_cutoff=_SAME)]
    if len(alike) != 1 or len(plain) < len(alike[0].text):
        return
    aim = Aim(ObjectKind.INDICATOR, alike[0].iri, alike[0].no)
    for duty in [d for d in found.duties if d.object == task.iri and d.role in {Role.LEAD, Role.IMPLEMENT}]:
        found.same_agent(duty, aim, "duty.repeated")
