"""The ontology's own unit tests: what may hold together, and what may not, with the facts that are to blame.

A file in ``reject/`` has innocent facts, a line ``# These clash``, and the facts that do: a blank line between those of
independent contradictions. HermiT has to agree: all of them cannot hold, and can as soon as any one is left out.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import hermit
from graph.axioms import Axioms, vocabulary
from graph.reason import explain, facts_among, read, turtle
from graph.smallest import told_apart

HERE = Path(__file__).parent
ACCEPT = sorted((HERE / "accept").glob("*.ttl"))
REJECT = sorted((HERE / "reject").glob("*.ttl"))
FOR_HERMIT = [path for path in REJECT if path.name.startswith("by-extension")]
BY_RULES = [path for path in REJECT if path not in FOR_HERMIT]

Facts = frozenset[ox.Triple]


def clashing(path: Path) -> set[Facts]:
    """The sets of facts that a file says to clash."""
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("# These clash\n")
    prefixes = "".join(line + "\n" for line in head.splitlines() if line.startswith("@prefix"))
    return {frozenset(turtle(f"{prefixes}{part}".encode(), path.name)) for part in rest.strip().split("\n\n")}


def parts(path: Path) -> tuple[dict[ox.Triple, str], list[ox.Triple]]:
    """The facts of a file, and what it adds to the ontology."""
    triples = read(path)
    facts = dict.fromkeys(facts_among(triples), str(path))
    return facts, [triple for triple in triples if triple not in facts]


def with_names_apart(facts: Facts, added: list[ox.Triple]) -> list[ox.Triple]:
    base = [*vocabulary(), *added]
    return [*base, *facts, *told_apart(facts, Axioms.of(base))]


def test_there_are_enough() -> None:
    assert len(REJECT) >= 20
    assert len(ACCEPT) >= 10


@pytest.mark.parametrize("path", BY_RULES, ids=lambda path: path.stem)
def test_each_contradiction_is_explained_by_its_facts(path: Path) -> None:
    facts, added = parts(path)
    found = explain(facts, added, seconds=0).contradictions
    assert {frozenset(told.fact for told in one.facts) for one in found} == clashing(path)
    assert all(one.axioms for one in found)


@pytest.mark.system("java")
@pytest.mark.slow
@pytest.mark.parametrize("path", FOR_HERMIT, ids=lambda path: path.stem)
def test_what_the_rules_do_not_understand_hermit_explains(path: Path) -> None:
    facts, added = parts(path)
    assert explain(facts, added, seconds=0).consistent
    found = explain(facts, added)
    assert {frozenset(told.fact for told in one.facts) for one in found.contradictions} == clashing(path)
    assert found.complete


@pytest.mark.system("java")
@pytest.mark.slow
@pytest.mark.parametrize("path", REJECT, ids=lambda path: path.stem)
def test_hermit_agrees_that_they_cannot_hold(path: Path) -> None:
    _, added = parts(path)
    for facts in clashing(path):
        assert hermit.holding([with_names_apart(facts, added)]) == 0


@pytest.mark.system("java")
@pytest.mark.slow
def test_hermit_agrees_that_none_can_be_left_out() -> None:
    smaller = [
        with_names_apart(frozenset(rest), parts(path)[1])
        for path in REJECT
        for facts in sorted(clashing(path), key=str)
        for rest in combinations(sorted(facts, key=str), len(facts) - 1)
    ]
    assert hermit.holding(smaller) == len(smaller)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_what_may_hold_is_not_rejected_by_the_rules(path: Path) -> None:
    facts, added = parts(path)
    assert explain(facts, added, seconds=0).consistent


@pytest.mark.system("java")
@pytest.mark.slow
def test_what_may_hold_is_not_rejected_by_hermit() -> None:
    sets = [with_names_apart(frozenset(parts(path)[0]), parts(path)[1]) for path in ACCEPT]
    assert hermit.holding(sets) == len(sets)
