r"""Binding parameters in the text of a query, for engines behind a protocol that has no parameters.

SPARQL's protocol cannot carry bindings. A ``VALUES`` clause would join them to the outermost group only, so that a
filter in a UNION or a subquery would not see them. Hence each occurrence of the variable is replaced by the term, as
the embedded engine's ``substitutions`` does. What is put in is a term that the RDF library has written out, and where
it is put is found by the tokens of SPARQL's grammar: a value can neither end a string nor begin a clause.

>>> bind('SELECT ?_n ?d WHERE { ?d <urn:n> ?_n . FILTER(?d != "?_n") }', {"_n": Literal('1" } #')})
'SELECT ("1\\" } #" AS ?_n) ?d WHERE { ?d <urn:n> "1\\" } #" . FILTER(?d != "?_n") }'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
      | (?P<bound>\bBOUND\s*\(\s*[?$]\w+\s*\))
      | (?P<variable>[?$]\w+)
      | (?P<name>[\w-]*:[\w.:%\\-]*)
      | (?P<word>\w+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ENDS_ORDER: Final = frozenset({"HAVING", "LIMIT", "OFFSET", "VALUES", "}"})


def bind(sparql: str, bindings: Mapping[str, NamedNode | Literal]) -> str:
    """The query with each parameter's variable replaced by its term; a projected one keeps its column."""
    return "".join(_Binder(bindings).tokens(sparql))


class _Binder:
    """Goes through a query and knows whether it stands in a projection or in an ordering."""

    def __init__(self, bindings: Mapping[str, NamedNode | Literal]) -> None:
        self._terms = {name: str(term) for name, term in bindings.items()}
        self._clause = ""
        self._braces = self._parentheses = self._subqueries = 0

    def tokens(self, sparql: str) -> Iterator[str]:
        for match in _TOKEN.finditer(sparql):
            kind, token = str(match.lastgroup), match.group()
            if kind == "bound" and self._name(token) in self._terms:
                yield "true"
            elif kind == "variable" and token[1:] in self._terms:
                yield self._replaced(token[1:])
            else:
                if kind in ("word", "other"):
                    self._follow(token.upper())
                yield token

    @staticmethod
    def _name(bound: str) -> str:
        return bound.partition("(")[2].strip(" \t\r\n)")[1:]

    def _follow(self, word: str) -> None:
        self._parentheses += (word == "(") - (word == ")")
        self._braces += (word == "{") - (word == "}")
        if word == "SELECT":
            self._clause = "SELECT"
            self._subqueries += self._braces > 0
        elif word in ("ORDER", "GROUP"):
            self._clause = "ORDER"
        elif word in ("WHERE", "FROM", "{") or word in _ENDS_ORDER:
            self._clause = ""

    def _replaced(self, name: str) -> str:
        term = self._terms[name]
        if self._parentheses or not self._clause:
            return term
        if self._clause == "ORDER":
            return f"({term})"
        # A subquery's column gets a name of its own, since the outer projection binds the parameter's.
        return f"({term} AS ?{name}__{self._subqueries})" if self._braces else f"({term} AS ?{name})"
