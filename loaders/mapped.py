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

from loaders.runs import GOES_ON, Runs
from ontology.model import Span


class Mapped:
    """A string that knows the raw range of each of its characters. Immutable by convention.

    Guarantees: ranges never run backwards; a slice, a join or a substitution of mapped texts is again one.
    """

    __slots__ = ("__dict__", "_at", "_runs", "text")

    def __init__(self, text: str, runs: Runs, at: int = 0) -> None:
        """``at``: which character of the runs is the text's first."""
        self.text, self._runs, self._at = text, runs, at

    @classmethod
    def of(cls, raw: str, at: int = 0) -> Mapped:
        """The raw text itself, its first character at offset ``at``."""
        return cls(raw, Runs([0], [at], [GOES_ON]))

    @classmethod
    def standing_for(cls, text: str, raw: Span) -> Mapped:
        """A text each of whose characters stands for the same range."""
        return cls(text, Runs([0], [raw.start], [raw.end]))

    @classmethod
    def join(cls, parts: Iterable[Mapped], glue: str = "") -> Mapped:
        """Parts in their order, empty ones left out; the glue stands for the raw text between two parts."""
        kept = [part for part in parts if part.text]
        if len(kept) <= 1:
            return kept[0] if kept else cls.of("")
        runs = Runs([], [], [])
        length = end = 0
        for part in kept:
            until = part._at + len(part.text)  # noqa: SLF001 (of the same class)
            if length and glue:
                runs.add(length, end, max(end, part._runs.start(part._at)))  # noqa: SLF001
                length += len(glue)
            runs.copy(length, part._runs, part._at, until)  # noqa: SLF001
            length += len(part.text)
            end = part._runs.end(until - 1)  # noqa: SLF001
        return cls(glue.join(part.text for part in kept), runs)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Mapped({self.text!r})"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Mapped:
        start, end, _ = part.indices(len(self.text))
        return Mapped(self.text[start:end], self._runs, self._at + start)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The raw range of ``self[start:end]``; raises ValueError for an empty part."""
        end = len(self.text) if end is None else end
        if not start < end <= len(self.text):
            raise ValueError(f"no characters at {start}-{end} of {self.text[:40]!r}")
        return Span(self._runs.start(self._at + start), self._runs.end(self._at + end - 1))

    def strip(self) -> Mapped:
        """Without blanks at both ends."""
        kept = self.text.strip()
        if len(kept) == len(self.text):
            return self
        return Mapped(kept, self._runs, self._at + len(self.text) - len(self.text.lstrip()))

    def spelled(self, text: str) -> Mapped:
        """Other characters, one for one; raises ValueError where they are more or fewer."""
        if len(text) != len(self.text):
            raise ValueError("a mapped text needs one range a character")
        return Mapped(text, self._runs, self._at)

    def sub(self, pattern: re.Pattern[str], replace: str | Callable[[re.Match[str]], str]) -> Mapped:
        """As ``re.sub``: all characters of a replacement stand for the whole of what they replace."""
        found = (match for match in pattern.finditer(self.text) if match.end() > match.start())
        return self.replace((m.start(), m.end(), replace if isinstance(replace, str) else replace(m)) for m in found)

    def replace(self, changes: Iterable[tuple[int, int, str]]) -> Mapped:
        """With ``self[start:end]`` replaced by new words, for changes in their order that do not overlap."""
        text: list[str] = []
        runs = Runs([], [], [])
        done = length = 0
        for at, to, new in changes:
            runs.copy(length, self._runs, self._at + done, self._at + at)
            length += at - done
            if new:
                runs.add(length, self._runs.start(self._at + at), self._runs.end(self._at + to - 1))
                length += len(new)
            text += (self.text[done:at], new)
            done = to
        if not done:
            return self
        runs.copy(length, self._runs, self._at + done, self._at + len(self.text))
        return Mapped("".join((*text, self.text[done:])), runs)

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
