"""What holds for a deck, and where it comes from."""

from quiz.collection.setting_changes import applied
from quiz.collection.setting_entries import ALL_DECKS, Entry, entries
from quiz.collection.settings import Settings

WRITTEN = """
[study]
reviews_per_day = 50
[decks.history]
new_per_day = 5
[decks."history::china"]
fuzz = false
[app]
auto_show = "20s"
"""
SETTINGS = Settings.parse(WRITTEN)


def entry(name: str, deck: str | None = None) -> Entry:
    return next(one for one in entries(SETTINGS, deck) if one.about.name == name)


def test_for_all_decks() -> None:
    assert (50, True, 200, "") == _told(entry("reviews_per_day"))
    assert (20, False, 20, "") == _told(entry("new_per_day"))
    assert (20, True, 0, "") == _told(entry("auto_show"))
    assert ("20s", "0s") == (entry("auto_show").text, entry("auto_show").inherited_text)


def test_for_a_deck() -> None:
    assert (5, False, 5, "history") == _told(entry("new_per_day", "history::china"))
    assert (5, True, 20, "") == _told(entry("new_per_day", "history"))
    assert (50, False, 50, ALL_DECKS) == _told(entry("reviews_per_day", "history"))
    assert (False, True, True, "") == _told(entry("fuzz", "history::china"))
    assert "rollover_hour" not in {one.about.name for one in entries(SETTINGS, "history")}


def test_mistakes_are_those_of_the_file() -> None:
    assert "" == entry("new_per_day").check(3) == entry("new_per_day").check(None)
    assert "whole number from 0 to 1000000" in entry("new_per_day").check("x")
    assert "10m" in entry("auto_show").check("20")


def test_a_change_can_be_undone() -> None:
    for one in (entry("reviews_per_day"), entry("auto_show"), entry("new_per_day", "history"), entry("fuzz", "history")):
        changed = applied(SETTINGS, [one.change(None)])
        assert SETTINGS.base == applied(changed, [one.undoing()]).base
        assert SETTINGS.app == applied(changed, [one.undoing()]).app
        assert SETTINGS.decks == applied(changed, [one.undoing()]).decks


def _told(one: Entry) -> tuple[object, bool, object, str]:
    return one.value, one.own, one.inherited, one.origin
