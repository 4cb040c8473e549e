"""One file's way: text, paragraphs, documents, and for each document its facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from loaders import formats, header, held, parts, reported
from loaders.blocks import paragraphs
from loaders.repair import repair
from ontology.codes import ReadAs
from ontology.model import Extraction, SourceText


def extract(path: Path, relative: str) -> tuple[SourceText, tuple[Extraction, ...]]:
    """The text of a file and the facts of each document in it; raises ReadError where there is no text to read.

    ``relative`` is the file's name in all facts.
    """
    source = formats.read(path, relative)
    return source, extractions(source)


def extractions(source: SourceText) -> tuple[Extraction, ...]:
    r"""The facts of each document in a text, in the text's order.

    >>> text = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\n"
    >>> [e.document.issuers[0].name for e in extractions(SourceText("a.txt", "0" * 64, text))]
    ['Ủy ban nhân dân tỉnh Cao Bằng']
    """
    found = paragraphs(source)
    if source.read_as is ReadAs.OCR:
        found = [replace(p, text=repair(p.text)) for p in found]
    if not found:
        return ()
    whole = "\n".join(p.text.text for p in found)
    made: list[Extraction] = []
    for part in parts.split(found):
        head = header.read(part.paragraphs)
        order = len(made) + 1
        if part.has_letterhead or head.number is not None:
            made.append(held.document(part, head, source, whole, order))
        else:
            made += reported.page(part, source, whole, order)
    return tuple(made)
