"""What every store offers: rows for a query with its parameters bound, the same on each engine.

>>> rows = Rows(("s", "n"), ((NamedNode("urn:a"), None),))
>>> [row["s"] for row in rows], rows.values("n")
([<NamedNode value=urn:a>], (None,))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

Term = NamedNode | BlankNode | Literal | Triple
Bindings = Mapping[str, NamedNode | Literal]


class StoreError(Exception):
    """A store that cannot be used as asked: says what is the matter and what to do.

    ``details`` are the particulars by name, for wording the same in another language.
    """

    def __init__(self, target: str, problem: str, remedy: str, **details: str | int) -> None:
        super().__init__(target, problem, remedy)
        self.target, self.problem, self.remedy, self.details = target, problem, remedy, details

    def __str__(self) -> str:
        return f"{self.target}: {self.problem}; {self.remedy}"


class MissingStoreError(StoreError):
    """There is nothing at the place that was named."""


class NotAStoreError(StoreError):
    """What stands there is something else."""


class StoreVersionError(StoreError):
    """The store was made in another format: details ``found`` and ``known``."""


class StoreBaseError(StoreVersionError):
    """The store was made with another base for its IRIs: details ``found`` and ``known``."""


class StoreInUseError(StoreError):
    """Another program holds the store."""


class UnfinishedStoreError(StoreError):
    """The last build did not end."""


class QueryError(StoreError):
    """The engine refused the query: detail ``said``, in the engine's words."""


class AddressError(StoreError):
    """The address is none of a store: neither a folder nor http."""


class UnreachableStoreError(StoreError):
    """No server is to be reached at the address; the system's error is the cause."""


class NoAnswerError(StoreError):
    """The server did not answer in time: detail ``seconds``."""


class NoEndpointError(StoreError):
    """A server answers, but no SPARQL endpoint: detail ``answer``, such as "HTTP 404"."""


class ServerError(StoreError):
    """The endpoint failed: detail ``said``, in the server's words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a term by the name of its variable or by its place, None where it is not bound."""

    variables: tuple[str, ...]
    terms: tuple[Term | None, ...]

    def __getitem__(self, key: str | int) -> Term | None:
        return self.terms[self.variables.index(key) if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Term | None]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def text(self, key: str) -> str:
        """The IRI or the lexical form under a variable, "" where it is not bound."""
        term = self[key]
        return "" if term is None or isinstance(term, Triple) else term.value


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: its variables and its rows, in the engine's order."""

    variables: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[Row]:
        return (Row(self.variables, terms) for terms in self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def values(self, variable: str) -> tuple[Term | None, ...]:
        """One column."""
        index = self.variables.index(variable)
        return tuple(terms[index] for terms in self.terms)


class Store(Protocol):
    """What questions need of a store. The default graph is the union of all graphs."""

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """The rows of a SELECT query with its parameters bound to terms.

        A parameter stands in the query's projection. ASK gives one row under ``ask``; CONSTRUCT and DESCRIBE give
        rows under ``subject``, ``predicate`` and ``object``. Raises QueryError.
        """
        ...


def rows_of(found: QuerySolutions | QueryBoolean | QueryTriples) -> Rows:
    """What the library found, as rows."""
    if isinstance(found, QueryBoolean):
        return Rows(("ask",), ((Literal(bool(found)),),))
    if isinstance(found, QueryTriples):
        return triple_rows(found)
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, tuple(tuple(solution) for solution in found))


def triple_rows(triples: Iterable[Triple]) -> Rows:
    """Triples as rows, in order and each once."""
    found = sorted(set(triples), key=str)
    return Rows(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in found))
