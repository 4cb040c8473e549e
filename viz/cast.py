"""The documents of a scene: which ones, what each tells, and the nearest document above each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.answers import Store
from queries.documents import Card, cards, find_one, short_name
from viz.scene import Quote
from viz.selection import Link, links_between, network_of, order, parents, select
from viz.told import Statement, Told, ask_about, mentions, statements
from viz.wording import coded, date
from viz.words import Text, join, word


@dataclass(frozen=True, slots=True)
class Cast:
    """All that the scene's documents bring: ``ids`` in the scene's order, by IRI; ``root`` is the IRI asked for."""

    root: str
    ids: Mapping[str, str]
    cards: Mapping[str, Card]
    links: tuple[Link, ...]
    hung: Mapping[str, str]
    told: Mapping[str, Told]
    spoken: Mapping[Statement, tuple[Quote, ...]]
    named: Mapping[str, tuple[Quote, ...]]

    def label(self, iri: str) -> Text:
        """What a document is called."""
        return label(self.cards[iri])


def label(card: Card) -> Text:
    """The number, or the name that trees and tables give a document without one.

    >>> label(Card("urn:x", kind="dispatch", issuer="Ủy ban nhân dân xã A", date="2024-04"))
    Text(vi='Công văn của UBND xã A, 4/2024', en='Dispatch of UBND xã A, 2024-04')
    >>> label(Card("urn:x", kind="dispatch")).en
    'Dispatch, no number'
    """
    if card.number:
        return Text.same(card.number)
    kind = coded("kind", card.kind or "other")
    if not card.issuer:
        return join(", ", [kind, date(card.date) if card.date else word("label.no-number")])
    english = word("name.of", kind=kind, issuer=short_name(card.issuer)).en
    return Text(card.name, f"{english}, {card.date}" if card.date else english)


def cast_of(store: Store, number: str | None) -> Cast:
    """Asks the store for the cascade around a number, or for all; raises QuestionError."""
    root = find_one(store, number).iri if number else ""
    known, network = cards(store), network_of(store)
    chosen = select(known, network, root)
    # A document that others link to and nothing describes still stands in the picture, as a bare name.
    shown = {iri: known.get(iri) or Card(iri) for iri in chosen}
    ordered = sorted(chosen, key=lambda iri: order(shown[iri]))
    told = {iri: ask_about(store, iri) if shown[iri].held else Told(iri) for iri in ordered}
    return Cast(
        root=root,
        ids={iri: f"d{place}" for place, iri in enumerate(ordered, 1)},
        cards=shown,
        links=tuple(links_between(network, chosen)),
        hung=parents(shown, network, chosen),
        told=told,
        spoken=statements(told.values()),
        named=mentions(told.values()),
    )
