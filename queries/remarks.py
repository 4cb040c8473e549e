"""What is wrong with data, as an official reads it: the rule, who has to mend it, where it stands, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.answers import Store
from ontology.codes import FindingKind, Severity
from ontology.words import Words
from queries.answer import Answer, Record, answer, written
from queries.catalogue import named
from queries.documents import Card, cards

# What became of a body's duties is for those that hold them, not for who once laid them down.
_OWNERS_MEND: Final = frozenset({FindingKind.HEIR_UNDECIDED.value, FindingKind.HEIR_MISSING.value})
_ORDER: Final = tuple(Severity)


class By(StrEnum):
    """What a report is grouped by."""

    RULE = "rule"
    AGENCY = "agency"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something amiss: ``agency`` has to mend it, ``sentence`` is where it stands; empty where nothing is known.

    ``check`` is the name of the shape or rule, or the kind of a finding that has neither; ``finding`` its IRI.
    """

    severity: Severity
    check: str
    rule: Words
    agency: str
    document: str
    section: str
    message: Words
    remedy: Words
    sentence: str
    file: str
    page: str
    start: int | None
    finding: str
    iri: str

    def under(self, by: By, lang: str) -> str:
        """The words of the group that it belongs to."""
        return {By.RULE: self.rule.told(lang), By.AGENCY: self.agency, By.DOCUMENT: self.document}[by]


def remarks(store: Store) -> tuple[Remark, ...]:
    """Every finding of a store, each once, the worst first; further sentences of a finding are left to its evidence."""
    known = cards(store)
    found: dict[str, list[Record]] = {}
    for row in answer(store.query(named("checks").text)).records():
        found.setdefault(str(row["finding"]), []).append(row)
    return in_order(_remark(rows, known) for rows in found.values())


def in_order(found: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks by severity, rule, document and place."""
    return tuple(sorted(found, key=_place))


def _place(remark: Remark) -> tuple[int, str, str, str, int, str]:
    start = -1 if remark.start is None else remark.start
    return _ORDER.index(remark.severity), remark.check, remark.document, remark.file, start, remark.finding


def _remark(rows: list[Record], known: Mapping[str, Card]) -> Remark:
    """A finding from its rows: of its evidence that which stands in its own document comes first."""
    document = written(rows[0]["document"])
    row = min(rows, key=lambda one: (not written(one["evidence"]).startswith(f"{document}/"), _start(one)))
    card = known.get(document)
    kind, check = written(row["kind"]), written(row["check"])
    column = "owner" if kind in _OWNERS_MEND else "issuer"
    return Remark(
        severity=Severity(written(row["severity"])),
        check=check.rpartition("/")[2] or kind,
        rule=_words(row, "rule"),
        agency="; ".join(sorted({written(one[column]) for one in rows if one[column]})),
        document=card.name if card else "",
        section=written(row["section"]),
        message=_words(row, "message"),
        remedy=_words(row, "remedy"),
        sentence=written(row["sentence"]),
        file=written(row["file"] or row["givenFile"]),
        page=written(row["page"]),
        start=_start(row) if row["sentence"] else None,
        finding=written(row["finding"]),
        iri=document,
    )


def _start(row: Record) -> int:
    return int(written(row["start"]) or 0)


def _words(row: Record, column: str) -> Words:
    return Words(written(row[f"{column}En"]), written(row[f"{column}Vi"]))


def at_least(found: Iterable[Remark], severity: Severity) -> tuple[Remark, ...]:
    """Those that are as bad as a severity, or worse."""
    return tuple(remark for remark in found if _ORDER.index(remark.severity) <= _ORDER.index(severity))


def groups(found: Iterable[Remark], by: By, lang: str) -> dict[str, tuple[Remark, ...]]:
    """The groups in the order of their words, each with its worst first; what belongs to none comes last."""
    together: dict[str, list[Remark]] = {}
    for remark in found:
        together.setdefault(remark.under(by, lang), []).append(remark)
    names = sorted(together, key=lambda name: (name == "", _ORDER.index(together[name][0].severity), name))
    return {name: tuple(together[name]) for name in names}


def rows(found: Iterable[Remark], lang: str) -> Answer:
    """Remarks as rows, in one language."""
    columns = ("severity", "rule", "agency", "document", "section", "message", "remedy", "sentence", "file", "page",
               "start", "check", "finding")  # fmt: skip
    return Answer(columns, tuple(_row(remark, lang) for remark in found))


def _row(remark: Remark, lang: str) -> tuple[str | int | None, ...]:
    return (
        remark.severity.value,
        remark.rule.told(lang),
        remark.agency or None,
        remark.document or None,
        remark.section or None,
        remark.message.told(lang),
        remark.remedy.told(lang) or None,
        remark.sentence or None,
        remark.file or None,
        remark.page or None,
        remark.start,
        remark.check,
        remark.finding,
    )
