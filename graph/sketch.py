"""Whether two texts are nearly the same: two conversions, or a scan and its original, of one document.

A text's sketch is the smallest hashes of its runs of four words, without diacritics, since OCR errs there first. The
share of hashes that two sketches have in common estimates that of the runs that their texts have in common (Broder,
On the resemblance and containment of documents, 1997).

>>> plan = " ".join(f"nhiệm vụ {n} của sở, ngành" for n in range(99))
>>> resemblance(sketch(plan), sketch(plan.replace("nhiệm vụ 7 ", "nhiệm vụ 8 "))) > ALIKE
True
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Final

from networkx.utils import UnionFind

from ontology.identifiers import UNKNOWN_NUMBER, document_parts

SIZE: Final = 96  # hashes of a sketch: the estimate is right within about 0.1
ALIKE: Final = 0.5  # a good scan of ten pages keeps 0.7 of its runs, another year's plan of the same body 0.2
_RUN = 4
_WORD = re.compile(r"\w+")
_COMMON = 40  # documents that share a hash, from which it is of a form and no mark of a text


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's runs of words, in order; empty where it is too short to tell."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    words = _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < SIZE:
        return ()
    return tuple(sorted(_hash(run) for run in runs)[:SIZE])


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest(), "big")


def resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of runs that two texts have in common, 0 where one has no sketch."""
    if not one or not other:
        return 0.0
    least = sorted({*one, *other})[:SIZE]
    return len(set(least) & set(one) & set(other)) / len(least)


def alike(
    sketches: Mapping[str, tuple[int, ...]], apart: AbstractSet[tuple[str, str]] = frozenset()
) -> Mapping[str, str]:
    """For each document by its IRI, the one that stands for all that are nearly the same.

    ``apart`` are pairs, each in order, that people say are two.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for document, hashes in sketches.items():
        for value in hashes:
            holders[value].append(document)
    pairs = {pair for several in holders.values() if len(several) <= _COMMON for pair in combinations(several, 2)}
    same: UnionFind[str] = UnionFind(sketches)
    for one, other in sorted(pairs):
        ends = {same[one], same[other]}
        kept_apart = any({same[a], same[b]} == ends for a, b in apart if a in sketches and b in sketches)
        if not kept_apart and _may_be_one(one, other) and resemblance(sketches[one], sketches[other]) >= ALIKE:
            same.union(one, other)
    return {document: same[document] for document in sketches}


def _may_be_one(one: str, other: str) -> bool:
    """Whether two IRIs do not contradict: place, date and number are the same, or one of them does not say."""
    mine, its = document_parts(one), document_parts(other)
    place, date, number = ((_known(mine[at]), _known(its[at])) for at in (0, 2, 3))
    return (
        (place[0] == place[1] or not all(place))
        and (date[0].startswith(date[1]) or date[1].startswith(date[0]))
        and (number[0] == number[1] or not all(number))
    )


_MARK = re.compile(r"-[0-9a-f]{8}-\d+$")  # what keeps apart documents whose head leaves something open


def _known(part: str) -> str:
    """What a part of an IRI says, without the mark; "" where it says nothing."""
    bare = _MARK.sub("", part)
    return "" if bare == UNKNOWN_NUMBER else bare
