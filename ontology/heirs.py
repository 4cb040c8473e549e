"""Who takes a duty over in one change: the heirs of its body, by function, or of its unit.

>>> from ontology.changes import changes_of
>>> split = changes_of("Sở Thông tin và Truyền thông", Level.PROVINCE, frozenset())[0]
>>> duty = Duty(Holder("Sở Thông tin và Truyền thông", "tinh-cao-bang"), None, frozenset({"it"}))
>>> [heir.holder.name for heir in heirs_of_body(duty, split)[0]]
['Sở Khoa học và Công nghệ tỉnh Cao Bằng']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology.bodies import known_body
from ontology.changes import Change, Transfer, probability
from ontology.codes import ChangeKind, Level
from ontology.dates import PartialDate
from ontology.holders import Holder, own_body
from ontology.localities import communes, inheriting, place_name, province_of
from ontology.units import Unit
from ontology.words import Words

NO_HEIR: Final = Words("it ended, and no source says who took over", "đã kết thúc, chưa có nguồn về nơi tiếp nhận")
NO_RULE: Final = Words(
    "its unit ended, and the data does not know what became of this body",
    "đơn vị hành chính đã kết thúc, dữ liệu không biết cơ quan này về đâu",
)
NO_PLACE: Final = Words(
    "its place is not known, or the name stands for several, so that the heirs cannot be told",
    "không rõ địa bàn, hoặc tên ấy chỉ nhiều nơi, nên không xác định được nơi tiếp nhận",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty before a change: its holder, the holder's unit (None: central or unknown), its functions (notations)."""

    holder: Holder
    unit: Unit | None
    functions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heir:
    """Who may take over in a step: the transfers that say so, none where the unit takes its bodies along."""

    holder: Holder
    unit: Unit | None
    functions: frozenset[str]
    confidence: float
    transfers: tuple[Transfer, ...] = ()


def heirs_of_place(duty: Duty, change: Change) -> tuple[list[Heir], Words]:
    """The bodies of the same name in the units that took over, none of a level that has ended; and why, if none."""
    known = known_body(duty.holder.body)
    if duty.unit is None or known is None or duty.unit.level is Level.DISTRICT:
        return [], NO_RULE
    facts = (change,) if change.kind is ChangeKind.RENAME else (change, known)  # a renamed unit keeps its bodies
    sure = min(probability(fact.confidence) for fact in facts)
    heirs = [Heir(_in_unit(duty.holder.body, heir), heir, duty.functions, sure) for heir in inheriting(duty.unit)]
    return heirs, NO_HEIR


def heirs_of_body(duty: Duty, change: Change) -> tuple[list[Heir], Words]:
    """Those who take the functions over, and the original where it goes on with some; and why, if none."""
    chosen = _chosen(duty.functions, change)
    heirs: dict[Holder, list[tuple[Unit | None, Transfer]]] = defaultdict(list)
    for transfer in chosen:
        for holder, unit in _placed(duty, transfer, change):
            heirs[holder].append((unit, transfer))
    found = [_by_transfers(duty, holder, heirs[holder]) for holder in sorted(heirs)]
    return [*found, *_staying(duty, change, chosen)], NO_PLACE if chosen else NO_HEIR


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


def _by_transfers(duty: Duty, holder: Holder, placed: list[tuple[Unit | None, Transfer]]) -> Heir:
    transfers = tuple(transfer for _, transfer in placed)
    named = frozenset(transfer.function for transfer in transfers)
    functions = duty.functions if "" in named else named
    sure = min(probability(transfer.confidence) for transfer in transfers)
    return Heir(holder, placed[0][0], functions, sure, transfers)


def _staying(duty: Duty, change: Change, chosen: list[Transfer]) -> list[Heir]:
    """The original, where it goes on with functions that no transfer takes.

    Where the function is not known it is held to stay, but less surely if some have left.
    """
    moved = {transfer.function for transfer in chosen}
    left = duty.functions - moved
    if change.kind.ends or "" in moved or (duty.functions and not left):
        return []
    leaving = change.kind is ChangeKind.TRANSFER and not duty.functions
    sure = probability("medium") if leaving else probability(change.confidence)
    return [Heir(duty.holder, duty.unit, left, sure)]


def _placed(duty: Duty, transfer: Transfer, change: Change) -> Iterator[tuple[Holder, Unit | None]]:
    """The heir of a transfer at its level: in the same place, in the province above, or in each commune below."""
    unit, level = duty.unit, transfer.level or change.level
    if level is change.level:
        place = place_name(duty.holder.place)
        yield Holder(own_body(transfer.heir, level, place), duty.holder.place), unit
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
