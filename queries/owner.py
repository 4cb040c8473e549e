"""Who answers for an indicator, by its number or by words of it; each owner with the sentence that binds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten
from typing import Final

from rapidfuzz import fuzz, process

from graph.answers import Store
from ontology.identifiers import slug
from queries.answer import Record, written
from queries.asking import ask
from queries.documents import Card, cards, find
from queries.errors import UnknownIndicatorError, UnknownIndicatorNumberError

_NEAR: Final = 3
_WIDE: Final = 60


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """An agency bound to an indicator: in which role, as it is written, by which sentence, where."""

    file: str
    start: int
    end: int
    agency: str
    role: str
    as_written: str
    sentence: str
    section: str


@dataclass(frozen=True, slots=True)
class Owned:
    """An indicator of a document, and its owners in the order of the text; none where the text binds nobody."""

    iri: str
    document: Card
    no: str
    text: str
    owners: tuple[Owner, ...]


def owners(store: Store, wanted: str, document: str | None = None) -> tuple[Owned, ...]:
    """The indicators with this number or these words (diacritics and case aside), with their owners.

    Raises UnknownIndicatorError, which names near ones, UnknownIndicatorNumberError, which says what numbers there are,
    and what ``find`` raises for ``document``.
    """
    everything = all_owners(store, document)
    found = [one for one in everything if one.no and one.no.casefold() == wanted.strip().casefold()]
    if not found and wanted.strip().isdigit():
        raise UnknownIndicatorNumberError(wanted=wanted.strip(), known=runs(one.no for one in everything))
    found = found or _by_words(everything, wanted)
    if not found:
        raise UnknownIndicatorError(wanted=wanted, near=_near(everything, wanted))
    return tuple(found)


def all_owners(store: Store, document: str | None = None) -> tuple[Owned, ...]:
    """Every indicator of a document, or of all, with its owners, in the order of numbers."""
    known = cards(store)
    scopes: Sequence[str | None] = [card.iri for card in find(store, document)] if document is not None else [None]
    return tuple(sorted((one for scope in scopes for one in _of(store, known, scope)), key=_order))


def _of(store: Store, known: dict[str, Card], document: str | None) -> Iterator[Owned]:
    scope = {} if document is None else {"document": document}
    bound: dict[str, set[Owner]] = {}
    for row in ask(store, "owners", scope).records():
        bound.setdefault(str(row["indicator"]), set()).add(_owner(row))
    for row in ask(store, "indicators", scope).records():
        iri, of = str(row["indicator"]), document or str(row["document"])
        yield Owned(iri, known[of], written(row["no"]), written(row["text"]), _once(bound.get(iri, ())))


def _owner(row: Record) -> Owner:
    start, end = int(written(row["start"])), int(written(row["end"]))
    names = ("agency", "role", "written", "sentence", "section")
    return Owner(written(row["file"]), start, end, *(written(row[name]) for name in names))


def _once(bound: Iterable[Owner]) -> tuple[Owner, ...]:
    """One entry for each agency and role: the first sentence that says it."""
    first: dict[tuple[str, str], Owner] = {}
    for owner in sorted(bound):
        first.setdefault((owner.agency, owner.role), owner)
    return tuple(first.values())


def _order(one: Owned) -> tuple[str, int, str, str]:
    digits = "".join(char for char in one.no if char.isdigit())
    return (one.document.name, int(digits or 0), one.no, one.iri)


def _by_words(everything: Iterable[Owned], wanted: str) -> list[Owned]:
    """Those that have the words in a row, else those that have all of them."""
    folded = slug(wanted)
    texts = [(one, f"-{slug(one.text)}-") for one in everything]
    in_a_row = [one for one, text in texts if folded and f"-{folded}-" in text]
    return in_a_row or [one for one, text in texts if folded and all(f"-{w}-" in text for w in folded.split("-"))]


def _near(everything: Iterable[Owned], wanted: str) -> str:
    lines = {slug(one.text): f"{one.no} ({shorten(one.text, _WIDE, placeholder=' …')})".lstrip() for one in everything}
    found = process.extract(slug(wanted), list(lines), scorer=fuzz.partial_ratio, limit=_NEAR, score_cutoff=50)
    return "; ".join(lines[line] for line, _, _ in found)


def runs(numbers: Iterable[str]) -> str:
    """Numbers in order, those that follow each other as a run; others as they are.

    >>> runs(["10", "1", "2", "3", "2", "4a", ""])
    '1-3, 10, 4a'
    """
    known = {number for number in numbers if number}
    digits = sorted(int(number) for number in known if number.isdecimal())
    groups = [
        [number for _, number in run] for _, run in groupby(enumerate(digits), key=lambda pair: pair[1] - pair[0])
    ]
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in groups]
    return ", ".join([*texts, *sorted(number for number in known if not number.isdecimal())])
