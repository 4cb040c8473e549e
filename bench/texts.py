"""The texts that extraction is timed on: real ones if they are at hand ($CHIDAO_CORPUS, or ../shared), else samples."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from loaders import formats
from ontology.model import SourceText

ROOT = Path(__file__).resolve().parent.parent
PAGE = 2500  # characters
_HEAD = 25  # lines that a head takes, and recipients with a signature: such lines part one document from the next
_SUFFIXES = (".txt", ".md")


@cache
def folder() -> Path:
    """The folder of documents; says on stderr where it is not the real one."""
    corpus = Path(os.environ.get("CHIDAO_CORPUS") or ROOT.parent / "shared") / "corpus"
    if corpus.is_dir():
        return corpus
    sys.stderr.write(f"no real documents at {corpus} (set CHIDAO_CORPUS): the samples are timed instead\n")
    return ROOT / "samples"


@cache
def read_texts() -> list[SourceText]:
    """Every document that is text as it is; reading scans would time other programs."""
    files = sorted(path for path in folder().rglob("*") if path.suffix in _SUFFIXES)
    return [formats.of_bytes(path.read_bytes(), path.name) for path in files]


def pages(count: int) -> SourceText:
    """One document of so many pages: a head, and then the bodies of all documents, over and over, until it is full."""
    longest = max(read_texts(), key=lambda source: len(source.text))
    head = longest.text.splitlines()[:_HEAD]
    lines = [line for source in read_texts() for line in source.text.splitlines()[_HEAD:-_HEAD]]
    body = "\n".join(lines) + "\n"
    size = count * PAGE
    text = ("\n".join(head) + "\n" + body * (size // max(1, len(body)) + 1))[:size]
    return SourceText("pages.txt", hashlib.sha256(text.encode()).hexdigest(), text)
