"""Words on pages to text: columns, paragraphs, what stands beside the text, tables."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.formats.layout import PageWords, Rule, Word, compose
from loaders.formats.rendered import Rendered, Writer
from ontology.source import BlockKind, Page

WIDE, HIGH = 600.0, 840.0
LEFT, INDENT, RIGHT = 80.0, 110.0, 520.0
SIZE, PITCH, LETTER = 14.0, 18.0, 7.0


def row(text: str, top: float, left: float = LEFT, *, bold: bool = False, size: float = SIZE) -> Iterator[Word]:
    """The words of a line, each letter half as wide as it is high."""
    for word in text.split():
        right = left + len(word) * size / 2
        yield Word(word, left, top, right, top + size, size, bold)
        left = right + size / 4


def centred(text: str, top: float, *, bold: bool = True, middle: float = 300.0) -> Iterator[Word]:
    words = list(row(text, top, 0, bold=bold))
    shift = middle - words[-1].right / 2
    return (
        Word(w.text, w.left + shift, w.top, w.right + shift, w.bottom, w.size, w.bold, w.line, w.confidence)
        for w in words
    )


def full(first: str, top: float, left: float = LEFT) -> Iterator[Word]:
    """A justified line that begins with some words and ends at the right margin."""
    words = list(row(first, top, left))
    while words[-1].right + 5 * LETTER < RIGHT:
        words += row("việc", top, words[-1].right + SIZE / 4)
    last = words.pop()
    yield from words
    yield Word(last.text, last.left, last.top, RIGHT, last.bottom, last.size, last.bold)


def page(number: int, *lines: Iterator[Word], rules: tuple[Rule, ...] = ()) -> PageWords:
    return PageWords(Page(number, WIDE, HIGH), tuple(word for line in lines for word in line), rules)


def composed(*pages: PageWords) -> Rendered:
    writer = Writer()
    compose(pages, writer)
    return writer.done()


def texts(made: Rendered, kind: BlockKind | None = None) -> list[str]:
    return [block.span.of(made.text) for block in made.blocks if kind in (None, block.kind)]


def body(top: float) -> tuple[Iterator[Word], ...]:
    """Two paragraphs with first lines indented, so that margins, indent and pitch are seen."""
    return (
        full("Thứ nhất", top, INDENT),
        full("tiếp theo", top + PITCH),
        row("hết đoạn.", top + 2 * PITCH),
        full("Thứ hai", top + 3 * PITCH, INDENT),
        full("tiếp theo", top + 4 * PITCH),
        row("hết đoạn.", top + 5 * PITCH),
        full("Thứ ba", top + 6 * PITCH, INDENT),
        row("hết đoạn.", top + 7 * PITCH),
    )


def test_columns_of_a_letterhead_are_read_one_after_the_other() -> None:
    made = composed(
        page(
            1,
            centred("ỦY BAN NHÂN DÂN", 60, middle=160),
            centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 63, middle=410),
            centred("XÃ SÔNG A", 78, middle=160),
            centred("Độc lập - Tự do - Hạnh phúc", 82, middle=410),
            centred("Số: 12/KH-UBND", 104, middle=160, bold=False),
            centred("Sông A, ngày 5 tháng 3 năm 2026", 104, middle=410, bold=False),
            centred("KẾ HOẠCH", 150),
            centred("Về việc trồng cây", 150 + PITCH),
            centred("trên địa bàn xã", 150 + 2 * PITCH),
            *body(240),
        )
    )
    assert texts(made)[:8] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ SÔNG A",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông A, ngày 5 tháng 3 năm 2026",
        "KẾ HOẠCH",
        "Về việc trồng cây trên địa bàn xã",
    ]
    assert texts(made, BlockKind.HEADING) == ["KẾ HOẠCH", "Về việc trồng cây trên địa bàn xã"]


def test_recipients_come_before_the_signature_beside_them() -> None:
    made = composed(
        page(
            1,
            *body(60),
            row("Nơi nhận:", 300, size=11),
            row("- Như trên;", 314, size=11),
            row("- Các trường học trên địa bàn xã và các", 328, size=11),
            row("thôn, bản;", 342, size=11),
            row("- Các thôn giáp ranh của huyện và", 356, size=11),
            row("TW;", 370, size=11),
            row("- Lưu: VT.", 384, size=11),
            centred("TM. ỦY BAN NHÂN DÂN", 300, middle=430),
            centred("CHỦ TỊCH", 320, middle=430),
            centred("Trần Văn B", 420, middle=430),
        )
    )
    assert texts(made)[3:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Các trường học trên địa bàn xã và các thôn, bản;",
        "- Các thôn giáp ranh của huyện và TW;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn B",
    ]


def test_paragraphs_are_told_by_indents_and_short_lines() -> None:
    made = composed(page(1, *body(60)))
    assert [text.split(" việc")[0] for text in texts(made)] == ["Thứ nhất", "Thứ hai", "Thứ ba"]
    assert all(text.endswith("hết đoạn.") for text in texts(made))


def test_a_paragraph_goes_on_over_a_page_break_and_furniture_comes_behind_it() -> None:
    made = composed(
        page(1, *body(60), full("Đoạn cuối trang", 760, INDENT)),
        page(2, centred("2", 30, bold=False), row("sang trang sau.", 60), *body(60 + PITCH)),
    )
    crossing = next(text for text in texts(made) if text.startswith("Đoạn cuối trang"))
    assert crossing.endswith(" sang trang sau.")
    at = texts(made).index(crossing)
    assert made.blocks[at + 1].kind is BlockKind.HEADER
    start = made.blocks[at].span.start
    assert [run.page for run in made.runs] == [1, 2]
    assert made.text[made.runs[1].start :].startswith("sang trang sau.")
    assert start < made.runs[1].start
    assert {box.page for box in made.boxes if made.text[box.start : box.end] == "sang"} == {2}


def test_lines_that_repeat_on_pages_are_running_heads_and_feet() -> None:
    pages = [page(n, row("Công báo số 7", 30), *body(100), row(f"Trang {n}/4", 800)) for n in range(1, 5)]
    made = composed(*pages)
    assert texts(made, BlockKind.HEADER) == ["Công báo số 7"] * 4
    assert texts(made, BlockKind.FOOTER) == [f"Trang {n}/4" for n in range(1, 5)]
    assert len(texts(made, BlockKind.PARAGRAPH)) == 12


def test_cut_words_are_joined_without_a_blank() -> None:
    made = composed(
        page(
            1,
            *body(60),
            full("Quyết định", 240, INDENT),
            row("đây", 240 + PITCH),
        ),
    )
    assert texts(made)[-1].endswith(" đây")
    parts = list(full("Quyết định", 240, INDENT))
    parts[-1] = Word("5/QĐ-", parts[-1].left, 240, RIGHT, 254, SIZE)
    made = composed(page(1, *body(60), iter(parts), row("UBND ngày 5", 240 + PITCH)))
    assert texts(made)[-1].endswith("5/QĐ-UBND ngày 5")


def test_footnotes_stand_apart_with_their_numbers() -> None:
    raised = Word("1", 220, 58, 224, 66, 8)
    made = composed(
        page(
            1,
            iter([*row("Kế hoạch của xã", 60, INDENT)][:3]),
            iter([Word("xã", 200, 60, 219, 74, SIZE), raised, Word(",", 224, 60, 227, 74, SIZE)]),
            *body(80),
            iter([Word("1", LEFT, 768, LEFT + 4, 775, 6)]),
            row("Quyết định số 9 của xã", 770, LEFT + 6, size=10),
            row("về trồng cây.", 783, LEFT, size=10),
            rules=(Rule(LEFT, 762, LEFT + 140, 762.5),),
        )
    )
    assert texts(made)[0] == "Kế hoạch của xã[1],"
    assert texts(made, BlockKind.FOOTNOTE) == ["[1] Quyết định số 9 của xã về trồng cây."]
    boxes = {made.text[box.start : box.end]: box for box in made.boxes}
    assert boxes["[1]"].left == 220
    assert boxes["Quyết"].page == 1


def frame(xs: list[float], ys: list[float]) -> tuple[Rule, ...]:
    across = [Rule(xs[0], y, xs[-1], y + 0.5) for y in ys]
    down = [Rule(x, ys[0], x + 0.5, ys[-1]) for x in xs]
    return (*across, *down)


def test_a_table_goes_on_over_pages_without_its_repeated_header() -> None:
    xs = [80.0, 120.0, 400.0, 520.0]
    head = [("TT", 0), ("Nhiệm vụ", 1), ("Chủ trì", 2)]

    def cells(top: float, *texts: str) -> Iterator[Word]:
        for x, text in zip(xs, texts, strict=False):
            yield from row(text, top, x + 6)

    names = [name for name, _ in head]
    one = page(
        1,
        *body(60),
        cells(703, *names),
        cells(723, "1", "Trồng cây ven", "Xã A"),
        rules=frame(xs, [700, 720, 740]),
    )
    two = page(
        2,
        cells(63, *names),
        cells(83, "", "đường lớn", ""),
        cells(103, "2", "Dọn kênh", "Xã B"),
        rules=frame(xs, [60, 80, 100, 120]),
    )
    made = composed(one, two)
    assert [block.kind for block in made.blocks].count(BlockKind.TABLE) == 1
    table = made.blocks[-1]
    cells_ = [[cell.span.of(made.text) for cell in table.cells if cell.row == number] for number in range(3)]
    assert cells_ == [names, ["1", "Trồng cây ven đường lớn", "Xã A"], ["2", "Dọn kênh", "Xã B"]]


def test_merged_cells_stand_once_with_their_extents() -> None:
    xs, ys = [80.0, 200.0, 320.0, 440.0], [100.0, 120.0, 140.0]
    rules = (
        Rule(80, 100, 440, 100.5),
        Rule(200, 120, 440, 120.5),
        Rule(80, 140, 440, 140.5),
        Rule(80, 100, 80.5, 140),
        Rule(200, 100, 200.5, 140),
        Rule(320, 120, 320.5, 140),
        Rule(440, 100, 440.5, 140),
    )
    made = composed(
        page(
            1,
            row("Xã", 112, xs[0] + 6),
            row("Chỉ tiêu", ys[0] + 3, xs[1] + 6),
            row("2026", ys[1] + 3, xs[1] + 6),
            row("2027", ys[1] + 3, xs[2] + 6),
            rules=rules,
        )
    )
    cells = {cell.span.of(made.text): (cell.row, cell.column, cell.rows, cell.columns) for cell in made.blocks[0].cells}
    assert cells == {"Xã": (0, 0, 2, 1), "Chỉ tiêu": (0, 1, 1, 2), "2026": (1, 1, 1, 1), "2027": (1, 2, 1, 1)}


def test_paragraphs_of_a_cell_are_parted_by_line_ends() -> None:
    made = composed(
        page(
            1,
            row("Việc", 103, 86),
            row("- Trồng cây;", 103, 306),
            row("- Dọn kênh.", 121, 306),
            rules=frame([80, 300, 520], [100, 140]),
        )
    )
    assert [cell.span.of(made.text) for cell in made.blocks[0].cells] == ["Việc", "- Trồng cây;\n- Dọn kênh."]


def test_the_stamp_of_a_signature_is_metadata_and_no_paragraph() -> None:
    made = composed(
        page(
            1,
            row("Ký bởi: Ủy ban nhân dân xã A", 40, 350, size=8),
            row("Thời gian ký: 05/03/2026 10:22:33", 50, 350, size=8),
            *body(80),
        )
    )
    assert [(said.key, said.value) for said in made.metadata] == [
        ("signature.subject", "Ủy ban nhân dân xã A"),
        ("signature.time", "05/03/2026 10:22:33"),
    ]
    assert len(texts(made, BlockKind.ASIDE)) == 2
    assert all("Ký" not in text for text in texts(made, BlockKind.PARAGRAPH))


def test_a_number_filled_in_a_little_lower_belongs_to_its_line() -> None:
    made = composed(
        page(
            1,
            iter([*row("Số:", 100), Word("36", 112, 103, 124, 113, 10), *row("/KH-UBND", 100, 140)]),
            row("Sông A, ngày 5 tháng 3 năm 2026", 100, 300),
            *body(150),
        )
    )
    assert texts(made)[0] == "Số: 36 /KH-UBND"
    assert texts(made)[1] == "Sông A, ngày 5 tháng 3 năm 2026"


def test_a_page_without_words_writes_nothing() -> None:
    assert composed(page(1)).text == ""


def test_every_box_lies_on_its_word() -> None:
    made = composed(page(1, *body(60)))
    assert len(made.boxes) == len(made.text.split())
    assert all(" " not in made.text[box.start : box.end] for box in made.boxes)
