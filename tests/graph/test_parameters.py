"""Binding in the text of a query: only variables are replaced, and only by whole terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from graph.parameters import bind

A = NamedNode("urn:a")
BOUND = {"_p": A}


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?_p ?x { ?x <urn:q> ?_p }", "SELECT (<urn:a> AS ?_p) ?x { ?x <urn:q> <urn:a> }"),
        ("SELECT (COUNT(?_p) AS ?n) { ?_p ?q ?r }", "SELECT (COUNT(<urn:a>) AS ?n) { <urn:a> ?q ?r }"),
        ("ASK { ?_p ?_pp $_p }", "ASK { <urn:a> ?_pp <urn:a> }"),
        ("ASK { ?x ?y '?_p' } # ?_p", "ASK { ?x ?y '?_p' } # ?_p"),
        ('ASK { ?x ?y """a "?_p" b""" }', 'ASK { ?x ?y """a "?_p" b""" }'),
        ("ASK { ?x <urn:?_p> ?_p }", "ASK { ?x <urn:?_p> <urn:a> }"),
        ("SELECT ?x { ?x ?y ?z } ORDER BY ?_p ?x LIMIT 1", "SELECT ?x { ?x ?y ?z } ORDER BY (<urn:a>) ?x LIMIT 1"),
        ("SELECT ?x { FILTER(BOUND( ?_p ) && !bound(?x)) }", "SELECT ?x { FILTER(true && !bound(?x)) }"),
        (
            "SELECT ?_p { { SELECT ?_p ?x { ?x ?y ?_p } } }",
            "SELECT (<urn:a> AS ?_p) { { SELECT (<urn:a> AS ?_p__1) ?x { ?x ?y <urn:a> } } }",
        ),
        (
            "SELECT DISTINCT ?x FROM <urn:g> WHERE { ?_p ?x ?y }",
            "SELECT DISTINCT ?x FROM <urn:g> WHERE { <urn:a> ?x ?y }",
        ),
    ],
)
def test_where_a_parameter_stands(query: str, bound: str) -> None:
    assert bind(query, BOUND) == bound


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40))
def test_any_words_are_one_term_and_nothing_else(words: str) -> None:
    store = Store()
    store.extend(Quad(A, NamedNode("urn:is"), Literal(text)) for text in (words, words + "x"))
    query = "SELECT ?_p ?s WHERE { ?s <urn:is> ?_p . FILTER(STRLEN(?_p) >= 0) }"
    found = store.query(bind(query, {"_p": Literal(words)}))
    native = store.query(query, substitutions={Variable("_p"): Literal(words)})
    assert [tuple(map(str, row)) for row in found] == [tuple(map(str, row)) for row in native]  # type: ignore[union-attr]
