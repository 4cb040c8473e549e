"""What of the rules' conclusions a change may touch, and which of those hold: SPARQL made from the rules' patterns.

A triple that came or went binds the variables of each pattern that it matches; the other premises of the rule, asked of
the store as it was and is, give the conclusions that may have changed. Each of these is then asked for by the rules
themselves. So the cost is that of what hangs on the change, and nothing counts how often a triple follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph.answers import Store
from graph.rulebook import Pattern, Rule, rulebook

MOST: Final = 2000  # rows that one query is given


def suspects(store: Store, touched: Collection[Triple]) -> set[Triple]:
    """The conclusions that may have come or gone with triples that came or went, all of which the store has now."""
    found: set[Triple] = set()
    for rule in rulebook().values():
        found |= {triple for triple in touched if rule.head.matches(triple)}
        for block in ((), *rule.absent):
            for pattern in block or rule.premises:
                matching = sorted((triple for triple in touched if pattern.matches(triple)), key=str)
                for some in _batches(matching):
                    found |= _concluded(store, rule, _leading_to(rule, pattern, block, some))
    return found


def holding(store: Store, triples: Iterable[Triple]) -> set[Triple]:
    """Those of some triples that follow by a rule."""
    by_head: dict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in sorted(triples, key=str):
        by_head[triple.predicate].append(triple)
    found: set[Triple] = set()
    for rule in rulebook().values():
        for some in _batches(by_head[rule.head.predicate]):
            found |= _concluded(store, rule, f"{_values(rule.head, some)} {rule.body}")
    return found


def _concluded(store: Store, rule: Rule, body: str) -> set[Triple]:
    head = rule.head
    rows = store.query(f"{rule.prefixes}\nSELECT DISTINCT {head.subject} {head.object} WHERE {{ {body} }}").terms
    return {
        Triple(subject, head.predicate, value)
        for subject, value in rows
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
    }


def _leading_to(rule: Rule, changed: Pattern, block: tuple[Pattern, ...], triples: Iterable[Triple]) -> str:
    """The premises, and those of the block that must not be there, with one pattern bound to triples.

    Filters are left out: that too many are suspected does no harm.
    """
    others = " ".join(pattern.sparql for pattern in (*rule.premises, *block) if pattern is not changed)
    if not changed.path:
        return f"{_values(changed, triples)} {others}"
    step = f"{changed.subject} {changed.predicate}* ?before . ?after {changed.predicate}* {changed.object} ."
    rows = " ".join(f"({triple.subject} {triple.object})" for triple in triples)
    return f"VALUES (?before ?after) {{ {rows} }} {step} {others}"


def _values(pattern: Pattern, triples: Iterable[Triple]) -> str:
    rows = " ".join(f"({' '.join(map(str, pattern.values(triple)))})" for triple in triples)
    return f"VALUES ({' '.join(pattern.variables)}) {{ {rows} }}"


def _batches(triples: list[Triple]) -> Iterator[tuple[Triple, ...]]:
    rest = iter(triples)
    while some := tuple(islice(rest, MOST)):
        yield some
