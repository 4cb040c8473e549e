"""What comes back from a question: columns and rows of plain values, frozen.

>>> Answer(("no", "text"), ((1, "a"), (2, None))).records()
({'no': 1, 'text': 'a'}, {'no': 2, 'text': None})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, Triple

from graph.answers import Rows, Term

Cell = str | int | Decimal | bool | None
Record = dict[str, Cell]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger"))
_DECIMALS: Final = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under named columns; a cell is None where nothing is known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> tuple[Record, ...]:
        """The rows as mappings from column to cell."""
        return tuple(dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def without(self, columns: Iterable[str]) -> Answer:
        """The same answer without some columns."""
        dropped = set(columns)
        kept = [index for index, name in enumerate(self.columns) if name not in dropped]
        return Answer(
            tuple(self.columns[index] for index in kept),
            tuple(tuple(row[index] for index in kept) for row in self.rows),
        )

    def renamed(self, names: Mapping[str, str]) -> Answer:
        """The same answer with some columns called otherwise."""
        return Answer(tuple(names.get(name, name) for name in self.columns), self.rows)


def answer(rows: Rows) -> Answer:
    """What a store gave, as plain values."""
    return Answer(rows.variables, tuple(tuple(cell(term) for term in terms) for terms in rows.terms))


def cell(term: Term | None) -> Cell:
    """The plain value of an RDF term: numbers and truth values typed, everything else as it is spelt.

    >>> from pyoxigraph import NamedNode
    >>> cell(Literal(2025)), cell(Literal("2024-04")), cell(NamedNode("urn:a")), cell(None)
    (2025, '2024-04', 'urn:a', None)
    """
    if term is None:
        return None
    if isinstance(term, Triple):
        return str(term)
    if not isinstance(term, Literal):
        return term.value
    return _typed(term.value, term.datatype.value)


def _typed(value: str, datatype: str) -> Cell:
    if datatype in _INTEGERS:
        return int(value)
    if datatype in _DECIMALS:
        return Decimal(value)
    if datatype == f"{_XSD}boolean":
        return value in ("true", "1")
    return value


def written(value: Cell) -> str:
    """A cell as the tables write it: a decimal point, no thousands mark, nothing for what is unknown.

    >>> written(Decimal("87.50")), written(Decimal("1E+3")), written(True), written(None)
    ('87.5', '1000', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
