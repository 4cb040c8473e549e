"""Findings of one document: what a reader must know before trusting it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.ground import Ground
from loaders.header import Header
from loaders.lines import Paragraph
from loaders.mapped import Mapped
from loaders.repair import DAMAGED
from loaders.structure import Body
from ontology.codes import FindingKind, ReadAs, Severity
from ontology.identifiers import part_iri
from ontology.model import Citation, Evidence, Finding
from ontology.numbers import DocumentNumber
from ontology.source import Metadatum

_CUT = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]\s*$|(?<![./])(?:\.{3}|…)\s*$")


def _said(said: Sequence[Metadatum], key: str, lang: str) -> str:
    """What a portal gives for a field that the document leaves blank."""
    value = next((datum.value for datum in said if datum.key == key), "")
    given = {"vi": f"; trang đăng văn bản ghi {value}", "en": f"; the page that publishes it gives {value}"}
    return given[lang] if value else ""


@dataclass(slots=True)
class Notices:
    """Collects the findings of a document with IRIs in their order."""

    document: str
    ground: Ground
    found: list[Finding] = field(default_factory=list)

    def add(self, kind: FindingKind, severity: Severity, vi: str, en: str, evidence: Sequence[Evidence]) -> None:
        """One finding."""
        iri = part_iri(self.document, "finding", len(self.found) + 1)
        self.found.append(Finding(iri, self.document, self.ground.source.file, kind, severity, vi, en, tuple(evidence)))

    def _at(self, words: Mapped, rule: str) -> list[Evidence]:
        return [self.ground.evidence([words], f"finding.{rule}", "", 0.95)] if words else []

    def of_header(self, header: Header, fallback: Mapped, said: Sequence[Metadatum] = ()) -> None:
        """A number not filled in, a date without its day: with what a portal gives for them."""
        if header.number is None:
            where = self._at(header.symbol or fallback, "number-missing")
            written = f" (viết: {header.symbol})" if header.symbol else ""
            self.add(
                FindingKind.NUMBER_MISSING,
                Severity.WARNING,
                f"Văn bản không có số{written}{_said(said, 'number', 'vi')}",
                f"The document has no number{_said(said, 'number', 'en')}",
                where,
            )
        else:
            self.of_number(header.number, str(header.symbol), self._at(header.symbol or fallback, "number-form"))
        if header.date is None or not header.date.day:
            known = header.date.iso if header.date else "—"
            where = self._at(header.dated or fallback, "date-incomplete")
            vi = f"Ngày ban hành không đủ ngày, tháng, năm (chỉ biết: {known}){_said(said, 'date', 'vi')}"
            en = f"The date of issue is incomplete (known: {known}){_said(said, 'date', 'en')}"
            self.add(FindingKind.DATE_INCOMPLETE, Severity.WARNING, vi, en, where)

    def of_number(self, number: DocumentNumber, written: str, where: Sequence[Evidence]) -> None:
        """A number written in another system's order, or misspelt."""
        plain = re.sub(r"\s+", "", written).replace("–", "-").replace("—", "-")
        if plain and plain.casefold() != str(number).casefold() and where:
            vi = f"Số viết là {plain}, dạng đúng là {number}"
            self.add(
                FindingKind.NUMBER_FORM,
                Severity.INFO,
                vi,
                f"The number is written {plain}, its right form is {number}",
                where,
            )

    def of_citations(self, citations: Sequence[Citation]) -> None:
        """Cited numbers in a wrong form, each once."""
        seen: set[str] = set()
        for citation in citations:
            if citation.number is not None and citation.as_written not in seen and citation.subject is None:
                seen.add(citation.as_written)
                self.of_number(citation.number, citation.as_written, [citation.evidence])

    def of_body(self, body: Body, header: Header, paragraphs: Sequence[Paragraph]) -> None:
        """A text that is cut, headings that are numbered wrongly."""
        last = paragraphs[-1].text
        if _CUT.search(last.text):
            vi, en = "Văn bản bị cắt: kết thúc bằng dấu bỏ lửng", "The text is cut: it ends with an ellipsis"
            self.add(FindingKind.TEXT_CUT, Severity.WARNING, vi, en, self._at(last, "text-cut"))
        elif not header.recipients and header.signer is None and not header.signing:
            vi, en = (
                "Văn bản không có nơi nhận và chữ ký: có thể bị cắt",
                "No recipients and no signature: the text may be cut",
            )
            self.add(FindingKind.TEXT_CUT, Severity.INFO, vi, en, self._at(last, "text-cut"))
        for paragraph, expected in body.slips:
            vi = f"Đánh số nhầm: “{paragraph.text.text[:60]}”, lẽ ra là số {expected}"
            en = f"Numbering slip: “{paragraph.text.text[:60]}” should be number {expected}"
            self.add(FindingKind.NUMBERING_SLIP, Severity.INFO, vi, en, self._at(paragraph.text, "numbering-slip"))

    def of_reading(self, first: Mapped) -> None:
        """A text read by OCR whose letters are damaged."""
        source = self.ground.source
        if source.read_as is ReadAs.OCR and source.quality < DAMAGED:
            share = f"{source.quality:.0%}"
            vi = f"Văn bản OCR hỏng dấu (chỉ {share} từ thường gặp đúng chính tả): đối chiếu với bản gốc"
            en = f"OCR text with damaged diacritics ({share} of frequent words are right): compare with the original"
            self.add(FindingKind.OCR_DOUBTFUL, Severity.WARNING, vi, en, self._at(first, "ocr-doubtful"))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)
