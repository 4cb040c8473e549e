"""Places by their slugs: name, level, first and last day, and what came after them.

One view of provinces (``ontology.authority``) and of districts and communes (``ontology.units``). The slug alone tells
the level of a place that neither knows: "tinh-x_huyen-y" is a district.

>>> locality("tinh-yen-bai").heirs, locality("tinh-thai-nguyen_huyen-dinh-hoa").level
(('tinh-lao-cai.2025',), <Level.DISTRICT: 'district'>)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ontology import authority
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import slug

CITY: Final = "thành phố"
TYPES: Final = (  # of units, in their full spelling
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Locality:
    """A unit of administration: ``heirs`` are the slugs of the units that its territory went to."""

    slug: str
    name: str
    level: Level
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    heirs: tuple[str, ...] = ()
    province: str = ""
