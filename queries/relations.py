"""The table of relations: one row for each source, relation and target, out of all the mentions of a text.

Where a document is mentioned several times, the row carries the first mention by the source itself, one with a date
before one without. What a text says of another document ("Kế hoạch A về thực hiện Chỉ thị B") has that
document as its source, and counts for the text itself as a plain citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ontology.codes import Relation
from queries.answer import Record, written
from queries.columns import EVIDENCE
from queries.register import Register, notation


@dataclass(frozen=True, slots=True)
class _Saying:
    """A mention as a relation between two documents, and the row that says it."""

    source: str
    relation: str
    target: str
    row: Record

    @property
    def order(self) -> tuple[bool, bool, str, int, str]:
        """What the source says itself first, of that what has a date, then by place."""
        row = self.row
        place = written(row["file"]), int(str(row["start"])), written(row["citation"])
        return (row["document_iri"] != self.source, row["date"] is None, *place)


def relations(rows: Iterable[Record], known: Register) -> Iterator[dict[str, str]]:
    """The rows of the table from the mentions."""
    best: dict[tuple[str, str, str], _Saying] = {}
    for saying in _sayings(list(rows)):
        key = (saying.source, saying.relation, saying.target)
        if key not in best or saying.order < best[key].order:
            best[key] = saying
    between: dict[tuple[str, str], set[str]] = {}
    for saying in best.values():
        between.setdefault((saying.source, saying.target), set()).add(saying.relation)
    for saying in best.values():
        if not _outdone(saying.relation, between[saying.source, saying.target]):
            yield _line(saying, known)


def _outdone(relation: str, beside: set[str]) -> bool:
    """A citation says less than any other relation, a basis less than carrying out the same document."""
    if relation == Relation.CITES:
        return len(beside) > 1
    return relation == Relation.BASED_ON and Relation.IMPLEMENTS in beside


def _sayings(rows: list[Record]) -> Iterator[_Saying]:
    meant = {written(row["citation"]): _target(row) for row in rows}
    for row in rows:
        document, target = written(row["document_iri"]), _target(row)
        relation = notation(written(row["relation"]))
        subject = meant.get(written(row["subject"]))
        if subject and subject != document:
            if subject != target:
                yield _Saying(subject, relation, target, row)
            relation = Relation.CITES.value
        if target != document:
            yield _Saying(document, relation, target, row)


def _target(row: Record) -> str:
    return written(row["target_iri"]) or written(row["key"])


def _line(saying: _Saying, known: Register) -> dict[str, str]:
    row, target = saying.row, known.documents.get(saying.target)
    date = written(row["date"])
    return {
        "source_iri": saying.source,
        "source_number": known.number(saying.source),
        "relation": saying.relation,
        "target_iri": saying.target,
        "target_number": (target.number if target else "") or written(row["number"]),
        "target_date": target.date if target and len(target.date) >= len(date) else date,
        "target_issuer": known.joined(target.issuers if target else [i for i in [written(row["issuer_iri"])] if i]),
        "resolution": notation(written(row["resolution"])),
        "file": written(row["file"]),
        "said_by": written(row["document_iri"]),
        **{column: written(row[column]) for column in EVIDENCE},
    }
