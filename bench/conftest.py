"""What the benchmarks run on: the samples many times over, each copy with document numbers of its own."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
COPIES = int(os.environ.get("CHIDAO_BENCH_COPIES", "10"))


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with COPIES families of the five documents; set CHIDAO_BENCH_COPIES for another size."""
    folder = tmp_path_factory.mktemp("documents")
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for copy in range(1, COPIES + 1):
            own = re.sub(r"(?<![\d/.])(\d+)(?=\s*[-/]\s*[A-ZĐ])", rf"{copy}\1", text)
            (folder / f"{copy:04}-{path.name}").write_text(own, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def program() -> str:
    """The program as it is installed."""
    path = shutil.which("chidao", path=str(Path(sys.executable).parent))
    assert path, "chidao is not installed: make setup"
    return path
