"""Paragraphs from lines: nothing is lost, and how a text is wrapped does not matter."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given

from loaders.extract import extractions
from loaders.lines import is_capitals, paragraphs
from loaders.normalize import normalize
from ontology.model import Extraction, SourceText
from tests.loaders.soup import texts

PLAN = (Path(__file__).parent / "texts" / "plan.txt").read_text(encoding="utf-8")


def joined(raw: str) -> list[str]:
    return [str(paragraph.text) for paragraph in paragraphs(normalize(raw))]


@given(texts)
def test_no_letter_and_no_digit_is_lost_or_moved(raw: str) -> None:
    text = normalize(raw)
    found = paragraphs(text)
    letters = "".join(char for paragraph in found for char in paragraph.text.text if char.isalnum())
    assert letters == "".join(re.findall(r"[^\W_]", without_rules(text.text)))
    starts = [paragraph.text.span().start for paragraph in found]
    assert starts == sorted(starts)


def without_rules(text: str) -> str:
    """The text without drawn lines: typists put an o into them ("-----o0o-----"), Markdown three stars."""
    drawn = re.compile(r"[-_=*.~o\s]*(?:[-_=~]{3}|\*\s*\*\s*\*)[-_=*.~o\s]*")
    return "\n".join(line for line in text.split("\n") if not drawn.fullmatch(line.strip()))


@given(texts)
def test_paragraphs_are_one_line_each_with_words(raw: str) -> None:
    for paragraph in paragraphs(normalize(raw)):
        assert paragraph.text.text == paragraph.text.text.strip() != ""
        assert "\n" not in paragraph.text.text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1. Sở Y tế\n2. Công an tỉnh", ["1. Sở Y tế", "2. Công an tỉnh"]),
        ("KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ", ["KẾ HOẠCH THỰC HIỆN CHỈ THỊ"]),
        ("Một đoạn\n\nĐoạn khác", ["Một đoạn", "Đoạn khác"]),
        ("| Sở Y tế | Công an tỉnh |", ["Sở Y tế", "Công an tỉnh"]),
        ("Sở Lao động\n- Thương binh và Xã hội chủ trì", ["Sở Lao động - Thương binh và Xã hội chủ trì"]),
        ("giai đoạn 2021\n- 2025", ["giai đoạn 2021 - 2025"]),
        ("## I. MỤC TIÊU\n**1.** Một", ["I. MỤC TIÊU", "1. Một"]),
        ("Trên\n---\nDưới", ["Trên", "Dưới"]),
        ("", []),
    ],
)
def test_lines(raw: str, expected: list[str]) -> None:
    assert joined(raw) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TỔ CHỨC THỰC HIỆN", True),
        ("THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTg", True),
        ("Tổ chức thực hiện", False),
        ("2025", False),
        ("A", False),
    ],
)
def test_capitals(text: str, *, expected: bool) -> None:
    assert is_capitals(text) is expected


def wrapped(text: str, width: int, first: int = 0, gap: str = "\n") -> str:
    """The text with its paragraphs wrapped, the first line of each shorter by so much."""
    indent = "·" * first
    made = (
        textwrap.fill(indent + line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return gap.join(made).replace("·", "")


def facts(text: str) -> tuple[object, ...]:
    """What may not change with the line breaks: number, relations, indicators, targets, owners."""
    (found,) = extractions(SourceText("a.txt", "0" * 64, text))
    return (found.document.number, found.document.date, *goals(found), *duties(found))


def goals(found: Extraction) -> list[object]:
    cited = [(str(citation.number), citation.relation, citation.date) for citation in found.citations]
    values = [
        (indicator.no, target.year, target.comparator, target.value, target.upper, target.unit)
        for indicator in found.indicators
        for target in indicator.targets
    ]
    return [*cited, len(found.indicators), *values]


def duties(found: Extraction) -> list[object]:
    return [(duty.agent.name, duty.role, duty.object_kind, duty.object_no) for duty in found.responsibilities]


FLAT = facts(PLAN)


def test_the_flat_text_has_the_facts() -> None:
    (found,) = extractions(SourceText("a.txt", "0" * 64, PLAN))
    assert str(found.document.number) == "214/KH-UBND"
    assert [indicator.no for indicator in found.indicators] == ["1", "2", "3", "4", "5"]
    assert sum(len(indicator.targets) for indicator in found.indicators) == 8
    owned = {
        (duty.agent.name, duty.object_no)
        for duty in found.responsibilities
        if duty.object_kind == "indicator" and duty.role.owns
    }
    assert owned == {
        *(("Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Giang", no) for no in "12"),
        *(("Sở Y tế tỉnh Hà Giang", no) for no in "345"),
    }


@pytest.mark.parametrize("width", [50, 60, 72, 80, 95, 120])
@pytest.mark.parametrize("first", [0, 12])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "gapped"])
def test_the_same_facts_however_it_is_wrapped(width: int, first: int, gap: str) -> None:
    assert facts(wrapped(PLAN, width, first, gap)) == FLAT


@pytest.mark.parametrize("end", ["\r\n", "\r", " \n", "\n\n", "\n\u200b"])
def test_the_same_facts_whatever_ends_the_lines(end: str) -> None:
    assert facts(PLAN.replace("\n", end)) == FLAT
