"""Numbers of documents: what is read, what is refused, and that printing and reading go round."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.authority import document_types, issuer_codes
from ontology.codes import Kind, Side
from ontology.numbers import DocumentNumber, Layout, NumberError

HERE = Path(__file__).parent


def cases(folder: str) -> list[list[str]]:
    """The cells of each line that is not a comment; blanks at the ends of a case count."""
    lines = (HERE / folder / "numbers.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


ACCEPTED = cases("accept")
REJECTED = [cell for (cell,) in cases("reject")]


def test_there_are_enough_cases() -> None:
    assert len({written for written, _, _ in ACCEPTED}) >= 80
    assert len(set(REJECTED)) >= 30
    assert {layout for _, _, layout in ACCEPTED} == {layout.value for layout in Layout}


@pytest.mark.parametrize(("written", "right", "layout"), ACCEPTED, ids=[written for written, _, _ in ACCEPTED])
def test_accepted(written: str, right: str, layout: str) -> None:
    number = DocumentNumber.parse(written)
    assert (str(number), number.layout.value) == (right, layout)
    assert DocumentNumber.parse(right) == number
    assert DocumentNumber.parse(unicodedata.normalize("NFD", written)) == number


@pytest.mark.parametrize("words", REJECTED)
def test_rejected(words: str) -> None:
    with pytest.raises(NumberError):
        DocumentNumber.parse(words)


@pytest.mark.parametrize("words", ["", " ", "\n", "số", "/", "0" * 500, "1222/" * 50])
def test_nothing_and_noise_are_refused(words: str) -> None:
    with pytest.raises(NumberError):
        DocumentNumber.parse(words)


@pytest.mark.parametrize(
    ("written", "kind", "office"),
    [
        ("28-CT/TW", Kind.DIRECTIVE, "TW"),
        ("211/KH-HU", Kind.PLAN, "HU"),
        ("1761/UBND-VP", Kind.DISPATCH, "UBND"),
        ("19/QĐ-UBND", Kind.DECISION, "UBND"),
        ("20/2025/TT-BYT", Kind.CIRCULAR, "BYT"),
        ("02-TT/TU", Kind.DIRECTIVE, "TU"),
        ("30/2020/NĐ-CP", Kind.DECREE, "CP"),
        ("2060/CTPH-SLĐTBXH-GDĐT-YT-CAT", Kind.PROGRAMME, "SLĐTBXH"),
        ("217/CĐ-TTg", Kind.TELEGRAM, "TTg"),
        ("59-CV/BCĐ", Kind.DISPATCH, "BCĐ"),
    ],
)
def test_kind_and_office(written: str, kind: Kind, office: str) -> None:
    number = DocumentNumber.parse(written)
    assert (number.kind, number.office) == (kind, office)


def test_numbers_of_two_systems_are_never_equal() -> None:
    assert DocumentNumber.parse("28-CT/TW") != DocumentNumber.parse("28/CT-TTg")
    assert DocumentNumber.parse("1222/KH-UBND") != DocumentNumber.parse("1222/UBND-KH")
    assert DocumentNumber.parse("01/KH-UBND") != DocumentNumber.parse("1/KH-UBND")


TYPES = [kind for kind in document_types() if kind.abbreviation]
PARTY_TYPES = sorted({kind.abbreviation for kind in TYPES if kind.party and not kind.joint})
STATE_TYPES = sorted({kind.abbreviation for kind in TYPES if kind.state and not kind.joint})
JOINT_TYPES = sorted({kind.abbreviation for kind in TYPES if kind.joint})
PARTY_CODES = sorted(code.code for code in issuer_codes().values() if code.side is Side.PARTY)
STATE_CODES = sorted(code.code for code in issuer_codes().values() if code.side is Side.STATE)

ordinals = (
    st.integers(1, 99999).map(str) | st.integers(1, 99).map("{:03}".format) | st.integers(1, 99).map("{}b".format)
)
years = st.integers(1990, 2029).map(str)
units = st.text("ABCDĐGHKLMNPQSTVX", min_size=2, max_size=5)

party = st.builds("{}-{}/{}".format, ordinals, st.sampled_from(PARTY_TYPES), st.sampled_from(PARTY_CODES))
state = st.builds("{}/{}-{}".format, ordinals, st.sampled_from(STATE_TYPES), st.sampled_from(STATE_CODES))
norms = st.sampled_from(["NĐ", "TT", "QĐ", "NQ", "CT"])
norm = st.builds("{}/{}/{}-{}".format, ordinals, years, norms, st.sampled_from(STATE_CODES))
law = st.builds("{}/{}/{}{}".format, st.integers(1, 300), years, st.sampled_from(["QH", "UBTVQH"]), st.integers(9, 16))
joint = st.builds(
    "{}/{}-{}".format,
    ordinals,
    st.sampled_from(JOINT_TYPES),
    st.lists(st.sampled_from(STATE_CODES), min_size=2, max_size=4).map("-".join),
)
dispatch = st.builds("{}/{}-{}".format, ordinals, st.sampled_from(STATE_CODES), units)
numbers = st.one_of(party, state, norm, law, joint, dispatch)


@given(numbers)
def test_a_number_in_its_right_form_prints_as_it_was_read(right: str) -> None:
    number = DocumentNumber.parse(right)
    assert str(number) == right
    assert DocumentNumber.parse(str(number)) == number


@given(numbers, st.sampled_from([" ", "\n", "\u00a0", "  "]), st.sampled_from("-–—‑"))
def test_blanks_and_dashes_do_not_matter(right: str, blank: str, dash: str) -> None:
    spaced = right.replace("/", f"{blank}/{blank}").replace("-", f"{blank}{dash}{blank}")
    assert DocumentNumber.parse(spaced) == DocumentNumber.parse(right)


@given(party)
def test_a_party_number_in_the_order_of_the_state_is_put_right(right: str) -> None:
    ordinal, _, rest = right.partition("-")
    kind, _, office = rest.partition("/")
    assert str(DocumentNumber.parse(f"{ordinal}/{kind}-{office}")) == right


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_what_is_read_goes_round(text: str) -> None:
    try:
        number = DocumentNumber.parse(text)
    except NumberError:
        return
    assert DocumentNumber.parse(str(number)) == number


@given(st.integers(1, 31), st.integers(1, 12), years)
def test_dates_and_periods_are_never_numbers(day: int, month: int, year: str) -> None:
    for words in (f"{day}/{month}", f"{day}/{month}/{year}", f"{year}/{int(year) + 1}", f"{year}-{int(year) + 5}"):
        with pytest.raises(NumberError):
            DocumentNumber.parse(words)
