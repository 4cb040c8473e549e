"""Wraps a text's lines elsewhere without touching its paragraphs."""

from __future__ import annotations

import re
import textwrap

WIDTH = 66
LONGEST = 84
# What opens a paragraph: a bullet, a label, a footnote, a rule, a heading of the form, a table's bar.
OPENS = re.compile(
    r"\s*(?:[-*|“+\[]|\d+[.)]|[IVX]+\.|[a-zđ]\)|Số\b|S6|KẾ HOẠCH|KE HOACH|V/v|Nơi nhận|Noi|T/?M\.?\b|KT\b)"
)


def wrap_elsewhere(text: str) -> str:
    """The same paragraphs with other line breaks.

    >>> print(wrap_elsewhere("- Một dòng dài được ngắt ở một chỗ, rồi xuống dòng tại\\nđây.\\n1. Mục"))
    - Một dòng dài được ngắt ở một chỗ, rồi xuống dòng tại đây.
    1. Mục
    """
    groups: list[list[str]] = []
    for line in text.split("\n"):
        if groups and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return "\n".join(_wrapped(group) for group in groups)


def _goes_on(before: str, line: str) -> bool:
    """Whether a break is inside a paragraph: the next line opens none, and goes on in small letters or was full."""
    if not before.strip() or not line.strip() or OPENS.match(line):
        return False
    full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > LONGEST - 6 and len(before) <= LONGEST
    return line.lstrip()[0].islower() or full


def _wrapped(group: list[str]) -> str:
    if len(group) == 1 and len(group[0]) <= LONGEST:
        return group[0]
    paragraph = " ".join(group)
    lines = textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    return "\n".join(lines)
