"""The data of changes: sourced, of known bodies, in agreement with the days of bodies, sectors and units."""

from __future__ import annotations

from itertools import pairwise

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from ontology.bodies import body_named_by, known_body
from ontology.changes import Change, changes, changes_of, probability
from ontology.codes import ChangeKind, Level
from ontology.functions import functions
from ontology.rows import FOLDER
from ontology.terms import Class, Property
from ontology.units import unit

ORG = Namespace("http://www.w3.org/ns/org#")
NO_LIMIT = frozenset[str]()


@pytest.fixture(scope="module")
def data() -> Graph:
    return Graph().parse(FOLDER / "changes.ttl").parse(FOLDER / "sources.ttl")


def change(name: str) -> Change:
    return next(found for found in changes() if found.iri.endswith(f"/{name}"))


@pytest.mark.parametrize("kind", [ORG.ChangeEvent, URIRef(Class.TRANSFER.value), ORG.Organization])
def test_every_fact_has_a_described_source_and_a_confidence(data: Graph, kind: URIRef) -> None:
    rows = set(data.subjects(RDF.type, kind))
    assert rows
    for row in rows:
        sources = list(data.objects(row, DCTERMS.source))
        assert sources, row
        assert all(data.value(source, DCTERMS.title) for source in sources), row
        confidence = [str(value) for value in data.objects(row, URIRef(Property.SOURCE_CONFIDENCE.value))]
        assert len(confidence) == 1, row
        assert 0 < probability(confidence[0]) < 1


def test_every_change_has_a_note_in_both_languages(data: Graph) -> None:
    for row in data.subjects(RDF.type, ORG.ChangeEvent):
        notes = [note for note in data.objects(row, SKOS.note) if isinstance(note, Literal)]
        assert sorted(str(note.language) for note in notes) == ["en", "vi"], row


def test_every_transfer_is_of_a_change_and_its_heir_is_a_result(data: Graph) -> None:
    for row in data.subjects(RDF.type, URIRef(Class.TRANSFER.value)):
        of = data.value(row, URIRef(Property.IN_CHANGE.value))
        assert (of, RDF.type, ORG.ChangeEvent) in data, row
        assert (of, ORG.resultingOrganization, data.value(row, URIRef(Property.HEIR.value))) in data, row


def test_functions_are_those_of_the_list() -> None:
    named = {transfer.function for found in changes() for transfer in found.transfers} - {""}
    assert named
    assert named <= set(functions())


def test_rows_stand_sorted() -> None:
    lines = (FOLDER / "changes.ttl").read_text(encoding="utf-8").splitlines()
    subjects = [line.partition(" a ")[0] for line in lines if line[:1].isalpha() and " a " in line]
    assert subjects == sorted(subjects)


def test_an_unknown_body_is_an_error() -> None:
    with pytest.raises(ValueError, match="no body has the IRI"):
        body_named_by("https://w3id.org/chidao/authority/body/so-khong-co")


def test_confidences_order_the_probabilities() -> None:
    assert probability("high") > probability("medium") > probability("low")
    with pytest.raises(KeyError):
        probability("sure")


def test_days_of_a_change_follow_each_other() -> None:
    for found in changes():
        if found.last_day:
            assert found.operating_date.day_before == found.last_day, found.iri
        if found.legal_date:
            assert found.legal_date <= found.operating_date, found.iri
        assert found.last_day is None or found.kind.ends, found.iri


def test_a_change_that_bodies_survive_does_not_take_all_of_their_functions_unsaid() -> None:
    for found in changes():
        if found.kind in (ChangeKind.ENLARGE, ChangeKind.REORGANISE):
            assert set(found.resulting) == set(found.original), found.iri
            assert {transfer.heir for transfer in found.transfers} <= set(found.original), found.iri


def test_a_split_names_the_function_of_each_transfer() -> None:
    splits = [found for found in changes() if found.kind is ChangeKind.SPLIT]
    assert splits
    assert all(transfer.function for found in splits for transfer in found.transfers)
    assert all(len({transfer.heir for transfer in found.transfers}) > 1 for found in splits)


def test_cases_are_of_a_general_change_of_the_same_bodies_in_a_known_place() -> None:
    general = {found.iri: found for found in changes() if not found.place}
    places = [found for found in changes() if found.place]
    assert any(found.case_of for found in places)
    for case in places:
        rule = general[case.case_of] if case.case_of else case
        assert (case.original, case.level) == (rule.original, rule.level), case.iri
        place = unit(case.place)
        assert place is not None, case.iri
        assert place.level is case.level, case.iri
        assert case.transfers, case.iri


def test_a_case_stands_for_its_rule_in_its_place_alone() -> None:
    def of(place: str) -> list[str]:
        found = changes_of("Sở Nội vụ", Level.PROVINCE, frozenset({place}))
        return [own.place for own in found if own.kind is ChangeKind.TRANSFER]

    assert of("tinh-ha-tinh") == ["tinh-ha-tinh"]
    assert of("tinh-cao-bang") == [""]


def test_bodies_ended_everywhere_have_their_last_day_in_their_row() -> None:
    """A body of one level whose end is sure to the day; a low one is not copied into the row."""
    for found in changes():
        sure = found.kind.ends and not found.place and found.operating_date.day and found.confidence != "low"
        for name in found.original if sure else ():
            body = known_body(name)
            assert body is not None
            if body.level is found.level and name not in ("Vụ Sức khỏe Bà mẹ - Trẻ em", "Công chức văn hóa - xã hội"):
                assert body.valid_to == found.end, (name, found.iri)


def test_no_heir_had_ended_before_it_took_over_nor_begins_later() -> None:
    for found in changes():
        for transfer in found.transfers:
            heir = known_body(transfer.heir)
            assert heir is not None
            assert heir.valid_to is None or heir.valid_to >= found.operating_date, (transfer.heir, found.iri)
            assert heir.valid_from is None or heir.valid_from <= found.operating_date, (transfer.heir, found.iri)


def test_a_body_ends_once_at_a_level_and_place() -> None:
    for found in changes():
        for name in found.original:
            ends = [own for own in changes_of(name, found.level, frozenset({found.place})) if own.kind.ends]
            assert len(ends) <= 1, (name, [own.iri for own in ends])


def test_order_is_by_day() -> None:
    assert all(before.operating_date <= after.operating_date for before, after in pairwise(changes()))


def test_law_and_operation_are_told_apart() -> None:
    districts = change("uy-ban-nhan-dan-cap-huyen-2025")
    assert [str(districts.legal_date), str(districts.last_day), str(districts.operating_date)] == [
        "2025-06-16",
        "2025-06-30",
        "2025-07-01",
    ]
    assert "Luật 72/2025/QH15, Điều 51 khoản 3" in districts.instrument


def test_low_facts_stay_low() -> None:
    assert change("bao-va-phat-thanh-truyen-hinh-2025").confidence == "low"
    assert {transfer.confidence for transfer in change("phong-lao-dong-thuong-binh-va-xa-hoi-2025").transfers} == {
        "low"
    }
    assert changes_of("Sở Lao động - Thương binh và Xã hội", Level.PROVINCE, NO_LIMIT)[0].confidence == "medium"
