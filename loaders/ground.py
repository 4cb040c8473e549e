"""The ground that facts stand on: turns mapped words into evidence.

>>> source = SourceText("a.txt", "0", "Kế  hoạch")
>>> from loaders.normalize import normalize
>>> Ground(source, 1).evidence([normalize(source.text)], "example", "I").quote
'Kế  hoạch'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders import measured
from loaders.mapped import Mapped
from loaders.repair import DAMAGED
from ontology.codes import ReadAs
from ontology.model import Evidence, SourceText, Span

_DAMAGED_FACTOR = 0.8  # how far a fact from a repaired text is trusted beside one from a clean text


@dataclass(frozen=True, slots=True)
class Ground:
    """A file's text and the part of it that a document takes."""

    source: SourceText
    part: int

    def evidence(self, words: Sequence[Mapped], rule: str, section: str, confidence: float = 0.95) -> Evidence:
        """Evidence from one or more mapped texts, the sentence first; raises ValueError without any characters."""
        spans = tuple(text.span() for text in words if text)
        return self.at(spans, rule, section, confidence)

    def at(self, spans: tuple[Span, ...], rule: str, section: str, confidence: float) -> Evidence:
        """Evidence from raw spans; what was measured of the rule counts before the given confidence."""
        confidence = round(measured.confidence(rule, confidence) * self._trust(spans[0].start), 3)
        quote = spans[0].of(self.source.text)
        return Evidence(self.source.file, section, spans, quote, rule, confidence, self.source.page_of(spans[0].start))

    def _trust(self, offset: int) -> float:
        """How far a fact at an offset is trusted beside one from a clean text: less on a page that OCR found hard."""
        if self.source.read_as is ReadAs.OCR and self.source.quality < DAMAGED:
            return _DAMAGED_FACTOR
        page = self.source.page_at(offset)
        return page.confidence if page and page.read_as is ReadAs.OCR and page.confidence else 1.0

    def written(self, words: Mapped) -> str:
        """The words as the file has them, lines joined."""
        return " ".join(words.span().of(self.source.text).replace("*", "").split()) if words else ""
