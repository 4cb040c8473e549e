"""Who holds today what an older document laid on a body: the graph of successions.

For each owner of something and the functions that it is about, ``ontology.succession`` follows the body through the
changes; what comes out stands in a graph of its own. Many duties share one succession: the same body, the same
functions. What has no heir that is known, and what has several, is a finding of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph.describe import Fact, agency_of, describe_finding, describe_unnamed
from graph.store import EmbeddedStore
from graph.vocabulary import TYPE, cls, concept, prop, value
from ontology.codes import FindingKind, ObjectKind, Severity
from ontology.dates import PartialDate
from ontology.functions import SCHEME, functions, of_body, relevant
from ontology.holders import Holder, holder_of
from ontology.identifiers import (
    AGENTS_GRAPH,
    AUTHORITY_GRAPH,
    CODE,
    ONTOLOGY,
    SUCCESSION_GRAPH,
    change_iri,
    part_iri,
    succession_iri,
)
from ontology.model import Finding
from ontology.rows import ORG
from ontology.succession import Orphan, Step, Succession, Tenure, succession
from ontology.terms import Class, Property
from ontology.words import Words

_FUNCTION: Final = f"{CODE}{SCHEME}/"
_PREFIXES: Final = f"PREFIX cd: <{ONTOLOGY}>\n"
_OWNED: Final = f"""{_PREFIXES}
SELECT DISTINCT ?duty ?agency ?object ?kind ?document ?evidence WHERE {{
  ?duty cd:ownerAgent ?agency ; cd:covers ?object ; cd:objectKind ?kind ; cd:inDocument ?document ;
        cd:evidence ?evidence
}}"""
_CONCERNS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?object ?function ?confidence WHERE {{
  ?concern a cd:Concern ; cd:about ?object ; cd:governmentFunction ?function ; cd:evidence/cd:confidence ?confidence
}}"""
_DATES: Final = f"{_PREFIXES} SELECT DISTINCT ?document ?date WHERE {{ ?document cd:part ?part ; cd:issuedOn ?date }}"
# What is described already: not what stood in this graph before.
_KNOWN: Final = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing WHERE {{
  {{ GRAPH <{AGENTS_GRAPH}> {{ ?thing rdfs:label ?label }} }} UNION
  {{ GRAPH <{AUTHORITY_GRAPH}> {{ ?thing rdfs:label ?label }} }}
}}"""
# A part of the text that is given to a body tells no function of its own: its items do.
_ITEMS: Final = frozenset({concept("object", kind).value for kind in (ObjectKind.INDICATOR, ObjectKind.TASK)})


@dataclass(frozen=True, slots=True)
class _Owned:
    """A duty that makes a body the owner of something."""

    duty: str
    document: str
    evidence: str
    holder: Holder
    functions: frozenset[str]
    date: PartialDate
    is_item: bool


def write_successions(store: EmbeddedStore) -> int:
    """Writes the graph of successions in the place of the former one; how many successions it has."""
    graph = NamedNode(SUCCESSION_GRAPH)
    grouped: dict[tuple[Holder, tuple[str, ...]], list[_Owned]] = defaultdict(list)
    for owned in _owned(store):
        grouped[owned.holder, tuple(sorted(owned.functions))].append(owned)
    known = {row.text("thing") for row in store.query(_KNOWN)}
    facts: set[Fact] = set()
    for (holder, own), duties in sorted(grouped.items()):
        found = succession(holder, frozenset(own), min(owned.date for owned in duties))
        facts.update(_Written(holder, own, found, known).facts(duties))
    store.set_graph(SUCCESSION_GRAPH, (Quad(a, b, value(c), graph) for a, b, c in sorted(facts, key=str)))
    return len(grouped)


def _owned(store: EmbeddedStore) -> Iterator[_Owned]:
    """Duties whose owner the data knows by name, of documents whose date is known."""
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for row in store.query(_CONCERNS):
        told[row.text("object")][row.text("function").removeprefix(_FUNCTION)] = float(row.text("confidence"))
    dates = {row.text("document"): PartialDate.parse(row.text("date")) for row in store.query(_DATES)}
    holders: dict[str, Holder | None] = {}
    for row in store.query(_OWNED):
        agency, document = row.text("agency"), row.text("document")
        if agency not in holders:
            holders[agency] = holder_of(agency)
        holder = holders[agency]
        if holder is not None and document in dates:
            own = frozenset(relevant(told[row.text("object")], of_body(holder.body)))
            is_item = row.text("kind") in _ITEMS
            yield _Owned(row.text("duty"), document, row.text("evidence"), holder, own, dates[document], is_item)


class _Written:
    """One succession as triples."""

    def __init__(self, holder: Holder, functions: tuple[str, ...], found: Succession, known: set[str]) -> None:
        self.holder, self.functions, self.found, self.known = holder, functions, found, known
        self.iri = succession_iri(holder.iri, functions)

    def facts(self, duties: Iterable[_Owned]) -> Iterator[Fact]:
        """The succession, its tenures and vacancies, what they name, the duties' links to it, and findings."""
        node = NamedNode(self.iri)
        yield node, TYPE, cls(Class.SUCCESSION)
        yield node, prop(Property.OF_AGENCY), NamedNode(self.holder.iri)
        for function in self.functions:
            yield node, prop(Property.GOVERNMENT_FUNCTION), NamedNode(_FUNCTION + function)
        for order, tenure in enumerate(self.found.tenures, start=1):
            yield from self._tenure(part_iri(self.iri, "tenure", order), tenure)
        for order, orphan in enumerate(self.found.orphans, start=1):
            yield from self._vacancy(part_iri(self.iri, "vacancy", order), orphan)
        first: dict[str, _Owned] = {}
        for owned in sorted(duties, key=lambda owned: owned.evidence):
            yield NamedNode(owned.duty), prop(Property.HAS_SUCCESSION), node
            if owned.is_item:
                first.setdefault(owned.document, owned)
        for owned in first.values():
            yield from self._finding(owned)

    def _tenure(self, iri: str, tenure: Tenure) -> Iterator[Fact]:
        node = NamedNode(iri)
        yield NamedNode(self.iri), prop(Property.HAS_TENURE), node
        yield node, TYPE, cls(Class.TENURE)
        yield node, prop(Property.HOLDER), NamedNode(tenure.holder.iri)
        yield node, prop(Property.DECIDED), tenure.decided
        yield node, prop(Property.CERTAINTY), _decimal(tenure.confidence)
        for function in filter(None, tenure.function.split(";")):
            yield node, prop(Property.GOVERNMENT_FUNCTION), NamedNode(_FUNCTION + function)
        yield from self._times(node, tenure)
        yield from self._described(tenure.holder)

    def _vacancy(self, iri: str, orphan: Orphan) -> Iterator[Fact]:
        node = NamedNode(iri)
        yield NamedNode(self.iri), prop(Property.HAS_VACANCY), node
        yield node, TYPE, cls(Class.VACANCY)
        yield node, prop(Property.MESSAGE), Literal(orphan.reason.told("vi"), language="vi")
        yield node, prop(Property.MESSAGE), Literal(orphan.reason.told("en"), language="en")
        yield from self._times(node, orphan)

    def _times(self, node: NamedNode, of: Tenure | Orphan) -> Iterator[Fact]:
        yield node, prop(Property.VALID_FROM), of.since
        if of.until:
            yield node, prop(Property.VALID_TO), of.until
        for order, step in enumerate(of.steps, start=1):
            iri = NamedNode(part_iri(node.value, "step", order))
            yield node, prop(Property.HAS_STEP), iri
            yield from self._step(iri, step)

    def _step(self, node: NamedNode, step: Step) -> Iterator[Fact]:
        """One change on the way: what it did to the holder, as far as these functions go."""
        yield node, TYPE, cls(Class.SUCCESSION_STEP)
        yield node, prop(Property.BY_CHANGE), NamedNode(change_iri(step.change.iri, step.original.iri))
        yield node, prop(Property.CERTAINTY), _decimal(step.confidence)
        for heir in step.heirs:
            yield node, prop(Property.TAKEN_BY), NamedNode(heir.iri)
            yield from self._described(heir)
        yield from self._change(step)

    def _change(self, step: Step) -> Iterator[Fact]:
        """The change as it befell one body."""
        node = NamedNode(change_iri(step.change.iri, step.original.iri))
        yield node, TYPE, NamedNode(f"{ORG}ChangeEvent")
        yield node, prop(Property.CASE_OF), NamedNode(step.change.iri)
        yield node, prop(Property.CHANGE_KIND), concept("change", step.change.kind)
        yield node, prop(Property.OPERATING_DATE), step.date
        yield node, NamedNode(f"{ORG}originalOrganization"), NamedNode(step.original.iri)
        yield from self._described(step.original)
        for instrument in step.change.instrument:
            yield node, prop(Property.INSTRUMENT), instrument
        for heir in step.heirs:
            yield node, NamedNode(f"{ORG}resultingOrganization"), NamedNode(heir.iri)

    def _described(self, holder: Holder) -> Iterator[Fact]:
        """A body that no document names, and its place."""
        if holder.iri not in self.known:
            named = agency_of(holder)
            place = named.place.iri if named.place else ""
            for fact in describe_unnamed(named):
                if place not in self.known or fact[0].value != place:
                    yield fact

    def _about(self, lang: str) -> str:
        """The functions in brackets, "" where none is known."""
        known = [functions()[notation] for notation in self.functions]
        names = ", ".join(function.label_vi if lang == "vi" else function.label_en for function in known)
        return f" ({names})" if names else ""

    def _finding(self, owned: _Owned) -> Iterator[Fact]:
        """That nobody is known to hold today what the document gave, or that a person has to say who does."""
        last = [tenure for tenure in self.found.tenures if tenure.until is None]
        lost = [orphan for orphan in self.found.orphans if orphan.until is None]
        if lost:
            kind, severity, said = FindingKind.HEIR_MISSING, Severity.WARNING, lost[0].reason
        elif any(not tenure.decided for tenure in last):
            kind, severity, said = FindingKind.HEIR_UNDECIDED, Severity.INFO, _undecided(last)
        else:
            return
        vi, en = (f"{self.holder.name}{self._about(lang)}: {said.told(lang)}" for lang in ("vi", "en"))
        iri = part_iri(owned.document, "heir-finding", self.iri.partition("/succession/")[2])
        file = ""  # it follows from authority data, not from a file
        yield from describe_finding(Finding(iri, owned.document, file, kind, severity, vi, en))
        yield NamedNode(iri), prop(Property.HAS_EVIDENCE), NamedNode(owned.evidence)


def _decimal(certainty: float) -> Decimal:
    return Decimal(str(round(certainty, 3)))


_SHOWN: Final = 5


def _undecided(last: Sequence[Tenure]) -> Words:
    """Which bodies may have taken over, so that a person has to say who did."""
    names = [tenure.holder.name for tenure in last]
    more = len(names) - _SHOWN
    heirs = "; ".join(names[:_SHOWN]) + (f"; … +{more}" if more > 0 else "")
    if len(names) == 1:
        return Words(
            f"{heirs} may have taken over; a person has to decide", f"có thể do {heirs} kế tục; cần người quyết định"
        )
    return Words(
        f"{len(names)} bodies may have taken over ({heirs}); a person has to decide",
        f"có {len(names)} cơ quan có thể kế tục ({heirs}); cần người quyết định",
    )
