"""`quiz completion`: real shells complete verbs, options, decks and files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DECK, run, run_process, write_deck

BASH = """\
eval "$(quiz completion bash)"
complete_line() {
    COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=() COMP_CWORD=0
    _quiz_completion quiz
    printf '%s\\n' "${COMPREPLY[@]}"
}
complete_line "$1"
"""


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with a `quiz`, which is on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "quiz"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


@pytest.fixture
def rivers(added: Path, tmp_path: Path) -> Path:
    """The deck of rivers, one below it, and one whose id no shell would take as a word."""
    run("add", write_deck(tmp_path / "deep", deck=DECK.replace('"rivers"', '"rivers::deep"')))
    return added


def completed(line: str) -> list[str]:
    found = run_process(COMP_WORDS=line, _QUIZ_COMPLETE="bash_complete")
    assert (0, "") == (found.code, found.err)
    return [one.partition(",")[2] for one in found.lines if one]


@pytest.mark.usefixtures("rivers")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("quiz st", ["study", "stats"]),
        ("quiz nothing", []),
        ("quiz study ", ["rivers", "rivers::deep"]),
        ("quiz drill rivers::", ["rivers::deep"]),
        ("quiz exam rivers ", ["rivers::deep"]),
        ("quiz update rivers::deep r", ["rivers"]),
        ("quiz study --se", ["--search"]),
        ("quiz drill --form t", ["typed", "truefalse"]),
        ("quiz drill --search is:le", ["is:learn", "is:leech"]),
        ("quiz drill --search d", ["deck:"]),
        ("quiz drill --search 'is:due -deck:rivers:", ["is:due -deck:rivers::deep"]),
        ("quiz completion ", ["bash", "zsh", "fish"]),
        ("quiz add ./r", ["./r"]),
        ("quiz cards riv", ["rivers", "rivers::deep"]),
        ("quiz cards riff", ["riff"]),
    ],
)
def test_a_line_is_completed(line: str, expected: list[str]) -> None:
    assert expected == completed(line)


def test_where_there_is_no_collection_none_is_made(home: Path, tmp_path: Path) -> None:
    assert [] == completed("quiz study ")
    assert [] == completed(f"quiz --home {tmp_path / 'nowhere'} study ")
    assert not (home / "quiz").exists()
    (home / "quiz").mkdir()
    (home / "quiz" / "collection.quiz").write_text("nothing")
    assert [] == completed("quiz study ")


@pytest.mark.usefixtures("added")
def test_an_unknown_instruction_is_refused() -> None:
    assert 1 == run_process(_QUIZ_COMPLETE="tcsh_source").code
    assert 1 == run_process(_QUIZ_COMPLETE="bash_nothing").code


def test_a_script_is_no_json() -> None:
    found = run("completion", "bash", "--json")
    assert (2, "") == (found.code, found.out)


@pytest.mark.usefixtures("rivers", "programs")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("quiz dri", "drill"),
        ("quiz study rivers::d", "deep"),
        ("quiz study --new 3 ri", "rivers"),
        ("quiz drill --over", "--overdue"),
    ],
)
def test_bash_completes(line: str, expected: str) -> None:
    done = _shell("bash", "-c", BASH, "bash", line)
    assert expected in done.splitlines()


@pytest.mark.usefixtures("rivers", "programs")
def test_bash_completes_at_the_prompt() -> None:
    """With a real press of Tab: the word is put together again behind the colons that part it for bash."""
    pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
    _needed("bash")
    shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], env={**os.environ, "PS1": "> "}, encoding="utf-8", timeout=30)
    shell.sendline('eval "$(quiz completion bash)"; bind "set enable-bracketed-paste off"; echo rea""dy')
    shell.expect("ready")
    shell.send("echo quiz; quiz study rivers::d\t --over\t")
    shell.expect("rivers::deep +--overdue ")
    shell.sendcontrol("c")
    shell.sendline("exit")
    shell.close()


@pytest.mark.usefixtures("rivers", "programs")
def test_zsh_completes() -> None:
    pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
    _needed("zsh")
    shell = pexpect.spawn(
        "zsh", ["-f", "-i"], env={**os.environ, "TERM": "dumb"}, encoding="utf-8", timeout=30, dimensions=(24, 200)
    )
    shell.sendline('PS1="> "; autoload -Uz compinit; compinit -D; eval "$(quiz completion zsh)"; echo rea""dy')
    shell.expect("ready")
    shell.send("quiz study rivers::d\t --over\t")
    shell.expect("rivers::deep[ \b]+--overdue")
    shell.sendcontrol("c")
    shell.sendline("exit")
    shell.close()


@pytest.mark.usefixtures("rivers", "programs")
def test_fish_completes() -> None:
    done = _shell(
        "fish", "--no-config", "-c", 'quiz completion fish | source; complete -C "quiz study rivers::"; complete -C "quiz dri"'
    )
    assert ["rivers::deep", "drill"] == [line.split("\t")[0] for line in done.splitlines()]


@pytest.mark.usefixtures("rivers")
def test_a_press_of_tab_loads_neither_the_app_nor_all_verbs() -> None:
    code = (
        "import sys; from quiz.cli.group import quiz\n"
        "try: quiz.main()\n"
        "except SystemExit: print(*sorted(sys.modules), file=sys.stderr)"
    )
    for line in ("quiz ", "quiz study "):
        environment = {**os.environ, "_QUIZ_COMPLETE": "bash_complete", "COMP_WORDS": line}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        loaded = set(done.stderr.split())
        assert not {"textual", "rich", "pint", "json"} & loaded
        assert "quiz.cli.stats" not in loaded


@pytest.mark.long
@pytest.mark.usefixtures("rivers")
@pytest.mark.parametrize("line", ["quiz ", "quiz study ", "quiz drill --"])
def test_a_press_of_tab_takes_less_than_150_ms(line: str) -> None:
    """Of a processor: how long the clock goes on meanwhile depends on whatever else the machine does."""

    def took() -> float:
        before = os.times()
        completed(line)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(took() for _ in range(9)) < 0.15


def _needed(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} on this machine")


def _shell(shell: str, *arguments: str) -> str:
    _needed(shell)
    done = subprocess.run([shell, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert "" == done.stderr
    return done.stdout
