"""Fitting out of process: the result is the crate's own, nothing else waits, and whatever goes wrong is told."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import fsrs_rs_python as rs_fsrs
import pytest
from attrs import evolve

from quiz.collection import fitter
from quiz.collection.collection import Collection
from quiz.collection.fitter import Fitter, Progress
from quiz.collection.fitting import answers, fit, fit_rows
from quiz.collection.review_log import read_log
from quiz.errors import FittingCancelledError, FittingError, NotFoundError, ReviewLogError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.events import Fitted, Renamed, Reviewed
from quiz.memory.fitting import Row, predicted, rows, split
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters, check_parameters
from quiz.memory.quality import quality
from quiz.memory.replay import replay
from quiz.memory.state import CardState
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, simulate
from tests.study.samples import DAY, NOON

FORGETFUL = check_parameters((0.1, 0.4, 0.9, 3.0, *DEFAULT_PARAMETERS[4:8], 1.2, *DEFAULT_PARAMETERS[9:20], 0.3))
NUMBERS = Deck("numbers", facts=[Fact(f"thing {number}", "number", str(number)) for number in range(120)])
LETTERS = Deck("letters", facts=[Fact(f"thing {number}", "letter", f"{number} a") for number in range(3)])


@cache
def log(cards: tuple[str, ...]) -> tuple[Reviewed, ...]:
    """Return what a forgetful learner answered in the 200 days before `DAY`."""
    settings = StudySettings(new_per_day=10, reviews_per_day=1000)
    states = {card: CardState() for card in cards}
    return simulate(Learner(parameters=FORGETFUL), states, settings, first_day=DAY - 200, days=200, seed="1").events


def answered() -> list[Row]:
    return rows(log(tuple(str(number) for number in range(300))))


def studied() -> Collection:
    """Return a collection of two decks, one of which the forgetful learner has studied."""
    found = Collection.in_memory()
    for deck in (NUMBERS, LETTERS):
        found.add(deck, NOON - timedelta(days=300))
    cards = tuple(row.card for row in found.store.deck_cards("numbers"))
    found.store.append_all(log(cards))
    found.catch_up()
    return found


def bare(found: Sequence[Row]) -> Parameters:
    """Fit with the crate, in this process."""
    histories: dict[int, list[rs_fsrs.FSRSReview]] = {}
    last: dict[int, int] = {}
    items = []
    for number, day, rating, _ in found:
        elapsed = max(0, day - last.get(number, day))
        last[number] = day
        histories.setdefault(number, []).append(rs_fsrs.FSRSReview(rating, elapsed))
        if elapsed:
            items.append(rs_fsrs.FSRSItem(list(histories[number])))
    return check_parameters(rs_fsrs.FSRS(DEFAULT_PARAMETERS).compute_parameters(items))


def test_the_result_is_that_of_the_crate_in_this_process() -> None:
    found = answered()
    held_out = split(predicted(found))
    report = fit_rows(found, DEFAULT_PARAMETERS)
    expected = bare(found[:held_out])
    assert report.kept
    assert pytest.approx(expected, rel=1e-4) == report.parameters
    assert pytest.approx(quality(found, expected, held_out).log_loss, abs=1e-4) == report.after.log_loss
    assert report.after.log_loss < report.before.log_loss


def test_fitting_the_log_of_josh_is_as_good_as_the_crate(corpus: Path) -> None:
    found = read_log(corpus / "revlogs" / "pyfsrs_josh.csv", UTC)
    held_out = split(predicted(found))
    report = fit_rows(found, DEFAULT_PARAMETERS)
    assert (12580, 6276, 1255) == (report.answers, report.predicted, report.after.answers)
    assert report.after.log_loss <= quality(found, bare(found[:held_out]), held_out).log_loss + 0.001


def test_a_fit_is_written_into_the_log_and_counts_for_every_memory() -> None:
    with studied() as collection:
        report = fit(collection, now=NOON)
        assert report.kept
        assert report.parameters == collection.settings_of("numbers").parameters == collection.settings_of("letters").parameters
        (event,) = collection.events(kinds=(Fitted,))
        assert isinstance(event, Fitted)
        assert ("", report.answers) == (event.deck, event.reviews)
        assert (report.before.log_loss, report.after.log_loss) == (event.loss_before, event.loss_after)
        card = collection.store.deck_cards("numbers")[0]
        assert replay(collection.events(), report.parameters)[card.card] == card.state


def test_a_fit_of_one_deck_leaves_the_others_alone() -> None:
    with studied() as collection:
        assert fit(collection, "numbers", now=NOON).kept
        assert DEFAULT_PARAMETERS != collection.settings_of("numbers").parameters
        assert DEFAULT_PARAMETERS == collection.settings_of("letters").parameters


def test_a_fit_that_is_not_to_be_kept_writes_nothing() -> None:
    with studied() as collection:
        before = collection.store.event_count()
        assert fit(collection, now=NOON, keep=False).kept
        assert before == collection.store.event_count()


def test_parameters_that_are_no_better_than_those_so_far_are_not_kept() -> None:
    with studied() as collection:
        assert fit(collection, now=NOON).kept
        before = collection.store.event_count()
        report = fit(collection, now=NOON)
        assert not report.kept
        assert report.parameters == collection.settings_of("numbers").parameters
        assert before == collection.store.event_count()


def test_the_answers_of_a_collection_are_those_of_its_log() -> None:
    with studied() as collection:
        whole = answers(collection)
        assert rows(collection.events()) == whole
        last = collection.store.latest(kinds=(Reviewed,))
        assert isinstance(last, Reviewed)
        collection.journal.take_back(last, last.at, last.day)
        collection.store.append(Renamed(card="another", was=last.card, at=last.at, day=last.day))
        assert rows(collection.events()) == answers(collection) == whole[:-1]
        assert (
            [number for number, *_ in rows(collection.events(), {"another"})] == [0] * len(answers(collection, {"another"})) != []
        )
        assert [] == answers(collection, {"no card"})


def test_too_few_answers_are_refused() -> None:
    with studied() as collection, pytest.raises(FittingError, match=r"0 answers tell of forgetting .* at least 400"):
        fit(collection, "letters", now=NOON)


def test_an_unknown_deck_is_told() -> None:
    with studied() as collection, pytest.raises(NotFoundError, match="There is no deck"):
        fit(collection, "words", now=NOON)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitter, "find_spec", lambda _: None)
    with studied() as collection, pytest.raises(FittingError, match=r"pip install \"factquiz\[fit\]\""):
        fit(collection, now=NOON)


def test_a_process_that_dies_is_told() -> None:
    with Fitter() as running:
        running._process.kill()
        running.fit(answered())
        with pytest.raises(FittingError, match=r"ended early, with code -?[0-9]+ .*try again"):
            running.parameters()


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "no python"))
    with pytest.raises(FittingError, match="could not be started"):
        fit_rows(answered(), DEFAULT_PARAMETERS)


def test_answers_that_the_crate_refuses_are_told() -> None:
    with Fitter() as running:
        running.fit([(number, day, 9, 0.0) for number in range(500) for day in range(5)])
        with pytest.raises(FittingError, match="The parameters are what they were"):
            running.parameters()


def test_parameters_without_meaning_are_told() -> None:
    with pytest.raises(FittingError, match="w0 is nan"):
        fitter._read((b"parameters " + b"nan " * 21, b""), 0)


def test_a_fit_that_is_no_longer_wanted_ends_its_process() -> None:
    with Fitter() as running:
        running.fit(answered() * 200)
        with pytest.raises(FittingCancelledError):
            running.parameters(cancelled=lambda: True)
    assert running._process.returncode is not None


def test_a_watcher_that_fails_ends_the_process_too() -> None:
    def fails(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit_rows(answered(), DEFAULT_PARAMETERS, progress=fails)


def test_progress_is_told() -> None:
    told: list[Progress] = []
    with studied() as collection:
        fit(collection, now=NOON, keep=False, progress=told.append)
    assert ["reading", "fitting"] == list(dict.fromkeys(progress.stage for progress in told))
    assert all(progress.share is not None and 0 <= progress.share <= 0.95 for progress in told)


def test_a_loop_goes_on_ticking_while_a_fit_runs() -> None:
    # Some 150,000 answers: the crate works on them for most of a second, and holds the lock of its own process only.
    short = answered()
    last = max(number for number, *_ in short) + 1
    many = [(number + last * copy, day, rating, guess) for number, day, rating, guess in short for copy in range(40)]

    async def ticking() -> tuple[list[float], bool]:
        ticks = [perf_counter()]
        task = asyncio.create_task(asyncio.to_thread(fit_rows, many, DEFAULT_PARAMETERS))
        while not task.done():
            await asyncio.sleep(0.01)
            ticks.append(perf_counter())
        return ticks, (await task).kept

    ticks, kept = asyncio.run(ticking())
    assert kept
    # Were the lock held, nothing would tick while the crate works, which is most of the time.
    assert max(after - before for before, after in pairwise(ticks)) < (ticks[-1] - ticks[0]) / 2


LOG = """\
card_id,review_rating,review_time,review_duration
7,3,2026-03-01T02:00:00+01:00,5000
8,1,2026-03-01T09:00:00+01:00,5000
7,4,1772438400000,5000
"""


def test_a_review_log_is_read_by_the_study_days_of_a_zone(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    first = 20_512  # 2026-02-28, to which two in the morning belongs
    assert [(0, first, 3, 0.0), (1, first + 1, 1, 0.0), (0, first + 2, 4, 0.0)] == read_log(path, NOON.tzinfo or UTC)


def test_everything_wrong_with_a_review_log_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(LOG.replace(",4,", ",5,").replace("T09:00:00+01:00", " morning"), encoding="utf-8")
    with pytest.raises(ReviewLogError) as caught:
        read_log(path, UTC)
    assert [(3, "the time is “2026-03-01 morning”"), (4, "the rating is “5”")] == [
        (problem.line, problem.message) for problem in caught.value.problems
    ]


def test_a_review_log_without_its_columns_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("card,rating\n1,3\n", encoding="utf-8")
    with pytest.raises(ReviewLogError, match="the column card_id is missing"):
        read_log(path, UTC)


def test_fits_are_remembered_by_their_order() -> None:
    with studied() as collection:
        event = Fitted(at=1, day=DAY, parameters=FORGETFUL, reviews=1)
        collection.fitted(event)
        collection.fitted(evolve(event, at=2, parameters=DEFAULT_PARAMETERS))
        assert DEFAULT_PARAMETERS == collection.settings_of("numbers").parameters
