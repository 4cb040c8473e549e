"""Nothing that a user meets is undocumented, and the written pages name nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chidao.manual import SHARED, commands
from ontology.terms import Class, Property
from queries.catalogue import catalogue
from tests.conftest import ROOT
from viz.pages.commands import Command
from viz.pages.vocabulary import vocabulary

COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# A command as it is written in a page: in a console block, or between backticks.
TYPED = re.compile(r"(?:^\$ |`)chidao ([a-z]+)([^`#\n]*)", re.MULTILINE)


def _section(name: str) -> str:
    """What docs/reference/commands.md says of a command."""
    found = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference/commands.md does not speak of chidao {name}"
    return found[1]


@pytest.mark.parametrize("term", [*Class, *Property], ids=lambda term: term.local_name)
def test_a_term_has_label_and_definition_in_both_languages(term: Class | Property) -> None:
    shown = vocabulary()[term.local_name]
    assert all((shown.label.vi, shown.label.en, shown.comment.vi, shown.comment.en))
    assert shown.comment.vi != shown.comment.en


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_query_says_what_it_answers(name: str) -> None:
    query = catalogue()[name]
    assert query.summary_vi
    assert query.summary_en
    assert query.internal or query.summary_vi != query.summary_en


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_a_command_and_its_options_have_help_in_both_languages(command: Command) -> None:
    for said in (command.help, *(option.help for option in command.options)):
        assert said.vi, command
        assert said.en, command


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_the_reference_speaks_of_a_command_and_of_its_own_options(command: Command) -> None:
    section = _section(command.name)
    assert f"chidao {command.name}" in section
    for option in command.options:
        shared = set(option.names) & set(SHARED)
        assert option.argument or shared or any(name in section for name in option.names), option.names
        if shared:
            assert option.names[0] in COMMANDS


def test_the_reference_speaks_of_no_other_command() -> None:
    assert set(re.findall(r"^## (\w+)$", COMMANDS, re.MULTILINE)) == {command.name for command in commands()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_names_commands_and_options_that_there_are(path: Path) -> None:
    options = {command.name: {name for option in command.options for name in option.names} for command in commands()}
    for name, rest in TYPED.findall(path.read_text(encoding="utf-8")):
        assert name in options, f"{path.name}: chidao {name}"
        assert set(re.findall(r"--[a-z]+", rest)) <= options[name], f"{path.name}: chidao {name}{rest}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_names_queries_that_there_are(path: Path) -> None:
    names = set(re.findall(r"chidao ask ([a-z]+(?:-[a-z]+)*)", path.read_text(encoding="utf-8")))
    assert names <= set(catalogue())
