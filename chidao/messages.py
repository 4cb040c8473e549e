"""What the program says, in Vietnamese and English, from ``messages.csv``.

A blank may choose its words: ``{n:day|days}`` by a number; ``{near:? Near: *.}`` says nothing where there is none.

>>> say("days", "en", days=92), say("days", "en", days=1), say("days", "vi", days=92)
('92 days later', '1 day later', 'sau 92 ngày')
>>> say("unknown-document", "en", number="1-CT/TW", near="")
'The store has no document with the number 1-CT/TW.'
"""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Final


class Lang(StrEnum):
    """The languages of messages."""

    VI = "vi"
    EN = "en"


class _Wording(Formatter):
    """Fills blanks in, and lets them choose words."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec.startswith("?"):
            return format_spec[1:].replace("*", str(value)) if value else ""
        one, bar, many = format_spec.partition("|")
        return (one if value == 1 else many) if bar else str(value)


_WORDING: Final = _Wording()


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every message by its key, in each language."""
    lines = files("chidao").joinpath("messages.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: {"vi": row["vi"], "en": row["en"]} for row in csv.DictReader(lines)}


def say(key: str, lang: str, **values: str | int) -> str:
    """The message of a key with its blanks filled in; KeyError for a key that ``messages.csv`` does not have."""
    return _WORDING.format(messages()[key][lang], **values)


def heading(column: str, lang: str) -> str:
    """The heading of a column for readers; a column that has none keeps its name.

    >>> heading("agency", "vi"), heading("raw", "vi")
    ('cơ quan', 'raw')
    """
    return messages().get(f"column.{column}", {lang: column})[lang]


def label(group: str, code: str, lang: str) -> str:
    """The words for a code of a list; a code without words stays as it is.

    >>> label("level", "province", "en"), label("level", "", "en")
    ('province', '')
    """
    return messages().get(f"{group}.{code}", {lang: code})[lang]
