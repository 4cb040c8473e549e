"""What goes into the authority graph of a store."""

from __future__ import annotations

import os
import subprocess
import sys

import pyoxigraph as ox

from ontology.identifiers import place_iri
from ontology.reference import reference_triples
from ontology.terms import Class, Property

HERE = ["tinh-cao-bang"]
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def test_it_comes_out_the_same_each_time() -> None:
    first, second = list(reference_triples(HERE)), list(reference_triples(HERE))
    assert first == second
    assert len(set(first)) == len(first)


def test_it_has_names_only() -> None:
    assert not [
        t for t in reference_triples(HERE) if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)
    ]


def test_vocabulary_code_lists_and_places_are_in() -> None:
    types = {(triple.subject, triple.object) for triple in reference_triples() if triple.predicate == TYPE}
    owl, skos = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/2004/02/skos/core#"
    assert (ox.NamedNode(Class.PLAN), ox.NamedNode(f"{owl}Class")) in types
    assert (ox.NamedNode("https://w3id.org/chidao/code/role/lead"), ox.NamedNode(f"{skos}Concept")) in types
    assert (ox.NamedNode(place_iri("tinh-an-giang.2025")), ox.NamedNode(Class.PLACE)) in types


def test_places_move_with_the_base_and_nothing_else_does() -> None:
    program = (
        "from ontology.reference import reference_triples\n"
        "from ontology.authority import provinces\n"
        "print('\\n'.join(t.subject.value for t in reference_triples(['tinh-cao-bang'])))\n"
        "assert {p.successor for p in provinces()} <= {'', *(p.slug for p in provinces())}\n"
    )
    env = os.environ | {"CHIDAO_BASE": "https://example.org/x/"}
    run = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
    moved = {line for line in run.stdout.splitlines() if line.startswith("https://example.org/x/")}
    codes = (triple.subject for triple in reference_triples(HERE) if triple.predicate.value == Property.PLACE_CODE)
    places = {place.value for place in codes if isinstance(place, ox.NamedNode)}
    assert moved == {iri.replace(place_iri(""), "https://example.org/x/place/") for iri in places}


def test_the_fingerprint_is_of_the_files_and_the_base() -> None:
    program = "from ontology.reference import reference_fingerprint; print(reference_fingerprint())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | env, capture_output=True, text=True, check=True
        )
        for env in ({}, {}, {"CHIDAO_BASE": "https://example.org/x/"})
    ]
    once, again, moved = (run.stdout for run in runs)
    assert once == again
    assert moved != once
