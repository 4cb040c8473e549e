"""Which administrative units the authority graph of a store holds, and when it is written anew."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph.authority import load_authority, provinces_of
from graph.store import EmbeddedStore
from ontology.codes import Level
from ontology.identifiers import AUTHORITY_GRAPH, place_iri
from ontology.units import unit, units

FAMILY = frozenset({"tinh-yen-bai", "tinh-lao-cai", "tinh-lao-cai.2025"})


def places_in(store: EmbeddedStore) -> set[str]:
    rows = store.query(
        "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?slug WHERE { ?place a cd:Place ; cd:placeCode ?code . "
        "BIND (STRAFTER(STR(?place), '/place/') AS ?slug) }"
    )
    return {row.text("slug") for row in rows}


def test_the_units_of_provinces_with_all_that_these_were_and_became(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        assert load_authority(store, FAMILY)
        below = {u.slug for u in units() if u.level is not Level.PROVINCE and u.province in FAMILY}
        assert {place for place in places_in(store) if "_" in place} == below
        assert len(below) == 9 + 9 + 151 + 168 + 99


def test_each_unit_has_a_source_and_a_confidence(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        load_authority(store, FAMILY)
        rows = store.query(
            "PREFIX cd: <https://w3id.org/chidao/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "
            "SELECT DISTINCT ?place WHERE { ?place cd:placeCode ?code ; cd:sourceConfidence ?c ; dcterms:source ?s . "
            "?s dcterms:title ?title }"
        )
        assert {row.text("place") for row in rows} == {place_iri(place) for place in places_in(store)}


def test_the_chain_of_heirs_can_be_asked_for(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        load_authority(store, frozenset({"tinh-dong-nai", "tinh-dong-nai.2025", "thanh-pho-dong-nai.2026"}))
        rows = store.query(
            "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT DISTINCT ?heir WHERE { "
            f"<{place_iri('tinh-dong-nai_thi-tran-vinh-an')}> cd:successor+ ?heir }}"
        )
        assert {row.text("heir") for row in rows} == {
            place_iri("tinh-dong-nai.2025_xa-tri-an"),
            place_iri("thanh-pho-dong-nai.2026_phuong-tri-an"),
        }


def test_it_is_written_again_when_the_provinces_are_others(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        assert load_authority(store, FAMILY)
        assert not load_authority(store, frozenset(sorted(FAMILY)))
        whole = store.quads(AUTHORITY_GRAPH)
        assert load_authority(store, frozenset())
        assert not {place for place in places_in(store) if "_" in place}
        assert load_authority(store, FAMILY)
        assert store.quads(AUTHORITY_GRAPH) == whole


def test_a_store_without_documents_has_the_provinces(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        assert provinces_of(store) == frozenset()
        assert load_authority(store)
        assert places_in(store) == {u.slug for u in units() if u.level is Level.PROVINCE}


def test_each_quad_is_what_the_unit_says(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        load_authority(store, FAMILY)
        commune = unit("tinh-lao-cai.2025_xa-bac-ha")
        assert commune is not None
        subject, graph = NamedNode(place_iri(commune.slug)), NamedNode(AUTHORITY_GRAPH)
        parent = NamedNode("https://w3id.org/chidao/ontology#parentPlace")
        assert store.holds(Quad(subject, parent, NamedNode(place_iri(commune.parent)), graph))
