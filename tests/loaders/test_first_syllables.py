"""Names looked for by their first syllables are those that the whole pattern finds, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import agencies, groups, unknown
from loaders.normalize import normalize
from loaders.places import Setting
from tests.loaders.cases import cases
from tests.loaders.soup import texts


@given(st.one_of(texts, st.from_regex(groups._GROUP)))  # noqa: SLF001 (the pattern is what is compared with)
def test_groups(text: str) -> None:
    found = [match.span() for match in groups._found(text)]  # noqa: SLF001
    assert found == [match.span() for match in groups._GROUP.finditer(text)]  # noqa: SLF001


@given(st.one_of(texts, st.from_regex(unknown._START)))  # noqa: SLF001
def test_unknown_bodies(text: str) -> None:
    firsts = {match.start() for match in unknown._FIRST.finditer(text)}  # noqa: SLF001
    assert firsts >= {match.start() for match in unknown._START.finditer(text)}  # noqa: SLF001


@given(texts)
def test_mentions(raw: str) -> None:
    text = normalize(raw).text
    assert all(agencies.may_begin(text, mention.start) for mention in agencies.find(text, Setting()))


@pytest.mark.parametrize(("text", "_names"), cases("accept/agencies.txt", 2))
def test_accepted_mentions(text: str, _names: str) -> None:
    assert all(agencies.may_begin(text, mention.start) for mention in agencies.find(text, Setting()))
