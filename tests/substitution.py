"""Other names, numbers and dates wherever a real text has them, and the same in the facts read from it."""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ontology.authority import Sector, document_types, sectors
from tests import choices
from tests.edits import Edit, edited

SIGNERS = ["Lương Quốc Bảo", "Hoàng Thị Vân", "Nông Văn Thắng", "Đỗ Hữu Tâm", "Vi Ngọc Lan", "Sùng A Páo"]
SERIAL = re.compile(r"(?<![\d/.,-])(\d+)(\s*[-/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w&/.,-]*)")
_SLASHES = re.compile(r"(?<![\d/-])(\d{1,2})(/)(\d{1,2})(/)(\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})(\s+tháng\s+)(\d{1,2})(\s+năm\s+)(\d{4})(?!\d)")
_LETTERS = re.compile(r"[A-ZĐ&]+")
_BLANKS = r"\s+"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# A branch counts only behind its head; "cơ sở", "trụ sở" and "cán bộ" are none.
_HEAD = (
    r"(?<!\w)(?:(?<!CƠ\s)(?<!TRỤ\s)(?<!CÁN\s)(?:Sở|Bộ|SỞ|BỘ)|(?<=[Cc]ác\s)(?:sở|bộ)|(?<=ngang\s)bộ(?=\s*:))"
    r"(?:\s*:\s*|\s+)"
)
_CITY = re.compile(r"(?:phố|TP\.?|[:;,]|\svà)\s*\Z", re.IGNORECASE)  # else "Hồ Chí Minh" is the person


@dataclass(slots=True)
class Substitution:
    """What is called what in one document."""

    serials: dict[str, str]
    days: dict[dt.date, dt.date]
    places: dict[str, str] = field(default_factory=dict)
    branches: dict[Sector, Sector] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def of(self, text: str, gold: dict[str, Any], seed: int) -> Substitution:
        """These choices, which hold for all documents, and those for the names in one of them."""
        on, draw = dt.date.fromisoformat(str(gold.get("date") or "2025-12-01")), random.Random(seed)  # noqa: S311
        names = choices.places(text, str(gold.get("issuer")), on, draw)
        if gold.get("signer"):
            names[str(gold["signer"])] = draw.choice(SIGNERS)
        branches = choices.branches(on, random.Random(seed))  # noqa: S311 -- the same for all of a date
        return replace(self, places=names, branches=branches, codes=_codes(branches))

    def edits(self, text: str) -> list[Edit]:
        """Where other words stand, in order and without overlaps: numbers go first, then dates, then names."""
        taken: list[Edit] = []
        for found in (self._numbers(text), self._short(text), self._dates(text), self._bodies(text), self._named(text)):
            for edit in found:
                at = bisect_right(taken, edit)
                if (not at or taken[at - 1].end <= edit.start) and (at == len(taken) or edit.end <= taken[at].start):
                    taken.insert(at, edit)
        return taken

    def text(self, text: str) -> str:
        """A text with these choices."""
        return edited(text, self.edits(text))

    def facts(self, fact: Any, key: str = "") -> Any:  # noqa: ANN401 -- JSON
        """Facts with these choices; what only names a file or an entry of the gold stays."""
        if isinstance(fact, dict):
            return {self.text(name): self.facts(value, name) for name, value in fact.items()}
        if isinstance(fact, list):
            return [self.facts(value, key) for value in fact]
        if not isinstance(fact, str) or key in ("file", "id"):
            return fact
        if _ISO.fullmatch(fact):
            return self.days[dt.date.fromisoformat(fact)].isoformat()
        return self.text(self._uncut(fact) if key in ("text_start", "indicator") else fact)

    def _uncut(self, start: str) -> str:
        """First words without a name that they cut."""
        for met in re.finditer(_HEAD, start):
            rest = _key(start[met.end() :])
            if any(_key(one.name).startswith(rest) and _key(one.name) != rest for one in self.branches):
                return start[: met.start()].rstrip(" ,;(")
        return start

    def _numbers(self, text: str) -> Iterator[Edit]:
        for met in SERIAL.finditer(text):
            rest = _LETTERS.sub(lambda code: self.codes.get(code[0], code[0]), met[2])
            yield Edit(*met.span(), self.serials.get(met[1], met[1]) + rest)

    def _short(self, text: str) -> Iterator[Edit]:
        """A number behind its type alone: "Kế hoạch số 109", "Nghị quyết 57"."""
        types = _any(frozenset(kind.name for kind in document_types()) - {"Đề án"})  # "Đề án 06" is a name
        for met in re.finditer(rf"{types}\s+(?:số\s+)?(\d+)(?![\d/-]|[.,]\d|\s*[-/])", text, re.IGNORECASE):
            if met[1] in self.serials:
                yield Edit(*met.span(1), self.serials[met[1]])

    def _dates(self, text: str) -> Iterator[Edit]:
        for met in (*_SLASHES.finditer(text), *_WORDS.finditer(text)):
            if new := self.days.get(_day(met) or dt.date.max):
                month = f"{new.month:02}" if new.month <= 2 or met[3][0] == "0" else str(new.month)
                yield Edit(*met.span(), f"{new.day:02}{met[2]}{month}{met[4]}{new.year}")

    def _bodies(self, text: str) -> Iterator[Edit]:
        """Branches behind their head, also in a list: "các sở: Y tế, Tài chính và Nội vụ"."""
        known = _branches()
        name = re.compile(rf"{_any(frozenset(known))}(?!&)", re.IGNORECASE)
        joint = re.compile(r"\s*[,;]\s*(?:(?:Sở|Bộ)\s+)?|\s+và\s+(?:(?:Sở|Bộ)\s+)?")
        for head in re.finditer(_HEAD, text):
            at = head.end()
            while met := name.match(text, at):
                one = known[_key(met[0])]
                yield Edit(*met.span(), _alike(met[0], _spelled(met[0], one, self.branches.get(one, one))))
                further = joint.match(text, met.end())
                at = further.end() if further else len(text)

    def _named(self, text: str) -> Iterator[Edit]:
        known = {_key(old): (old, new) for old, new in self.places.items()}
        for met in re.finditer(rf"{_any(frozenset(known))}(?!\s+(?:Dương|Phủ)\b)", text, re.IGNORECASE):
            old, new = known[_key(met[0])]
            if met[0][0].isupper() and (old != "Hồ Chí Minh" or _CITY.search(text[: met.start()][-12:])):
                yield Edit(*met.span(), _alike(met[0], new))


def _codes(branches: dict[Sector, Sector]) -> dict[str, str]:
    """The letters in numbers of ministries and departments that changed."""
    return {
        code: choices.codes_of(new, head)[0]
        for old, new in branches.items()
        for head in ("Bộ", "Sở")
        for code in choices.codes_of(old, head)
    }


def days_in(text: str) -> Iterator[dt.date]:
    """Every full date in a text."""
    found = map(_day, (*_SLASHES.finditer(text), *_WORDS.finditer(text)))
    return (day for day in found if day)


def days_of(gold: dict[str, Any]) -> Iterator[dt.date]:
    """Every full date in facts."""
    return map(dt.date.fromisoformat, _ISO.findall(repr(gold)))


def _day(met: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(met[5]), int(met[3]), int(met[1]))
    except ValueError:
        return None


def _spelled(written: str, old: Sector, new: Sector) -> str:
    """The new branch, as short as the old one was written."""
    if _key(written) == _key(old.name) or " " in written:
        return new.name
    return min((alias for alias in new.aliases if " " not in alias), key=len, default=new.name)


def _alike(old: str, new: str) -> str:
    """The new words with the old ones' capitals, and their line break behind the first word."""
    blank = re.search(r"\s+", old)
    new = new.upper() if old.isupper() and " " in old else new
    return re.sub(r"\s+", lambda _: blank[0], new, count=1) if blank else new


@cache
def _any(names: frozenset[str]) -> str:
    """A pattern of whole names, the longest first, with any blanks between their words."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?<!\w)(?:{'|'.join(_BLANKS.join(map(re.escape, name.split())) for name in ordered)})(?!\w)"


@cache
def _branches() -> dict[str, Sector]:
    return {_key(name): one for one in sectors() for name in (one.name, *one.aliases)}


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()
