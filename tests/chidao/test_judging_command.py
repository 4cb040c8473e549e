"""``judge``: rows are added, listed, applied by the next build, withdrawn; wrong use is answered."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from graph.store import EmbeddedStore
from ontology.identifiers import BASE

Chidao = Callable[..., Result]
HEAD = "verdict,kind,a,b,who,when,why\n"
DIRECTIVE = "doc/viet-nam/tw/2023-12-25/28-ct-tw"


@pytest.fixture
def store(samples_store: EmbeddedStore, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(samples_store.path, tmp_path / "store"))


def dump(store: Path) -> bytes:
    with EmbeddedStore.reading(store) as opened:
        return opened.dump()


def rows(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(done.stdout.splitlines()))


def test_a_judgement_is_written_applied_listed_and_withdrawn(chidao: Chidao, samples: Path, store: Path) -> None:
    before = dump(store)
    words = ("same", "145-KH/HU", "156-KH/TU", "--who", "Lan", "--why", "thử")
    assert chidao("judge", *words, store=store).exit_code == 0
    (row,) = rows(chidao("judge", "--format", "csv", "--lang", "en", store=store))
    assert (row["row"], row["verdict"], row["kind"], row["who"], row["why"]) == ("1", "same", "document", "Lan", "thử")
    assert row["a"].startswith(f"{BASE}doc/tinh-thai-nguyen_huyen-dinh-hoa/hu/")
    assert row["state"] == "waits for chidao build"

    assert chidao("build", samples, store=store).exit_code == 0
    (row,) = rows(chidao("judge", "--format", "csv", store=store))
    assert row["state"] == "đã áp dụng"
    (asked,) = rows(chidao("ask", "judgements", "--format", "csv", store=store))
    assert (asked["a"], asked["state"]) == (row["a"], "applied")
    assert dump(store) != before

    assert chidao("judge", "--withdraw", "1", store=store).exit_code == 0
    assert chidao("build", samples, store=store).exit_code == 0
    assert dump(store) == before
    assert rows(chidao("judge", "--format", "csv", store=store)) == []


def test_a_teams_file_is_taken_in_and_stays_until_another_one(
    chidao: Chidao, samples: Path, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "doi.csv"
    given = ("--who", "Minh", "--why", "thử", "--judgements", file)
    assert chidao("judge", "different", "145-KH/HU", "156-KH/TU", *given, store=store).exit_code == 0
    assert not (store / "judgements.csv").exists()
    for words in (("--judgements", file), ()):
        assert chidao("build", samples, *words, store=store).exit_code == 0
        (row,) = rows(chidao("judge", "--format", "csv", store=store))
        assert (row["state"], row["file"], row["line"]) == ("đã áp dụng", "doi.csv", "2")
    assert chidao("judge", "--withdraw", "1", "--judgements", file, store=store).exit_code == 0
    assert chidao("build", samples, "--judgements", file, store=store).exit_code == 0
    assert rows(chidao("ask", "judgements", "--format", "csv", store=store)) == []


def test_bad_rows_become_findings_and_the_good_one_applies(chidao: Chidao, samples: Path, store: Path) -> None:
    (store / "judgements.csv").write_text(
        HEAD
        + "same,document,28-CT/TW\n"
        + f"same,document,{DIRECTIVE},doc/x/y/z/w,Lan,2026-11-25,x\n"
        + f"same,document,{DIRECTIVE},156-KH/TU,Lan,2026-11-25,x\n"
        + f"different,document,{DIRECTIVE},156-KH/TU,Minh,2026-11-25,x\n"
        + "different,document,145-KH/HU,156-KH/TU,Lan,2026-11-25,x\n",
        encoding="utf-8",
    )
    assert chidao("build", samples, store=store).exit_code == 0
    found = rows(chidao("ask", "findings", "--format", "csv", store=store))
    told = {row["messageEn"].split(";")[0]: row["kind"] for row in found if row["kind"].startswith("judgement")}
    assert told == {
        "judgements.csv:2: b is empty": "judgement-malformed",
        f"judgements.csv:3: there is no document or citation {BASE}doc/x/y/z/w": "judgement-unknown",
        "judgements.csv:4: contradicted by judgements.csv:5 (Minh: different)": "judgement-conflict",
        "judgements.csv:5: contradicted by judgements.csv:4 (Lan: same)": "judgement-conflict",
    }
    states = [row["state"].partition(":")[0] for row in rows(chidao("judge", "--format", "csv", store=store))]
    assert states == ["sai khuôn", "không rõ đối tượng", "bị mâu thuẫn", "bị mâu thuẫn", "đã áp dụng"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("same", "28-CT/TW"), "Missing: B, --who, --why"),
        (("same", "28-CT/TW", "99-CT/TW", "--who", "Lan", "--why", "x"), "no document with the number 99-CT/TW"),
        (("same", "28-CT/TW", "28 - CT/TW", "--who", "Lan", "--why", "x"), "are both"),
        (("same", DIRECTIVE, "doc/x/y/z/w", "--who", "Lan", "--why", "x"), "does not have doc/x/y/z/w"),
        (("same", DIRECTIVE, "agency/tinh-cao-bang/so-y-te", "--who", "Lan", "--why", "x"), "of one kind"),
        (("--withdraw", "3"), "has no judgement number 3"),
    ],
)
def test_wrong_use_is_answered(chidao: Chidao, store: Path, words: tuple[str, ...], said: str) -> None:
    done = chidao("judge", *words, "--lang", "en", store=store)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (store / "judgements.csv").exists()


def test_a_contradiction_is_refused_with_the_row_and_the_remedy(chidao: Chidao, store: Path) -> None:
    chidao("judge", "same", "145-KH/HU", "156-KH/TU", "--who", "Lan", "--why", "x", store=store)
    words = ("different", "156-KH/TU", "145-KH/HU", "--who", "Minh", "--why", "x", "--lang", "en")
    done = chidao("judge", *words, store=store)
    assert done.exit_code == 2
    assert "judgements.csv:2 (Lan: same)" in done.stderr
    assert "--withdraw" in done.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_file_that_is_none_is_refused_before_anything_is_read(
    chidao: Chidao, samples: Path, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "doi.csv"
    file.write_text("a,b\n", encoding="utf-8")
    done = chidao("build", samples, "--judgements", file, "--lang", lang, store=tmp_path / "new")
    assert done.exit_code == 2
    assert "doi.csv:1" in done.stderr
    assert "verdict,kind,a,b,who,when,why" in done.stderr
    assert not (tmp_path / "new").exists()


def test_indicators_and_bodies_are_known_by_their_iris(chidao: Chidao, store: Path) -> None:
    with EmbeddedStore.reading(store) as opened:
        found = opened.query(
            "PREFIX cd: <https://w3id.org/chidao/ontology#> "
            "SELECT DISTINCT ?i { ?i a cd:Indicator } ORDER BY ?i LIMIT 2"
        )
        one, other = (row.text("i").removeprefix(BASE) for row in found)
    assert chidao("judge", "unsure", one, other, "--who", "Lan", "--why", "x", store=store).exit_code == 0
    words = ("agency/tinh-cao-bang/so-y-te", "agency/tinh-cao-bang/uy-ban-nhan-dan", "--who", "Lan", "--why", "x")
    assert chidao("judge", "different", *words, store=store).exit_code == 0
    kinds = [row["kind"] for row in rows(chidao("judge", "--format", "csv", store=store))]
    assert kinds == ["indicator", "agency"]
