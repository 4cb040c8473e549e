"""How far the facts of each rule are to be trusted, as measured against facts that people have read by hand.

``confidence.csv`` has the rules that were measured, each with how many of its facts were judged and how many were
right; ``make calibrate`` writes it anew. A rule that it does not have keeps the confidence that the code gives it.

>>> 0 < confidence("duty.item", 0.9) < 1, confidence("no.such.rule", 0.5)
(True, 0.5)
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def measured() -> dict[str, float]:
    """The confidence of each rule that was measured."""
    lines = files("loaders").joinpath("confidence.csv").read_text(encoding="utf-8").splitlines()
    return {row["rule"]: float(row["confidence"]) for row in csv.DictReader(lines)}


def confidence(rule: str, otherwise: float) -> float:
    """How far a rule's facts are to be trusted on a clean text; ``otherwise`` where it was not measured."""
    return measured().get(rule, otherwise)
