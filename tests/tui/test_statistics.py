"""Statistics: every chart says what the figures say, each is worked out when it is shown, and all of it fits and can be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import OptionList

from quiz.cards.card import Card
from quiz.collection.collection import Collection
from quiz.collection.deadlines import deadlines
from quiz.collection.figures import Figures
from quiz.errors import FittingError, StoreError
from quiz.memory.events import Crammed
from quiz.memory.fitting import Report
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.habits import Habits
from quiz.memory.quality import Calibrated, Quality
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.store.store import Store
from quiz.study.day import study_day
from quiz.study.settings import StudySettings
from quiz.study.statistics_coverage import Level
from quiz.text.width import columns_of
from quiz.tui.app import QuizApp
from quiz.tui.forms import called
from quiz.tui.statistics.known import Range
from quiz.tui.statistics.screen import StatisticsScreen
from quiz.tui.statistics.sections import SECTIONS
from quiz.tui.statistics.year_map import YearMap
from tests.tui.looks import looks, pressing
from tests.tui.samples import START, Clock, Screen, capitals, collection, drive, hostile, played
from tests.tui.studied import studied

WIDE = (140, 45)
SMALL = (40, 15)
TODAY = study_day(START)


@pytest.fixture(scope="module")
def months() -> Collection:
    """Return a collection that was studied for 200 days. Nothing here changes it."""
    return studied()


def statistics(screen: Screen) -> StatisticsScreen:
    found = screen.app.screen
    assert isinstance(found, StatisticsScreen)
    return found


async def words(screen: Screen, section: str) -> str:
    """Return the whole text of a section, whatever of it the screen shows."""
    number = [one.name for one in SECTIONS].index(section) + 1
    await screen.press(str(number))
    return page(screen)


def page(screen: Screen) -> str:
    shown = statistics(screen)
    parts = [shown.query_one(f"#{name}") for name in ("blocks", "day", "rest")]
    return "\n\n".join(part.content.plain for part in parts if part.display)  # type: ignore[attr-defined]


def bars(text: str, heading: str) -> dict[str, tuple[str, ...]]:
    """Return the numbers of each bar below a heading, by its label."""
    block = f"\n\n{text}".partition(f"\n\n{heading}\n")[2].partition("\n\n")[0]
    chart = block.partition("\n \n")[2] or block
    found = re.findall(r"^(\S[^\d\n]*?) +([\d.,]+%?(?: +(?:of )?[\d.,]+%?)*)", chart, re.MULTILINE)
    return {label.strip(): tuple(numbers.replace(" of ", " ").replace(",", "").split()) for label, numbers in found}


def opened(found: Collection, play: Callable[[Screen], object], size: tuple[int, int] = WIDE) -> None:
    """Let `play` use the statistics of a collection."""

    async def run(screen: Screen) -> None:
        await screen.press("t")
        await play(screen)  # type: ignore[misc]

    drive(QuizApp(found, Clock()), run, size)


# How it looks


@pytest.mark.parametrize("section", [section.name for section in SECTIONS])
def test_each_section_of_months_of_study(section: str, months: Collection, snapshot: SnapshotAssertion) -> None:
    number = [one.name for one in SECTIONS].index(section) + 1
    looks(lambda: QuizApp(months, Clock()), pressing("t", str(number)), snapshot)


@pytest.mark.parametrize("answers", [0, 1])
def test_each_section_before_there_is_much_to_see(answers: int, snapshot: SnapshotAssertion) -> None:
    """Without an answer every section says what will be there; with one answer it says that."""
    found = collection(capitals())
    session = found.session(now=START)
    for _ in range(answers):
        session.next(START)
        session.answer(Rating.GOOD, START)

    async def play(screen: Screen) -> None:
        for place, section in enumerate(SECTIONS, 1):
            await screen.press(str(place))
            await screen.settle()
            # Without the scroll bar, whose end may be there or not where the page just fits.
            assert snapshot(name=section.name) == "\n".join(line[:78].rstrip() for line in screen.text.splitlines())

    opened(found, play, (80, 24))


def test_a_deadline_that_lies_ahead(snapshot: SnapshotAssertion) -> None:
    found = studied(12, settings=StudySettings(new_per_day=3, deadline=TODAY + 40, deadline_retention=0.92))
    looks(lambda: QuizApp(found, Clock()), pressing("t"), snapshot)

    async def play(screen: Screen) -> None:
        text = " ".join(page(screen).split())
        (one,) = deadlines(found, START)
        assert "Deadline of Chemical elements" in text
        assert f"Expected on the day: {one.plan.expected:.0%} of 60 cards" in text
        assert f"A day needs {one.plan.new_per_day} new" in text

    opened(found, play, (80, 24))


def test_plain_ascii(months: Collection) -> None:
    """With the choice of plain symbols, no chart has another sign than ASCII."""

    async def play(screen: Screen) -> None:
        assert screen.app.choose("symbols", "ascii")
        for section in SECTIONS:
            text = await words(screen, section.name)
            assert [] == [line for line in text.splitlines() if re.search("[─-▟▁-█]", line)]

        screen.app.choose("symbols", None)

    opened(months, play, (80, 24))


@pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 6)], ids=str)
def test_no_line_is_cut_and_nothing_crashes_on_small_screens(size: tuple[int, int], months: Collection) -> None:
    async def play(screen: Screen) -> None:
        for section in SECTIONS:
            text = await words(screen, section.name)
            width = max(20, statistics(screen).query_one("#page").content_size.width)
            assert [] == [line for line in text.splitlines() if columns_of(line) > width and "2026:" not in line]
            assert size != (80, 24) or "…" not in text
        for other in (WIDE, (12, 4), size):
            await screen.pilot.resize_terminal(*other)
            await screen.pilot.pause()
        await screen.press("2", "left", "up", "pagedown", "r", "shift+tab")

    opened(months, play, size)


def test_untrusted_text_is_shown_and_never_obeyed() -> None:
    found = studied(6, hostile(), settings=StudySettings(new_per_day=10))

    async def play(screen: Screen) -> None:
        for place in range(1, 10):
            await screen.press(str(place), "pagedown")
            assert "\x1b" not in screen.text
            assert "\u202e" not in screen.text
        assert "[bold red]x[/]" in await words(screen, "coverage")

    opened(found, play, (80, 24))


# What it says


def test_the_numbers_are_those_of_the_figures(months: Collection) -> None:
    """Every chart's numbers, read from the screen, are what `quiz stats --json` prints."""
    found = months.figures(START)
    said = found.statistics

    async def play(screen: Screen) -> None:
        today = await words(screen, "today")
        cards = bars(today, "Cards")
        assert ((str(found.standing.young),), (str(found.standing.mature),)) == (cards["young"], cards["mature"])
        assert f"{said.reviews_today} answers to {said.cards_today} cards" in today
        assert re.search(rf"^answers +{said.reviews:,}$", today, re.MULTILINE)
        calendar = await words(screen, "calendar")
        assert f"{len(said.by_day)} days with answers" in calendar
        assert sum(int(number) for (number,) in bars(calendar, "Weekdays").values()) == said.reviews
        ahead = await words(screen, "ahead")
        total = found.forecast.overdue + sum(number for day, number in found.forecast.by_day.items() if day < TODAY + 365)
        assert f"{total} cards due in the next 365 days" in ahead
        retention = await words(screen, "retention")
        whole = said.retention
        assert f"You remembered {whole.share:.1%} of {whole.reviews} reviews" in retention
        ages = bars(retention, "Young and mature")
        assert f"{whole.mature:.1%}" == ages["mature"][0]
        names = bars(retention, "By relation")
        assert {name: (f"{part.share:.1%}", str(part.reviews)) for name, part in found.retention_by_relation.items()} == names
        memory = " ".join((await words(screen, "memory")).split())
        assert f"{found.spreads.remembered:.0f} would be recalled" in memory
        assert f"the mean is {found.spreads.difficulty.mean:.1f}" in memory
        coverage = await words(screen, "coverage")
        assert f"{found.coverage.levels[Level.KNOWN]} of 60 facts known" in coverage

    opened(months, play, (80, 24))


def test_the_answers_are_those_of_the_figures_in_every_range(months: Collection) -> None:
    async def play(screen: Screen) -> None:
        for span in (Range.YEAR, Range.ALL, Range.MONTH, Range.QUARTER):
            assert span is statistics(screen).span
            said = months.figures(START, since=span.since(TODAY)).statistics
            answers = await words(screen, "answers")
            assert f"{said.reviews:,} answers on {len(said.by_day)} of" in answers
            grades = {label: int(numbers[0]) for label, numbers in bars(answers, "Grades").items()}
            assert said.by_rating == grades
            forms = {label: int(numbers[1]) for label, numbers in bars(answers, "By form").items()}
            assert {called(form): number for form, number in said.by_form.items()} == forms
            assert {phase: sum(counts.values()) for phase, counts in said.by_phase.items()} == {
                label: int(numbers[1]) for label, numbers in bars(answers, "By phase").items()
            }
            most = max(range(24), key=lambda hour: said.by_hour[hour].answers)
            assert f"The most answers come from {most} to {most + 1} h: {said.by_hour[most].answers:,}" in answers
            await screen.press("r")

    opened(months, play, (80, 24))


def test_the_columns_of_a_chart_are_as_high_as_the_counts(months: Collection) -> None:
    """The chart of the last two weeks, read back from its marks, has the counts of the log."""
    by_day = months.stats(START).by_day
    expected = [by_day.get(TODAY - back, 0) for back in range(13, -1, -1)]

    async def play(screen: Screen) -> None:
        block = (await words(screen, "today")).partition("The last two weeks\n")[2].splitlines()[2:]
        rows = [line[4:].ljust(5 * 14) for line in block[:6]]
        top = int(block[0][:2])
        heights = ["▁▂▃▄▅▆▇█".index(mark) + 1 if mark != " " else 0 for row in rows for mark in row[::5]]
        counts = [sum(heights[place::14]) * top / (8 * len(rows)) for place in range(14)]
        assert expected == [round(count) for count in counts]

    opened(months, play, (80, 24))


def test_a_section_takes_its_own_figures_only(months: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening Statistics makes no card: coverage and confusions are worked out where they are shown."""
    made: list[int] = []

    def cards(_: Figures) -> Iterator[Card]:
        made.append(1)
        yield from ()

    monkeypatch.setattr(Figures, "_cards", cards)

    async def play(screen: Screen) -> None:
        for section in ("calendar", "ahead", "answers", "memory", "today"):
            await words(screen, section)
        assert [] == made
        await words(screen, "coverage")
        assert [1] == made

    opened(months, play)


# Moving about


def test_the_calendar_is_read_day_by_day(months: Collection) -> None:
    said = months.stats(START)

    async def play(screen: Screen) -> None:
        await screen.press("2")
        assert f"Monday, 23 November 2026: {said.reviews_today} answers" in screen.text
        await screen.press("left", "up")
        day = statistics(screen).query_one(YearMap).day
        assert TODAY - 8 == day
        assert f"Sunday, 15 November 2026: {said.by_day[day]} answers in" in screen.text
        await screen.press("right", "right", "down")
        assert TODAY == statistics(screen).query_one(YearMap).day
        year = statistics(screen).query_one(YearMap)
        await screen.pilot.click(YearMap, offset=(4 + 2 * 30, 3))
        await screen.pilot.pause()
        assert 2 == (year.day + 3) % 7
        await screen.pilot.hover(YearMap, offset=(4 + 2 * 31, 3))
        assert str(year.tooltip).startswith("Wednesday, ")
        for _ in range(60):
            year.move(-7)
        await screen.pilot.pause()
        assert TODAY - 371 == year.day
        assert "no answers" in screen.text

    opened(months, play)


def test_sections_are_reached_by_number_tab_arrows_and_mouse(months: Collection) -> None:
    async def play(screen: Screen) -> None:
        shown = statistics(screen)
        for key, expected in (("tab", "calendar"), ("tab", "ahead"), ("left", "calendar"), ("shift+tab", "today"), ("9", "fit")):
            await screen.press(key)
            assert expected == shown.section.name
        await screen.press("right")
        assert "today" == shown.section.name
        await screen.pilot.click("Tabs", offset=(26, 0))
        await screen.pilot.pause()
        assert "ahead" == shown.section.name
        await screen.press("q")
        assert "HomeScreen" == screen.place

    opened(months, play)


def test_the_figures_of_one_deck() -> None:
    found = studied(10, capitals(), settings=StudySettings(new_per_day=2))
    found.add(hostile(), START)

    async def play(screen: Screen) -> None:
        await screen.press("d")
        await screen.press("down", "enter")
        assert "capitals" == statistics(screen).deck
        assert "Statistics  Capitals" in screen.text
        assert "10 cards" in await words(screen, "today")
        await screen.press("d", "up", "enter")
        assert statistics(screen).deck is None

    opened(found, play)


def test_what_was_answered_meanwhile_is_counted_on_coming_back(months: Collection) -> None:
    del months
    found = collection(capitals())

    async def play(screen: Screen) -> None:
        assert "There are none yet" in page(screen)
        await screen.ask()
        screen.study.session.answer(Rating.GOOD, START)
        screen.app.pop_screen()
        await screen.pilot.pause()
        assert "1 answer to 1 card" in page(screen)

    opened(found, play)


# What it starts


def test_other_retentions_are_compared() -> None:
    found = studied(10)

    async def play(screen: Screen) -> None:
        await screen.press("3", "r", "r")
        assert "Compare" in screen.footer
        await screen.press("enter")
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        compared = statistics(screen).compared
        assert [None, 0.8, 0.85, 0.9, 0.95] == [one.desired_retention for one in compared]
        text = page(screen)
        for one in compared[1:]:
            assert re.search(rf"{one.desired_retention:.2f} +[\d.]+ +[\d.]+ +{one.days[-1].known:,.0f}\n", text)
        reviews = [sum(day.reviews for day in one.days) for one in compared[1:]]
        assert sorted(reviews) == reviews

    opened(found, play)


def test_a_comparison_can_be_stopped(months: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.memory.forecast import Forecast, forecast

    def endless(states: Iterable[CardState], habits: Habits, first: int, _: int, **named: Any) -> Forecast:  # noqa: ANN401
        return forecast(states, habits, first, 3000, **named)

    async def play(screen: Screen) -> None:
        await screen.press("3", "r")
        assert "the next year" in screen.text
        monkeypatch.setattr("quiz.memory.forecast.forecast", endless)
        await screen.press("enter")
        assert "WorkScreen" == screen.place
        await screen.press("escape")
        await screen.app.workers.wait_for_complete()
        await screen.until(lambda: "StatisticsScreen" == screen.place)
        assert () == statistics(screen).compared
        await screen.until(lambda: "stopped" in screen.text)

    opened(months, play)


def test_too_few_answers_for_a_fit() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("9", "enter")
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        assert "No fit was made" in page(screen)
        assert "0 answers tell of forgetting" in page(screen)
        assert "at least 400" in " ".join(page(screen).split())

    opened(collection(capitals()), play, (80, 24))


def test_what_a_fit_takes_is_said_before_it_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise FittingError('Fitting takes the extra "fit", which is not installed. Install it with: pip install "factquiz[fit]"')

    monkeypatch.setattr("quiz.collection.fitter.installed", missing)

    async def play(screen: Screen) -> None:
        assert 'pip install "factquiz[fit]"' in await words(screen, "fit")

    opened(collection(capitals()), play)


def test_a_fit_that_is_kept_shows_before_and_after(months: Collection, snapshot: SnapshotAssertion) -> None:
    """The report of a fit as it would be after years: what was kept, how well it predicts, and what it means in days."""
    better = (0.3, *DEFAULT_PARAMETERS[1:])
    curves = tuple(Calibrated(0.7 + part / 20, 0.69 + part / 19, 5000) for part in range(5))
    report = Report(
        parameters=better,
        kept=True,
        answers=140_000,
        predicted=125_000,
        before=Quality(0.3412, 0.062, 25_000),
        after=Quality(0.3127, 0.031, 25_000),
        default=Quality(0.3412, 0.062, 25_000),
        average=Quality(0.3555, 0.08, 25_000),
        fitted=(0.3, 1.2, 4.1, 12.0, *DEFAULT_PARAMETERS[4:]),
        former=DEFAULT_PARAMETERS,
        curve_before=tuple(reversed(curves)),
        curve_after=curves,
    )

    async def play(screen: Screen) -> None:
        await screen.press("t", "9")
        statistics(screen)._show_fit(report)
        await screen.pilot.pause()

    looks(lambda: QuizApp(months, Clock()), play, snapshot)


def test_a_fit_is_kept_only_where_it_is_better() -> None:
    found = studied(200)

    async def play(screen: Screen) -> None:
        await screen.press("9", "f")
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        report = statistics(screen).fit
        assert isinstance(report, Report)
        text = page(screen)
        assert report.kept == bool(list(found.events(kinds=("Fitted",))))
        assert ("Not kept" in text) is not report.kept
        assert f"{report.before.log_loss:.4f}" in text
        assert f"{report.after.log_loss:.4f}" in text
        assert 5 == len(report.curve_before) == len(report.curve_after)

    opened(found, play)


def test_confusions_are_drilled(months: Collection) -> None:
    del months
    found = studied(60)
    expected = found.figures(START).confusions

    async def play(screen: Screen) -> None:
        await screen.press("8")
        rows = statistics(screen).query_one("#pairs", OptionList)
        assert min(20, len(expected)) == rows.option_count
        first = expected[1]
        await screen.press("down")
        assert f"{first.given} instead of {first.right}" in screen.text
        await screen.press("enter")
        assert "StudyScreen" == screen.place
        session = screen.study.session
        assert session.cram
        assert set(first.asked) <= {waiting.card for waiting in [session._current[0], *session._line]}  # type: ignore[index]
        session.next(START)
        session.answer(Rating.GOOD, START)
        assert 1 == len(list(found.events(kinds=(Crammed,))))

    opened(found, play)


def test_leeches_are_opened_in_browse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = studied(120, settings=StudySettings(new_per_day=3, leech_lapses=2))
    searched: list[str] = []
    monkeypatch.setattr(QuizApp, "browse", lambda _, search="": searched.append(search))

    async def play(screen: Screen) -> None:
        text = await words(screen, "mistakes")
        leeches = found.figures(START).leeches
        assert f"{len(leeches)} cards forgotten over and over" in text
        assert found.card(leeches[0][0]).prompt in text
        await screen.press("b")
        assert ["is:leech"] == searched

    opened(found, play)


def test_what_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_: Store) -> None:
        raise StoreError("Event 7 is damaged. Restore the newest backup.")

    monkeypatch.setattr(Store, "answers", damaged)

    async def play(screen: Screen) -> None:
        await screen.pilot.pause(0.4)
        assert "The figures could not be read: Event 7 is damaged." in screen.text
        await screen.press("7")
        assert "By relation" in screen.text

    opened(collection(capitals()), play)


# In a thread


def test_a_collection_in_a_file_is_read_beside_the_app(tmp_path: Path) -> None:
    """Every section is worked out over a connection of the reader's own, in its own thread."""
    path = tmp_path / "collection.quiz"
    studied(30, store=Store.open(path)).close()

    async def play(screen: Screen) -> None:
        await screen.press("t")
        for place in range(1, 10):
            await screen.press(str(place), "r")
            await screen.app.workers.wait_for_complete()
            await screen.pilot.pause()
            assert statistics(screen).known is not None
            assert "could not be read" not in screen.text
        await screen.press("q")
        assert "HomeScreen" == screen.place

    with Collection.open(path, StudySettings(new_per_day=3)) as found:
        drive(QuizApp(found, Clock()), play)


def test_leaving_stops_what_is_being_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the log is read the screen says so and every key works; going back ends the reading."""
    path = tmp_path / "collection.quiz"
    studied(3, store=Store.open(path)).close()
    answers = Store.answers

    def endless(store: Store):  # type: ignore[no-untyped-def] # noqa: ANN202
        rows = list(answers(store))
        while True:
            yield from rows

    monkeypatch.setattr(Store, "answers", endless)

    async def play(screen: Screen) -> None:
        await screen.press("t")
        reader = statistics(screen)._reader
        await screen.pilot.pause(0.8)
        assert "60 cards, of which" in screen.text
        assert "Counting" in screen.text
        assert "the last year" not in screen.text
        await screen.press("5")
        await screen.pilot.pause(0.4)
        assert "answers so far" in screen.text
        await screen.press("2", "tab", "q")
        assert "HomeScreen" == screen.place
        assert reader is not None
        assert reader._thread is not None
        reader._thread.shutdown(wait=True)

    with Collection.open(path) as found:
        drive(QuizApp(found, Clock(START + timedelta(days=1))), play)


def test_statistics_opens_by_its_name() -> None:
    """The palette finds it, as its key does."""

    async def play(screen: Screen) -> None:
        await screen.press("ctrl+p", *"statist")
        await screen.pilot.pause(0.3)
        await screen.press("down", "enter")
        await screen.pilot.pause()
        assert "StatisticsScreen" == screen.place

    played(play, capitals())
