"""The functions of government that indicators, tasks and documents belong to, and what told them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.extract import extract, extractions
from loaders.files import Origin
from ontology.functions import of_body, relevant
from ontology.model import Concern, Extraction, SourceText

HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 7/KH-UBND

Cao Bằng, ngày 20 tháng 5 năm 2024

KẾ HOẠCH

{title}

"""
TITLE = "Về việc chăm vườn hoa"


def read(body: str, title: str = TITLE) -> tuple[str, Extraction]:
    text = HEAD.format(title=title) + body
    (found,) = extractions(SourceText("a.txt", "0" * 64, text))
    assert all(concern.evidence.holds_in(text) for concern in found.concerns)
    return text, found


def told(body: str, title: str = TITLE) -> dict[str, set[tuple[str, str]]]:
    """By the words that an item begins with: the functions and the rules that told them."""
    _, found = read(body, title)
    items = {item.iri: item.text.split()[0] for item in (*found.indicators, *found.tasks)}
    by_item: dict[str, set[tuple[str, str]]] = {first: set() for first in items.values()}
    for concern in found.concerns:
        if concern.object in items:
            by_item[items[concern.object]].add((concern.function, concern.evidence.rule.removeprefix("concern.")))
    return by_item


def organised(agency: str, *items: str) -> str:
    return f"III. TỔ CHỨC THỰC HIỆN\n\n1. {agency}\n\n" + "".join(f"- {item}\n\n" for item in items)


def test_the_words_are_the_evidence() -> None:
    text, found = read(organised("Sở Y tế", "Phòng, chống đuối\nnước và tiêm chủng cho người dân."))
    words = {concern.function: [span.of(text) for span in concern.evidence.spans] for concern in found.concerns}
    assert words == {"child": ["đuối\nnước"], "health": ["tiêm chủng"]}


def test_clear_words_count_before_weak_ones() -> None:
    assert told(organised("Sở Y tế", "Tiêm chủng cho trẻ em.", "Hỗ trợ trẻ em.")) == {
        "Tiêm": {("health", "words")},
        "Hỗ": {("child", "weak-words")},
    }


def test_weak_words_count_where_the_owner_had_that_function_and_none_of_the_clear_ones() -> None:
    item = "Xây nhà vệ sinh trường học cho trẻ em."
    assert told(organised("Sở Lao động - Thương binh và Xã hội", item)) == {
        "Xây": {("education", "words"), ("child", "weak-words")}
    }
    assert told(organised("Sở Giáo dục và Đào tạo", item)) == {"Xây": {("education", "words")}}


def test_the_title_where_the_item_leaves_it_open() -> None:
    title = "Thực hiện công tác bảo vệ trẻ em"
    body = organised("Sở Lao động - Thương binh và Xã hội", "Tổng hợp, báo cáo kết quả.", "Chi từ ngân sách nhà nước.")
    assert told(body, title) == {
        "Tổng": {("child", "title")},
        "Chi": {("finance", "words"), ("child", "title")},
    }


def test_the_nearest_heading_before_the_title() -> None:
    body = "II. NHIỆM VỤ\n\n1. Giảm nghèo bền vững\n\na) Giao Sở Lao động - Thương binh và Xã hội rà soát danh sách.\n"
    assert told(body, "Thực hiện công tác bảo vệ trẻ em") == {"Giao": {("poverty", "heading")}}


def test_a_heading_that_names_a_body_tells_nothing() -> None:
    assert told(organised("Trung tâm Y tế dự phòng", "Tổng hợp, báo cáo kết quả.")) == {"Tổng": set()}


def test_the_document_itself() -> None:
    _, found = read("I. MỤC ĐÍCH\n\n- Làm tốt hơn.\n", "Thực hiện công tác bảo vệ trẻ em")
    assert [(c.object, c.function) for c in found.concerns] == [(found.document.iri, "child")]


@pytest.mark.corpus
def test_the_indicators_of_cao_bang(corpus: Path) -> None:
    """Each owner's functions for its indicators, as people have read them: the file is not read by the program."""
    _, (found,) = extract(Origin(corpus / "corpus" / "seeds" / "cao-bang-1222.txt", "cao-bang-1222.txt"))
    with (corpus / "authorities" / "indicator_owners_cao_bang.csv").open(encoding="utf-8", newline="") as rows:
        expected = {row["indicator_no"]: set(row["function_ids"].split(";")) for row in csv.DictReader(rows)}
    right = {no: {FUNCTIONS[function] for function in functions} for no, functions in expected.items()}
    right["15"] = set()  # "học tập" is weak beside "sức khỏe", and Sở Giáo dục và Đào tạo passed no function on
    assert {goal.no: _functions(found, goal.iri) for goal in found.indicators} == right


FUNCTIONS = {
    "F-CHILD": "child",
    "F-CULT": "culture",
    "F-EDU": "education",
    "F-HEALTH": "health",
    "F-JUST": "justice",
    "F-LABOUR": "labour",
    "F-POL": "police",
    "F-SOCPROT": "social-protection",
}
# Of the bodies whose functions did not go elsewhere, which the changes of organisation do not name.
UNCHANGED = {
    "so-y-te": {"health"},
    "so-giao-duc-va-dao-tao": {"education"},
    "so-van-hoa-the-thao-va-du-lich": {"culture"},
    "so-tu-phap": {"justice"},
    "cong-an": {"police"},
}


def _functions(found: Extraction, indicator: str) -> set[str]:
    weights = {concern.function: concern.evidence.confidence for concern in _of(found, indicator)}
    owners = {d.agent.iri.rpartition("/")[2] for d in found.responsibilities if d.object == indicator and d.role.owns}
    assert owners
    return {function for body in owners for function in relevant(weights, UNCHANGED.get(body) or of_body(body))}


def _of(found: Extraction, thing: str) -> list[Concern]:
    return [concern for concern in found.concerns if concern.object == thing]
