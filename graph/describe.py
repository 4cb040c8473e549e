"""Triples of what stands outside one document as well: bodies, places and findings."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.vocabulary import LABEL, TYPE, Plain, cls, concept, prop
from ontology.bodies import known_body
from ontology.codes import Side
from ontology.holders import CENTRAL, Holder
from ontology.identifiers import place_iri
from ontology.localities import place_name
from ontology.model import Agency, Agent, Finding, Place
from ontology.rows import ORG
from ontology.terms import Class, Property
from ontology.units import unit

Fact = tuple[NamedNode, NamedNode, Plain]


def describe_agent(agent: Agent) -> Iterator[Fact]:
    """What is known of a body or a group of bodies, its place included.

    >>> [fact[2] for fact in describe_agent(Agency("https://w3id.org/chidao/id/agency/x/y", "Y", Side.STATE, None))][1]
    <Literal value=Y language=vi>
    """
    iri = NamedNode(agent.iri)
    yield iri, TYPE, cls(Class.AGENCY if isinstance(agent, Agency) else Class.AGENCY_GROUP)
    yield iri, LABEL, Literal(agent.name, language="vi")
    yield iri, prop(Property.SIDE), concept("side", agent.side)
    if agent.level:
        yield iri, prop(Property.LEVEL), concept("level", agent.level)
    if agent.place:
        yield iri, prop(Property.JURISDICTION), NamedNode(agent.place.iri)
        yield from describe_place(agent.place)


def agency_of(holder: Holder) -> Agency:
    """The body that a holder is, as a document would have named it.

    >>> agency_of(Holder("Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa")).place.name
    'huyện Định Hóa'
    """
    known, name = known_body(holder.body), place_name(holder.place)
    slug = holder.place or CENTRAL
    level = holder.level
    at = unit(slug)
    above = at.province if at and at.province != slug else ""
    place = Place(place_iri(slug), name or "Việt Nam", level, place_iri(above) if above else None) if level else None
    placed = place if name or slug == CENTRAL else None
    return Agency(holder.iri, holder.name, known.side if known else Side.OTHER, level, placed)


def describe_unnamed(agency: Agency) -> Iterator[Fact]:
    """A body that no document names: an organisation, not yet a ``cd:Agency``, which is what documents name."""
    node = NamedNode(agency.iri)
    yield node, TYPE, NamedNode(f"{ORG}FormalOrganization")
    yield from (fact for fact in describe_agent(agency) if fact[:2] != (node, TYPE))


def describe_place(place: Place) -> Iterator[Fact]:
    """What is known of a place; its parent is only named."""
    iri = NamedNode(place.iri)
    yield iri, TYPE, cls(Class.PLACE)
    yield iri, LABEL, Literal(place.name, language="vi")
    yield iri, prop(Property.LEVEL), concept("level", place.level)
    if place.parent:
        yield iri, prop(Property.PARENT_PLACE), NamedNode(place.parent)


def describe_finding(finding: Finding) -> Iterator[Fact]:
    """A finding without its evidence."""
    iri = NamedNode(finding.iri)
    yield iri, TYPE, cls(Class.FINDING)
    yield iri, prop(Property.FINDING_KIND), concept("finding", finding.kind)
    yield iri, prop(Property.SEVERITY), concept("severity", finding.severity)
    yield iri, prop(Property.MESSAGE), Literal(finding.message_vi, language="vi")
    yield iri, prop(Property.MESSAGE), Literal(finding.message_en, language="en")
    if finding.file:
        yield iri, prop(Property.FILE), finding.file
    if finding.document:
        yield iri, prop(Property.IN_DOCUMENT), NamedNode(finding.document)
    if finding.check:
        yield iri, prop(Property.BY_CHECK), NamedNode(finding.check)
    if finding.checked:
        yield iri, prop(Property.CHECKED), NamedNode(finding.checked)
