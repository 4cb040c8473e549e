"""What the tests of the graph share: stores that are resolved, and closed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import EmbeddedStore
from tests.graph.answering import Make, Resolved
from tests.graph.factories import Paper, filled


@pytest.fixture
def resolved(tmp_path: Path) -> Iterator[Make]:
    """Makes a resolved store of papers."""
    stores: list[EmbeddedStore] = []

    def make(*papers: Paper) -> Resolved:
        stores.append(filled(tmp_path / f"store{len(stores)}", papers))
        return Resolved(stores[-1])

    yield make
    for store in stores:
        store.close()
