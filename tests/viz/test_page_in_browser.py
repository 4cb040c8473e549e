"""The page in Chromium: nothing leaves, a click shows the sentence, search and unfolding work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.answers import Store
from viz.compose import scene_of
from viz.layout import laid_out
from viz.page import draw
from viz.page import page as page_of
from viz.scene import NodeKind, Scene, SceneEdge, SceneNode
from viz.words import Text

pytestmark = pytest.mark.system("chromium")

PLACE_OF = """id => {
  const node = chidao.picture.byId.get(id), at = chidao.picture.network.canvasToDOM(node);
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
MIDDLE_OF_LINE = """id => {
  const piece = chidao.picture.edges.find((one) => one.edge === id);
  const line = chidao.picture.network.body.edges[piece.id];
  const at = chidao.picture.network.canvasToDOM(line.edgeType.getPoint(0.62));
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""


@pytest.fixture(scope="module")
def file(cascade_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("picture") / "cascade.html"
    draw(cascade_store, out, "28-CT/TW")
    return out


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    yield from watched(browser, file)


def watched(browser: Browser, file: Path, width: int = 1280, height: int = 800) -> Iterator[Page]:
    """The page of a file; fails on a request, an error or a word on the console."""
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    requests, troubles = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(file.as_uri())
    yield page
    assert requests == [file.as_uri()]
    assert troubles == []
    page.close()


def node_of(scene: Scene, label: str) -> str:
    return next(node.id for node in scene.documents if node.label.vi == label)


def click(page: Page, script: str, ident: str) -> None:
    x, y = page.evaluate(script, ident)
    page.mouse.click(x, y)


def test_a_click_on_a_document_shows_its_sentences(opened: Page, scene: Scene) -> None:
    click(opened, PLACE_OF, node_of(scene, "3190/KH-UBND"))
    panel = opened.locator("#chosen")
    expect(panel.locator("h4")).to_have_text("3190/KH-UBND")
    expect(panel.locator("blockquote").first).to_have_text("KẾ HOẠCH SỐ 109-KH/TU NGÀY 08/3/2023")
    expect(panel.locator("figcaption").first).to_contain_text("lam-dong.txt")


def test_a_click_on_a_line_shows_the_sentence_of_the_relation(opened: Page, scene: Scene) -> None:
    ends = node_of(scene, "50/KH-UBND"), node_of(scene, "28-CT/TW")
    edge = next(edge for edge in scene.edges if (edge.source, edge.target) == ends)
    click(opened, MIDDLE_OF_LINE, edge.id)
    expect(opened.locator("#chosen h4")).to_contain_text("thực hiện")
    expect(opened.locator("#chosen blockquote")).to_contain_text("Thuc hién Chi thi s0 28-CT/TW")
    expect(opened.locator("#chosen")).to_contain_text("32 ngày, từ 25/12/2023 đến 26/1/2024")


def test_search_without_diacritics_finds_and_unfolds_an_indicator(opened: Page) -> None:
    opened.fill("#search", "chi tieu 9")
    expect(opened.locator("#found li strong")).to_have_text(["Chỉ tiêu 9"])
    opened.press("#search", "Enter")
    expect(opened.locator("#chosen h4 .w:visible")).to_have_text("Chỉ tiêu 9")
    expect(opened.locator("#chosen")).to_contain_text("Công an tỉnh Cao Bằng")
    assert opened.evaluate("chidao.picture.open.size") == 1


def test_a_number_alone_is_looked_for_in_labels_first(opened: Page) -> None:
    opened.fill("#search", "5")
    expect(opened.locator("#found li strong").first).to_have_text("Chỉ tiêu 5")
    expect(opened.locator("#found li", has_text="5 tuổi").nth(1)).to_be_visible()


def test_indicators_unfold_from_the_panel_and_push_what_is_below_down(opened: Page, scene: Scene) -> None:
    plan, below = node_of(scene, "1222/KH-UBND"), node_of(scene, "211-KH/HU")
    before = opened.evaluate("id => chidao.picture.byId.get(id).y", below)
    shown = "chidao.picture.network.body.nodeIndices.length"
    few = opened.evaluate(shown)
    click(opened, PLACE_OF, plan)
    button = opened.locator("#chosen button.unfold")
    expect(button).to_contain_text("24 chỉ tiêu · 6 cơ quan")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert opened.evaluate(shown) >= few + 30
    fold = next(fold for fold in scene.folds if fold.document == plan)
    assert opened.evaluate("id => chidao.picture.byId.get(id).y", below) > before + fold.height
    button.click()
    assert opened.evaluate(shown) == few
    assert opened.evaluate("id => chidao.picture.byId.get(id).y", below) == before


def test_the_chip_on_a_card_unfolds_it(opened: Page, scene: Scene) -> None:
    plan = node_of(scene, "1222/KH-UBND")
    x, y = opened.evaluate(PLACE_OF, plan)
    scale = opened.evaluate("chidao.picture.network.getScale()")
    opened.mouse.click(x + 70 * scale, y + 30 * scale)
    assert opened.evaluate("[...chidao.picture.open]") == [plan]


def test_the_keyboard_reaches_cards_and_their_sentences(opened: Page) -> None:
    opened.focus("#canvas")
    opened.keyboard.press("Home")
    expect(opened.locator("#chosen h4")).to_have_text("28-CT/TW")
    opened.keyboard.press("ArrowRight")
    expect(opened.locator("#said")).to_contain_text("3190/KH-UBND")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    expect(opened.locator("#chosen h4")).to_have_text("1222/KH-UBND")
    opened.keyboard.press("+")
    assert opened.evaluate("chidao.picture.open.size") == 1
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "panel-heading"
    opened.keyboard.press("Escape")
    expect(opened.locator("#welcome")).to_be_visible()
    assert opened.evaluate("document.activeElement.id") == "canvas"


def test_the_other_language_is_one_click_away(opened: Page, scene: Scene) -> None:
    opened.click("button[data-lang=en]")
    expect(opened.locator("html")).to_have_attribute("lang", "en")
    expect(opened.locator("h1 .w:visible")).to_have_text("From 28-CT/TW to the plans")
    expect(opened.locator("#search")).to_have_attribute("placeholder", "number, agency, indicator 9 …")
    click(opened, PLACE_OF, node_of(scene, "28-CT/TW"))
    expect(opened.locator("#chosen dt").first.locator(".w:visible")).to_have_text("Standing")


def test_the_list_leads_back_into_the_picture(opened: Page) -> None:
    opened.locator("#list .tree a", has_text="145-KH/HU").click()
    expect(opened.locator("#chosen h4")).to_have_text("145-KH/HU")
    assert opened.evaluate("chidao.picture.network.getSelectedNodes().length") == 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_picture_can_be_read_and_nothing_runs_off_the_page(
    browser: Browser, file: Path, width: int, height: int
) -> None:
    for page in watched(browser, file, width, height):
        assert page.evaluate("chidao.picture.network.getScale()") >= 0.6
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        heads = page.locator("#heads .head .w:visible").all_inner_texts()
        assert [head for head in heads if head.strip()][:2] == ["Trung ương", "Tỉnh"]


HIDDEN_WORDS = """() => {
  const boxOf = ({ x, y, size: [w, h] }) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  const cards = [...chidao.picture.byId.values()].filter((node) => node.size && chidao.picture.shown(node)).map(boxOf);
  const boxes = chidao.picture.labels().map((label) => label.box);
  return boxes.filter((box, place) => [...cards, ...boxes.slice(0, place)].some((other) => meet(box, other)));
}"""
BEFORE_HEADS = """() => chidao.picture.labels().filter((label) => {
  const pieces = chidao.picture.edges.filter((piece) => piece.edge === label.edge), last = pieces[pieces.length - 1];
  const from = chidao.picture.byId.get(last.from), to = chidao.picture.byId.get(last.to);
  const upright = from.x === to.x && last.straight && Math.abs(from.y - to.y) < 2 * to.size[1];
  return upright && label.box[0] < to.x && to.x < label.box[2];
})"""


def test_words_of_lines_are_clear_of_cards_arrow_heads_and_each_other(browser: Browser, tmp_path: Path) -> None:
    lines = draw_crowd(tmp_path / "crowd.html")
    for page in watched(browser, tmp_path / "crowd.html"):
        assert page.evaluate("chidao.picture.labels().length") == lines
        assert page.evaluate(HIDDEN_WORDS) == []
        assert page.evaluate(BEFORE_HEADS) == []
        page.click("button[data-lang=en]")
        assert page.evaluate(HIDDEN_WORDS) == []


STACK = 6


def draw_crowd(out: Path) -> int:
    """Stacks of plans under one resolution, each implementing the two above it and the top; how many lines that is."""
    top = document_of(0, "57-NQ/TW", "central")
    levels = enumerate(["central"] * STACK + ["province"] * STACK, 1)
    plans = [document_of(n, f"{n}/KH-UBND", level) for n, level in levels]
    ways = []
    for n in range(1, 2 * STACK + 1):
        first = n in (1, STACK + 1)
        ways += [(n, 0, first), *([] if first else [(n, n - 1, True)])]
        ways += [] if n % STACK in (1, 2) else [(n, n - 2, False)]
    edges = [
        SceneEdge(f"e{place}", f"d{a}", f"d{b}", "implements", Text("thực hiện", "implements"), days=210, primary=tree)
        for place, (a, b, tree) in enumerate(ways, 1)
    ]
    out.write_text(page_of(laid_out(Scene(Text.same("57-NQ/TW"), (top, *plans), tuple(edges)))), encoding="utf-8")
    return len(edges)


def document_of(place: int, number: str, level: str) -> SceneNode:
    date = f"2025-{place + 1:02}"
    return SceneNode(
        f"d{place}", f"urn:d{place}", NodeKind.DOCUMENT, Text.same(number), Text.same("UBND"), level=level, date=date
    )


def test_on_a_phone_a_card_that_was_tapped_stays_in_sight(browser: Browser, file: Path, scene: Scene) -> None:
    for number in ("1222/KH-UBND", "28-CT/TW"):
        for page in watched(browser, file, 390, 844):
            card = node_of(scene, number)
            page.evaluate("id => chidao.picture.revealNodes([id])", card)
            click(page, PLACE_OF, card)
            expect(page.locator("#chosen h4")).to_have_text(number)
            x, y = page.evaluate(PLACE_OF, card)
            sheet, heads = page.locator("#panel").bounding_box(), page.locator("#heads").bounding_box()
            assert sheet is not None
            assert heads is not None
            half = 46 * page.evaluate("chidao.picture.network.getScale()")
            assert heads["y"] + heads["height"] <= y - half
            assert y + half <= sheet["y"]
            assert 0 < x < 390


def test_cards_are_drawn_after_one_step_of_the_view(opened: Page, scene: Scene) -> None:
    last = node_of(scene, "1222/KH-UBND")
    opened.evaluate(
        """id => {
          window.drawn = [];
          const node = chidao.picture.network.body.nodes[id], draw = node.draw.bind(node);
          node.draw = (ctx) => { window.drawn.push(id); return draw(ctx); };
          const { x, y } = chidao.picture.byId.get(id);
          chidao.picture.network.moveTo({ position: { x, y: y + 100 }, animation: false });
        }""",
        last,
    )
    opened.wait_for_function("window.drawn.length > 0", timeout=2000)


def test_column_headings_let_nothing_shine_through(opened: Page) -> None:
    assert opened.evaluate("getComputedStyle(document.getElementById('heads')).backgroundColor") == "rgb(255, 255, 255)"


def test_an_indicators_name_stays_on_one_line(opened: Page) -> None:
    name = opened.locator("table.indicators tbody th a").nth(8)
    assert name.evaluate("name => name.getClientRects().length") == 1


def test_hostile_words_do_nothing_in_the_browser(
    browser: Browser, store_with: Callable[..., Store], tmp_path: Path
) -> None:
    attack = "</script><img src=x onerror='window.hit=1'><b>"
    store = store_with({'"1222/KH-UBND"': f'"1222/KH-UBND {attack}"', "Triển khai Kế hoạch": attack})
    out = tmp_path / "hostile.html"
    draw(store, out, "28-CT/TW")
    plan = next(node.id for node in scene_of(store, "28-CT/TW").documents if attack in node.label.vi)
    for page in watched(browser, out):
        click(page, PLACE_OF, plan)
        expect(page.locator("#chosen h4")).to_have_text(f"1222/KH-UBND {attack}")
        page.fill("#search", "1222")
        expect(page.locator("#found li").first).to_contain_text(attack)
        assert page.evaluate("window.hit") is None


def test_paper_gets_the_whole_picture_and_every_fact(opened: Page) -> None:
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.evaluate("document.getElementById('printed').src").startswith("data:image/png")
    assert opened.evaluate("[...document.querySelectorAll('details')].every((part) => part.open)")


def test_an_empty_store_gives_a_page_that_opens(browser: Browser, empty_store: Store, tmp_path: Path) -> None:
    draw(empty_store, tmp_path / "empty.html")
    for page in watched(browser, tmp_path / "empty.html"):
        expect(page.locator("#welcome")).to_contain_text("0 văn bản")
        page.focus("#canvas")
        page.keyboard.press("ArrowDown")
        expect(page.locator("#welcome")).to_be_visible()
