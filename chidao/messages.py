"""What the program says, in Vietnamese and English, from ``messages.csv``.

>>> say("days", "en", days=92), say("days", "vi", days=92)
('92 days later', 'sau 92 ngày')
"""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Lang(StrEnum):
    """The languages of messages."""

    VI = "vi"
    EN = "en"


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every message by its key, in each language."""
    lines = files("chidao").joinpath("messages.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: {"vi": row["vi"], "en": row["en"]} for row in csv.DictReader(lines)}


def say(key: str, lang: str, **values: str | int) -> str:
    """The message of a key with its blanks filled in; KeyError for a key that ``messages.csv`` does not have."""
    return messages()[key][lang].format(**values)


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
