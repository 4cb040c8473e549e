"""The words of the picture in Vietnamese and English, from ``words.csv``.

>>> word("status.cited")
Text(vi='Chỉ được viện dẫn', en='Only cited')
>>> word("days.count", count=92).en, word("days.count", count=1).en
('92 days', '1 day')
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in both languages."""

    vi: str
    en: str

    @classmethod
    def same(cls, words: str) -> Text:
        """Words that stay as they are in both languages: names, numbers, quotations.

        >>> Text.same("28-CT/TW").en
        '28-CT/TW'
        """
        return cls(words, words)

    def __add__(self, other: Text) -> Text:
        return Text(self.vi + other.vi, self.en + other.en)


EMPTY = Text("", "")


def join(separator: str, texts: list[Text]) -> Text:
    """Texts one after another; empty ones are left out.

    >>> join(" · ", [Text("Tỉnh", "Province"), EMPTY, Text.same("2024")]).vi
    'Tỉnh · 2024'
    """
    said = [text for text in texts if text != EMPTY]
    return Text(separator.join(text.vi for text in said), separator.join(text.en for text in said))


@cache
def words() -> dict[str, Text]:
    """All words by their key."""
    lines = files("viz").joinpath("words.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: Text(row["vi"], row["en"]) for row in csv.DictReader(lines)}


def word(key: str, **values: str | int | Text) -> Text:
    """The words of a key with its ``{blanks}`` filled in; for a count of one those of ``key.one`` where there are any.

    Raises KeyError for a key that ``words.csv`` does not have.
    """
    text = words()[f"{key}.one" if values.get("count") == 1 and f"{key}.one" in words() else key]
    return Text(_filled(text.vi, values, "vi"), _filled(text.en, values, "en"))


def _filled(template: str, values: dict[str, str | int | Text], language: str) -> str:
    said = {name: getattr(value, language) if isinstance(value, Text) else value for name, value in values.items()}
    return template.format(**said) if said else template
