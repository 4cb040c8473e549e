"""Agencies in a text: recognised by the authority data and by form, completed with their place.

A mention is a known body ("Công an tỉnh"), a department by head and sector ("Sở Y tế"), an unknown body by its head and
capitals ("Trung tâm Xúc tiến Du lịch"), or a group ("các sở, ban, ngành tỉnh"), with a post before it where the text
names one ("Chủ tịch UBND xã").

>>> from loaders.places import province
>>> cao_bang = Setting(Level.PROVINCE, province("Cao Bằng", None))
>>> [m.agent.name for m in find("Công an tỉnh phối hợp với Sở LĐTBXH, các sở, ban, ngành", cao_bang)]
['Công an tỉnh Cao Bằng', 'Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng', 'Các sở, ban, ngành']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import ahocorasick

from loaders import firsts, groups, misread, unknown
from loaders.bodies import Known, Mention, completed, of_every_place, several_at
from loaders.mapped import lowered
from loaders.normalize import place_tones
from loaders.places import TYPE, Setting, own_name, slug_of
from ontology import authority
from ontology.codes import Level, Side
from ontology.identifiers import agency_iri
from ontology.model import Agency, AgencyGroup

_HEAD_LEVELS = {"Bộ": Level.CENTRAL, "Sở": Level.PROVINCE, "Phòng": Level.DISTRICT, "Ban": None}


_SYLLABLE_MAX = 40  # characters of a first syllable, and one more
_LONG = 3  # blanks in a name that is sure also in small letters: "ủy ban nhân dân"


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
_ENDS_PLACED = re.compile(rf" {TYPE}$", re.IGNORECASE)
_BELONGS = re.compile(r"\s+(?:trực thuộc|thuộc|của)\s+")
_IS_POST = re.compile(rf"(?:{_POSTS}) ")
_STAFF = re.compile(r"(?:Công chức|Cán bộ|Chuyên viên)\s+[^,;:.]{3,60}")


@cache
def _automaton() -> ahocorasick.Automaton:
    """All known names in lower case; longest match first by ``iter_long``."""
    automaton = ahocorasick.Automaton()
    for sector in authority.sectors():
        for head in sector.heads:
            known = Known(f"{head} {sector.name}", Side.STATE, _HEAD_LEVELS.get(head), head != "Bộ")
            for name in (sector.name, *sector.aliases):
                automaton.add_word(place_tones(f"{head} {name}").lower(), known)
    for body in authority.bodies():
        if body.numbers_as and _IS_POST.match(body.name):
            continue  # a post stands for its body: see _with_post
        known = Known(body.name, body.side, body.level, body.local)
        for name in (body.name, *body.aliases):
            automaton.add_word(place_tones(name).lower(), known)
    automaton.make_automaton()
    return automaton


@cache
def _firsts() -> re.Pattern[str]:
    """The first syllables of all that is a mention: known names, groups, unknown bodies, posts, staff."""
    known = {name.split(maxsplit=1)[0] for name in _automaton()}
    own = "phó chủ giám bí tổng chánh trưởng bộ hiệu viện chỉ vụ cục chi thống thủ người lãnh tư đồng cán chuyên"
    return firsts.pattern(" ".join((*sorted(known), own, groups.FIRST, unknown.FIRST.lower())))


def may_begin(text: str, at: int) -> bool:
    """Whether a mention may begin at an offset, by its first syllable alone."""
    return _firsts().match(lowered(text[at : at + _SYLLABLE_MAX]), 0) is not None


def find(text: str, setting: Setting) -> list[Mention]:
    """The agencies of a normalised text in their order; of two that overlap, the first to begin, then the longer."""
    listed = [*_known(text, setting), *_groups(text, setting), *_offices(text, setting)]
    near = [] if not setting.misread else [word for word in _near(text) if not _is_told(word, listed)]
    listed += _misread(text, near, setting)
    named = {mention.start: mention.end for mention in sorted(listed, key=lambda m: m.end)}
    unsure = [word for word in near if word.known is None]
    others = [m for m in _unknown(text, setting, named) if not any(_covers(word, m) for word in unsure)]
    if not listed and not others:
        return []
    found = [(m.start, -m.end, rank, m) for rank, source in enumerate((listed, others)) for m in source]
    kept: list[Mention] = []
    for *_, mention in sorted(found, key=lambda row: row[:3]):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return [_with_post(text, mention) for mention in _merged(text, kept, setting)]


def doubtful(text: str, setting: Setting) -> Iterator[tuple[int, int]]:
    """Where words of a misread text look like a known body's name, but not enough for it to be that body."""
    found = find(text, setting) if setting.misread else []
    for word in _near(text) if setting.misread else ():
        if word.known is None and not any(_overlap(word, mention) for mention in found):
            yield word.start, word.end


@cache
def _names() -> misread.Names:
    return misread.Names(spellings())


@lru_cache(maxsize=64)  # the same words are asked for as subject, as task and as doubtful
def _near(text: str) -> tuple[misread.Near, ...]:
    return tuple(_names().near(text))


def _misread(text: str, near: Iterable[misread.Near], setting: Setting) -> Iterator[Mention]:
    """The known bodies whose names OCR misread."""
    for word in near:
        mention = completed(text, word.start, word.end, word.known, setting) if word.known else None
        if mention is not None:
            yield mention


def _is_told(word: misread.Near, listed: Iterable[Mention]) -> bool:
    """Whether a mention that was read as it stands covers the words, or a doubtful one touches them."""
    return any(
        _overlap(word, m) and (word.known is None or (m.start <= word.start and m.end >= word.end)) for m in listed
    )


def _covers(word: misread.Near, mention: Mention) -> bool:
    return word.start <= mention.start and mention.end <= word.end


def _overlap(word: misread.Near, mention: Mention) -> bool:
    return word.start < mention.end and mention.start < word.end


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
        several = several_at(text, start, end, known, setting)
        yield from several
        mention = None if several else completed(text, start, end, known, setting)
        if mention is not None:
            yield mention


def _length_ending_at(lower: str, end: int, known: Known) -> int:
    """How long the name is that ends here: the longest spelling of the body that fits."""
    return max(len(name) for name in spellings()[known] if lower.endswith(name, 0, end))


@cache
def spellings() -> dict[Known, tuple[str, ...]]:
    """The spellings of each known body, in small letters."""
    names: dict[Known, list[str]] = {}
    for word, known in _automaton().items():
        names.setdefault(known, []).append(word)
    return {known: tuple(words) for known, words in names.items()}


def _groups(text: str, setting: Setting) -> Iterator[Mention]:
    for start, end in groups.spans(text):
        yield Mention(start, end, groups.group(text[start:end], setting))
    for post in _MINISTERS.finditer(text) if "Bộ trưởng" in text else ():
        yield Mention(post.start(), post.end(), groups.group("các bộ", setting), "Bộ trưởng")


def _offices(text: str, setting: Setting) -> Iterator[Mention]:
    """The issuer's own rooms: "Văn phòng Sở", "Chánh Văn phòng"."""
    if setting.issuer is None or not ("Văn phòng" in text or "Thanh tra" in text):
        return
    for match in _OWN_OFFICE.finditer(text):
        of, chief = match["of"], text.endswith("Chánh ", 0, match.start())
        if (of and setting.issuer.name.startswith(f"{of} ")) or (not of and chief):
            name = f"{match[0].removesuffix(f' {of}')} {setting.issuer.name}"
            place = setting.issuer.place
            iri = agency_iri(slug_of(place), name)
            yield Mention(match.start(), match.end(), Agency(iri, name, Side.STATE, None, place))


def _merged(text: str, found: list[Mention], setting: Setting) -> Iterator[Mention]:
    """A group with the body that it belongs to: "các đơn vị trực thuộc | Sở Y tế"; an office likewise."""
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
        elif owner and text[mention.end : owner.start] == " " and _is_office(mention, owner, text):
            mention = _office_of(mention, owner, text)
            at += 1
        yield mention


def _is_office(mention: Mention, owner: Mention, text: str) -> bool:
    """Whether a body named without its place stands right before the one whose office it is: "Ban Tuyên giáo | ..."."""
    words = text[mention.start : mention.end]
    placed = mention.agent.place is not None and own_name(mention.agent.place) in words
    both = isinstance(mention.agent, Agency) and isinstance(owner.agent, Agency) and not owner.post
    return both and words.startswith("Ban ") and not placed and not _ENDS_PLACED.search(words)


def _office_of(mention: Mention, owner: Mention, text: str) -> Mention:
    """The office as one body, in its owner's place and on its owner's side."""
    name = f"{text[mention.start : mention.end]} {owner.agent.name}"
    place = owner.agent.place
    agent = Agency(agency_iri(slug_of(place), name), name, owner.agent.side, owner.agent.level, place)
    return Mention(mention.start, owner.end, agent, mention.post)


def _unknown(text: str, setting: Setting, known: Mapping[int, int]) -> Iterator[Mention]:
    if text.isupper():
        return
    for start, end in unknown.spans(text, known):
        name = text[start].upper() + text[start + 1 : end]
        yield of_every_place(text, start, end, setting, Side.OTHER) or Mention(start, end, unknown_body(name, setting))
    staff = _STAFF.match(text)
    if staff:
        words = staff[0].rstrip()
        iri = agency_iri(slug_of(setting.own), words)
        yield Mention(0, len(words), Agency(iri, words, Side.STATE, setting.level, setting.own), words)


def unknown_body(name: str, setting: Setting) -> Agency:
    """An unknown body of the document's place; a department's room is that department's."""
    issuer = setting.issuer
    place = setting.at(_HEAD_LEVELS.get(name.split(maxsplit=1)[0])) or setting.own
    if name.startswith(_ROOMS) and issuer is not None and issuer.name.startswith(("Sở ", "Bộ ")):
        of = issuer.name.removesuffix(f" {issuer.place.name}") if issuer.place else issuer.name
        itself = name.endswith(f" {of}")  # "Văn phòng Bộ Y tế" says whose it is
        name = f"{name.removesuffix(of)}{issuer.name}" if itself else f"{name} thuộc {issuer.name}"
        place = issuer.place
    return Agency(agency_iri(slug_of(place), name), name, Side.OTHER, None, place)
