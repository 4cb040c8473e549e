"""Whether what the store quotes stands in its texts, code point by code point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from graph.answers import Store
from queries.answer import Record, answer, written
from queries.catalogue import named


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A quotation that is not what its text has at its offsets."""

    file: str
    start: int
    end: int
    quote: str
    found: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How many quotations were held against their texts, and those that differ."""

    quotations: int
    mismatches: tuple[Mismatch, ...]


def check(store: Store, text_of: Callable[[str], str]) -> Checked:
    """Holds every quotation of a store against the text that ``text_of`` gives for a hash."""
    rows = answer(store.query(named("quotes").text)).records()
    text = lru_cache(maxsize=8)(text_of)
    read = (_checked(row, text(written(row["sha256"]))) for row in rows)
    return Checked(len(rows), tuple(one for one in read if one.quote != one.found))


def _checked(row: Record, text: str) -> Mismatch:
    start, end = int(written(row["start"])), int(written(row["end"]))
    return Mismatch(written(row["file"]), start, end, written(row["quote"]), text[start:end])
