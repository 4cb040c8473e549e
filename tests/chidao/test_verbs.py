"""The public verbs of the package."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import chidao


@pytest.mark.parametrize("name", chidao.__all__)
def test_a_verb_can_be_called(name: str) -> None:
    importlib.import_module("chidao.build")
    assert callable(getattr(chidao, name))


def test_what_is_no_verb() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = chidao.frobnicate


def test_the_verbs_in_a_row(samples: Path, tmp_path: Path) -> None:
    report = chidao.build([samples / "cao-bang-1222.txt"], tmp_path / "store")
    store = chidao.open_store(str(tmp_path / "store"))
    (plan,) = chidao.find(store, "1222/KH-UBND")
    tree = chidao.cascade(chidao.implementing(chidao.project(store)), chidao.cards(store), plan.iri, up=True)
    assert report.documents == 1
    assert [branch.card.number for branch in tree.walk()] == ["1222/KH-UBND", "324-KH/TU", "28-CT/TW"]
    assert len(chidao.owners(store, "9")[0].owners) == 2
