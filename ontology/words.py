"""What is said to people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A message in both languages.

    >>> words = Words("the file is empty", "tệp rỗng")
    >>> str(words), words.told("vi")
    ('the file is empty', 'tệp rỗng')
    """

    en: str
    vi: str

    def told(self, lang: str) -> str:
        """The message in ``vi`` or ``en``."""
        return self.vi if lang == "vi" else self.en

    def __str__(self) -> str:
        return self.en
