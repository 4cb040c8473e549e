"""The checks of data, and those across documents run over a store: the rules in ``graph/checks/*.rq``.

A check is a shape of one document (``ontology/shapes``) or a rule across documents: a SELECT whose grlc lines say what
its rows mean. A row has ``?document``, ``?checked`` (what does not fit), the evidence to show (``?evidence``,
``?otherEvidence``), ``?other`` where two things clash, and what the message's blanks name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from graph.answers import Row
from graph.describe import Fact, describe_finding
from graph.shacl import document_shapes, severity_of
from graph.shaped import kind_of
from graph.store import EmbeddedStore
from graph.vocabulary import LABEL, TYPE, cls, datatype, prop, value
from ontology.codes import FindingKind, Severity
from ontology.identifiers import BASE, CHECK, CHECKS_GRAPH, check_iri, part_iri, slug
from ontology.model import Finding
from ontology.terms import Class, Property
from ontology.words import Words

_TODAY: Final = "_today"
_EVIDENCE: Final = ("evidence", "otherEvidence")
_SOURCE: Final = NamedNode(str(DCTERMS.source))
_COMMENT: Final = NamedNode(str(RDFS.comment))


@dataclass(frozen=True, slots=True)
class Check:
    """A shape or a rule: what it holds, how bad it is if it does not, why, what to do, and by what authority.

    ``query`` is the SPARQL of a rule, "" for a shape.
    """

    name: str
    label: Words
    kind: FindingKind
    severity: Severity
    message: Words
    remedy: Words
    why: Words
    source: str
    query: str = ""


def checks() -> tuple[Check, ...]:
    """All checks, shapes first, each sort by name; raises ShapesFileError.

    >>> [check.severity.value for check in checks() if check.name in ("evidence-quote", "target-weaker")]
    ['violation', 'warning']
    """
    return (*_shapes(), *rules())


@cache
def _shapes() -> tuple[Check, ...]:
    graph = document_shapes().graph
    found = (shape for shape in graph.subjects(RDF.type, URIRef(Class.CHECK.value)) if isinstance(shape, URIRef))
    return tuple(_shape(graph, shape) for shape in sorted(found))


def _shape(graph: Graph, shape: URIRef) -> Check:
    return Check(
        name=shape.removeprefix(CHECK),
        label=_words(graph, shape, RDFS.label),
        kind=kind_of(shape),
        severity=severity_of(graph.value(shape, SH.severity)),
        message=_words(graph, shape, SH.message),
        remedy=_words(graph, shape, URIRef(Property.REMEDY.value)),
        why=_words(graph, shape, RDFS.comment),
        source=str(graph.value(shape, DCTERMS.source)),
    )


def _words(graph: Graph, subject: Node, predicate: URIRef) -> Words:
    texts = {text.language: str(text) for text in graph.objects(subject, predicate) if isinstance(text, RdfLiteral)}
    return Words(texts["en"], texts["vi"])


@cache
def rules() -> tuple[Check, ...]:
    """The rules across documents, by name.

    >>> [rule.name for rule in rules()][:2]
    ['citation-incomplete', 'date-in-future']
    """
    found = [entry for entry in (files("graph") / "checks").iterdir() if entry.name.endswith(".rq")]
    texts = {entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8") for entry in found}
    return tuple(_rule(name, texts[name]) for name in sorted(texts))


def _rule(name: str, query: str) -> Check:
    lines = (line.removeprefix("#+ ").partition(": ") for line in query.splitlines() if line.startswith("#+ "))
    head = {key: said for key, _, said in lines}
    return Check(
        name=name,
        label=_both(head["summary"]),
        kind=FindingKind(head["kind"]),
        severity=Severity(head["severity"]),
        message=_both(head["message"]),
        remedy=_both(head["remedy"]),
        why=_both(head["why"]),
        source=head["source"],
        query=query,
    )


def _both(said: str) -> Words:
    vi, _, en = said.partition(" | ")
    return Words(en, vi)


def write_checks(store: EmbeddedStore, today: dt.date | None = None) -> int:
    """Runs the rules and writes what they find, with what all checks are; how many findings.

    ``today`` is the day after which no document that is held can be dated; that of the system unless it is given.
    """
    bound = {_TODAY: Literal((today or dt.date.today()).isoformat(), datatype=datatype("date"))}  # noqa: DTZ011
    facts = [fact for check in checks() for fact in _described(check)]
    count = 0
    for rule in rules():
        given = bound if f"?{_TODAY}" in rule.query else {}
        found = _findings(rule, tuple(store.query(rule.query, given)))
        count += len(found)
        facts += [fact for finding, evidence in found.values() for fact in _told(finding, evidence)]
    graph = NamedNode(CHECKS_GRAPH)
    store.set_graph(CHECKS_GRAPH, {Quad(subject, term, value(thing), graph) for subject, term, thing in facts})
    return count


def _described(check: Check) -> Iterator[Fact]:
    node = NamedNode(check_iri(check.name))
    yield node, TYPE, cls(Class.CHECK)
    for predicate, words in ((LABEL, check.label), (_COMMENT, check.why), (prop(Property.REMEDY), check.remedy)):
        yield node, predicate, Literal(words.vi, language="vi")
        yield node, predicate, Literal(words.en, language="en")
    yield node, _SOURCE, check.source


def _findings(rule: Check, rows: Sequence[Row]) -> dict[str, tuple[Finding, set[str]]]:
    """A finding for each thing, with the evidence of all its rows; the first row by its texts gives the message."""
    found: dict[str, tuple[Finding, set[str]]] = {}
    for row in sorted(rows, key=_texts):
        finding = _finding(rule, _texts(row))
        _, evidence = found.setdefault(finding.iri, (finding, set()))
        evidence |= {text for name, text in _texts(row) if name in _EVIDENCE}
    return found


def _texts(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, row.text(name)) for name in sorted(row.variables))


def _finding(rule: Check, texts: Sequence[tuple[str, str]]) -> Finding:
    said: Mapping[str, str] = dict(texts)
    document, checked, other = said["document"], said["checked"], said.get("other", "")
    about = [rule.name, slug(checked.removeprefix(document)), slug(other.removeprefix(BASE))]
    iri = part_iri(document, "finding", "-".join(part for part in about if part))
    vi, en = (rule.message.told(lang).format_map(said) for lang in ("vi", "en"))
    file = ""  # it follows from several documents, not from a file
    return Finding(iri, document, file, rule.kind, rule.severity, vi, en, check=check_iri(rule.name), checked=checked)


def _told(finding: Finding, evidence: set[str]) -> Iterator[Fact]:
    yield from describe_finding(finding)
    for iri in sorted(evidence):
        yield NamedNode(finding.iri), prop(Property.HAS_EVIDENCE), NamedNode(iri)
