"""The way from files to a graph, against the floor of any reader: reading the files and hashing their bytes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark(group="build")


def test_a_floor_read_and_hash(benchmark: BenchmarkFixture, documents: Path) -> None:
    def read() -> int:
        return len({hashlib.sha256(path.read_bytes()).hexdigest() for path in documents.iterdir()})

    assert benchmark(read) == len(list(documents.iterdir()))


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
