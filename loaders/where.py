"""Where and when a document speaks: its setting, and who issued it, from its head and from the rest of its file.

The head names the issuer in capitals ("HUYỆN ỦY ĐỊNH HÓA" under "ĐẢNG BỘ TỈNH THÁI NGUYÊN"); what it leaves out
(a town's district, a district's province) is taken from the file where the file names only one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from loaders import agencies, mentions
from loaders.header import Header
from loaders.places import NAME, NEXT, TYPE, Setting, local, province, type_of
from ontology import authority
from ontology.codes import Level, Side
from ontology.dates import PartialDate
from ontology.model import Agency, Place

_PLACE = re.compile(rf"(?<!\w)({TYPE})\s+({NAME})", re.IGNORECASE)
_COMMITTEE = re.compile(rf"(?<!\w)(Tỉnh|Thành|Huyện|Quận|Thị) ủy\s+({NAME})", re.IGNORECASE)
_OF_COMMITTEE = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
_MAJORITY = 0.6
_BUREAU = re.compile(r"T/?M\.?\s*(BAN THƯỜNG VỤ|BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH|THƯỜNG TRỰC)", re.IGNORECASE)

_CENTRAL_BUREAUS = {"bộ chính trị": "Bộ Chính trị", "ban bí thư": "Ban Bí thư"}


def capitalised(words: str) -> str:
    """Each word with a capital: "HUYỆN ỦY ĐỊNH HÓA" as "Huyện Ủy Định Hóa"."""
    return " ".join(word[:1] + word[1:].lower() if word.isupper() else word for word in words.split())


def named(text: str, date: PartialDate | None, parent: Place | None = None) -> list[Place]:
    """The places that a text names, each name cut where it stops being one."""
    found: list[Place] = []
    pairs = [(type_of(m[1]), m[2]) for m in _PLACE.finditer(text)]
    pairs += [(_OF_COMMITTEE[m[1].lower()], m[2]) for m in _COMMITTEE.finditer(text)]
    for kind, name in pairs:
        words = _own_name(capitalised(name) if name.isupper() and len(name) > 1 else name, date).split()
        cut = next((at for at, word in enumerate(words) if NEXT.match(word) and at), len(words))
        top = next((p for count in range(len(words), 0, -1) if (p := province(" ".join(words[:count]), date))), None)
        if kind in ("tỉnh", "thành phố") and top is not None:
            found.append(top)
        elif kind != "tỉnh":
            found.append(local(kind, " ".join(words[:cut]), parent, date))
    return found


def _own_name(name: str, date: PartialDate | None) -> str:
    """A name without the province behind a hyphen: "Vĩnh Cửu - Đồng Nai", but "Phan Rang - Tháp Chàm"."""
    own, hyphen, rest = name.partition(" - ")
    return own if hyphen and province(rest, date) else name


def setting_of(header: Header, file_text: str) -> Setting:
    """The setting of a document from its head, completed from the whole file."""
    head = ", ".join(capitalised(line.text) for line in header.issuer)
    date = header.date
    own = named(head, date)
    by_level = {place.level: place for place in own}
    level = _level(header, own)
    top = by_level.get(Level.PROVINCE)
    if top is None and level is not Level.CENTRAL:
        top = _only(Level.PROVINCE, file_text, date)
    district, commune = by_level.get(Level.DISTRICT), by_level.get(Level.COMMUNE)
    if level is Level.COMMUNE:
        district = district or _only(Level.DISTRICT, file_text, date)
    if top is not None and top.level is Level.PROVINCE and level is not Level.PROVINCE:
        district, commune = _inside(district, top, date), _inside(commune, top, date)
    return Setting(level, top, district, commune, date)


def setting_of_page(text: str, date: PartialDate | None) -> Setting:
    """The setting of a page without a letterhead: the province and district that it names, if it names one of each."""
    top = _only(Level.PROVINCE, text, date)
    return Setting(
        None,
        top,
        _inside(_only(Level.DISTRICT, text, date), top, date) if top else _only(Level.DISTRICT, text, date),
        None,
        date,
    )


def _inside(place: Place | None, top: Place, date: PartialDate | None) -> Place | None:
    if place is None or place.level is Level.PROVINCE:
        return place
    kind, _, name = place.name.partition(" ")
    if place.name.startswith(("thị ", "đặc ", "thành ")):
        kind, name = " ".join(place.name.split()[:2]), " ".join(place.name.split()[2:])
    return local(kind, name, top, date)


def _level(header: Header, own: list[Place]) -> Level | None:
    for level in (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE):
        if any(place.level is level for place in own):
            return level
    code = authority.issuer_codes().get(header.number.office) if header.number else None
    return code.level if code else (Level.CENTRAL if header.issuer else None)


def _only(level: Level, text: str, date: PartialDate | None) -> Place | None:
    """The place of a level that a text names, if it names only one, or one far more often than others."""
    seen = Counter(place for place in named(text, date) if place.level is level)
    if not seen:
        return None
    place, count = seen.most_common(1)[0]
    return place if count >= _MAJORITY * seen.total() else None


def issuers(header: Header, setting: Setting) -> tuple[Agency, ...]:
    """Who issued the document: what the head names last, else the body whose letters the number has."""
    found = _in_head(header, setting)
    if header.form is not None and header.form.is_joint:
        return tuple(found)
    code = authority.issuer_codes().get(header.number.office) if header.number else None
    if code is not None and not code.local and not code.ambiguous and header.number:
        agency = mentions.office_agency(header.number, setting)
        if agency is not None:
            return (agency,)
    if not found:
        agency = mentions.office_agency(header.number, setting) if header.number else None
        return (agency,) if agency else ()
    return (_bureau(found[-1], header, setting),)


def _in_head(header: Header, setting: Setting) -> list[Agency]:
    lines = [capitalised(line.text) for line in header.issuer]
    found = [m.agent for m in agencies.find(" ".join(lines), setting) if isinstance(m.agent, Agency)]
    return [
        agency
        for agency in found
        if not (agency.side is Side.PARTY and agency.name.startswith("Ban Chấp hành Đảng bộ") and len(found) > 1)
    ]


def _bureau(agency: Agency, header: Header, setting: Setting) -> Agency:
    """The bureau that signs for a committee: "T/M BAN THƯỜNG VỤ" under Huyện ủy Định Hóa."""
    if agency.side is not Side.PARTY:
        return agency
    for line in header.signing:
        match = _BUREAU.search(line.text)
        if not match:
            continue
        words = match[1].lower()
        name = _CENTRAL_BUREAUS.get(words, "")
        if words == "ban thường vụ" and re.match(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy|Đảng ủy", agency.name):
            name = f"Ban Thường vụ {agency.name}"
        found = agencies.find(name, setting)
        if found and isinstance(found[0].agent, Agency) and found[0].start == 0:
            return found[0].agent
    return agency


def own_level(setting: Setting, issued: Iterable[Agency]) -> Level | None:
    """The level of a document: that of its issuer."""
    return next((agency.level for agency in issued if agency.level), setting.level)
