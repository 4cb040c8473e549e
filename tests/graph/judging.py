"""People's judgements for tests, in few words."""

from __future__ import annotations

from graph.rulings import Ruling
from ontology.codes import JudgedKind, Verdict
from ontology.dates import PartialDate

DAY = PartialDate(2026, 11, 25)


def same(a: str, b: str, kind: JudgedKind = JudgedKind.DOCUMENT, line: int = 2) -> Ruling:
    """Lan says that two things are one."""
    return Ruling(Verdict.SAME, kind, a, b, "Lan", DAY, "cùng nội dung", "judgements.csv", line)


def different(a: str, b: str, kind: JudgedKind = JudgedKind.DOCUMENT, line: int = 3) -> Ruling:
    """Minh says that two things are two."""
    return Ruling(Verdict.DIFFERENT, kind, a, b, "Minh", DAY, "khác nhiệm kỳ", "judgements.csv", line)


def unsure(a: str, b: str, kind: JudgedKind = JudgedKind.DOCUMENT, line: int = 4) -> Ruling:
    """Hoa is not sure."""
    return Ruling(Verdict.UNSURE, kind, a, b, "Hoa", DAY, "thiếu trang cuối", "judgements.csv", line)
