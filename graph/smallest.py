"""The smallest sets of facts that cannot hold: found by rules where they suffice, else by asking HermiT.

A set is smallest where it can hold as soon as any one member is left out. Several are given where they share no fact:
each of them has to be mended by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph import hermit
from graph.axioms import OWL, RDF, RDFS, Axiom, Axioms, Kind
from graph.clashes import Clash, clashes
from graph.telling import short
from graph.vocabulary import TYPE

_PARTS: Final = 16
_DEFINES: Final = (OWL + "equivalentClass", OWL + "equivalentProperty", OWL + "disjointUnionOf", OWL + "hasKey")
_BOTH_WAYS: Final = (OWL + "inverseOf", OWL + "propertyChainAxiom")
_SAID_OF_TERMS: Final = (OWL, RDF, RDFS)
_DIFFERENT: Final = ox.NamedNode(OWL + "differentFrom")
_DISJOINT: Final = ox.NamedNode(OWL + "disjointWith")
_SAME: Final = ox.NamedNode(OWL + "sameAs")


@dataclass(frozen=True, slots=True)
class Justification:
    """A smallest set of facts that cannot hold, and the axioms that forbid it.

    ``mending`` are those of the facts without which nothing contradicts any more about the thing that it shows in.
    """

    about: str
    facts: tuple[ox.Triple, ...]
    axioms: tuple[Axiom, ...]
    mending: frozenset[ox.Triple] = frozenset()


def by_rules(facts: Iterable[ox.Triple], axioms: Axioms, most: int) -> tuple[Justification, ...]:
    """Smallest sets that share no fact, found without a reasoner, ``most`` of them at most."""
    left = tuple(facts)
    found: list[Justification] = []
    chained = {link.removeprefix("^") for a in axioms.all if a.kind is Kind.CHAIN for link in a.terms}
    while len(found) < most and (met := clashes(left, axioms)):
        chosen = tuple(_apart(met))[: most - len(found)]
        about = {clash.about for clash in met}
        left = tuple(f for f in left if _touches(f, about) or f.predicate.value in chained)
        found += [_justified(clash, left, axioms) for clash in chosen]
        gone = {fact for clash in chosen for fact in clash.facts}
        left = tuple(fact for fact in left if fact not in gone)
    return tuple(found)


def _apart(met: Sequence[Clash]) -> Iterator[Clash]:
    """Clashes that share no fact, the simplest first."""
    used: set[ox.Triple] = set()
    for clash in met:
        if not clash.facts & used:
            used |= clash.facts
            yield clash


def _justified(clash: Clash, near: Sequence[ox.Triple], axioms: Axioms) -> Justification:
    mending = {
        fact
        for fact in clash.facts
        if all(other.about != clash.about for other in clashes((one for one in near if one != fact), axioms))
    }
    facts, forbidding = tuple(sorted(clash.facts, key=str)), tuple(sorted(clash.axioms))
    return Justification(clash.about, facts, forbidding, frozenset(mending))


def _touches(fact: ox.Triple, about: Collection[str]) -> bool:
    return any(getattr(term, "value", "") in about for term in (fact.subject, fact.object))


def told_apart(facts: Collection[ox.Triple], axioms: Axioms) -> tuple[ox.Triple, ...]:
    """What makes different names different things for HermiT, where that matters: for what has one value at most."""
    values: dict[tuple[str, ox.NamedNode], set[ox.NamedNode]] = {}
    for fact in facts:
        for role in axioms.roles(fact.predicate.value):
            name, turned = role.removeprefix("^"), role.startswith("^")
            one, other = (fact.object, fact.subject) if turned else (fact.subject, fact.object)
            for kind, subject, value in ((Kind.FUNCTIONAL, one, other), (Kind.INVERSE_FUNCTIONAL, other, one)):
                if axioms.having(kind, name) and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                    values.setdefault((f"{kind} {name}", subject), set()).add(value)
    same = {frozenset((fact.subject, fact.object)) for fact in facts if fact.predicate == _SAME}
    pairs = {
        (one, other)
        for several in values.values()
        for one in several
        for other in several
        if str(one) < str(other) and frozenset((one, other)) not in same
    }
    return tuple(ox.Triple(one, _DIFFERENT, other) for one, other in sorted(pairs, key=str))


def by_reasoner(
    facts: Sequence[ox.Triple], vocabulary: Sequence[ox.Triple], apart: Sequence[ox.Triple], seconds: float
) -> Justification | None:
    """A smallest set of facts, with the axioms that it needs, by HermiT; None where all can hold.

    HermiT reads growing beginnings of the list in one run and stops at the first that cannot hold: its last member
    belongs to the set. With that member kept, the list ends before it, until what is kept cannot hold by itself.
    """
    if hermit.holding([[*vocabulary, *apart, *facts]], seconds):
        return None
    needed, logical = _split(vocabulary)
    logical = _relevant(logical, facts)
    base, candidates = [*needed, *apart], [*logical, *((fact,) for fact in facts)]
    kept: list[tuple[ox.Triple, ...]] = []
    while length := _shortest([*base, *_flat(kept)], candidates, seconds):
        kept.append(candidates[length - 1])
        candidates = candidates[: length - 1]
    return _named(kept, set(facts))


def _shortest(base: Sequence[ox.Triple], candidates: Sequence[Sequence[ox.Triple]], seconds: float) -> int:
    """How many candidates the shortest beginning has that cannot hold with the base; all of them cannot."""
    low, high = -1, len(candidates)
    while high - low > 1:
        lengths = sorted({low + max(1, (high - low) * part // _PARTS) for part in range(1, _PARTS)})
        lengths = lengths if low >= 0 else [0, *lengths[1:]]
        held = hermit.holding([[*base, *_flat(candidates[:length])] for length in lengths], seconds)
        low, high = (lengths[held - 1] if held else low), (lengths[held] if held < len(lengths) else high)
    return high


def _flat(groups: Iterable[Sequence[ox.Triple]]) -> Iterator[ox.Triple]:
    return (triple for group in groups for triple in group)


def _split(vocabulary: Sequence[ox.Triple]) -> tuple[list[ox.Triple], list[tuple[ox.Triple, ...]]]:
    """What the vocabulary declares, and its axioms: a triple of each, with the nameless parts that it speaks of."""
    parts: dict[ox.BlankNode, list[ox.Triple]] = {}
    for triple in vocabulary:
        if isinstance(triple.subject, ox.BlankNode):
            parts.setdefault(triple.subject, []).append(triple)
    inner = {triple.object for triple in vocabulary if isinstance(triple.object, ox.BlankNode)}
    roots = [(t,) for t in vocabulary if not isinstance(t.subject, ox.BlankNode)]
    groups = [tuple(_whole(root, parts)) for root in roots]
    groups += [pair for node in parts if node not in inner for pair in _pairwise(tuple(_closure(node, parts)))]
    declared = [t for group in groups if not _logical(group) for t in group if t.predicate == TYPE]
    return declared, [group for group in groups if _logical(group)]


def _pairwise(group: tuple[ox.Triple, ...]) -> Iterator[tuple[ox.Triple, ...]]:
    """A statement that many classes are disjoint as one of each pair, so that only the pair is named that matters."""
    axioms = Axioms.of(group).all
    if {axiom.kind for axiom in axioms} != {Kind.DISJOINT}:
        yield group
        return
    for one, other in sorted(axiom.terms for axiom in axioms):
        if one < other:
            yield (ox.Triple(ox.NamedNode(one), _DISJOINT, ox.NamedNode(other)),)


def _whole(root: tuple[ox.Triple, ...], parts: dict[ox.BlankNode, list[ox.Triple]]) -> Iterator[ox.Triple]:
    yield from root
    for triple in root:
        if isinstance(triple.object, ox.BlankNode):
            yield from _closure(triple.object, parts)


def _closure(node: ox.BlankNode, parts: dict[ox.BlankNode, list[ox.Triple]]) -> Iterator[ox.Triple]:
    yield from _whole(tuple(parts.get(node, ())), parts)


def _logical(group: Sequence[ox.Triple]) -> bool:
    """Whether something follows from it; that a name is a class or a property is needed always."""
    first = group[0]
    if isinstance(first.subject, ox.BlankNode):
        return True
    if first.predicate == TYPE:
        return isinstance(first.object, ox.NamedNode) and first.object.value.endswith(
            ("FunctionalProperty", "TransitiveProperty", "SymmetricProperty", "AsymmetricProperty", "flexiveProperty")
        )
    silent = ("label", "comment", "isDefinedBy", "seeAlso", "versionIRI", "versionInfo", "priorVersion", "imports")
    return first.predicate.value.startswith(_SAID_OF_TERMS) and not first.predicate.value.endswith(silent)


def _relevant(groups: list[tuple[ox.Triple, ...]], facts: Sequence[ox.Triple]) -> list[tuple[ox.Triple, ...]]:
    """The axioms that can bear on facts: those about a class or property that the facts use, or that leads from one.

    An axiom about a class without members or a property without values says nothing (locality, Cuenca Grau et al. 2008,
    doi:10.1613/jair.2375); those that define by an expression are kept whatever they are about.
    """
    known = {name for fact in facts for name in _names(fact)}
    kept, grown = list[tuple[ox.Triple, ...]](), True
    while grown:
        fresh = [group for group in groups if group not in kept and _bears(group, known)]
        kept += fresh
        known |= {name for group in fresh for triple in group for name in _names(triple)}
        grown = bool(fresh)
    return [group for group in groups if group in kept]


def _bears(group: tuple[ox.Triple, ...], known: Collection[str]) -> bool:
    first = group[0]
    if not isinstance(first.subject, ox.NamedNode) or first.predicate.value in _DEFINES:
        return True
    if first.predicate == _DISJOINT and isinstance(first.object, ox.NamedNode):
        return first.subject.value in known and first.object.value in known
    if first.predicate.value in _BOTH_WAYS:
        return any(name in known for triple in group for name in _names(triple))
    return first.subject.value in known


def _names(triple: ox.Triple) -> list[str]:
    """The terms in a triple that are no words of OWL."""
    several = (triple.subject, triple.predicate, triple.object)
    names = [term.value for term in several if isinstance(term, ox.NamedNode)]
    return [name for name in names if not name.startswith(_SAID_OF_TERMS) or name == OWL + "Thing"]


def _named(kept: Sequence[Sequence[ox.Triple]], facts: Collection[ox.Triple]) -> Justification:
    mine = sorted((group[0] for group in kept if group[0] in facts), key=str)
    axioms = {axiom for group in kept if group[0] not in facts for axiom in _axioms_of(group)}
    about = next((fact.subject.value for fact in mine if isinstance(fact.subject, ox.NamedNode)), "")
    return Justification(about, tuple(mine), tuple(sorted(axioms)), frozenset(mine))


def _axioms_of(group: Sequence[ox.Triple]) -> Iterable[Axiom]:
    """The axioms of a statement; one that only HermiT understands is given as it is written."""
    read = [
        axiom for axiom in Axioms.of(group).all if axiom.kind is not Kind.DISJOINT or axiom.terms[0] < axiom.terms[1]
    ]
    return read or [Axiom(Kind.OTHER, (_written(group[0], group[1:]),))]


def _written(first: ox.Triple, rest: Sequence[ox.Triple]) -> str:
    """A statement in short Turtle: "x:Hard rdfs:subClassOf [ owl:onProperty cd:hasTarget ; ... ]"."""
    subject = short(first.subject.value) if isinstance(first.subject, ox.NamedNode) else "[]"
    return f"{subject} {short(first.predicate.value)} {_object(first.object, rest)}"


def _object(term: object, rest: Sequence[ox.Triple]) -> str:
    if isinstance(term, ox.BlankNode):
        said = sorted(f"{short(t.predicate.value)} {_object(t.object, rest)}" for t in rest if t.subject == term)
        return f"[ {' ; '.join(said)} ]"
    return short(term.value) if isinstance(term, ox.NamedNode) else str(term)
