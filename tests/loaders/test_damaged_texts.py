"""What OCR leaves of a document is read through its usual confusions, and trusted less."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from loaders.extract import extractions
from loaders.mapped import Mapped
from loaders.repair import DAMAGED, repair
from loaders.vietnamese import syllables, trust
from ontology.codes import FindingKind, ObjectKind, ReadAs, Relation
from ontology.model import Extraction, SourceText

PLAN = (Path(__file__).parent / "texts" / "plan.txt").read_text(encoding="utf-8")
CONFUSED = {
    "ộ": "6",
    "ố": "0",
    "l": "1",
    "I": "l",
    "ạ": "a.",
    "ế": "é",
    "ề": "è",
    "ư": "u",
    "ơ": "o",
    "Đ": "D",
    "ủ": "t",
}
BARE = 0.85  # share of the marked letters that lose their mark
SWAPPED = 0.04  # share of the letters above that are taken for others
SEEDS = range(6)


def damaged(text: str, seed: int) -> str:
    """The text as poor OCR gives it, alike for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    return "".join(_letter(char, chance) for char in text)


def _letter(char: str, chance: random.Random) -> str:
    if char in CONFUSED and chance.random() < SWAPPED:
        return CONFUSED[char]
    if char in "đĐ":
        return "d" if char == "đ" else "D"
    return unicodedata.normalize("NFD", char)[0] if chance.random() < BARE else char


def read(text: str) -> Extraction:
    assert trust(text) < DAMAGED
    (found,) = extractions(SourceText("a.txt", "0" * 64, text, ReadAs.OCR, quality=trust(text)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_head_is_read(seed: int) -> None:
    document = read(damaged(PLAN, seed)).document
    assert str(document.number) == "214/KH-UBND"
    assert document.date is not None
    assert document.date.iso == "2024-08-16"
    assert [issuer.name for issuer in document.issuers] == ["Ủy ban nhân dân tỉnh Hà Giang"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_it_implements_is_read(seed: int) -> None:
    found = read(damaged(PLAN, seed))
    assert "61-CTr/TU" in {str(c.number) for c in found.citations if c.relation is Relation.IMPLEMENTS}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_agencies_that_head_items_are_read(seed: int) -> None:
    found = read(damaged(PLAN, seed))
    heads = {duty.agent.name for duty in found.responsibilities if duty.object_kind is ObjectKind.SECTION}
    assert heads >= {
        "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Giang",
        "Sở Y tế tỉnh Hà Giang",
        "Công an tỉnh Hà Giang",
    }


def test_facts_keep_the_damaged_words_and_are_trusted_less() -> None:
    text = damaged(PLAN, 1)
    whole = extractions(SourceText("a.txt", "0" * 64, PLAN))[0]
    found = read(text)
    assert all(duty.evidence.holds_in(text) for duty in found.responsibilities)
    written = {duty.agent_as_written for duty in found.responsibilities}
    assert any(words not in PLAN and words in text for words in written)
    assert max(d.evidence.confidence for d in found.responsibilities) < min(
        d.evidence.confidence for d in whole.responsibilities
    )
    assert FindingKind.OCR_DOUBTFUL in {finding.kind for finding in found.findings}


def test_a_clean_text_is_not_repaired() -> None:
    assert trust(PLAN) > 0.9 > DAMAGED
    assert syllables(PLAN) > 0.85


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Uy ban nhan dan tinh", "ủy ban nhân dân"),
        ("So Lao dong - Thuong binh va Xa hoi", "Sở Lao động - Thương binh và Xã hội"),
        ("Can ct Chi thi s6 36-CT/TW", "Chỉ thị số 36-CT/TW"),
        ("ngay 16 thang 8 nam 2024", "ngày 16 tháng 8 năm 2024"),
        ("ngay l6 thang 0S nam 2024", "ngày 16 tháng 05 năm 2024"),
    ],
)
def test_known_phrases_are_read_as_they_are_meant(words: str, meant: str) -> None:
    assert meant.casefold() in repair(Mapped.of(words)).text.casefold()


@pytest.mark.parametrize("words", ["Ban mai trong veo", "12.500 con", "Xa xa co khoi", ""])
def test_other_words_stay(words: str) -> None:
    assert repair(Mapped.of(words)).text == words
