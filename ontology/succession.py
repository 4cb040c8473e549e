"""Who holds the functions of a body at a date: its heirs, one after the other, each step with its legal basis.

The law reads the name of a body in an older document as the body that took the function over (Nghị quyết
190/2025/QH15). So the function is followed, not the name: what the changes of bodies (``ontology.changes``) and of
units (``ontology.localities``) did to it, in the order of their operating dates.

>>> department = Holder("Sở Lao động - Thương binh và Xã hội", "tinh-yen-bai")
>>> for held in tenures(department, frozenset({"child"}), PartialDate(2024, 5, 23)):
...     print(held.since, held.holder.name, f"{held.confidence:.2f}")
2024-05-23 Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái 1.00
2025-03-01 Sở Y tế tỉnh Yên Bái 0.95
2025-07-01 Sở Y tế tỉnh Lào Cai 0.90
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ontology.bodies import known_body
from ontology.changes import Change, Transfer, changes_of, probability
from ontology.codes import ChangeKind, Level
from ontology.dates import PartialDate
from ontology.holders import Holder, own_body
from ontology.localities import change_of_unit, communes, inheriting, located, place_name, province_of
from ontology.tenure import Orphan, Step, Succession, Tenure, Validity
from ontology.units import Unit
from ontology.validity import first_day, valid_on
from ontology.words import Words

__all__ = ["Orphan", "Step", "Succession", "Tenure", "Validity", "holders_at", "succession", "tenures", "valid_on"]

NO_HEIR: Final = Words("it ended, and no source says who took over", "đã kết thúc, chưa có nguồn về nơi tiếp nhận")
NO_RULE: Final = Words(
    "its unit ended, and the data does not know what became of this body",
    "đơn vị hành chính đã kết thúc, dữ liệu không biết cơ quan này về đâu",
)
NO_PLACE: Final = Words(
    "its place is not known, or the name stands for several, so that the heirs cannot be told",
    "không rõ địa bàn, hoặc tên ấy chỉ nhiều nơi, nên không xác định được nơi tiếp nhận",
)
NOT_YET: Final = Words("the body did not exist yet", "cơ quan chưa thành lập")
CIRCLE: Final = Words(
    "the changes in the data lead back to a body that had ended",
    "các lần thay đổi trong dữ liệu dẫn vòng về một cơ quan đã kết thúc",
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of succession up to its present holder, in a unit (None: central, or not known) from a day on."""

    holder: Holder
    unit: Unit | None
    functions: frozenset[str]
    start: PartialDate | None
    steps: tuple[Step, ...] = ()
    confidence: float = 1.0
    decided: bool = True

    @property
    def function(self) -> str:
        return ";".join(sorted(self.functions))

    def has_ended(self, holder: Holder) -> bool:
        return any(step.original == holder and holder not in step.heirs for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Heir:
    """Who may take over in a step: the transfers that say so, none where the unit takes its bodies along."""

    holder: Holder
    unit: Unit | None
    functions: frozenset[str]
    confidence: float
    transfers: tuple[Transfer, ...] = ()


def tenures(holder: Holder, functions: frozenset[str], since: PartialDate) -> tuple[Tenure, ...]:
    """All who hold the functions (notations; empty: unknown) from ``since`` on, one after the other, until today."""
    return succession(holder, functions, since).tenures


def holders_at(holder: Holder, functions: frozenset[str], since: PartialDate, at: PartialDate) -> tuple[Tenure, ...]:
    """Those who hold, at a date, the functions that a holder had at ``since``; empty where nobody is known."""
    return succession(holder, functions, since).at(at)


@lru_cache(maxsize=65536)
def succession(holder: Holder, functions: frozenset[str], since: PartialDate) -> Succession:
    """Follows the functions of a holder (notations; empty: unknown) from a date on, with the times without a holder.

    >>> lost = succession(Holder("Ban Đối ngoại Trung ương", ""), frozenset(), PartialDate(2024))
    >>> [(t.holder.name, t.until.iso) for t in lost.tenures], lost.orphans[0].reason.told("vi")
    ([('Ban Đối ngoại Trung ương', '2025-02-02')], 'đã kết thúc, chưa có nguồn về nơi tiếp nhận')
    """
    begins = first_day(holder, since)
    early = begins is not None and _day(begins) > _day(since)
    start = begins if early else None
    live = [_Line(holder, _unit(holder, begins if early and begins else since), functions, start)]
    found: list[Tenure] = []
    lost: list[Orphan] = []
    if early and begins is not None:
        lost.append(Orphan(holder, live[0].function, since, begins.day_before, (), NOT_YET))
    while (date := _next_date(live)) is not None:
        after, orphans = _past(live, date)
        is_later = _day(date) > _day(since)
        lost += [orphan if is_later else replace(orphan, since=since) for orphan in orphans]
        if is_later:
            found += [_tenure(line, since, _eve(date)) for line in live if line not in after]
        alone = len(after) == 1 and not any(orphan.until is None for orphan in lost)
        live = [line if line in live else replace(line, decided=alone) for line in after]
    found += [_tenure(line, since, None) for line in live]
    return Succession(tuple(sorted(found, key=_order)), tuple(lost))


def _order(held: Tenure) -> tuple[PartialDate, Holder]:
    return held.since, held.holder


def _tenure(line: _Line, since: PartialDate, until: PartialDate | None) -> Tenure:
    start = line.start if line.start is not None and _day(line.start) > _day(since) else since
    return Tenure(line.holder, start, until, line.steps, line.confidence, line.decided, line.function)


def _day(date: PartialDate) -> tuple[int, int, int]:
    """The day from which a change is sure: the last of a month or year."""
    return date.year, date.month or 12, date.day or 31


def _eve(date: PartialDate) -> PartialDate:
    return date.day_before if date.day else date


def _unit(holder: Holder, on: PartialDate) -> Unit | None:
    """The one unit that a holder's place can be; of those that are gone, where none is left at the date."""
    found = located(holder.place, on) or located(holder.place, None)
    return found[0] if len(found) == 1 else None


# What happens next


def _events(line: _Line) -> Iterator[tuple[PartialDate, int, Change]]:
    """The changes ahead of a line: those of its body, then on the same day that of its unit."""
    level = line.unit.level if line.unit else line.holder.level
    places = frozenset({line.holder.place, line.unit.slug if line.unit else ""})
    done = {step.change.iri for step in line.steps}
    own = changes_of(line.holder.body, level, places) if level else ()
    ended = change_of_unit(line.unit) if line.unit else None
    for rank, change in [*((0, change) for change in own), *((1, change) for change in (ended,) if change)]:
        ahead = line.start is None or _day(change.operating_date) >= _day(line.start)
        if ahead and change.iri not in done and (rank or _touches(change, line.functions)):
            yield change.operating_date, rank, change


def _touches(change: Change, functions: frozenset[str]) -> bool:
    """Whether a change of a body concerns the functions: one that it survives may not."""
    if change.kind is ChangeKind.ENLARGE:
        return False
    named = {transfer.function for transfer in change.transfers}
    return change.kind.ends or not functions or not named or bool(named & {*functions, ""})


def _next_date(live: Iterable[_Line]) -> PartialDate | None:
    dates = [date for line in live for date, _, _ in _events(line)]
    return min(dates, key=_day, default=None)


def _past(live: Iterable[_Line], date: PartialDate) -> tuple[list[_Line], list[Orphan]]:
    """The lines behind all changes of a date, those that met in one holder joined; and what was lost."""
    waiting, settled, orphans = list(live), list[_Line](), list[Orphan]()
    while waiting:
        line = waiting.pop()
        event = min((event for event in _events(line) if event[0] == date), key=_event_order, default=None)
        if event is None:
            settled.append(line)
            continue
        further, lost = _changed(line, event[2])
        waiting += further
        orphans += lost
    return _joined(settled, date), sorted(orphans, key=lambda orphan: orphan.holder)


def _event_order(event: tuple[PartialDate, int, Change]) -> tuple[int, str]:
    return event[1], event[2].iri


def _joined(lines: Iterable[_Line], date: PartialDate) -> list[_Line]:
    by_holder: dict[Holder, list[_Line]] = defaultdict(list)
    for line in lines:
        by_holder[line.holder].append(line)
    return [_one(by_holder[holder], date) for holder in sorted(by_holder)]


def _one(lines: list[_Line], date: PartialDate) -> _Line:
    """Lines that met in one holder: it has the functions of all, and the surest of the ways to it is told."""
    if len(lines) == 1:
        return lines[0]
    best = min(lines, key=lambda line: (-line.confidence, len(line.steps), [step.change.iri for step in line.steps]))
    return replace(best, functions=frozenset().union(*(line.functions for line in lines)), start=date)


# What a change does to a line


def _changed(line: _Line, change: Change) -> tuple[list[_Line], list[Orphan]]:
    heirs, reason = _heirs_of_body(line, change) if change.original else _heirs_of_place(line, change)
    names = tuple(sorted({heir.holder for heir in heirs}))
    lines = [_onward(line, change, heir, names) for heir in heirs if not line.has_ended(heir.holder)]
    orphans = [_orphan(line, change, names, CIRCLE) for heir in heirs if line.has_ended(heir.holder)]
    return lines, orphans if heirs else [_orphan(line, change, names, reason)]


def _onward(line: _Line, change: Change, heir: _Heir, names: tuple[Holder, ...]) -> _Line:
    step = Step(change, line.holder, names, change.operating_date, heir.confidence, heir.transfers)
    sure = line.confidence * heir.confidence
    return _Line(heir.holder, heir.unit, heir.functions, change.operating_date, (*line.steps, step), sure)


def _orphan(line: _Line, change: Change, names: tuple[Holder, ...], reason: Words) -> Orphan:
    step = Step(change, line.holder, names, change.operating_date, probability(change.confidence))
    return Orphan(line.holder, line.function, change.operating_date, None, (*line.steps, step), reason)


def _heirs_of_place(line: _Line, change: Change) -> tuple[list[_Heir], Words]:
    """The bodies of the same name in the units that took over; none of a level that has ended."""
    known = known_body(line.holder.body)
    if line.unit is None or known is None or line.unit.level is Level.DISTRICT:
        return [], NO_RULE
    facts = (change,) if change.kind is ChangeKind.RENAME else (change, known)  # a renamed unit keeps its bodies
    sure = min(probability(fact.confidence) for fact in facts)
    heirs = [_Heir(_in_unit(line.holder.body, heir), heir, line.functions, sure) for heir in inheriting(line.unit)]
    return heirs, NO_HEIR


def _heirs_of_body(line: _Line, change: Change) -> tuple[list[_Heir], Words]:
    """Those who take the line's functions over, and the original where it goes on with some of them."""
    chosen = _chosen(line.functions, change)
    heirs: dict[Holder, list[tuple[Unit | None, Transfer]]] = defaultdict(list)
    for transfer in chosen:
        for holder, unit in _placed(line, transfer, change):
            heirs[holder].append((unit, transfer))
    found = [_by_transfers(line, holder, heirs[holder]) for holder in sorted(heirs)]
    return [*found, *_staying(line, change, chosen)], NO_PLACE if chosen else NO_HEIR


def _chosen(functions: frozenset[str], change: Change) -> list[Transfer]:
    """The transfers that concern the functions.

    Those of functions that are named; else those of the rest; else, where the body ends, all: the function is not known
    or is not one that the body had, so any of the heirs may have the duty.
    """
    named = [transfer for transfer in change.transfers if transfer.function in functions and transfer.function]
    rest = [transfer for transfer in change.transfers if not transfer.function]
    if change.kind.ends and not functions:
        return list(change.transfers)
    return named or rest or (list(change.transfers) if change.kind.ends else [])


def _by_transfers(line: _Line, holder: Holder, placed: list[tuple[Unit | None, Transfer]]) -> _Heir:
    transfers = tuple(transfer for _, transfer in placed)
    named = frozenset(transfer.function for transfer in transfers)
    functions = line.functions if "" in named else named
    sure = min(probability(transfer.confidence) for transfer in transfers)
    return _Heir(holder, placed[0][0], functions, sure, transfers)


def _staying(line: _Line, change: Change, chosen: list[Transfer]) -> list[_Heir]:
    """The original, where it goes on with functions that no transfer takes.

    Where the function is not known it is held to stay, but less surely if some have left.
    """
    moved = {transfer.function for transfer in chosen}
    left = line.functions - moved
    if change.kind.ends or "" in moved or (line.functions and not left):
        return []
    leaving = change.kind is ChangeKind.TRANSFER and not line.functions
    sure = probability("medium") if leaving else probability(change.confidence)
    return [_Heir(line.holder, line.unit, left, sure)]


def _placed(line: _Line, transfer: Transfer, change: Change) -> Iterator[tuple[Holder, Unit | None]]:
    """The heir of a transfer at its level: in the same place, in the province above, or in each commune below."""
    unit, level = line.unit, transfer.level or change.level
    if level is change.level:
        place = place_name(line.holder.place)
        yield Holder(own_body(transfer.heir, level, place), line.holder.place), unit
    elif unit is not None:
        for there in _units_at(unit, level, change.operating_date):
            if not transfer.place_types or there.type in transfer.place_types:
                yield _in_unit(transfer.heir, there), there


def _units_at(unit: Unit, level: Level, on: PartialDate) -> tuple[Unit, ...]:
    if level is Level.COMMUNE:
        return communes(unit, on)
    above = province_of(unit, on)
    return (above,) if above is not None else ()


def _in_unit(body: str, unit: Unit) -> Holder:
    return Holder(own_body(body, unit.level, f"{unit.type} {unit.name}"), unit.slug)
