"""Which cards `quiz drill` and `quiz study` ask, and the settings that every verb obeys."""

from pathlib import Path

import pytest

from tests.cli.running import NOW, run

pytestmark = pytest.mark.usefixtures("added")


def asked(*options: str, typed: str = "\n4\n" * 20) -> list[str]:
    found = run("drill", "--form", "reveal", "--json", *options, typed=typed)
    assert (0, "") == (found.code, found.err)
    return [event["prompt"] for event in found.objects if event["event"] == "question"]


def later(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("QUIZ_NOW", f"{day}T09:00:00+01:00")


def settings(text: str) -> None:
    import os

    home = Path(os.environ["QUIZ_HOME"])
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_ahead_forgotten_and_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_NOW", NOW)
    assert 6 == len(asked("--new", "6"))
    assert [] == asked("--ahead", "1")
    assert 6 == len(asked("--ahead", "30", "--cram"))
    assert [] == asked("--forgotten")
    assert 1 == len(asked("--ahead", "30", "--limit", "1", typed="\n1\n"))
    assert 1 == len(asked("--forgotten", "--cram"))
    assert 1 == len(asked("rivers", "--forgotten", "7", "--cram"))
    later(monkeypatch, "2026-06-01")
    assert 5 == len(asked("--overdue", "--cram"))  # the forgotten one is being learned again
    assert 3 == len(asked("--reviews", "2", "--new", "0", "--cram"))  # and no limit is for it


def test_some_cards_and_a_preview() -> None:
    found = run("drill", "--json", "--preview", "2", typed="\n4\n\n4\n").objects
    ids = [event["card"] for event in found if event["event"] == "question"]
    assert 2 == len(ids)
    assert {"new": 6, "learning": 0, "review": 0}.items() <= run("due", "--json").objects[0].items()
    again = run("drill", "--json", "--card", ids[1], "--card", ids[0], "--cram", typed="\n4\n\n4\n").objects
    assert [ids[1], ids[0]] == [event["card"] for event in again if event["event"] == "question"]
    assert "No card there has the tag “nothing”" in run("drill", "--tag", "nothing").err


@pytest.mark.parametrize("verb", ["drill", "study"])
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--ahead", "1", "--overdue"), "--ahead and --overdue exclude each other"),
        (("--tag", "x", "--card", "y"), "--tag and --card exclude each other"),
        (("--overdue", "--new", "3"), "--overdue and --new exclude each other"),
        (("--ahead", "0"), "--ahead"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_use(
    verb: str, options: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.cli.output.is_terminal", lambda: True)
    found = run(verb, *options)
    assert 2 == found.code
    assert told in found.err


def test_every_verb_obeys_the_settings() -> None:
    settings("[study]\nnew_per_day = 2\n")
    assert 2 == run("due", "--json").objects[0]["new"]
    settings("[decks.rivers]\nnew_per_day = 1\n")
    assert 1 == run("due", "--json").objects[0]["new"]
    assert 1 == len(asked())


@pytest.mark.parametrize("verb", [("due",), ("drill",), ("stats",), ("add", "--bundled"), ("decks",)])
def test_with_settings_that_cannot_be_used_nothing_happens(verb: tuple[str, ...]) -> None:
    before = run("log", "--json").out
    settings("[study]\nnew_per_dya = 2\nfuzz = 3\n")
    found = run(*verb)
    assert (1, "") == (found.code, found.out)
    assert "settings.toml:2: error: There is no key “new_per_dya” here" in found.err
    assert "Did you mean “new_per_day”?" in found.err
    assert "settings.toml:3: error" in found.err
    settings("")
    assert before == run("log", "--json").out
