"""The learner's file: friendly units, decks that inherit, and every mistake told at once with its line."""

from pathlib import Path

import pytest
from attrs import fields_dict

from quiz.collection.setting_checks import ELSEWHERE, FOR_ALL, FOR_DECKS, ONCE
from quiz.collection.settings import FILE, Settings
from quiz.errors import SettingsError
from quiz.study.options import LeechAction, ReviewOrder, Spacing
from quiz.study.settings import StudySettings

WHOLE = """\
[study]
desired_retention = 0.85
new_per_day = 10
learning_steps = ["90s", "1h30m", "1d"]
learn_ahead = "5m"
easy_days = { sat = 0.5, sun = 0 }
review_order = "due-day"
rollover_hour = 3

[decks.history]
new_per_day = 5
deadline = 2026-06-15
leech_action = "suspend"

[decks."history::china"]
desired_retention = 0.95
review_siblings = "free"
"""


def mistakes(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(SettingsError) as caught:
        Settings.parse(text)
    return [(problem.line, problem.where, problem.message + "|" + problem.hint) for problem in caught.value.problems]


def test_every_setting_can_be_written_in_the_file() -> None:
    assert set(fields_dict(StudySettings)) == set(FOR_ALL) | ELSEWHERE
    assert set(FOR_ALL) == set(FOR_DECKS) | ONCE


def test_what_is_said_for_all_decks_and_for_some() -> None:
    found = Settings.parse(WHOLE)
    base = StudySettings(
        desired_retention=0.85, new_per_day=10, learning_steps=(90, 5400, 86_400), learn_ahead=300,
        easy_days=(1, 1, 1, 1, 1, 0.5, 0),
        review_order=ReviewOrder.DUE_DAY, rollover_hour=3,
    )  # fmt: skip
    assert base == found.base == found.for_deck("biology")
    history = found.for_deck("history")
    assert (5, 20_619, LeechAction.SUSPEND, 0.85) == (
        history.new_per_day, history.deadline, history.leech_action, history.desired_retention,
    )  # fmt: skip
    china = found.for_deck("history::china::qing")
    assert (5, 0.95, Spacing.FREE, (90, 5400, 86_400)) == (
        china.new_per_day, china.desired_retention, china.review_siblings, china.learning_steps,
    )  # fmt: skip


def test_levels_with_a_limit_of_their_own_are_bounded() -> None:
    found = Settings.parse(WHOLE)
    assert ["history::china", "art", "history"] == found.bounded(["history::china", "art"], "new_per_day")
    assert ["history::china", "art"] == found.bounded(["history::china", "art"], "reviews_per_day")


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert Settings() == Settings.of(tmp_path / FILE)
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf")
    assert Settings() == Settings.of(tmp_path / FILE)


def test_every_mistake_is_told_with_its_line() -> None:
    text = """\
[study]
new_per_dya = 5
desired_retention = 1.5
learning_steps = ["1m", "ten minutes"]
review_order = "due-dya"
fuzz = "yes"

[deck.history]
new_per_day = 3

[decks.history]
rollover_hour = 5
deadline = "soon"
reviews_per_day = -1
"""
    found = mistakes(text)
    assert [
        (2, "study.new_per_dya"), (3, "study.desired_retention"), (4, "study.learning_steps"), (5, "study.review_order"),
        (6, "study.fuzz"), (8, "deck"), (12, "decks.history.rollover_hour"), (13, "decks.history.deadline"),
        (14, "decks.history.reviews_per_day"),
    ] == sorted((line, where) for line, where, _ in found)  # fmt: skip
    told = {where: words for _, where, words in found}
    assert "“new_per_day”" in told["study.new_per_dya"]
    assert "the number 1.5 stands where a number from 0.0001 to 0.9999 was expected" in told["study.desired_retention"]
    assert "“ten minutes” stands where a time such as" in told["study.learning_steps"]
    assert "did you mean “due-day”" in told["study.review_order"]
    assert "“decks”" in told["deck"]
    assert "[study]" in told["decks.history.rollover_hour"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[study", "not TOML"),
        ("study = 3", "a table was expected"),
        ("[decks]\nhistory = 3", "a table was expected"),
        ('[study]\nlearning_steps = "10m"', "a list of times"),
        ('[study]\nlearning_steps = ["0s"]', "at least 1s"),
        ('[study]\nlearn_ahead = "400d"', "longer than a year"),
        ("[study]\nlearn_ahead = 20", 'a time such as "10m"'),
        ("[study]\nleech_lapses = true", "a whole number"),
        ("[study]\ndeadline = 2026-06-15T10:00:00Z", "a date such as"),
        ("[study]\neasy_days = { saturday = 0.5 }", "no day of the week"),
        ("[study]\neasy_days = { sat = 2 }", "from 0 to 1"),
        ("[study]\neasy_days = 0.5", "days of the week"),
        ("[study]\nleech_action = 3", "one of tell, mark, suspend"),
        ("[study]\nparameters = [1.0]", "no key “parameters”"),
        ("a" + ".a" * 2000 + "=1", ""),
    ],
)
def test_what_cannot_be_meant_is_told(text: str, told: str) -> None:
    assert any(told in words for _, _, words in mistakes(text))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"#" * 2**21])
def test_a_file_that_is_no_text_or_too_large_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SettingsError, match=FILE):
        Settings.of(tmp_path / FILE)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.of(tmp_path / FILE)


def test_the_page_of_settings_says_what_the_settings_say_of_themselves() -> None:
    """`python -m tests.collection.settings_page` writes its tables anew."""
    from tests.collection.settings_page import PAGE, written

    text = PAGE.read_text(encoding="utf-8")
    assert written(text) == text
