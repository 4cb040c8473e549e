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

_COUNTING = (*_ORDINALS, "một", "hai", "ba", "bốn", "năm")
_CAPITALS = "ABCDEFGHIKLMNOPQRSTUVXY"

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
    (
        "roman",
        (
            r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?:\s?[.)](?=\s|[^\W\d_])|\s?[/-](?=\s))"
            # OCR reads II as H: "HI. NỘI DUNG", "IH. NHIỆM VỤ".
            rf"|(?:X?V?(?:HI|IH)|(?:XV?|V)H)\s?[.)](?=\s+[{UPPER}]{{2}})"
        ),
    ),
    ("capital", rf"[A-ZĐ](?:[./)](?=\s)|-(?=\s[{UPPER}]))"),
    ("task", r"(?:Nhiệm vụ|NHIỆM VỤ) (?:\d{1,2}|thứ [^\W\d_]+)\s*[:.]"),
    ("ordinal", rf"(?:Thứ|Một|Hai|Ba|Bốn|Năm) (?:{'|'.join(_ORDINALS)}|là)\s*[:,.]"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){1,3}(?:[.)]|-(?=\s+[^\W\d_]))?(?=\s+\S)(?! *(?:%|‰|triệu|tỷ|nghìn))"),
    ("arabic", rf"\d{{1,2}}(?:\s?[.)](?=\s|[{UPPER}])|/(?=\s)|-(?=\s+[{UPPER}]))(?!\s?\d)"),
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
    def place(self) -> int | None:
        """Where a label stands among those of its kind, also where its words or letters say so.

        >>> [label_of(words).place for words in ("Điều 12. A", "Chương IV", "PHẦN THỨ HAI", "B. A", "Nhiệm vụ 3: A")]
        [12, 4, 2, 2, 3]
        """
        words = self.text.strip(".:,/-) ").split()
        last = words[-1] if words else ""
        if self.kind == "capital":
            return _CAPITALS.index(last) + 1 if last in _CAPITALS else None
        if self.kind not in ("article", "chapter", "part", "task", "ordinal"):
            return self.number
        if last.isdigit():
            return int(last)
        word = (words[0] if last == "là" else last).casefold()
        if word in _COUNTING:
            return 1 + _COUNTING.index(word) % len(_ORDINALS)
        return _roman(last) if last and set(last) <= set(_ROMAN) else None

    def numbered(self, place: int) -> str:
        """The number that stands at a place among the labels of this kind, in their own digits or letters.

        >>> [label_of(words).numbered(3) for words in ("I. A", "1. A", "2.1. A", "a) A", "Điều 1. A", "A. A")]
        ['III', '3', '2.3', 'c', '3', 'C']
        """
        if self.kind == "letter":
            return _LETTERS[place - 1 : place]
        if self.kind == "capital":
            return _CAPITALS[place - 1 : place]
        if self.kind == "decimal":
            return f"{self.name.rsplit('.', 1)[0]}.{place}"
        return _in_roman(place) if self.kind in ("roman", "chapter", "part") else str(place)

    @property
    def name(self) -> str:
        """The label without its punctuation, as a part of a path."""
        name = self.text.strip("[]().:/- ") or self.text
        return name.replace("H", "II") if self.kind == "roman" else name


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text.replace("H", "II")]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _in_roman(number: int) -> str:
    """A number below 40 in Roman digits."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def label_of(text: str) -> Label | None:
    """The label that a paragraph or line begins with, or None."""
    match = _LABEL.match(text)
    return Label(match[match.lastgroup].strip(), match.lastgroup, match.end()) if match and match.lastgroup else None
