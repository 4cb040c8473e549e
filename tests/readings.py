"""Every file of the corpus read once in a session, since OCR takes its time: all tests of real files share it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from loaders.errors import ReadError
from loaders.extract import extract
from loaders.files import Origin
from ontology.model import Extraction, SourceText

Reading = tuple[SourceText, tuple[Extraction, ...]]
_PROCESSES = 2


@cache
def readings(corpus: Path) -> dict[str, Reading | str]:
    """What each file gives, by its name with its folder's; the words of the error where it could not be read."""
    root = corpus / "corpus"
    # The largest first: scans, which take the longest.
    paths = sorted((path for path in root.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
    origins = [Origin(path, path.relative_to(root).as_posix()) for path in paths]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        return dict(zip((origin.file for origin in origins), pool.map(_read, origins), strict=True))


def _read(origin: Origin) -> Reading | str:
    try:
        return extract(origin)
    except ReadError as error:
        return str(error)
