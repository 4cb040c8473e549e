"""Indicators: the items of the objectives, and results to be reached that stand among the tasks.

An item with figures is an indicator with targets; one without is a qualitative indicator, where its list is one of
objectives through and through. General aims ("mục tiêu chung") and results already reached are not indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders import targets, years
from loaders.ground import Ground
from loaders.mapped import Mapped, fold
from loaders.structure import Body, Node, function_of
from ontology.codes import SectionFunction
from ontology.identifiers import part_iri
from ontology.model import Indicator, Target

_NUMBERED = re.compile(r"(?:Chỉ tiêu|Mục tiêu)(?: số)?\s*(?P<no>\d{1,3}(?:\.\d{1,2})?)\s*[:.]\s*", re.IGNORECASE)
_REACHED = re.compile(
    r"^\W*(?:hiện nay|hiện tại|đến nay|tính đến|đến hết năm \d{4} đã|trong những năm qua|thời gian qua|kết quả"
    r"|năm \d{4},? (?:đã|toàn))\b|\bđã đạt\b|(?<!phát )(?<!thực )\bhiện có\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"\W*muc tieu (?:chung|tong quat)")
_DIRECTION = re.compile(r"^\W*(?:từng bước |phấn đấu |cơ bản )*(?:giảm|tăng|xóa|loại trừ|chấm dứt|nâng)", re.IGNORECASE)
# The last "phấn đấu" before a rate; a quantity planned under a heading of a period ("Lắp đặt mới trạm 5G: 35 trạm").
_STRIVES = re.compile(r"(?:[Pp]hấn đấu|chỉ tiêu|mục tiêu)\b(?:(?![Pp]hấn đấu)[^.:]){0,300}?\d[\d.,]*\s*(?:%|‰)")
_FIGURE = re.compile(r"\d")
_MONEY_OR_TIME = r"triệu|tỷ|nghìn|đồng|ngày|tháng|năm|giờ"
_QUANTITY = re.compile(rf"^[^:.;]{{6,90}}:\s*\d[\d.]*\s+(?!{_MONEY_OR_TIME})[^\W\d_]")
_ASSURED = re.compile(
    r"(?:[^,.;]{0,60}, )?(?:bảo đảm|đảm bảo)\b[^,.;]{0,80}\bđạt (?:ít nhất |trên )?\d[\d.,]{0,9}\s?%", re.IGNORECASE
)
_PLANNED = re.compile(r"(?:kế hoạch|mục tiêu|chỉ tiêu|phát triển)\b.{0,200}(?:giai đoạn|năm) 20\d\d", re.IGNORECASE)
# A heading that names only a time says nothing against its items: "2.1. Đến năm 2030".
_TIME = re.compile(r"(?:Đến |Trong |Hết )?(?:hết )?(?:năm|giai đoạn) \d{4}(?:\s?-\s?\d{4})?\s?:?", re.IGNORECASE)
_AMONG_TASKS = (SectionFunction.TASKS, SectionFunction.ORGANISATION, SectionFunction.PURPOSE)
_ITEM_KINDS = ("letter", "dash", "plus", "bracket", "arabic", "decimal", "task")
_HEADING_MAX = 40  # characters: "Mục tiêu cụ thể" with nothing below it is a heading left empty
_ITEM_MIN = 12  # characters


@dataclass(frozen=True, slots=True)
class _Item:
    """The words of an indicator without bullet and label; ``sentence`` is all of it, as evidence."""

    node: Node
    no: str
    words: Mapped
    year: int | None
    in_objectives: bool


def read(body: Body, document: str, title: str, ground: Ground, since: int | None = None) -> tuple[Indicator, ...]:
    """The indicators of a document in the text's order; the year of its title counts where headings have none.

    ``since`` is the document's own year: what an earlier one shows has been reached.
    """
    found: list[Indicator] = []
    seen: set[str] = set()
    for item in _items(body.root, years.last(title), since or 0):
        key = fold(item.words.text).strip(" .;,")
        targets_read = targets.read(item.words.text, item.year, since)
        if key in seen or not _is_indicator(item, targets_read):
            continue
        seen.add(key)
        found.append(_indicator(item, targets_read, document, len(found) + 1, ground))
    return tuple(found)


def _items(root: Node, title_year: int | None, since: int) -> Iterator[_Item]:
    for node in root.walk():
        if not node.text:
            continue
        if node.function is SectionFunction.OBJECTIVES:
            if node.is_leaf or (
                node.label and node.label.kind in ("letter", "dash") and not node.body.text.rstrip().endswith(":")
            ):
                words, no = _unlabelled(node)
                yield _Item(node, no, words, _year(node, title_year, since), in_objectives=True)
        elif node.function in _AMONG_TASKS and node.is_leaf:
            start = _result_among_tasks(node)
            if start is not None and not _REACHED.search(node.body.text):
                yield _Item(node, "", node.body[start:], _year(node, title_year, since), in_objectives=False)


def _result_among_tasks(node: Node) -> int | None:
    """Where a result to be reached begins in an item of the tasks, None where there is none."""
    if not _FIGURE.search(node.body.text):
        return None
    strives = _STRIVES.search(node.body.text)
    if strives:
        return strives.start()
    if not _QUANTITY.match(node.body.text) and not _ASSURED.match(node.body.text):
        return None
    return 0 if any(_PLANNED.search(above.body.text) for above in node.ancestors()) else None


def _unlabelled(node: Node) -> tuple[Mapped, str]:
    """The words behind bullet and label, and the number that the label gives."""
    numbered = _NUMBERED.match(node.body.text)
    if numbered:
        return node.body[numbered.end() :], numbered["no"]
    return node.body, node.label.name if node.label and node.label.kind not in ("dash", "plus") else ""


def _year(node: Node, title_year: int | None, since: int) -> int | None:
    """The year of the nearest heading that names one not past, or of the words that lead in: "Đến năm 2030:"."""
    below = node
    for above in node.ancestors():
        said = _led_in(above, below)
        year = said if said is not None else years.last(above.body.text) if above.text else None
        if year is not None and year >= since:
            return year
        below = above
    return title_year if title_year is not None and title_year >= since else None


def _led_in(above: Node, below: Node) -> int | None:
    """The year of the last paragraph without a label that ends in a colon, before an item and beside it."""
    at = next(index for index, child in enumerate(above.children) if child is below)
    for beside in reversed(above.children[:at]):
        if beside.label is None and beside.text.text.rstrip().endswith(":"):
            return years.last(beside.text.text)
    return None


def _is_indicator(item: _Item, found: list[targets.TargetRead]) -> bool:
    text = item.words.text
    if len(text) < _ITEM_MIN or (_REACHED.search(text) and not (found and item.in_objectives)):
        return False
    if found:
        rate = any(t.unit in ("%", "‰", "/100000") for t in found)
        return item.in_objectives or rate or _QUANTITY.match(text) is not None
    if not item.in_objectives or not item.node.is_leaf or item.node.general or text.rstrip().endswith(":"):
        return False
    if _GENERAL.match(fold(text)) or (len(text) <= _HEADING_MAX and function_of(text) is SectionFunction.OBJECTIVES):
        return False
    numbered = _NUMBERED.match(item.node.body.text) is not None
    listed = item.node.label.kind in _ITEM_KINDS if item.node.label else _is_under_topic(item.node)
    return numbered or (listed and _is_clean(item.node))


def _is_under_topic(node: Node) -> bool:
    """Whether a paragraph stands under a bullet that is only a topic, so that it is an item: "- Thủy sản"."""
    above = node.parent
    if above is None or above.label is None or above.label.kind not in ("letter", "dash", "plus"):
        return False
    return len(above.body) <= _HEADING_MAX and not above.body.text.rstrip().endswith((".", ";", ":", ","))


def _is_clean(node: Node) -> bool:
    """Whether every numbered heading above speaks of objectives, up to one that does so and is not general."""
    for above in node.ancestors():
        if not above.text:
            return False
        speaks = function_of(above.body.text) is SectionFunction.OBJECTIVES
        if _TIME.fullmatch(above.body.text):
            continue
        if (
            above.label
            and above.label.kind in ("roman", "arabic", "decimal", "article")
            and not speaks
            and "muc tieu" not in fold(above.body.text)
        ):
            return False
        if speaks:
            return True
    return False


def _indicator(item: _Item, found: list[targets.TargetRead], document: str, order: int, ground: Ground) -> Indicator:
    iri = part_iri(document, "indicator", order)
    words = item.words.strip()
    qualitative = not found or (_DIRECTION.match(words.text) is not None and ";" in words.text[: found[0].start])
    made = tuple(_target(target, at, iri, item, ground) for at, target in enumerate(found, 1))
    rule = "indicator.objective" if item.in_objectives else "indicator.task"
    evidence = ground.evidence([words], rule, item.node.path, 0.95 if item.in_objectives else 0.6)
    return Indicator(iri, document, item.no, item.node.path, words.text.rstrip(), qualitative, evidence, made)


def _target(target: targets.TargetRead, order: int, indicator: str, item: _Item, ground: Ground) -> Target:
    clause = _clause(item.words, target)
    evidence = ground.evidence(
        [clause, item.words[target.start : target.end]], f"target.{target.comparator.name.lower()}", item.node.path, 0.9
    )
    return Target(
        part_iri(indicator, "target", order), target.comparator, target.value, target.unit, evidence,
        target.upper, target.year, target.measure, target.binding, target.raw,
    )  # fmt: skip


def _clause(words: Mapped, target: targets.TargetRead) -> Mapped:
    """The clause around a target: its own sentence as evidence."""
    start = max(words.text.rfind(";", 0, target.start), -1) + 1
    end = words.text.find(";", target.end)
    return words[start : end if end >= 0 else len(words)].strip()
