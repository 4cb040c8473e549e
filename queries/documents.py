"""Which document a user means, and what a document is called.

A document is named by its number; one that has none by its kind, its issuer and its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from graph.answers import Store
from ontology import authority
from ontology.codes import Kind
from ontology.identifiers import BASE
from ontology.numbers import DocumentNumber, NumberError
from queries.answer import Record, answer
from queries.catalogue import named
from queries.errors import NotANumberError, SeveralDocumentsError, UnknownDocumentError

_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Card:
    """A document in a few words: all fields as text, empty where they are not known.

    ``reason`` says, in both languages, why it has a date or an issuer that its own text does not give.
    """

    iri: str
    number: str = ""
    kind: str = ""
    date: str = ""
    issuer: str = ""
    level: str = ""
    status: str = ""
    title: str = ""
    file: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The number, or else the kind, the issuer and the date.

        >>> Card("urn:a", kind="dispatch", issuer="Ủy ban nhân dân thị trấn Chợ Chu", date="2024-04").name
        'Công văn của UBND thị trấn Chợ Chu, 4/2024'
        """
        if self.number:
            return self.number
        words = kind_name(self.kind) + (f" của {short_name(self.issuer)}" if self.issuer else "")
        return f"{words}, {spoken_date(self.date)}" if self.date else words

    @property
    def held(self) -> bool:
        """Whether its text is there, in a file of its own or in a report."""
        return self.status in ("held", "reported")


def spoken_date(iso: str) -> str:
    """A date in the Vietnamese order, without leading noughts.

    >>> spoken_date("2023-12-05"), spoken_date("2024-04"), spoken_date("2024"), spoken_date("")
    ('5/12/2023', '4/2024', '2024', '')
    """
    return "/".join(part.lstrip("0") for part in reversed(iso.split("-"))) if iso else ""


def short_name(body: str) -> str:
    """A body's name with the people's committee and council by their letters.

    >>> short_name("Ủy ban nhân dân tỉnh Cao Bằng; Hội đồng nhân dân tỉnh Cao Bằng")
    'UBND tỉnh Cao Bằng; HĐND tỉnh Cao Bằng'
    """
    return re.sub(r"H[oộ]i đồng nhân dân", "HĐND", re.sub(r"[ỦU][yỷ] ban nhân dân", "UBND", body))


@cache
def kind_name(kind: str) -> str:
    """The Vietnamese name of a kind of document.

    >>> kind_name("plan"), kind_name("dispatch"), kind_name("")
    ('Kế hoạch', 'Công văn', 'Văn bản')
    """
    if kind == Kind.DISPATCH:
        return "Công văn"
    names = [one.name for one in authority.document_types() if one.kind == kind and not one.joint]
    return min(names, key=len) if names and kind != Kind.OTHER else "Văn bản"


def cards(store: Store) -> dict[str, Card]:
    """Every document of the store by its IRI."""
    records = answer(store.query(named("documents").text)).records()
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(str(record["document"]), []).append(record)
    return {iri: _card(iri, rows) for iri, rows in found.items()}


def _card(iri: str, rows: list[Record]) -> Card:
    def only(column: str, together: str = "") -> str:
        values = sorted({str(row[column]) for row in rows if row.get(column) is not None})
        return together.join(values) if together else (max(values, key=lambda v: (len(v), v)) if values else "")

    return Card(
        iri,
        only("number"),
        only("__kind"),
        only("date"),
        only("issuer", "; "),
        only("level"),
        only("__status"),
        only("title"),
        only("file"),
        only("reason"),
    )


def find(store: Store, text: str) -> tuple[Card, ...]:
    """The documents that have a number, written in whatever way, or this IRI (also without its base, or a former one).

    Raises NotANumberError for other words, UnknownDocumentError where there is none; both name near ones.
    """
    text = f"{BASE}{text}" if text.startswith("doc/") else text
    if "://" in text or text.startswith("urn:"):
        known = cards(store)
        card = known.get(text) or next((known[iri] for iri in _standing_for(store, text) if iri in known), None)
        if card is None:
            raise UnknownDocumentError(number=text, near=_near(store, text.rstrip("/").rsplit("/", 1)[-1]))
        return (card,)
    try:
        number = str(DocumentNumber.parse(text))
    except NumberError:
        raise NotANumberError(words=text, near=_near(store, text)) from None
    rows = answer(store.query(named("document-by-number").text, {"_number": Literal(number)})).records()
    if not rows:
        raise UnknownDocumentError(number=number, near=_near(store, number))
    wanted = {str(row["document"]) for row in rows}
    return tuple(card for iri, card in cards(store).items() if iri in wanted)


def _standing_for(store: Store, iri: str) -> tuple[str, ...]:
    """The documents that stand for an IRI which a document had before more of it was known."""
    rows = answer(store.query(named("replaced-by").text, {"_former_iri": NamedNode(iri)})).records()
    return tuple(sorted(str(row["document"]) for row in rows))


def find_one(store: Store, text: str) -> Card:
    """The one document that is meant; raises SeveralDocumentsError, which lists them, where it is not one."""
    found = find(store, text)
    if len(found) > 1:
        raise SeveralDocumentsError(number=found[0].number, iris=" ".join(sorted(card.iri for card in found)))
    return found[0]


def _near(store: Store, text: str) -> str:
    numbers = sorted({card.number for card in cards(store).values() if card.number})
    scored = process.extract(text, numbers, scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=50)
    return ", ".join(number for number, _, _ in scored)
