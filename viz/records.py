"""Rows of the ``scene-*`` queries, one document at a time: all that the picture quotes comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.answers import Store
from queries.answer import Cell, written
from queries.asking import ask
from viz.scene import Quote

Row = Mapping[str, Cell]


def rows_of(store: Store, query: str, document: str) -> Sequence[Row]:
    """The rows of a named query about one document, given by its IRI."""
    return ask(store, query, {"document": document}).records()


def said(row: Row, column: str) -> str:
    """A cell as words; empty for what is not known.

    >>> said({"no": 9, "year": None}, "no"), said({"no": 9, "year": None}, "year")
    ('9', '')
    """
    return written(row.get(column))


def code(row: Row, column: str) -> str:
    """The notation in a concept's IRI.

    >>> code({"role": "https://w3id.org/chidao/code/role/co-lead"}, "role")
    'co-lead'
    """
    return said(row, column).rsplit("/", 1)[-1]


def quote(row: Row) -> Quote | None:
    """The evidence in a row, or None where it has none."""
    if row.get("quote") is None:
        return None
    page, confidence = said(row, "page"), said(row, "confidence")
    return Quote(
        words=said(row, "quote"),
        file=said(row, "file"),
        section=said(row, "path"),
        start=int(said(row, "start")),
        end=int(said(row, "end")),
        page=int(page) if page else None,
        rule=said(row, "rule"),
        confidence=float(confidence) if confidence else None,
    )


def quotes(rows: Iterable[Row]) -> tuple[Quote, ...]:
    """The evidence of several rows, each sentence once, in the rows' order."""
    return tuple(dict.fromkeys(found for row in rows if (found := quote(row)) is not None))


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Rows that have the same words in some columns, in the order in which they come."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(said(row, column) for column in columns), []).append(row)
    return groups
