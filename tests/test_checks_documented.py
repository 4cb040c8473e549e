"""docs/reference/checks.md names every check with its severity, its kind, its label and its reason, and no other."""

from __future__ import annotations

from pathlib import Path

from graph.checking import checks

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "checks.md"


def test_the_tables_are_those_of_the_data() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| `")}
    assert rows == {
        (f"`{c.name}`", c.severity, c.kind, f"{c.label.en} ({c.label.vi})", c.why.en, c.source) for c in checks()
    }
