"""The head of a document, and the documents that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from queries.evaluation.found import Found
from queries.evaluation.gold import NAMING, GoldDocument
from queries.evaluation.sheet import Facts, Row, Sheet
from queries.evaluation.wording import number_key, plain, ratio

_SAME_ISSUER: Final = 0.95
_KINDS: Final = (
    *("plan", "directive", "resolution", "decision", "conclusion", "programme", "dispatch", "telegram", "notice"),
    *("guidance", "regulation", "report"),
)
_FIELDS: Final = {"number": "number", "date": "issuedOn", "issuer": "issuedBy", "kind": "kind"}
_TYPED: Final = ("implements", "based_on", "replaces", "amends")


def head(gold: GoldDocument, found: Found, sheet: Sheet) -> None:
    """Number, date, issuer and kind; a page of news has none of its own."""
    if gold.kind == "news":
        return
    for facet, name in _FIELDS.items():
        if facet in gold.skip or (facet == "kind" and gold.kind not in _KINDS):
            continue
        wanted, said = gold.head[facet], found.own.get(facet, "")
        if facet == "number":
            wanted, said = number_key(wanted), number_key(said)
        elif facet == "issuer" and wanted and said:
            names = [wanted, *gold.other_issuers]
            said = wanted if max(ratio(plain(one), plain(said)) for one in names) >= _SAME_ISSUER else said
        sheet.note(facet, gold.id, _once([wanted]), _once([said]))
        if said and name in found.heads:
            sheet.judge(facet, gold.id, found.heads[name], right=said == wanted)


def _once(values: Iterable[str]) -> Facts:
    """Each value that is there, once."""
    return Counter(set(values) - {""})


def numbers(gold: GoldDocument, found: Found, sheet: Sheet) -> None:
    """The documents that are named: which, in which relation, with which date."""
    own = number_key(gold.head["number"])
    keyed = [(_key(row, gold), row) for row in found.rows["relations"]]
    named = [(number, row) for number, row in keyed if number not in ("", own)]
    sheet.note(
        "implements",
        gold.id,
        _once(gold.named["implements"]),
        _once(number for number, row in named if row["relation"] == "implements"),
    )
    _relations(gold, named, sheet)
    _citations(gold, named, sheet)
    _dates(gold, named, sheet)


def _key(row: Row, gold: GoldDocument) -> str:
    number = number_key(row["target_number"])
    return gold.either.get(number, number)


def _relations(gold: GoldDocument, named: list[tuple[str, Row]], sheet: Sheet) -> None:
    """What is carried out may stand as a basis too: that is not told twice."""
    weaker = {(number, "based_on") for number in gold.named["implements"] & gold.named["based_on"]}
    true = {(number, key) for key in _TYPED for number in gold.named[key]}
    said = {(number, row["relation"]) for number, row in named if row["relation"] in _TYPED}
    sheet.note("relations", gold.id, Counter(true - weaker), Counter(said - weaker))
    for number, row in named:
        if row["relation"] in NAMING:
            sheet.judge("relations", gold.id, row, right=number in gold.named[row["relation"]])


def _citations(gold: GoldDocument, named: list[tuple[str, Row]], sheet: Sheet) -> None:
    """All numbers that the text names; a page of news names that of the document which it reports anyway."""
    aside = {gold.own_number} if gold.reported else set()
    true = frozenset().union(*gold.named.values()) - aside
    sheet.note("citations", gold.id, _once(true), _once({number for number, _ in named} - aside))
    for number, row in named:
        if number not in aside:
            sheet.judge("citations", gold.id, row, right=number in true)


def _dates(gold: GoldDocument, named: list[tuple[str, Row]], sheet: Sheet) -> None:
    true = {number: date for number, date in gold.dates.items() if number != gold.own_number}
    said = {number: row["target_date"] for number, row in named if number in true and row["target_date"]}
    sheet.note("cited_date", gold.id, Counter(true.items()), Counter(said.items()))
