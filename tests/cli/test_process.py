"""The command as a process: pipes that close, disks that fill, interrupts, kills, and two learners at once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import run, run_process

QUIZ = [sys.executable, "-m", "quiz"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and shells of POSIX")


def start(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*QUIZ, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def shell(command: str) -> "subprocess.CompletedProcess[str]":
    line = command.replace("quiz ", f"'{sys.executable}' -m quiz ")
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)  # noqa: S607


def reviews() -> list[tuple[str, int]]:
    events = run("log", "--json").objects
    return [(event["device"], event["sequence"]) for event in events if event["event"] == "Reviewed"]


def test_it_runs_as_a_process(added: Path) -> None:  # noqa: ARG001
    found = run_process("due", "--json")
    assert (0, "") == (found.code, found.err)
    assert [{"deck": "rivers", "new": 6, "learning": 0, "review": 0}] == found.objects


@POSIX
@pytest.mark.parametrize("verb", ["cards elements", "cards elements --json", "log", "--help", "drill </dev/null"])
def test_a_closed_pipe_ends_it_quietly(verb: str, added: Path) -> None:  # noqa: ARG001
    found = shell(f"quiz {verb} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}")
    assert ("0\n", "") == (found.stdout, found.stderr)
    closed = shell(f"quiz {verb} | true; echo ${{PIPESTATUS[0]}}")
    assert ("0\n", "") == (closed.stdout, closed.stderr)


@POSIX
@pytest.mark.parametrize("verb", ["cards rivers", "due --json", "--help", "decks"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_of(verb: str, added: Path) -> None:
    found = shell(f"cd '{added.parent}' && quiz {verb} >/dev/full")
    assert (1, "quiz: No space left on device.\n") == (found.returncode, found.stderr)


@POSIX
def test_streams_that_are_not_there_break_nothing(added: Path) -> None:  # noqa: ARG001
    for verb, closed in (("drill", "0<&-"), ("due", "1>&-"), ("due", "2>&-"), ("due", "0<&- 1>&- 2>&-")):
        found = shell(f"quiz {verb} {closed}")
        assert (0, "") == (found.returncode, found.stderr), (closed, verb)


@POSIX
def test_an_interrupt_ends_it_quietly(added: Path) -> None:  # noqa: ARG001
    process = start("drill")
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (130, "") == (process.returncode, err)


def test_a_file_that_is_no_collection_is_left_alone(home: Path) -> None:
    file = home / "quiz" / "collection.quiz"
    file.parent.mkdir()
    file.write_bytes(b"not a database, for sure" * 100)
    found = run_process("due")
    assert (1, "") == (found.code, found.out)
    assert "Traceback" not in found.err
    assert "it was left as it was" in found.err
    assert b"not a database, for sure" * 100 == file.read_bytes()


def test_a_home_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    found = run_process("due", "--home", tmp_path / "file" / "home")
    assert 1 == found.code
    assert "Traceback" not in found.err
    assert str(tmp_path / "file") in found.err


def test_an_unexpected_error_is_told_without_a_traceback(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    from quiz.collection.collection import Collection

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(Collection, "due", broken)
    found = run("due")
    assert (1, "") == (found.code, found.out)
    assert "ZeroDivisionError: a slip" in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("value", ["yesterday", "2026-03-01T09:00:00"])
def test_a_time_without_a_zone_is_wrong_use(value: str, added: Path) -> None:  # noqa: ARG001
    found = run_process("due", QUIZ_NOW=value)
    assert 2 == found.code
    assert "QUIZ_NOW" in found.err


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a table of 420 words, which is the one deck of the collection."""
    table = tmp_path / "words.csv"
    table.write_text("word,means\n" + "".join(f"w{number},m{number}\n" for number in range(420)), encoding="utf-8")
    assert 0 == run("add", table).code
    return table


@pytest.mark.usefixtures("large")
def test_two_drills_at_once_lose_and_double_nothing() -> None:
    each = 200
    processes = [start("drill", "--json", "--new", "200", "--limit", str(each), "--form", "reveal") for _ in range(2)]
    typed = "\n4\n" * each
    # Both run before either is waited for.
    for process in processes:
        assert process.stdin
        process.stdin.write(typed)
        process.stdin.close()
        process.stdin = None
    told = []
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert (0, "") == (process.returncode, err)
        told += [
            (found["device"], found["sequence"]) for line in out.splitlines() if (found := json.loads(line))["event"] == "saved"
        ]
    assert 2 * each == len(told) == len(set(told))
    assert sorted(told) == sorted(reviews())


def killed(seconds: float) -> list[tuple[str, int]]:
    """Let a drill run on its own, kill it, and return the answers that it has acknowledged."""
    process = start("drill", "--json", "--new", "200", "--form", "reveal")
    assert process.stdin
    assert process.stdout
    first = process.stdout.readline()  # it has begun
    process.stdin.write("\n3\n" * 600)
    process.stdin.flush()
    time.sleep(seconds)
    process.kill()
    out = first + process.communicate()[0]
    whole = out[: out.rfind("\n") + 1].splitlines()
    return [(found["device"], found["sequence"]) for line in whole if (found := json.loads(line))["event"] == "saved"]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("times", [3, pytest.param(60, marks=pytest.mark.long)])
def test_what_was_told_as_saved_is_in_the_log_after_a_kill(times: int) -> None:
    source, told = random.Random(times), []
    for _ in range(times):
        told += killed(source.uniform(0.0, 0.25))
        found = reviews()
        assert set(told) <= set(found)
        assert len(found) == len(set(found))
    assert told, "a kill came before every answer; the test has shown nothing"


@pytest.mark.long
def test_due_takes_at_most_half_of_the_time_that_the_app_needs_to_load(added: Path) -> None:  # noqa: ARG001
    def fastest(*command: str) -> float:
        times = []
        for _ in range(7):
            before = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, capture_output=True)
            times.append(time.perf_counter() - before)
        return min(times)

    assert fastest("-m", "quiz", "due") <= 0.5 * fastest("-c", "import textual.app")
