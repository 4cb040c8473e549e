"""A file that collects documents: one without a letterhead begins with a line that is nothing but its number."""

from __future__ import annotations

import pytest

from loaders.extract import extractions
from ontology.codes import Kind, Standing
from ontology.model import Extraction, SourceText
from tests.loaders.quotes import evidences

FIRST = """Trang tin đăng lại Nghị quyết số 40-NQ/TW về chợ phiên

Ngày 3/2/2021, Ban Bí thư ban hành Nghị quyết số 40-NQ/TW ngày 03/02/2021 về chợ phiên vùng cao, toàn văn như sau.

I- MỤC TIÊU

1. Mỗi xã có một phiên chợ trong tháng, bảo đảm vệ sinh và trật tự cho người mua bán.

"""
ALONE = "# Kết luận số 52-KL/TW\n\n"
AGAIN = "Kết luận số 52-KL/TW ngày 14/5/2024 của Ban Bí thư về tiếp tục mở chợ phiên vùng cao\n\n"
BODY = """1. Ban Tuyên giáo Trung ương hướng dẫn các địa phương tuyên truyền về chợ phiên.

2. Văn phòng Trung ương Đảng theo dõi việc thực hiện.

"""
SIGNED = "T/M BAN BÍ THƯ\n\nLò Văn Pá\n"


def read(text: str) -> tuple[Extraction, ...]:
    found = extractions(SourceText("a.md", "0" * 64, text))
    assert all(evidence.holds_in(text) for evidence in evidences(found))
    return found


@pytest.mark.parametrize("closing", ["", "Nghị quyết này phổ biến đến chi bộ.\n\n"])
def test_a_line_with_a_number_and_the_words_that_name_it_again_open_a_document(closing: str) -> None:
    *_, before, last = read(FIRST + closing + ALONE + AGAIN + BODY + SIGNED)
    document = last.document
    assert (str(document.number), str(document.date), document.kind) == ("52-KL/TW", "2024-05-14", Kind.CONCLUSION)
    assert (document.standing, document.title) == (Standing.HELD, "về tiếp tục mở chợ phiên vùng cao")
    assert [issuer.name for issuer in document.issuers] == ["Ban Bí thư"]
    assert (len(last.tasks), len(before.tasks)) == (2, 0)


def test_behind_a_closing_formula_the_line_alone_will_do() -> None:
    last = read(FIRST + "Nghị quyết này phổ biến đến chi bộ.\n\n" + ALONE + BODY + SIGNED)[-1]
    assert (str(last.document.number), last.document.date, len(last.tasks)) == ("52-KL/TW", None, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FIRST + ALONE + AGAIN + BODY, id="no closing of its own: the page speaks of it"),
        pytest.param(FIRST + ALONE + BODY + SIGNED, id="neither named again nor behind a closing"),
        pytest.param(FIRST + "Nội dung Kết luận số 52-KL/TW\n\n" + AGAIN + BODY + SIGNED, id="a heading with words"),
        pytest.param(ALONE + AGAIN + BODY + SIGNED, id="at the top: the page's headline"),
    ],
)
def test_what_opens_no_document(text: str) -> None:
    assert all(found.document.standing is not Standing.HELD or found.document.number is None for found in read(text))
