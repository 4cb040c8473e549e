"""The known documents rewritten: whoever reads the language, and not these texts, scores the same on both."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from graph.derive import derive
from graph.filed import file_graphs
from graph.store import EmbeddedStore
from loaders.extract import extractions
from queries.tables import write_tables
from tests.commands import build_tables
from tests.elsewhere import Rewritten, as_they_are, elsewhere, originals
from tests.rewrite import VARIANTS, Variant, rewrite
from tests.substitution import days_of

ALLOWED = 0.02
OTHERS = [variant for variant in VARIANTS if variant.name in ("elsewhere", "rewrapped", "everything")]
Scores = dict[str, dict[str, float]]

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


def scored(corpus: Path, tables: Path, gold: Path) -> Scores:
    scorer, figures = corpus / "tools" / "score.py", tables / "scores.json"
    subprocess.run([sys.executable, scorer, tables, gold, "--json", figures], check=True, capture_output=True)
    told: Scores = json.loads(figures.read_text(encoding="utf-8"))
    return told


def scores(corpus: Path, documents: Path, gold: Path, work: Path) -> Scores:
    return scored(corpus, build_tables(documents, work), gold)


def scores_of(corpus: Path, rewritten: Rewritten, work: Path) -> Scores:
    """The scores of documents that were read already, as a build would give them."""
    with EmbeddedStore.writing(work / "store") as store:
        store.replace([file_graphs(source, extractions(source), "") for source in rewritten.sources])
        derive(store)
        store.commit()
    with EmbeddedStore.reading(work / "store") as store:
        list(write_tables(store, work))
    (work / "gold.json").write_text(json.dumps(rewritten.gold), encoding="utf-8")
    return scored(corpus, work, work / "gold.json")


def apart(one: Scores, other: Scores) -> dict[str, tuple[float, float]]:
    pairs = {name: (one[name]["f1"], other[name]["f1"]) for name in one}
    return {name: pair for name, pair in pairs.items() if abs(pair[0] - pair[1]) > ALLOWED}


@pytest.fixture(scope="module")
def original(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    gold = corpus / "gold" / "seeds.json"
    return scores(corpus, corpus / "corpus" / "seeds", gold, tmp_path_factory.mktemp("original"))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_same_scores(corpus: Path, original: Scores, variant: Variant, tmp_path: Path) -> None:
    rewritten = rewrite(corpus, variant, tmp_path / variant.name)
    found = scores(corpus, rewritten / "documents", rewritten / "gold.json", tmp_path)
    assert found.keys() == original.keys()
    assert not apart(original, found)


@pytest.fixture(scope="module")
def original_others(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    return scores_of(corpus, as_they_are(corpus), tmp_path_factory.mktemp("others"))


@pytest.mark.system("soffice")
@pytest.mark.parametrize("variant", OTHERS, ids=lambda variant: variant.name)
def test_same_scores_of_the_others(corpus: Path, original_others: Scores, variant: Variant, tmp_path: Path) -> None:
    found = scores_of(corpus, elsewhere(corpus, variant), tmp_path)
    assert original_others["citations"]["gold"] > 100
    assert not apart(original_others, found)


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


@pytest.mark.system("soffice")
@pytest.mark.parametrize("variant", OTHERS, ids=lambda variant: variant.name)
def test_nothing_of_the_others_is_left(corpus: Path, variant: Variant) -> None:
    rewritten = elsewhere(corpus, variant)
    golds = [read.gold for read in originals(corpus)]
    for source, gold, before in zip(rewritten.sources, rewritten.gold["documents"], golds, strict=True):
        text = unicodedata.normalize("NFC", source.text)
        assert gold["number"] is None or gold["number"] != before["number"]
        place = re.search(r"(?:tỉnh|phố) ([^;]+)", before["issuer"] or "")
        assert place is None or place[1] not in text
    alike = [set(days_of(new)) & set(days_of(old)) for new, old in zip(rewritten.gold["documents"], golds, strict=True)]
    assert sum(map(len, alike)) < len(golds)  # a day is another unless the lot falls on it
