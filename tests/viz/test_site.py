"""The pages of the reference: whole, joined up, and asking nobody for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from chidao.manual import commands
from graph.checking import checks
from graph.rulebook import rulebook
from graph.store import EmbeddedStore
from ontology.terms import Class, Property
from queries.catalogue import catalogue
from queries.competency import questions
from tests.conftest import ROOT
from viz.pages.diagram import Diagram, diagram
from viz.pages.links import core, links
from viz.pages.markdown import render
from viz.pages.site import write_site
from viz.pages.vocabulary import vocabulary

PHONE = 390


class Links(HTMLParser):
    """The links of a page, its anchors, and what it loads."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.loads += [given[name] for name in ("src", "href") if name in given and tag != "a"]


@pytest.fixture(scope="module")
def site(samples_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_site(samples_store, commands(), ROOT, out)
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def drawn(samples_store: EmbeddedStore) -> Diagram:
    return diagram(samples_store, vocabulary())


def test_no_link_is_broken(pages: dict[Path, Links]) -> None:
    broken = [(path.name, link) for path, page in pages.items() for link in page.links if not _leads(path, link, pages)]
    assert broken == []


def _leads(path: Path, link: str, pages: dict[Path, Links]) -> bool:
    name, _, anchor = link.partition("#")
    if "://" in link:
        return True
    target = (path.parent / unquote(name)).resolve() if name else path
    if target not in pages:
        return target.is_file() and not anchor
    return not anchor or unquote(anchor) in pages[target].ids


def test_an_anchor_stands_once_on_a_page(pages: dict[Path, Links]) -> None:
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path.name


def test_nothing_is_loaded_from_another_host(pages: dict[Path, Links]) -> None:
    for path, page in pages.items():
        for load in page.loads:
            assert "://" not in load, path.name
            assert (path.parent / load).is_file(), path.name


def test_every_term_query_question_and_command_has_its_anchor(site: Path, pages: dict[Path, Links]) -> None:
    assert {term.local_name for term in (*Class, *Property)} <= set(pages[site / "vocabulary.html"].ids)
    assert {query.name for query in catalogue().values() if not query.internal} <= set(pages[site / "queries.html"].ids)
    assert {question.id for question in questions()} <= set(pages[site / "questions.html"].ids)
    assert {command.name for command in commands()} <= set(pages[site / "commands.html"].ids)
    assert {f"check/{check.name}" for check in checks()} <= set(pages[site / "rules.html"].ids)
    assert {f"rule/{name}" for name in rulebook()} <= set(pages[site / "rules.html"].ids)
    assert "role/lead" in pages[site / "codes.html"].ids


def test_every_written_page_is_there(site: Path) -> None:
    for path in (ROOT / "docs").rglob("*.md"):
        name = path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        assert (site / ("docs.html" if name == "README.html" else name)).is_file(), name


def test_pages_are_the_same_each_time(site: Path, samples_store: EmbeddedStore, tmp_path: Path) -> None:
    write_site(samples_store, commands(), ROOT, tmp_path / "again")
    for path in sorted(site.rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(site)).read_bytes(), path.name


def test_no_path_of_this_machine_stands_in_a_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def test_an_example_is_a_row_of_the_store(site: Path) -> None:
    text = (site / "vocabulary.html").read_text(encoding="utf-8")
    found = re.search(r'<section class="entry" id="numberAsWritten">.*?</section>', text, re.DOTALL)
    assert found
    assert "cd:numberAsWritten" in found[0]
    assert "id/doc/" in found[0]


def test_the_diagram_links_what_the_samples_link(samples_store: EmbeddedStore) -> None:
    found = set(links(samples_store, vocabulary()))
    assert {("Responsibility", "covers", "Indicator"), ("Indicator", "hasTarget", "Target")} <= found
    assert {link.source for link in found} | {link.target for link in found} <= set(core())


def test_no_box_of_the_diagram_covers_another(drawn: Diagram) -> None:
    boxes = drawn.boxes
    for box in boxes:
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        for other in boxes:
            apart = box.x + box.width < other.x or box.y + box.height < other.y
            assert box.name >= other.name or apart or other.x + other.width < box.x or other.y + other.height < box.y


def test_names_of_lines_stand_in_no_box(drawn: Diagram) -> None:
    for line in drawn.lines:
        x, y = line.at
        for box in drawn.boxes:
            assert not (box.x < x < box.x + box.width and box.y < y < box.y + box.height), (line.names, box.name)


def test_names_of_lines_do_not_cover_each_other(drawn: Diagram) -> None:
    middles = [(line.at, len(line.names)) for line in drawn.lines]
    for order, ((x, y), many) in enumerate(middles):
        for (other_x, other_y), others in middles[:order]:
            assert abs(x - other_x) > 60 or abs(y - other_y) >= 8.5 * (many + others)


def test_a_link_of_a_written_page_that_leads_nowhere_keeps_its_words() -> None:
    written = render("[a *file*](x.csv) and <b>", lambda _: None)
    assert str(written.html) == "<p>a <em>file</em> and &lt;b&gt;</p>\n"


@pytest.mark.system("chromium")
@pytest.mark.parametrize("name", ["index.html", "vocabulary.html", "questions.html", "reference/graph.html"])
def test_a_page_fits_a_phone_and_asks_for_its_own_files_only(browser: Browser, site: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    requests: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert all(url.startswith(site.as_uri()) for url in requests)
    assert troubles == []
    page.close()


@pytest.mark.system("chromium")
def test_language_and_filter(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "questions.html").as_uri())
    assert page.locator("h1").inner_text() == "Câu hỏi năng lực"
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Competency questions"
    page.locator("#filter").fill("BAO CAO ai")
    assert page.locator("#C28").is_visible()
    assert page.locator("#C01").is_hidden()
    page.locator("#filter").fill("không có chữ này")
    assert page.locator("#nothing").is_visible()
    page.close()
