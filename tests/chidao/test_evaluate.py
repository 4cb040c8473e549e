"""The command evaluate on the hand-written store."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from typer.testing import Result

from graph.store import EmbeddedStore
from ontology.identifiers import MEASUREMENTS_GRAPH

Chidao = Callable[..., Result]
DOCUMENT: dict[str, Any] = {
    "id": "plan",
    "file": "tinh.txt",
    "kind": "plan",
    "number": "1222/KH-UBND",
    "implements": [{"number": "324-KH/TU"}],
    "cites": ["28-CT/TW", "5-CT/TW"],
    "indicators": [
        {"no": 9, "text_start": "Tỷ lệ trẻ em bị tai nạn", "targets": [{"year": 2025, "value": 87.5, "unit": "%"}]}
    ],
    "indicator_owners": {"Sở Y tế": [9]},
    "owners_complete": True,
    "responsible_units": ["Sở Y tế", "Sở Nội vụ"],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"documents": [DOCUMENT]}), encoding="utf-8")
    return path


@pytest.fixture
def own_store(made: Path, tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copytree(made, tmp_path / "store"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_scores_with_their_intervals(chidao: Chidao, gold: Path) -> None:
    done = chidao("evaluate", gold, "--format", "csv")
    assert (done.exit_code, done.stderr) == (0, "")
    by_facet = {row["facet"]: row for row in rows(done.stdout)}
    owners, units = by_facet["owners"], by_facet["units"]
    assert (owners["gold"], owners["found"], owners["precision"], owners["recall"]) == ("1", "2", "0.5", "1")
    assert float(owners["precision_low"]) < 0.5 < float(owners["precision_high"])
    assert (units["precision"], units["recall"], units["f1"]) == ("", "0.5", "")


def test_each_miss_and_each_invention(chidao: Chidao, gold: Path) -> None:
    done = json.loads(chidao("evaluate", gold, "--misses", "--format", "json").stdout)
    assert list(done) == ["scores", "misses"]
    slips = {(row["facet"], row["slip"], row["what"]) for row in done["misses"]}
    assert ("citations", "missed", "5-ct/tw") in slips
    assert ("owners", "made-up", "0 · Công an tỉnh Cao Bằng") in slips


def test_several_tables_stand_one_below_the_other(chidao: Chidao, gold: Path) -> None:
    text = chidao("evaluate", gold, "--misses", "--calibration", "--format", "md").stdout
    assert [block.count("\n|---") for block in text.split("\n\n")] == [1, 1, 1, 1]


def test_what_a_change_gained_and_lost(chidao: Chidao, gold: Path, made: Path, own_store: Path) -> None:
    with EmbeddedStore.writing(own_store) as store:
        store.remove(["tinh.txt"])
        store.commit()
    done = json.loads(chidao("evaluate", gold, "--against", own_store, "--format", "json").stdout)
    (owners,) = [row for row in done["scores"] if row["facet"] == "owners"]
    assert (owners["recall"], owners["recall_other"]) == (1, 0)
    gained = [row for row in done["changes"] if row["kind"] == "responsibilities"]
    assert {row["change"] for row in gained} == {"gained"}
    assert {(row["file"], row["quote"]) for row in gained} >= {("tinh.txt", "Sở Y tế chủ trì chỉ tiêu số 9.")}
    lost = json.loads(chidao("evaluate", gold, "--against", made, "--format", "json", store=own_store).stdout)
    assert [row | {"change": "gained"} for row in lost["changes"]] == done["changes"]


def test_the_same_store_changed_nothing(chidao: Chidao, gold: Path, made: Path) -> None:
    done = json.loads(chidao("evaluate", gold, "--against", made, "--format", "json").stdout)
    assert done["changes"] == []
    assert {row["gain"] for row in done["scores"]} == {0}


def test_calibration_is_shown_drawn_and_written(chidao: Chidao, gold: Path, tmp_path: Path) -> None:
    drawn, written = tmp_path / "a.svg", tmp_path / "confidence.csv"
    words = ("--calibration", "--draw", drawn, "--write", written, "--format", "json", "--lang", "en")
    done = chidao("evaluate", gold, *words)
    assert done.exit_code == 0, done.stderr
    assert "Expected calibration error" in done.stderr
    rules = {row["rule"]: row for row in json.loads(done.stdout)["rules"]}
    assert (rules["duty-lead"]["n"], rules["duty-lead"]["right"]) == (1, 1)
    assert rules["duty-lead"]["deserved"] is None  # one document is no measurement
    assert rows(written.read_text(encoding="utf-8")) == []
    assert ET.parse(drawn).getroot().tag.endswith("svg")  # noqa: S314 (our own file)


def test_a_diagram_in_a_page(chidao: Chidao, gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    assert chidao("evaluate", gold, "--draw", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "<circle" in text
    assert not [word for word in ("http://", "https://") if word in text.replace("http://www.w3.org/2000/svg", "")]


def test_figures_are_kept_in_the_graph_and_nothing_else_moves(chidao: Chidao, gold: Path, own_store: Path) -> None:
    def others() -> list[bytes]:
        with EmbeddedStore.reading(own_store) as store:
            return [line for line in store.dump().splitlines() if MEASUREMENTS_GRAPH.encode() not in line]

    before = others()
    assert chidao("evaluate", gold, "--record", store=own_store).exit_code == 0
    assert others() == before
    kept = {
        row["facet"]: row
        for row in json.loads(chidao("ask", "reliability", "--format", "json", store=own_store).stdout)
    }
    assert (kept["owners"]["precision"], kept["owners"]["gold"], kept["owners"]["found"]) == (0.5, 1, 2)
    assert kept["units"]["precision"] is None
    assert kept["owners"]["program"] == "test"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "a"}', "kind"),
        ('{"documents": [{"id": "a", "kind": "plan", "cites": 7}]}', "documents[0].cites"),
        ('{"id": ', "1:8"),
        ('{"documents": []}', "gold.json"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_bad_gold_is_told_with_file_and_key(chidao: Chidao, gold: Path, text: str, said: str, lang: str) -> None:
    gold.write_text(text, encoding="utf-8")
    done = chidao("evaluate", gold, "--lang", lang)
    assert done.exit_code == 2
    assert "gold.json" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.json",), "nowhere.json"),
        (("GOLD", "--draw", "a.png"), ".svg, .html"),
        (("GOLD", "--record", "--store", "http://localhost:1/query"), "http://localhost:1/query"),
        (("GOLD", "--against", "no-store"), "no-store"),
    ],
)
def test_wrong_use(chidao: Chidao, gold: Path, words: tuple[str, ...], said: str) -> None:
    given = [str(gold) if word == "GOLD" else word for word in words]
    done = chidao("evaluate", *given, store=None) if "--store" in words else chidao("evaluate", *given)
    assert done.exit_code == 2
    assert said in done.stderr
