"""Measures of indicators as the documents state them: each indicator, measure by measure, with its targets.

One item may state several measures ("giảm tỷ lệ nhẹ cân ...; tỷ lệ thấp còi ..."); what is compared across documents
is the measure, not the item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.answers import Row, Store
from graph.wording import Wording, wording
from ontology.codes import Comparator
from ontology.identifiers import CODE, ONTOLOGY, code_iri

_PREFIXES: Final = f"PREFIX cd: <{ONTOLOGY}>\n"
_INDICATORS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?indicator ?document ?number ?date ?text WHERE {{
  ?indicator a cd:Indicator ; cd:inDocument ?document ; cd:text ?text .
  ?document cd:part ?part .
  OPTIONAL {{ ?document cd:number ?number }} OPTIONAL {{ ?document cd:issuedOn ?date }}
}}"""
_TARGETS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?indicator ?target ?comparator ?unit ?value ?measure ?year WHERE {{
  ?indicator cd:hasTarget ?target .
  ?target cd:comparator ?comparator ; cd:unit ?unit ; cd:value ?value .
  OPTIONAL {{ ?target cd:measure ?measure }} OPTIONAL {{ ?target cd:year ?year }}
}}"""
_DESCENT: Final = f"{_PREFIXES} SELECT DISTINCT ?document ?source WHERE {{ ?document cd:descendsFrom ?source }}"
_NUMBERS: Final = f"{_PREFIXES} SELECT DISTINCT ?document ?number WHERE {{ ?document cd:number ?number }}"

_COMPARATORS: Final = {code_iri("comparator", one.value).removeprefix(CODE): one for one in Comparator}
_CHANGES: Final = frozenset(
    {Comparator.DECREASE_BY, Comparator.INCREASE_BY, Comparator.DECREASE_PER_YEAR, Comparator.INCREASE_PER_YEAR}
)
_UP: Final = frozenset({Comparator.AT_LEAST, Comparator.MORE, Comparator.INCREASE_BY, Comparator.INCREASE_PER_YEAR})
_DOWN: Final = frozenset({Comparator.AT_MOST, Comparator.LESS, Comparator.DECREASE_BY, Comparator.DECREASE_PER_YEAR})
_FEW: Final = 4  # words of a measure that what is counted has to complete


@dataclass(frozen=True, slots=True, order=True)
class Manner:
    """How a measure is bounded: unit, whether a change or a level is aimed at, and in which direction.

    ``direction`` is "up", "down" or "" where the values do not tell; ``unit`` is "" for an indicator without figures.
    """

    unit: str
    change: bool
    direction: str


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of an indicator with its targets.

    ``counted`` are the words of what a count counts, ``values`` the years and values of the targets.
    """

    indicator: str
    document: str
    number: str
    date: str
    text: str
    unit: str
    wording: Wording
    counted: frozenset[str]
    manner: Manner
    targets: tuple[str, ...] = ()
    values: frozenset[tuple[str, str]] = frozenset()

    @property
    def thing(self) -> str:
        """What a person names to mean this measure: its first target, or the indicator where that has none."""
        return self.targets[0] if self.targets else self.indicator

    @property
    def syllables(self) -> int:
        """How many syllables name it, what is counted included."""
        return len(self.text.split()) + len(self.counted)

    @property
    def order(self) -> tuple[str, str, str]:
        """Earliest document first; a document without a date last."""
        return self.date or "9999", self.indicator, self.thing


def read_series(store: Store) -> tuple[Series, ...]:
    """Every measure of every held or reported indicator, in order."""
    targets: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(store.query(_TARGETS), key=lambda row: row.text("target")):
        targets[row.text("indicator")].append(row)
    found: dict[str, Row] = {}
    for row in sorted(store.query(_INDICATORS), key=lambda row: (row.text("indicator"), row.text("date"))):
        found.setdefault(row.text("indicator"), row)
    series = (one for iri, row in found.items() for one in _of_indicator(row, targets.get(iri, ())))
    return tuple(sorted(series, key=lambda one: one.order))


def _of_indicator(row: Row, targets: Sequence[Row]) -> list[Series]:
    groups: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for target in targets:
        groups[target.text("measure"), target.text("unit"), _comparator(target) in _CHANGES].append(target)
    if not groups:
        return [_series(row, row.text("text"), "", Manner("", change=False, direction=""), ())]
    return [
        _series(row, measure or row.text("text"), unit, Manner(unit.partition(":")[0], change, _direction(rows)), rows)
        for (measure, unit, change), rows in groups.items()
    ]


def _series(row: Row, text: str, unit: str, manner: Manner, targets: Sequence[Row]) -> Series:
    said, counted = wording(text, row.text("text")), wording(unit.partition(":")[2])
    if len(said.words) < _FEW:
        said = replace(said, words=said.words | counted.words)
    iris = tuple(target.text("target") for target in targets)
    values = frozenset((target.text("year"), target.text("value")) for target in targets)
    indicator, document, number, date = (row.text(name) for name in ("indicator", "document", "number", "date"))
    return Series(indicator, document, number, date, text, unit, said, counted.words, manner, iris, values)


def _comparator(target: Row) -> Comparator:
    return _COMPARATORS[target.text("comparator").removeprefix(CODE)]


def _direction(targets: Sequence[Row]) -> str:
    said = {_comparator(target) for target in targets}
    up, down = bool(said & _UP), bool(said & _DOWN)
    return "up" if up and not down else "down" if down and not up else ""


@dataclass(frozen=True, slots=True)
class Descent:
    """What each document carries out, directly or through others, and the numbers of documents."""

    sources: Mapping[str, frozenset[str]]
    numbers: Mapping[str, str]

    def common(self, one: str, other: str) -> str:
        """A document that both carry out, or that one of them is and the other carries out; "" where there is none."""
        if one == other:
            return ""
        mine, its = ({document, *self.sources.get(document, ())} for document in (one, other))
        return min(mine & its, default="")

    def name(self, document: str) -> str:
        """The number of a document, else its IRI."""
        return self.numbers.get(document, document)


def read_descent(store: Store) -> Descent:
    """The descent of documents as it was inferred."""
    sources: dict[str, set[str]] = defaultdict(set)
    for row in store.query(_DESCENT):
        sources[row.text("document")].add(row.text("source"))
    numbers = {row.text("document"): row.text("number") for row in sorted(store.query(_NUMBERS), key=_by_number)}
    return Descent({document: frozenset(found) for document, found in sources.items()}, numbers)


def _by_number(row: Row) -> tuple[str, str]:
    return row.text("document"), row.text("number")
