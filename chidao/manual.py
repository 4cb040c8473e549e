"""The commands as they describe themselves: help in both languages, arguments and options.

Read from the functions and the ``Annotated`` words of their parameters, which typer reads too. Help is written
"Tiếng Việt · English"; further paragraphs follow in the same order.

>>> [command.name for command in commands()][:2]
['build', 'tables']
>>> both("Số văn bản · Number.").en
'Number.'
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from viz.pages.commands import Command, Option
from viz.words import Text

# The options that many commands share: docs/reference/commands.md speaks of them once.
SHARED: Final = ("--store", "--lang", "--format", "--debug")


def both(help_text: str) -> Text:
    """Help as its two languages; what has no bar stands in Vietnamese only.

    >>> both("Vẽ. · Draw.")
    Text(vi='Vẽ.', en='Draw.')
    """
    parts = [part.partition("· ") for part in inspect.cleandoc(help_text).split("\n\n")]
    return Text(" ".join(_line(vi) for vi, _, _ in parts), " ".join(_line(en) for _, _, en in parts).strip())


def _line(words: str) -> str:
    return " ".join(words.split())


def commands() -> tuple[Command, ...]:
    """Every command, in the order of ``chidao --help``."""
    from chidao.cli import app  # noqa: PLC0415 (the program takes a second to put together)

    callbacks = (command.callback for command in app.registered_commands)
    return tuple(_command(callback) for callback in callbacks if callback is not None)


def _command(callback: Callable[..., Any]) -> Command:
    hints = get_type_hints(callback, include_extras=True)
    parameters = inspect.signature(callback).parameters.values()
    options = (_option(one.name, hints[one.name], one.default) for one in parameters)
    return Command(callback.__name__, both(callback.__doc__ or ""), tuple(options))


def _option(name: str, hint: object, default: object) -> Option:
    kind, info = get_args(hint)
    if not isinstance(info, (ArgumentInfo, OptionInfo)):
        raise TypeError(f"{name} is neither an option nor an argument")
    argument = isinstance(info, ArgumentInfo)
    takes = "" if kind is bool else info.metavar or _choices(kind) or name.upper()
    return Option(
        names=(takes,) if argument else _names(name, info),
        takes="" if argument else takes,
        help=both(info.help or ""),
        default=_default(default),
        required=default is inspect.Parameter.empty,
        argument=argument,
    )


def _names(name: str, info: ArgumentInfo | OptionInfo) -> tuple[str, ...]:
    """How an option is typed. Inside ``Annotated`` typer keeps the first name where a default would stand."""
    given = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
    return tuple(given) or (f"--{name}",)


def _default(value: object) -> str:
    """A default as it would be typed; nothing for "not given". A folder of this installation goes by its name."""
    if isinstance(value, Path):
        return value.name
    return "" if value in (inspect.Parameter.empty, None, False, "", 0) else str(value)


def _choices(kind: object) -> str:
    """The values of an enumeration, also of one that may be left out."""
    enums = [one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, Enum)]
    return "|".join(str(member.value) for member in enums[0]) if enums else ""
