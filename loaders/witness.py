r"""What a portal, or the file itself, says of a document, held against what the document's own head says.

Where both agree, the document's field has a further evidence; where they do not, there is a finding, and the document
keeps what it says itself, its blanks too.

>>> day("18/11/2025"), day("ngày 2 tháng 3 năm 2024").iso, day("Đã biết")
(PartialDate(year=2025, month=11, day=18), '2024-03-02', None)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from loaders import agencies, portal, where
from loaders.header import Header, kind_named
from loaders.mapped import fold
from loaders.notices import Notices
from loaders.parts import Part
from loaders.places import Setting
from ontology.codes import FindingKind, Level, Severity, Side
from ontology.dates import PartialDate
from ontology.evidence import Evidence, Span
from ontology.model import Agency
from ontology.numbers import DocumentNumber, NumberError
from ontology.source import Metadatum, SourceText

_FIELDS = {"number": "number", "date": "issuedOn", "kind": "kind", "issuer": "issuedBy", "signer": "signedBy"}
_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)"
)
_PLACE_KIND = re.compile(r"(?:tinh|thanh pho|tp\.?) ")
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether what is given agrees with the document; a finding where it is amiss. Neither: nothing can be said."""

    agrees: bool = False
    kind: FindingKind | None = None
    severity: Severity = Severity.WARNING
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What the document says of itself."""

    head: Header
    issuers: tuple[Agency, ...]
    setting: Setting


def given(part: Part, source: SourceText, order: int) -> tuple[Metadatum, ...]:
    """What is said of a document of a file: its portal's attributes; the file's metadata are of the first document."""
    of_file = tuple(datum for datum in source.metadata if datum.key in _FIELDS) if order == 1 else ()
    return (*of_file, *(portal.attributes(part.front) or portal.attributes(part.back)))


def heard(said: Sequence[Metadatum], own: Own, notices: Notices) -> Iterator[tuple[str, Evidence]]:
    """The further evidence of the document's fields; what is amiss goes to the notices."""
    for datum in said:
        judge = _JUDGES.get(datum.key)
        if judge is None:
            continue
        verdict = judge(datum.value, own)
        found = [_evidence(datum, datum.span, notices)] if datum.span else []
        if verdict.kind is not None:
            notices.add(verdict.kind, verdict.severity, verdict.vi, verdict.en, found)
        if verdict.agrees:
            yield from ((_FIELDS[datum.key], evidence) for evidence in found)


def _evidence(datum: Metadatum, span: Span, notices: Notices) -> Evidence:
    return notices.ground.at((span,), f"portal.{datum.key}", "", _CONFIDENCE)


def day(text: str) -> PartialDate | None:
    """The day that a text begins with or names first, None for another text."""
    found = _DAY.search(text)
    if found:
        with suppress(ValueError):
            return PartialDate(*(int(found[key] or found[f"{key}2"]) for key in "ymd"))
    return None


def _number(value: str, own: Own) -> Verdict:
    try:
        number = DocumentNumber.parse(value)
    except NumberError:
        return Verdict()
    if own.head.number is None or number.is_blank:
        return Verdict()
    if _parts(number) != _parts(own.head.number):
        vi = f"Văn bản ghi số {own.head.number}, trang đăng văn bản ghi số {value}"
        en = f"The document has the number {own.head.number}, the page that publishes it gives {value}"
        return Verdict(kind=FindingKind.NUMBER_CONFLICT, vi=vi, en=en)
    if re.sub(r"\s+", "", value).casefold() == own.head.number.key:
        return Verdict(agrees=True)
    vi = f"Trang đăng văn bản ghi số {value}, dạng đúng là {own.head.number}"
    en = f"The page that publishes the document writes its number {value}, its right form is {own.head.number}"
    return Verdict(agrees=True, kind=FindingKind.NUMBER_FORM, severity=Severity.INFO, vi=vi, en=en)


def _parts(number: DocumentNumber) -> tuple[str, str, str]:
    """What is the same in two spellings of a number, in whichever system's order."""
    return number.ordinal, number.type, number.offices


def _date(value: str, own: Own) -> Verdict:
    date, known = day(value), own.head.date
    if date is None or known is None:
        return Verdict()
    if date.agrees(known):
        return Verdict(agrees=bool(known.day))
    vi = f"Văn bản ghi ngày {known.iso}, trang đăng văn bản ghi {value}"
    en = f"The document is dated {known.iso}, the page that publishes it gives {value}"
    return Verdict(kind=FindingKind.DATE_CONFLICT, vi=vi, en=en)


def _issuer(value: str, own: Own) -> Verdict:
    words = fold(value)
    if not own.issuers:
        return Verdict()
    if any(_is_meant(words, issuer) for issuer in own.issuers):
        return Verdict(agrees=True)
    named = [mention.agent for mention in agencies.find(value, own.setting) if isinstance(mention.agent, Agency)]
    if any(_one_register(agency, issuer) for agency in named for issuer in own.issuers):
        return Verdict(agrees=any(agency.iri == issuer.iri for agency in named for issuer in own.issuers))
    if not named and not _is_other_province(value, own):
        return Verdict()
    names = "; ".join(issuer.name for issuer in own.issuers)
    vi = f"Văn bản do {names} ban hành, trang đăng văn bản ghi {value}"
    en = f"The document is issued by {names}, the page that publishes it gives {value}"
    return Verdict(kind=FindingKind.ISSUER_CONFLICT, vi=vi, en=en)


def _is_meant(words: str, issuer: Agency) -> bool:
    """Whether the words are an issuer's name, or that of its place alone, as portals have it ("Tỉnh An Giang")."""
    name = fold(issuer.name)
    if words in name or name in words:
        return True
    place = f" {fold(issuer.place.name)}" if issuer.place else ""
    return place.endswith(f" {_PLACE_KIND.sub('', words)}")


def _is_other_province(value: str, own: Own) -> bool:
    """Whether a portal gives a province alone, and another one than the issuer's."""
    places = {place.name for place in where.named(value, own.head.date) if place.level is Level.PROVINCE}
    own_places = {issuer.place.name for issuer in own.issuers if issuer.place and issuer.place.level is Level.PROVINCE}
    return bool(places and own_places) and not places & own_places


def _one_register(agency: Agency, issuer: Agency) -> bool:
    """Whether two bodies may number in one register: the same one, or bodies of one Party committee."""
    party = agency.side is issuer.side is Side.PARTY and agency.level is issuer.level
    return agency.iri == issuer.iri or (party and agency.place == issuer.place)


def _kind(value: str, own: Own) -> Verdict:
    named = kind_named(value.upper())
    return Verdict(agrees=named is not None and named[1] is own.head.kind)


def _signer(value: str, own: Own) -> Verdict:
    signer = own.head.signer
    return Verdict(agrees=signer is not None and fold(value).split() == signer.folded.split())


_JUDGES: dict[str, Callable[[str, Own], Verdict]] = {
    "number": _number,
    "date": _date,
    "issuer": _issuer,
    "kind": _kind,
    "signer": _signer,
}
