"""A known body at a place in a text, completed with the place behind its name or with the document's own.

>>> here = Setting(Level.PROVINCE, province("Cao Bằng", None))
>>> known = Known("Sở Y tế", Side.STATE, Level.PROVINCE, local=True)
>>> completed("Sở Y tế rà soát", 0, 7, known, here).agent.name
'Sở Y tế tỉnh Cao Bằng'
>>> [mention.agent.name for mention in several_at("Sở Y tế các tỉnh: Cao Bằng, Nghệ An", 0, 7, known, here)]
['Sở Y tế tỉnh Cao Bằng', 'Sở Y tế tỉnh Nghệ An']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders import groups
from loaders.places import NAME, TYPE, Setting, level_of, own_name, own_words, province, slug_of, type_of
from ontology.codes import Level, Side
from ontology.holders import COMMITTEE, completed_name, own_body
from ontology.identifiers import agency_iri
from ontology.localities import CITY
from ontology.model import Agency, Agent, Place

_HALVES = ("Báo", "Đài", "Ban", "Hội")  # without a name behind them they are half of a body's name
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
# Bodies that only places have: where the centre names no place, all of them are meant.
_IN_EACH_PLACE = re.compile(
    r"(?:Sở|Phòng|Công an|(?:Thường trực )?Hội đồng nhân dân|Ủy ban nhân dân|(?:Bộ|Ban) Chỉ huy|Trạm Y tế)(?!\w)"
)
# Those of every place, or of the one where it is to be done: "Công an địa phương".
_WHEREVER = re.compile(r"\s+(?:các )?(?:địa phương|cơ sở|sở tại|các cấp)(?!\w)")
# A place that is told to do something stands for its People's Committee.
_KIND = re.compile(
    rf"(?:, |; | và |,? và )?(?P<kind>(?:[Cc]ác )?(?:tỉnh|thành phố)(?:, thành phố)?)(?: ?:)?(?= {_ONE})", re.IGNORECASE
)
_ALL = re.compile(r"(?<!\w)các ", re.IGNORECASE)
_BARE_NAME = re.compile(rf"\s+({NAME})")


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency at ``start:end`` of a text; ``post`` is the post that stands for it, as written."""

    start: int
    end: int
    agent: Agent
    post: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A known body: its own name, level and whether it needs a place."""

    name: str
    side: Side
    level: Level | None
    local: bool


_COMMITTEE_OF_PROVINCE = Known("Ủy ban nhân dân", Side.STATE, None, local=True)


def completed(text: str, start: int, end: int, known: Known, setting: Setting) -> Mention | None:
    """The body with the place that the text gives behind it, else with the setting's; None for half a name.

    A body of a lower level than the document's, without a place, is the group of all of them:

    >>> known = Known("Sở Y tế", Side.STATE, Level.PROVINCE, local=True)
    >>> completed("Các Sở Y tế rà soát", 4, 11, known, Setting(Level.CENTRAL)).agent.name
    'Các Sở Y tế'
    """
    if not known.local:
        return _branch(text, start, end, known, setting) or Mention(start, end, _placeless(known, setting))
    found = _of_region(text, start, end, known, setting) or of_every_place(text, start, end, setting, known.side)
    found = found or _at_a_place(text, start, end, known, setting)
    if found or known.name in _HALVES:
        return found
    return _unplaced(text, start, end, known, setting)


def _of_region(text: str, start: int, end: int, known: Known, setting: Setting) -> Mention | None:
    """An office of a region, which no province has for its own: by its number, else that of the document's place."""
    region = _REGION.match(text, end)
    regional = text.endswith(" khu vực", start, end)
    own = known.name if known.name.endswith(" khu vực") or not regional else text[start:end]
    if region and (region["region"] or regional):
        name = f"{own}{region['region'] or ''} {region['no']}"
        return Mention(start, region.end(), Agency(agency_iri("", name), name, known.side, known.level))
    if not regional:
        return None
    return Mention(start, end, Agency(agency_iri(slug_of(setting.own), own), own, known.side, known.level))


def _at_a_place(text: str, start: int, end: int, known: Known, setting: Setting) -> Mention | None:
    """The body with the place whose name, or kind, stands behind it."""
    tail = _TAIL.match(text, end)
    if tail:
        name = own_words(tail["kind"], tail["name"] or "", setting.date)
        last = tail.start("name") + len(name) if name else tail.end()
        return Mention(start, last, _with_tail(text[start:end], tail, name, known, setting))
    bare = _BARE_NAME.match(text, end)
    place = _bare_place(known, bare[1], setting) if bare else None
    if bare is None or place is None:
        return None
    return Mention(start, bare.start(1) + _written_width(place, bare[1]), _agency(known, place))


def _unplaced(text: str, start: int, end: int, known: Known, setting: Setting) -> Mention:
    """The body in the setting's own place; where the document stands above that level, the group of all of them."""
    of_each = setting.level is Level.CENTRAL and _IN_EACH_PLACE.match(known.name) is not None
    if not of_each and not _is_above(setting, known):
        return Mention(start, end, _agency(known, setting.at(known.level)))
    first = start - len("các ") if _ALL.match(text, max(0, start - len("các "))) else start
    return Mention(first, end, groups.group(text[first:start] + known.name, setting, known.side, known.level))


def _is_above(setting: Setting, known: Known) -> bool:
    """Whether a document speaks to bodies below it without a place: a ministry's "Sở Y tế" is every province's."""
    if setting.level is None or known.level is None or setting.at(known.level) is not None:
        return False
    levels = list(Level)
    return levels.index(setting.level) < levels.index(known.level)


def several_at(text: str, start: int, end: int, known: Known, setting: Setting) -> list[Mention]:
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


def of_every_place(text: str, start: int, end: int, setting: Setting, side: Side) -> Mention | None:
    """The group of the bodies of one name in every place: "Công an | địa phương", "Hội đồng Thi đua | các cấp"."""
    wherever = _WHEREVER.match(text, end)
    if wherever is None:
        return None
    return Mention(start, wherever.end(), groups.group(text[start : wherever.end()], setting, side))


def _branch(text: str, start: int, end: int, known: Known, setting: Setting) -> Mention | None:
    """A firm's branch in a province that stands behind its name: "Viettel Nghệ An"."""
    bare = _BARE_NAME.match(text, end) if known.side is Side.OTHER else None
    place = _bare_place(known, bare[1], setting) if bare else None
    if bare is None or place is None:
        return None
    name = f"{text[start:end]} {own_name(place)}"
    agent = Agency(agency_iri(slug_of(place), name), name, known.side, place.level, place)
    return Mention(start, bare.start(1) + _written_width(place, bare[1]), agent)


def _placeless(known: Known, setting: Setting) -> Agency:
    """A body of which there is one, so that it needs no place to be told from others."""
    place = setting.at(Level.CENTRAL) if known.level is Level.CENTRAL else None
    return Agency(agency_iri(slug_of(place), known.name), known.name, known.side, known.level, place)


def _with_tail(words: str, tail: re.Match[str], name: str, known: Known, setting: Setting) -> Agent:
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
    if type_of(kind) != CITY or (place is not None and place.name.startswith(CITY)):
        return place
    return next((p for p in (setting.province, setting.district) if p and p.name.startswith(CITY)), None)


def _written_width(place: Place, name: str) -> int:
    """How many of the characters behind a body name the place: the words may go on behind its name."""
    own = own_name(place)
    return len(own) if name.casefold().startswith(own.casefold()) else len(name)


def _bare_place(known: Known, name: str, setting: Setting) -> Place | None:
    """A place named without its kind: "Tỉnh ủy Cao Bằng", "Huyện ủy Định Hóa"."""
    words = name.split()
    for count in range(len(words), 0, -1):
        top = province(" ".join(words[:count]), setting.date)
        if top is not None and (known.level in (Level.PROVINCE, None) or not known.local):
            return top
    committee = COMMITTEE.search(known.name)
    if committee and known.level is Level.DISTRICT and not name.isupper():
        kind = {"Huyện": "huyện", "Quận": "quận", "Thị": "thị xã", "Thành": "thành phố"}[committee[0].split()[0]]
        return setting.named(kind, name)
    return None


def _agency(known: Known, place: Place | None) -> Agency:
    """A local body's full name: with its place, once."""
    if place is None:
        return Agency(agency_iri("", known.name), known.name, known.side, known.level)
    own = own_body(known.name, place.level, place.name)
    name = completed_name(own, place.name)
    return Agency(agency_iri(slug_of(place), own), name, known.side, place.level, place)
