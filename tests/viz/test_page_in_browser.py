"""The page in Chromium: nothing leaves, a click shows the sentence, search and unfolding work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graph.answers import Store
from viz.compose import scene_of
from viz.page import draw
from viz.scene import Scene

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
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


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
    expect(opened.locator("#chosen")).to_contain_text("32 ngày, từ 25/12/2023 đến 26/01/2024")


def test_search_without_diacritics_finds_and_unfolds_an_indicator(opened: Page) -> None:
    opened.fill("#search", "chi tieu 9")
    expect(opened.locator("#found li").first).to_contain_text("Chỉ tiêu 9")
    expect(opened.locator("#found li", has_text="Chỉ tiêu 19")).to_have_count(0)
    opened.press("#search", "Enter")
    expect(opened.locator("#chosen h4 .w:visible")).to_have_text("Chỉ tiêu 9")
    expect(opened.locator("#chosen")).to_contain_text("Công an tỉnh Cao Bằng")
    assert opened.evaluate("chidao.picture.open.size") == 1


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
