"""All that follows from the documents' graphs, made anew after each build, in the one order that works."""

from __future__ import annotations

from dataclasses import dataclass

from graph.agents import gather_agents
from graph.authority import load_authority
from graph.infer import infer
from graph.members import write_members
from graph.readings import write_readings
from graph.resolve import ResolutionCounts, resolve
from graph.store import EmbeddedStore
from graph.succession import write_successions


@dataclass(frozen=True, slots=True)
class Derived:
    """What resolution counted, and how many triples follow by the rules."""

    resolution: ResolutionCounts
    inferred: int


def derive(store: EmbeddedStore) -> Derived:
    """Chooses among renditions, then writes the graphs: authority, agents, files, resolution, groups, inference."""
    store.settle()
    load_authority(store)
    gather_agents(store)
    write_readings(store)
    write_successions(store)
    resolution = resolve(store)
    write_members(store)
    return Derived(resolution, infer(store))
