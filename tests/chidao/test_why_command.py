"""The command ``why`` on the samples: rules and premises down to sentences that stand in the files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chidao.cli import app

Chidao = Callable[..., Result]
LABOUR = "Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng"
OWNED = (LABOUR, "9", "--document", "1222/KH-UBND")


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, built."""
    path = tmp_path_factory.mktemp("why") / "store"
    assert CliRunner().invoke(app, ["build", str(samples), "--store", str(path)]).exit_code == 0
    return path


@pytest.fixture
def asked(built: Path) -> Chidao:
    """Runs ``why`` on the samples."""
    return lambda *words: CliRunner().invoke(app, ["why", *words, "--store", str(built)])


def rows(done: Result) -> list[dict[str, str]]:
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_an_owner_rests_on_a_duty_and_its_sentence(asked: Chidao, samples: Path) -> None:
    found = rows(asked(*OWNED, "--format", "csv"))
    assert [(row["depth"], row["stated"], row["rule"], row["predicate"].rpartition("#")[2]) for row in found] == [
        ("0", "false", "", "accountableFor"),
        ("1", "true", "accountable-for", "ownerAgent"),
        ("1", "true", "accountable-for", "covers"),
    ]
    text = (samples / found[1]["file"]).read_text(encoding="utf-8")
    assert text[int(found[1]["start"]) : int(found[1]["end"])] == found[1]["sentence"]
    assert "9" in found[1]["sentence"]


def test_descent_is_told_step_by_step_each_with_its_citation(asked: Chidao) -> None:
    found = rows(asked("1761/UBND-VP", "cd:descendsFrom", "28-CT/TW", "--format", "csv", "--lang", "en"))
    steps = list(dict.fromkeys(row["fact"] for row in found if row["depth"] == "1"))
    assert [fact.split(" — ")[0] for fact in steps] == ["1761/UBND-VP", *[step.split(" → ")[1] for step in steps[:-1]]]
    assert steps[-1].endswith("→ 28-CT/TW")
    assert all(row["sentence"] for row in found if row["depth"] == "1")


def test_a_member_of_a_group_rests_on_the_duty_the_date_and_the_membership(asked: Chidao) -> None:
    where = "agency/tinh-lao-cai_huyen-bao-yen/uy-ban-nhan-dan"
    task = "doc/tinh-lao-cai/ubnd/2024-01-26/50-kh-ubnd/task/4"
    found = rows(asked(where, "sharesIn", task, "--format", "csv"))
    first = [row["predicate"].rpartition("#")[2] for row in found if row["depth"] == "1"]
    assert list(dict.fromkeys(first)) == [
        "ownerAgent", "covers", "inDocument", "issuedOn", "definition", "organization", "member", "sourceConfidence",
    ]  # fmt: skip
    done = asked(where, "--lang", "en")
    assert "by the rule shares-in: A member of a group of agencies" in done.stdout
    assert "reference data, confidence " in done.stdout


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_stated_has_its_sentence_and_no_rule(asked: Chidao, lang: str) -> None:
    done = asked("1222/KH-UBND", "implements", "324-KH/TU", "--lang", lang)
    assert done.exit_code == 0
    assert "“" in done.stdout
    assert "descends-from" not in done.stdout


@pytest.mark.parametrize(
    "words", [("doc/x/y/z/khong-co",), ("28-CT/TW", "1222/KH-UBND"), (LABOUR, "khong-co", "28-CT/TW"), (LABOUR, "77")]
)
def test_what_the_store_does_not_say_is_told_so(asked: Chidao, words: tuple[str, ...]) -> None:
    done = asked(*words, "--lang", "en")
    assert done.exit_code == 2
    assert "The store has no such fact" in done.stderr
