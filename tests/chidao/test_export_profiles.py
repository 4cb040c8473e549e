"""``chidao export --profile``: files and pipes in the words of a standard, and what is said of what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from typer.testing import Result

from chidao.messages import messages
from graph.standards import Profile
from tests.conftest import ROOT

Chidao = Callable[..., Result]
MARKS = {
    Profile.ELI: "http://data.europa.eu/eli/ontology#Work",
    Profile.CUBE: "http://purl.org/linked-data/cube#Observation",
    Profile.OA: "http://www.w3.org/ns/oa#Annotation",
    Profile.DCAT: "http://www.w3.org/ns/dcat#Dataset",
}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize(("form", "syntax"), [("ttl", "turtle"), ("nq", "nt")])
def test_a_file_in_the_words_of_a_standard(
    chidao: Chidao, tmp_path: Path, profile: Profile, form: str, syntax: str
) -> None:
    target = tmp_path / f"x.{form}"
    assert chidao("export", "--profile", profile, "--format", form, "--out", target).exit_code == 0
    graph = rdflib.Graph().parse(target, format=syntax)
    assert list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(MARKS[profile])))


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Bỏ 1 mức phải đạt không có năm."), ("en", "Left out: 1 target without a year.")]
)
def test_what_is_left_out_is_told_beside_the_data(chidao: Chidao, lang: str, words: str) -> None:
    done = chidao("export", "--profile", "cube", "--lang", lang)
    assert words in done.stderr
    assert words not in done.stdout


def test_an_unknown_standard_is_wrong_use(chidao: Chidao) -> None:
    assert chidao("export", "--profile", "marc").exit_code == 2


def test_every_reason_has_its_words() -> None:
    for query in sorted((ROOT / "graph" / "profiles").rglob("left-out.rq")):
        reasons = {word for word in query.read_text(encoding="utf-8").split('"')[1::2] if word}
        assert reasons
        assert {f"left-out-{reason}" for reason in reasons} <= messages().keys()


def test_every_profile_is_told_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "profiles.md").read_text(encoding="utf-8")
    for profile in Profile:
        assert f"| `{profile.value}` |" in page
        assert f"\n## {profile.value}\n" in page
