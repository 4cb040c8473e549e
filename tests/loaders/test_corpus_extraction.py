"""Every real document is read, and every quote stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.errors import ReadError
from loaders.extract import extract
from loaders.formats import SUFFIXES
from tests.loaders.quotes import evidences

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


def test_every_quote_of_every_document_holds(corpus: Path) -> None:
    files = sorted(path for path in (corpus / "corpus").rglob("*") if path.suffix in SUFFIXES and path.is_file())
    assert files
    unread: list[str] = []
    for path in files:
        try:
            source, found = extract(path, path.name)
        except ReadError as error:
            unread.append(str(error))
            continue
        assert found, path
        wrong = [evidence for evidence in evidences(found) if not evidence.holds_in(source.text)]
        assert not wrong, (path, wrong[:3])
    assert len(unread) < len(files) / 10, unread
