"""IRIs of resources: deterministic, valid, readable."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from ontology.identifiers import (
    agency_iri,
    code_iri,
    document_graph,
    document_iri,
    document_parts,
    evidence_iri,
    group_iri,
    part_iri,
    place_iri,
    place_of,
    place_slug,
    slug,
)
from ontology.terms import CODE_LISTS


@given(st.text(max_size=60))
def test_a_slug_is_ascii_and_does_not_change_again(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert slug(made) == made


@given(st.text("aăâeêioôơuưyđĐÁẢẠàẹữộ -", max_size=30))
def test_the_way_that_accents_are_encoded_does_not_matter(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


def test_tone_placement_does_not_matter() -> None:
    assert slug("Hoà Bình") == slug("Hòa Bình") == "hoa-binh"


@given(st.text(max_size=20), st.text(max_size=20))
def test_iris_are_valid_whatever_the_names(one: str, other: str) -> None:
    document = document_iri(slug(one), other, "", one)
    made = (
        document,
        agency_iri(slug(one), other),
        group_iri(slug(one), other),
        place_iri(place_slug(one, "2025", slug(other))),
        part_iri(document, "task", 1),
        evidence_iri(document, "number"),
    )
    for iri in made:
        assert re.fullmatch(r"https?://[a-z0-9./_-]+", iri)
        assert URIRef(iri).n3()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30))
def test_the_graph_of_any_file_name_is_an_iri(file: str) -> None:
    assert URIRef(document_graph(file, 1)).n3().isascii()


def test_documents_of_two_terms_or_places_are_two() -> None:
    iris = {
        document_iri("tinh-dong-nai_huyen-vinh-cuu", "hu", "2024-05-29", "211-KH/HU"),
        document_iri("tinh-thai-nguyen_huyen-dinh-hoa", "hu", "2024-05-29", "211-KH/HU"),
        document_iri("viet-nam", "tw", "2023-12-25", "28-CT/TW"),
        document_iri("viet-nam", "tw", "2013-12-25", "28-CT/TW"),
    }
    assert len(iris) == 4


@pytest.mark.parametrize("parts", [("tinh-cao-bang", "ubnd", "2024-05-23", "1222-kh-ubnd"), ("", "", "", "28-ct-tw")])
def test_the_parts_of_a_document_iri_come_back(parts: tuple[str, str, str, str]) -> None:
    assert document_parts(document_iri(*parts)) == parts


def test_places_of_two_generations_are_two() -> None:
    assert place_slug("tỉnh An Giang") != place_slug("tỉnh An Giang", "2025")
    assert place_of(place_iri("tinh-an-giang.2025")) == "tinh-an-giang.2025"


def test_all_concepts_of_a_list_have_their_own_iris() -> None:
    for scheme, members in CODE_LISTS.items():
        iris = {code_iri(scheme, member.value) for member in members}
        assert len(iris) == len(members)
        assert all(re.fullmatch(r"https://[a-z0-9./_-]+", iri) for iri in iris)
