"""Known names with a hyphen at which a line ended: "Sở Lao động" / "- Thương binh và Xã hội" is no heading and bullet.

>>> splits_name("của Sở Lao động", "- Thương binh và Xã hội"), splits_name("1. Sở Y tế", "- Tham mưu cho tỉnh")
(True, False)
"""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz

from loaders.mapped import fold
from ontology import authority

_ALIKE = 85  # per cent of characters that OCR leaves right in a known name
_LONGEST = 200  # characters of a known name, at the most


@cache
def _hyphenated() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands before hyphens with blanks in known names, and what behind: ("lao dong", ("thuong binh va ...",))."""
    names = {name for s in authority.sectors() for name in (s.name, *s.aliases)}
    names |= {name for b in authority.bodies() for name in (b.name, *b.aliases)}
    names |= {"kinh tế - xã hội", "chính trị - xã hội", "văn hóa - xã hội"}
    sides: dict[str, set[str]] = {}
    for name in names:
        parts = fold(name).split(" - ")
        for at in range(1, len(parts)):
            sides.setdefault(" - ".join(parts[:at]), set()).add(" - ".join(parts[at:]))
    return tuple((left, tuple(sorted(rights))) for left, rights in sorted(sides.items()))


def splits_name(last: str, words: str) -> bool:
    """Whether a line that begins with a hyphen goes on a known name in which the last one ended."""
    if not words.startswith("- "):
        return False
    left, right = fold(last[-_LONGEST:]), fold(words[2 : 2 + _LONGEST])
    behind = (b for a, rights in _hyphenated() if _ends(left, a) for b in rights)
    return any(_begins(right, b) or b.startswith(right) for b in behind)


def _ends(text: str, part: str) -> bool:
    return fuzz.ratio(text[-len(part) :], part, score_cutoff=_ALIKE) > 0


def _begins(text: str, part: str) -> bool:
    return fuzz.ratio(text[: len(part)], part, score_cutoff=_ALIKE) > 0
