"""The verbs: what is loaded, what is said of a wrong one, and where the collection is."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quiz.cards.card import Form
from quiz.cli.cards import FORMS
from quiz.cli.group import VERBS, quiz
from tests.cli.running import run, run_process


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_of_itself_with_an_example(verb: str) -> None:
    found = run(verb, "--help")
    assert 0 == found.code
    assert f"Usage: quiz {verb}" in found.out
    assert f"Example: quiz {verb}" in found.out
    assert "--json" in found.out
    assert "--home DIR" in found.out


@pytest.mark.parametrize("verb", VERBS)
def test_a_summary_fits_on_its_line(verb: str) -> None:
    command = quiz.get_command(click.Context(quiz), verb)
    assert command is not None
    assert not command.get_short_help_str(60).endswith("...")


def test_help_lists_every_verb() -> None:
    found = run("--help").out
    assert [] == [verb for verb in VERBS if f"\n  {verb} " not in found]


def test_an_unknown_verb_is_wrong_use_and_names_the_nearest() -> None:
    found = run("drll")
    assert (2, "") == (found.code, found.out)
    assert "There is no verb “drll”. Did you mean “drill”?" in found.err


def test_a_verb_like_no_other_is_sent_to_the_list() -> None:
    assert "quiz --help lists all verbs" in run("xylophone").err


@pytest.mark.parametrize(
    "arguments",
    [
        ("due", "--limit", "3"),
        ("drill", "--limit", "many"),
        ("drill", "--limit", "-1"),
        ("cards",),
        ("check",),
        ("add",),
        ("due", "x"),
    ],
)
def test_wrong_use_ends_with_2_and_prints_nothing(arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert (2, "") == (found.code, found.out)
    assert found.err


def test_the_home_may_stand_before_the_verb_or_after_it(tmp_path: Path, deck: Path) -> None:
    run("--home", tmp_path / "a", "add", deck)
    run("add", deck, "--home", tmp_path / "b")
    expected = [{"deck": "rivers", "new": 6, "learning": 0, "review": 0}]
    assert expected == run("due", "--json", "--home", tmp_path / "a").objects
    assert expected == run("--json", "--home", tmp_path / "b", "due").objects
    assert (tmp_path / "a" / "collection.quiz").is_file()


def test_the_environment_names_the_home(home: Path, deck: Path) -> None:
    run("add", deck)
    assert (home / "quiz" / "collection.quiz").is_file()


def test_the_version_is_printed() -> None:
    assert run("--version").out.startswith("quiz 0")


def test_the_forms_are_those_of_cards() -> None:
    assert tuple(Form) == FORMS


def test_due_loads_neither_decks_nor_cards_nor_what_it_does_not_print(added: Path) -> None:  # noqa: ARG001
    code = (
        "import sys\n"
        "sys.argv = ['quiz', 'due']\n"
        "from quiz.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "import json\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    heavy = (
        "quiz.cards",
        "quiz.facts",
        "quiz.tui",
        "quiz.study.session",
        "textual",
        "rich",
        "platformdirs",
        "rapidfuzz",
        "tomlkit",
    )
    assert [] == [name for name in loaded if name.startswith(heavy)]


def test_the_shell_gets_completions() -> None:
    found = run_process(_QUIZ_COMPLETE="bash_complete", COMP_WORDS="quiz dr", COMP_CWORD="1")
    assert ["plain,drill"] == found.lines
