"""Data in an older version of the vocabulary is read under the new names, or told what is gone."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.migrations import Change, changes, migrated, version_of, version_of_store
from graph.reason import turtle
from graph.store import EmbeddedStore
from ontology.identifiers import ONTOLOGY
from ontology.terms import VERSION, Class, Property
from ontology.words import Words

RENAMED = Change("9.0.0", "hasGoal", "hasTarget", Words("", ""))
PREFIX = f"@prefix cd: <{ONTOLOGY}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def triples(text: str) -> tuple[ox.Triple, ...]:
    return turtle((PREFIX + text).encode(), "x.ttl")


def test_a_plain_renaming_is_followed() -> None:
    found = migrated(triples("<urn:i> cd:hasGoal <urn:t> ; a cd:Indicator ."), (RENAMED,))
    assert set(found.triples) == set(triples("<urn:i> cd:hasTarget <urn:t> ; a cd:Indicator ."))
    assert (found.renamed, found.gone, found.unknown) == ((RENAMED,), (), ())


def test_what_is_gone_says_what_to_use() -> None:
    found = migrated(triples("<urn:o> a cd:Observation ; cd:period '2024' ."))
    assert [change.old for change in found.gone] == ["Observation", "period"]
    assert "cd:Target" in found.gone[0].words.told("vi")


def test_terms_of_no_version_are_named_and_those_of_the_file_are_its_own() -> None:
    found = migrated(triples("cd:mine a owl:ObjectProperty . <urn:a> cd:mine <urn:b> ; cd:yours <urn:b> ."))
    assert found.unknown == ("yours",)


def test_what_has_this_version_stays_as_it_is() -> None:
    given = triples("<urn:i> a cd:Indicator .")
    assert migrated(given).triples == given


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.old)
def test_every_change_leads_to_a_term_and_from_none(change: Change) -> None:
    terms = {*map(str, Class), *map(str, Property)}
    assert ONTOLOGY + change.old not in terms
    assert not change.new or ONTOLOGY + change.new in terms
    assert change.new or (change.words.vi and change.words.en)


def test_the_version_of_a_file_is_that_which_it_imports() -> None:
    assert version_of(triples("<urn:x> owl:imports <https://w3id.org/chidao/ontology/0.1.0> .")) == "0.1.0"
    assert version_of(triples("<urn:x> a cd:Plan .")) == VERSION


def test_a_store_says_its_version(samples_store: EmbeddedStore) -> None:
    assert version_of_store(samples_store) == VERSION
