"""Facts and axioms as sentences in both languages, each fact with the document, section and words that it rests on."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.axioms import INVERSE, OWL, RDF, RDFS, Axiom, Kind, code_lists, vocabulary
from graph.vocabulary import LABEL, TYPE, XSD, prop
from ontology.identifiers import BASE, ONTOLOGY
from ontology.terms import Class, Property
from ontology.words import Words

_SKOS_LABEL: Final = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_NAMES: Final = (LABEL, _SKOS_LABEL, prop(Property.NUMBER))
_EVIDENCE, _QUOTE, _PATH = prop(Property.HAS_EVIDENCE), prop(Property.QUOTE), prop(Property.PATH)
_LONG: Final = 80
_PREFIXES: Final = {
    BASE: "",
    ONTOLOGY: "cd:",
    OWL: "owl:",
    RDF: "rdf:",
    RDFS: "rdfs:",
    XSD: "xsd:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://purl.org/dc/terms/": "dcterms:",
}
MEMBER: Final = ox.NamedNode("urn:chidao:member")
_Said = Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact for a reader; ``document``, ``section`` and ``quote`` are "" where it rests on no words of a document."""

    fact: ox.Triple
    words: Words
    document: str = ""
    section: str = ""
    quote: str = ""

    @property
    def subject(self) -> str:
        """The IRI of what the fact is about."""
        return _iri(self.fact.subject)


@cache
def _wording() -> dict[str, Words]:
    lines = (files("graph") / "axiom_words.csv").read_text(encoding="utf-8").splitlines()
    return {row["kind"]: Words(row["en"], row["vi"]) for row in csv.DictReader(lines)}


class Teller:
    """Tells of facts in the light of all that is known with them: names, evidence, documents."""

    def __init__(self, facts: Mapping[ox.Triple, str], vocabulary_too: Iterable[ox.Triple] = ()) -> None:
        self._facts = facts
        self._said: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._citing: dict[str, list[ox.NamedNode]] = defaultdict(list)
        self._documents: dict[str, list[ox.NamedNode]] = defaultdict(list)
        for triple in (*vocabulary(), *code_lists(), *vocabulary_too, *facts):
            self._note(triple, facts.get(triple, ""))

    def _note(self, triple: ox.Triple, graph: str) -> None:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            return
        self._said[subject.value][triple.predicate].append(value)
        if isinstance(value, ox.NamedNode) and triple.predicate != TYPE:
            self._citing[value.value].append(subject)
        if triple.predicate == TYPE and value == ox.NamedNode(Class.DOCUMENT) and graph:
            self._documents[graph].append(subject)

    def axiom(self, axiom: Axiom) -> Words:
        """An axiom as a sentence."""
        words = _wording()[axiom.kind]
        if axiom.kind is Kind.OTHER:
            return Words(*axiom.terms, *axiom.terms)
        en, vi = (tuple(self._term(term, lang) for term in axiom.terms) for lang in ("en", "vi"))
        return Words(words.en.format(*en), words.vi.format(*vi))

    def _term(self, term: str, lang: str) -> str:
        back = {"vi": "chiều ngược của ", "en": "the inverse of "}[lang] if term.startswith(INVERSE) else ""
        return back + self.name(term.removeprefix(INVERSE), lang)

    def name(self, iri: str, lang: str) -> str:
        """What a thing is called: its label in a language, its number, else what its IRI ends with."""
        said = self._said.get(iri, {})
        for by in _NAMES:
            literals = [v for v in said.get(by, ()) if isinstance(v, ox.Literal)]
            if literals:
                return min(literals, key=lambda v: (v.language != lang, v.value)).value
        if iri == MEMBER.value:
            return "một phần tử bất kỳ" if lang == "vi" else "any member"
        return self._part(iri, lang) or short(iri)

    def _part(self, iri: str, lang: str) -> str:
        """A part of a document by its class, its order and the document: "duty 29 (1222/KH-UBND)"."""
        said = self._said.get(iri, {})
        document, kind = _only(said, prop(Property.IN_DOCUMENT)), _only(said, TYPE)
        if not document or not kind:
            return ""
        return f"{self.name(kind, lang)} {iri.rpartition('/')[2]} ({self.name(document, lang)})"

    def fact(self, fact: ox.Triple) -> Told:
        """A fact as a sentence, with where it stands written."""
        words = Words(self._sentence(fact, "en"), self._sentence(fact, "vi"))
        graph = self._facts.get(fact, "")
        # What a file of the user's says rests on no sentence of a document.
        found = self._evidence(fact) if graph.startswith(BASE) else None
        if found is None:
            return Told(fact, words, self._document(graph))
        said = self._said[found.value]
        return Told(fact, words, self._document_of(found), _only(said, _PATH), _only(said, _QUOTE))

    def _sentence(self, fact: ox.Triple, lang: str) -> str:
        subject, value = _iri(fact.subject), fact.object
        written = value.value if isinstance(value, ox.Literal) else self.name(_iri(value), lang)
        written = written if len(written) <= _LONG else f"{written[:_LONG]}…"
        if fact.predicate == TYPE:
            return f"«{self.name(subject, lang)}» {'là' if lang == 'vi' else 'is a'} «{written}»"
        return f"«{self.name(subject, lang)}» — {self.name(fact.predicate.value, lang)}: «{written}»"

    def _evidence(self, fact: ox.Triple) -> ox.NamedNode | None:
        """The evidence of a fact: its subject's, for this property if that is said; else of what names the subject."""
        own = self._evidences(_iri(fact.subject))
        local = fact.predicate.value.removeprefix(ONTOLOGY)
        exact = [one for one in own if _only(self._said[one.value], prop(Property.EVIDENCE_FOR)) == local]
        general = [one for one in own if not _only(self._said[one.value], prop(Property.EVIDENCE_FOR))]
        if exact or general or own:
            return min(exact or general or own, key=str)
        naming = [e for one in self._citing.get(_iri(fact.subject), ()) for e in self._evidences(one.value)]
        return min(naming, key=str, default=None)

    def _evidences(self, iri: str) -> list[ox.NamedNode]:
        return [one for one in self._said.get(iri, {}).get(_EVIDENCE, ()) if isinstance(one, ox.NamedNode)]

    def _document_of(self, evidence: ox.NamedNode) -> str:
        written = ox.Triple(evidence, TYPE, ox.NamedNode(Class.EVIDENCE))
        return self._document(self._facts.get(written, ""))

    def _document(self, graph: str) -> str:
        """What the document of a graph is called; of any other graph or file its name."""
        known = self._documents.get(graph, ())
        return (
            self.name(min(known, key=str).value, "vi")
            if known and graph.startswith(f"{BASE}graph/document/")
            else graph
        )


def short(iri: str) -> str:
    """An IRI with a prefix where one is known.

    >>> short("http://www.w3.org/2004/02/skos/core#Concept")
    'skos:Concept'
    """
    known = next((name for name in _PREFIXES if iri.startswith(name)), "")
    return f"{_PREFIXES[known]}{iri.removeprefix(known)}" if known else iri


def _only(said: _Said, predicate: ox.NamedNode) -> str:
    return min((value.value for value in said.get(predicate, ())), default="")


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)
