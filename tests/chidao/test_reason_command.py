"""``chidao reason`` over facts and extensions, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.store import EmbeddedStore
from ontology.identifiers import ONTOLOGY
from tests.chidao.conftest import Chidao

PREFIX = f"""@prefix cd: <{ONTOLOGY}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <urn:x#> .
"""
A_PLACE = "<https://w3id.org/chidao/id/agency/tinh-cao-bang/so-y-te> a cd:Place ."


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    return tmp_path / "more.ttl"


@pytest.mark.system("java")
def test_facts_that_hold(chidao: Chidao, samples_store: EmbeddedStore) -> None:
    done = chidao("reason", "--document", "1222/KH-UBND", "--lang", "en", store=samples_store.path)
    assert done.exit_code == 0, done.stderr
    assert "facts do not contradict each other" in done.stdout


@pytest.mark.system("java")
def test_a_clash_shows_facts_sentences_and_axioms(
    chidao: Chidao, samples_store: EmbeddedStore, extension: Path
) -> None:
    extension.write_text(PREFIX + A_PLACE, encoding="utf-8")
    words = ("--with", extension, "--lang", "en", "--format", "json", "--most", "1")
    done = chidao("reason", "--all", *words, store=samples_store.path)
    assert done.exit_code == 1, done.stderr
    said, owned, *axioms = json.loads(done.stdout)
    assert said["statement"] == "«Sở Y tế tỉnh Cao Bằng» is a «place»"
    assert said["document"] == str(extension)
    assert owned["document"] == "1222/KH-UBND"
    assert owned["quote"]
    assert "nothing is both “agent” and “place”" in [axiom["statement"] for axiom in axioms]
    assert (said["mends"], owned["mends"]) == (True, False)
    assert "There may be more" in done.stderr


def test_a_file_that_is_no_turtle_names_file_line_and_remedy(chidao: Chidao, extension: Path) -> None:
    extension.write_text(f"{PREFIX}:a :b", encoding="utf-8")
    done = chidao("reason", "--with", extension, "--lang", "en", store=None)
    assert done.exit_code == 2
    assert f"{extension}, line 5: not Turtle" in done.stderr
    assert "Correct the line" in done.stderr


def test_a_file_that_is_not_there_is_named(chidao: Chidao, extension: Path) -> None:
    done = chidao("reason", "--with", extension, "--lang", "en", store=None)
    assert done.exit_code == 2
    assert f"{extension} cannot be read" in done.stderr


def test_terms_of_another_version_are_named(chidao: Chidao, extension: Path) -> None:
    extension.write_text(
        f"{PREFIX}<urn:x> owl:imports <https://w3id.org/chidao/ontology/0.1.0> . :o a cd:Observation ; cd:owns :b .",
        encoding="utf-8",
    )
    done = chidao("reason", "--with", extension, "--lang", "en", store=None)
    assert done.exit_code == 2
    assert "version 0.1.0" in done.stderr
    assert "cd:Observation (0.2.0: not used; a value to be reached is a cd:Target)" in done.stderr
    assert "cd:owns" in done.stderr


@pytest.mark.system("java")
def test_an_extension_with_a_class_without_members_is_explained(chidao: Chidao, extension: Path) -> None:
    extension.write_text(f"{PREFIX}:Both a owl:Class ; rdfs:subClassOf cd:Plan , cd:Place .", encoding="utf-8")
    done = chidao("reason", "--with", extension, "--lang", "en", store=None)
    assert done.exit_code == 1, done.stderr
    assert "These classes cannot have members: urn:x#Both" in done.stderr
    assert "nothing is both “document” and “place”" in done.stdout


@pytest.mark.system("java")
def test_an_extension_that_contradicts_by_itself_is_explained(chidao: Chidao, extension: Path) -> None:
    extension.write_text(f"{PREFIX}:one a cd:Plan , cd:Place .", encoding="utf-8")
    done = chidao("reason", "--with", extension, "--lang", "vi", store=None)
    assert done.exit_code == 1, done.stderr
    assert "không có gì vừa là «văn bản» vừa là «đơn vị hành chính»" in done.stdout
    assert "1 mâu thuẫn" in done.stderr


def test_a_clash_is_told_without_java(
    chidao: Chidao, samples_store: EmbeddedStore, extension: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.hermit.find_spec", lambda _: None)
    monkeypatch.setattr("graph.hermit.shutil.which", lambda _: None)
    extension.write_text(PREFIX + A_PLACE, encoding="utf-8")
    done = chidao("reason", "--all", "--with", extension, "--lang", "en", store=samples_store.path)
    assert done.exit_code == 1, done.stderr
    assert "«Sở Y tế tỉnh Cao Bằng» is a «place»" in done.stdout
    assert "HermiT has not seen all" in done.stderr
