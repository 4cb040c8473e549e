"""The answers of the engine of succession: who held a duty, from when to when, and by which steps.

>>> from ontology.succession import tenures
>>> held = tenures(Holder("Bộ Thông tin và Truyền thông", ""), frozenset({"press"}), PartialDate(2024))
>>> held[-1].holder.name, held[-1].steps[0].instrument, held[-1].decided
('Bộ Văn hóa, Thể thao và Du lịch', ('Nghị quyết 176/2025/QH15', 'Nghị định 43/2025/NĐ-CP'), True)
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.changes import Change, Transfer
from ontology.codes import Existence
from ontology.dates import PartialDate, exist_together
from ontology.holders import Holder
from ontology.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """What one change did to a holder, on the line to one of its heirs.

    ``heirs`` are all who took over in the step, ``transfers`` those of the change that lead to this line (none where a
    unit changed and took its bodies along), ``confidence`` (0 to 1) how sure it is that this heir took over. A step
    whose heir is the original itself says that it goes on: other functions left, or it was reorganised.
    """

    change: Change
    original: Holder
    heirs: tuple[Holder, ...]
    date: PartialDate
    confidence: float
    transfers: tuple[Transfer, ...] = ()

    @property
    def instrument(self) -> tuple[str, ...]:
        """The documents that decide it: those of the change, then those of the functions alone."""
        own = (document for transfer in self.transfers for document in transfer.instrument)
        return tuple(dict.fromkeys((*self.change.instrument, *own)))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A holder of the functions from ``since`` to ``until`` (the last day; None: until today and on).

    ``steps`` lead from the first holder to this one, in order of time; ``confidence`` is the product of theirs.
    ``decided`` is False where several may hold the duty, a part of it is orphaned, or the place is not known: a person
    has to decide (cần người quyết định). ``function`` has the notations of those of the functions asked for that this
    holder has, joined by ";".
    """

    holder: Holder
    since: PartialDate
    until: PartialDate | None
    steps: tuple[Step, ...]
    confidence: float
    decided: bool
    function: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """Functions without a known holder from ``since`` to ``until`` (None: until today and on), and why.

    ``holder`` is the last that is known; ``steps`` lead to it, and the step that ended it, without heirs, is the last.
    """

    holder: Holder
    function: str
    since: PartialDate
    until: PartialDate | None
    steps: tuple[Step, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class Succession:
    """All holders of the functions of a body from a date on, and the times without one."""

    tenures: tuple[Tenure, ...]
    orphans: tuple[Orphan, ...]

    def at(self, date: PartialDate) -> tuple[Tenure, ...]:
        """The tenures at a day, or at some time within a month or year."""
        return tuple(held for held in self.tenures if exist_together((held.since, held.until), (date, date)))

    def orphaned_at(self, date: PartialDate) -> tuple[Orphan, ...]:
        """The functions without a holder at a day, or at some time within a month or year."""
        return tuple(lost for lost in self.orphans if exist_together((lost.since, lost.until), (date, date)))


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a body exists at a date: its first and last day as far as known, and the change that ended it.

    ``confidence`` (0 to 1) is that of the day which decides: the last where there is one, else the first.
    """

    state: Existence
    since: PartialDate | None
    until: PartialDate | None
    change: Change | None
    confidence: float
