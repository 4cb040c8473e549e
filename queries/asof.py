"""Who answers at a date for what a document gave to a body, through which changes, and where a person has to decide.

The law reads the name of a body in an older document as the body that took its function over (Nghị quyết
190/2025/QH15); the graph of successions says who that is (``docs/reference/authorities.md``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from graph.answers import Store
from queries.answer import Record, written
from queries.asking import ask
from queries.errors import BeforeDocumentError
from queries.owner import Owned


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change of organisation on the way to a holder: the body that it befell, and who took over.

    ``date`` is the first day of the heirs, ``kind`` a notation of the scheme "change", ``certainty`` 0 to 1.
    """

    date: str
    original: str
    kind: str
    heirs: tuple[str, ...]
    instruments: tuple[str, ...]
    certainty: Decimal


@dataclass(frozen=True, slots=True)
class Concern:
    """A function of government that an indicator belongs to, and the words of the text that tell it."""

    function: str
    label_vi: str
    label_en: str
    words: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds, at a date, what was given to ``bound``; ``holder`` is "" where nobody is known, and ``reason`` why.

    ``until`` is "" where it goes on; ``decided`` is False where several may hold it. ``reason`` is in Vietnamese and
    English.
    """

    bound: str
    holder: str
    since: str
    until: str
    decided: bool
    certainty: Decimal | None
    changes: tuple[Change, ...]
    reason: tuple[str, str] = ("", "")


def holdings(store: Store, owned: Iterable[Owned], at: dt.date) -> dict[str, tuple[Holding, ...]]:
    """By the IRI of each indicator, who holds it at a date; owners whose succession is not known are left out.

    Raises BeforeDocumentError for a date before an indicator's document.
    """
    wanted = {one.iri: one.document for one in owned}
    for card in wanted.values():
        if card.date and card.date[: len(at.isoformat())] > at.isoformat()[: len(card.date)]:
            raise BeforeDocumentError(document=card.name, date=card.date, at=at.isoformat())
    documents = {card.iri for card in wanted.values()}
    given = {"at": at.isoformat(), **({"document": documents.pop()} if len(documents) == 1 else {})}
    found: dict[str, list[Holding]] = defaultdict(list)
    changes: dict[str, tuple[Change, ...]] = {}
    for row in ask(store, "holders", given).records():
        indicator, tenure = str(row["indicator"]), str(row["tenure"])
        if indicator in wanted:
            if tenure not in changes:
                changes[tenure] = _changes(store, tenure)
            found[indicator].append(_holding(row, changes[tenure]))
    return {iri: tuple(found[iri]) for iri in wanted}


def _holding(row: Record, changes: tuple[Change, ...]) -> Holding:
    certainty = row["certainty"]
    return Holding(
        bound=written(row["agency"]),
        holder=written(row["holder"]),
        since=written(row["since"]),
        until=written(row["until"]),
        decided=bool(row["decided"]),
        certainty=certainty if isinstance(certainty, Decimal) else None,
        changes=changes,
        reason=(written(row["reasonVi"]), written(row["reasonEn"])),
    )


def _changes(store: Store, tenure: str) -> tuple[Change, ...]:
    """The changes that lead to a tenure, in the order of their days."""
    steps: dict[tuple[str, str, str, Decimal], tuple[set[str], set[str]]] = {}
    for row in ask(store, "steps", {"tenure": tenure}).records():
        certainty = row["certainty"]
        sure = certainty if isinstance(certainty, Decimal) else Decimal(0)
        key = written(row["date"]), written(row["original"]), written(row["change"]), sure
        heirs, instruments = steps.setdefault(key, (set(), set()))
        heirs |= {written(row["resulting"])} - {""}
        instruments |= {written(row["instrument"])} - {""}
    return tuple(
        Change(date, original, kind, tuple(sorted(heirs)), tuple(sorted(instruments)), sure)
        for (date, original, kind, sure), (heirs, instruments) in sorted(steps.items())
    )


def concerns(store: Store, owned: Iterable[Owned]) -> dict[str, tuple[Concern, ...]]:
    """By the IRI of each indicator, the functions of government that its words tell, the surest first."""
    wanted = {one.iri: one.document.iri for one in owned}
    found: dict[str, list[Concern]] = defaultdict(list)
    for document in sorted(set(wanted.values())):
        for row in ask(store, "functions-of", {"document": document}).records():
            if str(row["item"]) in wanted:
                found[str(row["item"])].append(_concern(row))
    return {iri: tuple(sorted(found[iri], key=lambda told: (-told.confidence, told.function))) for iri in wanted}


def _concern(row: Record) -> Concern:
    function, vi, en, words = (written(row[name]) for name in ("function", "labelVi", "labelEn", "words"))
    return Concern(function, vi, en, words, Decimal(written(row["confidence"])))
