"""What a store's tables say of the document that a gold document speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.answers import Store
from queries.answer import written
from queries.evaluation.gold import GoldDocument
from queries.evaluation.sheet import Row
from queries.evaluation.wording import number_key
from queries.tables import rows_of, table

PARTS: Final = ("relations", "indicators", "targets", "tasks", "responsibilities")
_ENDINGS: Final = re.compile(r"(?:(?:\.(?:ocr|truth|ext))?\.txt|\.(?:md|docx?|pdf|html?|rtf|odt|zip|png|jpg|tif))+$")


def stem(file: str) -> str:
    """A file's name without folders and endings: other forms of one document have the same.

    >>> stem("dev/A.ocr.txt"), stem("a.PDF")
    ('a', 'a')
    """
    return _ENDINGS.sub("", file.rpartition("/")[2].casefold())


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one gold document: its own of the documents (empty where it was not read), and of each table."""

    own: Row
    rows: Mapping[str, list[Row]]
    heads: Mapping[str, Row]


class Tables:
    """The tables of a store, by file and document; each is read once."""

    def __init__(self, store: Store) -> None:
        self.by_file: dict[str, list[Row]] = defaultdict(list)
        for row in table(store, "documents"):
            if row["file"] and row["status"] in ("", "held", "reported"):
                self.by_file[stem(row["file"])].append(row)
        self.rows = {name: table(store, name) for name in PARTS}
        self.of: dict[str, dict[str, list[Row]]] = {name: _by_document(rows) for name, rows in self.rows.items()}
        self.heads: dict[str, dict[str, Row]] = defaultdict(dict)
        for record in rows_of(store, "document-evidence"):
            line = {column: written(value) for column, value in record.items()}
            if line["rule"].startswith("header."):
                self.heads[line["iri"]][line["rule"].removeprefix("header.")] = line

    def of_document(self, gold: GoldDocument) -> Found:
        """The rows of the document that has the gold one's part of the file or its number, else of the file's first."""
        here = sorted(self.by_file.get(stem(gold.file), []), key=lambda row: int(row["part"] or 0))
        own = self._own(gold, here)
        several = [own] if own and gold.part else here
        iris = sorted({row["iri"] for row in several})
        rows = {name: [row for iri in iris for row in self.of[name].get(iri, [])] for name in PARTS}
        return Found(own, rows, self.heads.get(own.get("iri", ""), {}))

    def _own(self, gold: GoldDocument, here: list[Row]) -> Row:
        if gold.part:
            for row in here:
                if row["part"] == gold.part:
                    return row
        if gold.own_number and (gold.reported or not gold.part):
            for row in here:
                if number_key(row["number"]) == gold.own_number:
                    return row
        return here[0] if here and not gold.part else {}


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get("document_iri") or row["source_iri"]].append(row)
    return found
