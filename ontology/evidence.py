"""Where facts stand written: spans of the text of a file as it was read.

>>> text = "Căn cứ Chỉ thị 28-CT/TW"
>>> Evidence("a.txt", "", (Span(15, 23),), "28-CT/TW", "cites", 0.9).holds_in(text)
True
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in ``SourceText.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The words at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands written.

    ``spans``: one or more, the first is the sentence; ``quote`` equals the text at the first; ``rule`` is the
    name of the grammar rule that read it; ``confidence`` from 0 to 1; ``section`` the path of the section, such
    as "IV.1".
    """

    file: str
    section: str
    spans: tuple[Span, ...]
    quote: str
    rule: str
    confidence: float
    page: int | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError(f"evidence without a span: {self.rule}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")

    def holds_in(self, text: str) -> bool:
        """Whether the quote stands at its offsets."""
        return self.spans[0].of(text) == self.quote
