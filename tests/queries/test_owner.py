"""Owners of indicators, by number and by words."""

from __future__ import annotations

import unicodedata

import pytest

from graph.answers import Store
from queries.errors import UnknownDocumentError, UnknownIndicatorError, UnknownIndicatorNumberError
from queries.owner import all_owners, owners


def test_by_number_with_the_sentence(store: Store) -> None:
    (found,) = owners(store, "9", "1222/KH-UBND")
    assert found.document.number == "1222/KH-UBND"
    assert [(o.agency, o.role, o.as_written, o.section, o.start, o.end) for o in found.owners] == [
        ("Sở Y tế tỉnh Cao Bằng", "lead", "Sở Y tế", "IV.1", 300, 330),
        ("Công an tỉnh Cao Bằng", "implement", "Công an tỉnh", "IV.2", 331, 369),
    ]
    assert found.owners[0].sentence == "Sở Y tế chủ trì chỉ tiêu số 9."


@pytest.mark.parametrize("words", ["tai nạn", "TAI NAN", unicodedata.normalize("NFD", "cứu giúp"), "87,5% trẻ em"])
def test_by_words_whatever_their_diacritics(store: Store, words: str) -> None:
    assert [one.no for one in owners(store, words)] == ["9"]


def test_an_indicator_without_owner_is_shown_without(store: Store) -> None:
    assert [one.owners for one in owners(store, "2")] == [()]


def test_all_in_the_order_of_their_numbers(store: Store) -> None:
    assert [one.no for one in all_owners(store)] == ["2", "9"]


def test_words_that_are_not_there_suggest_near_ones(store: Store) -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        owners(store, "tai nạm")
    assert "9 (Tỷ lệ trẻ em" in caught.value.details["near"]


def test_a_number_that_is_not_there_says_which_there_are(store: Store) -> None:
    with pytest.raises(UnknownIndicatorNumberError) as caught:
        owners(store, "99")
    assert caught.value.details == {"wanted": "99", "known": "2, 9"}


def test_near_ones_end_with_a_whole_word(store: Store) -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        owners(store, "tai nạm")
    whole = {word for one in all_owners(store) for word in one.text.split()}
    near = caught.value.details["near"].partition("9 (")[2].partition(")")[0]
    assert set(near.removesuffix(" …").split()) <= whole


def test_another_document_has_none(store: Store) -> None:
    with pytest.raises(UnknownIndicatorNumberError):
        owners(store, "9", "145-KH/HU")
    with pytest.raises(UnknownDocumentError):
        owners(store, "9", "999/KH-UBND")
