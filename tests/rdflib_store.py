"""A store in memory behind rdflib: for small graphs, and to hold the other engines against."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode
from pyparsing import ParseException
from rdflib import BNode, Dataset, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from graph.answers import Bindings, QueryError, Rows, Term
from graph.vocabulary import XSD

_STRING = f"{XSD}string"


class RdflibStore:
    """An rdflib dataset, whose default graph is the union of its graphs."""

    def __init__(self, dataset: Dataset | None = None) -> None:
        self.dataset = dataset if dataset is not None else Dataset(default_union=True)

    def load(self, nquads: bytes) -> None:
        """Adds quads, such as another store's dump."""
        self.dataset.parse(data=nquads.decode("utf-8"), format="nquads")

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """The rows of a query with its parameters bound; raises QueryError."""
        bound = {name: _to_rdflib(term) for name, term in (bindings or {}).items()}
        try:
            found = self.dataset.query(sparql, initBindings=bound)
        except (ParseException, ValueError, NotImplementedError) as error:
            problem, said = f"the query cannot be read: {error}", str(error)
            raise QueryError("memory", problem, "correct the query", said=said) from error
        if found.type == "ASK":
            return Rows(("ask",), ((Literal(bool(found.askAnswer)),),))
        names = tuple(str(name) for name in found.vars or ("subject", "predicate", "object"))
        return Rows(
            names, tuple(tuple(_from_rdflib(term) for term in row) for row in found if not isinstance(row, bool))
        )


def _to_rdflib(term: NamedNode | Literal) -> URIRef | RdflibLiteral:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    # rdflib takes "a" and "a"^^xsd:string for two terms; the simple one is what its parsers make.
    return RdflibLiteral(term.value, datatype=None if term.datatype.value == _STRING else URIRef(term.datatype.value))


def _from_rdflib(term: Node | None) -> Term | None:
    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, BNode):
        return BlankNode(str(term))
    if isinstance(term, RdflibLiteral):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    return None
