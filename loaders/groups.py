"""Groups of agencies, known by the grammar of their names: "các sở, ban, ngành tỉnh", "UBND các xã, phường".

A group begins with a determiner ("các ...") or is the first of several nouns; it goes on over commas and "và" until a
word that begins the next group.

>>> text = "Giao các sở, ban, ngành và các đoàn thể cấp tỉnh"
>>> [text[start:end] for start, end in spans(text)]
['các sở, ban, ngành', 'các đoàn thể cấp tỉnh']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders import firsts, predicates
from loaders.mapped import lowered
from loaders.places import NAME, TYPE, Setting, level_of, slug_of
from loaders.vietnamese import UPPER
from ontology.codes import Level, Side
from ontology.identifiers import group_iri
from ontology.localities import TYPES
from ontology.model import AgencyGroup

_OFFICES = (
    r"cơ quan(?: (?:ngang bộ|thuộc Chính phủ|chủ quản|đảng|đăng ký (?:đầu tư|kinh doanh)|thẩm định"
    r"|chuyên môn|tham mưu,? giúp việc|thông tấn|báo chí|truyền thông"
    r"|thông tin truyền thông|chức năng|quản lý nhà nước|nhà nước|hành chính|trung ương|ban, ngành"
    r"|đại diện(?: (?:của )?Việt Nam)?(?: (?:ở|tại) nước ngoài)?))?"
    r"|đơn vị(?: sự nghiệp(?: công lập)?)?|địa phương"
)
_ORGANISATIONS = (
    r"tổ chức(?: (?:chính trị ?-? ?xã hội(?: ?- ?nghề nghiệp)?|cơ sở [Đđ]ảng|xã hội|đoàn thể|hội|đảng"
    r"|chính trị|đoàn|tín dụng|thành viên(?: của Mặt trận(?: Tổ quốc)?)?))?"
    r"|đoàn thể|hội(?: quần chúng|, đoàn thể| đoàn thể| viên)?"
)
_LOCAL = r"(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân|Đảng ủy|Công an|Ủy ban MTTQ(?: Việt Nam)?|MTTQ)(?: các| cấp)?"
_NOUN = (
    rf"{_LOCAL} {TYPE}(?:(?:, | và |,? ){TYPE})*(?! {NAME})"
    rf"|{_OFFICES}|{_ORGANISATIONS}"
    r"|ban ngành|sở|ban|ngành"
    r"|bộ(?! (?:máy|phận|tiêu chí|luật|đội|môn|trưởng))|phòng|cấp ủy(?: [Đđ]ảng| cơ sở)?"
    r"|chính quyền|tổ dân phố|thôn|xóm|bản|khu phố"
    r"|doanh nghiệp|hiệp hội|cơ sở giáo dục(?: và đào tạo)?|trường học|nhà trường|báo chí|cơ sở y tế|hợp tác xã"
    r"|trường(?! (?:hợp|thông tin|dữ liệu))(?: (?:đại học|cao đẳng|phổ thông"
    r"|trung học phổ thông|trung học cơ sở|tiểu học|mầm non))?|viện(?: nghiên cứu)?"
    r"|(?:tỉnh|thành|huyện|quận|thị|đảng) ủy|ban (?:cán sự )?đảng|đảng đoàn|ban thường vụ cấp ủy"
    r"|nhà (?:đầu tư|thầu|mạng|cung cấp dịch vụ|sản xuất)"
    r"|bệnh viện|cơ sở|vụ|cục|chi cục|tổng cục|tập đoàn|tổng công ty|ban quản lý dự án|ủy ban kiểm tra"
    r"|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu|tỉnh|đài|báo|chủ đầu tư|chi bộ|đảng bộ|Mặt trận Tổ quốc"
)
_MOD = (
    r"(?: (?:cấp (?:tỉnh|huyện|xã|thành phố|cơ sở)|các cấp|(?:có )?liên quan(?: khác)?"
    r"|(?:đóng )?trên địa bàn(?: (?:tỉnh|thành phố|huyện|xã))?"
    rf"|trực thuộc(?: (?:tỉnh|thành phố|huyện|Trung ương|UBND tỉnh|Huyện ủy|Tỉnh ủy)|(?! (?-i:[{UPPER}])))"
    r"|chức năng|hữu quan|cấp trên(?: trực tiếp)?|(?:của )?(?-i:Sở|Bộ)(?=,|;|\.| và| có| chịu| chủ| phối|$)"
    r"|thuộc (?:tỉnh|thành phố|huyện|UBND tỉnh|UBND thành phố)"
    r"|(?:của |giúp việc )?(?:Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy)"
    rf"|(?:thuộc |trong )?(?:vùng|khu vực) {NAME}"
    r"|của (?:tỉnh|thành phố|huyện|xã|Trung ương)|cùng cấp|khác|tỉnh|thành phố|huyện|trung ương|ở địa phương"
    rf")(?! ủy)(?:(?:(?<=tỉnh)|(?<=huyện)|(?<=thành phố)|(?<=thị trấn)) {NAME})?)"
)
_DET = r"(?:(?:các|những|toàn thể|tất cả các|một số) )"
# A noun with a name of its own behind it is the head of a body, not a further noun of the group: ", Sở | Y tế".
_NO_HEAD = rf"(?={_MOD}| Đảng| Nhà nước|(?! (?-i:[{UPPER}])))"
_NEXT = rf"{_NOUN}|cá nhân|hộ gia đình"  # only beside bodies: "tổ chức, cá nhân"
_UNIT = rf"(?:{_DET}(?:{_NEXT})(?!\w)|(?:{_NEXT})(?!\w){_NO_HEAD}){_MOD}*"
_COMMITTEES = r"(?:tỉnh|thành|huyện|quận|thị|đảng) ủy(?:(?:, | và )(?:tỉnh|thành|huyện|quận|thị|đảng) ủy)*"
_PARTY = (
    r"(?:ban thường vụ )?cấp ủy(?: [Đđ]ảng)?(?= cấp trên| các cấp| trực thuộc)"
    rf"|(?:ban thường vụ|thường trực|văn phòng) các {_COMMITTEES}|(?:các )văn phòng {_COMMITTEES}(?! (?-i:[{UPPER}]))"
)
_GROUP = re.compile(
    rf"(?<!\w)(?:{_PARTY}|{_DET}(?:{_NOUN})|(?:{_NOUN})(?!\w){_MOD}*(?=,| và))(?!\w){_MOD}*(?:(?:, | và ){_UNIT})*",
    re.IGNORECASE,
)
# The words that a group may begin with.
FIRST = (
    "ban bản báo bệnh bộ các cấp chi chính chủ cơ công cục doanh hợp hiệp hội hđnd huyện khu mặt một mttq ngành "
    "nhà những phòng phường quận sở tất toàn tập thành thị thôn thường tổ tổng tỉnh trường ubnd ủy văn viện vụ xã xóm "
    "đài đảng đặc địa đoàn đơn"
)
_FIRST = firsts.pattern(FIRST)
# Joints behind which another group begins, not another noun of the same.
_STRONG = re.compile(
    rf"(?:, và |, | và )(?={_DET}|{_LOCAL} {TYPE}|tổ chức, cá nhân|sở, (?:ban|ngành)"
    r"|báo, đài|viện nghiên cứu|trường \w|nhà \w)",
    re.IGNORECASE,
)
# Nouns that take an attribute of their own: "các doanh nghiệp | viễn thông", "các đơn vị | cấp nước sạch".
_OPEN = re.compile(
    r"(?:doanh nghiệp|cơ quan|đơn vị|tổ chức|cơ sở|trường|dịch vụ|phòng|ban|viện|chủ quản|tập đoàn)$", re.IGNORECASE
)
_WHOLE = re.compile(rf"(?:{_DET})?(?:{_NOUN}){_MOD}*", re.IGNORECASE)


# Kinds of places at a group's head: "các xã, phường", no "các tỉnh ủy", "xã hội", "xã viên".
_PLACES = re.compile(
    rf"(?:{_DET}|mỗi |từng )?(?P<kind>{'|'.join(TYPES)})(?! (?:ủy|đoàn|hội|viên)\b)(?!\w)", re.IGNORECASE
)


def group(words: str, setting: Setting, side: Side = Side.OTHER, level: Level | None = None) -> AgencyGroup:
    """A group by the words that name it, in the document's own place; places stand for their People's Committees.

    >>> group("các xã, phường", Setting()).name, group("các sở, ban, ngành", Setting()).name
    ('Ủy ban nhân dân các xã, phường', 'Các sở, ban, ngành')
    """
    name = words[0].upper() + words[1:]
    if places := _PLACES.match(words):
        name, side = f"Ủy ban nhân dân {words[0].lower()}{words[1:]}", Side.STATE
        level = level or level_of(places["kind"])
    place = setting.own
    return AgencyGroup(group_iri(slug_of(place), name), name, side, level, place)


def is_of_places(words: str) -> bool:
    """Whether a group's words name places, not the bodies that speak for them.

    >>> is_of_places("Các xã, phường"), is_of_places("các tỉnh ủy"), is_of_places("UBND các xã")
    (True, False, False)
    """
    return _PLACES.match(words) is not None


_MODS = re.compile(rf"{_MOD}*", re.IGNORECASE)


def modified(text: str, at: int) -> int:
    """Behind the attributes that follow a group's name: "các phòng của Sở Y tế | có liên quan"."""
    end = predicates.group_end(text, at) if _OPEN.search(text, max(0, at - 12), at) else None
    mods = _MODS.match(text, at if end is None else end)
    return mods.end() if mods else at


_BARE_NOUN = re.compile(r"(?:địa phương|cơ quan|đơn vị|doanh nghiệp|nhà trường|chính quyền)\b", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:địa phương|cơ quan(?: (?-i:[{UPPER}])\w+)?|đơn vị|doanh nghiệp|nhà trường|chính quyền|ngành){_MOD}*"
    r"(?=\s*(?:[,;.]|$|và ))",
    re.IGNORECASE,
)


def bare(text: str, at: int) -> int | None:
    """Where a group ends that begins at an offset without a determiner, as in a list: "phối hợp với | địa phương"."""
    match = _BARE.match(text, at)
    if match:
        return match.end()
    match = _WHOLE.match(text, at)
    return match.end() if match and _BARE_NOUN.match(text, at) and predicates.opens(text, match.end()) else None


def is_whole(words: str) -> bool:
    """Whether words are a group's name and nothing else, as in a table's cell: "Doanh nghiệp"."""
    return _WHOLE.fullmatch(words) is not None


def _found(text: str) -> Iterator[re.Match[str]]:
    """The groups of a text as ``_GROUP`` finds them, looked for only where a word may begin one."""
    at, lower = 0, lowered(text)
    while first := _FIRST.search(lower, at):
        match = _GROUP.match(text, first.start())
        at = match.end() if match else first.end()
        if match:
            yield match


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the groups of a normalised text begin and end, in their order."""
    for match in _found(text):
        edges = [(m.start(), m.end()) for m in _STRONG.finditer(match[0])]
        starts = [0, *(end for _, end in edges)]
        ends = [*(start for start, _ in edges), len(match[0])]
        for start, end in zip(starts, ends, strict=True):
            if " " in match[0][start:end]:  # "báo" or "sở" alone names no group
                last = end == len(match[0])
                yield match.start() + start, modified(text, match.end()) if last else match.start() + end
