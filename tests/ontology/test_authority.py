"""Authority data: sourced, without clashes but those listed here, right about the reforms of 2025 and 2026."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, URIRef

from ontology.authority import (
    abbreviations,
    bodies,
    document_types,
    issuer_codes,
    province_on,
    provinces,
    provinces_named,
    sectors,
)
from ontology.codes import Kind, Level, Side
from ontology.dates import PartialDate
from ontology.identifiers import ONTOLOGY
from ontology.rows import FOLDER
from ontology.terms import Class, Property
from ontology.units import unit_changes, units

CD = ONTOLOGY
ROWS = (
    Class.ABBREVIATION, Class.BODY, Class.DOCUMENT_TYPE, Class.ISSUER_CODE, Class.PLACE, Class.SECTOR,
    Class.TIER, Class.LINE_BODY, Class.EXPECTED_DOCUMENT, Class.GROUP_WORD, Class.GROUP_MEMBER,
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Graph:
    graph = Graph()
    for path in FOLDER.glob("*.ttl"):
        graph.parse(path)
    return graph


def clashes(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Keys that stand for several things."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, meaning in pairs:
        found[key].add(meaning)
    return {key: meanings for key, meanings in found.items() if len(meanings) > 1}


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.local_name)
def test_every_row_has_a_described_source_and_a_confidence(data: Graph, kind: Class) -> None:
    rows = set(data.subjects(RDF.type, URIRef(kind.value)))
    assert rows
    for row in rows:
        sources = list(data.objects(row, DCTERMS.source))
        assert sources, row
        assert all(data.value(source, DCTERMS.title) for source in sources), row
        confidence = [str(value) for value in data.objects(row, URIRef(Property.SOURCE_CONFIDENCE.value))]
        assert len(confidence) == 1, row
        assert confidence[0] in ("high", "medium", "low"), row


def test_no_source_is_described_and_not_used(data: Graph) -> None:
    described = set(data.subjects(RDF.type, URIRef(Class.SOURCE.value)))
    by_units = {source for row in units() for source in row.sources}
    by_units |= {source for change in unit_changes() for source in change.sources}
    named = {URIRef(f"https://w3id.org/chidao/authority/source/{source}") for source in by_units}
    assert described == set(data.objects(None, DCTERMS.source)) | named


def test_common_knowledge_alone_is_never_of_high_confidence(data: Graph) -> None:
    unsourced = {source for source in data.objects(None, DCTERMS.source) if "common-knowledge" in str(source)}
    for row in data.subjects(DCTERMS.source, unsourced.pop()):
        if len(list(data.objects(row, DCTERMS.source))) == 1:
            assert str(data.value(row, URIRef(Property.SOURCE_CONFIDENCE.value))) != "high", row


def test_data_uses_declared_terms_and_no_blank_nodes(data: Graph) -> None:
    used = {str(node) for triple in data for node in triple if str(node).startswith(CD)}
    assert used <= {term.value for term in [*Class, *Property]}
    assert not [node for triple in data for node in triple if isinstance(node, BNode)]


def test_subjects_stand_sorted() -> None:
    for path in FOLDER.glob("*.ttl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        subjects = [line.split(" a cd:")[0] for line in lines if " a cd:" in line]
        assert subjects == sorted(subjects), path.name


def test_abbreviations_of_types_that_mean_several_kinds() -> None:
    found = clashes((kind.abbreviation, kind.kind.value) for kind in document_types() if kind.abbreviation)
    assert found == {
        "QĐ": {"decision", "regulation"},  # quyết định; quy định of the Party
        "SL": {"decree", "other"},  # sắc lệnh; bản sao lục
        "TT": {"circular", "directive"},  # thông tư of the State; thông tri of the Party
    }


def test_types_that_documents_name_first() -> None:
    first = {kind.abbreviation: kind for kind in reversed(document_types())}
    assert first["QĐ"].kind is Kind.DECISION
    assert first["TT"].kind is Kind.CIRCULAR
    assert {first[short].kind for short in ("KH", "PA")} == {Kind.PLAN}
    assert all(first[short].joint for short in ("CTPH", "KHLT", "KHPH", "QCPH", "NQLT", "HDLN", "KHLN", "TTLT"))
    assert [kind.name for kind in document_types() if kind.kind is Kind.DISPATCH] == ["Công văn", "Công văn"]


def test_every_kind_has_a_type() -> None:
    assert {kind.kind for kind in document_types()} == set(Kind)


def test_short_forms_with_several_meanings() -> None:
    assert clashes((form.short, form.long) for form in abbreviations()) == {
        "TT": {"Thường trực", "thị trấn"},
        "TU": {"Tỉnh ủy", "Thành ủy"},
        "VH&TT": {"Văn hóa và Thể thao", "Văn hóa và Thông tin"},
        "VHTT": {"Văn hóa và Thể thao", "Văn hóa và Thông tin"},
    }


def test_no_name_stands_for_two_bodies() -> None:
    assert not clashes((name, body.name) for body in bodies() for name in (body.name, *body.aliases))


def test_no_name_stands_for_two_sectors_but_short_forms() -> None:
    found = clashes((name, sector.name) for sector in sectors() for name in (sector.name, *sector.aliases))
    assert set(found) == {"VHTT", "VH&TT", "VH-TT", "VH & TT", "VH và TT"}


def test_one_row_an_issuer_code(data: Graph) -> None:
    rows = list(data.subjects(RDF.type, URIRef(Class.ISSUER_CODE.value)))
    notations = [str(data.value(row, SKOS.notation)) for row in rows]
    assert sorted(notations) == sorted(issuer_codes())
    assert all(str(row).endswith("/" + str(data.value(row, SKOS.notation))) for row in rows)


def test_codes_used_at_several_levels_say_so() -> None:
    codes = issuer_codes()
    assert codes["UBND"].level is codes["HĐND"].level is None
    assert (codes["TU"].level, codes["HU"].level, codes["TW"].level) == (Level.PROVINCE, Level.DISTRICT, Level.CENTRAL)
    assert [codes[code].ambiguous for code in ("TW", "TU", "UBND", "LĐTBXH")] == [True] * 4
    assert {code.code for code in codes.values() if code.level is Level.CENTRAL and code.local} == set()
    assert all(code.local for code in codes.values() if code.level is not Level.CENTRAL)


def test_registers_are_bodies_of_the_same_side() -> None:
    named = {body.name: body for body in bodies()}
    registers = [body for body in bodies() if body.numbers_as]
    assert all(named[body.numbers_as].side is body.side for body in registers)
    assert all(not named[body.numbers_as].numbers_as for body in registers)
    assert named["Ban Thường vụ Huyện ủy"].numbers_as == "Huyện ủy"
    assert named["Bộ Chính trị"].numbers_as == "Ban Chấp hành Trung ương"


@pytest.mark.parametrize(
    ("name", "side", "level"),
    [
        ("Ủy ban nhân dân", Side.STATE, None),
        ("Tỉnh ủy", Side.PARTY, Level.PROVINCE),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", Side.FRONT, None),
        ("Liên đoàn Lao động", Side.MASS, None),
        ("Bộ Y tế", Side.STATE, Level.CENTRAL),
        ("Bộ Chỉ huy Quân sự", Side.STATE, Level.PROVINCE),
        ("Thủ tướng Chính phủ", Side.STATE, Level.CENTRAL),
    ],
)
def test_bodies_that_documents_name(name: str, side: Side, level: Level | None) -> None:
    body = next(body for body in bodies() if body.name == name)
    assert (body.side, body.level) == (side, level)
    assert body.local is (level is not Level.CENTRAL)


def test_sectors_before_and_after_the_reform() -> None:
    named = {sector.name: sector for sector in sectors()}
    old, new = named["Lao động - Thương binh và Xã hội"], named["Nông nghiệp và Môi trường"]
    assert (str(old.valid_to), str(new.valid_from)) == ("2025-02-28", "2025-03-01")
    assert {"LĐTBXH", "LĐ-TB&XH", "Lao động - TBXH", "Lao động-TBXH"} <= set(old.aliases)
    assert "Văn hóa - Thể thao và Du lịch" in named["Văn hóa, Thể thao và Du lịch"].aliases
    assert set(named["Y tế"].heads) == {"Bộ", "Sở", "Phòng"}


def test_provinces_are_63_until_june_2025_and_34_from_july() -> None:
    counts = {
        day: sum(province.exists_on(PartialDate.parse(day)) for province in provinces())
        for day in ("2024-05-23", "2025-06-30", "2025-07-01", "2026-11-22")
    }
    assert counts == {"2024-05-23": 63, "2025-06-30": 63, "2025-07-01": 34, "2026-11-22": 34}


def test_nine_cities_and_25_provinces_since_september_2026() -> None:
    today = [province for province in provinces() if province.exists_on(PartialDate(2026, 9, 20))]
    assert sum(province.type == "thành phố" for province in today) == 9


def test_a_successor_begins_the_day_after() -> None:
    named = {province.slug: province for province in provinces()}
    for province in provinces():
        assert bool(province.successor) is (province.valid_to is not None)
        if province.valid_to and province.valid_to.date:
            begins = named[province.successor].valid_from
            assert begins is not None
            assert begins.date is not None
            assert (begins.date - province.valid_to.date).days == 1


@pytest.mark.parametrize(
    ("written", "day", "slug"),
    [
        ("tỉnh Cao Bằng", "2024-05-23", "tinh-cao-bang"),
        ("CAO BẰNG", "2026-05-23", "tinh-cao-bang"),
        ("Hoà Bình", "2024", "tinh-hoa-binh"),
        ("TỈNH AN GIANG", "2025-06-30", "tinh-an-giang"),
        ("An Giang", "2025-07-01", "tinh-an-giang.2025"),
        ("TP. Hồ Chí Minh", "2024-01", "thanh-pho-ho-chi-minh"),
        ("TP.HCM", "2025-08-01", "thanh-pho-ho-chi-minh.2025"),
        ("Đắc Lắc", "2024", "tinh-dak-lak"),
        ("Thừa Thiên - Huế", "2024-03-01", "tinh-thua-thien-hue"),
        ("thành phố Huế", "2025-01-01", "thanh-pho-hue"),
        ("Đồng Nai", "2024-05-29", "tinh-dong-nai"),
        ("Đồng Nai", "2025-12", "tinh-dong-nai.2025"),
        ("thành phố Đồng Nai", "2026-05", "thanh-pho-dong-nai.2026"),
    ],
)
def test_province_at_a_date(written: str, day: str, slug: str) -> None:
    province = province_on(written, PartialDate.parse(day))
    assert province is not None
    assert province.slug == slug


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("An Giang", None),  # two units, no date
        ("An Giang", "2025"),  # two units within the year
        ("Hà Giang", "2026"),  # merged away
        ("thành phố Cao Bằng", "2024"),  # a city in a province
        ("huyện Định Hóa", "2024"),
        ("", "2024"),
    ],
)
def test_province_that_cannot_be_told(written: str, day: str | None) -> None:
    assert province_on(written, PartialDate.parse(day) if day else None) is None


def test_candidates_stay_where_the_date_is_missing() -> None:
    assert [unit.slug for unit in provinces_named("Lào Cai")] == ["tinh-lao-cai", "tinh-lao-cai.2025"]
