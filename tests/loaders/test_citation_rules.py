"""What a mentioned document is to the one that mentions it: the rules of meaning, a case a line."""

from __future__ import annotations

import pytest

from loaders.citations import Role, typed
from loaders.named import DocumentMention
from loaders.normalize import normalize
from loaders.places import Setting, province
from ontology.codes import Level, Relation
from ontology.dates import PartialDate
from tests.loaders.cases import cases

DAY = PartialDate(2024, 8, 16)
HA_GIANG = Setting(Level.PROVINCE, province("Hà Giang", DAY), date=DAY)


def name(mention: DocumentMention) -> str:
    return str(mention.number) if mention.number else mention.name


def told(text: str, role: Role) -> str:
    """The relations of a text as the file of cases writes them."""
    found = typed(normalize(text).text, HA_GIANG, role)
    words: list[str] = []
    for item in found:
        words.append(f"{name(item.mention)} {item.relation}")
        if item.chain is not None and item.of is not None:
            words.append(f"{name(found[item.of].mention)}>{name(item.mention)} {item.chain}")
    return "; ".join(words)


@pytest.mark.parametrize(("role", "text", "expected"), cases("accept/citations.txt", 3))
def test_accepted(role: str, text: str, expected: str) -> None:
    assert told(text, Role(role)) == expected


@pytest.mark.parametrize("text", cases("reject/citations.txt", 1))
@pytest.mark.parametrize("role", list(Role))
def test_rejected(role: Role, text: str) -> None:
    assert told(text, role) == ""


def test_the_cases_use_every_place_and_the_relations_of_the_rules() -> None:
    rows = [case.values for case in cases("accept/citations.txt", 3)]
    assert {str(row[0]) for row in rows} == {role.value for role in Role}
    used = {word.rstrip(";") for row in rows for word in str(row[2]).split()}
    assert {"implements", "based_on", "cites", "replaces", "amends", "disseminates"} <= used & set(Relation)


@pytest.mark.parametrize(
    ("text", "number", "day", "issuer"),
    [
        ("Kế hoạch số 90-KH/TU ngày 01/3/2023 của Tỉnh ủy Hà Giang", "90-KH/TU", "2023-03-01", "Tỉnh ủy Hà Giang"),
        ("Quyết định số 2151/QĐ-TTg của Thủ tướng Chính phủ", "2151/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị về rừng", "36-CT/TW", "2019-08-16", "Bộ Chính trị"),
        ("Kế hoạch thực hiện Chỉ thị số 36-CT/TW của Huyện ủy", "36-CT/TW", None, None),
        ("Công văn số 7/BYT-VP của Bộ Y tế (BYT) ngày 02/3/2023", "7/BYT-VP", "2023-03-02", "Bộ Y tế"),
        ("Quyết định của Thủ tướng Chính phủ số 2151/QĐ-TTg", "2151/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("Quyết định số 2151/QĐ-TTg ngày 31/02/2021", "2151/QĐ-TTg", None, None),
    ],
)
def test_a_mention_has_its_date_and_issuer(text: str, number: str, day: str | None, issuer: str | None) -> None:
    (item,) = typed(text, HA_GIANG, Role.BODY)
    mention = item.mention
    assert (str(mention.number), mention.date and mention.date.iso) == (number, day)
    assert (mention.issuer and mention.issuer.name) == issuer
    assert text[mention.start : mention.end].startswith(("Kế", "Quyết", "Chỉ", "Công", "số"))
