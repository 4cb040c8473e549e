"""The graph of indicator concepts: each with its members, their scores and reasons, and the pairs left to people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.comparing import AGAINST, Pair
from graph.concepts import JOINED, Concept, Found, Member, find_concepts, share_value
from graph.describe import Fact
from graph.ruled import Outcomes, said
from graph.rulings import Ruling
from graph.series import Descent, Series, read_descent, read_series
from graph.store import EmbeddedStore
from graph.vocabulary import LABEL, TYPE, cls, prop, value
from ontology.identifiers import BASE, CONCEPTS_GRAPH, concept_iri, part_iri
from ontology.terms import Class, Property
from ontology.words import Words

_LONG = 80  # characters of a concept's words in its IRI


def write_concepts(store: EmbeddedStore, rulings: Sequence[Ruling] = ()) -> Outcomes:
    """Writes the graph of concepts in the place of the former one; what became of the judgements of indicators."""
    descent = read_descent(store)
    found = find_concepts(read_series(store), descent, rulings)
    graph = NamedNode(CONCEPTS_GRAPH)
    facts = [*_concepts(found, descent), *_candidates(found, descent)]
    store.set_graph(CONCEPTS_GRAPH, (Quad(subject, term, value(thing), graph) for subject, term, thing in facts))
    return found.judged.outcomes


def _concepts(found: Found, descent: Descent) -> Iterator[Fact]:
    taken: set[str] = set()
    for concept in found.concepts:
        iri = _iri(concept, taken)
        taken.add(iri)
        first, node = concept.members[0].series, NamedNode(iri)
        yield node, TYPE, cls(Class.INDICATOR_CONCEPT)
        yield node, LABEL, Literal(first.text, language="vi")
        if first.unit:
            yield node, prop(Property.UNIT), first.unit
        for order, member in enumerate(concept.members, start=1):
            yield from _member(node, NamedNode(part_iri(iri, "member", order)), member, first, descent)


def _iri(concept: Concept, taken: set[str]) -> str:
    """The IRI of a concept by its earliest member's words; a count behind it where that is taken."""
    first = concept.members[0].series
    iri = concept_iri(first.text[:_LONG], first.manner.unit)
    count = 1
    while (f"{iri}-{count}" if count > 1 else iri) in taken:
        count += 1
    return f"{iri}-{count}" if count > 1 else iri


def _member(concept: NamedNode, node: NamedNode, member: Member, first: Series, descent: Descent) -> Iterator[Fact]:
    series = member.series
    yield NamedNode(series.indicator), prop(Property.HAS_CONCEPT), concept
    yield node, TYPE, cls(Class.CONCEPT_MEMBERSHIP)
    yield node, prop(Property.HAS_CONCEPT), concept
    yield node, prop(Property.MEMBER), NamedNode(series.indicator)
    for target in series.targets:
        yield NamedNode(target), prop(Property.HAS_CONCEPT), concept
        yield node, prop(Property.MEMBER_TARGET), NamedNode(target)
    if member.pair or not member.ruling:
        yield node, prop(Property.SCORE), _decimal(member.pair.score if member.pair else 1)
    yield node, prop(Property.REASON), _both(_why(member, first, descent))


def _why(member: Member, first: Series, descent: Descent) -> Iterator[Words]:
    series = member.series
    if member.ruling:
        vi, _, en = said(member.ruling).partition(" | ")
        yield Words(en, vi)
    elif series is first:
        yield Words("the earliest that says so", "nêu sớm nhất")
    else:
        apart = len(member.pair.one.wording.words ^ member.pair.other.wording.words) if member.pair else 0
        yield _words_alike(apart)
        yield Words("unit and direction agree", "đơn vị và hướng phù hợp")
    if series is not first and share_value(series, first):
        yield Words("the same value for a year", "cùng mức trong một năm")
    yield from _following(series, first, descent)


def _words_alike(apart: int) -> Words:
    """How many syllables only one side has."""
    if not apart:
        return Words("the same words", "cùng chữ")
    return Words(f"the same words but {apart}", f"cùng chữ, trừ {apart} chữ")


def _following(one: Series, other: Series, descent: Descent) -> Iterator[Words]:
    common = descent.common(one.document, other.document)
    if common:
        yield Words(f"both follow {descent.name(common)}", f"cùng theo {descent.name(common)}")


def _candidates(found: Found, descent: Descent) -> Iterator[Fact]:
    for pair, ruling in found.candidates:
        one, other = pair.one.series[0], pair.other.series[0]
        mark = hashlib.sha256("\x1f".join(sorted((one.thing, other.thing))).encode()).hexdigest()[:16]
        node = NamedNode(f"{BASE}concept-candidate/{mark}")
        yield node, TYPE, cls(Class.CONCEPT_CANDIDATE)
        yield node, prop(Property.THING), NamedNode(one.thing)
        yield node, prop(Property.OTHER_THING), NamedNode(other.thing)
        if pair.score:
            yield node, prop(Property.SCORE), _decimal(pair.score)
        yield node, prop(Property.REASON), said(ruling) if ruling else _both(_why_not(pair, descent))


def _why_not(pair: Pair, descent: Descent) -> Iterator[Words]:
    for key in pair.against:
        vi, en = AGAINST[key]
        yield Words(en, vi)
    if not pair.against:
        yield Words(f"less alike than {JOINED}", f"giống nhau dưới {JOINED}")
    yield from _following(pair.one.series[0], pair.other.series[0], descent)


def _both(several: Iterator[Words]) -> str:
    words = list(several)
    return "; ".join(one.vi for one in words) + " | " + "; ".join(one.en for one in words)


def _decimal(score: float) -> Decimal:
    return Decimal(str(score))
