"""The tree of headings: text to tree to text is the same text, what each part is for, slips of numbering."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.blocks import paragraphs as of_source
from loaders.lines import Paragraph, paragraphs
from loaders.mapped import Mapped
from loaders.normalize import normalize
from loaders.structure import Body, Node, build, unparse
from ontology.codes import SectionFunction
from tests.loaders.soup import LABELS, texts
from tests.readings import readings

HEADINGS = ("MỤC TIÊU", "Mục đích", "TỔ CHỨC THỰC HIỆN", "Sở Y tế", "Trên đây là kế hoạch.", "Đạt 90%;", "")
items = st.builds("{} {}".format, st.sampled_from(("", *LABELS)), st.sampled_from(HEADINGS))


def built(text: str) -> Body:
    return build(paragraphs(normalize(text)))


def goes_round(found: list[Paragraph]) -> None:
    body = build(found)
    assert [part.text for part in unparse(body)] == [paragraph.text.text for paragraph in found]
    orders = [node.order for node in body.root.walk() if node is not body.root]
    assert orders == sorted(set(orders))


@given(st.lists(items, max_size=40))
def test_lists_of_labels_become_a_tree_and_the_same_list_again(words: list[str]) -> None:
    goes_round([Paragraph(Mapped.of(text.strip())) for text in words if text.strip()])


@given(texts)
def test_any_text_becomes_a_tree_and_the_same_text_again(text: str) -> None:
    goes_round(paragraphs(normalize(text)))


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.system("tesseract")
@pytest.mark.system("soffice")
def test_every_document_becomes_a_tree_and_the_same_text_again(corpus: Path) -> None:
    sources = [reading[0] for reading in readings(corpus).values() if not isinstance(reading, str)]
    assert sources
    for source in sources:
        goes_round(of_source(source))


def outline(node: Node) -> list[object]:
    """Labels as nested lists."""
    return [child.label.name if not child.children else [child.label.name, *outline(child)] for child in node.children
            if child.label]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. A\n1. B\na) C\n- D\n+ E\nII. F", [["I", ["1", ["a", ["-", "+"]]]], "II"]),
        ("Chương I. A\nĐiều 1. B\n1. C\na) D\nĐiều 2. E", [["Chương I", ["Điều 1", ["1", "a"]], "Điều 2"]]),
        ("PHẦN I: A\nI. B\n1. C\n1.1. D\n1.2. E\n2. F", [["PHẦN I", ["I", ["1", "1.1", "1.2"], "2"]]]),
        ("I. A\nNhiệm vụ 1: B\n- C\nNhiệm vụ 2: D", [["I", ["Nhiệm vụ 1", "-"], "Nhiệm vụ 2"]]),
        ("Thứ nhất: A\n- B\nThứ hai: C", [["Thứ nhất", "-"], "Thứ hai"]),
        ("I. A\n1. B\nPhụ lục I\n1. C", [["I", "1"], ["Phụ lục I", "1"]]),
    ],
)
def test_labels_decide_the_depth(text: str, expected: list[object]) -> None:
    assert outline(built(text).root) == expected


@pytest.mark.parametrize(
    ("heading", "function"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", SectionFunction.PURPOSE),
        ("II. MỤC TIÊU", SectionFunction.OBJECTIVES),
        ("II. CÁC CHỈ TIÊU CHỦ YẾU", SectionFunction.OBJECTIVES),
        ("III. NHIỆM VỤ, GIẢI PHÁP", SectionFunction.TASKS),
        ("IV. KINH PHÍ THỰC HIỆN", SectionFunction.FUNDING),
        ("V. TỔ CHỨC THỰC HIỆN", SectionFunction.ORGANISATION),
        ("V. PHÂN CÔNG NHIỆM VỤ", SectionFunction.ORGANISATION),
        ("VI. CHẾ ĐỘ BÁO CÁO", SectionFunction.REPORTING),
        ("VI. ĐỐI TƯỢNG", SectionFunction.OTHER),
    ],
)
def test_words_tell_what_a_part_is_for_and_its_items_inherit_it(heading: str, function: SectionFunction) -> None:
    head = next(node for node in built(f"{heading}\n1. Sở Y tế\n- Theo dõi.").root.children if node.label)
    assert {node.function for node in head.walk()} == {function}


def test_a_number_given_twice_is_kept_and_told() -> None:
    body = built("I. A\nII. B\nII. C\nIV. D")
    assert [(str(paragraph.text), expected) for paragraph, expected in body.slips] == [
        ("II. C", "III"),
        ("IV. D", "III"),
    ]


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("I. A\n1. B\n3. C\n4. D", [("3. C", "2")]),
        ("1. A\n1.1. B\n1.3. C", [("1.3. C", "1.2")]),
        ("1. A\na) B\nc) C", [("c) C", "b")]),
        ("1. A\nc) B\nd) C\ne) D", []),  # many leave out "đ)"
        ("Chương I\nĐiều 1. A\nChương II\nĐiều 2. B\nĐiều 4. C", [("Điều 4. C", "3")]),
        ("1. A\na) B\nb) C;\n\nCòn lại gồm có:\n\na) D\nb) E", []),  # a further list
        ("A. B\nI. C\nI. D\nB. E\nI. F", [("I. D", "II")]),
        ("Nhiệm vụ 1: A\nNhiệm vụ 3: B", [("Nhiệm vụ 3: B", "2")]),
    ],
)
def test_slips_of_every_kind_of_label_are_told(text: str, slips: list[tuple[str, str]]) -> None:
    assert [(str(paragraph.text), expected) for paragraph, expected in built(text).slips] == slips


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("MỤC TIÊU\n1. Đạt 90%\nTỔ CHỨC THỰC HIỆN\n1. Sở Y tế", ["objectives", "organisation"]),
        ("Mục đích, yêu cầu\n- A\nTổ chức thực hiện:\n- B", ["purpose", "organisation"]),
        ("Chương I\nTỔ CHỨC THỰC HIỆN\nĐiều 1. A", ["organisation"]),
        ("CHÀO MỪNG ĐẠI HỘI\n1. A\nMục tiêu của chúng tôi là 90%.\n2. B", ["other", "other"]),
    ],
)
def test_lines_without_a_label_are_headings_where_they_tell_a_function(text: str, functions: list[str]) -> None:
    labelled = [node for node in built(text).root.children if node.label]
    assert [node.function.value for node in labelled] == functions
    goes_round(paragraphs(normalize(text)))


def test_letters_stand_above_roman_numbers_where_the_document_begins_with_one() -> None:
    assert outline(built("A- B\nI- C\n1- D\nC- E").root) == [["A", ["I", "1"]], "C"]
    assert outline(built("I. B\nA. C\n1. D").root) == [["I", ["A", "1"]]]


def test_a_footnote_in_the_middle_takes_nothing_of_what_follows() -> None:
    body = built("I. A\n1. B.[1]\n\n[1] Nguồn.\n\n2. C.\n\nĐoạn văn không có nhãn.")
    assert [str(note.text) for note in body.footnotes] == ["[1] Nguồn."]


def test_ten_thousand_items_under_one_heading_are_numbered_by_their_place() -> None:
    body = built("I. A\n" + "\n".join("- Việc." for _ in range(10_000)))
    assert body.root.children[0].children[-1].path == "I.10000"
