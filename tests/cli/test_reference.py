"""The reference names every verb and every option, and nothing that is not there."""

import re

import click
import pytest

from quiz.cli.clock import VARIABLE
from quiz.cli.endings import DEBUG
from quiz.cli.group import VERBS, quiz
from tests.cli.running import run
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `quiz ?(\w*)[^\n]*`\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
SHARED = {"--json", "--home", "--help", "-h"}


def commands() -> dict[str, click.Command]:
    context = click.Context(quiz)
    found = {name: quiz.get_command(context, name) for name in quiz.list_commands(context)}
    return {"": quiz, **{name: command for name, command in found.items() if command is not None}}


def options(command: click.Command) -> set[str]:
    own = {name for parameter in command.params if isinstance(parameter, click.Option) for name in parameter.opts}
    return own - SHARED


def test_every_verb_has_a_section_in_the_order_of_the_help() -> None:
    assert ["", *VERBS] == list(SECTIONS)


@pytest.mark.parametrize("name", ["", *VERBS])
def test_every_option_is_told_of_and_no_other(name: str) -> None:
    told = set(re.findall(r"`(--?[a-z][a-z-]*)", SECTIONS[name]))
    assert options(commands()[name]) == told - SHARED


@pytest.mark.parametrize("name", VERBS)
def test_the_heading_shows_the_arguments(name: str) -> None:
    usage = run(name, "--help").lines[0]
    assert f"## `{usage.removeprefix('Usage: ').replace(' [OPTIONS]', '')}`" in PAGE.splitlines()


@pytest.mark.parametrize("word", [*sorted(SHARED), VARIABLE, DEBUG, "QUIZ_HOME", "NO_COLOR", "_QUIZ_COMPLETE"])
def test_what_all_verbs_share_is_told_of(word: str) -> None:
    assert word in PAGE
