"""Matching the measures of many plans, beside the floor of folding their words once; a tenth of the size first.

The measures are made up: families of alike ones, half of them with a word more, so that most pairs within a family have
to be looked at. Real plans repeat each other's words more, which is cheaper.
"""

from __future__ import annotations

import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from graph.concepts import find_concepts
from graph.series import Descent, Manner, Series
from graph.wording import wording

SIZES = (1_000, 10_000)
FAMILIES = 250
# As many syllables as the indicators of some fifty plans use.
WORDS = [
    f"{first}{rest}"
    for first in "bcdghklmnprstvx"
    for rest in ("a", "an", "ang", "e", "en", "i", "in", "o", "oi", "on", "ong", "u", "ui", "un")
]
WORDS += [f"{word}{end}" for word in WORDS for end in ("h", "p", "t")]


def texts(size: int) -> list[str]:
    """Measures of families, the same on every run."""
    draw = random.Random(1)  # noqa: S311 (a text, no secret)
    families = [draw.sample(WORDS, 9) for _ in range(FAMILIES)]
    made = []
    for _ in range(size):
        words = list(draw.choice(families))
        if draw.random() < 1 / 2:
            words.insert(draw.randrange(len(words)), draw.choice(WORDS))
        made.append("Tỷ lệ " + " ".join(words))
    return made


def series(size: int) -> tuple[Series, ...]:
    """Each measure of a plan of its own."""
    manner = Manner("%", change=False, direction="up")
    return tuple(
        Series(f"urn:i{n:05}", f"urn:d{n:05}", str(n), "2025", text, "%", wording(text), frozenset(), manner)
        for n, text in enumerate(texts(size))
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="measures of many plans")
def test_matching(benchmark: BenchmarkFixture, size: int) -> None:
    known = series(size)
    found = benchmark.pedantic(find_concepts, (known, Descent({}, {})), rounds=3)
    assert len(found.concepts) > FAMILIES / 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="measures of many plans")
def test_floor_of_folding(benchmark: BenchmarkFixture, size: int) -> None:
    made = texts(size)
    assert len(benchmark.pedantic(lambda: [wording(text) for text in made], rounds=3)) == size
