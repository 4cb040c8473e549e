"""Scores the tables of a store against facts read by hand: the small scorer for the samples.

A gold file is ``{"edges": [[number, number], ...], "documents": [...]}``; a gold document is met by its ``file``,
with ``#N`` behind it where one file holds several documents. Every facet is a pair of multisets, so that a fact
told twice counts as an error as much as a fact that is missing.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = dict[str, str]
Facts = Counter[Hashable]
OWNING = ("lead", "co-lead", "implement")


@dataclass(slots=True)
class Facet:
    """What is true and what was found, of one kind of fact."""

    gold: Facts = field(default_factory=Counter)
    found: Facts = field(default_factory=Counter)

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Adds the facts of one document."""
        self.gold.update(gold)
        self.found.update(found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        both = (self.gold & self.found).total()
        return 2 * both / (self.gold.total() + self.found.total()) if self.gold or self.found else 1.0

    @property
    def misses(self) -> str:
        """What went wrong, for a test's message."""
        missed, invented = sorted(map(repr, self.gold - self.found)), sorted(map(repr, self.found - self.gold))
        return f"missed: {missed}; invented: {invented}"


def score(tables: Path, gold_file: Path) -> dict[str, Facet]:
    """Each facet of the tables in a folder against a gold file."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    held = {name: _read(tables / f"{name}.csv") for name in ("documents", *PARTS)}
    facets: dict[str, Facet] = defaultdict(Facet)
    for document in gold["documents"]:
        own = _own_row(document, held["documents"])
        parts = {name: _of(own, held[name]) for name in PARTS}
        _score_header(document, own, facets)
        _score_citations(document, parts["relations"], facets)
        _score_indicators(document, parts, facets)
    known = {number for edge in gold["edges"] for number in edge}
    edges = {(row["source_number"], row["target_number"]) for row in _implements(held["relations"])}
    facets["edges"].add(map(tuple, gold["edges"]), (edge for edge in edges if known.issuperset(edge)))
    return facets


PARTS = ("relations", "indicators", "targets", "responsibilities")


def fold(text: str) -> str:
    """Lower case without diacritics and punctuation."""
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join(re.sub(r"[^\w%‰]+", " ", "".join(c for c in text if not unicodedata.combining(c))).split())


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _own_row(document: Mapping[str, Any], rows: list[Row]) -> Row:
    file, _, part = str(document["file"]).partition("#")
    here = [row for row in rows if row["file"] == file and row["status"] in ("held", "reported")]
    if part:
        here = [row for row in here if row["part"] == part]
    elif "reports" in document:
        here = [row for row in here if row["status"] == "reported"]
    return here[0] if here else {}


def _of(own: Row, rows: list[Row]) -> list[Row]:
    iri = own.get("iri")
    return [row for row in rows if iri and iri in (row.get("document_iri"), row.get("source_iri"))]


def _implements(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["relation"] == "implements"]


def _score_header(document: Mapping[str, Any], own: Row, facets: dict[str, Facet]) -> None:
    name = document["id"]
    date = document.get("date") or document.get("month")
    wanted = {"number": document.get("number"), "date": date, "issuer": document.get("issuer")}
    for key, value in wanted.items():
        gold = [(name, fold(value))] if value else []
        found = [(name, fold(own[key]))] if own.get(key) else []
        facets[key].add(gold, found)


def _score_citations(document: Mapping[str, Any], rows: list[Row], facets: dict[str, Facet]) -> None:
    name, own = document["id"], {document.get("number")}
    gold = {item["number"] for item in document["implements"]}
    facets["implements"].add(
        ((name, number) for number in gold),
        {(name, row["target_number"]) for row in _implements(rows)},
    )
    cited = gold | set(document["cites"]) | {item["number"] for item in document.get("disseminates", [])}
    found = {row["target_number"] for row in rows} - own - {""}
    facets["citations"].add(((name, number) for number in cited), ((name, number) for number in found))


def _score_indicators(document: Mapping[str, Any], parts: dict[str, list[Row]], facets: dict[str, Facet]) -> None:
    name, items = document["id"], document["indicators"]
    place = {row["iri"]: _met(row, items) for row in parts["indicators"]}
    facets["indicators"].add(((name, item["no"]) for item in items), ((name, no) for no in place.values()))
    facets["targets"].add(
        ((name, item["no"], *_target(goal)) for item in items for goal in item["targets"]),
        ((name, place.get(row["indicator_iri"]), *_target(row)) for row in parts["targets"]),
    )
    owners = {(name, no, fold(agency)) for agency, nos in document["indicator_owners"].items() for no in nos}
    found = {
        (name, place.get(row["object_iri"]), fold(row["agency"]))
        for row in parts["responsibilities"]
        if row["object_kind"] == "indicator" and row["role"] in OWNING
    }
    facets["owners"].add(owners, found)


def _met(row: Row, items: list[dict[str, Any]]) -> int | str:
    """The number of the gold item whose first words open the row's text, or the text itself where none does."""
    text = fold(row["text"])
    return next((item["no"] for item in items if text.startswith(fold(item["text_start"]))), text[:60])


def _target(goal: Mapping[str, Any]) -> tuple[Hashable, ...]:
    upper = goal.get("value_max") or None
    return (
        str(goal["year"] or ""),
        goal.get("op") or goal.get("comparator"),
        Decimal(str(goal["value"])),
        Decimal(str(upper)) if upper else None,
        goal["unit"],
    )
