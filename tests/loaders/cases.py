"""Cases in files, one a line: an official can add one without knowing Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

HERE = Path(__file__).parent


def cases(file: str, cells: int) -> list[ParameterSet]:
    """The cases of a file under ``accept/`` or ``reject/``: cells apart by tabs, comments left out.

    One cell more than ``cells`` says what is read wrong: the case is expected to fail, and fails the tests once it
    is read right.
    """
    found: list[ParameterSet] = []
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        row = line.split("\t")
        assert len(row) in (cells, cells + 1), f"{file}: {line!r} has {len(row)} cells"
        wrong = [pytest.mark.xfail(strict=True, reason=row[cells])] if len(row) > cells else []
        found.append(pytest.param(*row[:cells], id=row[min(1, cells - 1)] if cells > 2 else row[0], marks=wrong))
    assert found, f"{file} has no case"
    return found
