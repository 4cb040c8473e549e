"""The graph of people's judgements: each with what became of it, and a finding for each that could not be followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from graph.describe import Fact, describe_finding
from graph.referents import is_iri
from graph.ruled import Outcome, Outcomes
from graph.rulings import Entry, Ruling
from graph.store import EmbeddedStore
from graph.vocabulary import TYPE, cls, concept, prop, value
from ontology.codes import FindingKind, JudgedKind, JudgementState, Severity
from ontology.identifiers import JUDGEMENTS_GRAPH, full_iri, judgement_iri
from ontology.model import Finding
from ontology.terms import Class, Property
from ontology.words import Words

_FINDINGS: Final = {
    JudgementState.UNKNOWN: FindingKind.JUDGEMENT_UNKNOWN,
    JudgementState.CONTRADICTED: FindingKind.JUDGEMENT_CONFLICT,
}
_REMEDIES: Final = {
    FindingKind.JUDGEMENT_MALFORMED: Words("correct the row or remove it", "hãy sửa hoặc bỏ dòng này"),
    FindingKind.JUDGEMENT_UNKNOWN: Words(
        "name what the store has, or withdraw the row", "hãy ghi điều có trong kho, hoặc rút dòng này"
    ),
    FindingKind.JUDGEMENT_CONFLICT: Words(
        "none of them is used; agree, and withdraw the others with chidao judge --withdraw",
        "không dùng dòng nào trong số đó; hãy thống nhất rồi rút các dòng kia bằng chidao judge --withdraw",
    ),
}


def record(store: EmbeddedStore, entries: Iterable[Entry], rulings: Iterable[Ruling], outcomes: Outcomes) -> None:
    """Writes the graph of judgements in the place of the former one."""
    graph = NamedNode(JUDGEMENTS_GRAPH)
    facts = [*_malformed(entries)]
    for ruling in rulings:
        facts += [*_judgement(ruling, outcomes[ruling]), *_refusal(ruling, outcomes[ruling])]
    store.set_graph(JUDGEMENTS_GRAPH, (Quad(subject, term, value(thing), graph) for subject, term, thing in facts))


def _judgement(ruling: Ruling, outcome: Outcome) -> Iterator[Fact]:
    node = NamedNode(ruling.iri)
    yield node, TYPE, cls(Class.JUDGEMENT)
    yield node, prop(Property.VERDICT), concept("verdict", ruling.verdict)
    yield node, prop(Property.JUDGED_KIND), concept("judged", ruling.kind)
    for term, text in ((Property.THING, ruling.a), (Property.OTHER_THING, ruling.b)):
        iri = outcome.names.get(text, "") if ruling.kind is JudgedKind.DOCUMENT and not is_iri(text) else full_iri(text)
        if iri:
            yield node, prop(term), NamedNode(iri)
    yield node, prop(Property.JUDGED_BY), ruling.who
    yield node, prop(Property.JUDGED_ON), ruling.when
    yield node, prop(Property.WHY), ruling.why
    yield node, prop(Property.FILE), ruling.file
    yield node, prop(Property.JUDGEMENT_STATE), concept("judgement-state", outcome.state)


def _refusal(ruling: Ruling, outcome: Outcome) -> Iterator[Fact]:
    if outcome.why:
        yield from _finding(ruling.iri, ruling.file, ruling.line, _FINDINGS[outcome.state], outcome.why)


def _malformed(entries: Iterable[Entry]) -> Iterator[Fact]:
    for entry in entries:
        if entry.flaw:
            mark = hashlib.sha256("\x1f".join((entry.file, *entry.cells)).encode()).hexdigest()[:16]
            kind = FindingKind.JUDGEMENT_MALFORMED
            yield from _finding(judgement_iri(mark), entry.file, entry.line, kind, entry.flaw)


def _finding(iri: str, file: str, line: int, kind: FindingKind, why: Words) -> Iterator[Fact]:
    remedy = _REMEDIES[kind]
    vi, en = f"{file}:{line}: {why.vi}; {remedy.vi}", f"{file}:{line}: {why.en}; {remedy.en}"
    yield from describe_finding(Finding(f"{iri}/finding", None, file, kind, Severity.WARNING, vi, en))
