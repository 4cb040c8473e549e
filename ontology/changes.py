"""Changes of organisation (thay đổi tổ chức): which bodies ended, what took their functions, by which instrument.

The rows stand in ``ontology/authority/changes.ttl``: ``org:ChangeEvent`` for what happened, ``cd:Transfer`` for each
function that went somewhere. A change names bodies without places ("Sở Y tế") and holds at its level everywhere; one
with a place holds there only, instead of the general change that it is a case of.

>>> split = next(c for c in changes() if c.original == ("Bộ Lao động - Thương binh và Xã hội",))
>>> split.kind, split.operating_date.iso, split.instrument
(<ChangeKind.SPLIT: 'split'>, '2025-03-01', ('Nghị quyết 176/2025/QH15',))
>>> next(t.heir for t in split.transfers if t.function == "child")
'Bộ Y tế'
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontology.bodies import body_key, body_named_by
from ontology.codes import ChangeKind, Level
from ontology.dates import PartialDate
from ontology.identifiers import place_of
from ontology.rows import DCTERMS, ORG, SKOS, Row, rows_of
from ontology.terms import Class, Property

SOURCE: Final = "https://w3id.org/chidao/authority/source/"
_CERTAINTY: Final = Path(__file__).parent / "certainty.csv"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A function that goes to an heir; ``function`` is its notation, "" for all that no other transfer names.

    ``heir`` is a body's own name; ``level`` the level at which it is, None for the original's; ``place_types`` the only
    types of unit that have it ("phường"), all where empty; ``instrument`` what the law adds for this function alone.
    ``sources`` are IRIs, ``confidence`` is high, medium or low.
    """

    function: str
    heir: str
    level: Level | None
    place_types: tuple[str, ...]
    instrument: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of bodies; or of a unit, which then has no originals: it takes all bodies of the unit along.

    ``original`` and ``resulting`` are bodies' own names; ``level`` is that of the originals; ``place`` the slug of the
    only place that it holds in, "" for everywhere; ``case_of`` the IRI of the general change that it is a case of.
    ``legal_date`` is when it was decided, ``last_day`` the last of the originals, ``operating_date`` the first of the
    heirs, from which responsibility counts. ``confidence`` is that of the dates and the instrument; that of who took
    what is each transfer's.
    """

    iri: str
    kind: ChangeKind
    level: Level
    original: tuple[str, ...]
    resulting: tuple[str, ...]
    transfers: tuple[Transfer, ...]
    legal_date: PartialDate | None
    operating_date: PartialDate
    last_day: PartialDate | None
    instrument: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    place: str
    case_of: str
    note_vi: str
    note_en: str

    @property
    def end(self) -> PartialDate:
        """The last day of the originals; as precise as the operating date where that is no day."""
        return self.last_day or (self.operating_date.day_before if self.operating_date.day else self.operating_date)


def probability(confidence: str) -> float:
    """How far a fact of a confidence is to be trusted, by ``certainty.csv``; raises KeyError for another word.

    >>> probability("high"), probability("low")
    (0.95, 0.5)
    """
    return _probabilities()[confidence]


@cache
def _probabilities() -> dict[str, float]:
    with _CERTAINTY.open(encoding="utf-8", newline="") as rows:
        return {row["confidence"]: float(row["probability"]) for row in csv.DictReader(rows)}


@cache
def changes() -> tuple[Change, ...]:
    """All changes, by operating date, then IRI."""
    rows = rows_of(f"{ORG}ChangeEvent")
    own = _transfers()
    found = (_change(row, own[row.iri] or own[row.one(Property.CASE_OF)]) for row in rows)
    return tuple(sorted(found, key=lambda change: (change.operating_date, change.iri)))


def _change(row: Row, transfers: list[Transfer]) -> Change:
    operating = row.date(Property.OPERATING_DATE)
    level = row.level()
    if operating is None or level is None:
        raise ValueError(f"{row.iri} needs an operating date and a level")
    return Change(
        iri=row.iri,
        kind=ChangeKind(row.code(Property.CHANGE_KIND)),
        level=level,
        original=_bodies(row, f"{ORG}originalOrganization"),
        resulting=_bodies(row, f"{ORG}resultingOrganization"),
        transfers=tuple(transfers),
        legal_date=row.date(Property.LEGAL_DATE),
        operating_date=operating,
        last_day=row.date(Property.LAST_DAY),
        instrument=row.all(Property.INSTRUMENT),
        sources=row.all(f"{DCTERMS}source"),
        confidence=row.one(Property.SOURCE_CONFIDENCE),
        place=place_of(row.one(Property.PLACE)),
        case_of=row.one(Property.CASE_OF),
        note_vi=row.text(f"{SKOS}note", "vi"),
        note_en=row.text(f"{SKOS}note", "en"),
    )


def _bodies(row: Row, predicate: str) -> tuple[str, ...]:
    return tuple(body_named_by(iri) for iri in row.all(predicate))


def _transfers() -> dict[str, list[Transfer]]:
    """The transfers by the change that they are part of, by function, then heir."""
    found: dict[str, list[Transfer]] = defaultdict(list)
    for row in rows_of(Class.TRANSFER):
        level = row.code(Property.HEIR_LEVEL)
        transfer = Transfer(
            function=row.code(Property.GOVERNMENT_FUNCTION),
            heir=body_named_by(row.one(Property.HEIR)),
            level=Level(level) if level else None,
            place_types=row.all(Property.PLACE_TYPE),
            instrument=row.all(Property.INSTRUMENT),
            confidence=row.one(Property.SOURCE_CONFIDENCE),
            sources=row.all(f"{DCTERMS}source"),
        )
        found[row.one(Property.IN_CHANGE)].append(transfer)
    for transfers in found.values():
        transfers.sort(key=lambda transfer: (transfer.function, transfer.heir))
    return found


@cache
def _by_body() -> dict[tuple[str, Level], tuple[Change, ...]]:
    found: dict[tuple[str, Level], list[Change]] = defaultdict(list)
    for change in changes():
        for body in change.original:
            found[body_key(body), change.level].append(change)
    return {key: tuple(own) for key, own in found.items()}


def changes_of(body: str, level: Level, places: frozenset[str]) -> tuple[Change, ...]:
    """The changes of a body at a level and in a place (its slugs): a case of that place stands for its general change.

    >>> [(c.kind.value, c.place) for c in changes_of("Sở Nội vụ", Level.PROVINCE, frozenset({"tinh-ha-tinh"}))]
    [('enlarge', ''), ('transfer', 'tinh-ha-tinh')]
    """
    own = [change for change in _by_body().get((body_key(body), level), ()) if change.place in ("", *places)]
    cases = {change.case_of for change in own}
    return tuple(change for change in own if change.iri not in cases)
