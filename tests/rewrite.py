"""Rewrites the five real documents consistently, and the facts read from them alike.

A reader that knows the documents by heart fails on the rewritten ones; a reader that knows the language does not.
Each variant has another real province for each document (with a real district and town of it), other numbers and
dates wherever a document is named, other signers, and the indicators dealt anew to the departments. On top of that
a variant can have its accents decomposed, its tone marks placed the other way, and its lines wrapped elsewhere.

    python -m tests.rewrite CORPUS OUT      # writes every variant, for reading
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tests.choices import another_serial
from tests.wrapping import wrap_elsewhere

OCR = "lao-cai-50-ocr.txt"
INDICATORS = 24

# Province, district and town of each document that has them, as written there.
WRITTEN = [
    ("Cao Bằng", "", ""),
    ("Lâm Đồng", "", ""),
    ("Lào Cai", "", ""),
    ("Đồng Nai", "Vĩnh Cửu", "Vĩnh An"),
    ("Thái Nguyên", "Định Hóa", "Chợ Chu"),
]
# Provinces of early 2024 with one of their districts and a town (thị trấn) in it.
PLACES = [
    ("Yên Bái", "Văn Chấn", "Sơn Thịnh"),
    ("Quảng Nam", "Đại Lộc", "Ái Nghĩa"),
    ("Hà Tĩnh", "Hương Sơn", "Phố Châu"),
    ("Bắc Kạn", "Chợ Đồn", "Bằng Lũng"),
    ("Tuyên Quang", "Chiêm Hóa", "Vĩnh Lộc"),
    ("Lạng Sơn", "Tràng Định", "Thất Khê"),
    ("Đắk Lắk", "Krông Pắc", "Phước An"),
    ("Quảng Trị", "Hướng Hóa", "Khe Sanh"),
    ("Bình Định", "Tây Sơn", "Phú Phong"),
    ("Sơn La", "Mai Sơn", "Hát Lót"),
    ("Thanh Hóa", "Thọ Xuân", "Sao Vàng"),
    ("Cà Mau", "Trần Văn Thời", "Sông Đốc"),
    ("An Giang", "Thoại Sơn", "Núi Sập"),
    ("Bình Thuận", "Đức Linh", "Võ Xu"),
]
SIGNERS = {
    "Trịnh Trường Huy": ["Lương Quốc Bảo", "Hoàng Thị Vân", "Nông Văn Thắng"],
    "Phạm S": ["Đỗ T", "Võ Minh", "Lê Đình Hà"],
    "Nguyễn Trung Kiên": ["Trần Hữu Phúc", "Ma Thị Liên", "Bùi Công"],
    "Đàm Tiến Niên": ["Vi Văn Sơn", "Đinh Ngọc Lan", "Tạ Quang"],
    "Giàng Thị Dung": ["Sùng A Páo", "Lý Thị Mai", "Cao Xuân Đạt"],
}
TONES = [
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"),
    ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"),
    ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to rewrite the documents; the same seed gives the same texts on every machine."""

    name: str
    seed: int
    decomposed: bool = False
    other_tones: bool = False
    rewrapped: bool = False


VARIANTS = (
    Variant("elsewhere", 1),
    Variant("decomposed", 2, decomposed=True),
    Variant("tones", 3, other_tones=True),
    Variant("rewrapped", 4, rewrapped=True),
    Variant("everything", 5, decomposed=True, other_tones=True, rewrapped=True),
)


@dataclass(slots=True)
class Rewriting:
    """The choices of one variant: what is called what, and which indicator goes where."""

    names: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    days: int = 0
    indicators: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, variant: Variant, gold: dict[str, Any]) -> Rewriting:
        """Draws the choices for a variant."""
        draw = random.Random(variant.seed)  # noqa: S311 -- repeatable, not secret
        self = cls(days=draw.randint(11, 60))
        for written, chosen in zip(WRITTEN, draw.sample(PLACES, len(WRITTEN)), strict=True):
            self.names |= {old: new for old, new in zip(written, chosen, strict=True) if old}
        self.names |= {old: draw.choice(new) for old, new in SIGNERS.items()}
        taken: set[str] = set()
        for number in sorted(serials_of(gold)):
            self.numbers[number] = another_serial(number, taken, draw)
        order = list(range(1, INDICATORS + 1))
        draw.shuffle(order)
        self.indicators = dict(enumerate(order, start=1))
        return self

    def text(self, text: str, file: str) -> str:
        """A document's text under these choices."""
        text = self.plain(unicodedata.normalize("NFC", text))
        text = _dates(text, self.days)
        if file == OCR:
            text = _ocr_date(self.plain(text, _bare), self.days)
        return re.sub(r"(?<=chỉ)\s+tiêu\s+\d+(?:,\s+\d+)*", self._deal, text)

    def plain(self, text: str, spelling: Callable[[str], str] = str) -> str:
        """The names and numbers replaced, in a text or in a fact, however they are wrapped and capitalised."""
        for old, new in self.names.items():
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, spelling(old).split())) + r"(?!\w)"
            text = re.sub(pattern, lambda met, new=new: _alike(met[0], spelling(new)), text, flags=re.IGNORECASE)  # type: ignore[misc]
        pattern = rf"(?<![\d/.,-])({'|'.join(self.numbers)})(?=\s*[-/]\s*[A-ZĐ])"
        return re.sub(pattern, lambda met: self.numbers[met[1]], text)

    def _deal(self, met: re.Match[str]) -> str:
        """A list of indicators with the ones that stand for them now, in order, with the list's own blanks."""
        chosen = iter(sorted(self.indicators[int(no)] for no in re.findall(r"\d+", met[0])))
        return re.sub(r"\d+", lambda _: str(next(chosen)), met[0])

    def facts(self, gold: dict[str, Any]) -> dict[str, Any]:
        """The facts under these choices."""
        told = cast("dict[str, Any]", self._fact(gold))
        for document in told["documents"]:
            owners = document["indicator_owners"].items()
            document["indicator_owners"] = {name: sorted(self.indicators[no] for no in nos) for name, nos in owners}
        return told

    def _fact(self, fact: object, key: str = "") -> object:
        if isinstance(fact, dict):
            return {self.plain(name): self._fact(value, name) for name, value in fact.items()}
        if isinstance(fact, list):
            return [self._fact(value, key) for value in fact]
        if not isinstance(fact, str) or key in ("file", "id", "text_start"):
            return fact
        if re.fullmatch(r"\d{4}-\d\d-\d\d", fact):
            return (dt.date.fromisoformat(fact) + dt.timedelta(self.days)).isoformat()
        if re.fullmatch(r"\d{4}-\d\d", fact):
            return (dt.date.fromisoformat(f"{fact}-15") + dt.timedelta(self.days)).isoformat()[:7]
        return self.plain(fact)


def rewrite(corpus: Path, variant: Variant, out: Path) -> Path:
    """Writes a variant's documents into ``out/documents`` and its facts into ``out/gold.json``; returns ``out``."""
    gold = json.loads((corpus / "gold" / "seeds.json").read_text(encoding="utf-8"))
    choices = Rewriting.of(variant, gold)
    documents = out / "documents"
    documents.mkdir(parents=True)
    for path in sorted((corpus / "corpus" / "seeds").iterdir()):
        text = choices.text(path.read_text(encoding="utf-8"), path.name)
        (documents / path.name).write_text(spelled(text, variant), encoding="utf-8")
    (out / "gold.json").write_text(json.dumps(choices.facts(gold), ensure_ascii=False, indent=1), encoding="utf-8")
    return out


def spelled(text: str, variant: Variant) -> str:
    """The text as a variant wraps and spells it."""
    text = wrap_elsewhere(text) if variant.rewrapped else text
    text = other_tones(text) if variant.other_tones else text
    return unicodedata.normalize("NFD", text) if variant.decomposed else text


def other_tones(text: str) -> str:
    """Every open syllable in oa, oe, uy with its tone mark on the other vowel.

    >>> other_tones("Ủy ban, hoà giải, TỈNH UỶ, Thanh Hóa, quý, hoàn")
    'Uỷ ban, hòa giải, TỈNH ỦY, Thanh Hoá, quý, hoàn'
    """
    swap = dict(TONES) | {new: old for old, new in TONES}
    swap |= {old.upper(): new.upper() for old, new in swap.items()} | {
        old.capitalize(): new.capitalize() for old, new in swap.items()
    }
    return re.sub(rf"(?<![qQ])({'|'.join(swap)})(?!\w)", lambda met: swap[met[0]], text)


def serials_of(fact: object) -> set[str]:
    """The serial parts of every document number in the facts."""
    if isinstance(fact, dict):
        return set().union(*map(serials_of, fact), *map(serials_of, fact.values()))
    if isinstance(fact, list):
        return set().union(*map(serials_of, fact))
    met = re.fullmatch(r"(\d+)[/-](?:\d{4}/)?[A-ZĐ][\w/&,-]*", fact) if isinstance(fact, str) else None
    return {met[1]} if met else set()


def _alike(old: str, new: str) -> str:
    """The new words with the old ones' capitals, and their line break behind the first word."""
    new = new.upper() if old.isupper() else new
    blank = re.search(r"\s+", old)
    return re.sub(r"\s+", lambda _: blank[0], new, count=1) if blank else new


def _bare(text: str) -> str:
    """Without diacritics, as the damaged scan has the names."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in text if not unicodedata.combining(char))


def _moved(met: re.Match[str], days: int, year: int | None = None) -> str:
    """A date some days later, with its own blanks and marks; zeros as the rules of office have them."""
    day, month = int(met["d"]), int(met["m"])
    old = dt.date(year or int(met["y"]), month, day)
    new = old + dt.timedelta(days)
    month_form = "02" if met["m"].startswith("0") or (month >= 10 and len(met["d"]) == 2) else ""
    written = f"{new.day:02}{met['a']}{new.month:{month_form}}"
    return written if year else f"{written}{met['b']}{new.year}"


def _dates(text: str, days: int) -> str:
    """Every full date moved, the day and month that a news item gives without a year, and a month without a day."""
    slash = r"(?<![\d/.])(?P<d>\d{1,2})(?P<a>/)(?P<m>\d{1,2})(?P<b>/)(?P<y>\d{4})(?!\d)"
    words = r"(?P<d>\d{1,2})(?P<a>\s+tháng\s+)(?P<m>\d{1,2})(?P<b>\s+năm\s+)(?P<y>\d{4})"
    text = re.sub(rf"{slash}", lambda met: _moved(met, days), text)
    text = re.sub(words, lambda met: _moved(met, days), text)
    news = r"(?<=ngày )(?P<d>\d{1,2})(?P<a>/)(?P<m>\d{1,2})(?![/\d])"
    text = re.sub(news, lambda met: _moved(met, days, 2024), text)
    return re.sub(r"(?<=ngày tháng )(\d{1,2})(?= năm (\d{4}))", lambda met: _month(met, days), text)


def _month(met: re.Match[str], days: int) -> str:
    return str((dt.date(int(met[2]), int(met[1]), 15) + dt.timedelta(days)).month)


def _ocr_date(text: str, days: int) -> str:
    """The scan's own date, "ngay26 thang0I nam 2024", with a one still read as a letter."""

    def moved(met: re.Match[str]) -> str:
        old = dt.date(int(met[3]), int(met[2].replace("I", "1")), int(met[1]))
        new = old + dt.timedelta(days)
        return f"ngay{new.day:02} thang{f'{new.month:02}'.replace('1', 'I')} nam {new.year}"

    return re.sub(r"ngay(\d\d) thang([\dI]{2}) nam (\d{4})", moved, text)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    for each in VARIANTS:
        shutil.rmtree(target / each.name, ignore_errors=True)
        rewrite(source, each, target / each.name)
