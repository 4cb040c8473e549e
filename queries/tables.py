"""The tables of stated facts as CSV: one row a fact, sorted, the same bytes for the same store.

What the rows say stands in ``tables/*.rq``; here rows are joined with the names of documents, bodies and places.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.answers import Store
from queries.answer import Record, answer, written
from queries.catalogue import named
from queries.columns import EVIDENCE, TABLES
from queries.register import Register, notation, register
from queries.relations import relations

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A table that was written: its name, its file and how many rows it has."""

    name: str
    path: Path
    rows: int


def write_tables(store: Store, out: Path) -> tuple[Written, ...]:
    """Writes every table of the contract into a folder, which is made where it is missing."""
    out.mkdir(parents=True, exist_ok=True)
    known = register(store)
    return tuple(_write(out / f"{name}.csv", name, MAKERS[name](store, known)) for name in TABLES)


def table(store: Store, name: str) -> list[Line]:
    """The rows of one table, sorted, each with exactly the table's columns."""
    return _in_order(name, MAKERS[name](store, register(store)))


def _in_order(name: str, lines: Iterable[Line]) -> list[Line]:
    columns = TABLES[name]
    whole = [{column: line.get(column, "") for column in columns} for line in lines]
    unique = {tuple(line.values()): line for line in whole}
    return sorted(unique.values(), key=_key)


def _key(line: Line) -> tuple[str, str, int, tuple[str, ...]]:
    """By file and by place in the file; what has none stands by its other columns."""
    return (line.get("document_iri", ""), line.get("file", ""), int(line.get("start") or -1), tuple(line.values()))


def _write(path: Path, name: str, lines: Iterable[Line]) -> Written:
    rows = _in_order(name, lines)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, TABLES[name], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Written(name, path, len(rows))


def rows_of(store: Store, name: str) -> tuple[Record, ...]:
    """The rows of a query of ``tables/``."""
    return answer(store.query(named(f"tables/{name}").text)).records()


def _line(row: Record) -> Line:
    return {column: written(value) for column, value in row.items()}


def _documents(store: Store, known: Register) -> Iterable[Line]:
    proofs = _proofs(rows_of(store, "document-evidence"))
    for entry in known.documents.values():
        yield {
            "iri": entry.iri,
            "file": entry.file,
            "part": entry.part,
            "kind": entry.kind,
            "number": entry.number,
            "number_as_written": entry.number_as_written,
            "date": entry.date,
            "issuer": known.joined(entry.issuers),
            "issuer_iri": "; ".join(sorted(entry.issuers)),
            "level": entry.level,
            "place": known.joined(entry.places),
            "title": entry.title,
            "signer": entry.signer,
            "status": entry.status,
            **proofs.get(entry.iri, {}),
        }


def _proofs(rows: Iterable[Record]) -> dict[str, Line]:
    """One evidence a document: that of its number, else that of its title."""
    best: dict[str, tuple[int, Line]] = {}
    order = ("number", "title", "issuedBy", "issuedOn")
    for row in rows:
        rank = order.index(str(row["for"])) if row["for"] in order else len(order)
        line = {column: written(row[column]) for column in EVIDENCE}
        iri = str(row["iri"])
        if iri not in best or (rank, sorted(line.items())) < (best[iri][0], sorted(best[iri][1].items())):
            best[iri] = (rank, line)
    return {iri: line for iri, (_, line) in best.items()}


def _facts(name: str, concepts: tuple[str, ...] = ()) -> Callable[[Store, Register], Iterable[Line]]:
    """A table whose rows a query gives as they are, but for concepts and the numbers of documents."""

    def make(store: Store, known: Register) -> Iterable[Line]:
        for row in rows_of(store, name):
            line = _line(row)
            line |= {column: notation(line[column]) for column in concepts}
            line["document_number"] = known.number(line["document_iri"])
            yield line

    return make


def _responsibilities(store: Store, known: Register) -> Iterable[Line]:
    for line in _facts("responsibilities", ("role", "object_kind"))(store, known):
        yield line | {"agency": known.names.get(line["agency_iri"], "")}


def _agencies(store: Store, known: Register) -> Iterable[Line]:
    together: dict[str, list[Line]] = {}
    for row in rows_of(store, "agencies"):
        together.setdefault(str(row["iri"]), []).append(_line(row))
    for iri, lines in together.items():
        merged = {column: max(line[column] for line in lines) for column in lines[0]}
        yield merged | {
            "iri": iri,
            "name": known.names[iri],
            "kind": notation(merged["kind"]),
            "level": notation(merged["level"]),
            "place": known.names.get(merged["place_iri"], ""),
            "is_group": str(merged["class"].endswith("AgencyGroup")).lower(),
        }


def _findings(store: Store, _: Register) -> Iterable[Line]:
    together: dict[str, list[Record]] = {}
    for row in rows_of(store, "findings"):
        together.setdefault(str(row["iri"]), []).append(row)
    yield from (_finding(rows) for rows in together.values())


def _finding(rows: list[Record]) -> Line:
    """One row a finding, with its first evidence."""
    first = min(rows, key=lambda row: (int(str(row["start"] or 0)), str(row["quote"])))
    messages = {str(row["lang"]): written(row["message"]) for row in rows}
    line = _line(first)
    line |= {"severity": notation(line["severity"]), "kind": notation(line["kind"])}
    return line | {"message_vi": messages.get("vi", ""), "message_en": messages.get("en", "")}


MAKERS: Final[Mapping[str, Callable[[Store, Register], Iterable[Line]]]] = {
    "documents": _documents,
    "relations": lambda store, known: relations(rows_of(store, "citations"), known),
    "indicators": _facts("indicators"),
    "targets": _facts("targets", ("comparator",)),
    "tasks": _facts("tasks"),
    "responsibilities": _responsibilities,
    "observations": lambda _store, _known: (),  # reported values: no kind of document gives any yet
    "agencies": _agencies,
    "findings": _findings,
}
