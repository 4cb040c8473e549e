"""Asking a store: a named query with typed parameters, or SPARQL text that only reads.

>>> refuse_writing("DELETE WHERE { ?s ?p ?o }")
Traceback (most recent call last):
    ...
queries.errors.ReadOnlyError: read-only: word=DELETE
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode
from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from graph.answers import QueryError, Store
from queries.answer import Answer, answer
from queries.catalogue import NamedQuery, named
from queries.documents import find_one
from queries.errors import QuerySyntaxError, ReadOnlyError
from queries.parameters import read

_UPDATE: Final = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def ask(store: Store, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """The answer to a named query; ``given`` maps parameters' names to what the user wrote.

    A parameter that is a document is given by its number or its IRI. Raises QuestionError.
    """
    query = named(name)
    values = dict(given or {})
    for parameter in query.parameters:
        if parameter.type == "document" and parameter.name in values and "://" not in values[parameter.name]:
            values[parameter.name] = find_one(store, values[parameter.name]).iri
    return run(store, query, read(query, values))


def run(store: Store, query: NamedQuery, terms: Mapping[str, NamedNode | Literal]) -> Answer:
    """The answer to a query whose parameters are terms already; what was asked for, and a limit, is no column of it."""
    bound = {parameter.variable: terms[parameter.name] for parameter in query.parameters if parameter.name in terms}
    found = answer(store.query(query.text, bound))
    names = {parameter.variable: parameter.name for parameter in query.parameters}
    limits = {variable for variable in names if f"COALESCE(?{variable}," in query.text}
    return found.without({*bound, *limits}).renamed(names)


def sparql(store: Store, text: str) -> Answer:
    """The answer to SPARQL text; raises ReadOnlyError, QuerySyntaxError."""
    refuse_writing(text)
    try:
        return answer(store.query(text))
    except QueryError as error:
        raise QuerySyntaxError(problem=str(error.details["said"]), line="", column="") from error


def refuse_writing(text: str) -> None:
    """Raises ReadOnlyError for an update or a call of another endpoint, QuerySyntaxError for no query at all."""
    try:
        parsed = parseQuery(text)
    except ParseException as error:
        _refuse_update(text)
        raise QuerySyntaxError(problem=error.msg, line=str(error.lineno), column=str(error.column)) from None
    if any(isinstance(part, CompValue) and part.name == "ServiceGraphPattern" for part in _parts(parsed)):
        raise ReadOnlyError(word="SERVICE")


def _refuse_update(text: str) -> None:
    try:
        parseUpdate(text)
    except ParseException:
        return
    word = _UPDATE.search(text)
    raise ReadOnlyError(word=word[1].upper() if word else "UPDATE")


def _parts(node: object) -> Iterator[object]:
    yield node
    if isinstance(node, (list, tuple, ParseResults)):  # ParseResults is a mapping too, but of named parts only
        children: Iterable[object] = list(node)
    else:
        children = node.values() if isinstance(node, CompValue) else ()
    for child in children:
        yield from _parts(child)
