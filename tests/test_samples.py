"""The project's own renditions, built by the real commands and scored against facts read by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import build_tables
from tests.scoring import Facet, score

FLOORS = {
    "number": 1.0,
    "date": 1.0,
    "issuer": 1.0,
    "implements": 1.0,
    "edges": 1.0,
    "citations": 0.97,
    "indicators": 1.0,
    "targets": 0.97,
    "owners": 1.0,
}


@pytest.fixture(scope="module")
def facets(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facet]:
    return score(build_tables(samples, tmp_path_factory.mktemp("samples")), samples / "gold.json")


@pytest.mark.parametrize(("facet", "floor"), FLOORS.items())
def test_the_samples_are_read(facets: dict[str, Facet], facet: str, floor: float) -> None:
    assert facets[facet].f1 >= floor, facets[facet].misses


def test_the_gold_has_facts_for_every_facet(facets: dict[str, Facet]) -> None:
    assert {name for name, facet in facets.items() if facet.gold} == set(FLOORS)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["cao-bang-1222", "lam-dong-3190", "vinh-cuu-news", "cho-chu-dinh-hoa", "lao-cai-50-ocr"]
)
def test_no_running_text_is_copied(samples: Path, corpus: Path, name: str) -> None:
    """Facts, names and figures are shared; a run of twelve plain words is somebody's sentence."""
    ours = _plain_runs((samples / f"{name}.txt").read_text(encoding="utf-8"))
    theirs = _plain_runs((corpus / "corpus" / "seeds" / f"{name}.txt").read_text(encoding="utf-8"))
    assert not ours & theirs


def _plain_runs(text: str, length: int = 12) -> set[tuple[str, ...]]:
    """The runs of lower-case words without a figure or a name, which no fact needs."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
    return {run for run in runs if all(word.islower() for word in run)}
