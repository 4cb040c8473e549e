"""Units of the organisation part, tasks, and who has which role in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from queries.evaluation.aiming import OWNING, body_of
from queries.evaluation.found import Found
from queries.evaluation.gold import GoldDocument, Job
from queries.evaluation.sheet import Facts, Row, Sheet
from queries.evaluation.wording import opening, plain

_ACTING: Final = (*OWNING, "request")
_OPENS: Final = 0.8
_WITHIN: Final = 25  # letters of first words that may stand inside a task's text too
_UNIT: Final = 0.8
_LEADS: Final = "leads"
_COORDINATES: Final = "coordinates"


def duties(gold: GoldDocument, found: Found, sheet: Sheet) -> None:
    """Units and tasks (recall), and the roles of each task that one found task meets."""
    rows = found.rows["responsibilities"]
    if gold.units and "units" not in gold.skip:
        said = (unit for unit in gold.units if any(body_of(unit, row, _UNIT) for row in rows))
        sheet.note("units", gold.id, Counter(gold.units), Counter(said), recall_only=True)
    on: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["object_kind"] == "task":
            on[row["object_iri"]].append(row)
    for job in gold.jobs:
        met = [task["iri"] for task in found.rows["tasks"] if _is(job, task["text"])]
        bound = [row for iri in met for row in on[iri]]
        _task(gold, job, bound, sheet)
        if len(met) == 1 and bound:  # first words that open several tasks cannot tell whose roles these are
            _roles(gold, job, bound, sheet)


def _is(job: Job, text: str) -> bool:
    start = plain(job.start)
    return opening(job.start, text) >= _OPENS or (len(start) >= _WITHIN and start in plain(text))


def _task(gold: GoldDocument, job: Job, bound: list[Row], sheet: Sheet) -> None:
    acting = [row for row in bound if row["role"] in _ACTING]
    true: Facts = Counter((job.start[:50], agency) for agency in job.leads)
    said: Facts = Counter((job.start[:50], a) for a in set(job.leads) if any(body_of(a, row) for row in acting))
    sheet.note("tasks", gold.id, true, said, recall_only=True)


def _roles(gold: GoldDocument, job: Job, bound: list[Row], sheet: Sheet) -> None:
    true = dict.fromkeys([*((a, _LEADS) for a in job.leads), *((a, _COORDINATES) for a in job.coordinates)])
    said: set[tuple[str, str]] = set()
    for row in {(row["agency"], row["role"]): row for row in bound}.values():
        side = _COORDINATES if row["role"] == "coordinate" else _LEADS if row["role"] in _ACTING else None
        if side:
            key = next((key for key in true if key[1] == side and body_of(key[0], row)), None)
            said.add(key or (row["agency"], side))
            sheet.judge("roles", gold.id, row, right=key is not None)
    start = job.start[:30]
    sheet.note("roles", gold.id, Counter((start, *key) for key in true), Counter((start, *key) for key in said))
