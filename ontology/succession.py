"""Who holds the functions of a body at a date: its heirs, one after the other, each step with its legal basis.

The law reads the name of a body in an older document as the body that took the function over (Nghị quyết
190/2025/QH15). So the function is followed, not the name: what the changes of bodies (``ontology.changes``) and of
units (``ontology.localities``) did to it, in the order of their operating dates.

>>> department = Holder("Sở Lao động - Thương binh và Xã hội", "tinh-yen-bai")
>>> [(t.since.iso, t.holder.name) for t in tenures(department, frozenset({"child"}), PartialDate(2024, 5, 23))]
[('2024-05-23', 'Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái'), ('2025-03-01', 'Sở Y tế tỉnh Yên Bái'), ('2025-07-01', 'Sở Y tế tỉnh Lào Cai')]
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.changes import Change
from ontology.codes import Existence
from ontology.dates import PartialDate
from ontology.holders import Holder
from ontology.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """What one change did to a holder: who took over, all heirs of the step, and how sure that is (0 to 1).

    Heirs that are the original itself say that it goes on: some of its functions left, or it was reorganised.
    """

    change: Change
    original: Holder
    heirs: tuple[Holder, ...]
    date: PartialDate
    confidence: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """A holder of the functions from ``since`` to ``until`` (the last day; None: until today and on).

    ``steps`` lead from the first holder to this one, in order of time; ``confidence`` is the product of theirs.
    ``decided`` is False where several may hold the duty, so that a person has to decide (cần người quyết định);
    ``function`` has the notations of the functions that this holder has of those asked for, joined by ";".
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
    """Functions without a known holder from ``since`` to ``until`` (None: until today), and why.

    ``holder`` is the last that is known, ``steps`` lead to it.
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
        raise NotImplementedError

    def orphaned_at(self, date: PartialDate) -> tuple[Orphan, ...]:
        """The functions without a holder at a date."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a body exists at a date: its first and last day as far as known, and the change that ended it."""

    state: Existence
    since: PartialDate | None
    until: PartialDate | None
    change: Change | None
    confidence: float


def succession(holder: Holder, functions: frozenset[str], since: PartialDate) -> Succession:
    """Follows the functions of a holder (notations; empty: unknown) from a date on."""
    raise NotImplementedError


def tenures(holder: Holder, functions: frozenset[str], since: PartialDate) -> tuple[Tenure, ...]:
    """All who hold the functions from ``since`` on, one after the other, until today and on."""
    return succession(holder, functions, since).tenures


def holders_at(
    holder: Holder, functions: frozenset[str], since: PartialDate, at: PartialDate
) -> tuple[Tenure, ...]:
    """Those who hold, at a date, the functions that a holder had at ``since``; empty where nobody is known."""
    return succession(holder, functions, since).at(at)


def valid_on(holder: Holder, date: PartialDate) -> Validity:
    """Whether a body exists at a day, or at some time within a month or year."""
    raise NotImplementedError
