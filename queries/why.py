"""Why the store says something: stated facts with their sentences, inferred ones with rule and premises down to those.

>>> from ontology.terms import Property
>>> property_named("cd:sharesIn") == property_named("sharesIn") == Property.SHARES_IN
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph.answers import Store, Term
from graph.proof import Proof, proofs
from graph.rulebook import rulebook
from ontology.identifiers import BASE, INFERRED_GRAPH, full_iri
from ontology.numbers import DocumentNumber, NumberError
from ontology.terms import PROPERTY_OF_RELATION, Property
from ontology.words import Words
from queries.answer import Record, answer, written
from queries.asking import ask
from queries.catalogue import named
from queries.documents import Card, cards, find
from queries.errors import UnknownFactError, UnknownIndicatorError, UnknownIndicatorNumberError
from queries.owner import owners

_RELATIONS: Final = {term.value: relation.value for relation, term in PROPERTY_OF_RELATION.items()}
_LONG: Final = 90
_STATED: Final = "ASK { GRAPH ?graph { %s %s %s } FILTER(?graph != <%s>) }"


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence that bears witness: where it stands, ``of`` the field of a document that it gives."""

    sentence: str
    file: str
    section: str
    start: int
    end: int
    page: str = ""
    confidence: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a row of authority data rests on: its confidence, its days, its sources."""

    confidence: str
    since: str
    until: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a fact follows: a rule, in words, and the facts that it rests on."""

    rule: str
    words: Words
    premises: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple in words; where it is stated with its grounds, where it follows with the ways."""

    triple: Triple
    words: Words
    stated: bool
    grounds: tuple[Ground, ...]
    basis: tuple[Basis, ...]
    ways: tuple[Way, ...]


def why(store: Store, triples: Iterable[Triple]) -> tuple[Fact, ...]:
    """Each of some triples with all that it rests on; those that the store does not have are left out."""
    explain = _Explainer(store)
    found = (explain.fact(triple) for triple in sorted(set(triples), key=str))
    return tuple(fact for fact in found if fact.stated or fact.ways)


def meant(store: Store, words: list[str], document: str | None = None) -> tuple[Triple, ...]:
    """The triples that words mean: an IRI alone; two things and what is between them; subject, property and object.

    A thing is an IRI, the number of a document, the name of a body, or, second, the number or words of an indicator.
    Raises UnknownFactError where there is none, and what naming things raises.
    """
    found = _about(store, full_iri(words[0])) if len(words) == 1 else _between(store, words, document)
    if not found:
        raise UnknownFactError(words=" ".join(words))
    return tuple(sorted(found, key=str))


def property_named(text: str) -> str:
    """The IRI of a property by its local name, with or without "cd:", or by its IRI; raises UnknownFactError."""
    local = {term.local_name: term.value for term in Property}
    name = text.removeprefix("cd:")
    if name in local:
        return local[name]
    if "://" in text:
        return text
    raise UnknownFactError(words=text)


def _about(store: Store, iri: str) -> set[Triple]:
    """What follows of a thing, and that the document says it at all."""
    heads = {rule.head.predicate for rule in rulebook().values()} | {NamedNode(Property.IN_DOCUMENT.value)}
    rows = store.query(f"SELECT DISTINCT ?p ?o WHERE {{ {NamedNode(iri)} ?p ?o }}").terms
    return {Triple(NamedNode(iri), p, o) for p, o in rows if isinstance(p, NamedNode) and o is not None and p in heads}


def _between(store: Store, words: list[str], document: str | None) -> set[Triple]:
    """The triples from the first thing to the last, by the property between them where it is named."""
    middle = property_named(words[1]) if len(words) > 2 else None  # noqa: PLR2004 (subject, property, object)
    found = set()
    for subject in _things(store, words[0], None):
        rows = store.query(f"SELECT DISTINCT ?p ?o WHERE {{ {NamedNode(subject)} ?p ?o }}").terms
        ends = _ends(store, words[-1], document)
        found |= {
            Triple(NamedNode(subject), p, o)
            for p, o in rows
            if isinstance(p, NamedNode) and isinstance(o, NamedNode | Literal)
            if o.value in ends and middle in (None, p.value)
        }
    return found


def _ends(store: Store, words: str, document: str | None) -> set[str]:
    return {*_things(store, words, document), words}


def _things(store: Store, words: str, document: str | None) -> set[str]:
    """The IRIs of what words name."""
    if "/" in words and ("://" in words or full_iri(words.partition("/")[0]).startswith(BASE)):
        number = _number(words)
        if number is None or "://" in words:
            return {full_iri(words)}
    if _number(words) is not None:
        return {card.iri for card in find(store, words)}
    bodies = answer(store.query(named("tables/agencies").text)).records()
    named_so = {str(row["iri"]) for row in bodies if str(row["name"]).casefold() == words.casefold()}
    return named_so or _indicators(store, words, document)


def _indicators(store: Store, words: str, document: str | None) -> set[str]:
    try:
        return {one.iri for one in owners(store, words, document)}
    except (UnknownIndicatorError, UnknownIndicatorNumberError):
        return set()


def _number(words: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(words)
    except NumberError:
        return None


class _Explainer:
    """Explains triples of one store, each thing named once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.named: dict[str, Words] = {}

    @cached_property
    def cards(self) -> dict[str, Card]:
        """The documents, for their names."""
        return cards(self.store)

    def fact(self, triple: Triple) -> Fact:
        """A triple with what it rests on."""
        stated = bool(self._stated(triple))
        ways = () if stated else tuple(self._way(proof) for proof in proofs(self.store, triple))
        grounds = tuple(self._grounds(triple)) if stated else ()
        basis = tuple(self._basis(triple.subject)) if stated and isinstance(triple.subject, NamedNode) else ()
        return Fact(triple, self._sentence(triple), stated, grounds, basis, ways)

    def _stated(self, triple: Triple) -> bool:
        rows = self.store.query(_STATED % (triple.subject, triple.predicate, triple.object, INFERRED_GRAPH))
        return rows.terms == ((Literal(value=True),),)

    def _way(self, proof: Proof) -> Way:
        return Way(proof.rule.name, proof.rule.summary, tuple(self.fact(premise) for premise in proof.premises))

    def _grounds(self, triple: Triple) -> Iterator[Ground]:
        """The sentences of a stated triple: those of the citations for a link, else those of its subject."""
        subject, value = triple.subject, triple.object
        relation = _RELATIONS.get(triple.predicate.value)
        if relation and isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            given = {"source": subject.value, "target": value.value}
            cited = ask(self.store, "stated-by", given).records()
            for row in cited:
                if str(row["relation"]).endswith(f"/{relation}"):
                    yield from self._sentences(str(row["citation"]), {""})
        elif isinstance(subject, NamedNode):
            field = {Property.ISSUED_ON.value: "date", Property.ISSUED_BY.value: "issuer"}.get(
                triple.predicate.value, ""
            )
            yield from self._sentences(subject.value, {field})

    def _sentences(self, iri: str, fields: set[str]) -> Iterator[Ground]:
        for row in ask(self.store, "evidence-for", {"fact": iri}).records():
            if written(row["of"]) in fields:
                yield _ground(row)

    def _basis(self, subject: NamedNode) -> Iterator[Basis]:
        rows = ask(self.store, "sources-of", {"thing": subject.value}).records()
        if rows:
            sources = dict.fromkeys(written(row["title"] or row["source"]) for row in rows if row["source"])
            first = {name: written(rows[0][name]) for name in ("confidence", "from", "to")}
            yield Basis(first["confidence"], first["from"], first["to"], tuple(sources))

    def _sentence(self, triple: Triple) -> Words:
        subject, verb, value = (self._name(term) for term in (triple.subject, triple.predicate, triple.object))
        return Words(f"{subject.en} — {verb.en} → {value.en}", f"{subject.vi} — {verb.vi} → {value.vi}")

    def _name(self, term: Term) -> Words:
        if not isinstance(term, NamedNode):
            text = term.value if isinstance(term, Literal) else str(term)
            return Words(text, text)
        if term.value not in self.named:
            self.named[term.value] = self._called(term)
        return self.named[term.value]

    def _called(self, node: NamedNode) -> Words:
        """What a thing is called: a document by its number, a part of one by its kind, its number and its words."""
        if node.value in self.cards:
            name = self.cards[node.value].name
            return Words(name, name)
        rows = self.store.query(named("name-of").text, {"_thing_iri": node})
        names = {
            lang: next((r["name"] for r in rows if getattr(r["name"], "language", "") == lang), None)
            for lang in ("vi", "en")
        }
        texts = {lang: term.value for lang, term in names.items() if isinstance(term, Literal)}
        plain = next((row.text("name") for row in rows), "")
        vi, en = texts.get("vi", plain), texts.get("en", texts.get("vi", plain))
        head = _part(node.value) if any(row["document"] for row in rows) else ("", "")
        number = next((row.text("no") for row in rows), "")
        short = node.value.removeprefix(BASE)
        return Words(_joined(head[1], number, en) or short, _joined(head[0], number, vi) or short)


_PARTS: Final = {
    "section": ("mục", "section"),
    "task": ("nhiệm vụ", "task"),
    "indicator": ("chỉ tiêu", "indicator"),
    "duty": ("trách nhiệm của", "duty of"),
}


def _part(iri: str) -> tuple[str, str]:
    """The kind of a part of a document, by its IRI, in Vietnamese and English."""
    return _PARTS.get(iri.rsplit("/", 2)[-2], ("", ""))


def _joined(kind: str, number: str, words: str) -> str:
    flat = " ".join(words.split())
    short = flat if len(flat) <= _LONG else f"{flat[:_LONG].rstrip()} …"
    quoted = f"“{short}”" if kind and short else short
    return " ".join(part for part in (kind, number, quoted) if part)


def _ground(row: Record) -> Ground:
    text = {name: written(row[name]) for name in ("sentence", "file", "section", "page", "confidence", "of")}
    start, end = int(written(row["start"])), int(written(row["end"]))
    return Ground(
        text["sentence"], text["file"], text["section"], start, end, text["page"], text["confidence"], text["of"]
    )
