"""SHACL shapes over one graph at a time. The only module that knows pyshacl.

pyshacl asks its graphs triple by triple in Python, so what it is given stays small: one document in rdflib's memory.
The shapes are read once in a process; there is neither inference nor the advanced features, which copy the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl import ShapesGraph
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from pyshacl.pytypes import SHACLExecutor
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from graph.answers import StoreError
from ontology.codes import Severity
from ontology.identifiers import CODE

_SEVERITIES: Final[Mapping[object, Severity]] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_SHAPE_ERRORS: Final = (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, RuntimeError, ValueError)

Triple = ox.Triple | ox.Quad


class ShapesFileError(StoreError):
    """A file of shapes that cannot be used: details ``line`` (0 where it is not known) and ``said``."""


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A shape that does not hold for a node: the IRI of the shape, "" for one without a name, and what it says.

    ``node`` is the focus node; where a shape starts from a code and leads to what has it, the value node.
    """

    shape: str
    node: str
    severity: Severity
    message_vi: str
    message_en: str


class Shapes:
    """Shapes that are read, to be held against graphs."""

    def __init__(self, graph: Graph, name: str) -> None:
        self.graph, self._name = graph, name
        self._shapes = ShapesGraph(graph)
        try:
            self._all = tuple(self._shapes.shapes)
        except _SHAPE_ERRORS as error:
            raise _unusable(name, error) from error

    def broken(self, data: Graph) -> tuple[Broken, ...]:
        """What does not hold in a graph, in order, each once; raises ShapesFileError for a shape that is none."""
        executor = SHACLExecutor()
        found: set[Broken] = set()
        for shape in self._all:
            try:
                _, reports = shape.validate(executor, data)
            except _SHAPE_ERRORS as error:
                raise _unusable(self._name, error) from error
            found |= {self._broken(result, triples) for _, result, triples in reports}
        return tuple(sorted(found))

    def _broken(self, result: Node, triples: Iterable[tuple[Node, Node, object]]) -> Broken:
        """A result from its triples, those of its details aside; pyshacl gives a node together with its graph."""
        said: dict[object, list[object]] = {}
        for subject, predicate, thing in triples:
            if subject == result:
                said.setdefault(predicate, []).append(thing[1] if isinstance(thing, tuple) else thing)
        (focus,), (source,) = said[SH.focusNode], said[SH.sourceShape]
        if str(focus).startswith(CODE):
            (focus,) = said.get(SH.value, [focus])
        messages = {str(m.language or ""): str(m) for m in said.get(SH.resultMessage, ()) if isinstance(m, RdfLiteral)}
        plain = messages.get("", "")
        return Broken(
            self._named(source),
            str(focus),
            severity_of(said[SH.resultSeverity][0]),
            messages.get("vi", plain or messages.get("en", "")),
            messages.get("en", plain or messages.get("vi", "")),
        )

    def _named(self, shape: object) -> str:
        """The shape's IRI, or that of the shape which it is a part of; "" where none has one."""
        seen: set[object] = set()
        while isinstance(shape, BNode) and shape not in seen:
            seen.add(shape)
            shape = next(self.graph.subjects(None, shape), None)
        return str(shape) if isinstance(shape, URIRef) else ""


def severity_of(node: object) -> Severity:
    """The severity of a shape or result; as SHACL has it, a violation where it says nothing else."""
    return _SEVERITIES.get(node, Severity.VIOLATION)


def _unusable(name: str, error: Exception) -> ShapesFileError:
    said = " ".join(str(error).split())
    return ShapesFileError(name, f"not SHACL: {said}", "correct the shape", said=said, line=0)


@cache
def document_shapes() -> Shapes:
    """The shapes of ``ontology/shapes``, which every document is held against while it is built."""
    with as_file(files("ontology") / "shapes") as folder:
        return read_shapes(sorted(folder.glob("*.ttl")))


def read_shapes(paths: Iterable[Path]) -> Shapes:
    """The shapes of Turtle files; raises ShapesFileError, which names the file and the line.

    >>> document_shapes().broken(Graph())
    ()
    """
    graph, names = _empty(), []
    for path in paths:
        names.append(str(path))
        add(graph, parsed(path))
    if not any((None, RDF.type, shape) in graph for shape in (SH.NodeShape, SH.PropertyShape)):
        name = ", ".join(names)
        raise ShapesFileError(name, "it holds no shape", "write a sh:NodeShape", said="no sh:NodeShape", line=0)
    return Shapes(graph, ", ".join(names))


def parsed(path: Path) -> list[ox.Quad]:
    """The triples of a Turtle file; raises ShapesFileError, which names the file and the line."""
    try:
        return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        line = error.lineno or 0
        raise ShapesFileError(
            str(path), f"line {line}: {error.msg}", "correct the line", said=error.msg, line=line
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        said = str(error)
        raise ShapesFileError(str(path), said, "name a Turtle file that can be read", said=said, line=0) from error


def graph_of(triples: Iterable[Triple]) -> Graph:
    """Triples as a graph in rdflib's memory."""
    graph = _empty()
    add(graph, triples)
    return graph


def _empty() -> Graph:
    """A graph without the fifty prefixes that rdflib binds in each, which takes longer than a small document."""
    return Graph(bind_namespaces="none")


def add(graph: Graph, triples: Iterable[Triple]) -> None:
    """Adds triples to a graph of rdflib."""
    known: dict[object, Node] = {}
    for triple in triples:
        graph.add(_nodes(known, (triple.subject, triple.predicate, triple.object)))


def _nodes(known: dict[object, Node], terms: tuple[object, object, object]) -> tuple[Node, Node, Node]:
    subject, predicate, thing = (_node(known, term) for term in terms)
    return subject, predicate, thing


def _node(known: dict[object, Node], term: object) -> Node:
    """The same term for rdflib; made once in a graph, since most come again and again."""
    node = known.get(term)
    if node is None:
        known[term] = node = _made(term)
    return node


def _made(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"no term of a graph: {term!r}")
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    datatype = term.datatype.value
    return RdfLiteral(term.value, datatype=None if datatype == _STRING else URIRef(datatype))
