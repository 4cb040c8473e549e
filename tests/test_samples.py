"""The project's own renditions, built by the real commands and scored against facts read by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.store import EmbeddedStore
from queries.evaluation.figures import figures
from queries.evaluation.gold import read
from queries.evaluation.scoring import score
from queries.evaluation.sheet import Sheet
from tests.commands import chidao

FACETS = (
    *("number", "date", "issuer", "kind", "implements", "relations", "citations", "cited_date", "edges"),
    *("indicators", "targets", "target_of", "owners", "units"),
)


@pytest.fixture(scope="module")
def sheet(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    built = tmp_path_factory.mktemp("samples") / "store"
    chidao("build", samples, "--store", built)
    with EmbeddedStore.reading(built) as store:
        return score(store, read([samples / "gold.json"]))


@pytest.mark.parametrize("facet", FACETS)
def test_the_samples_are_read(sheet: Sheet, facet: str) -> None:
    (found,) = [each for each in figures(sheet) if each.facet == facet]
    assert found.count.gold > 0
    assert found.f1 == 1.0, [slip for slip in sheet.slips if slip.facet == facet]


def test_every_facet_of_the_gold_is_held(sheet: Sheet) -> None:
    assert {each.facet for each in figures(sheet) if each.count.gold} == set(FACETS)


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
