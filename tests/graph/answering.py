"""A resolved store and what it says, in a form that tests can read."""

from __future__ import annotations

from collections.abc import Callable

from graph.resolve import resolve
from graph.ruled import Outcomes
from graph.rulings import Ruling
from graph.store import EmbeddedStore
from ontology.identifiers import RESOLUTION_GRAPH, document_iri

DIRECTIVE = document_iri("", "tw", "2023-12-25", "28-CT/TW")
CD = "PREFIX cd: <https://w3id.org/chidao/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "


class Resolved:
    """A resolved store and what it says, as plain strings."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.counts = resolve(store)

    def judged(self, *rulings: Ruling) -> Outcomes:
        """Resolves again with people's judgements; what became of them."""
        self.counts = resolve(self.store, rulings)
        return self.counts.outcomes

    def rows(self, where: str) -> set[tuple[str, ...]]:
        """Rows of a pattern, of its variables of one letter; IRIs by their last part."""
        found = self.store.query(f"{CD} SELECT DISTINCT * WHERE {{ {where} }}")
        names = sorted(name for name in found.variables if len(name) == 1)
        return {tuple(row.text(name).rpartition("/")[2] for name in names) for row in found}

    def meaning(self, citation: str) -> tuple[str, str]:
        """Status and target of a citation."""
        where = f"<{citation}> cd:resolutionStatus ?a OPTIONAL {{ <{citation}> cd:resolvesTo ?target }}"
        (row,) = self.store.query(f"{CD} SELECT ?a ?target WHERE {{ {where} }}")
        return row.text("a").rpartition("/")[2], row.text("target")

    def reason(self, citation: str) -> str:
        """Why a citation came out as it did."""
        (row,) = self.store.query(f"{CD} SELECT ?a WHERE {{ <{citation}> cd:resolutionReason ?a }}")
        return row.text("a")

    def links(self, relation: str = "implements") -> set[tuple[str, ...]]:
        """Links by the last parts of both IRIs."""
        return self.rows(f"?a cd:{relation} ?b")

    def findings(self) -> set[tuple[str, ...]]:
        """Kind of each finding and the file it is about."""
        return self.rows(f"GRAPH <{RESOLUTION_GRAPH}> {{ ?finding a cd:Finding ; cd:findingKind ?a ; cd:file ?b }}")

    def kinds(self) -> set[str]:
        """Kinds of the findings."""
        return {
            row.text("kind").rpartition("/")[2]
            for row in self.store.query(
                f"{CD} SELECT ?kind WHERE {{ GRAPH <{RESOLUTION_GRAPH}> {{ ?f cd:findingKind ?kind }} }}"
            )
        }


Make = Callable[..., Resolved]
