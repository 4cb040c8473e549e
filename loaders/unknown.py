"""Bodies that no list knows, by the form of their names: a head ("Phòng", "Trung tâm") and capitals.

>>> text = "Giao Phòng Giáo dục Phổ thông, Trung tâm Xúc tiến Du lịch lập hồ sơ"
>>> [text[start:end] for start, end in spans(text, {})]
['Phòng Giáo dục Phổ thông', 'Trung tâm Xúc tiến Du lịch']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loaders import firsts
from loaders.mapped import fold
from loaders.predicates import name_end
from loaders.vietnamese import UPPER

# Heads behind which small words may follow at once: "Ban Chỉ đạo phòng thủ dân sự".
_TEAMS = r"Ban [Cc]hỉ đạo|Ban [Cc]hỉ huy|Ban [Tt]ổ chức|Tổ [Cc]ông tác|Hội đồng"
_HEADS = (
    rf"{_TEAMS}|Sở|Bộ|Cục|Chi cục|Tổng cục|Vụ|Ban Quản lý|Ban|Phòng|(?<=Trưởng )phòng|Văn phòng|Trung tâm|Trường|Viện|"
    "Hội|Liên hiệp|Liên đoàn|Hiệp hội|Liên minh|Công ty|Tập đoàn|Ngân hàng|Quỹ|Đài|Báo|Tòa án|Thanh tra|Bệnh viện|"
    "Tổng công ty|Học viện|Kho bạc|Ủy ban|Đảng ủy|Đoàn"
)
_TEAM = re.compile(_TEAMS)
_OF = r"(?:Văn phòng|Cơ quan [Tt]hường trực|Thường trực|Tổ giúp việc|Thanh tra) "  # an office of such a body
_START = re.compile(rf"(?<!\w)(?:{_OF})?(?:(?P<team>{_TEAMS})|{_HEADS})(?!\w)")
FIRST = (
    "Ban Báo Bệnh Bộ Chi Công Cơ Cục Học Hội Hiệp Kho Liên Ngân Phòng phòng Quỹ Sở Tập Thanh Thường Tòa Tổ Tổng "
    "Trung Trường Văn Viện Vụ Đài Đảng Đoàn Ủy"
)
_FIRST = firsts.pattern(FIRST)
_CAPITAL = re.compile(rf"(?P<joint>,| -| –| và| &)? (?P<word>[{UPPER}][\wà-ỹ]*)")
_IS_HEAD = re.compile(rf"(?:{_HEADS}|Sở|Công an|Mặt trận|UBND|Chủ tịch|Giám đốc|Trưởng|Thủ trưởng)(?!\w)")
_HEAD_LAST = re.compile(rf" (?:{_HEADS})$")  # half of "Văn phòng Ban Chỉ đạo ..."
_COMPLETE = re.compile(r"(?:Sở|Bộ) ")  # the lists have all of them
_SYLLABLE = re.compile(r" [a-zà-ỹđ]+(?!\w)")
_BETWEEN = 2  # small syllables between two capitals of a name ("Khí tượng thủy văn" has more, at its end)


def spans(text: str, known: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Where unknown names begin and end; ``known``: the same of the names that a list knows."""
    at = 0
    while first := _FIRST.search(text, at):
        match = _START.match(text, first.start())
        at = match.end() if match else first.end()
        if match is None:
            continue
        end = _end(text, match.end(), known, team=bool(match["team"]))
        if end is None:
            continue
        name = text[match.start() : end]
        if not _goes_beyond(text, match.start(), end, known):
            continue
        if fold(name) != name.lower() and not _HEAD_LAST.search(name):  # without diacritics: more likely damaged
            yield match.start(), end
            at = end


def _goes_beyond(text: str, start: int, end: int, known: Mapping[int, int]) -> bool:
    """Whether a name that begins like a known one has a further part: "Phòng Kế hoạch | - Tài chính"."""
    if start not in known:
        return True
    if _TEAM.fullmatch(text, start, known[start]):
        return end > known[start]  # "Ban Chỉ đạo | phòng thủ dân sự"
    if text.startswith("Đảng ủy Bộ ", start):
        return end > known[start]
    further = _CAPITAL.match(text, known[start])
    return (
        end > known[start]
        and further is not None
        and not _COMPLETE.match(text, start)
        and not _IS_HEAD.match(text, further.start("word"))
    )


def _end(text: str, at: int, known: Mapping[int, int], *, team: bool) -> int | None:
    """Where a name ends whose head ends at an offset; None where no capital follows or it is cut in its middle."""
    begun = team
    while True:
        capital = _CAPITAL.match(text, at)
        if capital is None:
            small = _small(text, at) if begun else None
            if small is None:
                return name_end(text, at) if begun else None
            at = small
            continue
        word = capital.start("word")
        if capital["joint"] and (word in known or _IS_HEAD.match(text, word) or not begun):
            return at if begun else None
        if word in known:
            return known[word]  # the body that it is an office of: "Ban Tuyên giáo | Liên đoàn Lao động tỉnh"
        begun = True
        at = capital.end()


def _small(text: str, at: int) -> int | None:
    """Behind one or two small syllables that stand between two capitals of a name: "Giáo | dục | Phổ thông"."""
    end = at
    for _ in range(_BETWEEN):
        if name_end(text, end, most=0) is not None:
            return None
        syllable = _SYLLABLE.match(text, end)
        if syllable is None:
            return None
        end = syllable.end()
        if _CAPITAL.match(text, end):
            return end
    return None
