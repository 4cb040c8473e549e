"""One file's way: text, paragraphs, documents, and for each document its facts."""

from __future__ import annotations

from dataclasses import replace

from loaders import formats, header, held, parts, reported
from loaders.blocks import paragraphs
from loaders.files import Origin
from loaders.repair import DAMAGED, repair, repair_capitals
from ontology.codes import ReadAs, Severity
from ontology.identifiers import part_iri
from ontology.model import Extraction, Finding, SourceText
from ontology.words import Words


def extract(origin: Origin) -> tuple[SourceText, tuple[Extraction, ...]]:
    """The text of a file and the facts of each document in it; raises ReadError where there is no text to read."""
    source = formats.of_bytes(origin.read(), origin.file)
    return source, extractions(source)


def extractions(source: SourceText) -> tuple[Extraction, ...]:
    r"""The facts of each document in a text, in the text's order.

    >>> text = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\n"
    >>> [e.document.issuers[0].name for e in extractions(SourceText("a.txt", "0" * 64, text))]
    ['Ủy ban nhân dân tỉnh Cao Bằng']
    """
    found = paragraphs(source)
    if source.read_as is ReadAs.OCR and source.quality < DAMAGED:
        found = [replace(p, text=repair(p.text)) for p in found]
    elif source.read_as is ReadAs.OCR:
        found = [replace(p, text=repair_capitals(p.text)) for p in found]
    if not found:
        return ()
    held_parts = parts.split(found)
    # Without a portal's own words: it has an address too.
    whole = "\n".join(p.text.text for part in held_parts for p in part.paragraphs)
    made: list[Extraction] = []
    for part in held_parts:
        head = header.announced_by(part.paragraphs) if part.announced else header.read(part.paragraphs)
        order = len(made) + 1
        if part.has_letterhead or head.block or head.number is not None:
            made.append(held.document(part, head, source, whole, order))
        else:
            made += reported.page(part, source, whole, order)
    return (_troubled(made[0], source), *made[1:])


def _troubled(extraction: Extraction, source: SourceText) -> Extraction:
    """A file's first document, with what could not be read of the file, or only doubtfully, among its findings."""
    findings = list(extraction.findings)
    for trouble in source.troubles:
        iri = part_iri(extraction.document.iri, "finding", len(findings) + 1)
        severity = Severity.WARNING if trouble.whole else Severity.VIOLATION
        page = Words(f"page {trouble.page}: ", f"trang {trouble.page}: ") if trouble.page else Words("", "")
        vi, en = page.vi + trouble.message_vi, page.en + trouble.message_en
        findings.append(Finding(iri, extraction.document.iri, source.file, trouble.kind, severity, vi, en))
    return replace(extraction, findings=tuple(findings))
