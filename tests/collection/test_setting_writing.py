"""Writing settings: what was not meant stays byte for byte, and a file with mistakes is left alone."""

import stat
import sys
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from quiz.collection.setting_changes import Change, applied
from quiz.collection.setting_writing import changed, write_settings
from quiz.collection.settings import FILE, Settings
from quiz.errors import SettingsError, StoreError

WRITTEN = """\
# How I study.
[study]   # all decks
new_per_day = 10          # enough

learning_steps = [
    "1m",  # short
    "10m",
]

# My decks
[decks.history]
new_per_day = 5
[decks."history::china"]
deadline = 2026-06-15

[app]
theme = "quiz-light"
"""
STUDY = ("study",)


def test_one_value_changes_and_everything_else_stays() -> None:
    expected = WRITTEN.replace("new_per_day = 10 ", "new_per_day = 12 ")
    assert expected == changed(WRITTEN, [Change(STUDY, "new_per_day", 12)])


def test_a_new_value_stands_below_the_last_one_of_its_table() -> None:
    expected = WRITTEN.replace("]\n\n# My decks", "]\nfuzz = false\n\n# My decks")
    assert expected == changed(WRITTEN, [Change(STUDY, "fuzz", value=False)])


def test_values_of_every_kind() -> None:
    several = [
        Change(STUDY, "easy_days", {"sat": 0.5, "sun": 0}),
        Change(STUDY, "relearning_steps", ["5m"]),
        Change(STUDY, "desired_retention", 0.85),
        Change(("decks", "a.b::c d"), "deadline", date(2027, 1, 2)),
        Change(("app",), "symbols", "ascii"),
        Change(("keys",), "home.study", ["enter", "x"]),
    ]
    text = changed("", several)
    found = Settings.parse(text)
    assert (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0) == found.base.easy_days
    assert (300,) == found.base.relearning_steps
    assert date(2027, 1, 2).toordinal() - date(1970, 1, 1).toordinal() == found.for_deck("a.b::c d").deadline
    assert {"home.study": ("enter", "x")} == found.keys
    assert "easy_days = {sat = 0.5, sun = 0}" in text
    assert found == Settings.parse(changed(text, several)) == applied(Settings(), several)


def test_what_is_taken_out_is_inherited_again() -> None:
    text = changed(WRITTEN, [Change(("decks", "history"), "new_per_day")])
    assert 10 == Settings.parse(text).for_deck("history").new_per_day
    assert Settings.parse(text) == applied(Settings.parse(WRITTEN), [Change(("decks", "history"), "new_per_day")])
    assert WRITTEN.replace("[decks.history]\nnew_per_day = 5\n", "[decks.history]\n") == text
    assert WRITTEN == changed(WRITTEN, [Change(("decks", "nowhere"), "fuzz"), Change(("keys",), "home.study")])


@pytest.mark.parametrize(
    "text",
    [
        "study = { new_per_day = 3 }\n",
        "study.new_per_day = 3\n",
        "decks.history = { new_per_day = 3 }\n[study]\nfuzz = true",
        "[decks]\nhistory.new_per_day = 3\n",
        "[decks.history]\nfuzz = true\n\n[study]\nfuzz = true\n\n[decks.art]\nfuzz = false\n",
    ],
)
def test_other_layouts_work_too_or_are_refused(text: str) -> None:
    several = [Change(STUDY, "new_per_day", 7), Change(("decks", "history"), "reviews_per_day", 8)]
    try:
        found = Settings.parse(changed(text, several))
    except SettingsError as error:
        assert "with an editor" in str(error)  # noqa: PT017 - both are right
    else:
        assert (7, 8) == (found.base.new_per_day, found.for_deck("history").reviews_per_day)


def test_line_ends_and_the_mark_of_utf_8_stay(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"\xef\xbb\xbf[study]\r\nfuzz = true\r\n")
    write_settings(path, [Change(STUDY, "new_per_day", 4)])
    assert b"\xef\xbb\xbf[study]\r\nfuzz = true\r\nnew_per_day = 4\r\n" == path.read_bytes()


def test_the_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / FILE
    found = write_settings(path, [Change(("app",), "theme", "quiz-light")])
    assert found.app is not None
    assert "quiz-light" == found.app.theme
    assert '[app]\ntheme = "quiz-light"\n' == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["[study]\nnew_per_dya = 3\n", "[study\n", "[study]\nfuzz = 3\n"])
def test_a_file_with_mistakes_is_left_alone(content: str, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError):
        write_settings(path, [Change(STUDY, "new_per_day", 4)])
    assert content == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        Change(STUDY, "new_per_day", -1),
        Change(STUDY, "nonsense", 1),
        Change(("decks", "a"), "rollover_hour", 3),
        Change(("app",), "motion", "jumpy"),
        Change(("elsewhere",), "x", 1),
    ],
)
def test_a_wrong_value_is_not_written(change: Change, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(SettingsError):
        write_settings(path, [Change(STUDY, "fuzz", value=False), change])
    assert WRITTEN == path.read_text(encoding="utf-8")
    with pytest.raises((SettingsError, ValueError)):
        applied(Settings(), [change])
    assert {FILE} == {one.name for one in tmp_path.iterdir() if not one.name.endswith(".lock")}


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are otherwise there")
def test_a_link_stays_one_and_the_mode_too(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(WRITTEN, encoding="utf-8")
    real.chmod(0o600)
    link = tmp_path / FILE
    link.symlink_to(real)
    write_settings(link, [Change(STUDY, "new_per_day", 4)])
    assert link.is_symlink()
    assert 0o600 == stat.S_IMODE(real.stat().st_mode)
    assert 4 == Settings.of(real).base.new_per_day


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="could not be written"):
        write_settings(tmp_path / "file" / FILE, [Change(STUDY, "fuzz", value=False)])


def _write(path: Path, deck: str) -> None:
    for number in range(10):
        write_settings(path, [Change(("decks", f"{deck}{number}"), "new_per_day", number)])


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / FILE
    spawn = get_context("spawn")
    both = [spawn.Process(target=_write, args=(path, deck)) for deck in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert {f"{deck}{number}" for deck in "ab" for number in range(10)} == set(Settings.of(path).decks)
