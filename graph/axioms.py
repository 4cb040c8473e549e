"""The axioms of the vocabulary, as far as they bear on facts, read once and followed upwards with the way kept.

>>> from ontology.terms import Class
>>> axioms = Axioms.of(vocabulary())
>>> [str(axiom.kind) for axiom in axioms.above(Class.PLAN)[Class.DOCUMENT]]
['subclass']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final, Self

import pyoxigraph as ox

from graph.vocabulary import TYPE
from ontology.reference import CODES, VOCABULARY

OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
INVERSE: Final = "^"
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Kind(StrEnum):
    """What an axiom says; how it is put in words stands in ``axiom_words.csv``."""

    SUBCLASS = "subclass"
    DISJOINT = "disjoint"
    DOMAIN = "domain"
    RANGE = "range"
    SUBPROPERTY = "subproperty"
    INVERSE = "inverse"
    CHAIN = "chain"
    FUNCTIONAL = "functional"
    INVERSE_FUNCTIONAL = "inverse-functional"
    SYMMETRIC = "symmetric"
    ASYMMETRIC = "asymmetric"
    IRREFLEXIVE = "irreflexive"
    DISJOINT_PROPERTIES = "disjoint-properties"
    UNIQUE_NAMES = "unique-names"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Axiom:
    """An axiom with its terms by IRI, in order; an inverse property has "^" before it. ``OTHER`` has its text."""

    kind: Kind
    terms: tuple[str, ...] = ()


Way = tuple[Axiom, ...]
UNIQUE: Final = Axiom(Kind.UNIQUE_NAMES)

_PAIRS: Final = {
    RDFS + "subClassOf": Kind.SUBCLASS,
    RDFS + "domain": Kind.DOMAIN,
    RDFS + "range": Kind.RANGE,
    RDFS + "subPropertyOf": Kind.SUBPROPERTY,
    OWL + "disjointWith": Kind.DISJOINT,
    OWL + "propertyDisjointWith": Kind.DISJOINT_PROPERTIES,
    OWL + "inverseOf": Kind.INVERSE,
}
_BOTH_WAYS: Final = {OWL + "equivalentClass": Kind.SUBCLASS, OWL + "equivalentProperty": Kind.SUBPROPERTY}
_TRAITS: Final = {
    OWL + "FunctionalProperty": Kind.FUNCTIONAL,
    OWL + "InverseFunctionalProperty": Kind.INVERSE_FUNCTIONAL,
    OWL + "SymmetricProperty": Kind.SYMMETRIC,
    OWL + "AsymmetricProperty": Kind.ASYMMETRIC,
    OWL + "IrreflexiveProperty": Kind.IRREFLEXIVE,
}
_GROUPS: Final = {
    OWL + "AllDisjointClasses": Kind.DISJOINT,
    OWL + "AllDisjointProperties": Kind.DISJOINT_PROPERTIES,
}


@cache
def vocabulary() -> tuple[ox.Triple, ...]:
    """The triples of the vocabulary, which hold whatever the facts are."""
    return _read(VOCABULARY)


@cache
def code_lists() -> tuple[ox.Triple, ...]:
    """The triples of the code lists, which are facts: that something is a concept may clash."""
    return _read(CODES)


def _read(path: Path) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))


@dataclass(frozen=True, slots=True)
class Axioms:
    """Axioms by kind and first term. Those that it does not understand are left to HermiT."""

    all: frozenset[Axiom]
    by_term: dict[tuple[Kind, str], tuple[Axiom, ...]]
    _above: dict[str, dict[str, Way]] = field(default_factory=dict)
    _roles: dict[str, dict[str, Way]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Self:
        """The axioms among triples."""
        found = frozenset(_axioms(tuple(triples)))
        by_term: dict[tuple[Kind, str], list[Axiom]] = defaultdict(list)
        for axiom in sorted(found):
            by_term[axiom.kind, axiom.terms[0]].append(axiom)
        return cls(found, {key: tuple(axioms) for key, axioms in by_term.items()})

    def having(self, kind: Kind, term: str) -> tuple[Axiom, ...]:
        """The axioms of a kind whose first term is this one."""
        return self.by_term.get((kind, term), ())

    def above(self, name: str) -> dict[str, Way]:
        """A class and all above it, each with the axioms that lead there: a shortest way."""
        if name not in self._above:
            self._above[name] = _reached(name, self._parents)
        return self._above[name]

    def _parents(self, name: str) -> Iterator[tuple[str, Axiom]]:
        for axiom in self.having(Kind.SUBCLASS, name):
            yield axiom.terms[1], axiom

    def roles(self, name: str) -> dict[str, Way]:
        """A property and all that it implies, "^" before those that hold the other way round."""
        if name not in self._roles:
            self._roles[name] = _reached(name, self._implied)
        return self._roles[name]

    def _implied(self, role: str) -> Iterator[tuple[str, Axiom]]:
        name, turned = role.removeprefix(INVERSE), role.startswith(INVERSE)
        for axiom in self.having(Kind.SUBPROPERTY, name):
            yield _turned(axiom.terms[1], turned=turned), axiom
        for axiom in self.having(Kind.INVERSE, name):
            yield _turned(axiom.terms[1], turned=not turned), axiom
        for axiom in self.having(Kind.SYMMETRIC, name):
            yield _turned(name, turned=not turned), axiom

    def types(self, name: str, kind: Kind) -> dict[str, Way]:
        """The classes of a property's subjects (DOMAIN) or values (RANGE), those that follow from others included."""
        found: dict[str, Way] = {}
        for role, way in self.roles(name).items():
            here = kind if not role.startswith(INVERSE) else (Kind.RANGE if kind is Kind.DOMAIN else Kind.DOMAIN)
            for axiom in self.having(here, role.removeprefix(INVERSE)):
                for above, further in self.above(axiom.terms[1]).items():
                    path = (*way, axiom, *further)
                    if above not in found or len(path) < len(found[above]):
                        found[above] = path
        return found


def _turned(role: str, *, turned: bool) -> str:
    """A role the other way round where ``turned``; what is turned twice is itself."""
    if not turned:
        return role
    return role.removeprefix(INVERSE) if role.startswith(INVERSE) else INVERSE + role


def _reached(start: str, steps: Callable[[str], Iterable[tuple[str, Axiom]]]) -> dict[str, Way]:
    """All that steps lead to, each with a shortest way there."""
    found: dict[str, Way] = {start: ()}
    waiting = [start]
    for name in waiting:
        for other, axiom in steps(name):
            if other not in found:
                found[other] = (*found[name], axiom)
                waiting.append(other)
    return found


def _axioms(triples: tuple[ox.Triple, ...]) -> Iterator[Axiom]:
    about: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        about[triple.subject][triple.predicate.value].append(triple.object)
    for subject, said in about.items():
        if isinstance(subject, ox.NamedNode):
            yield from _of_name(subject.value, said, about)
        for kind in _kinds(said, _GROUPS):
            names = [_name(member, about) for member in _members(_first(said, OWL + "members"), about)]
            yield from (axiom for one, other in combinations(names, 2) for axiom in _symmetric(kind, one, other))


def _of_name(subject: str, said: dict[str, list[Term]], about: dict[Term, dict[str, list[Term]]]) -> Iterator[Axiom]:
    for kind in _kinds(said, _TRAITS):
        yield Axiom(kind, (subject,))
    for predicate, values in said.items():
        for value in values:
            yield from _pair(subject, predicate, _name(value, about))
    for chain in said.get(OWL + "propertyChainAxiom", ()):
        yield Axiom(Kind.CHAIN, (subject, *(_name(link, about) for link in _members(chain, about))))


def _pair(subject: str, predicate: str, value: str) -> Iterator[Axiom]:
    if not value:
        return
    if predicate in _BOTH_WAYS:
        yield Axiom(_BOTH_WAYS[predicate], (subject, value))
        yield Axiom(_BOTH_WAYS[predicate], (value, subject))
    elif predicate in _PAIRS and _PAIRS[predicate] in (Kind.DISJOINT, Kind.DISJOINT_PROPERTIES, Kind.INVERSE):
        yield from _symmetric(_PAIRS[predicate], subject, value)
    elif predicate in _PAIRS:
        yield Axiom(_PAIRS[predicate], (subject, value))


def _symmetric(kind: Kind, one: str, other: str) -> Iterator[Axiom]:
    yield Axiom(kind, (one, other))
    yield Axiom(kind, (other, one))


def _kinds(said: dict[str, list[Term]], table: dict[str, Kind]) -> list[Kind]:
    return [table[t.value] for t in said.get(TYPE.value, ()) if isinstance(t, ox.NamedNode) and t.value in table]


def _first(said: dict[str, list[Term]], predicate: str) -> Term | None:
    return next(iter(said.get(predicate, ())), None)


def _members(first: Term | None, about: dict[Term, dict[str, list[Term]]]) -> Iterator[Term]:
    """The members of an RDF list."""
    while first is not None and first in about:
        yield from about[first].get(RDF + "first", ())
        first = _first(about[first], RDF + "rest")


def _name(term: Term, about: dict[Term, dict[str, list[Term]]]) -> str:
    """The IRI of a term, "^" and the IRI of an inverse, "" for any other nameless expression."""
    if isinstance(term, ox.NamedNode):
        return term.value
    inverse = _first(about[term], OWL + "inverseOf") if term in about else None
    return INVERSE + inverse.value if isinstance(inverse, ox.NamedNode) else ""
