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
from typing import Final

from ontology.bodies import known_body
from ontology.codes import Level
from ontology.identifiers import BASE, agency_iri
from ontology.localities import CITY, TYPES, level_at, place_name

CENTRAL: Final = "viet-nam"
COMMITTEE: Final = re.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy$")
_ENDS_IN_KIND: Final = re.compile(rf"(?<=Đảng bộ) (?:{'|'.join(TYPES)})$")  # "Ban Chấp hành Đảng bộ tỉnh"
_BARE: Final = ("Báo", "Đài")  # their names take the place's bare name


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
        place = place_name(self.place)
        return completed_name(own_body(self.body, self.level, place), place) if place else self.body

    @property
    def level(self) -> Level | None:
        """The level of the body where it has one, else of the place; None where neither tells.

        >>> Holder("Ủy ban nhân dân", "tinh-thai-nguyen_huyen-dinh-hoa").level, Holder("Huyện ủy", "khong-ro").level
        (<Level.DISTRICT: 'district'>, <Level.DISTRICT: 'district'>)
        """
        if self.place in ("", CENTRAL):
            return Level.CENTRAL
        known = known_body(self.body)
        return (known.level if known else None) or level_at(self.place)


def holder_of(iri: str) -> Holder | None:
    """The holder whose agency has an IRI; None where the data does not know the body's name.

    >>> holder_of("https://w3id.org/chidao/id/agency/viet-nam/cong-ty-x") is None
    True
    """
    parts = iri.removeprefix(f"{BASE}agency/").split("/")
    known = known_body(parts[-1])
    if not iri.startswith(f"{BASE}agency/") or known is None:
        return None
    return Holder(known.name, "" if parts[0] == CENTRAL else parts[0])


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
    if COMMITTEE.search(body) or body in _BARE:
        return f"{body} {own_place_name(place)}"
    return f"{body} {place}"


def own_place_name(place: str) -> str:
    """A place's name without its type.

    >>> own_place_name("thành phố Hà Nội"), own_place_name("Việt Nam")
    ('Hà Nội', 'Việt Nam')
    """
    return next((place[len(kind) + 1 :] for kind in TYPES if place.startswith(f"{kind} ")), place)
