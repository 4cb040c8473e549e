"""Indicators, the values that they are to reach, and who answers for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from queries.evaluation.found import Found
from queries.evaluation.goals import Goal, Settled, goal, settle
from queries.evaluation.gold import GoldDocument, Item
from queries.evaluation.sheet import Facts, Row, Sheet
from queries.evaluation.wording import pairs, same_body

OWNING: Final = ("lead", "co-lead", "implement")
_OPENS: Final = 0.8


@dataclass(frozen=True, slots=True)
class Met:
    """Which found indicators meet which gold items, by their places; ``spared`` ones count neither way."""

    items: tuple[Item, ...]
    rows: list[Row]
    found: dict[int, int]
    spared: frozenset[int]

    @property
    def by_iri(self) -> dict[str, int]:
        """The gold item of each found indicator that meets one."""
        return {self.rows[at]["iri"]: item for item, at in self.found.items()}


def indicators(gold: GoldDocument, found: Found, sheet: Sheet) -> None:
    """Indicators by their first words, then their values and their owners."""
    met = _meet(gold, found.rows["indicators"])
    if "indicators" not in gold.skip:
        extra = {at for at in range(len(met.rows)) if at not in met.found.values() and at not in met.spared}
        true: Facts = Counter((at + 1, item.start) for at, item in enumerate(met.items))
        said: Facts = Counter((at + 1, met.items[at].start) for at in met.found)
        sheet.note("indicators", gold.id, true, said + Counter((met.rows[at]["text"][:60],) for at in extra))
        for at, row in enumerate(met.rows):
            if at not in met.spared:
                sheet.judge("indicators", gold.id, row, right=at not in extra)
    if "targets" not in gold.skip:
        _targets(gold, met, [row for row in found.rows["targets"] if row["value"]], sheet)
    _owners(gold, met, found.rows["responsibilities"], sheet)


def _meet(gold: GoldDocument, rows: list[Row]) -> Met:
    items = () if "indicators" in gold.skip else gold.items
    found = pairs([item.start for item in items], [row["text"] for row in rows], _OPENS)
    rest = [at for at in range(len(rows)) if at not in found.values()]
    spared = pairs(list(gold.optional), [rows[at]["text"] for at in rest], _OPENS)
    return Met(items, rows, found, frozenset(rest[at] for at in spared.values()))


def _targets(gold: GoldDocument, met: Met, rows: list[Row], sheet: Sheet) -> None:
    """The values of the whole document, then those of each indicator."""
    true, said = [value for item in met.items for value in item.goals], [goal(row) for row in rows]
    whole = settle(true, said, gold.spare)
    sheet.note("targets", gold.id, *_counted(true, said, whole))
    aside = {id(rows[at]) for at in whole.spared}
    own: dict[str, list[Row]] = {}
    for row in rows:
        own.setdefault(row["indicator_iri"], []).append(row)
    for at, item in enumerate(met.items):
        here = own.pop(met.rows[met.found[at]]["iri"], []) if at in met.found else []
        values, settled = [goal(row) for row in here], settle(list(item.goals), [goal(row) for row in here])
        counted = _counted(list(item.goals), values, settled)
        sheet.note("target_of", gold.id, *(_under(item.start[:30], facts) for facts in counted))
        for place, row in enumerate(here):
            if place in settled.met.values() or id(row) not in aside:
                sheet.judge("targets", gold.id, row, right=place in settled.met.values())
    spared = {met.rows[at]["iri"] for at in met.spared}
    for iri, others in own.items():
        for row in others:
            if iri not in spared and id(row) not in aside:
                sheet.judge("targets", gold.id, row, right=False)


def _counted(true: list[Goal], said: list[Goal], settled: Settled) -> tuple[Facts, Facts]:
    """What is true and what was found, those that meet under one name, those that are spared left out."""
    meets = {at: true[item] for item, at in settled.met.items()}
    found = Counter(meets.get(at, value).said() for at, value in enumerate(said) if at not in settled.spared)
    return Counter(value.said() for value in true), Counter(dict(found))


def _under(start: str, facts: Facts) -> Facts:
    return Counter({(start, key): count for key, count in facts.items()})


def _owners(gold: GoldDocument, met: Met, duties: list[Row], sheet: Sheet) -> None:
    """Agencies bound to an indicator that was met; more than the gold names counts where it says that it is whole."""
    wanted = [] if "indicators" in gold.skip else list(gold.owners)
    if not wanted and not gold.owners_complete:
        return
    item_of = met.by_iri
    said: set[tuple[int, str]] = set()
    for row in duties:
        if row["object_kind"] == "indicator" and row["role"] in OWNING and row["object_iri"] in item_of:
            item = item_of[row["object_iri"]]
            key = next((key for key in wanted if key[0] == item and body_of(key[1], row)), None)
            said.add(key or (item, row["agency"]))
            if key or gold.owners_complete:
                sheet.judge("owners", gold.id, row, right=key is not None)
    sheet.note("owners", gold.id, Counter(wanted), Counter(said), recall_only=not gold.owners_complete)


def body_of(agency: str, row: Row, least: float | None = None) -> bool:
    """Whether a gold agency is the row's, by its name as known or as written."""
    names = [name for name in (row["agency"], row["agency_as_written"]) if name]
    return any(same_body(agency, name, *([] if least is None else [least])) for name in names)
