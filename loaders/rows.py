"""Facts of tables: rows of tasks with their agencies, rows of indicators with their values and owners.

A row whose words are those of an indicator read before (objectives repeated in an annex) is that indicator, and its
agencies own it. In a cell of its own, "Sở Y tế chủ trì; các sở, ngành thực hiện" names leads; a bare number is the
value itself, not a minimum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from loaders import agencies, groups, targets, years
from loaders.assignments import Aim, Assignments, Said
from loaders.bodies import Mention
from loaders.ground import Ground
from loaders.mapped import Mapped, fold
from loaders.places import Setting
from loaders.tables import Column, Row, Table, year_of
from ontology.codes import Comparator, ObjectKind, Role
from ontology.identifiers import part_iri
from ontology.model import Document, Evidence, Indicator, Target

_SAME = 92  # per cent alike: an item of the objectives and its repeat in an annex
_STATED = re.compile(r"≥|≤|>|<|trên|dưới|tối thiểu|ít nhất|tối đa|không quá|khoảng", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_PIECE = re.compile(r"[^\s;,.][^;,.]*")


def indicators(
    found: Sequence[Table], known: Sequence[Indicator], document: Document, ground: Ground
) -> list[Indicator]:
    """The indicators of tables that no prose has named; the title's year counts where rows have none."""
    made: list[Indicator] = []
    for table, row in _rows(found):
        cell = _indicator_cell(table, row)
        if cell is None or same([*known, *made], cell.text) is not None:
            continue
        iri = part_iri(document.iri, "indicator", len(known) + len(made) + 1)
        path = _path(table, row)
        values = tuple(_targets(table, row, cell, iri, ground, years.last(document.title)))
        evidence = ground.evidence([cell], "indicator.row", path, 0.9)
        made.append(Indicator(iri, document.iri, row.no, path, cell.text.strip(), not values, evidence, values))
    return made


def assign(
    found: Sequence[Table], all_indicators: Sequence[Indicator], setting: Setting, assigned: Assignments
) -> None:
    """Adds the tasks of tables, and the agencies of their rows of tasks and of indicators."""
    for table, row in _rows(found):
        cell = table.cell(row, Column.INDICATOR, Column.TASK)
        if cell is None or not cell.text.strip():
            continue
        indicator = same(all_indicators, cell.text)
        if indicator is not None:
            aim = Aim(ObjectKind.INDICATOR, indicator.iri, indicator.no)
        elif Column.LEAD in table.columns or Column.COORDINATE in table.columns:
            due, product = table.cell(row, Column.DUE), table.cell(row, Column.PRODUCT)
            aim = Aim.task(assigned.row_task(row.no, _path(table, row), cell, due, product))
        else:
            continue
        for column, role in ((Column.LEAD, Role.LEAD), (Column.COORDINATE, Role.COORDINATE)):
            named = table.cell(row, column)
            if named is not None:
                said = Said(_path(table, row), named, f"duty.{column}")
                for mention in _agents(named.text, setting):
                    assigned.duty(mention, named, role, aim, said)


def _agents(cell: str, setting: Setting) -> list[Mention]:
    """The agencies of a cell; a piece that is only a group's noun ("Doanh nghiệp") counts too."""
    found = agencies.find(cell, setting)
    for piece in _PIECE.finditer(cell):
        free = all(mention.end <= piece.start() or mention.start >= piece.end() for mention in found)
        if free and groups.is_whole(piece[0]):
            found.append(Mention(piece.start(), piece.end(), groups.group(piece[0], setting)))
    return sorted(found, key=lambda mention: mention.start)


def same(known: Sequence[Indicator], text: str) -> Indicator | None:
    """The indicator whose words these are, one of them perhaps cut short; None where there is none or several."""
    plain = fold(text).strip(" .;")
    alike = [i for i in known if fuzz.ratio(fold(i.text).strip(" .;"), plain) >= _SAME]
    return alike[0] if len(alike) == 1 else None


def _rows(found: Sequence[Table]) -> Iterator[tuple[Table, Row]]:
    for table in found:
        for row in table.rows:
            yield table, row


def _path(table: Table, row: Row) -> str:
    return f"Bảng {table.order}.{row.no}"


def _indicator_cell(table: Table, row: Row) -> Mapped | None:
    """The name of an indicator, where the table is one of indicators or the row states a figure to be reached."""
    cell = table.cell(row, Column.INDICATOR)
    if cell is None or not cell.text.strip():
        return None
    return (
        cell
        if any(c in table.columns for c in (Column.VALUE, Column.UNIT, Column.PRODUCT)) or targets.read(cell.text)
        else None
    )


def _targets(  # noqa: PLR0913, PLR0917
    table: Table, row: Row, cell: Mapped, iri: str, ground: Ground, year: int | None
) -> Iterator[Target]:
    path = _path(table, row)
    values = [
        (i, c) for i, c in row.cells if table.column(i) in (Column.VALUE, Column.PRODUCT) and _FIGURE.search(c.text)
    ]
    unit = table.cell(row, Column.UNIT)
    order = 0
    for index, value in values:
        for read in _value(value.text, unit.text if unit else "", year_of(table, row, index) or year):
            order += 1
            evidence = ground.evidence([value, table.names[index], cell], "target.cell", path, 0.85)
            yield _target(read, part_iri(iri, "target", order), cell.text.strip(), evidence)
    if not values:
        for order, read in enumerate(targets.read(cell.text, year_of(table, row, 0) or year), 1):
            yield _target(
                read, part_iri(iri, "target", order), read.measure, ground.evidence([cell], "target.row", path, 0.85)
            )


def _target(read: targets.TargetRead, iri: str, measure: str, evidence: Evidence) -> Target:
    return Target(
        iri, read.comparator, read.value, read.unit, evidence, read.upper, read.year, measure, read.binding, read.raw
    )


def _value(words: str, unit: str, year: int | None) -> Iterator[targets.TargetRead]:
    """The values of a cell; a bare one is exact.

    >>> [(t.comparator.value, str(t.value), t.unit) for t in _value("≤ 3; 40 - 50", "Thứ bậc", 2030)]
    [('<=', '3', 'count:Thứ bậc'), ('between', '40', 'count:Thứ bậc')]
    """
    for piece in words.split(";"):
        rate = unit.strip() in ("%", "‰") and unit.strip() not in piece
        text = f"{piece.strip()}{unit.strip()}" if rate else piece.strip()
        found = targets.read(f"đạt {text}", year) or targets.read(f"đạt {text} {unit.strip() or 'đơn vị'}", year)
        for read in found[:1]:
            bare = read.comparator is Comparator.AT_LEAST and not _STATED.search(piece)
            named = read.unit if not read.unit.startswith("count:") or not unit.strip() else f"count:{unit.strip()}"
            yield replace(read, comparator=Comparator.EQUAL if bare else read.comparator, unit=named, raw=piece.strip())
