"""Starts the project's own program as a user does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = (sys.executable, "-c", "from chidao.cli import app; app()")


def chidao(
    *words: str | Path, program: Sequence[str | Path] = HERE, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs ``chidao`` with these words; fails the test on wrong use or a crash, not on a file that is hard to read."""
    command = [*map(str, program), *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), f"chidao {' '.join(map(str, words))}: {done.stderr}"
    assert "Traceback" not in done.stderr, done.stderr
    return done


def build_tables(folder: Path, work: Path) -> Path:
    """Builds a folder of documents into a new store and writes its tables; returns their folder."""
    store, tables = work / "store", work / "tables"
    chidao("build", folder, "--store", store)
    chidao("tables", "--store", store, "--out", tables)
    return tables
