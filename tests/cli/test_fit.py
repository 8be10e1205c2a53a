"""`quiz fit`: what it prints, keeps and refuses."""

from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cli.call import Call
from quiz.cli.fit import _Teller as Teller
from quiz.collection import fitter
from quiz.collection.collection import Collection
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from tests.cli.running import run
from tests.collection.test_fitting import LOG, NUMBERS, log
from tests.study.samples import NOON


@pytest.fixture
def _studied(home: Path) -> None:
    """Put a deck into the collection that a forgetful learner has studied."""
    assert home
    with Collection.open(Call().file) as collection:
        collection.add(NUMBERS, NOON - timedelta(days=300))
        collection.store.append_all(log(tuple(row.card for row in collection.store.deck_cards("numbers"))))
        collection.catch_up()


@pytest.mark.usefixtures("_studied")
def test_a_fit_is_reported_and_kept() -> None:
    (found,) = run("fit", "--json").objects
    assert found["kept"] is found["better"] is True
    assert found["after"]["log_loss"] < found["before"]["log_loss"] == found["default"]["log_loss"]
    assert {"log_loss", "rmse_bins"} == set(found["moving_average"])
    assert 0 < found["held_out"] < found["predicted"] < found["answers"]
    with Collection.open(Call().file) as collection:
        assert found["parameters"] == list(collection.settings_of("numbers").parameters) != list(DEFAULT_PARAMETERS)
    assert ["Fitted"] == [event["event"] for event in run("log", "--json").objects if event["event"] == "Fitted"]


@pytest.mark.usefixtures("_studied")
def test_a_dry_run_keeps_nothing() -> None:
    ran = run("fit", "numbers", "--dry-run")
    assert 0 == ran.code
    assert "The fitted parameters are better. They were not kept." in ran.lines
    assert "Reading the log …\nFitting …\n" == ran.err
    assert all(event["event"] != "Fitted" for event in run("log", "--json").objects)


@pytest.mark.usefixtures("_studied")
def test_a_fit_in_words() -> None:
    lines = run("fit").lines
    assert "parameters          log loss  calibration error" == lines[1]
    assert ["so far", "fitted", "FSRS-6 as it comes", "moving average"] == [line[:18].strip() for line in lines[2:6]]
    assert "The fitted parameters are better, and are used from the next answer on." == lines[6]
    assert "The fitted parameters are no better; those so far stay." in run("fit").lines


def test_a_long_fit_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter((0.0, 1.0, 4.0, 5.0))
    monkeypatch.setattr("quiz.cli.fit.monotonic", lambda: next(seconds))
    tell = Teller()
    for share in (0.0, 0.1, 0.4, 0.5):
        tell(fitter.Progress("reading", share=share))
    assert "Reading the log …\nReading the log … about 40%\n" == capsys.readouterr().err


def test_too_few_answers_end_with_1(added: Path) -> None:
    assert added
    ran = run("fit")
    assert (1, "") == (ran.code, ran.out)
    assert "0 answers tell of forgetting" in ran.err


def test_without_a_collection_there_is_nothing_to_fit() -> None:
    ran = run("fit")
    assert 1 == ran.code
    assert "There is no collection" in ran.err


@pytest.mark.usefixtures("_studied")
def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitter, "find_spec", lambda _: None)
    ran = run("fit")
    assert 1 == ran.code
    assert 'pip install "factquiz[fit]"' in ran.err


def test_another_programs_log_is_only_reported(corpus: Path) -> None:
    (found,) = run("fit", "--json", "--log", corpus / "revlogs" / "pyfsrs_josh.csv").objects
    assert (False, 12580) == (found["kept"], found["answers"])


def test_a_bad_log_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(LOG.replace(",3,", ",7,"), encoding="utf-8")
    ran = run("fit", "--log", path)
    assert 1 == ran.code
    assert "log.csv:2: error: the rating is “7”" in ran.err


def test_a_log_and_a_deck_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    assert 2 == run("fit", "numbers", "--log", tmp_path / "log.csv").code
