"""Bodies by their own names, without places, as the authority data knows them: one level, first and last day.

``bodies.ttl`` has those that are listed, ``sectors.ttl`` gives ministries, departments and offices by head and sector,
``changes.ttl`` adds those that only a change names.

>>> known_body("Huyện ủy").level, known_body("SỞ Y TẾ").name, known_body("Công ty X") is None
(<Level.DISTRICT: 'district'>, 'Sở Y tế', True)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ontology.codes import Level, Side
from ontology.dates import PartialDate
from ontology.identifiers import slug
from ontology.rows import ORG, Row, rows_of
from ontology.terms import Class, Property

BODY: Final = "https://w3id.org/chidao/authority/body/"
_HEAD_LEVELS: Final = {"Bộ": Level.CENTRAL, "Sở": Level.PROVINCE}


@dataclass(frozen=True, slots=True)
class KnownBody:
    """What the data says of a body by its own name, wherever it is.

    ``level`` is None where there is one at several levels; ``valid_from`` and ``valid_to``, the first and last day, are
    None where they are open or unknown; ``local``: it needs a place; ``confidence`` is high, medium or low.
    """

    name: str
    side: Side
    level: Level | None
    local: bool
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    confidence: str


def known_body(name: str) -> KnownBody | None:
    """What the data says of a body by its name or the name's slug, tone placement and case aside; None: nothing."""
    return _known().get(body_key(name))


def body_named_by(iri: str) -> str:
    """The name of a body from its IRI in the authority data; raises ValueError for one that no data names.

    >>> body_named_by("https://w3id.org/chidao/authority/body/so-y-te")
    'Sở Y tế'
    """
    known = _known().get(iri.removeprefix(BODY))
    if known is None:
        raise ValueError(f"no body has the IRI {iri}: bodies.ttl and sectors.ttl name the bodies")
    return known.name


@lru_cache(maxsize=65536)
def body_key(name: str) -> str:
    """What tells a body's name from others: its slug."""
    return slug(name)


@cache
def _known() -> dict[str, KnownBody]:
    rows = (*rows_of(Class.BODY), *rows_of(f"{ORG}Organization"))
    found = [*_of_sectors(), *(_of_row(row) for row in rows)]
    return {slug(body.name): body for body in found}


def _of_row(row: Row) -> KnownBody:
    local = row.level() is not Level.CENTRAL
    return KnownBody(row.label(), row.side(), row.level(), local, *_days(row), row.one(Property.SOURCE_CONFIDENCE))


def _of_sectors() -> list[KnownBody]:
    """The heads of each sector, with the sector's days."""
    return [
        KnownBody(
            f"{head} {row.label()}",
            Side.STATE,
            level,
            head != "Bộ",
            *_days(row),
            row.one(Property.SOURCE_CONFIDENCE),
        )
        for row in rows_of(Class.SECTOR)
        for head in row.all(Property.SECTOR_HEAD)
        for level in (_HEAD_LEVELS.get(head),)
    ]


def _days(row: Row) -> tuple[PartialDate | None, PartialDate | None]:
    return row.date(Property.VALID_FROM), row.date(Property.VALID_TO)
