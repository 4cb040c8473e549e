"""The page: one file, nothing from outside, nothing that a document says can act."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Store
from viz.compose import scene_of
from viz.page import UnsafeAssetError, _inlined, draw, page
from viz.scene import Scene
from viz.words import words

ATTACK = "</script><script>window.hit=1</script><img src=x onerror='window.hit=1'> <b>&amp; href=\\\"javascript:1\\\""
SPOKEN = ATTACK.replace('\\"', '"')


class Page(HTMLParser):
    """The elements of a page, its texts and its raw blocks."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.blocks.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, before = self.blocks.pop()
            self.blocks.append((tag, before + data))
        else:
            self.text += data

    def data(self) -> dict[str, Any]:
        at = [attributes.get("id") for tag, attributes in self.elements if tag in ("script", "style")].index("data")
        found: dict[str, Any] = json.loads(self.blocks[at][1])
        return found


@pytest.fixture(scope="module")
def source(scene: Scene) -> str:
    return page(scene)


def test_nothing_is_loaded_from_anywhere(source: str) -> None:
    parsed = Page(source)
    for tag, attributes in parsed.elements:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form")
        assert not {"src", "srcset", "action", "data", "poster", "background", "style"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]
    assert not re.search(
        r"@import|url\(|sourceMappingURL", "".join(code for tag, code in parsed.blocks if tag == "style")
    )
    assert "sourceMappingURL" not in source
    assert "bootstrap" not in source


def test_only_the_scripts_that_were_written_may_run(source: str) -> None:
    parsed = Page(source)
    policy = next(a["content"] or "" for _, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    kinds = [attributes.get("type") for tag, attributes in parsed.elements if tag in ("script", "style")]
    for (_, code), kind in zip(parsed.blocks, kinds, strict=True):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert (f"sha256-{digest}" in policy) is (kind != "application/json")


def test_hostile_words_stay_words(store_with: Callable[..., Store], scene: Scene) -> None:
    hostile = store_with(
        {
            '"1222/KH-UBND"': f'"1222/KH-UBND {ATTACK}"',
            '"Sở Y tế tỉnh Cao Bằng"': f'"Sở Y tế {ATTACK}"',
            "Về chăm lo": f"{ATTACK} Về chăm lo",
            "Trẻ dưới 5 tuổi thấp còi": ATTACK,
            "Văn bản bị cắt ngang": ATTACK,
            '"cao-bang.txt"': f'"{ATTACK}.txt"',
            "Triển khai Kế hoạch số 324-KH/TU": ATTACK,
            '"count:xã"': f'"count:{ATTACK}"',
        }
    )
    parsed, plain = Page(page(scene_of(hostile, "28-CT/TW"))), Page(page(scene))
    assert [tag for tag, _ in parsed.elements] == [tag for tag, _ in plain.elements]
    assert [set(attributes) for _, attributes in parsed.elements] == [
        set(attributes) for _, attributes in plain.elements
    ]
    assert parsed.text.count(SPOKEN) > 20
    assert any(SPOKEN in node["words"][0][0] for node in parsed.data()["nodes"] if "words" in node)


def test_a_hostile_number_in_the_heading_stays_words(store_with: Callable[..., Store]) -> None:
    hostile = store_with({'cd:number "28-CT/TW"': f'cd:number "{ATTACK}"'})
    source = page(scene_of(hostile, "https://w3id.org/chidao/id/doc/viet-nam/tw/2023-12-25/28-ct-tw"))
    assert f"Từ {SPOKEN} đến các kế hoạch" in Page(source).text
    assert "<img src" not in source


def test_the_list_says_all_that_the_picture_shows(source: str, scene: Scene) -> None:
    parsed = Page(source)
    articles = {attributes["id"] for tag, attributes in parsed.elements if tag == "article"}
    assert articles == {f"n-{one}" for one in [node.id for node in scene.nodes] + [edge.id for edge in scene.edges]}
    for node in scene.nodes:
        for fact in node.facts:
            assert fact.value.vi in parsed.text
            assert all(quote.words in parsed.text for quote in fact.quotes)


def test_every_reference_has_its_article(source: str) -> None:
    elements = Page(source).elements
    ids = [attributes["id"] for _, attributes in elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"n-{attributes['data-ref']}" for _, attributes in elements if "data-ref" in attributes} <= set(ids)
    for tag, attributes in elements:
        if tag == "a":
            assert (attributes["href"] or "").removeprefix("#") in ids


def test_positions_come_from_the_layout(source: str, scene: Scene) -> None:
    drawn = {node["id"]: (node["x"], node["y"]) for node in Page(source).data()["nodes"]}
    assert all(drawn[node.id] == (round(node.x, 1), round(node.y, 1)) for node in scene.nodes)


@pytest.mark.parametrize(
    ("lang", "title"), [("vi", "Từ 28-CT/TW đến các kế hoạch"), ("en", "From 28-CT/TW to the plans")]
)
def test_the_page_opens_in_the_language_asked_for(scene: Scene, lang: str, title: str) -> None:
    source = page(scene, lang)
    assert f'<html lang="{lang}">' in source
    assert f"<title>{title}</title>" in source


def test_another_language_is_an_error(scene: Scene) -> None:
    with pytest.raises(ValueError, match="fr"):
        page(scene, "fr")


def test_the_file_is_utf8_whatever_the_locale(
    cascade_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda _do_setlocale=True: "ascii")
    out = tmp_path / "hình vẽ.html"
    draw(cascade_store, out, "28-CT/TW")
    assert "Từ 28-CT/TW đến các kế hoạch" in out.read_bytes().decode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["hình vẽ.html"]


def test_an_asset_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(UnsafeAssetError):
        _inlined("let a = '</SCRIPT>';")


def test_every_word_is_said_in_both_languages_with_the_same_blanks() -> None:
    for key, text in words().items():
        assert text.vi, key
        assert text.en, key
        assert set(re.findall(r"{\w+}", text.vi)) == set(re.findall(r"{\w+}", text.en)), key
