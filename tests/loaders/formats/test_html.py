"""Web pages: what is of the document, what is set aside, and what a portal says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import ReadError
from loaders.formats.html import read
from loaders.formats.rendered import Rendered
from ontology.codes import ReadAs
from ontology.source import BlockKind

PROSE = "Giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị liên quan rà soát các trạm bơm trên địa bàn xã. " * 3


def page(body: str, head: str = "") -> Rendered:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def blocks(made: Rendered, *kinds: BlockKind) -> list[str]:
    return [block.span.of(made.text) for block in made.blocks if block.kind in kinds]


def own(made: Rendered) -> list[str]:
    return [block.span.of(made.text) for block in made.blocks if block.kind is not BlockKind.ASIDE]


def cells(made: Rendered) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, cell.span.of(made.text))
        for block in made.blocks
        for cell in block.cells
    ]


def test_paragraphs_headings_and_line_ends() -> None:
    made = page("<h3>I. MỤC\n  ĐÍCH</h3><p>Rà <b>soát</b><br>kênh</p>Trần<div>trong</div>sau")
    assert [(b.kind, b.level, b.span.of(made.text)) for b in made.blocks] == [
        (BlockKind.HEADING, 3, "I. MỤC ĐÍCH"),
        (BlockKind.PARAGRAPH, 0, "Rà soát\nkênh"),
        (BlockKind.PARAGRAPH, 0, "Trần"),
        (BlockKind.PARAGRAPH, 0, "trong"),
        (BlockKind.PARAGRAPH, 0, "sau"),
    ]


def test_scripts_styles_comments_and_hidden_elements_are_no_text() -> None:
    made = page(
        "<script>var a</script><style>p{}</style><!-- ghi chú --><p>Thấy</p><p hidden>x</p>"
        "<p style='Display: none'>x</p><div style='visibility:hidden'><p>x</p></div>".replace("Display", "display")
    )
    assert made.text == "Thấy\n"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("<ul><li>Một<li>Hai</ul>", ["- Một", "- Hai"]),
        ("<ol><li>Một<li>Hai</ol>", ["1. Một", "2. Hai"]),
        ("<ol type=a start=3><li>Một<li value=7>Hai<li>Ba</ol>", ["c. Một", "g. Hai", "h. Ba"]),
        ("<ol type=I><li>Một<ul><li>Con</ul><li>Hai</ol>", ["I. Một", "- Con", "II. Hai"]),
        ("<ul><li>a) Đã có nhãn</ul>", ["a) Đã có nhãn"]),
        ("<ol><li><p>Một</p><p>tiếp</p></ol>", ["1. Một", "tiếp"]),
    ],
)
def test_lists_have_the_labels_that_a_browser_draws(written: str, lines: list[str]) -> None:
    assert own(page(written)) == lines


def test_a_table_keeps_merged_and_empty_cells() -> None:
    made = page(
        "<table><tr><th rowspan=2>TT<th colspan=2>Việc<tr><th>Tên<th>Hạn<tr><td>1<td><p>Rà</p><p>soát</p><td></table>"
    )
    assert cells(made) == [
        (0, 0, 2, 1, "TT"),
        (0, 1, 1, 2, "Việc"),
        (1, 1, 1, 1, "Tên"),
        (1, 2, 1, 1, "Hạn"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "Rà\nsoát"),
        (2, 2, 1, 1, ""),
    ]


def test_a_table_around_a_table_lays_out_the_page() -> None:
    made = page("<table><tr><td><p>Trên</p><table><tr><td>a<td>b</table></td><td>Bên</td></tr></table>")
    assert [block.kind for block in made.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert [words for *_, words in cells(made)] == ["a", "b"]


def test_a_column_of_a_page_is_no_cell() -> None:
    made = page(f"<table><tr><td>Danh mục</td><td>{f'<p>{PROSE}</p>' * 12}</td></tr></table>")
    assert not cells(made)


def test_a_letterhead_is_a_table() -> None:
    made = page("<table><tr><td>ỦY BAN NHÂN DÂN<br>XÃ AN HÒA<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table>")
    assert [words for *_, words in cells(made)] == [
        "ỦY BAN NHÂN DÂN\nXÃ AN HÒA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Trang chủ</nav>",
        "<footer>Bản quyền</footer>",
        "<div class='main-menu'>Giới thiệu</div>",
        "<div class=topmenu>Giới thiệu</div>",
        "<div id='divQuangCao'>Mua ngay</div>",
        "<div class=cookieNotice>Chúng tôi dùng cookie</div>",
        "<div role=search>Tìm</div>",
        "<div><a href=1>Tin thứ nhất</a> <a href=2>Tin thứ hai</a> <a href=3>Tin thứ ba</a></div>",
        "<h3>Bài khác</h3><p><a href=1>Một</a></p><p><a href=2>Hai</a></p><p><a href=3>Ba</a></p>",
        "<a href='7.pdf'>Tải về</a>",
    ],
)
def test_furniture_is_set_aside(furniture: str) -> None:
    made = page(f"{furniture}<div class=noidung><p>{PROSE}</p><p>Ngắn</p></div>")
    assert own(made) == [PROSE.strip(), "Ngắn"]
    assert blocks(made, BlockKind.ASIDE)


def test_a_form_around_the_page_is_not_set_aside() -> None:
    made = page(f"<form class=menu><header>Đầu trang</header><p>{PROSE}</p><p>Ngắn</p></form>")
    assert own(made) == [PROSE.strip(), "Ngắn"]


def test_a_page_of_short_lines_is_not_set_aside_for_its_wrapper_s_name() -> None:
    lines = [f"{number}. Sửa trạm bơm" for number in range(1, 6)]
    made = page(f"<nav>Đầu</nav><div class=no-sidebar>{''.join(f'<p>{line}</p>' for line in lines)}</div>")
    assert own(made) == lines


def test_a_letterhead_is_not_set_aside_whatever_its_class() -> None:
    made = page(
        f"<div class=banner><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></div><div><p>{PROSE}</p><p>{PROSE}</p></div>"
    )
    assert own(made)[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_links_in_a_sentence_are_of_the_text() -> None:
    made = page(
        "<p>Căn cứ <a href=1>Luật A</a>; <a href=2>Luật B</a>; <a href=3>Luật C</a> và các quy định có liên quan.</p>"
    )
    assert len(own(made)) == 1


ATTRIBUTES = (
    "<table><tr><td>Số hiệu<td>5/KH-UBND<td>Loại văn bản<td>Kế hoạch<tr><td>Cơ quan ban hành<td>UBND xã An Hòa"
    "<td>Người ký<td>Lê Văn Tám<tr><td>Ngày ban hành<td>02/03/2024<td>Tình trạng<td>Đang cập nhật</table>"
)
LINES = (
    "<p>Số hiệu: 5/KH-UBND</p><p>Loại văn bản: Kế hoạch</p><dl><dt>Cơ quan ban hành</dt><dd>UBND xã An Hòa</dd></dl>"
    "<ul><li>Người ký: Lê Văn Tám</li><li>Ngày ban hành: 02/03/2024</li></ul><p>Tình trạng: Đang cập nhật</p>"
)


@pytest.mark.parametrize("attributes", [ATTRIBUTES, LINES])
def test_a_portal_s_attributes_are_metadata_with_their_places(attributes: str) -> None:
    made = page(f"{attributes}<h1>KẾ HOẠCH</h1><p>{PROSE}</p>")
    assert {(given.key, given.value) for given in made.metadata} == {
        ("number", "5/KH-UBND"),
        ("kind", "Kế hoạch"),
        ("issuer", "UBND xã An Hòa"),
        ("signer", "Lê Văn Tám"),
        ("date", "02/03/2024"),
    }
    assert all(given.span and given.span.of(made.text) == given.value for given in made.metadata)
    assert own(made) == ["KẾ HOẠCH", PROSE.strip()]


def test_the_head_and_the_original_file() -> None:
    made = page(
        f"<p>{PROSE}</p><a href='/f/5.pdf'>bản ký</a><a href='/xem?id=5'>Văn bản gốc</a><a href='/khac'>Khác</a>",
        "<title>Trang</title><meta property='og:title' content='Kế hoạch 5'>"
        "<meta property='article:published_time' content='2024-03-04T08:00:00+07:00'>",
    )
    assert [(given.key, given.value) for given in made.metadata] == [
        ("title", "Kế hoạch 5"),
        ("published", "2024-03-04T08:00:00+07:00"),
        ("original", "/f/5.pdf"),
        ("original", "/xem?id=5"),
    ]


def test_a_page_saved_from_word_keeps_its_numbers_bullets_and_footnotes() -> None:
    made = page(
        "<p style='mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>1. </span><![endif]>"
        "Một<o:p></o:p>"
        "<p><!--[if !supportLists]-->2. <!--[endif]-->Hai<p><!--[if !supportLists]><b>3. </b><![endif]-->Ba"
        "<p><span style='mso-list:Ignore;font-family:Symbol'>· </span>Bốn"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote'><p>[1] Chú</p></div></div>"
    )
    assert blocks(made, BlockKind.PARAGRAPH) == ["1. Một", "2. Hai", "3. Ba", "- Bốn"]
    assert blocks(made, BlockKind.FOOTNOTE) == ["[1] Chú"]


@pytest.mark.parametrize(
    ("data", "read_as"),
    [
        ("<p>Rà soát trạm bơm</p>".encode("utf-8-sig"), ReadAs.NATIVE),
        ("<p>Rà soát trạm bơm</p>".encode("utf-16"), ReadAs.NATIVE),
        (b"<p>R&agrave; so&#225;t tr&#7841;m b&#x1A1;m</p>", ReadAs.NATIVE),
        (b"<meta charset=windows-1258><p>R\xe0 so\xe1t tra\xf2m b\xf5m</p>", ReadAs.CONVERTED),
        ("<meta charset=iso-8859-1><p>Rµ so¸t tr¹m b¬m</p>".encode("cp1252"), ReadAs.CONVERTED),
        ("<p>Rµ so¸t tr¹m b¬m</p>".encode(), ReadAs.CONVERTED),
        (b"<p>R&#181; so&#184;t tr&#185;m b&#172;m</p>", ReadAs.CONVERTED),
    ],
)
def test_the_encoding_is_told_by_mark_name_or_letters(data: bytes, read_as: ReadAs) -> None:
    made = read(data, "a.html")
    assert (made.text, made.read_as) == ("Rà soát trạm bơm\n", read_as)


def test_a_damaged_page_is_read_and_told() -> None:
    made = read(b"<meta charset=utf-8><p>" + PROSE.encode() + b"\xff</p>", "a.html")
    assert made.text.startswith(PROSE)
    assert [trouble.whole for trouble in made.troubles] == [False]


MHTML = (
    "From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html"; boundary="--b"\r\n\r\n'
    "----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<p>R=C3=A0 so=\r\n=C3=A1t</p>\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n"
)


def test_a_page_saved_with_its_images() -> None:
    assert read(MHTML.encode(), "a.mht").text == "Rà soát\n"


def test_such_a_file_without_a_page() -> None:
    with pytest.raises(ReadError, match="no page is found"):
        read(MHTML.replace("text/html; charset", "text/css; charset").encode(), "a.mht")


@pytest.mark.parametrize("tag", ["div", "b", "nav", "ul", "table><tr><td"])
def test_deep_nesting_is_read(tag: str) -> None:
    assert "Rà soát" in read(f"{f'<{tag}>' * 10_000}Rà soát".encode(), "a.html").text


@pytest.mark.parametrize("data", [b"", b"<script>var a = 1</script>", b"<html><body> </body></html>", b"<p>&nbsp;</p>"])
def test_a_page_without_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "a.html")


MARKUP = (
    "<p>|</p>|<ul>|<li>|<table>|<tr>|<td>|<td rowspan=9 colspan=9999>|<a href=x>|</a>|<h1>|<nav>|<br>|chữ |Số hiệu:"
)


@given(st.lists(st.sampled_from(MARKUP.split("|")) | st.text(max_size=5), max_size=40))
def test_blocks_stand_in_order_inside_the_text(pieces: list[str]) -> None:
    try:
        made = read("".join(pieces).encode("utf-8", "ignore"), "a.html")
    except ReadError:
        return
    done = 0
    for block in made.blocks:
        assert done <= block.span.start < block.span.end <= len(made.text)
        assert all(block.span.start <= cell.span.start <= cell.span.end <= block.span.end for cell in block.cells)
        done = block.span.end
    assert all(given.span is None or given.span.of(made.text) == given.value for given in made.metadata)
