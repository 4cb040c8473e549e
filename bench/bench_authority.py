"""Loading the authority data, all administrative units with it, against a plain load of the same N-Quads.

The first rival is the plain way to load (``Store.load``), the second the fastest that there is (``Store.bulk_load``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from graph.authority import load_authority
from graph.store import EmbeddedStore
from ontology.authority import provinces
from ontology.reference import reference_nquads

pytestmark = pytest.mark.benchmark(group="authority")

EVERYWHERE = frozenset(province.slug for province in provinces())
Fresh = Callable[[], Path]


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    """A new path at each call."""
    numbers = itertools.count()
    return lambda: tmp_path / str(next(numbers))


@pytest.fixture(scope="module")
def nquads() -> bytes:
    return reference_nquads(EVERYWHERE)


def test_a_plain_load(benchmark: BenchmarkFixture, nquads: bytes, fresh: Fresh) -> None:
    def load() -> None:
        ox.Store(str(fresh())).load(nquads, format=ox.RdfFormat.N_QUADS)

    benchmark.pedantic(load, rounds=5)


def test_b_plain_bulk_load(benchmark: BenchmarkFixture, nquads: bytes, fresh: Fresh) -> None:
    def load() -> None:
        ox.Store(str(fresh())).bulk_load(nquads, format=ox.RdfFormat.N_QUADS)

    benchmark.pedantic(load, rounds=5)


def test_c_the_authority_data_of_the_whole_country(benchmark: BenchmarkFixture, fresh: Fresh) -> None:
    def load() -> None:
        with EmbeddedStore.writing(fresh()) as store:
            assert load_authority(store, EVERYWHERE)

    benchmark.pedantic(load, rounds=5)


def test_d_the_authority_data_of_one_province(benchmark: BenchmarkFixture, fresh: Fresh) -> None:
    def load() -> None:
        with EmbeddedStore.writing(fresh()) as store:
            assert load_authority(store, frozenset({"tinh-cao-bang"}))

    benchmark.pedantic(load, rounds=5)


def test_e_unchanged(benchmark: BenchmarkFixture, fresh: Fresh) -> None:
    with EmbeddedStore.writing(fresh()) as store:
        load_authority(store, EVERYWHERE)
        assert not benchmark.pedantic(load_authority, (store, EVERYWHERE), rounds=5)
