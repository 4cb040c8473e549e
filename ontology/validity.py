"""Whether a body exists at a date: by what is known of the body itself, and of the unit that it is in.

>>> gone = valid_on(Holder("Sở Lao động - Thương binh và Xã hội", "tinh-cao-bang"), PartialDate(2025, 11, 20))
>>> gone.state.value, gone.until.iso, gone.change.instrument[0], gone.confidence
('no-longer', '2025-02-28', 'Nghị quyết 176/2025/QH15', 0.8)
>>> valid_on(Holder("Công ty X", "tinh-cao-bang"), PartialDate(2025)).state.value
'unknown'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ontology.bodies import KnownBody, known_body
from ontology.changes import Change, changes_of, probability
from ontology.codes import Existence, Level
from ontology.dates import PartialDate, exist_together
from ontology.holders import Holder
from ontology.localities import change_of_unit, located
from ontology.tenure import Validity
from ontology.units import Unit


@dataclass(frozen=True, slots=True)
class _Span:
    """From a first to a last day, and the change on the day after it."""

    since: PartialDate | None
    until: PartialDate | None
    change: Change | None
    confidence: str


@lru_cache(maxsize=65536)
def valid_on(holder: Holder, date: PartialDate) -> Validity:
    """Whether a body exists at a day, or at some time within a month or year.

    Unknown where the data does not know its name or its place, or where its end is of low confidence only (the span is
    told all the same); the end of a district body is known without its place.
    """
    known = known_body(holder.body)
    if known is None:
        return Validity(Existence.UNKNOWN, None, None, None, 0.0)
    own = _of_body(holder, known, date)
    spans = [own, *_of_place(holder, date, is_ruled=own.change is not None)]
    for span in sorted(spans, key=lambda span: (span.confidence == "low", span.until is None)):
        state = _state(span, date)
        if state is not Existence.EXISTS:
            return _told(state if span.confidence != "low" else Existence.UNKNOWN, span)
    is_placed = not known.local or len(spans) > 1
    return _told(Existence.EXISTS if is_placed else Existence.UNKNOWN, _narrowest(spans))


def first_day(holder: Holder, on: PartialDate) -> PartialDate | None:
    """The first day of a body that does not exist yet at a date, None where it does, or nothing is known of it."""
    there = valid_on(holder, on)
    return there.since if there.state is Existence.NOT_YET else None


def _state(span: _Span, date: PartialDate) -> Existence:
    if not exist_together((None, span.until), (date, date)):
        return Existence.NO_LONGER
    return Existence.EXISTS if exist_together((span.since, None), (date, date)) else Existence.NOT_YET


def _told(state: Existence, span: _Span) -> Validity:
    return Validity(state, span.since, span.until, span.change, probability(span.confidence))


def _narrowest(spans: list[_Span]) -> _Span:
    """The latest first day and the earliest last day of spans that all hold."""
    first = max(spans, key=lambda span: span.since or PartialDate(1))
    last = min(spans, key=lambda span: span.until or PartialDate(9999))
    deciding = last if last.until is not None else first
    return _Span(first.since, last.until, last.change, deciding.confidence)


def _of_body(holder: Holder, known: KnownBody, date: PartialDate) -> _Span:
    """The body's own days: its end by the change that ended it in this place, else by its row."""
    units = located(holder.place, date)
    level = known.level or (units[0].level if len(units) == 1 else holder.level)
    places = frozenset({holder.place, *(unit.slug for unit in units)})
    own = changes_of(holder.body, level, places) if level is not None else ()
    ending = next((change for change in own if change.kind.ends), None)
    if ending is None:
        return _Span(known.valid_from, known.valid_to, None, known.confidence)
    return _Span(known.valid_from, ending.end, ending, ending.confidence)


def _of_place(holder: Holder, date: PartialDate, *, is_ruled: bool) -> list[_Span]:
    """The days of the holder's unit; none where the place is not known.

    The end of the districts ended the bodies that a change names; what became of others ("Trung tâm Y tế huyện") is not
    known.
    """
    if holder.level is Level.CENTRAL:
        return [_Span(None, None, None, "high")]
    units = located(holder.place, date) or _nearest(located(holder.place, None), date)
    if len(units) > 1:
        return [_Span(None, None, None, "low")]  # whichever is meant, it exists
    return [_of_unit(unit, is_ruled=is_ruled) for unit in units]


def _of_unit(unit: Unit, *, is_ruled: bool) -> _Span:
    is_sure = is_ruled or unit.level is not Level.DISTRICT
    return _Span(unit.valid_from, unit.valid_to, change_of_unit(unit), unit.confidence if is_sure else "low")


def _nearest(units: tuple[Unit, ...], date: PartialDate) -> tuple[Unit, ...]:
    """Of units that do not exist at a date: the last that was, else the first to come."""
    gone = [unit for unit in units if unit.valid_to and not exist_together((None, unit.valid_to), (date, date))]
    if gone:
        return (max(gone, key=lambda unit: (unit.valid_to or PartialDate(1), unit.slug)),)
    return tuple(sorted(units, key=lambda unit: (unit.valid_from or PartialDate(1), unit.slug))[:1])
