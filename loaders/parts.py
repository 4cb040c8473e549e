"""One file, several documents: a letter with the plan that it sends, pages of a portal around both.

A document begins with its letterhead: the national motto (State) or "ĐẢNG CỘNG SẢN VIỆT NAM" (Party) among lines in
capitals, with a number or a date. A letterhead without either further down is a form in an annex. Behind another one a
document may also begin with a line that is nothing but its number (`announced`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders import announced, portal
from loaders.lines import Paragraph

# Of the vowels and of the V that OCR often reads amiss, any will do.
MOTTO = re.compile(r"C\wNG H\wA X\w H\wI\s+CH\w NGH\wA [VYW]I\wT NAM|Đ\wNG C\wNG S\wN [VYW]I\wT NAM", re.IGNORECASE)
NUMBER_LINE = re.compile(r"(?:^|\s)(?:Số|SỐ)\s*[:.]?\s*(?=[\d/….]|[-_ ]*/|\S*[-/]\S)")
DATE_LINE = re.compile(
    r"ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})?", re.IGNORECASE
)
_MOTTO_LINE_MAX = 200  # characters of the paragraph with the motto: longer ones only speak of it
_HEAD_LINE_MAX = 160  # characters of another line of a letterhead
_FRONT_MAX = 6000  # characters of a portal's own words before a letterhead, at the most


@dataclass(frozen=True, slots=True)
class Part:
    """The paragraphs of one document; a portal's own words stand in ``front``, before its letterhead, and ``back``.

    ``announced``: for a letterhead it has a line with its number, behind another document.
    """

    front: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    has_letterhead: bool
    back: tuple[Paragraph, ...] = ()
    announced: bool = False


def split(paragraphs: list[Paragraph]) -> list[Part]:
    """The documents of a file in their order: at least one, without a letterhead where none is found."""
    starts = _starts(paragraphs)
    if not starts:
        return [Part((), tuple(paragraphs), has_letterhead=False)]
    ends = [*starts[1:], len(paragraphs)]
    front = tuple(paragraphs[: starts[0]])
    apart = _is_document(front) or announced.opens(paragraphs, starts[0])
    pages = [Part((), front, has_letterhead=False)] if apart else []
    ends[-1] = starts[-1] + portal.back(paragraphs[starts[-1] :])
    return pages + [
        Part(
            front if order == 0 and not pages else (),
            tuple(paragraphs[start:end]),
            has_letterhead=True,
            back=tuple(paragraphs[end:]) if order == len(starts) - 1 else (),
            announced=announced.opens(paragraphs, start),
        )
        for order, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _is_document(front: tuple[Paragraph, ...]) -> bool:
    """Whether what stands before the first letterhead is a text of its own, not a portal's few words."""
    return sum(len(paragraph.text) for paragraph in front) > _FRONT_MAX


def _starts(paragraphs: list[Paragraph]) -> list[int]:
    starts: list[int] = []
    for at, paragraph in enumerate(paragraphs):
        words = paragraph.text.text
        motto = MOTTO.search(words) if len(words) < _MOTTO_LINE_MAX and "NG " in words else None
        if motto and motto[0].isupper():
            start = _top(paragraphs, at, starts[-1] + 1 if starts else 0)
            if not starts or _is_filled(paragraphs[start : at + 6]):
                starts.append(start)
        elif announced.opens(paragraphs, at):
            starts.append(at)
    return starts


def _top(paragraphs: list[Paragraph], at: int, least: int) -> int:
    """The first line of the letterhead whose motto stands at ``at``."""
    while at > least and at - 1 >= least and _is_head_line(paragraphs[at - 1]):
        at -= 1
    return at


def _is_head_line(paragraph: Paragraph) -> bool:
    words = paragraph.text.text
    if paragraph.label or len(words) > _HEAD_LINE_MAX:
        return False
    return paragraph.capitals or NUMBER_LINE.match(words) is not None


def _is_filled(paragraphs: list[Paragraph]) -> bool:
    """Whether a letterhead has a number or a day: a form in an annex has neither."""
    for paragraph in paragraphs:
        words = paragraph.text.text
        if re.search(r"(?:Số|SỐ)\s*[:.]?\s*\d", words):
            return True
        date = DATE_LINE.search(words)
        if date and date["day"] and date["month"] and date["year"]:
            return True
    return False
