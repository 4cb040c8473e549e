"""How near a misread name must be to a known one: names damaged as OCR damages them, against thresholds.

``python -m tests.loaders.misread_names`` prints the table of docs/decisions/0021. Nothing here is drawn anew: the same
seed gives the same table.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.agencies import spellings
from loaders.bodies import Known
from loaders.misread import Names

RATES = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1)
THRESHOLDS = tuple(step / 100 for step in range(85, 100))
_SEED = 20
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# What OCR takes a letter for, seen in scans of Vietnamese documents.
_TAKEN_FOR = {
    "ê": "e", "e": "ê", "đ": "d", "ă": "a", "â": "a", "a": "â", "ơ": "o", "ô": "o", "o": "0", "ư": "u", "l": "1",
    "i": "l", "I": "l", "m": "rn", "h": "b", "n": "u", "c": "e", "t": "l",
}  # fmt: skip
_TONE, _LETTER, _BLANK = (
    0.6,
    0.9,
    0.95,
)  # of a damaged letter: its tone, another letter, a blank behind; else any letter
_LEAST = 8


@dataclass(frozen=True, slots=True)
class Tried:
    """A name that was compared: how damaged, how like the nearest known one, whether that is the right one."""

    rate: float
    score: float
    right: bool


def damaged(name: str, rate: float, chance: random.Random) -> str:
    """A name as OCR reads it, with that share of its characters misread."""
    return "".join(_misread(char, chance) if chance.random() < rate else char for char in name)


def _misread(char: str, chance: random.Random) -> str:
    if char == " ":
        return ""
    parts, drawn = unicodedata.normalize("NFD", char), chance.random()
    if drawn < _TONE and any(part in _TONES for part in parts):
        other = chance.choice(("", *_TONES))
        return unicodedata.normalize("NFC", "".join(other if part in _TONES else part for part in parts))
    if drawn < _LETTER and char in _TAKEN_FOR:
        return _TAKEN_FOR[char]
    return f"{char} " if drawn < _BLANK else chance.choice("abcdeghiklmnopqrstuvxy1")


def known_names() -> list[tuple[str, Known]]:
    """Every spelling of some length of every body that the authority data has."""
    named = ((name, known) for known, names in spellings().items() for name in names)
    return [(name, known) for name, known in named if " " in name and len(name.replace(" ", "")) >= _LEAST]


def positives(names: Names, known: list[tuple[str, Known]]) -> Iterator[Tried]:
    """Damaged names of known bodies."""
    chance = random.Random(_SEED)  # noqa: S311 (repeatable, not secret)
    for rate in RATES:
        for name, body in known:
            words = damaged(name, rate, chance)
            if words != name:
                like = names.nearest(words)
                yield Tried(rate, like.score if like else 0.0, right=like is not None and like.known == body)


def negatives(names: Names, known: list[tuple[str, Known]]) -> Iterator[Tried]:
    """Names of bodies that no list has: each known one as if it were not known, and heads with other names' words."""
    chance = random.Random(_SEED)  # noqa: S311
    words = sorted({word for name, _ in known for word in name.split()})
    for name, body in known:
        for rate in (0.0, 0.03):
            like = names.nearest(damaged(name, rate, chance), without=body)
            yield Tried(rate, like.score if like else 0.0, right=False)
        head, *rest = name.split()
        phrase = " ".join((head, *(chance.choice(words) for _ in rest)))
        like = names.nearest(phrase)
        if like is None or like.score < 1:  # else it is that body's name by chance
            yield Tried(-1, like.score if like else 0.0, right=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A threshold: precision over both kinds of names, recall of damaged ones for each rate."""

    threshold: float
    precision: float
    recall: dict[float, float]


def curve() -> list[Row]:
    """Precision and recall at each threshold."""
    known, names = known_names(), Names(spellings())
    found, others = list(positives(names, known)), list(negatives(names, known))
    return [_row(threshold, found, others) for threshold in THRESHOLDS]


def _row(threshold: float, found: list[Tried], others: list[Tried]) -> Row:
    taken = [tried for tried in (*found, *others) if tried.score >= threshold]
    of_rate = {rate: [tried for tried in found if tried.rate == rate] for rate in RATES}
    recall = {r: sum(t.right and t.score >= threshold for t in tried) / len(tried) for r, tried in of_rate.items()}
    return Row(threshold, sum(tried.right for tried in taken) / len(taken), recall)


if __name__ == "__main__":
    print("| threshold | precision |", " | ".join(f"recall at {rate:.0%}" for rate in RATES), "|")  # noqa: T201
    print("|---" * (2 + len(RATES)) + "|")  # noqa: T201
    for row in curve():
        rates = " | ".join(f"{row.recall[rate]:.3f}" for rate in RATES)
        print(f"| {row.threshold:.2f} | {row.precision:.4f} | {rates} |")  # noqa: T201
