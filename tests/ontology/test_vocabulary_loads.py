"""The vocabulary and its alignment load without a warning in what people open them with, and keep to their profiles.

OWL 2 DL and OWL 2 RL are checked by the OWL API, which Protégé and ROBOT use too: owlready2 ships it beside its
reasoners, as the command line of Pellet (``info`` names the narrowest profile, ``lint`` every violation).
"""

from __future__ import annotations

import io
import logging
import re
import subprocess
import warnings
from importlib.util import find_spec
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from graph.reason import java, reason
from ontology.reference import ALIGNMENT, VOCABULARY
from ontology.terms import Class, Property

TOGETHER = (VOCABULARY, ALIGNMENT)
PREFIXES = """
@prefix : <urn:x#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <urn:x> a owl:Ontology .
"""
# What lint says of every file that has these, and why that is right.
EXPLAINED = {
    "[Untyped ontologies]": "an ontology that is pointed to and not imported, such as the prior version, has no type",
    "[Untyped object properties]": "the inverse in a property chain is a blank node, as OWL 2 writes it",
    "[Untyped annotation properties]": "owl:versionIRI is of the language itself",
}


def pellet(command: str, *files: Path) -> str:
    """What Pellet's command line prints."""
    spec = find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    jars = Path(spec.origin).parent / "pellet" / "*"
    done = subprocess.run(
        [java(), "-cp", str(jars), "pellet.Pellet", *command.split(), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def profile(*files: Path) -> str:
    found = re.search(r"OWL Profile = (.*)", pellet("info -m", *files))
    assert found is not None
    return found.group(1)


def written(folder: Path, turtle: str) -> Path:
    path = folder / "x.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


@pytest.mark.system("java")
@pytest.mark.parametrize("files", [(VOCABULARY,), TOGETHER], ids=["vocabulary", "with alignment"])
def test_it_is_owl_2_rl_and_so_owl_2_dl(files: tuple[Path, ...]) -> None:
    assert profile(*files) == "OWL 2 RL"


@pytest.mark.system("java")
def test_what_is_no_rl_is_told(tmp_path: Path) -> None:
    union = ":p a owl:ObjectProperty ; rdfs:domain [ a owl:Class ; owl:unionOf (:A :B) ] ."
    union += " :A a owl:Class . :B a owl:Class ."
    assert profile(written(tmp_path, union)) == "OWL 2 DL"


@pytest.mark.system("java")
def test_what_is_no_dl_is_told(tmp_path: Path) -> None:
    chain = ":p a owl:ObjectProperty, owl:TransitiveProperty, owl:FunctionalProperty ."
    path = written(tmp_path, chain)
    assert profile(path) == "OWL 2"
    assert "No OWL 2 DL violations found" not in pellet("lint", path)


@pytest.mark.system("java")
@pytest.mark.parametrize("path", TOGETHER, ids=["vocabulary", "alignment"])
def test_every_line_of_lint_is_explained(path: Path) -> None:
    said = pellet("lint", path)
    assert "No OWL 2 DL violations found" in said
    assert "No OWL lints found" in said
    assert set(re.findall(r"^\[.*\]$", said, re.MULTILINE)) <= set(EXPLAINED)


@pytest.mark.system("java")
def test_both_files_hold_together_and_every_class_can_have_members() -> None:
    found = reason(TOGETHER)
    assert found.consistent
    assert found.unsatisfiable == ()


def test_owlready2_reads_both_files_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    world = owlready2.World()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in TOGETHER:
            data = ox.serialize(_triples(path), format=ox.RdfFormat.N_TRIPLES)
            assert data is not None
            world.get_ontology(path.as_uri()).load(fileobj=io.BytesIO(data), format="ntriples")
        classes = {cls.iri for cls in world.classes()}
        properties = {prop.iri for prop in world.properties()}
    assert {term.value for term in Class} <= classes
    assert {term.value for term in Property} <= properties
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", TOGETHER, ids=["vocabulary", "alignment"])
def test_two_parsers_read_the_same_and_say_nothing(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        ours = Graph().parse(path)
        theirs = Graph().parse(ox.serialize(_triples(path), format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert len(ours) > 100
    assert isomorphic(ours, theirs)
    assert not caplog.records


def _triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


@pytest.mark.parametrize("path", TOGETHER, ids=["vocabulary", "alignment"])
def test_every_term_with_axioms_is_declared_in_the_file_itself(path: Path) -> None:
    """What Protégé would else guess the kind of: each subject, property, superclass, domain, range and list member."""
    graph = Graph().parse(path)
    declared = set(graph.subjects(RDF.type, None))
    built_in = (str(RDF), str(OWL), "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2001/XMLSchema#")
    see_also = URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    structure = {OWL.versionIRI, OWL.priorVersion}
    names = set(graph.predicates())
    for subject, predicate, value in graph:
        if str(predicate).startswith(built_in) and predicate != see_also and predicate not in structure:
            names |= {subject, value}
    assert not {str(name) for name in names if isinstance(name, URIRef) and not str(name).startswith(built_in)} - {
        str(name) for name in declared
    }
