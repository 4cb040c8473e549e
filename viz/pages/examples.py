"""Real rows for each term: what a store that was built from the samples holds of it.

Rows of documents come before those of the authority data, and the first by IRI before others, so that a store gives
the same rows every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.answers import Store
from ontology.identifiers import BASE, CODE, ONTOLOGY
from queries.answer import Cell, answer, written
from viz.pages.vocabulary import Term

ROWS: Final = 2
LONGEST: Final = 220
_PREFIXES: Final = f"""
PREFIX cd: <{ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"""
# Of an instance, the words by which a reader knows it.
_INSTANCES: Final = f"""{_PREFIXES}
SELECT ?_term ?subject (MIN(STR(?words)) AS ?object) WHERE {{
  ?subject a ?_term .
  OPTIONAL {{
    ?subject rdfs:label|skos:prefLabel|cd:number|cd:text|cd:quote|cd:heading|cd:measure|cd:message|cd:agentAsWritten
      |cd:citedNumber ?words .
  }}
}} GROUP BY ?_term ?subject"""
_STATEMENTS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?_term ?subject ?object WHERE {{ ?subject ?_term ?object }}"""
_ORDER: Final = f"""
ORDER BY DESC(CONTAINS(STR(?subject), "/id/doc/")) DESC(STRSTARTS(STR(?subject), "{BASE}")) STR(?subject) STR(?object)
LIMIT {ROWS}"""


@dataclass(frozen=True, slots=True)
class Row:
    """What the store holds, shortened for a page: a triple, or of a class an instance with "a" and its own words."""

    subject: str
    predicate: str
    object: str


def rows(store: Store, terms: Mapping[str, Term]) -> dict[str, tuple[Row, ...]]:
    """Up to two rows for each term by its local name; none where the samples have nothing of the kind."""
    return {name: _rows(store, term) for name, term in terms.items()}


def _rows(store: Store, term: Term) -> tuple[Row, ...]:
    pattern = _INSTANCES if term.kind == "class" else _STATEMENTS
    found = answer(store.query(pattern + _ORDER, {"_term": NamedNode(term.iri)}))
    predicate = "a" if term.kind == "class" else f"cd:{term.name}"
    return tuple(Row(short(row["subject"]), predicate, short(row["object"])) for row in found.records())


def short(value: Cell) -> str:
    """An IRI without its common beginning, long words cut.

    >>> short(BASE + "doc/x"), short(CODE + "role/lead"), short(ONTOLOGY + "Plan")
    ('id/doc/x', 'code/role/lead', 'cd:Plan')
    """
    words = written(value)
    for start, instead in ((BASE, "id/"), (CODE, "code/"), (ONTOLOGY, "cd:")):
        if words.startswith(start):
            return instead + words.removeprefix(start)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
