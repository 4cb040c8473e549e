"""Agencies in a text: recognised by the authority data and by form, completed with their place.

A mention is a known body ("Công an tỉnh"), a department by head and sector ("Sở Y tế"), an unknown body by its head and
capitals ("Trung tâm Xúc tiến Du lịch"), or a group ("các sở, ban, ngành tỉnh"), with a post before it where the text
names one ("Chủ tịch UBND xã").

>>> cao_bang = Setting(Level.PROVINCE, province("Cao Bằng", None))
>>> [m.agent.name for m in find("Công an tỉnh phối hợp với Sở LĐTBXH, các sở, ban, ngành", cao_bang)]
['Công an tỉnh Cao Bằng', 'Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng', 'Các sở, ban, ngành']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

from loaders import groups, unknown
from loaders.mapped import lowered
from loaders.normalize import place_tones
from loaders.places import NAME, TYPE, TYPES, Setting, level_of, own_name, own_words, province, slug_of, type_of
from ontology import authority
from ontology.codes import Level, Side
from ontology.identifiers import agency_iri
from ontology.model import Agency, AgencyGroup, Agent, Place


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency at ``start:end`` of a text; ``post`` is the post that stands for it, as written."""

    start: int
    end: int
    agent: Agent
    post: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A known body: its own name, level and whether it needs a place."""

    name: str
    side: Side
    level: Level | None
    local: bool


_HEAD_LEVELS = {"Bộ": Level.CENTRAL, "Sở": Level.PROVINCE, "Phòng": Level.DISTRICT, "Ban": None}
_COMMITTEE = re.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy$")
_CITY = "thành phố"
_LONG = 3  # blanks in a name that is sure also in small letters: "ủy ban nhân dân"
_HALVES = ("Báo", "Đài", "Ban", "Hội")  # without a name behind them they are half of a body's name
_ENDS_IN_KIND = re.compile(rf"(?<=Đảng bộ) (?:{'|'.join(TYPES)})$")  # "Ban Chấp hành Đảng bộ tỉnh"
_BARE = ("Báo", "Đài")  # their names take the place's bare name
_REGION = re.compile(
    r"(?P<region>\s+khu vực)?\s+(?P<no>[IVX]+)(?!\w)"
)  # "Chi cục Hải quan khu vực V" is not of a province
_ONE = NAME.replace("{0,3}", "{0,2}")
# Several places: those of a region ("từ Hà Tĩnh đến Khánh Hòa"), or each by its name behind the kind.
_PLURAL = re.compile(
    rf"\s+(?:của )?(?:các|từng|mỗi) (?P<kind>{TYPE})(?:(?:, | và |/|,? )(?:các )?{TYPE})*(?!\w)(?: ủy)?"
    rf"(?: trực thuộc [Tt]rung ương)?(?: từ {_ONE} đến {_ONE}| (?:vùng|khu vực) {_ONE})?",
    re.IGNORECASE,
)
_PLACES = re.compile(rf"(?: ?:)? (?={_ONE})")
_NEXT_PLACE = re.compile(rf"(?:, |; | và |,? và )(?={_ONE})")
_PLACE_NAME = re.compile(_ONE)
_TAIL = re.compile(rf"\s+(?:của )?(?P<level>cấp )?(?P<kind>{TYPE})(?:\s+(?P<name>{NAME}))?(?!\w)", re.IGNORECASE)
# A place that is told to do something stands for its People's Committee.
_KIND = re.compile(
    rf"(?:, |; | và |,? và )?(?P<kind>(?:[Cc]ác )?(?:tỉnh|thành phố)(?:, thành phố)?)(?: ?:)?(?= {_ONE})", re.IGNORECASE
)
_COMMITTEE_OF_PROVINCE = _Known("Ủy ban nhân dân", Side.STATE, None, local=True)
_BARE_NAME = re.compile(rf"\s+({NAME})")
_POSTS = (
    r"(?:Phó )?(?:Chủ tịch|Giám đốc|Bí thư|Tổng Giám đốc|Chánh Văn phòng|Trưởng [Bb]an|Bộ trưởng|Hiệu trưởng"
    r"|Viện trưởng|Chỉ huy trưởng|Vụ trưởng|Cục trưởng|Tổng cục trưởng|Chi cục trưởng|Trưởng|Chánh)"
    r"|Chủ nhiệm|Thống đốc|Thủ trưởng|[Nn]gười đứng đầu|[Tt]hủ trưởng|[Ll]ãnh đạo|Tổng Biên tập|Tư lệnh"
)
_POST = re.compile(rf"(?<!\w)((?:(?!Bộ trưởng,)(?:{_POSTS}))(?:, (?:{_POSTS}))*)\s+$")
# "Các Bộ trưởng, ...", "Bộ trưởng, Thủ trưởng cơ quan ngang bộ": ministers of all ministries.
_MINISTERS = re.compile(r"(?<!\w)(?:[Cc]ác )?(?:[Đđ]ồng chí )?Bộ trưởng(?=\s*(?:[,;:.]|và\s|$))")
_OWN_OFFICE = re.compile(r"(?<!\w)(?:Văn phòng|Thanh tra)(?: (?P<of>Sở|Bộ))?(?=\s*(?:[,;:.]|$|và\s|[a-zà-ỹ]))")
_ROOMS = ("Phòng", "Văn phòng", "Thanh tra")
_BELONGS = re.compile(r"\s+(?:trực thuộc|thuộc|của)\s+")
_IS_POST = re.compile(rf"(?:{_POSTS}) ")
_STAFF = re.compile(r"(?:Công chức|Cán bộ|Chuyên viên)\s+[^,;:.]{3,60}")


@cache
def _automaton() -> ahocorasick.Automaton:
    """All known names in lower case; longest match first by ``iter_long``."""
    automaton = ahocorasick.Automaton()
    for sector in authority.sectors():
        for head in sector.heads:
            known = _Known(f"{head} {sector.name}", Side.STATE, _HEAD_LEVELS.get(head), head != "Bộ")
            for name in (sector.name, *sector.aliases):
                automaton.add_word(place_tones(f"{head} {name}").lower(), known)
    for body in authority.bodies():
        if body.numbers_as and _IS_POST.match(body.name):
            continue  # a post stands for its body: see _with_post
        known = _Known(body.name, body.side, body.level, body.local)
        for name in (body.name, *body.aliases):
            automaton.add_word(place_tones(name).lower(), known)
    automaton.make_automaton()
    return automaton


def find(text: str, setting: Setting) -> list[Mention]:
    """The agencies of a normalised text in their order; of two that overlap, the first to begin, then the longer."""
    listed = [*_known(text, setting), *_groups(text, setting), *_offices(text, setting)]
    named = {mention.start: mention.end for mention in sorted(listed, key=lambda m: m.end)}
    others = _unknown(text, setting, named)
    found = [(m.start, -m.end, rank, m) for rank, source in enumerate((listed, others)) for m in source]
    kept: list[Mention] = []
    for *_, mention in sorted(found, key=lambda row: row[:3]):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return [_with_post(text, mention) for mention in _merged(text, kept, setting)]


def _with_post(text: str, mention: Mention) -> Mention:
    post = _POST.search(text[max(0, mention.start - 80) : mention.start])
    if not post:
        return mention
    words = post[1] if not post[1].endswith("Chánh") else f"{post[1]} {' '.join(text[mention.start :].split()[:2])}"
    return Mention(mention.start - len(post[0]), mention.end, mention.agent, words)


def _known(text: str, setting: Setting) -> Iterator[Mention]:
    lower = lowered(text)
    for last, known in _automaton().iter_long(lower):
        end = last + 1
        start = end - _length_ending_at(lower, end, known)
        words = text[start:end]
        if (
            (start and lower[start - 1].isalnum())
            or (end < len(text) and lower[end].isalnum())
            or (words == words.lower() and words.count(" ") < _LONG)
        ):
            continue
        several = _several(text, start, end, known, setting)
        yield from several
        mention = None if several else _completed(text, start, end, known, setting)
        if mention is not None:
            yield mention


def _several(text: str, start: int, end: int, known: _Known, setting: Setting) -> list[Mention]:
    """The bodies of several places at once: one each where their names follow, else the group of them."""
    plural = _PLURAL.match(text, end) if known.local else None
    if plural is None:
        return []
    named = list(_provinces(text, plural.end(), setting))
    if named and level_of(plural["kind"]) is not Level.COMMUNE:
        starts = [start, *(begin for begin, _, _ in named[1:])]
        return [Mention(a, b, _agency(known, place)) for a, (_, b, place) in zip(starts, named, strict=True)]
    words = text[start : plural.end()]
    return [Mention(start, plural.end(), groups.group(words, setting, known.side, level_of(plural["kind"])))]


def _provinces(text: str, at: int, setting: Setting) -> Iterator[tuple[int, int, Place]]:
    """The provinces named one after the other from an offset on."""
    joint = _PLACES.match(text, at)
    while joint:
        name = _PLACE_NAME.match(text, joint.end())
        place = province(name[0], setting.date) if name else None
        if name is None or place is None:
            return
        yield name.start(), name.end(), place
        joint = _NEXT_PLACE.match(text, name.end())


def committees(text: str, at: int, setting: Setting) -> list[Mention]:
    """The committees of provinces that are named by their place alone: "Thành phố X và các tỉnh Y, Z rà soát ..."."""
    found: list[Mention] = []
    while kind := _KIND.match(text, at):
        named = list(_provinces(text, kind.end(), setting))
        if not named:
            break
        starts = [kind.start("kind"), *(begin for begin, _, _ in named[1:])]
        for start, (_, end, place) in zip(starts, named, strict=True):
            found.append(Mention(start, end, _agency(_COMMITTEE_OF_PROVINCE, place)))
        at = found[-1].end
    return found


def _length_ending_at(lower: str, end: int, known: _Known) -> int:
    """How long the name is that ends here: the longest spelling of the body that fits."""
    return max(len(name) for name in _spellings()[known] if lower.endswith(name, 0, end))


@cache
def _spellings() -> dict[_Known, tuple[str, ...]]:
    names: dict[_Known, list[str]] = {}
    for word, known in _automaton().items():
        names.setdefault(known, []).append(word)
    return {known: tuple(words) for known, words in names.items()}


def _completed(text: str, start: int, end: int, known: _Known, setting: Setting) -> Mention | None:
    """The body with the place that the text gives behind it, else with the setting's; None for half a name."""
    if not known.local:
        return Mention(start, end, _placeless(known, setting))
    region = _REGION.match(text, end)
    if region and (region["region"] or known.name.endswith("khu vực")):
        name = f"{known.name}{region['region'] or ''} {region['no']}"
        return Mention(start, region.end(), Agency(agency_iri("", name), name, known.side, known.level))
    tail = _TAIL.match(text, end)
    if tail:
        name = own_words(tail["kind"], tail["name"] or "", setting.date)
        last = tail.start("name") + len(name) if name else tail.end()
        return Mention(start, last, _with_tail(text[start:end], tail, name, known, setting))
    bare = _BARE_NAME.match(text, end)
    place = _bare_place(known, bare[1], setting) if bare else None
    if bare and place is not None:
        return Mention(start, bare.start(1) + _written_width(place, bare[1]), _agency(known, place))
    if known.name in _HALVES:
        return None
    return Mention(start, end, _agency(known, setting.at(known.level)))


def _placeless(known: _Known, setting: Setting) -> Agency:
    """A body of which there is one, so that it needs no place to be told from others."""
    place = setting.at(Level.CENTRAL) if known.level is Level.CENTRAL else None
    return Agency(agency_iri(slug_of(place), known.name), known.name, known.side, known.level, place)


def _with_tail(words: str, tail: re.Match[str], name: str, known: _Known, setting: Setting) -> Agent:
    """The body in the place behind it: one with a name, else the setting's of that kind, else a group of them."""
    if name and not _runs_on(words, tail, name, setting):
        return _agency(known, setting.named(tail["kind"], name))
    place = None if tail["level"] else _place_of_kind(tail["kind"], setting)  # "UBND cấp xã" is all of that level
    if place is None:
        return groups.group(words + tail[0], setting, known.side, level_of(tail["kind"]))
    return _agency(known, place)


def _runs_on(words: str, tail: re.Match[str], name: str, setting: Setting) -> bool:
    """Whether the place's name may be the next body's: all is in capitals, it is no province and more words follow."""
    return words.isupper() and province(name, setting.date) is None and len(tail.string) > tail.end()


def _place_of_kind(kind: str, setting: Setting) -> Place | None:
    """The setting's own place of a kind; "thành phố" is a province's or a district's, whichever is one."""
    place = setting.at(level_of(kind))
    if type_of(kind) != _CITY or (place is not None and place.name.startswith(_CITY)):
        return place
    return next((p for p in (setting.province, setting.district) if p and p.name.startswith(_CITY)), None)


def _written_width(place: Place, name: str) -> int:
    """How many of the characters behind a body name the place: the words may go on behind its name."""
    own = own_name(place)
    return len(own) if name.casefold().startswith(own.casefold()) else len(name)


def _bare_place(known: _Known, name: str, setting: Setting) -> Place | None:
    """A place named without its kind: "Tỉnh ủy Cao Bằng", "Huyện ủy Định Hóa"."""
    words = name.split()
    for count in range(len(words), 0, -1):
        top = province(" ".join(words[:count]), setting.date)
        if top is not None and known.level in (Level.PROVINCE, None):
            return top
    committee = _COMMITTEE.search(known.name)
    if committee and known.level is Level.DISTRICT and not name.isupper():
        kind = {"Huyện": "huyện", "Quận": "quận", "Thị": "thị xã", "Thành": "thành phố"}[committee[0].split()[0]]
        return setting.named(kind, name)
    return None


def _agency(known: _Known, place: Place | None) -> Agency:
    """A local body's full name: with its place, once."""
    own = known.name
    if place is None:
        return Agency(agency_iri("", own), own, known.side, known.level)
    if place.level is Level.PROVINCE and place.name.startswith(_CITY):
        own = own.replace("Tỉnh ủy", "Thành ủy")  # a city's committee, however it was abbreviated
    kind = _ENDS_IN_KIND.search(own)
    if kind:
        name = f"{own[: kind.start()]} {place.name}"
    elif _COMMITTEE.search(own) or own in _BARE:
        name = f"{own} {own_name(place)}"
    else:
        name = f"{own} {place.name}"
    return Agency(agency_iri(slug_of(place), own), name, known.side, place.level, place)


def _groups(text: str, setting: Setting) -> Iterator[Mention]:
    for start, end in groups.spans(text):
        yield Mention(start, end, groups.group(text[start:end], setting))
    for post in _MINISTERS.finditer(text):
        yield Mention(post.start(), post.end(), groups.group("các bộ", setting), "Bộ trưởng")


def _offices(text: str, setting: Setting) -> Iterator[Mention]:
    """The issuer's own rooms: "Văn phòng Sở", "Chánh Văn phòng"."""
    if setting.issuer is None:
        return
    for match in _OWN_OFFICE.finditer(text):
        of, chief = match["of"], text.endswith("Chánh ", 0, match.start())
        if (of and setting.issuer.name.startswith(f"{of} ")) or (not of and chief):
            name = f"{match[0].removesuffix(f' {of}')} {setting.issuer.name}"
            place = setting.issuer.place
            iri = agency_iri(slug_of(place), name)
            yield Mention(match.start(), match.end(), Agency(iri, name, Side.STATE, None, place))


def _merged(text: str, found: list[Mention], setting: Setting) -> Iterator[Mention]:
    """A group with the body that it belongs to: "các đơn vị trực thuộc | Sở Y tế"."""
    at = 0
    while at < len(found):
        mention = found[at]
        at += 1
        owner = found[at] if at < len(found) else None
        if owner and isinstance(mention.agent, AgencyGroup) and not mention.post:
            between = _BELONGS.match(text, mention.end)
            if between and between.end() == owner.start:
                end = groups.modified(text, owner.end)
                mention = Mention(mention.start, end, groups.group(text[mention.start : end], setting))
                at += 1
        yield mention


def _unknown(text: str, setting: Setting, known: Mapping[int, int]) -> Iterator[Mention]:
    if text.isupper():
        return
    for start, end in unknown.spans(text, known):
        name = text[start].upper() + text[start + 1 : end]
        yield Mention(start, end, _office(name, setting))
    staff = _STAFF.match(text)
    if staff:
        words = staff[0].rstrip()
        iri = agency_iri(slug_of(setting.own), words)
        yield Mention(0, len(words), Agency(iri, words, Side.STATE, setting.level, setting.own), words)


def _office(name: str, setting: Setting) -> Agency:
    """An unknown body of the document's place; a department's room is that department's."""
    issuer = setting.issuer
    place = setting.at(_HEAD_LEVELS.get(name.split(maxsplit=1)[0])) or setting.own
    if name.startswith(_ROOMS) and issuer is not None and issuer.name.startswith(("Sở ", "Bộ ")):
        name, place = f"{name} thuộc {issuer.name}", issuer.place
    return Agency(agency_iri(slug_of(place), name), name, Side.OTHER, None, place)
