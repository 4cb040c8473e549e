"""What one document's own graph tells: the answers to the ``scene-*`` queries that take a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.answers import Store
from viz.records import Row, code, grouped, quote, rows_of, said
from viz.scene import Quote

Statement = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """The rows about one document: read once, used by everything that is drawn of it."""

    document: str
    fields: Sequence[Row] = ()
    citations: Sequence[Row] = ()
    indicators: Sequence[Row] = ()
    targets: Sequence[Row] = ()
    duties: Sequence[Row] = ()
    findings: Sequence[Row] = ()
    finding_sentences: Sequence[Row] = ()

    def field(self, *names: str) -> tuple[Quote, ...]:
        """The sentences from which a field was read."""
        return tuple(found for row in self.fields if said(row, "field") in names and (found := quote(row)))

    def agents(self) -> dict[str, list[Row]]:
        """The duties of each agency, by its IRI, in the order of the text."""
        return {agent: rows for (agent,), rows in grouped(self.duties, "agent").items()}

    def subject(self, row: Row) -> str:
        """The document that a citation speaks of: this one, unless the sentence speaks of another that it cites."""
        meant = {said(other, "citation"): said(other, "target") for other in self.citations}
        return meant.get(said(row, "subject")) or self.document

    def warnings(self) -> int:
        """How many findings a reader should know of; bare notes do not count."""
        return len({said(row, "finding") for row in self.findings if code(row, "severity") != "info"})


def ask_about(store: Store, document: str) -> Told:
    """Asks all that the picture says of one document."""
    return Told(
        document=document,
        fields=rows_of(store, "scene-fields", document),
        citations=rows_of(store, "scene-citations", document),
        indicators=rows_of(store, "scene-indicators", document),
        targets=rows_of(store, "scene-targets", document),
        duties=rows_of(store, "scene-duties", document),
        findings=rows_of(store, "scene-findings", document),
        finding_sentences=rows_of(store, "scene-finding-sentences", document),
    )


def statements(told: Iterable[Told]) -> Mapping[Statement, tuple[Quote, ...]]:
    """The sentences that say of one document how it stands to another: (source, relation, target) -> quotes."""
    found: dict[Statement, list[Quote]] = {}
    for one in told:
        for row in one.citations:
            words = quote(row)
            if words is not None and row.get("target") is not None:
                key = (one.subject(row), code(row, "relation"), said(row, "target"))
                found.setdefault(key, []).append(words)
    return {key: tuple(dict.fromkeys(quotes)) for key, quotes in found.items()}


def mentions(told: Iterable[Told]) -> Mapping[str, tuple[Quote, ...]]:
    """The sentences in which each document is named by others, by its IRI."""
    found: dict[str, dict[Quote, None]] = {}
    for one in told:
        for row in one.citations:
            if (words := quote(row)) is not None and row.get("target") is not None:
                found.setdefault(said(row, "target"), {})[words] = None
    return {target: tuple(quotes) for target, quotes in found.items()}
