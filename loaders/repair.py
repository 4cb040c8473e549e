"""Reading damaged OCR: what the code lists know is put right, everything else stays as it is.

A damaged text has lost its diacritics and more ("Thue hién Chi thi s0 28-CT/TW"). Runs of words are compared, without
diacritics and with OCR's usual confusions undone, with the names of the authority data and the words of the grammar
(``lexicon.txt``); a run that is near enough to exactly one phrase is read as that phrase. Offsets still lead to
the damaged words, and facts from a repaired text carry less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import Indel

from loaders.labels import label_of
from loaders.lines import is_capitals
from loaders.mapped import Mapped, fold
from loaders.normalize import place_tones
from loaders.vietnamese import UPPER
from ontology import authority

DAMAGED = 0.6  # below this share of frequent words spelled right, a text counts as damaged

# How much may be wrong in a phrase of fewer letters than the first number; in longer ones, a share of the letters.
_ALLOWED = ((8, 0), (12, 2), (18, 4))
_ALLOWED_SHARE = 0.33

_TOKEN = re.compile(r"\S+")
_EDGE = "\"'‘’“”.,;:!?()[]*_"
_CONFUSED = str.maketrans(
    {"0": "o", "6": "o", "1": "l", "|": "l", "4": "a", "9": "g", "¢": "o", "€": "e", "&": "a", "j": "i", "w": "u"}
)
_BARE_P = re.compile(r"^p(?!h)")  # no Vietnamese word begins with a bare p: OCR reads Đ so
_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})

_NUMBER_AHEAD = r"(?=[:.]?\s*\d{1,5}\s*[-/]\s*[A-ZĐ])"
_SO = re.compile(rf"(?<!\w)(s)(?:[^\s\w:]|\w)?[^\s\w:.]?{_NUMBER_AHEAD}", re.IGNORECASE)
_CUA = re.compile(rf"(?<=[\d\w]) [cC]\S{{1,4}}[aả] (?=[{UPPER}])")
_NGAY = re.compile(r"\bng\w{1,2}y\s*(?=\d{1,2}\s?/\d{1,2}\s?/\d{4})", re.IGNORECASE)
_LONG_DATE = re.compile(
    r"(?<!\w)ng\w{1,2}y\s*([\dOoIl|]{1,2})?\s*th\w{1,2}ng\s*([\dOoIlSB|]{1,2})\s*n\wm\s*(\d{4})", re.IGNORECASE
)


def repair(text: Mapped) -> Mapped:
    """The text with known phrases read as they are meant; its guarantees on offsets hold."""
    return (
        _dates(_phrases(text)).sub(_SO, lambda m: "Số" if m[1] == "S" else "số").sub(_CUA, " của ").sub(_NGAY, "ngày ")
    )


def repair_capitals(text: Mapped) -> Mapped:
    """A line in capitals with known phrases in their right marks: good OCR still misreads those on capitals.

    A phrase is put in only where the letters without their marks are the same, and half of the words are right: of
    "TIÊU CHÍ THI ĐUA" no "CHỈ THỊ" is made.

    >>> repair_capitals(Mapped.of("TĨNH CAO BẰNG - KÉ HOẠCH")).text, repair_capitals(Mapped.of("Ké hoạch")).text
    ('TỈNH CAO BẰNG - KẾ HOẠCH', 'Ké hoạch')
    """
    if not is_capitals(text.text):
        return text
    tokens = [match.span() for match in _TOKEN.finditer(text.text)]
    cores = [fold(text.text[start:end]).strip(_EDGE) for start, end in tokens]
    taken = [False] * len(tokens)
    changes: list[tuple[int, int, str]] = []
    for size, phrases in sorted(_lexicon().items(), reverse=True):
        for at in range(len(tokens) - size + 1):
            phrase = phrases.get(" ".join(cores[at : at + size]))
            if phrase and not any(taken[at : at + size]):
                taken[at : at + size] = [True] * size
                changes.append(_change(text.text, tokens[at][0], tokens[at + size - 1][1], phrase))
    return text.replace(sorted(c for c in changes if _is_misread(text.text[c[0] : c[1]], c[2])))


def _is_misread(words: str, phrase: str) -> bool:
    """Whether some words are not the phrase's, but half of them are; where a tone is placed does not matter."""
    pairs = zip(place_tones(words).upper().split(), phrase.upper().split(), strict=True)
    right = [word.strip(_EDGE) == meant.strip(_EDGE) for word, meant in pairs]
    return not all(right) and 2 * sum(right) >= len(right)


def _dates(text: Mapped) -> Mapped:
    def long_date(match: re.Match[str]) -> str:
        day, month = ((match[at] or "").translate(_DIGITS) for at in (1, 2))
        return f"ngày {day} tháng {month} năm {match[3]}"

    return text.sub(_LONG_DATE, long_date)


def _plain(words: str) -> str:
    """Folded, confusions undone in words that are not numbers, without punctuation at the edges."""
    cores = (word.strip(_EDGE) for word in fold(words).split())
    return " ".join(core if core.isdigit() else _BARE_P.sub("d", core.translate(_CONFUSED)) for core in cores if core)


@cache
def _lexicon() -> dict[int, dict[str, str]]:
    """Phrases by their number of words and their plain form; a form that two phrases share is left out."""
    lines = files("loaders").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")] + list(_names())
    by_plain: dict[str, set[str]] = {}
    for phrase in phrases:
        by_plain.setdefault(_plain(phrase), set()).add(place_tones(phrase))
    lexicon: dict[int, dict[str, str]] = {}
    for plain, meant in by_plain.items():
        if len({phrase.casefold() for phrase in meant}) == 1 and len(plain.split()) > 1:
            lexicon.setdefault(len(plain.split()), {})[plain] = next(iter(sorted(meant)))
    return lexicon


def _names() -> Iterator[str]:
    for sector in authority.sectors():
        yield from (f"{head} {name}" for head in sector.heads for name in (sector.name, *sector.aliases))
    for body in authority.bodies():
        yield from (body.name, *body.aliases)
    for province in authority.provinces():
        yield from (province.name, f"{province.type} {province.name}")
    yield from (kind.name.lower() for kind in authority.document_types())


def _allowed(plain: str) -> int:
    """How much may be wrong in a run of words: a replaced character counts two, a missing or added one counts one."""
    length = len(plain) - plain.count(" ")
    for below, allowed in _ALLOWED:
        if length < below:
            return allowed
    return round(_ALLOWED_SHARE * length)


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """A phrase found at tokens ``at`` to ``end``; the one with the most characters right comes first."""

    rank: int
    at: int
    end: int
    phrase: str


def _phrases(text: Mapped) -> Mapped:
    """The phrases with the most characters right first; what one has taken no other may touch."""
    label = label_of(text.text)
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text.text, label.width if label else 0)]
    plains = [_plain(text.text[a:b]) for a, b in tokens]
    taken = [False] * len(tokens)
    changes: list[tuple[int, int, str]] = []
    for match in sorted(_matches(text.text, tokens, plains)):
        if not any(taken[match.at : match.end]):
            taken[match.at : match.end] = [True] * (match.end - match.at)
            changes.append(_change(text.text, tokens[match.at][0], tokens[match.end - 1][1], match.phrase))
    return text.replace(sorted(changes))


def _matches(text: str, tokens: list[tuple[int, int]], plains: list[str]) -> Iterator[_Match]:
    for size, phrases in _lexicon().items():
        for at in range(len(tokens) - size + 1):
            near = _nearest(" ".join(plains[at : at + size]), size, phrases)
            if near and (near[0][0].islower() or not text[tokens[at][0]].islower()):
                yield _Match(2 * near[1] - len(near[0]), at, at + size, near[0])


@lru_cache(maxsize=4096)
def _choices(size: int, length: int, allowed: int) -> tuple[str, ...]:
    """Forms of about a length that may be met with errors in them.

    Places are met only as they are, since they are short and alike.
    """
    places = {province.name for province in authority.provinces()}
    forms = (plain for plain, phrase in _lexicon()[size].items() if phrase not in places)
    return tuple(plain for plain in forms if abs(len(plain) - length) <= allowed)


def _nearest(plain: str, size: int, phrases: dict[str, str]) -> tuple[str, int] | None:
    """The one phrase near enough and how far it is, None where there is none or where two are equally near."""
    if plain in phrases:
        return phrases[plain], 0
    allowed = _allowed(plain)
    if not allowed:
        return None
    choices = _choices(size, len(plain), allowed)
    near = process.extract(plain, choices, scorer=Indel.distance, score_cutoff=allowed, limit=2) if choices else []
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return None
    return phrases[near[0][0]], int(near[0][1])


def _change(text: str, start: int, end: int, phrase: str) -> tuple[int, int, str]:
    """The phrase in place of the words, the punctuation at their edges left alone, in their capitals."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGE))
    end -= len(words) - len(words.rstrip(_EDGE))
    words = text[start:end]
    letters = [char for char in words if char.isalpha()]
    if sum(char.isupper() for char in letters) > 0.7 * len(letters):
        return start, end, phrase.upper()
    return start, end, phrase[0].upper() + phrase[1:] if words[:1].isupper() else phrase
