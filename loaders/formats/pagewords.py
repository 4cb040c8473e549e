"""What stands on a page before anybody has read it: words with their boxes, and drawn lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ontology.source import Page


class Word(NamedTuple):
    """A word on a page, in the page's units from its upper left corner.

    ``size`` is the height of its letters (0: not known); ``line`` the line that a recogniser puts it in (-1: not
    known); ``confidence`` what OCR gives it, from 0 to 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    line: int = -1
    confidence: float | None = None


class Rule(NamedTuple):
    """A drawn line: horizontal where it is wider than high."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on a page: its words, and the lines drawn on it (the frames of tables)."""

    page: Page
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
