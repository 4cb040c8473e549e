"""What functions of government an indicator, a task and the document belong to, told by their words.

The words of the item come first: its clear terms, and the weak ones ("trẻ em", "hộ nghèo") where nothing clearer
stands, or where the body that owns the item had that function and none of the clear ones: a school's toilets for
children, given to the department of social affairs, are a matter of children. Where the item leaves it open, the
nearest heading that tells something counts, then the title, both less trusted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loaders.ground import Ground
from loaders.normalize import normalize
from loaders.repair import DAMAGED, repair
from ontology.codes import ReadAs
from ontology.functions import STRONG, found_in, of_body, relevant
from ontology.identifiers import part_iri
from ontology.model import Concern, Evidence, Extraction, Indicator, Section, Span, Task

_WORDS, _WEAK_WORDS, _HEADING, _TITLE = "concern.words", "concern.weak-words", "concern.heading", "concern.title"
_CONFIDENCE = {_WORDS: 0.9, _WEAK_WORDS: 0.6, _HEADING: 0.5, _TITLE: 0.4}
_BLANKS = re.compile(r"\s{2,}|[^\S ]")  # where one blank is to stand


@dataclass(frozen=True, slots=True)
class Told:
    """What some words tell: for each function its weight, and the spans of the words of that weight."""

    weights: Mapping[str, float]
    spans: Mapping[str, tuple[Span, ...]]

    @property
    def clear(self) -> frozenset[str]:
        """The functions that clear terms tell."""
        return frozenset(function for function, weight in self.weights.items() if weight == STRONG)


_Place = tuple[str, Told]  # the rule of a place, and what it tells


class _Around:
    """What stands around the items of a document: the headings above them, and the title."""

    def __init__(self, extraction: Extraction, ground: Ground) -> None:
        self.ground = ground
        self.title = _told([where for field, where in extraction.document.evidence if field == "title"], ground)
        bodies = {duty.object for duty in extraction.responsibilities}  # headings that name who is to do what
        self._sections = {section.path: section for section in extraction.sections if section.iri not in bodies}
        self._told: dict[str, Told] = {}

    def of(self, item: Indicator | Task) -> Iterator[_Place]:
        """What the headings tell, the nearest first, without the item's own words; then the title."""
        path, own = item.section, item.evidence.spans[0].start
        while path:
            section = self._sections.get(path)
            words = section.evidence.spans[0] if section else Span(own, own)
            if section and not words.start <= own < words.end:
                yield _HEADING, self._heading(section)
            path = path.rpartition(".")[0]
        yield _TITLE, self.title

    def _heading(self, section: Section) -> Told:
        if section.path not in self._told:
            self._told[section.path] = _told([section.evidence], self.ground)
        return self._told[section.path]


def concerns(extraction: Extraction, ground: Ground) -> tuple[Concern, ...]:
    """The functions of the document, its indicators and its tasks, in their order."""
    document, around = extraction.document.iri, _Around(extraction, ground)
    owners = _owners(extraction)
    made: list[Concern] = []

    def add(thing: str, path: str, function: str, rule: str, told: Told) -> None:
        evidence = ground.at(told.spans[function], rule, path, _CONFIDENCE[rule])
        made.append(Concern(part_iri(document, "concern", len(made) + 1), document, thing, function, evidence))

    for function in sorted(around.title.clear):
        add(document, "", function, _TITLE, around.title)
    items: tuple[Indicator | Task, ...] = (*extraction.indicators, *extraction.tasks)
    for item in items:
        chosen = _chosen(_told([item.evidence], ground), around.of(item), owners[item.iri])
        for function, (rule, told) in sorted(chosen.items()):
            add(item.iri, item.section, function, rule, told)
    return tuple(made)


def _owners(extraction: Extraction) -> defaultdict[str, list[frozenset[str]]]:
    """The functions that the owners of each item had, for those whose functions passed to others."""
    found: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for duty in extraction.responsibilities:
        had = of_body(duty.agent.iri.rpartition("/")[2]) if duty.role.owns else frozenset()
        if had and had not in found[duty.object]:
            found[duty.object].append(had)
    return found


def _chosen(told: Told, around: Iterator[_Place], owners: list[frozenset[str]]) -> dict[str, _Place]:
    """The functions that count, each with the rule and the place that told it."""
    chosen = dict.fromkeys(told.clear, (_WORDS, told))
    if not chosen:
        chosen = dict.fromkeys(told.weights, (_WEAK_WORDS, told))
    asked: list[frozenset[str]] = []
    for had in owners:
        own = relevant(told.weights, had)
        chosen |= {function: (_WEAK_WORDS, told) for function in own if function not in chosen}
        if not own and len(had) > 1:  # several heirs: what else stands around tells which
            asked.append(had)
    if chosen and not asked:
        return chosen
    places = list(around)
    for had in asked:
        chosen |= _nearest(places, had)
    return chosen or _nearest(places)


def _nearest(places: list[_Place], had: frozenset[str] | None = None) -> dict[str, _Place]:
    """What the nearest place tells clearly; of the functions of a body, where they are given, also weakly."""
    for rule, told in places:
        counts = told.clear if had is None else relevant(told.weights, had)
        if counts:
            return dict.fromkeys(counts, (rule, told))
    return {}


def _told(evidence: Iterable[Evidence], ground: Ground) -> Told:
    """What the words at the first span of each evidence tell."""
    weights: dict[str, float] = {}
    spans: dict[str, dict[Span, None]] = {}
    for where in evidence:
        words = normalize(where.quote, where.spans[0].start)
        if ground.source.read_as is ReadAs.OCR and ground.source.quality < DAMAGED:
            words = repair(words)
        words = words.sub(_BLANKS, " ")
        for found in found_in(words.text):
            if found.weight > weights.get(found.notation, 0):
                weights[found.notation], spans[found.notation] = found.weight, {}
            if found.weight == weights[found.notation]:
                spans[found.notation][words.span(found.start, found.end)] = None
    return Told(weights, {function: tuple(places) for function, places in spans.items()})
