"""Labels of headings and items: "I.", "1.", "1.1.", "a)", "-", "Điều 5.", "Phụ lục I", "Thứ nhất:", "[1]".

>>> label_of("IV. TỔ CHỨC THỰC HIỆN"), label_of("đ) Tham mưu"), label_of("2024 là năm")
(Label(text='IV.', kind='roman', width=4), Label(text='đ)', kind='letter', width=3), None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.vietnamese import UPPER

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")

# The first that matches wins.
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "annex",
        (
            r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu)(?: (?:số )?(?:[IVX]+|\d{1,2}|[A-Z]))?(?:\s*[:.]|(?=\s*\()|$)"
            rf"|PHỤ (?:LỤC|BIỂU)(?: (?:SỐ )?(?:[IVX]+|\d{{1,2}}))?(?=\s[{UPPER}]{{2}})"
        ),
    ),
    ("part", r"(?:PHẦN|Phần) (?:THỨ |thứ )?(?:[IVX]+|\d|[^\W\d_]+)(?:\s*[:.]|$)"),
    ("chapter", r"(?:CHƯƠNG|Chương) (?:[IVX]+|\d{1,2})(?:\s*[:.]|$|(?= ))"),
    ("article", r"(?:ĐIỀU|Điều) \d{1,3}[a-zđ]?[.:]"),
    ("roman", r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?:\s?[.)](?=\s|[^\W\d_])|\s?[/-](?=\s))"),
    ("capital", r"[A-ZĐ][./)](?=\s)"),
    ("task", r"(?:Nhiệm vụ|NHIỆM VỤ) (?:\d{1,2}|thứ [^\W\d_]+)\s*[:.]"),
    ("ordinal", rf"(?:Thứ|Một|Hai|Ba|Bốn|Năm) (?:{'|'.join(_ORDINALS)}|là)\s*[:,.]"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+\S)(?! *(?:%|‰|triệu|tỷ|nghìn))"),
    ("arabic", rf"\d{{1,2}}(?:\s?[.)](?=\s|[{UPPER}])|/(?=\s))(?!\s?\d)"),
    ("bracket", r"\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)(?=\s)"),
    ("letter", rf"[{_LETTERS}]\d?[.)](?=\s|[{UPPER}])"),
    ("footnote", rf"\[\d{{1,3}}\](?=\s|[{UPPER}])"),
    ("dash", rf"[-•●▪◦⁃](?=\s|[{UPPER}])"),
    ("plus", r"[+*o](?=\s+\S)"),
)
_LABEL = re.compile(rf"(?:{'|'.join(f'(?P<{kind}>{form})' for kind, form in _FORMS)})\s*")
# From the outermost to the innermost.
_KINDS = "annex part chapter roman capital article task ordinal arabic decimal letter bracket dash plus footnote"
RANK = {kind: rank for rank, kind in enumerate(_KINDS.split())}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as written, its kind, and how many characters it takes with the blank behind it."""

    text: str
    kind: str
    width: int

    @property
    def number(self) -> int | None:
        """The ordinal that a numbered label stands for, None for bullets.

        >>> [label_of(words).number for words in ("IV. A", "3. A", "c) A", "- A")]
        [4, 3, 3, None]
        """
        body = self.text.strip("[]().:/- ")
        if self.kind == "roman":
            return _roman(body)
        if self.kind in ("arabic", "footnote", "bracket") and body.isdigit():
            return int(body)
        if self.kind == "letter":
            return _LETTERS.index(body[0]) + 1
        return int(body.rsplit(".", 1)[-1]) if self.kind == "decimal" else None

    @property
    def name(self) -> str:
        """The label without its punctuation, as a part of a path."""
        return self.text.strip("[]().:/ ") or self.text


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def label_of(text: str) -> Label | None:
    """The label that a paragraph or line begins with, or None."""
    match = _LABEL.match(text)
    return Label(match[match.lastgroup].strip(), match.lastgroup, match.end()) if match and match.lastgroup else None
