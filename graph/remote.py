"""A store behind a SPARQL endpoint, over HTTP. The only module that knows SPARQLWrapper."""

from __future__ import annotations

import re
from http import HTTPStatus
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from typing import Final
from urllib.error import HTTPError, URLError

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from SPARQLWrapper import JSON, POST, RDFXML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

from graph.answers import (
    AddressError,
    Bindings,
    NoAnswerError,
    NoEndpointError,
    QueryError,
    Rows,
    ServerError,
    StoreError,
    UnreachableStoreError,
    rows_of,
    triple_rows,
)
from graph.parameters import bind

TIMEOUT: Final = 60
_GRAPH_QUERIES: Final = ("CONSTRUCT", "DESCRIBE")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HTTP: Final = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
# What a server says that is there, of a path that takes no queries.
_NOT_THERE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE})
_NAME_IT: Final = "name the SPARQL endpoint itself, such as http://localhost:7878/query"


def is_address(target: str) -> bool:
    """Whether a store is named by an address of the network rather than by a folder.

    >>> is_address("HTTP://localhost:7878/query"), is_address("ftp://x"), is_address("C:/stores/a")
    (True, True, False)
    """
    return bool(_ADDRESS.match(target))


def agent() -> str:
    """How this program names itself to a server."""
    try:
        return f"chidao/{version('chidao')}"
    except PackageNotFoundError:
        return "chidao"


class RemoteStore:
    """An endpoint whose default graph is the union of its graphs.

    Queries go by POST, so that no proxy cuts a long one. ``oxigraph serve`` is asked for the union by its own
    parameter, which other servers pass over; those must be set up so.
    """

    def __init__(self, url: str, timeout: int = TIMEOUT) -> None:
        if not _HTTP.match(url):
            raise AddressError(url, "this is no address of a store", f"name a folder, or {_NAME_IT}")
        self.url, self.timeout = url, timeout

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """The rows of a query with its parameters bound; raises StoreError."""
        wrapper = SPARQLWrapper(self.url, agent=agent())
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.addParameter("union-default-graph", "true")
        wrapper.setQuery(bind(sparql, bindings or {}))
        graph = wrapper.queryType in _GRAPH_QUERIES
        wrapper.setReturnFormat(RDFXML if graph else JSON)
        body, media_type = self._asked(wrapper)
        try:
            if graph:
                return triple_rows(quad.triple for quad in parse(body, format=_syntax(media_type)))
            return rows_of(parse_query_results(body, format=QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise self._no_endpoint(media_type or "no SPARQL") from error

    def _asked(self, wrapper: SPARQLWrapper) -> tuple[bytes, str]:
        try:
            response = wrapper.query().response
            return response.read(), str(response.headers.get("Content-Type", "")).partition(";")[0]
        except (SPARQLWrapperException, HTTPException, OSError, ValueError) as error:
            raise self._refusal(error) from _reason(error)

    def _refusal(self, error: Exception) -> StoreError:
        """The same in the words of stores, with the remedy."""
        if isinstance(error, QueryBadFormed):
            said = _brief(error)
            return QueryError(self.url, f"the server cannot read the query: {said}", "correct the query", said=said)
        status = HTTPStatus.NOT_FOUND if isinstance(error, EndPointNotFound) else getattr(error, "code", None)
        if status in _NOT_THERE:
            return self._no_endpoint(f"HTTP {int(status)}")
        if isinstance(_reason(error), TimeoutError):
            problem, remedy = f"no answer within {self.timeout} s", "ask for less, or see whether the server is well"
            return NoAnswerError(self.url, problem, remedy, seconds=self.timeout)
        if isinstance(error, HTTPError | SPARQLWrapperException):
            said = _brief(error)
            return ServerError(self.url, f"the server failed: {said}", "ask who runs the server", said=said)
        problem = f"not reachable: {_reason(error)}"
        return UnreachableStoreError(self.url, problem, "start the server, or correct --store")

    def _no_endpoint(self, answer: str) -> NoEndpointError:
        return NoEndpointError(self.url, f"no SPARQL endpoint there ({answer})", _NAME_IT, answer=answer)


def _reason(error: Exception) -> BaseException:
    """The system's own error where the library has wrapped it."""
    reason = error.reason if isinstance(error, URLError) else None
    return reason if isinstance(reason, BaseException) else error


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _syntax(media_type: str) -> RdfFormat:
    return RdfFormat.from_media_type(media_type) or RdfFormat.RDF_XML
