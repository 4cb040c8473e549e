"""A store behind a SPARQL endpoint, over HTTP. The only module that knows SPARQLWrapper."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final
from urllib.error import HTTPError, URLError

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from SPARQLWrapper import JSON, POST, RDFXML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

from graph.answers import Bindings, MissingStoreError, QueryError, Rows, StoreError, rows_of, triple_rows
from graph.parameters import bind

TIMEOUT: Final = 60
_GRAPH_QUERIES: Final = ("CONSTRUCT", "DESCRIBE")


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
        if graph:
            return triple_rows(quad.triple for quad in parse(body, format=_syntax(media_type)))
        return rows_of(parse_query_results(body, format=QueryResultsFormat.JSON))

    def _asked(self, wrapper: SPARQLWrapper) -> tuple[bytes, str]:
        try:
            response = wrapper.query().response
            return response.read(), str(response.headers.get("Content-Type", "")).partition(";")[0]
        except (SPARQLWrapperException, OSError, ValueError) as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> StoreError:
        """The same in the words of stores, with the remedy."""
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(error, QueryBadFormed):
            return QueryError(self.url, f"the server cannot read the query: {_brief(error)}", "correct the query")
        if isinstance(error, EndPointNotFound):
            return MissingStoreError(self.url, "no SPARQL endpoint there", "give the query address in full")
        if isinstance(reason, TimeoutError):
            return QueryError(self.url, f"no answer within {self.timeout} s", "ask for less, or wait longer")
        if isinstance(error, HTTPError | SPARQLWrapperException):
            return QueryError(self.url, f"the server failed: {_brief(error)}", "ask who runs the server")
        return MissingStoreError(self.url, f"no connection: {reason}", "start the server, or correct --store")


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _syntax(media_type: str) -> RdfFormat:
    return RdfFormat.from_media_type(media_type) or RdfFormat.RDF_XML
