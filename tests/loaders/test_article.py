"""News pages: the headline and the page's own text, the document that it reports, and nothing of the site around."""

from __future__ import annotations

import pytest

from loaders.article import article
from loaders.extract import extractions
from loaders.formats import html, markdown
from loaders.lines import paragraphs
from loaders.normalize import normalize
from ontology.codes import Kind, Standing
from ontology.model import Extraction
from ontology.source import SourceText

HEADLINE = "Xã An Hòa nạo vét kênh mương trước mùa mưa"
ISSUED = (
    "Ngày 02/3/2024, Ủy ban nhân dân tỉnh Cao Bằng đã ban hành Kế hoạch số 12/KH-UBND thực hiện Chỉ thị số 9/CT-TTg "
    "ngày 05/01/2024 của Thủ tướng Chính phủ về bảo đảm nước tưới."
)
DUTY = "Ủy ban nhân dân tỉnh đề nghị Sở Xây dựng rà soát các trạm bơm, báo cáo kết quả trước ngày 30 tháng 4 năm 2024."


def split(page: str) -> tuple[str, list[str]]:
    headline, body = article(paragraphs(normalize(page)), ())
    return headline.text.text, [paragraph.text.text for paragraph in body]


def read(page: str) -> tuple[Extraction, ...]:
    made = markdown.read(page.encode(), "a.md")
    return extractions(SourceText("a.md", "0" * 64, made.text, blocks=made.blocks))


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Trang chủ\n\nGiới thiệu\n\nSở Y tế\n\n{}",
        "# Mua bán nhà đất tại Cao Bằng\n\n{}",
        "Thứ Bảy - 02/03/2024 08:15\n\n{}",
        "{}\n\nLê Văn Tám\n",
        "{}\n\nẢnh: Trạm bơm số 2\n\nTram-bom 2.jpg\n",
        "{}\n\nTin liên quan\n\n- Sở Y tế chủ trì hội thi\n\n- Khai mạc hội làng\n\nHọp Sở Nội vụ\n",
        "{}\n\nChia sẻ\n\nBình luận (0)\n\nĐịa chỉ: số 1 phố Cũ, Sở Thông tin chủ trì.\n\nĐiện thoại: 0123.\n",
        "{}\n\nCho thuê phòng trọ tại Cao Bằng\n",
    ],
)
def test_what_the_site_puts_around_is_left_out(around: str) -> None:
    page = around.format(f"{HEADLINE}\n\n{ISSUED}\n\n{DUTY}")
    assert split(page) == (HEADLINE, [HEADLINE, ISSUED, DUTY])


def test_a_headline_above_and_below_an_advertisement_is_one() -> None:
    page = f"{HEADLINE}\n\nCho thuê phòng trọ tại Cao Bằng\n\n{HEADLINE}\n\n{ISSUED}"
    assert split(page) == (HEADLINE, [HEADLINE, ISSUED])


def test_headings_above_text_and_repeated_sentences_stay() -> None:
    page = f"{HEADLINE}\n\n{ISSUED}\n\nVề trạm bơm\n\n{DUTY}\n\nVề kênh mương\n\n{DUTY}"
    assert split(page)[1] == [HEADLINE, ISSUED, "Về trạm bơm", DUTY, "Về kênh mương", DUTY]


def test_the_only_heading_of_the_first_level_is_the_headline() -> None:
    page = f"# {HEADLINE}\n\nTrạm bơm số 2 vừa được sửa xong\n\n{ISSUED}\n"
    made = markdown.read(page.encode(), "a.md")
    headline, _ = article(paragraphs(normalize(page)), made.blocks)
    assert headline.text.text == HEADLINE


def test_a_page_of_nothing_but_links_has_a_headline_still() -> None:
    assert split("Trang chủ\n\nMenu\n") == ("Trang chủ", ["Trang chủ"])


PAGE = (
    f"# {HEADLINE}\n\n## Mua bán nhà tại Sở Y tế\n\n{ISSUED}\n\n{DUTY}\n\nTin khác\n\n"
    "- Đề nghị Sở Y tế tổ chức hội thi\n"
)


def test_the_reported_plan_has_the_facts_and_the_item_is_never_the_plan() -> None:
    item, plan = read(PAGE)
    assert (item.document.kind, item.document.standing, item.document.title) == (Kind.NEWS, Standing.HELD, HEADLINE)
    assert item.document.number is None
    assert not item.responsibilities
    assert (plan.document.standing, str(plan.document.number)) == (Standing.REPORTED, "12/KH-UBND")
    assert {duty.agent_as_written for duty in plan.responsibilities} == {"Sở Xây dựng"}


def test_the_day_on_which_a_plan_was_issued_is_read_before_its_number() -> None:
    _, plan = read(PAGE)
    assert plan.document.date
    assert plan.document.date.iso == "2024-03-02"
    assert dict(plan.document.evidence)["issuedOn"].quote == "Ngày 02/3/2024"


def test_the_day_of_another_document_is_not_the_plan_s() -> None:
    said = "Thực hiện Chỉ thị số 9/CT-TTg ngày 05/01/2024 về nước tưới, Ủy ban nhân dân tỉnh Cao Bằng ban hành "
    _, plan = read(f"{HEADLINE}\n\n{said}Kế hoạch số 12/KH-UBND với nhiều nhiệm vụ cụ thể cho các sở.\n\n{DUTY}\n")
    assert plan.document.date is None


def test_a_news_page_of_the_web() -> None:
    page = (
        f"<nav><a href=1>Trang chủ</a></nav><article><h1>{HEADLINE}</h1><p>{ISSUED}</p><p>{DUTY}</p></article>"
        "<div class=related><p>Ủy ban nhân dân tỉnh đề nghị Sở Y tế tổ chức hội thi các trạm y tế.</p></div>"
    )
    made = html.read(page.encode(), "a.html")
    item, plan = extractions(SourceText("a.html", "0" * 64, made.text, blocks=made.blocks))
    assert item.document.title == HEADLINE
    assert {duty.agent_as_written for duty in plan.responsibilities} == {"Sở Xây dựng"}
