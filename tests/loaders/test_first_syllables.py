"""Names looked for by their first syllables are those that the whole pattern finds, in any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders import groups, unknown
from tests.loaders.soup import texts


@given(st.one_of(texts, st.from_regex(groups._GROUP)))  # noqa: SLF001 (the pattern is what is compared with)
def test_groups(text: str) -> None:
    found = [match.span() for match in groups._found(text)]  # noqa: SLF001
    assert found == [match.span() for match in groups._GROUP.finditer(text)]  # noqa: SLF001


@given(st.one_of(texts, st.from_regex(unknown._START)))  # noqa: SLF001
def test_unknown_bodies(text: str) -> None:
    firsts = {match.start() for match in unknown._FIRST.finditer(text)}  # noqa: SLF001
    assert firsts >= {match.start() for match in unknown._START.finditer(text)}  # noqa: SLF001
