"""The real PDFs of the corpus: what their pages show must be in the text, in order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from loaders.formats import pdf
from loaders.formats.rendered import Rendered
from loaders.vietnamese import syllables, trust
from ontology.codes import ReadAs
from ontology.source import BlockKind

NATIVE = ("bnv_qd1187", "cd58_vpcp", "dt_sgddt_kh362")
SCANNED = ("angiang_ctph2017_badocr", "lc_sct_qd1050", "ct5_ctubnd_scan", "kg_syt_kh2119_scan", "kg_syt_kh2128_scan")

pytestmark = pytest.mark.corpus


def read(corpus: Path, name: str) -> Rendered:
    return pdf.read((corpus / "corpus" / "dev" / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def check(made: Rendered) -> None:
    """What holds of every file: blocks in order, boxes on words, the letterhead before the body."""
    assert all(a.span.end <= b.span.start for a, b in pairwise(made.blocks))
    assert all(made.text[box.start : box.end].strip() for box in made.boxes)
    assert all(
        -1 <= box.left <= box.right <= page.width + 1 for box in made.boxes for page in [made.pages[box.page - 1]]
    )
    motto = made.text.index("Độc lập")
    assert motto < 1000
    assert syllables(made.text) > 0.75


@pytest.mark.parametrize("name", NATIVE)
def test_good_text_is_kept(corpus: Path, name: str) -> None:
    made = read(corpus, name)
    check(made)
    assert made.read_as is ReadAs.NATIVE
    assert made.troubles == ()
    assert trust(made.text) > 0.8


@pytest.mark.slow
@pytest.mark.system("tesseract")
@pytest.mark.parametrize("name", SCANNED)
def test_scans_and_broken_text_are_read_by_ocr(corpus: Path, name: str) -> None:
    made = read(corpus, name)
    check(made)
    assert {page.read_as for page in made.pages} == {ReadAs.OCR}
    assert trust(made.text) > 0.8


def test_numbers_put_in_by_signing_are_read(corpus: Path) -> None:
    assert "Số: 1187 /" in read(corpus, "bnv_qd1187").text
    assert "Số: 362 /" in read(corpus, "dt_sgddt_kh362").text


def test_tables_of_annexes_are_tables(corpus: Path) -> None:
    made = read(corpus, "dt_sgddt_kh362")
    tables = [block for block in made.blocks if block.kind is BlockKind.TABLE]
    assert [max(cell.column for cell in table.cells) + 1 for table in tables] == [3, 2]
    assert [cell.span.of(made.text) for cell in tables[0].cells if cell.column == 0][1:] == [
        str(n) for n in range(1, 10)
    ]


def test_page_numbers_are_set_apart(corpus: Path) -> None:
    made = read(corpus, "bnv_qd1187")
    assert [b.span.of(made.text) for b in made.blocks if b.kind is BlockKind.HEADER] == [str(n) for n in range(2, 9)]
