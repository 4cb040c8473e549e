"""Places as a document names them, and the setting that completes what it leaves out.

"Sở Y tế" in a plan of UBND tỉnh Cao Bằng is Sở Y tế tỉnh Cao Bằng; "UBND huyện" in a town's letter is the district that
the letter names elsewhere. What no part of the file says stays open.

>>> province("CAO BẰNG", None).iri
'https://w3id.org/chidao/id/place/tinh-cao-bang'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.vietnamese import UPPER
from ontology import authority, units
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.holders import CENTRAL as COUNTRY
from ontology.holders import own_place_name
from ontology.identifiers import place_iri, place_slug
from ontology.localities import TYPES
from ontology.model import Agency, Place

TYPE = rf"(?:{'|'.join(TYPES)}|TP\.?|TX\.?|TT\.?)"
# One to four capitalised words (Vĩnh Cửu, Phan Rang - Tháp Chàm, Quận 1).
NAME = rf"(?-i:[{UPPER}][\wà-ỹ']*(?:(?: - | |-)[{UPPER}][\wà-ỹ']*){{0,3}}|\d{{1,2}}(?=\W|$))"
# Words that begin the name of the next body in a head whose lines were joined.
NEXT = re.compile(
    r"^(?:Sở|Phòng|Ban|Ủy|Hội|Huyện|Tỉnh|Thành|Đảng|Văn|Công|Quận|Thị|Xã|Phường|Liên|Trung|Cục|Chi|Số|Độc|Cộng)$"
)
_LEVELS = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.DISTRICT,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "thị trấn": Level.COMMUNE,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}
_SHORT = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã", "tt": "thị trấn", "tt.": "thị trấn"}
CENTRAL = Place(place_iri(COUNTRY), "Việt Nam", Level.CENTRAL)


def type_of(words: str) -> str:
    """The kind of a unit in its full lower-case spelling: "TP." is "thành phố"."""
    return _SHORT.get(words.lower(), words.lower())


def level_of(kind: str) -> Level:
    """The level of a kind of unit; a city is a province's unless it is known as one of the centre's."""
    return _LEVELS[type_of(kind)]


def province(name: str, on: PartialDate | None) -> Place | None:
    """A province or centrally run city by its name, as of a date; None where there is none of that name."""
    known = authority.province_on(name, on)
    if known is None:
        return None
    return Place(place_iri(known.slug), f"{known.type} {known.name}", Level.PROVINCE)


def own_words(kind: str, name: str, on: PartialDate | None) -> str:
    """The words of a place's name, where the next body's name may follow: lines of a letterhead are joined.

    >>> own_words("tỉnh", "Cao Bằng Sở Y", None), own_words("xã", "Tân Lập Phòng Kinh", None)
    ('Cao Bằng', 'Tân Lập')
    """
    words = name.split()
    if type_of(kind) in ("tỉnh", "thành phố"):
        for count in range(len(words), 1, -1):
            if province(" ".join(words[:count]), on) is not None:
                return " ".join(words[:count])
    cut = next((at for at, word in enumerate(words) if at and NEXT.match(word)), len(words))
    return " ".join(words[:cut])


def own_name(place: Place) -> str:
    """A place's name without its kind: "Hà Nội" of "thành phố Hà Nội".

    >>> own_name(CENTRAL), own_name(local("thị trấn", "Chợ Chu", None))
    ('Việt Nam', 'Chợ Chu')
    """
    return own_place_name(place.name)


def slug_of(place: Place | None) -> str:
    """The slug of a place inside identifiers, "" where it is unknown."""
    return place.iri.rsplit("/", 1)[-1] if place else ""


def local(kind: str, name: str, parent: Place | None, on: PartialDate | None = None) -> Place:
    """A district or commune, inside its province where that is known.

    Where the province had exactly one unit of that kind and name on the date, the place is that unit, under the name
    that the authority data has for it; else it is what the text says, and stays open.

    >>> slug_of(local("xã", "Hạ Lang", province("Cao Bằng", None), PartialDate(2026, 1)))
    'tinh-cao-bang_xa-ha-lang.2025'
    """
    words = f"{type_of(kind)} {name}"
    top = slug_of(parent) if parent and parent.level is Level.PROVINCE else ""
    place = place_slug(words, parent=top)
    if top and on is not None:
        place = _unit_of(place, name, on) or place
    return Place(place_iri(place), words, level_of(kind), parent.iri if top and parent else None)


@cache
def _unit_of(place: str, name: str, on: PartialDate) -> str:
    """The one unit that a slug means on a date; of several, the one spelt so; "" where none or several are left."""
    found = units.candidates(place, on)
    if len(found) > 1:
        found = tuple(unit for unit in found if unit.name.casefold() == name.casefold())
    return found[0].slug if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a document speaks, and who: its own level, the places above it, its date, its issuer.

    ``misread``: the text was read by OCR, so that names in it may be damaged.
    """

    level: Level | None = None
    province: Place | None = None
    district: Place | None = None
    commune: Place | None = None
    date: PartialDate | None = None
    issuer: Agency | None = None
    misread: bool = False

    def at(self, level: Level | None) -> Place | None:
        """The place of a level, None where the file does not tell it."""
        if level is Level.CENTRAL:
            return CENTRAL
        places = {Level.PROVINCE: self.province, Level.DISTRICT: self.district, Level.COMMUNE: self.commune}
        wanted = level or self.level
        return places.get(wanted) if wanted else None

    @property
    def own(self) -> Place | None:
        """The place of the document's own level."""
        return self.at(self.level)

    def named(self, kind: str, name: str) -> Place:
        """A place that the text names by kind and name."""
        kind = type_of(kind)
        if kind in ("tỉnh", "thành phố"):
            known = province(name, self.date)
            if known is not None and known.name.startswith(kind):
                return known
        for known in (self.district, self.commune, self.province):
            if known is not None and known.name.casefold() == f"{kind} {name}".casefold():
                return known
        return local(kind, _title(name), self.province, self.date)


def _title(name: str) -> str:
    """Capitalised words, where a name was written in capitals."""
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() and len(name) > 1 else name
