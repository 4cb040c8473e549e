"""What the documents' graphs say of documents: those that files hold, and those that they cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from graph.answers import Row, Store
from graph.places import province
from graph.registers import Key, after, key_of
from graph.vocabulary import notation
from ontology.codes import Kind, Level, Relation, Standing
from ontology.dates import PartialDate
from ontology.identifiers import ONTOLOGY, document_parts, place_of

_PREFIXES: Final = f"PREFIX cd: <{ONTOLOGY}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_DOCUMENTS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?document ?file ?part ?standing ?kind ?number ?date ?place ?level ?title WHERE {{
  ?document cd:standingInFile ?standing ; cd:file ?file ; cd:part ?part ; cd:kind ?kind .
  OPTIONAL {{ ?document cd:number ?number }} OPTIONAL {{ ?document cd:issuedOn ?date }}
  OPTIONAL {{ ?document cd:jurisdiction ?place }} OPTIONAL {{ ?document cd:level ?level }}
  OPTIONAL {{ ?document cd:title ?title }}
}}"""
_ISSUERS: Final = (
    f"{_PREFIXES} SELECT DISTINCT ?document ?agency WHERE {{ ?document cd:part ?p ; cd:issuedBy ?agency }}"
)
# A body is described anew in each document's graph: joined before they are made distinct, its properties multiply.
_AGENCIES: Final = f"""{_PREFIXES}
SELECT DISTINCT ?agency ?label ?place ?level WHERE {{
  {{ SELECT DISTINCT ?agency WHERE {{ ?agency a cd:Agency }} }}
  {{ SELECT DISTINCT ?agency ?label WHERE {{ ?agency rdfs:label ?label }} }}
  OPTIONAL {{ SELECT DISTINCT ?agency ?place WHERE {{ ?agency cd:jurisdiction ?place }} }}
  OPTIONAL {{ SELECT DISTINCT ?agency ?level WHERE {{ ?agency cd:level ?level }} }}
}}"""
_CITATIONS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?citation ?document ?relation ?key ?subject ?number ?name ?kind ?date ?issuer ?title
                ?evidence ?file ?start WHERE {{
  ?citation a cd:Citation ; cd:inDocument ?document ; cd:relation ?relation ; cd:key ?key ; cd:evidence ?evidence .
  ?evidence cd:file ?file ; cd:start ?start .
  OPTIONAL {{ ?citation cd:subjectCitation ?subject }} OPTIONAL {{ ?citation cd:citedNumber ?number }}
  OPTIONAL {{ ?citation cd:citedName ?name }} OPTIONAL {{ ?citation cd:kind ?kind }}
  OPTIONAL {{ ?citation cd:citedDate ?date }} OPTIONAL {{ ?citation cd:citedIssuer ?issuer }}
  OPTIONAL {{ ?citation cd:title ?title }}
}}"""
_TITLES: Final = f"""{_PREFIXES}
SELECT DISTINCT ?document ?start ?end WHERE {{
  ?document cd:part ?part ; cd:evidence ?evidence .
  ?evidence cd:evidenceFor "title" ; cd:start ?start ; cd:end ?end .
}}"""
# Relations in which the document that is named may be the later one: a letter to which this plan is attached.
_MAY_BE_LATER: Final = frozenset({Relation.ATTACHED_TO, Relation.REPORTS})


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """A body as the graphs describe it; ``body`` is the slug of its own name, without the place."""

    iri: str
    body: str
    label: str
    place: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that a file holds or reports; ``apart`` are the items that people say are another document."""

    iri: str
    file: str
    part: int
    standing: Standing
    kind: Kind
    key: Key
    number: str
    place: str
    issuers: tuple[str, ...] = ()
    level: str = ""
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation: what it says, with what its document tells of it.

    ``key.date`` is None where the written ``date`` is later than the citing document (``late``), since that cannot be;
    ``apart`` are the items that people say mean another document.
    """

    iri: str
    document: str
    file: str
    evidence: str
    start: int
    relation: Relation
    key_iri: str
    key: Key
    number: str = ""
    name: str = ""
    kind: Kind | None = None
    date: PartialDate | None = None
    issuer: str = ""
    title: str = ""
    subject: str = ""
    in_title: bool = False
    late: bool = False
    citing_place: str = ""
    citing_date: PartialDate | None = None
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that resolution reads, in an order that does not depend on the files'."""

    holdings: tuple[Holding, ...]
    mentions: tuple[Mention, ...]
    agencies: dict[str, AgencyFacts] = field(default_factory=dict)


def read_sources(store: Store, bodies: Mapping[str, str] | None = None) -> Sources:
    """Reads documents and citations from all documents' graphs; ``bodies`` are those that stand for others."""
    agencies = read_agencies(store)
    agencies |= {body: agencies[first] for body, first in (bodies or {}).items()}
    holdings = _holdings(store, agencies)
    by_iri = {holding.iri: holding for holding in holdings}
    titles = _titles(store)
    mentions = {}
    for row in store.query(_CITATIONS):
        mention = _mention(row, agencies)
        if mention.document in by_iri:
            inside = any(start <= mention.start < end for start, end in titles.get(mention.document, ()))
            mentions[mention.iri] = _placed(replace(mention, in_title=inside), by_iri[mention.document])
    return Sources(holdings, tuple(mentions[iri] for iri in sorted(mentions)), agencies)


def read_agencies(store: Store) -> dict[str, AgencyFacts]:
    """The bodies as the graphs describe them, by IRI."""
    found: dict[str, AgencyFacts] = {}
    for row in sorted(store.query(_AGENCIES), key=lambda row: (row.text("agency"), row.text("label"))):
        iri, level = row.text("agency"), notation(row.text("level"))
        place = place_of(row.text("place"))
        facts = AgencyFacts(iri, iri.rpartition("/")[2], row.text("label"), place, Level(level) if level else None)
        found.setdefault(iri, facts)
    return found


def _holdings(store: Store, agencies: dict[str, AgencyFacts]) -> tuple[Holding, ...]:
    issuers: dict[str, set[str]] = defaultdict(set)
    for row in store.query(_ISSUERS):
        issuers[row.text("document")].add(row.text("agency"))
    found: dict[str, Holding] = {}
    for row in sorted(store.query(_DOCUMENTS), key=lambda row: (row.text("document"), row.text("file"))):
        iri = row.text("document")
        bodies = [agencies[issuer].body for issuer in sorted(issuers[iri]) if issuer in agencies]
        place, date = place_of(row.text("place")), _date(row.text("date"))
        holding = Holding(
            iri=iri,
            file=row.text("file"),
            part=int(row.text("part")),
            standing=Standing(notation(row.text("standing"))),
            kind=Kind(notation(row.text("kind"))),
            key=key_of(row.text("number"), _parts(iri), place, date, bodies[0] if len(bodies) == 1 else ""),
            number=row.text("number"),
            place=place,
            issuers=tuple(sorted(issuers[iri])),
            level=notation(row.text("level")),
        )
        found.setdefault(iri, holding)
    return tuple(found.values())


def _mention(row: Row, agencies: dict[str, AgencyFacts]) -> Mention:
    issuer = agencies.get(row.text("issuer"))
    date, kind = _date(row.text("date")), notation(row.text("kind"))
    parts = _parts(row.text("key"))
    key = key_of(row.text("number"), parts, issuer.place if issuer else "", date, issuer.body if issuer else "")
    return Mention(
        iri=row.text("citation"),
        document=row.text("document"),
        file=row.text("file"),
        evidence=row.text("evidence"),
        start=int(row.text("start")),
        relation=Relation(notation(row.text("relation"))),
        key_iri=row.text("key"),
        key=key,
        number=row.text("number"),
        name=row.text("name"),
        kind=Kind(kind) if kind else None,
        date=date or key.date,
        issuer=row.text("issuer"),
        title=row.text("title"),
        subject=row.text("subject"),
    )


def _placed(mention: Mention, citing: Holding) -> Mention:
    """The mention with what its document's place and date tell of it."""
    key, date = mention.key, citing.key.date
    late = mention.relation not in _MAY_BE_LATER and after(mention.date, date)
    if key.office == "tu" and not key.place:
        key = replace(key, place=province(citing.place))
    if late:
        key = replace(key, date=None)
    return replace(mention, key=key, late=late, citing_place=citing.place, citing_date=date)


def _titles(store: Store) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in store.query(_TITLES):
        found[row.text("document")].append((int(row.text("start")), int(row.text("end"))))
    return found


def _parts(iri: str) -> tuple[str, str, str, str]:
    """The parts of a document's IRI; one of another shape is its own number, so that it means only itself."""
    try:
        place, office, date, number = document_parts(iri)
    except ValueError:
        return "", "", "", iri
    return place, office, date, iri if not number or number.startswith("khong-so") else number


def _date(iso: str) -> PartialDate | None:
    return PartialDate.parse(iso) if iso else None
