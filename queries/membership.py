"""Who belongs to a group of agencies, also one that no document names: at a date, and whose heirs they have at another.

A group is meant as its document means it: the districts that there were when the plan was issued. At a later date its
members are answered for by their heirs, each with the confidence of the steps that lead to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.answers import Store
from ontology.authority import provinces_named
from ontology.changes import probability
from ontology.dates import PartialDate
from ontology.identifiers import place_of, slug
from ontology.members import Definition, Member, definition, members, why_none
from ontology.succession import holders_at
from ontology.unit_rows import COUNTRY
from ontology.units import candidates, unit
from ontology.words import Words
from queries.answer import Answer, Cell, written
from queries.asking import ask
from queries.documents import find_one
from queries.errors import NotADateError, SeveralPlacesError, UnknownPlaceError

COLUMNS = ("agency", "iri", "confidence", "from", "to", "sources")
HEIR_COLUMNS = ("agency", "heir", "iri", "confidence", "decided")


@dataclass(frozen=True, slots=True)
class Expansion:
    """A group's definition, None where its words do not tell whom they mean; and its members at ``on``."""

    known: Definition | None
    members: tuple[Member, ...]
    on: PartialDate

    @property
    def why_none(self) -> Words | None:
        """Why there are no members although the words are understood."""
        return why_none(self.known, self.on) if self.known else None


def day(text: str) -> PartialDate:
    """A date as a user writes it, a day, a month or a year; raises NotADateError."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise NotADateError(words=text) from None


def said_in(store: Store, document: str) -> tuple[str, PartialDate | None]:
    """The slug of the place of a document and its date; raises QuestionError for a document that is not there."""
    row = ask(store, "document-place", {"document": find_one(store, document).iri}).records()[0]
    date = written(row["date"])
    return place_of(written(row["place"])) or COUNTRY, PartialDate.parse(date) if date else None


def place_named(words: str, on: PartialDate) -> str:
    """The slug of the place of a name at a date, "tỉnh Cao Bằng" or "Cao Bằng"; raises QuestionError unless it is one.

    >>> place_named("Cao Bằng", PartialDate(2024)), place_named("xã Trị An", PartialDate(2026))
    ('tinh-cao-bang', 'tinh-dong-nai.2025_xa-tri-an')
    """
    if slug(words) == COUNTRY:
        return COUNTRY
    found = _places(words, on)
    if not found:
        raise UnknownPlaceError(place=words, at=on.iso)
    if len(found) > 1:
        raise SeveralPlacesError(place=words, at=on.iso, slugs=", ".join(sorted(found)))
    return found[0]


def _places(words: str, on: PartialDate) -> list[str]:
    exact = unit(words)
    if exact is not None:
        return [exact.slug]
    provinces = [province.slug for province in provinces_named(words) if province.exists_on(on)]
    return provinces or [found.slug for found in candidates(slug(words), on)]


def expanded(words: str, place: str, on: PartialDate) -> Expansion:
    """The group of these words, said at a place (its slug) and a date."""
    known = definition(words, None, place, on)
    return Expansion(known, members(known, on) if known else (), on)


def rows(group: Expansion) -> Answer:
    """The members, each with its days, its confidence and the keys of its sources."""
    return Answer(COLUMNS, tuple(_row(member) for member in group.members))


def _row(member: Member) -> tuple[Cell, ...]:
    first, last = (date.iso if date else None for date in (member.period.first, member.period.last))
    return member.name, member.iri, member.confidence, first, last, ", ".join(member.sources)


def heir_rows(group: Expansion, at: PartialDate) -> Answer:
    """The members, and those who answer for each at another date; a member that nobody is known to follow has none."""
    return Answer(HEIR_COLUMNS, tuple(row for member in group.members for row in _heirs(member, group.on, at)))


def _heirs(member: Member, on: PartialDate, at: PartialDate) -> Iterator[tuple[Cell, ...]]:
    own = probability(member.confidence)
    held = holders_at(member.holder, frozenset(), on, at)
    for tenure in held:
        confidence = f"{own * tenure.confidence:.2f}"
        yield member.name, tenure.holder.name, tenure.holder.iri, confidence, tenure.decided
    if not held:
        yield member.name, None, None, None, False
