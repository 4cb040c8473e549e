"""Reading files, each family beside the bare library that reads the same file: the floor of any reader.

The files are made here, one plan in all formats; where the corpus is at hand its files are read too.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import docx
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageSequence
from pytest_benchmark.fixture import BenchmarkFixture
from selectolax.lexbor import LexborHTMLParser

from loaders.formats import of_bytes, tesseract
from tests.conftest import CORPUS
from tests.loaders.formats import renditions

pytestmark = [pytest.mark.system("dejavu"), pytest.mark.system("tesseract")]

DOTS = 300  # an inch of pictures of pages
ROUNDS = {"ocr": 3}
OFTEN = 15  # rounds of what takes less than a second
REAL = {
    "pdf": ("bnv_qd1187.pdf", "dt_sgddt_kh362.pdf"),
    "docx": ("ct07_ttg2012.docx", "ct15_ttg2025.docx"),
    "ocr": ("kg_syt_kh2128_scan.pdf",),
}


def pdf(data: bytes) -> int:
    """The text of each page; returns how many there are."""
    document = pdfium.PdfDocument(data)
    return sum(bool(page.get_textpage().get_text_range()) for page in document)


def word(data: bytes) -> int:
    """Paragraphs and cells; returns pages as they would be printed, 2,500 characters each."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return _pages("".join(texts))


def html(data: bytes) -> int:
    """The text of the page's body; returns pages as for Word."""
    body = LexborHTMLParser(data.decode()).body
    return _pages(body.text(separator="\n") if body else "")


def recognised(data: bytes) -> int:
    """The words of each picture, as many at a time as there are processors."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return len(list(pool.map(lambda image: tesseract.read(np.asarray(image), 60.0), _pictures(data))))


def _pictures(data: bytes) -> Iterator[Image.Image]:
    if data.startswith(b"%PDF"):
        yield from (page.render(scale=DOTS / 72).to_pil().convert("L") for page in pdfium.PdfDocument(data))
    else:
        yield from (frame.convert("L") for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data))))


def _pages(text: str) -> int:
    return -(-len(text) // 2500)


BARE: dict[str, Callable[[bytes], int]] = {"pdf": pdf, "docx": word, "html": html, "ocr": recognised}
MADE = {"pdf": "plan.pdf", "docx": "plan.docx", "html": "plan.html", "ocr": "scan.tif"}
FILES = list(MADE.items()) + [
    (family, name) for family, names in REAL.items() for name in names if (CORPUS / "corpus" / "dev" / name).exists()
]


@cache
def content(name: str) -> bytes:
    """The bytes of a file that is made here, or of one of the corpus."""
    if name == "scan.tif":
        pages = list(_pictures(renditions.as_scan()))[:4]
        with io.BytesIO() as stream:
            pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], dpi=(DOTS, DOTS))
            return stream.getvalue()
    made = renditions.RENDITIONS.get(name)
    return made() if made else (CORPUS / "corpus" / "dev" / name).read_bytes()


@pytest.mark.parametrize("reader", ["bare", "ours"])
@pytest.mark.parametrize(("family", "name"), FILES)
def test_read(benchmark: BenchmarkFixture, family: str, name: str, reader: str) -> None:
    """The group names the pages, so that they over the seconds are pages a second."""
    data = content(name)
    pages = BARE[family](data)
    assert pages
    benchmark.group = f"read {family}: {name}, {pages} pages"
    rounds = ROUNDS.get(family, OFTEN)
    if reader == "bare":
        benchmark.pedantic(BARE[family], (data,), rounds=rounds)
    else:
        benchmark.pedantic(of_bytes, (data, name), rounds=rounds)


READ_ALL = """
import resource, sys
from pathlib import Path
from chidao.reading import Limits, Unread, read_all
from loaders.files import Origin
if __name__ == "__main__":
    origins = [Origin(path, path.name) for path in sorted(Path(sys.argv[1]).iterdir())]
    assert not any(isinstance(made, Unread) for _, made in read_all(origins, 2, Limits(), "bench"))
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
READINGS = ("plan.pdf", "plan.docx", "plan.html", "old.txt")


@pytest.mark.parametrize("count", [100, 1000])
def test_memory(benchmark: BenchmarkFixture, tmp_path: Path, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The most memory that a reading process takes stays what it is, however many files a folder has."""
    benchmark.group = "memory"
    folder, script = tmp_path / "folder", tmp_path / "measure.py"
    folder.mkdir()
    for order in range(count):
        name = READINGS[order % len(READINGS)]
        (folder / f"{order:04}-{name}").write_bytes(content(name))
    script.write_text(READ_ALL)
    command = [sys.executable, str(script), str(folder)]
    done = benchmark.pedantic(subprocess.run, (command,), {"capture_output": True, "check": True}, rounds=1)
    benchmark.extra_info["mib"] = int(done.stdout)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} files: {int(done.stdout)} MiB at most in a process that reads\n")
