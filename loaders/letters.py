"""Letters of an office that OCR damaged, read as those of a known office where one reading is left.

>>> str(mend(DocumentNumber.parse("1842b/CTPH-BVH11UL-TLĐLĐVN"), []))
'1842b/CTPH-BVHTTDL-TLĐLĐVN'
>>> mend(DocumentNumber.parse("12/BQL-KHTC"), []) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from loaders.mapped import fold
from ontology import authority
from ontology.numbers import DocumentNumber, Layout

_LEAST = 5  # letters that tell one office from others when some are wrong
_SHARE = 0.45  # of the letters may be wrong, figures among them ...
_SURE = 0.34  # ... where they are no figures
_FIGURE = re.compile(r"[^\W\d_]\d+[^\W\d_]")  # letters of offices hold no figures but at their end (QH15, P1)


def mend(number: DocumentNumber, others: Iterable[DocumentNumber | None]) -> DocumentNumber | None:
    """The number with its damaged letters read right; None where nothing is damaged or more than one reading is left.

    Only letters with a figure inside count as damaged: offices that no list knows are many. ``others``: the numbers
    of the same document, whose offices are known too.
    """
    parts = re.split(r"([-/])", number.offices)
    if number.layout is Layout.LAW or not any(_FIGURE.search(part) for part in parts):
        return None
    known = {*_codes(), *(office for other in others if other for office in _sound(other))}
    read = [_read(part, known) if _FIGURE.search(part) else part for part in parts]
    return replace(number, offices="".join(part for part in read if part)) if all(read) else None


def _sound(number: DocumentNumber) -> Iterator[str]:
    yield from (part for part in re.split(r"[-/]", number.offices) if not any(char.isdigit() for char in part))


@cache
def _codes() -> frozenset[str]:
    return frozenset(authority.issuer_codes())


def _read(part: str, known: Iterable[str]) -> str | None:
    """The one known office as long as the damaged letters and near enough to them, those without figures right."""
    if len(part) < _LEAST:
        return None
    near = {code for code in known if len(code) == len(part) and _is_near(fold(part), fold(code))}
    return near.pop() if len(near) == 1 else None


def _is_near(part: str, code: str) -> bool:
    wrong = Levenshtein.distance(part, code)
    letters = [(a, b) for a, b in zip(part, code, strict=True) if not a.isdigit()]
    misread = sum(a != b for a, b in letters)
    return wrong <= _SHARE * len(code) and misread <= _SURE * len(letters)
