"""The report over all real documents: it ends, and calls nothing a violation that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.derive import derive
from graph.filed import file_graphs
from graph.store import EmbeddedStore
from ontology.codes import Severity
from queries.remarks import Remark, remarks
from tests.readings import readings

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Remark, ...]:
    read = [reading for _, reading in sorted(readings(corpus).items()) if not isinstance(reading, str)]
    with EmbeddedStore.writing(tmp_path_factory.mktemp("corpus") / "store") as store:
        store.replace([file_graphs(source, found, "test") for source, found in read])
        derive(store)
        return remarks(store)


def test_what_is_called_a_violation_was_read_and_is_one(told: tuple[Remark, ...]) -> None:
    """All were read beside their sentences; in these documents there is none."""
    assert [(one.check, one.document, one.sentence) for one in told if one.severity is Severity.VIOLATION] == []


def test_every_line_says_who_where_and_what_to_do(told: tuple[Remark, ...]) -> None:
    assert told
    for one in told:
        assert one.document, one
        assert one.agency, one
        assert one.sentence, one
        assert one.remedy.vi, one
        assert one.remedy.en, one
