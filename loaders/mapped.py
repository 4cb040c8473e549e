"""Text that remembers where each of its characters came from.

Cleaning a text destroys offsets; every step here keeps, for each character, the range of the raw text that it stands
for, so that any finding in the cleaned text leads back to the very words of the file.

>>> text = Mapped.of("Kế  hoạch").sub(re.compile(r" +"), " ")
>>> str(text), text.span(0, len(text)), text.span(3, 8)
('Kế hoạch', Span(start=0, end=9), Span(start=4, end=9))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property

from ontology.model import Span


class Mapped:
    """A string with the raw range ``starts[i]:ends[i]`` of each character. Immutable by convention.

    Guarantees: both tuples have the string's length; ranges never run backwards; a slice, a join or a
    substitution of mapped texts is again one.
    """

    __slots__ = ("__dict__", "ends", "starts", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int]) -> None:
        if not len(text) == len(starts) == len(ends):
            raise ValueError("a mapped text needs one range a character")
        self.text, self.starts, self.ends = text, starts, ends

    @classmethod
    def of(cls, raw: str, at: int = 0) -> Mapped:
        """The raw text itself, its first character at offset ``at``."""
        return cls(raw, list(range(at, at + len(raw))), list(range(at + 1, at + len(raw) + 1)))

    @classmethod
    def join(cls, parts: Iterable[Mapped], glue: str = "") -> Mapped:
        """Parts in their order, empty ones left out; the glue stands for the raw text between two parts."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for part in filter(None, parts):
            if text and glue:
                text.append(glue)
                starts += [ends[-1]] * len(glue)
                ends += [max(ends[-1], part.starts[0])] * len(glue)
            text.append(part.text)
            starts += part.starts
            ends += part.ends
        return cls("".join(text), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Mapped({self.text!r})"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Mapped:
        return Mapped(self.text[part], self.starts[part], self.ends[part])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The raw range of ``self[start:end]``; raises ValueError for an empty part."""
        end = len(self.text) if end is None else end
        if not start < end <= len(self.text):
            raise ValueError(f"no characters at {start}-{end} of {self.text[:40]!r}")
        return Span(self.starts[start], self.ends[end - 1])

    def strip(self) -> Mapped:
        """Without blanks at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : left + len(self.text.strip())]

    def sub(self, pattern: re.Pattern[str], replace: str | Callable[[re.Match[str]], str]) -> Mapped:
        """As ``re.sub``: all characters of a replacement stand for the whole of what they replace."""
        found = (match for match in pattern.finditer(self.text) if match.end() > match.start())
        return self.replace((m.start(), m.end(), replace if isinstance(replace, str) else replace(m)) for m in found)

    def replace(self, changes: Iterable[tuple[int, int, str]]) -> Mapped:
        """With ``self[start:end]`` replaced by new words, for changes in their order that do not overlap."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for at, to, new in changes:
            text += (self.text[done:at], new)
            starts += self.starts[done:at]
            ends += self.ends[done:at]
            starts += [self.starts[at]] * len(new)
            ends += [self.ends[to - 1]] * len(new)
            done = to
        if not done:
            return self
        text.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Mapped("".join(text), starts, ends)

    @cached_property
    def folded(self) -> str:
        """Lower case without diacritics, of equal length: for searching, never for showing."""
        return fold(self.text)


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d; one character for one, so that offsets hold.

    >>> fold("Ủy ban Đảng"), len(fold("Ủy ban")) == len("Ủy ban")
    ('uy ban dang', True)
    """
    return text.translate(_FOLD)


def lowered(text: str) -> str:
    """Lower case, one character for one, so that offsets hold: there are letters whose lower case is two.

    >>> lowered("Sở Y tế"), len(lowered("\u0130"))
    ('sở y tế', 1)
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(char.lower()[0] for char in text)


class _Fold(dict[int, str]):
    """A translation table that fills itself, one character for one."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code).lower())[:1].replace("đ", "d")
        self[code] = plain
        return plain


_FOLD = _Fold()
