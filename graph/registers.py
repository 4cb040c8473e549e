"""Registers: in whose book a number is given out, and how long numbers run before they start again.

A State number restarts every calendar year in each office. A Party number runs, for each type, through a committee's
term of five years (Hướng dẫn 36-HD/VPTW). Offices of one place that number together have one register: a standing
committee and its committee, or the bodies whose numbers end in /TW.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology import authority
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import slug
from ontology.numbers import DocumentNumber, NumberError

TERM: Final = 5
# Central congresses sit in January of 2011, 2016, 2021 ...; local ones during the year before.
_CENTRAL_YEAR: Final = 1
_JANUARY: Final = 1
# Codes under which several bodies of one place keep registers of their own: there, the body's name tells them apart.
_SHARED: Final = frozenset({"du", "bcd", "uk", "cb"})


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a document's identity: number, office, place and date; empty where it is not.

    ``number`` and ``office`` are slugs; ``local``: the office exists in every place; ``party``: numbers run through a
    term; ``body`` is the issuer's slug where the code alone does not tell the register; ``year`` is the one that the
    number itself names.
    """

    number: str
    office: str = ""
    place: str = ""
    date: PartialDate | None = None
    local: bool = False
    party: bool = False
    central: bool = False
    body: str = ""
    year: int | None = None


def key_of(number: str, parts: tuple[str, str, str, str], place: str, date: PartialDate | None, body: str) -> Key:
    """The key of a document from its number as printed, the parts of its IRI and what its header or mention says."""
    iri_place, office, iri_date, slug_number = parts
    parsed = _parsed(number)
    office = slug(parsed.office) if parsed else office
    code = authority.issuer_codes().get(parsed.office) if parsed else None
    local = code.local if code else bool(place or iri_place)
    return Key(
        number=slug(number) or slug_number,
        office=office,
        place=max(place, iri_place, key=lambda known: (len(known.split("_")) if known else 0, known)),
        date=date or _date(iri_date),
        local=local,
        party=parsed.is_party if parsed else False,
        central=bool(code and code.level is Level.CENTRAL),
        body=canonical_body(body) if office in _SHARED else "",
        year=parsed.year if parsed else None,
    )


def level_of_office(number: str) -> Level | None:
    """The level that the office's code in a number tells, None where the code is used at several.

    >>> level_of_office("28-CT/TW").value, level_of_office("1222/KH-UBND")
    ('central', None)
    """
    parsed = _parsed(number)
    code = authority.issuer_codes().get(parsed.office) if parsed else None
    return code.level if code else None


def terms(key: Key, date: PartialDate) -> frozenset[int]:
    """The first years of the terms that a date may lie in: two around a congress.

    >>> sorted(terms(Key("28-ct-tw", central=True), PartialDate(2023, 12, 25)))
    [2021]
    >>> sorted(terms(Key("109-kh-tu"), PartialDate(2025, 3))), sorted(terms(Key("109-kh-tu"), PartialDate(2024)))
    ([2020, 2025], [2020])
    """
    first = _CENTRAL_YEAR if key.central else 0
    start = date.year - (date.year - first) % TERM
    unsure = date.year == start and (not key.central or date.month in (0, _JANUARY))
    return frozenset({start, start - TERM}) if unsure else frozenset({start})


def one_document(key: Key, date: PartialDate, other: PartialDate) -> bool:
    """Whether one register gives a number once only within two dates, so that one of the dates is a slip.

    >>> tu = Key("109-kh-tu", "tu", party=True)
    >>> one_document(tu, PartialDate(2023, 3, 8), PartialDate(2024, 3, 8))
    True
    >>> one_document(Key("5-kh-ubnd", "ubnd"), PartialDate(2023, 3, 8), PartialDate(2024, 3, 8))
    False
    """
    if key.year:
        return True
    if not key.party:
        return date.year == other.year
    return len(terms(key, date)) == 1 and terms(key, date) == terms(key, other)


@cache
def canonical_body(name_slug: str) -> str:
    """The slug of a body's own name, whichever of its names was given."""
    return _bodies().get(name_slug, (name_slug, ""))[0]


@cache
def committee_of(name_slug: str) -> str:
    """The local committee for which a standing committee speaks, else the body itself.

    >>> committee_of(slug("Ban Thường vụ Tỉnh ủy")), committee_of(slug("Bộ Chính trị"))
    ('tinh-uy', 'bo-chinh-tri')
    """
    own = canonical_body(name_slug)
    return _bodies().get(own, (own, ""))[1] or own


@cache
def is_organ(name_slug: str) -> bool:
    """Whether a body numbers in the register of another one, as Bộ Chính trị does."""
    own = canonical_body(name_slug)
    return any(slug(body.name) == own and body.numbers_as for body in authority.bodies())


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    """By each name: the body's own name, and the local committee that it speaks for."""
    found = {}
    for body in authority.bodies():
        for name in (*body.aliases, body.name):
            found[slug(name)] = (slug(body.name), slug(body.numbers_as) if body.local else "")
    return found


@cache
def _parsed(number: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(number) if number else None
    except NumberError:
        return None


def _date(iso: str) -> PartialDate | None:
    try:
        return PartialDate.parse(iso) if iso else None
    except ValueError:
        return None


def begins(date: PartialDate) -> tuple[int, int, int]:
    """The first day that a date can mean."""
    return date.year, date.month or 1, date.day or 1


def ends(date: PartialDate) -> tuple[int, int, int]:
    """The last day that a date can mean."""
    return date.year, date.month or 12, date.day or 31


def after(date: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a date is surely later than another; False where either is unknown.

    >>> after(PartialDate(2024, 5), PartialDate(2024)), after(PartialDate(2024, 5), PartialDate(2024, 4, 30))
    (False, True)
    """
    return bool(date and other and begins(date) > ends(other))
