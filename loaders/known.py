"""What a document says of the documents that it names: short forms resolved, keys completed (the third step).

"Kế hoạch số 109" is the one full number of a plan that the document cites with the ordinal 109; "Luật Giá" the law
whose number stands beside that name; "Chỉ thị nêu trên" the one directive named before. Where two fit, or none, the
mention stays without a number: it is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders import letters, mentions
from loaders.named import ABOVE, DocumentMention, is_known_by_ordinal
from loaders.places import CENTRAL, Setting, slug_of
from ontology import authority
from ontology.codes import Kind, Level
from ontology.dates import PartialDate
from ontology.identifiers import document_iri, slug
from ontology.model import Agency
from ontology.numbers import DocumentNumber, Layout

_APPROVING = (Kind.DECISION, Kind.PROGRAMME, Kind.RESOLUTION)  # how a programme known by its ordinal is given out


class Known:
    """The mentions of a document, and what they say of each other."""

    def __init__(self, found: Iterable[DocumentMention], own: DocumentNumber | None, setting: Setting) -> None:
        self.own, self.setting = own, setting
        self.by_number: dict[str, list[DocumentMention]] = {}
        self.by_ordinal: dict[str, dict[str, DocumentNumber]] = {}
        self.by_name: dict[str, dict[str, DocumentNumber]] = {}
        self.dated: dict[str, set[tuple[PartialDate, str]]] = {}
        for number in [own, *(self._add(mention) for mention in found)]:
            if number is not None:
                self.by_ordinal.setdefault(_plain(number.ordinal), {})[number.key] = number

    def _add(self, mention: DocumentMention) -> DocumentNumber | None:
        number = mention.number
        if number is not None:
            self.by_number.setdefault(number.key, []).append(mention)
            if mention.name:
                self.by_name.setdefault(_name(mention), {})[number.key] = number
        elif mention.date is not None:
            self.dated.setdefault(_name(mention), set()).add((mention.date, mention.name))
        return number

    def resolve(self, found: Iterable[DocumentMention], before: list[DocumentNumber]) -> Iterator[DocumentMention]:
        """Mentions with the number that a short form or name stands for, where one fits; ``before`` grows by each."""
        for mention in found:
            number = mention.number or self._meant(mention, before)
            if number is not None:
                before.append(number)
            yield replace(mention, number=number)

    def _meant(self, mention: DocumentMention, before: list[DocumentNumber]) -> DocumentNumber | None:
        if mention.short == ABOVE:
            own = [self.own] if self.own else []
            of_any = mention.name.casefold().startswith("văn bản")
            fitting = {n.key: n for n in (before if of_any else (*before, *own)) if of_any or _is_of(n, mention.kind)}
        elif mention.short:
            same = self.by_ordinal.get(_plain(mention.short), {})
            fitting = {key: n for key, n in same.items() if _is_of(n, mention.kind)}
            if not fitting and is_known_by_ordinal(mention.name):
                fitting = {key: n for key, n in same.items() if n.kind in _APPROVING}
        else:
            year = mention.date.year if mention.date else None
            fitting = {k: n for k, n in self.by_name.get(_name(mention), {}).items() if year in (None, n.year)}
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def complete(self, mention: DocumentMention) -> DocumentMention:
        """With the date and issuer that the other mentions of the number agree on."""
        if mention.number is None:
            return self._of_a_year(mention)
        others = self.by_number.get(mention.number.key, [])
        dates = {m.date for m in others if m.date and m.date.day}
        issuers = {m.issuer.iri: m.issuer for m in others if m.issuer}
        date = mention.date
        if (date is None or not date.day) and len(dates) == 1:
            date = next(iter(dates))
        issuer = mention.issuer or (next(iter(issuers.values())) if len(issuers) == 1 else None)
        return replace(mention, date=date, issuer=issuer or mentions.office_agency(mention.number, self.setting))

    def _of_a_year(self, mention: DocumentMention) -> DocumentMention:
        """A law without its year is that of the one year, or of the one day, that the file gives beside its name."""
        dated = self.dated.get(_name(mention), set()) if mention.kind is Kind.LAW and mention.date is None else set()
        if len(dated) != 1:
            return mention
        date, name = next(iter(dated))
        return replace(mention, date=date, name=name)

    def key(self, mention: DocumentMention, document: str) -> str:
        """The IRI of the document that a completed mention speaks of, as far as the file tells it.

        A name that says no more than "Chỉ thị số 45" is one of the citing ``document`` alone.
        """
        date = mention.date.iso if mention.date and mention.date.day else ""
        if mention.number is not None:
            place = _office_place(mention.number, mention.issuer)
            return document_iri(place, mention.number.office, date, str(mention.number))
        name = slug(mention.name)
        if mention.kind is Kind.LAW:
            return document_iri("viet-nam", "quoc-hoi", date or (mention.date.iso if mention.date else ""), name)
        if is_known_by_ordinal(mention.name) or _is_central(mention):
            return document_iri(slug_of(CENTRAL), "", date, name)
        return document_iri("", "", date, f"{name}-{slug('-'.join(document.split('/')[-3:]))}")


def mended(mention: DocumentMention, known: Known) -> DocumentMention:
    """With the letters of its number read as those of a known office, where OCR left one reading."""
    number = mention.number and letters.mend(mention.number, [m[0].number for m in known.by_number.values()])
    return replace(mention, number=number, mended=True) if number else mention


def _plain(ordinal: str) -> str:
    return ordinal.lstrip("0")


def _name(mention: DocumentMention) -> str:
    return mention.name.split(" năm ")[0].casefold()


def _is_of(number: DocumentNumber, kind: Kind | None) -> bool:
    """Whether a number can be that of a document of a kind: letters may stand for two types."""
    if kind is None or number.kind is kind:
        return kind is not None
    return any(t.kind is kind for t in authority.document_types() if number.type and t.abbreviation == number.type)


def _is_central(mention: DocumentMention) -> bool:
    """Whether a resolution named by its congress or plenum is the whole Party's."""
    name = mention.name.casefold()
    return (
        mention.kind is Kind.RESOLUTION
        and not mention.short
        and "đảng bộ" not in name
        and ("toàn quốc" in name or "của đảng" in name or "trung ương" in name)
    )


def _office_place(number: DocumentNumber, issuer: Agency | None) -> str:
    """The slug of the place in whose register a number stands."""
    if number.layout is Layout.LAW:
        return slug_of(CENTRAL)
    code = authority.issuer_codes().get(number.office)
    if code is not None and code.level is Level.CENTRAL and not code.local:
        return slug_of(CENTRAL)
    if issuer is not None and issuer.place is not None:
        return slug_of(issuer.place)
    return slug_of(CENTRAL) if issuer is not None and issuer.level is Level.CENTRAL else ""
