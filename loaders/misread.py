"""Known names that OCR misread, in texts whose letters are mostly right: "Sở Giáo đục và Đào tạo".

Names are compared letter by letter with their marks apart (a lost tone costs less than a wrong letter), without blanks
and hyphens, which OCR loses and adds; the first two letters tell which names are compared, so that "Sở" is never read
as "Bộ". How near a name must be was measured (docs/decisions/0021): from ``NEAR`` on it is that body's; between
``DOUBTFUL`` and that nobody is named, and the words stay unresolved.

>>> from loaders.bodies import Known
>>> from ontology.codes import Level, Side
>>> school = Known("Sở Giáo dục và Đào tạo", Side.STATE, Level.PROVINCE, local=True)
>>> names = Names({school: ["sở giáo dục và đào tạo"]})
>>> text = "Giao Sở Giáo đục và Đào tao chủ trì; Sở Giao đuc va Đào tqo dự"
>>> [(text[near.start : near.end], near.known is school) for near in names.near(text)]
[('Sở Giáo đục và Đào tao', True), ('Sở Giao đuc va Đào tqo', False)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from loaders.bodies import Known
from loaders.mapped import fold

NEAR, DOUBTFUL = 0.94, 0.85  # alike at least, from 0 to 1
_LEAST = 8  # letters of a name that tells itself from others when some are wrong ...
_OR_WORDS = 3  # ... or words of a shorter one: "Sở Y tế"
_BEGINNING = 2  # letters that must be right but for their marks
_MOST = 14  # words of a name, one that a blank cut in two counted twice
_TOKEN = re.compile(r"\S+")
_EDGE = " \"'‘’“”.,;:!?()[]*_"
_APART = re.compile(r"[\s,.–-]+")


@dataclass(frozen=True, slots=True)
class Near:
    """Words at ``start:end`` that look like a known name; ``known``: whose it is, None where that is doubtful."""

    start: int
    end: int
    known: Known | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a name words are, from 0 to 1; ``right``: the letters of the name less what is wrong."""

    score: float
    right: float
    known: Known

    def better(self, other: Likeness) -> bool:
        """Whether more of a name is right: first what is near, then the longer name."""
        return (self.score >= NEAR, self.right) > (other.score >= NEAR, other.right)


def marked(words: str) -> str:
    """Small letters with their marks apart and without blanks, as names are compared.

    >>> len(marked("Sở Y tế")), len(marked("Sở Y tê"))
    (9, 8)
    """
    return unicodedata.normalize("NFD", _APART.sub("", words.lower()).replace("đ", "d\u0335"))


class Names:
    """Known names, by their first letters."""

    def __init__(self, spellings: Mapping[Known, Iterable[str]]) -> None:
        self._by_start: dict[str, dict[str, Known]] = {}
        for known, names in spellings.items():
            for name in names:
                plain = fold(_APART.sub("", name))
                if " " in name and (len(plain) >= _LEAST or name.count(" ") + 1 >= _OR_WORDS):
                    self._by_start.setdefault(plain[:_BEGINNING], {})[marked(name)] = known

    def nearest(self, words: str, without: Known | None = None) -> Likeness | None:
        """The one body whose name is most like the words; None where none is like them, or two are alike.

        ``without``: as if that body were not known.
        """
        written = marked(words)
        choices = self._by_start.get(fold(_APART.sub("", words))[:_BEGINNING], {})
        best: dict[Known, Likeness] = {}
        found = process.extract(written, choices.keys(), scorer=fuzz.ratio, score_cutoff=100 * DOUBTFUL, limit=None)
        for name, score, _ in found:
            wrong = (1 - score / 100) * (len(written) + len(name))
            if choices[name] != without:
                best.setdefault(choices[name], Likeness(score / 100, len(name) - wrong, choices[name]))
        ranked = sorted(best.values(), key=lambda like: -like.score)
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0].score > ranked[1].score)
        return ranked[0] if alone else None

    def near(self, text: str) -> Iterator[Near]:
        """Where words of a text are like a known name, in their order; of one beginning the one with the most right."""
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        done = 0
        for at, (first, end) in enumerate(tokens):
            start = end - len(text[first:end].lstrip(_EDGE))
            if start < done or not text[start : start + 1].isupper():
                continue
            if found := self._at(text, start, tokens[at : at + _MOST]):
                done = found.end
                yield found

    def _at(self, text: str, start: int, tokens: list[tuple[int, int]]) -> Near | None:
        """The name that begins at an offset."""
        if fold(text[start : start + _BEGINNING]) not in self._by_start:
            return None
        best: tuple[Likeness, int] | None = None
        for _, end in tokens:
            words = text[start:end].rstrip(_EDGE)
            like = self.nearest(words)
            if like and _is_capitalised(words, like.known) and (best is None or like.better(best[0])):
                best = like, start + len(words)
        if best is None:
            return None
        return Near(start, best[1], best[0].known if best[0].score >= NEAR else None)


def _is_capitalised(words: str, known: Known) -> bool:
    """Whether a second word has a capital where the name has one: "Bản dân tộc" is not "Ban Dân tộc"."""
    return _capitals(known.name) < 2 or _capitals(words) >= 2  # noqa: PLR2004


def _capitals(words: str) -> int:
    return sum(word[0].isupper() for word in words.split())
