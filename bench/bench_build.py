"""The way from files to a graph, against the floor of any reader: reading the files and hashing their bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark(group="build")


READ_AND_HASH = """
import hashlib, pathlib, sys
for path in pathlib.Path(sys.argv[1]).iterdir():
    hashlib.sha256(path.read_bytes()).digest()
"""


def test_a_floor_read_and_hash(benchmark: BenchmarkFixture, documents: Path) -> None:
    """A process too, so that what starting one costs is on both sides of the ratio."""
    command = [sys.executable, "-c", READ_AND_HASH, str(documents)]
    benchmark.pedantic(subprocess.run, (command,), {"check": True}, rounds=10)


def test_b_start_the_program(benchmark: BenchmarkFixture, program: str) -> None:
    benchmark.pedantic(subprocess.run, ([program, "--help"],), {"check": True, "capture_output": True}, rounds=3)


def test_c_build(benchmark: BenchmarkFixture, documents: Path, program: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    command = [program, "build", str(documents), "--store", str(store)]

    def fresh() -> None:
        shutil.rmtree(store, ignore_errors=True)

    benchmark.pedantic(subprocess.run, (command,), {"capture_output": True}, setup=fresh, rounds=3)
    assert (store / "manifest.json").exists()


def test_d_build_again_unchanged(benchmark: BenchmarkFixture, documents: Path, program: str, tmp_path: Path) -> None:
    command = [program, "build", str(documents), "--store", str(tmp_path / "store")]
    subprocess.run(command, capture_output=True, check=False)
    benchmark.pedantic(subprocess.run, (command,), {"capture_output": True}, rounds=3)
