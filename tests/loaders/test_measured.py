"""The measured confidences: of rules that the code has, and what the ground makes of them."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders
from loaders.ground import Ground
from loaders.measured import confidence, measured
from loaders.normalize import normalize
from ontology.codes import ReadAs
from ontology.source import Page, Run, SourceText

FOLDER = Path(next(iter(loaders.__path__)))


def said_rules() -> Iterator[str]:
    """Patterns of the rule names that the loaders can say: plain ones, and those put together from parts."""
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-zA-Z_]+" for v in node.values)
                yield "".join(parts)


def test_every_measured_rule_is_one_of_the_code() -> None:
    known = [re.compile(pattern) for pattern in set(said_rules()) if "." in pattern]
    assert measured()
    assert [rule for rule in measured() if not any(pattern.fullmatch(rule) for pattern in known)] == []
    assert not any(pattern.fullmatch("duty.nosuch.rule") for pattern in known)


def test_the_numbers_are_those_of_what_was_counted() -> None:
    with (FOLDER / "confidence.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["rule"] for row in rows] == sorted({row["rule"] for row in rows})
    for row in rows:
        assert 2 <= int(row["documents"]) <= int(row["n"])
        assert 0 <= int(row["right"]) <= int(row["n"])
        assert 0 < float(row["confidence"]) < 1


def said(rule: str, source: SourceText) -> float:
    return Ground(source, 1).evidence([normalize(source.text)], rule, "", 0.5).confidence


def test_what_was_measured_counts_before_what_the_code_says() -> None:
    source = SourceText("a.txt", "0" * 64, "Giao Sở Y tế")
    assert said("duty.subject", source) == confidence("duty.subject", 0.5) != 0.5
    assert said("no.such.rule", source) == 0.5


def test_a_page_that_was_hard_to_read_is_trusted_less() -> None:
    pages = (Page(1, 595, 842, ReadAs.OCR, confidence=0.5),)
    source = SourceText(
        "a.pdf", "0" * 64, "Giao Sở Y tế", read_as=ReadAs.OCR, quality=1.0, pages=pages, runs=(Run(0, 1),)
    )
    clean = SourceText("a.txt", "0" * 64, "Giao Sở Y tế")
    assert said("duty.subject", source) == pytest.approx(said("duty.subject", clean) / 2, abs=0.001)
