"""The graph of groups: what the words of each group mean, and who the members are, when.

A group that documents name has one ``cd:definition`` for each kind of body that it names, shared by all groups that
mean the same at the same place; each member of a definition stands once, as an ``org:Membership`` with its days. So any
date can be asked without expanding anything again. What of a group's words is not known stands in ``cd:openWords``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph.describe import Fact, agency_of, describe_unnamed
from graph.store import EmbeddedStore
from graph.vocabulary import LABEL, TYPE, cls, concept, notation, prop, value
from ontology.changes import SOURCE
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import (
    AGENTS_GRAPH,
    AUTHORITY_GRAPH,
    MEMBERS_GRAPH,
    SUCCESSION_GRAPH,
    definition_iri,
    membership_iri,
    place_iri,
    place_of,
)
from ontology.lines import Period
from ontology.members import Definition, Member, Part, definition, memberships
from ontology.rows import DCTERMS, ORG
from ontology.terms import Class, Property
from ontology.units import unit

# A definition with more members than that, all communes of the country, has none written out: it says what they are.
MOST: Final = 1000
_GROUPS: Final = f"""
SELECT ?group ?label ?level ?place WHERE {{
  ?group a <{Class.AGENCY_GROUP}> ; <{LABEL.value}> ?label .
  OPTIONAL {{ ?group <{Property.LEVEL}> ?level }}
  OPTIONAL {{ ?group <{Property.JURISDICTION}> ?place }}
}}"""
_DESCRIBED: Final = f"""
SELECT DISTINCT ?thing WHERE {{
  {{ GRAPH <{AGENTS_GRAPH}> {{ ?thing <{LABEL.value}> ?label }} }} UNION
  {{ GRAPH <{SUCCESSION_GRAPH}> {{ ?thing <{LABEL.value}> ?label }} }} UNION
  {{ GRAPH <{AUTHORITY_GRAPH}> {{ ?thing <{LABEL.value}> ?label }} }}
}}"""
_NAMED_ON: Final = f"""
SELECT DISTINCT ?group ?date WHERE {{
  {{ SELECT DISTINCT ?group ?document WHERE {{
    ?group a <{Class.AGENCY_GROUP}> .
    {{ ?document <{Property.ADDRESSEE}> ?group }} UNION
    {{ ?duty <{Property.AGENT}> ?group . ?duty <{Property.IN_DOCUMENT}> ?document }}
  }} }}
  ?document <{Property.ISSUED_ON}> ?date .
}}"""


@dataclass(frozen=True, slots=True)
class _Group:
    """A group as documents name it: its words, its place, and when it was named."""

    iri: str
    name: str
    level: Level | None
    place: str
    on: PartialDate | None


def write_members(store: EmbeddedStore) -> int:
    """Writes the graph of groups where it differs from what the store has; how many triples it has."""
    described = {thing.value for (thing,) in store.query(_DESCRIBED).terms if isinstance(thing, NamedNode)}
    graph = NamedNode(MEMBERS_GRAPH)
    quads = {Quad(subject, term, value(thing), graph) for subject, term, thing in _facts(_groups(store), described)}
    written = tuple(sorted((quad for quad in quads if not _stated(store, quad)), key=str))
    if written != store.quads(MEMBERS_GRAPH):
        store.set_graph(MEMBERS_GRAPH, written)
    return len(written)


def _stated(store: EmbeddedStore, quad: Quad) -> bool:
    """Whether the authority data says it already, as of the class and the level of a province."""
    return store.holds(Quad(quad.subject, quad.predicate, quad.object, NamedNode(AUTHORITY_GRAPH)))


def _groups(store: EmbeddedStore) -> Iterator[_Group]:
    """The groups of the documents, once for each date at which they are named."""
    dates: dict[str, list[PartialDate]] = defaultdict(list)
    for named, date in store.query(_NAMED_ON).terms:
        if isinstance(named, NamedNode) and isinstance(date, Literal):
            dates[named.value].append(PartialDate.parse(date.value))
    for group, label, level, place in store.query(_GROUPS).terms:
        if isinstance(group, NamedNode) and isinstance(label, Literal):
            known = Level(notation(level.value)) if isinstance(level, NamedNode) else None
            where = place_of(place.value) if isinstance(place, NamedNode) else ""
            for on in (*sorted(dates[group.value]),) or (None,):
                yield _Group(group.value, label.value, known, where, on)


def _facts(groups: Iterable[_Group], described: set[str]) -> Iterator[Fact]:
    parts: dict[str, Part] = {}
    by_iri: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_iri[group.iri].append(group)
    for iri, named in by_iri.items():
        found = [definition(group.name, group.level, group.place, group.on) for group in named]
        yield from _group(iri, named[0].name, found)
        parts |= {_iri(part): part for known in found if known for part in known.parts}
    for iri, part in sorted(parts.items()):
        yield from _definition(iri, part)
        if len(memberships(part)) <= MOST:
            yield from _memberships(iri, memberships(part), described)


def _iri(part: Part) -> str:
    return definition_iri(part.place, part.key)


def _group(iri: str, name: str, found: Iterable[Definition | None]) -> Iterator[Fact]:
    """What of a group's words is understood, and what is not."""
    node = NamedNode(iri)
    for known in found:
        for part in known.parts if known else ():
            yield node, prop(Property.DEFINITION), NamedNode(_iri(part))
        for words in known.open_words if known else (name,):
            yield node, prop(Property.OPEN_WORDS), Literal(words, language="vi")


def _definition(iri: str, part: Part) -> Iterator[Fact]:
    node = NamedNode(iri)
    yield node, TYPE, cls(Class.GROUP_DEFINITION)
    yield node, LABEL, Literal(part.label, language="vi")
    yield node, prop(Property.LEVEL), concept("level", part.level)
    yield node, prop(Property.JURISDICTION), NamedNode(place_iri(part.place))
    yield node, prop(Property.OPEN_LIST), part.is_open
    if part.body:
        yield node, prop(Property.MEMBER_BODY), part.body
    for kind in part.types:
        yield node, prop(Property.MEMBER_PLACES), kind
    yield from _grounds(node, part.period, part.confidence, part.sources)


def _memberships(iri: str, found: Iterable[Member], described: set[str]) -> Iterator[Fact]:
    order: dict[str, int] = defaultdict(int)
    for member in found:
        order[member.iri] += 1
        node = NamedNode(membership_iri(iri, member.iri, order[member.iri]))
        yield node, TYPE, NamedNode(f"{ORG}Membership")
        yield node, NamedNode(f"{ORG}organization"), NamedNode(iri)
        yield node, NamedNode(f"{ORG}member"), NamedNode(member.iri)
        at = unit(member.place)
        of_bodies = set(member.sources) - set(at.sources if at else ())  # those of a unit stand with the unit
        yield from _grounds(node, member.period, member.confidence, of_bodies)
        if member.iri not in described:
            yield from _body(member, described)


def _grounds(node: NamedNode, period: Period, confidence: str, sources: Iterable[str]) -> Iterator[Fact]:
    if period.first:
        yield node, prop(Property.VALID_FROM), period.first
    if period.last:
        yield node, prop(Property.VALID_TO), period.last
    yield node, prop(Property.SOURCE_CONFIDENCE), confidence
    for source in sources:
        yield node, NamedNode(f"{DCTERMS}source"), NamedNode(f"{SOURCE}{source}")


def _body(member: Member, described: set[str]) -> Iterator[Fact]:
    """A member that no document names, and its place."""
    named = agency_of(member.holder)
    return (fact for fact in describe_unnamed(named) if fact[0].value == named.iri or fact[0].value not in described)
