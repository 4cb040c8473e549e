"""Authority data: document types, issuers' codes, abbreviations, bodies, sectors and provinces.

The rows stand in Turtle under ``ontology/authority/``, one file a topic, each with its source (``dcterms:source``, a
row of ``sources.ttl``) and how far it is to be trusted (``cd:sourceConfidence``). They are read once.

>>> [t.name for t in document_types() if t.abbreviation == "TT"]
['Thông tư', 'Thông tri']
>>> province_on("Hoà Bình", PartialDate(2024)).slug, province_on("TP. Đà Nẵng", PartialDate(2026, 1)).slug
('tinh-hoa-binh', 'thanh-pho-da-nang.2025')
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.codes import Kind, Level, Side
from ontology.dates import PartialDate, exist_together
from ontology.identifiers import place_iri, place_slug, slug
from ontology.rows import DCTERMS, SKOS, rows_of
from ontology.terms import Class, Property

_PLACE_TYPE: Final = re.compile(r"^\s*(?P<type>tỉnh|thành\s+phố|tp)\b[\s.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document and its abbreviation in numbers ("" where it has none, as công văn of the State)."""

    abbreviation: str
    name: str
    kind: Kind
    party: bool
    state: bool
    joint: bool


@dataclass(frozen=True, slots=True)
class IssuerCode:
    """The letters that stand for an issuer in a number.

    ``level`` is None where the letters are used at several levels; ``local`` ones need a place from the heading;
    ``ambiguous`` ones stand for several bodies.
    """

    code: str
    name: str
    level: Level | None
    side: Side
    local: bool
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and one of its meanings; ``kind`` is body, sector, unit, role, term, place or signing."""

    short: str
    long: str
    kind: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its own name, without its place.

    ``level`` is None where it exists at several levels; ``local``: one in every place of its level;
    ``numbers_as``: the body in whose register it numbers ("Tỉnh ủy" for "Ban Thường vụ Tỉnh ủy"), else "".
    """

    name: str
    aliases: tuple[str, ...]
    side: Side
    level: Level | None
    local: bool
    numbers_as: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A branch of administration (ngành, lĩnh vực) that ministries, departments and offices are named after.

    ``heads`` are those of "Bộ", "Sở", "Phòng", "Ban", "Ủy ban" that exist with it; dates are the first and last day.
    """

    name: str
    aliases: tuple[str, ...]
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a city of that level, of one generation.

    ``generation`` is "" before 2025-07-01 or where nothing changed, "2025" for the new body of a merged province (also
    where the name was kept), "2026" for a province that became a city then. Dates are the first and last day.
    """

    name: str
    type: str
    code: str
    generation: str
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    successor: str
    aliases: tuple[str, ...] = ()
    confidence: str = ""
    sources: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The slug of the place in IRIs.

        >>> province_on("An Giang", PartialDate(2026)).slug
        'tinh-an-giang.2025'
        """
        return place_slug(f"{self.type} {self.name}", self.generation)

    def exists_on(self, date: PartialDate) -> bool:
        """Whether the unit exists on a day, or at some time within a month or year.

        >>> [p.slug for p in provinces() if p.name == "An Giang" and p.exists_on(PartialDate(2025))]
        ['tinh-an-giang', 'tinh-an-giang.2025']
        """
        return exist_together((self.valid_from, self.valid_to), (date, date))


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types of documents, by abbreviation; where several share one, those that the State uses come first.

    >>> [t.name for t in document_types() if t.abbreviation == "QĐ"]
    ['Quyết định', 'Quy định']
    """
    rows = (
        DocumentType(
            abbreviation=row.one(Property.SHORT_FORM),
            name=row.label(),
            kind=Kind(row.code(Property.KIND)),
            party=row.flag(Property.USED_BY_PARTY),
            state=row.flag(Property.USED_BY_STATE),
            joint=row.flag(Property.JOINT),
        )
        for row in rows_of(Class.DOCUMENT_TYPE)
    )
    return tuple(sorted(rows, key=lambda t: (t.abbreviation, not t.state, t.name)))


@cache
def issuer_codes() -> dict[str, IssuerCode]:
    """The letters of issuers in numbers.

    >>> issuer_codes()["TU"].name, issuer_codes()["UBND"].local, issuer_codes()["TTg"].level
    ('Tỉnh ủy', True, <Level.CENTRAL: 'central'>)
    """
    return {
        row.one(f"{SKOS}notation"): IssuerCode(
            code=row.one(f"{SKOS}notation"),
            name=row.label(),
            level=row.level(),
            side=row.side(),
            local=row.flag(Property.LOCAL),
            ambiguous=row.flag(Property.AMBIGUOUS),
        )
        for row in rows_of(Class.ISSUER_CODE)
    }


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """All short forms, one entry a meaning.

    >>> sorted(a.long for a in abbreviations() if a.short == "GD&ĐT")
    ['Giáo dục và Đào tạo']
    """
    rows = (
        Abbreviation(row.one(Property.SHORT_FORM), row.one(Property.LONG_FORM), row.one(Property.FORM_KIND))
        for row in rows_of(Class.ABBREVIATION)
    )
    return tuple(sorted(rows, key=lambda a: (a.short, a.long)))


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies by their names without places, ministries among them (those of ``sectors``).

    >>> next(b.numbers_as for b in bodies() if b.name == "Ban Thường vụ Tỉnh ủy")
    'Tỉnh ủy'
    """
    rows = [
        Body(
            name=row.label(),
            aliases=row.aliases(),
            side=row.side(),
            level=row.level(),
            local=row.flag(Property.LOCAL),
            numbers_as=row.one(Property.NUMBERS_AS),
        )
        for row in rows_of(Class.BODY)
    ]
    ministries = (_ministry(sector) for sector in sectors() if "Bộ" in sector.heads)
    return tuple(sorted([*rows, *ministries], key=lambda b: b.name))


def _ministry(sector: Sector) -> Body:
    aliases = tuple(f"Bộ {alias}" for alias in sector.aliases)
    return Body(f"Bộ {sector.name}", aliases, Side.STATE, Level.CENTRAL, local=False, numbers_as="")


@cache
def sectors() -> tuple[Sector, ...]:
    """All branches of administration, before and after the reform of 2025-03-01.

    >>> next(s.valid_to for s in sectors() if s.name == "Lao động - Thương binh và Xã hội").iso
    '2025-02-28'
    """
    rows = (
        Sector(
            name=row.label(),
            aliases=row.aliases(),
            valid_from=row.date(Property.VALID_FROM),
            valid_to=row.date(Property.VALID_TO),
            heads=row.all(Property.SECTOR_HEAD),
        )
        for row in rows_of(Class.SECTOR)
    )
    return tuple(sorted(rows, key=lambda s: s.name))


@cache
def provinces() -> tuple[Province, ...]:
    """All provincial units since 2010, merged ones twice: the old body and the new one of 2025-07-01."""
    rows = (
        Province(
            name=row.label(),
            type=row.one(Property.PLACE_TYPE),
            code=row.one(Property.PLACE_CODE),
            generation=row.one(Property.GENERATION),
            valid_from=row.date(Property.VALID_FROM),
            valid_to=row.date(Property.VALID_TO),
            successor=row.one(Property.SUCCESSOR).removeprefix(place_iri("")),
            aliases=row.aliases(),
            confidence=row.one(Property.SOURCE_CONFIDENCE),
            sources=tuple(iri.rpartition("/")[2] for iri in row.all(f"{DCTERMS}source")),
        )
        for row in rows_of(Class.PLACE)
    )
    return tuple(sorted(rows, key=lambda p: p.slug))


def provinces_named(name: str) -> tuple[Province, ...]:
    """The units of a name at all times, case, tone placement and the dash aside.

    >>> [p.slug for p in provinces_named("TỈNH AN GIANG")]
    ['tinh-an-giang', 'tinh-an-giang.2025']
    """
    name = unicodedata.normalize("NFC", name)
    match = _PLACE_TYPE.match(name)
    own = _by_name().get(slug(name[match.end() :] if match else name), ())
    wanted = {"tỉnh": "tỉnh"}.get(match["type"].casefold(), "thành phố") if match else ""
    return tuple(p for p in own if wanted in ("", p.type))


def province_on(name: str, on: PartialDate | None) -> Province | None:
    """The unit of a name, with or without "tỉnh", "thành phố", "TP.", at a date.

    None where no unit has the name, or where more than one is left because the date is missing or not precise.

    >>> province_on("An Giang", None) is None, province_on("Cao Bằng", None).slug
    (True, 'tinh-cao-bang')
    """
    left = [p for p in provinces_named(name) if on is None or p.exists_on(on)]
    return left[0] if len(left) == 1 else None


@cache
def _by_name() -> dict[str, tuple[Province, ...]]:
    found: dict[str, list[Province]] = defaultdict(list)
    for province in provinces():
        for key in dict.fromkeys(slug(spelling) for spelling in (province.name, *province.aliases)):
            found[key].append(province)
    return {key: tuple(units) for key, units in found.items()}
