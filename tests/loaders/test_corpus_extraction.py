"""Every real text is read, and every quote stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extract import extract
from loaders.files import Origin
from tests.loaders.quotes import evidences

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


def test_every_quote_of_every_document_holds(corpus: Path) -> None:
    files = [path for path in sorted((corpus / "corpus").rglob("*")) if path.suffix in (".md", ".txt")]
    assert files
    for path in files:
        source, found = extract(Origin(path, path.name))
        assert found, path
        wrong = [evidence for evidence in evidences(found) if not evidence.holds_in(source.text)]
        assert not wrong, (path, wrong[:3])
