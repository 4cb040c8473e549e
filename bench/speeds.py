"""How many characters a second each benchmark reads, told at the end of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture


@dataclass(slots=True)
class Speeds:
    """Collects the least time of each benchmark, with the length of what it read."""

    seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def note(self, name: str, length: int, benchmark: BenchmarkFixture) -> None:
        """Adds a benchmark that has run; with ``--benchmark-disable`` there is nothing to add."""
        stats: Any = getattr(benchmark, "stats", None)
        if stats is not None:
            self.seen[name] = (length, stats.stats.min)

    def lines(self) -> list[str]:
        """A line for each: characters, milliseconds, thousands of characters a second, times the fastest."""
        rates = {name: length / seconds for name, (length, seconds) in self.seen.items()}
        fastest = max(rates.values(), default=0.0)
        head = f"{'':44} {'characters':>10} {'ms':>9} {'1000/s':>9} {'times':>8}"
        rows = (
            f"{name:44} {length:10} {seconds * 1000:9.1f} {rates[name] / 1000:9.1f} {fastest / rates[name]:8.1f}"
            for name, (length, seconds) in sorted(self.seen.items())
        )
        return [head, *rows]
