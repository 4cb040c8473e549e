"""Who holds a duty: a body by its own name, and the place that it is of.

"Sở Y tế tỉnh Cao Bằng" is the body "Sở Y tế" in the place ``tinh-cao-bang``: what the law says of every Sở Y tế is said
of the body, what happens to a province is said of the place, and a holder follows both.

>>> Holder("Sở Y tế", "tinh-cao-bang").name, Holder("Bộ Y tế", "").name
('Sở Y tế tỉnh Cao Bằng', 'Bộ Y tế')
>>> holder_of(Holder("Sở Y tế", "tinh-cao-bang").iri)
Holder(body='Sở Y tế', place='tinh-cao-bang')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ontology import authority
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import BASE, UNKNOWN_PLACE, agency_iri, slug
from ontology.localities import CITY, TYPES, locality
from ontology.rows import ORG, Row, rows_of
from ontology.terms import Class, Property

CENTRAL: Final = "viet-nam"
BODY: Final = "https://w3id.org/chidao/authority/body/"
_HEAD_LEVELS: Final = {"Bộ": Level.CENTRAL, "Sở": Level.PROVINCE}
_COMMITTEE: Final = re.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy$")
_ENDS_IN_KIND: Final = re.compile(rf"(?<=Đảng bộ) (?:{'|'.join(TYPES)})$")  # "Ban Chấp hành Đảng bộ tỉnh"
_BARE: Final = ("Báo", "Đài")  # their names take the place's bare name


@dataclass(frozen=True, slots=True)
class KnownBody:
    """What the data says of a body by its own name, wherever it is: its one level, its first and last day.

    ``level`` is None where there is one at several levels, dates are None where they are open or unknown;
    ``confidence`` is ``high``, ``medium`` or ``low``.
    """

    name: str
    level: Level | None
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    confidence: str


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """A body by its own name without place, and the slug of its place: "" for a central body.

    A place that is not known is ``khong-ro``, as in the IRIs of agencies.
    """

    body: str
    place: str

    @property
    def iri(self) -> str:
        """The IRI of the agency, as the loaders mint it.

        >>> Holder("Bộ Y tế", "").iri
        'https://w3id.org/chidao/id/agency/viet-nam/bo-y-te'
        """
        return agency_iri(self.place or CENTRAL, self.body)

    @property
    def name(self) -> str:
        """The body's name completed with its place's.

        >>> Holder("Tỉnh ủy", "thanh-pho-dong-nai.2026").name, Holder("Sở Y tế", "khong-ro").name
        ('Thành ủy Đồng Nai', 'Sở Y tế')
        """
        place = locality(self.place)
        if place is None:
            return self.body
        return completed_name(own_body(self.body, place.level, place.name), place.name)

    @property
    def level(self) -> Level | None:
        """The level of the place, else of the body; None where neither tells.

        >>> Holder("Ủy ban nhân dân", "tinh-thai-nguyen_huyen-dinh-hoa").level, Holder("Huyện ủy", "khong-ro").level
        (<Level.DISTRICT: 'district'>, <Level.DISTRICT: 'district'>)
        """
        if self.place in ("", CENTRAL):
            return Level.CENTRAL
        place, known = locality(self.place), known_body(self.body)
        return place.level if place else known.level if known else None


def holder_of(iri: str) -> Holder | None:
    """The holder whose agency has an IRI; None where the data does not know the body's name.

    >>> holder_of("https://w3id.org/chidao/id/agency/viet-nam/cong-ty-x") is None
    True
    """
    parts = iri.removeprefix(f"{BASE}agency/").split("/")
    known = _known().get(parts[-1])
    if not iri.startswith(f"{BASE}agency/") or known is None:
        return None
    return Holder(known.name, "" if parts[0] == CENTRAL else parts[0])


def known_body(name: str) -> KnownBody | None:
    """What the data says of a body by its own name, tone placement and case aside.

    >>> known_body("Huyện ủy").level, known_body("Sở Y tế").level, known_body("Công ty X") is None
    (<Level.DISTRICT: 'district'>, <Level.PROVINCE: 'province'>, True)
    """
    return _known().get(_key(name))


def own_body(body: str, level: Level | None, place: str) -> str:
    """The body's own name at a place: a city's Party committee is its Thành ủy, however it was abbreviated.

    >>> own_body("Ban Tổ chức Tỉnh ủy", Level.PROVINCE, "thành phố Đồng Nai")
    'Ban Tổ chức Thành ủy'
    """
    is_city = level is Level.PROVINCE and place.startswith(CITY)
    return body.replace("Tỉnh ủy", "Thành ủy") if is_city else body


def completed_name(body: str, place: str) -> str:
    """A local body's full name: with its place, once.

    >>> completed_name("Sở Y tế", "tỉnh Cao Bằng"), completed_name("Huyện ủy", "huyện Định Hóa")
    ('Sở Y tế tỉnh Cao Bằng', 'Huyện ủy Định Hóa')
    >>> completed_name("Ban Chấp hành Đảng bộ tỉnh", "tỉnh Cao Bằng")
    'Ban Chấp hành Đảng bộ tỉnh Cao Bằng'
    """
    kind = _ENDS_IN_KIND.search(body)
    if kind:
        return f"{body[: kind.start()]} {place}"
    if _COMMITTEE.search(body) or body in _BARE:
        return f"{body} {own_place_name(place)}"
    return f"{body} {place}"


def own_place_name(place: str) -> str:
    """A place's name without its type.

    >>> own_place_name("thành phố Hà Nội"), own_place_name("Việt Nam")
    ('Hà Nội', 'Việt Nam')
    """
    return next((place[len(kind) + 1 :] for kind in TYPES if place.startswith(f"{kind} ")), place)


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    return slug(name)


@cache
def _known() -> dict[str, KnownBody]:
    """The bodies by the slugs of their names: those of sectors.ttl, of bodies.ttl and of changes.ttl."""
    rows = (*rows_of(Class.BODY), *rows_of(f"{ORG}Organization"))
    found = [*_of_sectors(), *(_of_row(row) for row in rows)]
    return {slug(body.name): body for body in found}


def _of_row(row: Row) -> KnownBody:
    dates = row.date(Property.VALID_FROM), row.date(Property.VALID_TO)
    return KnownBody(row.label(), row.level(), *dates, row.one(Property.SOURCE_CONFIDENCE))


def _of_sectors() -> list[KnownBody]:
    """Ministries, departments and offices: the heads of each sector, with the sector's days."""
    return [
        KnownBody(f"{head} {row.label()}", _HEAD_LEVELS.get(head), *_days(row), row.one(Property.SOURCE_CONFIDENCE))
        for row in rows_of(Class.SECTOR)
        for head in row.all(Property.SECTOR_HEAD)
    ]


def _days(row: Row) -> tuple[PartialDate | None, PartialDate | None]:
    return row.date(Property.VALID_FROM), row.date(Property.VALID_TO)
