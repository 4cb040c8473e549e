"""Why a triple follows: each way in which a rule concludes it, with the triples that it rests on.

Nothing of this is stored: the rule is asked again with its head bound to the triple, so that a proof is always that of
the store as it is (decision 0024). A path is given as its steps, by a shortest chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.answers import Store, Term
from graph.rulebook import Pattern, Rule, rulebook

Bound = Mapping[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Proof:
    """One way in which a rule concludes a triple; ``premises`` in the order of the rule."""

    rule: Rule
    premises: tuple[Triple, ...]


def proofs(store: Store, triple: Triple) -> tuple[Proof, ...]:
    """Every way in which the rules conclude a triple from what the store says, none where they do not."""
    rules = (rule for rule in rulebook().values() if rule.head.matches(triple))
    found = {Proof(rule, premises) for rule in rules for premises in _premises(store, rule, triple)}
    return tuple(sorted(found, key=lambda proof: (proof.rule.name, str(proof.premises))))


def _premises(store: Store, rule: Rule, triple: Triple) -> Iterator[tuple[Triple, ...]]:
    names = tuple(dict.fromkeys(name for pattern in rule.premises for name in pattern.variables))
    head = f"VALUES ({rule.head.subject} {rule.head.object}) {{ ({triple.subject} {triple.object}) }}"
    query = f"{rule.prefixes}\nSELECT DISTINCT {' '.join(names)} WHERE {{ {head} {rule.body} }}"
    for terms in store.query(query).terms:
        bound = {name: term for name, term in zip(names, terms, strict=True) if isinstance(term, NamedNode | Literal)}
        yield tuple(step for pattern in rule.premises for step in _steps(store, pattern, bound))


def _steps(store: Store, pattern: Pattern, bound: Bound) -> tuple[Triple, ...]:
    subject, value = bound[pattern.subject], pattern.constant or bound[pattern.object]
    if not isinstance(subject, NamedNode):
        return ()
    if not pattern.path:
        return (Triple(subject, pattern.predicate, value),)
    return () if subject == value and pattern.path == "*" else chain(store, subject, pattern.predicate, value)


def chain(store: Store, start: NamedNode, predicate: NamedNode, end: Term) -> tuple[Triple, ...]:
    """A shortest chain of one predicate from a node to another, the first by IRI where there are several."""
    came: dict[NamedNode, Triple] = {}
    edge = [start]
    while edge and end not in came:
        around = f"SELECT DISTINCT ?here ?next WHERE {{ VALUES ?here {{ {' '.join(map(str, edge))} }} "
        rows = store.query(f"{around} ?here {predicate} ?next }}").terms
        steps = sorted(
            (Triple(a, predicate, b) for a, b in rows if isinstance(a, NamedNode) and b is not None), key=str
        )
        edge = []
        for step in steps:
            if isinstance(step.object, NamedNode) and step.object not in came:
                came[step.object] = step
                edge.append(step.object)
    return _back(came, start, end)


def _back(came: Mapping[NamedNode, Triple], start: NamedNode, end: Term) -> tuple[Triple, ...]:
    steps: list[Triple] = []
    here = end
    while isinstance(here, NamedNode) and here in came and (not steps or here != start):
        steps.append(came[here])
        here = came[here].subject
    return tuple(reversed(steps))
