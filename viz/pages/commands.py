"""What a page says of a command: plain values, which the front door fills in from the program itself."""

from __future__ import annotations

from dataclasses import dataclass

from viz.words import Text


@dataclass(frozen=True, slots=True)
class Option:
    """An option or an argument: as it is typed, what it takes, its help, its default."""

    names: tuple[str, ...]
    takes: str
    help: Text
    default: str
    required: bool
    argument: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its help, its arguments and options."""

    name: str
    help: Text
    options: tuple[Option, ...]
