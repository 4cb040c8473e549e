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
from datetime import timedelta
from functools import lru_cache
from typing import Final

from ontology.bodies import known_body
from ontology.changes import Change, changes_of, probability
from ontology.codes import ChangeKind, Level
from ontology.dates import PartialDate
from ontology.heirs import NO_HEIR, NO_PLACE, Duty, Heir, heirs_of_body, heirs_of_place
from ontology.holders import Holder
from ontology.localities import change_of_unit, last_day_of_any, located
from ontology.tenure import Orphan, Step, Succession, Tenure, Validity
from ontology.units import Unit
from ontology.validity import first_day, valid_on
from ontology.words import Words

__all__ = ["Orphan", "Step", "Succession", "Tenure", "Validity", "holders_at", "succession", "tenures", "valid_on"]

NOT_YET: Final = Words("the body did not exist yet", "cơ quan chưa thành lập")
CIRCLE: Final = Words(
    "the changes in the data lead back to a body that had ended",
    "các lần thay đổi trong dữ liệu dẫn vòng về một cơ quan đã kết thúc",
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of succession asked for ``since`` a date, up to the duty as its holder has it from ``start`` on."""

    duty: Duty
    since: PartialDate
    start: PartialDate | None = None
    steps: tuple[Step, ...] = ()
    confidence: float = 1.0
    decided: bool = True

    @property
    def holder(self) -> Holder:
        return self.duty.holder

    @property
    def function(self) -> str:
        return ";".join(sorted(self.duty.functions))

    def has_ended(self, holder: Holder) -> bool:
        return any(step.original == holder and holder not in step.heirs for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Event:
    """A change ahead: of the body (rank 0) or of its unit (1); None where only its day is known, and why no more."""

    date: PartialDate
    rank: int
    change: Change | None
    reason: Words = NO_HEIR


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
    start = begins or since
    duty = Duty(holder, _unit(holder, start), functions)
    first = _Line(duty, start, decided=duty.unit is not None or holder.level is Level.CENTRAL)
    found, lost = _followed(first)
    if begins is not None:
        lost.insert(0, Orphan(holder, first.function, since, begins.day_before, (), NOT_YET))
    return Succession(tuple(sorted(found, key=_order)), tuple(lost))


def _followed(first: _Line) -> tuple[list[Tenure], list[Orphan]]:
    """All tenures behind a first line, date by date; what had happened by the date asked for has happened at once."""
    since = first.since
    live, found, lost = [first], list[Tenure](), list[Orphan]()
    while (date := _next_date(live)) is not None:
        after, orphans = _past(live, date)
        if date > _first_day_of(since):
            found += [_tenure(line, date.day_before) for line in live if line not in after]
        else:
            orphans = [replace(orphan, since=since) for orphan in orphans]
        lost += orphans
        decided = first.decided and len(after) == 1 and not lost
        live = [line if line in live else replace(line, decided=decided) for line in after]
    return found + [_tenure(line, None) for line in live], lost


def _order(held: Tenure) -> tuple[PartialDate, Holder]:
    return held.since, held.holder


def _tenure(line: _Line, until: PartialDate | None) -> Tenure:
    start = line.start if line.start and line.start > _first_day_of(line.since) else line.since
    return Tenure(line.holder, start, until, line.steps, line.confidence, line.decided, line.function)


def _first_day_of(date: PartialDate) -> PartialDate:
    return PartialDate(date.year, date.month or 1, date.day or 1)


def _sure_day(date: PartialDate) -> PartialDate:
    """The first day on which a change has happened for sure: behind a month or year, where no day is known."""
    if date.day:
        return date
    month = date.month or 12
    return PartialDate(date.year + month // 12, month % 12 + 1, 1)


def _morrow(date: PartialDate) -> PartialDate:
    day = date.date
    return _sure_day(date) if day is None else PartialDate.parse((day + timedelta(days=1)).isoformat())


def _unit(holder: Holder, on: PartialDate) -> Unit | None:
    """The one unit that a holder's place can be; of those that are gone, where none is left at the date.

    None too for a place of another level than the body's: a "Huyện ủy" of a province is that of some district in it.
    """
    found, known = located(holder.place, on) or located(holder.place, None), known_body(holder.body)
    fits = len(found) == 1 and (known is None or known.level in (None, found[0].level))
    return found[0] if fits else None


# What happens next


def _events(line: _Line) -> Iterator[_Event]:
    """The changes ahead of a line: those of its body, then on the same day that of its unit."""
    own = _own_changes(line)
    done = {step.change.iri for step in line.steps}
    for change in own:
        day = _sure_day(change.operating_date)
        is_ahead = line.start is None or day >= line.start
        if is_ahead and change.iri not in done and _touches(change, line.duty.functions):
            yield _Event(day, 0, change)
    known = known_body(line.holder.body)
    if known and known.valid_to and not any(change.kind.ends for change in own):
        yield _Event(_morrow(known.valid_to), 0, None)
    unit = line.duty.unit
    ended = change_of_unit(unit) if unit else None
    if ended:
        yield _Event(_sure_day(ended.operating_date), 1, ended)
    last = last_day_of_any(line.holder.level, line.since) if unit is None and line.holder.level else None
    if last:
        yield _Event(_morrow(last), 1, None, NO_PLACE)


def _own_changes(line: _Line) -> tuple[Change, ...]:
    level = line.duty.unit.level if line.duty.unit else line.holder.level
    places = frozenset({line.holder.place, line.duty.unit.slug if line.duty.unit else ""})
    return changes_of(line.holder.body, level, places) if level else ()


def _touches(change: Change, functions: frozenset[str]) -> bool:
    """Whether a change of a body concerns the functions: one that it survives may not."""
    if change.kind is ChangeKind.ENLARGE:
        return False
    named = {transfer.function for transfer in change.transfers}
    return change.kind.ends or not functions or not named or bool(named & {*functions, ""})


def _next_date(live: Iterable[_Line]) -> PartialDate | None:
    dates = [event.date for line in live for event in _events(line)]
    return min(dates, default=None)


def _past(live: Iterable[_Line], date: PartialDate) -> tuple[list[_Line], list[Orphan]]:
    """The lines behind all changes of a date, those that met in one holder joined; and what was lost."""
    waiting, settled, orphans = list(live), list[_Line](), list[Orphan]()
    while waiting:
        line = waiting.pop()
        event = min((event for event in _events(line) if event.date == date), key=_event_order, default=None)
        if event is None:
            settled.append(line)
            continue
        further, lost = _changed(line, event)
        waiting += further
        orphans += lost
    return _joined(settled, date), sorted(orphans, key=lambda orphan: orphan.holder)


def _event_order(event: _Event) -> tuple[int, str]:
    return event.rank, event.change.iri if event.change else ""


def _joined(lines: Iterable[_Line], date: PartialDate) -> list[_Line]:
    by_holder: dict[Holder, list[_Line]] = defaultdict(list)
    for line in lines:
        by_holder[line.holder].append(line)
    return [_one(by_holder[holder], date) for holder in sorted(by_holder)]


def _one(lines: list[_Line], date: PartialDate) -> _Line:
    """Lines that met in one holder: it has the functions of all, and the surest of the ways to it is told."""
    if len(lines) == 1:
        return lines[0]
    functions = frozenset[str]().union(*(line.duty.functions for line in lines))
    best = min(lines, key=lambda line: (-line.confidence, len(line.steps), [step.change.iri for step in line.steps]))
    return replace(best, duty=replace(best.duty, functions=functions), start=date)


# What a change does to a line


def _changed(line: _Line, event: _Event) -> tuple[list[_Line], list[Orphan]]:
    change = event.change
    if change is None:
        return [], [Orphan(line.holder, line.function, event.date, None, line.steps, event.reason)]
    heirs, reason = heirs_of_body(line.duty, change) if change.original else heirs_of_place(line.duty, change)
    names = tuple(sorted({heir.holder for heir in heirs}))
    lines = [_onward(line, change, heir, names) for heir in heirs if not line.has_ended(heir.holder)]
    orphans = [_orphan(line, change, names, CIRCLE) for heir in heirs if line.has_ended(heir.holder)]
    return lines, orphans if heirs else [_orphan(line, change, names, reason)]


def _onward(line: _Line, change: Change, heir: Heir, names: tuple[Holder, ...]) -> _Line:
    step = Step(change, line.holder, names, change.operating_date, heir.confidence, heir.transfers)
    sure = line.confidence * heir.confidence
    duty = Duty(heir.holder, heir.unit, heir.functions)
    return _Line(duty, line.since, _sure_day(change.operating_date), (*line.steps, step), sure)


def _orphan(line: _Line, change: Change, names: tuple[Holder, ...], reason: Words) -> Orphan:
    step = Step(change, line.holder, names, change.operating_date, probability(change.confidence))
    return Orphan(line.holder, line.function, _sure_day(change.operating_date), None, (*line.steps, step), reason)
