"""All that follows from the documents' graphs, made anew after each build, in the one order that works."""

from __future__ import annotations

from dataclasses import dataclass

from graph import ledger
from graph.agents import gather_agents
from graph.authority import load_authority
from graph.checking import write_checks
from graph.concept_graph import write_concepts
from graph.infer import infer
from graph.members import write_members
from graph.readings import write_readings
from graph.recorded import record
from graph.resolve import ResolutionCounts, resolve
from graph.ruled import texts_apart
from graph.store import EmbeddedStore
from graph.succession import write_successions


@dataclass(frozen=True, slots=True)
class Derived:
    """What resolution counted, and how many triples follow by the rules."""

    resolution: ResolutionCounts
    inferred: int


def derive(store: EmbeddedStore) -> Derived:
    """Chooses among renditions, then writes the graphs that follow, each in the place of the former one.

    People's judgements are read from the store's folder, applied and recorded; raises JudgementsFileError for a file of
    them that is none.
    """
    entries = ledger.read(store.path)
    rulings = ledger.rulings(entries)
    store.apart = texts_apart(rulings)
    store.settle()
    load_authority(store)
    gather_agents(store)
    write_readings(store)
    write_successions(store)
    resolution = resolve(store, rulings)
    write_members(store)
    inferred = infer(store)
    outcomes = {**resolution.outcomes, **write_concepts(store, rulings)}
    record(store, entries, rulings, outcomes)
    write_checks(store)
    return Derived(resolution, inferred)
