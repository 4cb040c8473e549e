"""Scores a store against gold: every facet of every document, on one sheet."""

from __future__ import annotations

from collections import Counter
from typing import Final

from graph.answers import Store
from queries.evaluation.aiming import indicators
from queries.evaluation.citing import head, numbers
from queries.evaluation.doing import duties
from queries.evaluation.found import Tables
from queries.evaluation.gold import Gold
from queries.evaluation.sheet import Sheet
from queries.evaluation.wording import number_key

FACETS: Final = (
    *("number", "date", "issuer", "kind", "implements", "relations", "citations", "cited_date", "edges"),
    *("indicators", "targets", "target_of", "owners", "units", "tasks", "roles"),
)
RECALL_ONLY: Final = frozenset({"units", "tasks"})  # the gold does not name all of these


def score(store: Store, gold: Gold) -> Sheet:
    """The sheet of a store against gold."""
    return score_tables(Tables(store), gold)


def score_tables(tables: Tables, gold: Gold) -> Sheet:
    """The sheet of tables that were read already."""
    sheet = Sheet()
    for document in gold.documents:
        found = tables.of_document(document)
        for facets in (head, numbers, indicators, duties):
            facets(document, found, sheet)
    carried = {
        (number_key(row["source_number"]), number_key(row["target_number"]))
        for row in tables.rows["relations"]
        if row["relation"] == "implements"
    }
    for order, edges in enumerate(gold.edges, 1):
        known = {number for edge in edges for number in edge}
        said = {edge for edge in carried if known.issuperset(edge)}
        sheet.note("edges", f"edges {order}", Counter(edges), Counter(said))
    return sheet
