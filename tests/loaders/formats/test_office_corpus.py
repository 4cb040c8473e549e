"""The real Word files: what the judges of the documents know stands in their text, and antiword sees no more words."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import docx
import pytest

from loaders.formats import office, word
from loaders.formats.encodings import vietnamese
from loaders.formats.rendered import Rendered
from ontology.source import BlockKind

pytestmark = pytest.mark.corpus
WORDS = re.compile(r"\w+")


def read(path: Path) -> Rendered:
    reader = word.read if path.suffix == ".docx" else office.read
    return reader(path.read_bytes(), path.name)


@pytest.mark.system("soffice")
def test_every_word_file_is_vietnamese_with_a_letterhead(corpus: Path) -> None:
    for path in sorted([*corpus.glob("corpus/*/*.docx"), *corpus.glob("corpus/*/*.doc")]):
        found = read(path)
        assert vietnamese(found.text) > 0.9, path.name
        assert any(block.kind is BlockKind.HEADING for block in found.blocks), path.name
        assert found.troubles == (), path.name


def test_docx_hold_all_that_python_docx_finds(corpus: Path) -> None:
    for path in sorted(corpus.glob("corpus/*/*.docx")):
        document = docx.Document(io.BytesIO(path.read_bytes()))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        plain = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        assert Counter(WORDS.findall(plain)) == Counter(WORDS.findall(read(path).text)), path.name


def test_what_is_known_of_a_document_stands_in_its_text(corpus: Path) -> None:
    for gold in sorted(corpus.glob("gold/*/*.json")):
        known = json.loads(gold.read_text(encoding="utf-8"))
        if not known.get("file", "").endswith(".docx"):
            continue
        text = " ".join(read(corpus / "corpus" / known["split"] / known["file"]).text.split())
        for said in (known["number"], known["signer"], known["title_start"], *known["cites"]):
            assert said in text, (known["file"], said)


@pytest.mark.system("soffice")
def test_old_word_files_hold_all_that_antiword_finds(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which(office.ANTIWORD) is None:
        pytest.skip("antiword is not on this machine")
    for path in sorted(corpus.glob("corpus/*/*.doc")):
        found = Counter(WORDS.findall(read(path).text.lower()))
        with monkeypatch.context() as without:
            without.setattr(office, "LIBREOFFICE", "no-such-program")
            plain = Counter(WORDS.findall(read(path).text.lower()))
        assert not plain - found, path.name
