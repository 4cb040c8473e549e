"""Facts that cannot hold together, found without HermiT: what follows by one axiom after the other from each fact.

Complete for the axioms that ``graph.axioms`` understands; the rest (restrictions, unions) is HermiT's. Each clash comes
with the facts that make it and the axioms on the way, since a reader believes a contradiction only when both are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.axioms import INVERSE, OWL, UNIQUE, Axiom, Axioms, Kind
from graph.literals import fits, is_datatype, key
from graph.vocabulary import TYPE

Node = ox.NamedNode | ox.BlankNode
_SAME: Final = OWL + "sameAs"
_NOTHING: Final = OWL + "Nothing"
_TRAITS: Final = (Kind.FUNCTIONAL, Kind.INVERSE_FUNCTIONAL, Kind.ASYMMETRIC, Kind.IRREFLEXIVE, Kind.DISJOINT_PROPERTIES)


class Support(NamedTuple):
    """Why something holds: facts and the axioms by which it follows from them."""

    facts: frozenset[ox.Triple]
    axioms: frozenset[Axiom]

    def __or__(self, other: Support) -> Support:
        return Support(self.facts | other.facts, self.axioms | other.axioms)


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all hold, the axioms that forbid it, and the thing that it shows in."""

    about: str
    facts: frozenset[ox.Triple]
    axioms: frozenset[Axiom]


def clashes(facts: Iterable[ox.Triple], axioms: Axioms) -> tuple[Clash, ...]:
    """Every clash, the simplest first: one for each set of facts, with the fewest axioms that do."""
    state = _State(axioms)
    for fact in facts:
        state.take(fact, Support(frozenset((fact,)), frozenset()))
    state.follow_chains()
    simplest: dict[frozenset[ox.Triple], Clash] = {}
    for clash in sorted(state.clashes(), key=rank):
        simplest.setdefault(clash.facts, clash)
    return tuple(simplest.values())


def rank(clash: Clash) -> tuple[int, int, list[str], list[Axiom]]:
    """The order of clashes: fewer facts, fewer axioms, then by their words."""
    return (len(clash.facts), len(clash.axioms), sorted(map(str, clash.facts)), sorted(clash.axioms))


@dataclass(slots=True)
class _State:
    axioms: Axioms
    types: dict[Node, dict[str, Support]] = field(default_factory=lambda: defaultdict(dict))
    pairs: dict[str, dict[Node, dict[Node | ox.Literal, Support]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    wrong: list[Clash] = field(default_factory=list)
    watched: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        terms = (a.terms for a in self.axioms.all if a.kind in _TRAITS or a.kind is Kind.CHAIN)
        names = (term.removeprefix(INVERSE) for several in terms for term in several)
        self.watched = frozenset((*names, _SAME))

    def take(self, fact: ox.Triple, support: Support) -> None:
        """Notes all that one fact says by itself."""
        subject, predicate, value = fact.subject, fact.predicate.value, fact.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            return
        if fact.predicate == TYPE:
            if isinstance(value, ox.NamedNode):
                self._types(subject, self.axioms.above(value.value), support)
            return
        self._types(subject, self.axioms.types(predicate, Kind.DOMAIN), support)
        if isinstance(value, ox.Literal):
            self._literal(subject, predicate, value, support)
        else:
            self._types(value, self.axioms.types(predicate, Kind.RANGE), support)
        self._roles(subject, predicate, value, support)

    def _types(self, node: Node, classes: dict[str, tuple[Axiom, ...]], support: Support) -> None:
        known = self.types[node]
        for name, way in classes.items():
            found = Support(support.facts, support.axioms | frozenset(way))
            if name not in known or _weight(found) < _weight(known[name]):
                known[name] = found

    def _literal(self, subject: Node, predicate: str, value: ox.Literal, support: Support) -> None:
        for name, way in self.axioms.types(predicate, Kind.RANGE).items():
            if is_datatype(name) and not fits(value, name):
                self.wrong.append(Clash(_text(subject), support.facts, support.axioms | frozenset(way)))

    def _roles(self, subject: Node, predicate: str, value: Node | ox.Literal, support: Support) -> None:
        for role, way in self.axioms.roles(predicate).items():
            name = role.removeprefix(INVERSE)
            if name not in self.watched:
                continue
            found = Support(support.facts, support.axioms | frozenset(way))
            if role == name:
                self.pairs[name][subject].setdefault(value, found)
            elif not isinstance(value, ox.Literal):
                self.pairs[name][value].setdefault(subject, found)

    def follow_chains(self) -> None:
        """Adds what chains of properties make, until nothing new comes."""
        done: set[tuple[str, Node, Node | ox.Literal]] = set()
        while fresh := [link for link in self._chained() if link[:3] not in done]:
            for name, subject, value, support in fresh:
                done.add((name, subject, value))
                self.take(ox.Triple(subject, ox.NamedNode(name), value), support)

    def _chained(self) -> Iterator[tuple[str, Node, Node | ox.Literal, Support]]:
        for axiom in sorted(axiom for axiom in self.axioms.all if axiom.kind is Kind.CHAIN):
            made, *links = axiom.terms
            first, *rest = (self._links(link) for link in links)
            reached = [(subject, value, why) for subject, values in first.items() for value, why in values.items()]
            for link in rest:
                reached = [
                    (subject, value, why | further)
                    for subject, middle, why in reached
                    if not isinstance(middle, ox.Literal)
                    for value, further in link.get(middle, {}).items()
                ]
            own = Support(frozenset(), frozenset((axiom,)))
            yield from ((made, subject, value, why | own) for subject, value, why in reached)

    def _links(self, role: str) -> dict[Node, dict[Node | ox.Literal, Support]]:
        if not role.startswith(INVERSE):
            return self.pairs.get(role, {})
        turned: dict[Node, dict[Node | ox.Literal, Support]] = defaultdict(dict)
        for subject, values in self.pairs.get(role.removeprefix(INVERSE), {}).items():
            for value, why in values.items():
                if not isinstance(value, ox.Literal):
                    turned[value].setdefault(subject, why)
        return turned

    def clashes(self) -> Iterator[Clash]:
        """What is wrong with all that was noted."""
        yield from self.wrong
        for node, types in self.types.items():
            yield from self._types_apart(node, types)
        for name in self.pairs:
            for node, held in self.pairs[name].items():
                yield from self._one_value(name, node, held)
                yield from self._one_way(name, node, held)
        for axiom in self.axioms.all:
            if axiom.kind is Kind.DISJOINT_PROPERTIES:
                yield from self._same_pair(axiom)
            if axiom.kind is Kind.INVERSE_FUNCTIONAL:
                for node, held in self._links(INVERSE + axiom.terms[0]).items():
                    yield from self._several(node, held, axiom)

    def _types_apart(self, node: Node, held: dict[str, Support]) -> Iterator[Clash]:
        if _NOTHING in held:
            yield _clash(node, held[_NOTHING])
        for name, why in held.items():
            for axiom in self.axioms.having(Kind.DISJOINT, name):
                other = axiom.terms[1]
                if other in held and name <= other:
                    yield _clash(node, why | held[other], axiom)

    def _one_value(self, name: str, node: Node, held: dict[Node | ox.Literal, Support]) -> Iterator[Clash]:
        for axiom in self.axioms.having(Kind.FUNCTIONAL, name):
            yield from self._several(node, held, axiom)

    def _several(self, node: Node, held: dict[Node | ox.Literal, Support], axiom: Axiom) -> Iterator[Clash]:
        values = sorted(held, key=str)
        for one, other in combinations(values, 2):
            if isinstance(one, ox.Literal) and isinstance(other, ox.Literal):
                if key(one) != key(other):
                    yield _clash(node, held[one] | held[other], axiom)
            elif not self._said_same(one, other):
                yield _clash(node, held[one] | held[other], axiom, UNIQUE)

    def _said_same(self, one: Node | ox.Literal, other: Node | ox.Literal) -> bool:
        said = self.pairs.get(_SAME, {})
        return any(b in said.get(a, {}) for a, b in ((one, other), (other, one)) if not isinstance(a, ox.Literal))

    def _one_way(self, name: str, node: Node, held: dict[Node | ox.Literal, Support]) -> Iterator[Clash]:
        if node in held:
            for axiom in self.axioms.having(Kind.IRREFLEXIVE, name):
                yield _clash(node, held[node], axiom)
        for axiom in self.axioms.having(Kind.ASYMMETRIC, name):
            for value, why in held.items():
                back = {} if isinstance(value, ox.Literal) else self.pairs[name].get(value, {})
                if node in back and str(node) <= str(value):
                    yield _clash(node, why | back[node], axiom)

    def _same_pair(self, axiom: Axiom) -> Iterator[Clash]:
        one, other = axiom.terms
        if one > other:
            return
        for node, held in self._links(one).items():
            for value in held.keys() & self._links(other).get(node, {}).keys():
                yield _clash(node, held[value] | self._links(other)[node][value], axiom)


def _clash(node: Node, why: Support, *axioms: Axiom) -> Clash:
    return Clash(_text(node), why.facts, why.axioms | frozenset(axioms))


def _weight(support: Support) -> tuple[int, int]:
    return len(support.facts), len(support.axioms)


def _text(node: Node) -> str:
    return node.value
