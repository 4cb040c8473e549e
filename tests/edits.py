"""Other words in a text that was read, with all that is known of the text's places moved along.

>>> edited("Sở Y tế họp", [Edit(3, 7, "Nội vụ")])
'Sở Nội vụ họp'
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from ontology.evidence import Span
from ontology.source import SourceText


class Edit(NamedTuple):
    """Other words for those from ``start`` to ``end``."""

    start: int
    end: int
    new: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits, which stand in order and do not overlap."""
    ends = [0, *(edit.end for edit in edits)]
    kept = (text[end : edit.start] + edit.new for end, edit in zip(ends, edits, strict=False))
    return "".join(kept) + text[ends[-1] :]


def source_edited(source: SourceText, edits: Sequence[Edit]) -> SourceText:
    """A text that was read, with edits; where its words stood on the pages is not known any more."""
    to = _moves(edits)

    def moved(span: Span) -> Span:
        return Span(to(span.start), to(span.end))

    blocks = [
        replace(
            block, span=moved(block.span), cells=tuple(replace(cell, span=moved(cell.span)) for cell in block.cells)
        )
        for block in source.blocks
    ]
    runs = [replace(run, start=to(run.start)) for run in source.runs]
    text = edited(source.text, edits)
    return replace(source, text=text, blocks=tuple(blocks), runs=tuple(runs), boxes=(), metadata=())


def decomposing(text: str) -> list[Edit]:
    """The edits that decompose every letter with marks."""
    return [
        Edit(at, at + 1, new)
        for at, letter in enumerate(text)
        if (new := unicodedata.normalize("NFD", letter)) != letter
    ]


def _moves(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Where an offset lies after the edits; one inside other words lies at their start."""
    starts = [edit.start for edit in edits]
    grown = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def to(offset: int) -> int:
        at = bisect_right(starts, offset)
        if at and offset < edits[at - 1].end:
            return starts[at - 1] + grown[at - 1]
        return offset + grown[at]

    return to
