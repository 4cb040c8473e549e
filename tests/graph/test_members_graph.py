"""The graph of groups: definitions shared, members with their days, nothing that another graph says already."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graph import members as written
from graph.agents import gather_agents
from graph.authority import load_authority
from graph.members import write_members
from graph.store import EmbeddedStore
from ontology.codes import Level, Role, Side
from ontology.identifiers import MEMBERS_GRAPH, group_iri, place_of
from ontology.model import AgencyGroup, Place
from tests.graph.factories import CAO_BANG, LAM_DONG, Paper, agency, cao_bang, committee, filled, place

PREFIX = (
    "PREFIX cd: <https://w3id.org/chidao/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)


def group(name: str, where: Place) -> AgencyGroup:
    """A group as the loaders make it."""
    return AgencyGroup(group_iri(place_of(where.iri), name), name, Side.OTHER, None, where)


def plan(*names: str, file: str = "cao-bang.txt", where: Place = CAO_BANG, date: str = "2024-05-23") -> Paper:
    """A plan that gives an indicator to groups."""
    paper = Paper(file, f"{len(file)}/KH-UBND", date, committee(where))
    indicator = paper.indicator("1", agency("Sở Y tế", where))
    for name in names:
        paper.duty(group(name, where), Role.COORDINATE, indicator)
    return paper


def stored(path: Path, *papers: Paper) -> EmbeddedStore:
    """A store with the authority data and the graph of groups."""
    store = filled(path, papers)
    load_authority(store)
    gather_agents(store)
    write_members(store)
    return store


def rows(store: EmbeddedStore, pattern: str) -> set[tuple[str, ...]]:
    """The values of the variables in the order in which they stand in a pattern."""
    variables = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))
    found = store.query(f"{PREFIX} SELECT DISTINCT {variables} WHERE {{ {pattern} }}")
    return {tuple(str(getattr(term, "value", "")) for term in terms) for terms in found.terms}


MEMBERS = "?g rdfs:label ?l ; cd:definition/^org:organization/org:member/rdfs:label ?m . FILTER(STR(?l) = '{}')"


def test_members_of_a_group_with_their_days(tmp_path: Path) -> None:
    with stored(tmp_path / "s", plan("UBND các huyện, thành phố", "Các sở, ban, ngành")) as store:
        assert len(rows(store, MEMBERS.format("UBND các huyện, thành phố"))) == 10
        days = rows(store, "?x org:member/rdfs:label 'Sở Thông tin và Truyền thông tỉnh Cao Bằng'@vi ; cd:validTo ?to")
        assert {to for _, to in days} == {"2025-02-28"}
        assert rows(store, "?d a cd:GroupDefinition ; cd:openList true ; rdfs:label ?l") == {
            ("https://w3id.org/chidao/id/definition/tinh-cao-bang/ban-nganh.province", "các ban, ngành (tỉnh Cao Bằng)")
        }


def test_members_that_no_document_names_are_described(tmp_path: Path) -> None:
    with stored(tmp_path / "s", plan("UBND các huyện")) as store:
        body = "<https://w3id.org/chidao/id/agency/tinh-cao-bang_huyen-ha-lang/uy-ban-nhan-dan>"
        assert rows(
            store, f"{body} a org:FormalOrganization ; rdfs:label ?l ; cd:side ?s ; cd:level ?v ; cd:jurisdiction ?p"
        ) == {
            (
                "Ủy ban nhân dân huyện Hạ Lang",
                "https://w3id.org/chidao/code/side/state",
                "https://w3id.org/chidao/code/level/district",
                "https://w3id.org/chidao/id/place/tinh-cao-bang_huyen-ha-lang",
            )
        }
        assert rows(store, f"{body} cd:jurisdiction/rdfs:label ?l") == {("huyện Hạ Lang",)}
        assert not rows(store, f"?x a cd:Agency FILTER(?x = {body})")


def test_groups_that_mean_the_same_share_their_definitions(tmp_path: Path) -> None:
    papers = plan("UBND các xã, phường", "UBND các phường, xã, thị trấn"), plan("Các xã", file="b.txt")
    with stored(tmp_path / "s", *papers) as store:
        found = rows(store, "?g cd:definition ?d")
        assert Counter(d.rpartition("/")[2] for _, d in found) == {
            "uy-ban-nhan-dan.xa.commune": 3,
            "uy-ban-nhan-dan.phuong.commune": 2,
            "uy-ban-nhan-dan.thi-tran.commune": 1,
        }


def test_unknown_words_stay_with_the_group(tmp_path: Path) -> None:
    with stored(tmp_path / "s", plan("Các đơn vị có liên quan", "Các sở và doanh nghiệp")) as store:
        assert rows(store, "?g cd:openWords ?w . ?g rdfs:label ?l") == {
            (group_iri("tinh-cao-bang", name), words, name)
            for name, words in (
                ("Các đơn vị có liên quan", "Các đơn vị có liên quan"),
                ("Các sở và doanh nghiệp", "doanh nghiệp"),
            )
        }


def test_a_group_is_meant_as_at_the_date_of_its_document(tmp_path: Path) -> None:
    commune = place("xã Hạ Lang", "tinh-cao-bang")
    papers = [
        plan(
            "Các đoàn thể",
            file=f"{year}.txt",
            where=Place(commune.iri, commune.name, Level.COMMUNE, commune.parent),
            date=f"{year}-10-01",
        )
        for year in ("2024", "2025")
    ]
    with stored(tmp_path / "s", *papers) as store:
        places = {d.split("/")[-2] for _, d in rows(store, "?g cd:definition ?d")}
        assert places == {"tinh-cao-bang_xa-ha-lang.2025"}


def test_a_definition_with_too_many_members_says_only_what_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "MOST", 5)
    with stored(tmp_path / "s", plan("UBND các huyện", "Các tổ chức chính trị - xã hội")) as store:
        assert not rows(store, MEMBERS.format("UBND các huyện"))
        assert len(rows(store, MEMBERS.format("Các tổ chức chính trị - xã hội"))) == 5
        assert rows(store, "?d a cd:GroupDefinition ; cd:memberBody ?b ; cd:memberPlaces ?t ; cd:level ?l") == {
            (
                "https://w3id.org/chidao/id/definition/tinh-cao-bang/uy-ban-nhan-dan.huyen.district",
                "Ủy ban nhân dân",
                "huyện",
                "https://w3id.org/chidao/code/level/district",
            )
        }


def test_no_triple_stands_in_two_graphs_and_order_does_not_matter(tmp_path: Path) -> None:
    papers = [
        plan("UBND các huyện", "Các sở"),
        plan("Các sở", "Các địa phương", file="lam-dong.txt", where=LAM_DONG),
        cao_bang(file="c.txt"),
    ]
    with stored(tmp_path / "a", *papers) as store, stored(tmp_path / "b", *reversed(papers)) as other:
        triples = Counter(str(quad.triple) for graph in store.graphs() for quad in store.quads(graph))
        assert [triple for triple, count in triples.items() if count > 1] == []
        assert store.quads(MEMBERS_GRAPH) == other.quads(MEMBERS_GRAPH)
        before = store.quads(MEMBERS_GRAPH)
        assert write_members(store) == len(before)
        assert store.quads(MEMBERS_GRAPH) == before
