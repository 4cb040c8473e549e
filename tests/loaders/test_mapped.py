"""Cleaned text leads back to the raw words, whatever was done to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.mapped import Mapped, fold, lowered
from ontology.model import Span

PATTERNS = tuple(
    re.compile(pattern) for pattern in (r" +", r"a", r"[^\w\s]+", r"\n", r".b?", r"x*", r"\w\w", r"^", "ộ")
)
raws = st.text(alphabet="ab xộ\n.-\u0301İß", max_size=40)
substitutions = st.tuples(st.sampled_from(PATTERNS), st.sampled_from(("", "-", "xyz", "ộ")))
cuts = st.tuples(st.integers(-3, 40), st.integers(-3, 40))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("sub"), substitutions),
        st.tuples(st.just("slice"), cuts),
        st.tuples(st.just("strip"), st.none()),
        st.tuples(st.just("join"), st.tuples(st.integers(0, 40), st.sampled_from(("", " ", " - ")))),
        st.tuples(st.just("replace"), st.lists(cuts, max_size=4)),
    ),
    max_size=6,
)


def done(text: Mapped, how: str, what: tuple[object, ...]) -> Mapped:
    """One step: a cut, a substitution, both halves joined again, ranges replaced."""
    match how, what:
        case "sub", (re.Pattern() as pattern, str(new)):
            return text.sub(pattern, new)
        case "slice", (int(start), int(end)):
            return text[start:end]
        case "join", (int(at), str(glue)):
            return Mapped.join((text[:at], text[at:]), glue)
        case "replace", list(ranges):
            return text.replace(apart(ranges, len(text)))
        case _:
            return text.strip()


def each(text: Mapped) -> list[Span]:
    """The raw range of each character."""
    return [text.span(at, at + 1) for at in range(len(text))]


def apart(ranges: list[tuple[int, int]], length: int) -> list[tuple[int, int, str]]:
    """Those of the ranges that lie in the text, are not empty and do not overlap, in their order."""
    kept: list[tuple[int, int, str]] = []
    for start, end in sorted(ranges):
        if (kept[-1][1] if kept else 0) <= start < end <= length:
            kept.append((start, end, "new"))
    return kept


@given(raws, steps, st.integers(0, 9))
def test_ranges_stay_in_order_and_inside_the_raw_text(
    raw: str, made: list[tuple[str, tuple[object, ...]]], at: int
) -> None:
    text = Mapped.of(raw, at)
    for how, what in made:
        text = done(text, how, what)
    spans = each(text)
    assert len(text.text) == len(spans) == len(text)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert [span.end for span in spans] == sorted(span.end for span in spans)
    assert all(at <= span.start <= span.end <= at + len(raw) for span in spans)


@given(raws, st.lists(cuts, max_size=3))
def test_what_was_only_cut_is_the_raw_text_at_its_span(raw: str, ranges: list[tuple[int, int]]) -> None:
    text = Mapped.of(raw)
    for start, end in ranges:
        text = text[start:end]
    text = text.strip()
    assert not text or text.span().of(raw) == text.text


@given(raws, substitutions)
def test_a_substitution_makes_the_same_string_as_re(raw: str, change: tuple[re.Pattern[str], str]) -> None:
    pattern, new = change
    expected = pattern.sub(lambda match: new if match[0] else "", raw)
    assert Mapped.of(raw).sub(pattern, new).text == expected


@given(raws, substitutions)
def test_what_a_substitution_left_alone_keeps_its_range(raw: str, change: tuple[re.Pattern[str], str]) -> None:
    text = Mapped.of(raw).sub(*change)
    for char, span in zip(text.text, each(text), strict=True):
        assert char in change[1] or span.of(raw) == char


@given(st.text())
def test_folding_and_lowering_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(lowered(text)) == len(text)
    assert Mapped.of(text).folded == fold(text)


def test_a_replacement_stands_for_all_that_it_replaced() -> None:
    text = Mapped.of("Kế   hoạch số 5").sub(re.compile(" +"), " ")
    assert text.text == "Kế hoạch số 5"
    assert text.span(2, 3) == Span(2, 5)
    assert text.span(3, 8).of("Kế   hoạch số 5") == "hoạch"


def test_glue_stands_for_what_lies_between() -> None:
    raw = "Kế\n  hoạch"
    joined = Mapped.join((Mapped.of(raw)[:2], Mapped.of(raw)[5:]), " ")
    assert (joined.text, joined.span(2, 3)) == ("Kế hoạch", Span(2, 5))


def test_no_characters_have_no_span() -> None:
    with pytest.raises(ValueError, match="no characters at 1-1"):
        Mapped.of("ab").span(1, 1)
    with pytest.raises(ValueError, match="no characters"):
        Mapped.of("").span()


def test_a_range_is_missing() -> None:
    with pytest.raises(ValueError, match="one range a character"):
        Mapped.of("ab").spelled("abc")
