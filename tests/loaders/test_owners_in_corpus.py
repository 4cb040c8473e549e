"""Nothing is owned by a place, a person or a document: over every real document, and the words that would be one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.agencies import find
from loaders.places import Setting, province
from ontology import authority
from ontology.codes import Level, Role
from ontology.dates import PartialDate
from ontology.localities import TYPES
from ontology.model import Responsibility
from tests.readings import readings

OWNING = (Role.LEAD, Role.CO_LEAD, Role.IMPLEMENT)
_MANY = r"(?:(?:các|những|một số|mỗi|từng|tất cả các) )?"
# "Các xã, phường", "Tỉnh Cao Bằng"; no "Tỉnh ủy", no "Tỉnh đoàn", no "Thành phố Đoàn".
A_PLACE = re.compile(rf"{_MANY}(?:{'|'.join(TYPES)})(?! (?:ủy|đoàn|hội)\b)(?!\w)", re.IGNORECASE)
A_PERSON = re.compile(r"(?:các )?(?:ông|bà|đồng chí|anh|chị)(?!\w)", re.IGNORECASE)
A_DOCUMENT = re.compile(
    rf"(?:các )?(?:{'|'.join(re.escape(kind.name) for kind in authority.document_types() if kind.name)})(?!\w)",
    re.IGNORECASE,
)


def owned_wrongly(duty: Responsibility) -> bool:
    """Whether a responsibility that owns is a place's, a person's or a document's."""
    name = duty.agent.name
    return duty.role in OWNING and any(kind.match(name) for kind in (A_PLACE, A_PERSON, A_DOCUMENT))


@pytest.mark.parametrize("name", ["Các xã, phường", "tỉnh Cao Bằng", "Ông Nguyễn Văn Ba", "Kế hoạch", "đồng chí Ba"])
def test_the_measure_knows_what_owns_nothing(name: str) -> None:
    assert any(kind.match(name) for kind in (A_PLACE, A_PERSON, A_DOCUMENT))


@pytest.mark.parametrize("name", ["Tỉnh ủy Cao Bằng", "Tỉnh đoàn", "Bà mẹ Việt Nam", "UBND các xã", "Báo Hà Giang"])
def test_the_measure_lets_bodies_pass(name: str) -> None:
    assert not any(kind.match(name) for kind in (A_PLACE, A_DOCUMENT))


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        ("các xã, phường rà soát", "Ủy ban nhân dân các xã, phường"),
        (
            "Các tỉnh, thành phố trực thuộc Trung ương chỉ đạo",
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        ),
    ],
)
def test_a_place_told_to_do_something_stands_for_its_committee_and_its_words_are_kept(
    text: str, committee: str
) -> None:
    (mention,) = find(text, Setting(Level.PROVINCE, province("Hà Giang", None), date=PartialDate(2024)))
    assert mention.agent.name.startswith(committee)
    assert text[mention.start : mention.end].casefold() in committee.casefold()


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.system("tesseract")
@pytest.mark.system("soffice")
def test_no_real_duty_is_a_places_a_persons_or_a_documents(corpus: Path) -> None:
    duties = [
        duty
        for reading in readings(corpus).values()
        if not isinstance(reading, str)
        for found in reading[1]
        for duty in found.responsibilities
    ]
    assert duties
    wrong = [(duty.document, duty.agent.name, duty.agent_as_written) for duty in duties if owned_wrongly(duty)]
    assert not wrong
