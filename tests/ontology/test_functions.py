"""The functions of government, and the words that tell them."""

from __future__ import annotations

import unicodedata

import pytest

from ontology.functions import STRONG, WEAK, Function, found_in, functions, relevant

LABOUR_AND_SOCIAL_AFFAIRS = {
    "child",
    "social-protection",
    "social-evils",
    "drug-rehab",
    "labour",
    "vocational",
    "poverty",
}


def told(text: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for found in found_in(text):
        weights[found.notation] = max(found.weight, weights.get(found.notation, 0))
    return weights


def strong(text: str) -> set[str]:
    return {notation for notation, weight in told(text).items() if weight == STRONG}


@pytest.mark.parametrize("function", functions().values(), ids=lambda function: function.notation)
def test_terms_are_written_as_texts_are_read(function: Function) -> None:
    terms = (*function.terms, *function.weak_terms, *function.misleading_terms)
    assert function.terms
    for term in terms:
        assert term == unicodedata.normalize("NFC", " ".join(term.lower().split()))
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize("function", functions().values(), ids=lambda function: function.notation)
def test_every_term_tells_its_function(function: Function) -> None:
    for term in function.terms:
        assert told(term)[function.notation] == STRONG, term
    for term in function.weak_terms:
        assert told(term)[function.notation] == WEAK, term
    for term in function.misleading_terms:
        assert function.notation not in told(term), term


def test_labels_tell_the_functions_apart() -> None:
    for labels in (
        [function.label_vi for function in functions().values()],
        [function.label_en for function in functions().values()],
    ):
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giảm tỷ lệ lao động trẻ em", {"child", "labour"}),
        ("phòng, chống đuối nước", {"child"}),
        ("đào tạo nghề cho người khuyết tật", {"vocational"}),
        ("bảo vệ trẻ em trên môi trường mạng", {"child", "it", "netsec"}),
        ("100% trường học có nước sạch và công trình vệ sinh", {"education"}),
        ("loại trừ lây truyền HIV từ mẹ sang con", {"health"}),
        ("trẻ được đăng ký khai sinh đúng hạn", {"justice"}),
        ("giảm tình trạng tảo hôn", {"culture", "ethnic"}),
        ("tăng năng suất lao động của tỉnh", {"planning"}),
        ("xác định vị trí việc làm", {"home-affairs"}),
        ("phổ biến, giáo dục pháp luật", {"justice"}),
        ("tạo môi trường sống lành mạnh", set()),
        ("xây dựng kế hoạch triển khai", set()),
    ],
)
def test_words_that_tell(text: str, expected: set[str]) -> None:
    assert strong(text) == expected


def test_names_of_bodies_tell_nothing() -> None:
    assert not told("Phối hợp với Sở Lao động - Thương binh và Xã hội, Sở Y tế, Bảo hiểm xã hội tỉnh")
    assert not told("Các sở: Giáo dục và Đào tạo, Y tế, Tư pháp")
    assert told("chăm sóc y tế, tham gia bảo hiểm xã hội")["health"] == STRONG


def test_a_place_is_where_the_words_stand() -> None:
    text = "Hỗ trợ HỘ NGHÈO và trẻ em"
    assert [(text[found.start : found.end], found.notation) for found in found_in(text)] == [
        ("HỘ NGHÈO", "poverty"),
        ("trẻ em", "child"),
    ]


def test_part_of_a_word_is_not_the_word() -> None:
    assert not told("HIVAB, chivy")


def test_what_the_owner_did_not_have_does_no_harm() -> None:
    weights = told("cơ sở giáo dục cho trẻ em")
    assert relevant(weights, LABOUR_AND_SOCIAL_AFFAIRS) == ("child",)
    assert relevant(weights, {"education"}) == ("education",)
    assert relevant(weights, {"finance"}) == ()


def test_two_that_weigh_the_same_are_both_the_answer() -> None:
    assert relevant(told("Giảm lao động trẻ em"), LABOUR_AND_SOCIAL_AFFAIRS) == ("child", "labour")
