"""What the benchmarks run on: the samples many times over, each copy with document numbers of its own."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from bench.speeds import Speeds

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SPEEDS = pytest.StashKey[Speeds]()
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


def pytest_configure(config: pytest.Config) -> None:
    """Makes room for the speeds of this run."""
    config.stash[SPEEDS] = Speeds()


@pytest.fixture(scope="session")
def speeds(pytestconfig: pytest.Config) -> Speeds:
    """Where a benchmark notes how much it has read."""
    return pytestconfig.stash[SPEEDS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tells characters a second: times alone say little of texts of different lengths."""
    if config.stash[SPEEDS].seen:
        terminalreporter.section("characters a second")
        for line in config.stash[SPEEDS].lines():
            terminalreporter.write_line(line)
