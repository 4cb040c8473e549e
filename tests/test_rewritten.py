"""The five documents rewritten: whoever reads the language, and not these five texts, scores the same on both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import build_tables
from tests.rewrite import VARIANTS, Variant, rewrite, rewrite_others

ALLOWED = 0.02
Scores = dict[str, dict[str, float]]

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


def scores(corpus: Path, documents: Path, gold: Path, work: Path) -> Scores:
    tables, figures = build_tables(documents, work), work / "scores.json"
    scorer = corpus / "tools" / "score.py"
    subprocess.run([sys.executable, scorer, tables, gold, "--json", figures], check=True, capture_output=True)
    told: Scores = json.loads(figures.read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def original(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    gold = corpus / "gold" / "seeds.json"
    return scores(corpus, corpus / "corpus" / "seeds", gold, tmp_path_factory.mktemp("original"))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_same_scores(corpus: Path, original: Scores, variant: Variant, tmp_path: Path) -> None:
    rewritten = rewrite(corpus, variant, tmp_path / variant.name)
    found = scores(corpus, rewritten / "documents", rewritten / "gold.json", tmp_path)
    apart = {name: (original[name]["f1"], found[name]["f1"]) for name in original}
    assert found.keys() == original.keys()
    assert not {name: pair for name, pair in apart.items() if abs(pair[0] - pair[1]) > ALLOWED}


@pytest.fixture(scope="module")
def original_others(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    folder = rewrite_others(corpus, Variant("as they are", 0), tmp_path_factory.mktemp("others"))
    return scores(corpus, folder / "documents", folder / "gold.json", tmp_path_factory.mktemp("others-tables"))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_same_scores_of_the_others(corpus: Path, original_others: Scores, variant: Variant, tmp_path: Path) -> None:
    rewritten = rewrite_others(corpus, variant, tmp_path / variant.name)
    found = scores(corpus, rewritten / "documents", rewritten / "gold.json", tmp_path)
    assert original_others["citations"]["gold"] > 100
    apart = {name: (original_others[name]["f1"], found[name]["f1"]) for name in original_others}
    assert not {name: pair for name, pair in apart.items() if abs(pair[0] - pair[1]) > ALLOWED}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_nothing_of_the_original_is_left(corpus: Path, variant: Variant, tmp_path: Path) -> None:
    rewritten = rewrite(corpus, variant, tmp_path / variant.name)
    gold = json.loads((rewritten / "gold.json").read_text(encoding="utf-8"))
    old = json.loads((corpus / "gold" / "seeds.json").read_text(encoding="utf-8"))
    assert len(gold["documents"]) == len(old["documents"])
    for new, before in zip(gold["documents"], old["documents"], strict=True):
        assert new["issuer"] != before["issuer"]
        assert new["number"] is None or new["number"] != before["number"]
        assert new["indicator_owners"] == {} or new["indicator_owners"] != before["indicator_owners"]
