"""The stamp of a digital signature (dấu chữ ký số): who signed and when; it is not of the document's text.

>>> read(["Ký bởi: Ủy ban nhân dân xã A", "Thời gian ký: 12.03.2026 10:22:33 +07:00"])
[('signature.subject', 'Ủy ban nhân dân xã A'), ('signature.time', '12.03.2026 10:22:33 +07:00')]
>>> read(["Thời gian: từ tháng 3 đến tháng 5"])
[]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from loaders.formats.rows import Line

_KEYS: tuple[tuple[str, str], ...] = (
    ("subject", r"(?:Được )?[Kk]ý (?:số )?bởi|Người ký|(?:Digitally )?[Ss]igned by|Chữ ký (?:số )?của"),
    ("time", r"Thời gian ký|Ngày ký|Ký ngày|Giờ ký|Date|Signing time"),
    ("email", r"E-?mail|Thư điện tử"),
    ("organisation", r"Cơ quan|Tổ chức|Đơn vị|Organi[sz]ation"),
    ("reason", r"Lý do(?: ký)?|Reason|Mục đích ký"),
    ("place", r"Nơi ký|Location"),
    ("valid", r"Signature (?:Not Verified|[Vv]alid)|Chữ ký (?:số )?hợp lệ"),
)
_KEY = re.compile("|".join(rf"(?P<{key}>{words})" for key, words in _KEYS))
_LINE = re.compile(rf"\W{{0,3}}(?:{_KEY.pattern})\s*(?:[:.]\s*|$|(?<=by)\s)(?P<value>.*)")
# In heights of a line:
_NEAR, _SAME_LEFT, _SAME_SIZE = 0.8, 2.0, 0.25
# What only a stamp says: "Cơ quan: ..." alone may be a line of the text.
_SURE = {"subject", "time", "valid"}


def key_of(text: str) -> str:
    """What a line of a stamp tells: "subject", "time", "email"; "" for a line that is of no stamp."""
    found = _LINE.match(text)
    return _named(found) if found else ""


def find(lines: Sequence[Line]) -> list[list[Line]]:
    """The stamps among the lines of a page, each from its first line with a key down."""
    found: list[list[Line]] = []
    taken: set[int] = set()
    by_top = sorted(lines, key=attrgetter("top"))
    for at, line in enumerate(by_top):
        if id(line) in taken or not key_of(line.text):
            continue
        stamp = [line]
        for below in by_top[at + 1 :]:
            if _belongs(stamp, below):
                stamp.append(below)
        if is_sure([part.text for part in stamp]):
            found.append(stamp)
            taken |= {id(part) for part in stamp}
    return found


def _belongs(stamp: Sequence[Line], line: Line) -> bool:
    """Whether a line stands right below a stamp's last one, at its left, in letters of its size."""
    last = stamp[-1]
    near = -_NEAR * last.size <= line.top - last.bottom <= _NEAR * last.size
    alike = abs(line.size - last.size) <= _SAME_SIZE * last.size
    return near and line.top > last.top and abs(line.left - stamp[0].left) <= _SAME_LEFT * last.size and alike


def is_sure(texts: Sequence[str]) -> bool:
    """Whether lines are a stamp's: two of them say what a stamp says, one of these what nothing else does."""
    keys = [key_of(text) for text in texts]
    return sum(map(bool, keys)) > 1 and any(key in _SURE for key in keys)


def read(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Keys and values of a stamp's lines; a line without a key goes on the value above."""
    if not is_sure(texts):
        return []
    found: list[tuple[str, str]] = []
    for text in texts:
        line = _LINE.match(text)
        if line:
            found.append((f"signature.{_named(line)}", line["value"].strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}".strip())
    return [(key, value) for key, value in found if value]


def _named(line: re.Match[str]) -> str:
    return next(key for key, _ in _KEYS if line[key] is not None)
