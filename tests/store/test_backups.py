"""Backups are named, listed, made when they are due, and thinned out the more, the older they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.store import backups
from quiz.store.backups import BY_HAND, Backup, has_changed, is_due, listed, make, superfluous
from quiz.store.store import Store
from tests.store.samples import NOON, review

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def backup(at: int, reason: str = "update", size: int = 1000) -> Backup:
    return Backup(Path(f"{at}-{reason}"), at, reason, size)


def kept(found: list[Backup], now: int) -> list[Backup]:
    gone = superfluous(found, now)
    return [each for each in found if each not in gone]


def test_its_name_says_when_and_why(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append(review())
        made = make(store._database, path, "update", NOON + 1234)
    assert tmp_path / "backups" / "c-2025-11-08T120001Z-update.quiz" == made.path
    assert (NOON + 1000, "update", made.path.stat().st_size) == (made.at, made.reason, made.size)
    assert [made] == listed(path)
    with Store.open(made.path) as copy:
        assert 1 == copy.event_count()


def test_backups_of_one_second_have_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        names = [make(store._database, path, reason, NOON).name for reason in ("update", "update", "sync")]
    assert [
        "c-2025-11-08T120000Z-update.quiz",
        "c-2025-11-08T120001Z-update.quiz",
        "c-2025-11-08T120002Z-sync.quiz",
    ] == names
    assert list(reversed(names)) == [each.name for each in listed(path)]


def test_files_of_other_names_are_no_backups(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    folder = tmp_path / "backups"
    assert [] == listed(path)
    folder.mkdir()
    for name in (
        "c.quiz",
        "c-2025-11-08T120000Z-update.quiz.71.part",
        "d-2025-11-08T120000Z-update.quiz",
        "c-2025-99-08T120000Z-x.quiz",
    ):
        (folder / name).touch()
    (folder / "c-2025-11-08T120000Z-folder.quiz").mkdir()
    (folder / "c-2025-11-08T120000Z-mine.quiz").touch()
    assert ["c-2025-11-08T120000Z-mine.quiz"] == [each.name for each in listed(path)]


def test_making_one_lets_old_ones_go_and_never_itself(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        for number in range(backups.LAST + 5):
            made = make(store._database, path, "update", NOON + number * MINUTE)
            assert made in listed(path)
        assert backups.LAST == len(listed(path))
        past = make(store._database, path, "update", NOON - 500 * DAY)  # a clock that was set back
        assert past in listed(path)


def test_a_backup_that_fails_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        made = make(store._database, path, "update", NOON)
        (tmp_path / "backups" / "c-2025-11-08T120100Z-sync.quiz").mkdir()
        with pytest.raises(StoreError, match="sync"):
            make(store._database, path, "sync", NOON + MINUTE)
    assert [made] == listed(path)


@pytest.mark.parametrize(
    ("ages", "size", "due"),
    [
        ([], 0, True),
        ([0], 0, False),
        ([29 * MINUTE], 0, False),
        ([30 * MINUTE], 0, True),
        ([40 * MINUTE, 5 * MINUTE], 0, False),
        ([-MINUTE], 0, True),
        ([23 * HOUR], backups.LARGE, False),
        ([24 * HOUR], backups.LARGE, True),
        ([30 * MINUTE], backups.LARGE - 1, True),
    ],
)
def test_when_the_next_one_is_due(ages: list[int], size: int, *, due: bool) -> None:
    assert due is is_due([backup(NOON - age) for age in ages], size, NOON)


def test_whether_anything_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append(review())
        made = make(store._database, path, "update", NOON)
        assert not has_changed(store._database, made)
        store.append(review())
        assert has_changed(store._database, made)
        made = make(store._database, path, "update", NOON + MINUTE)
        assert not has_changed(store._database, made)
        store.renew_device()
        assert has_changed(store._database, made)
        made.path.write_bytes(b"no backup")
        assert has_changed(store._database, made)


def test_the_older_the_more_thinly_they_are_spread() -> None:
    hours = [backup(NOON - number * HOUR) for number in range(24 * 400)]
    found = kept(hours, NOON)
    ages = [(NOON - each.at) // HOUR for each in found]
    assert list(range(10)) == ages[:10]
    # Noon: the newest of a day before is of 23:00.
    assert [13 + 24 * number for number in range(29)] == ages[10:39]
    months = [each for each in found if NOON - each.at >= 30 * DAY]
    assert 13 == len(months)
    assert len(months) == len({backups._moment(each.at).strftime("%Y-%m") for each in months})


def test_those_made_by_hand_stay() -> None:
    by_hand = [backup(NOON - number * HOUR, BY_HAND, size=backups.ROOM) for number in range(100)]
    assert [] == superfluous([*by_hand, backup(NOON)], NOON)


def test_there_is_room_for_so_much_and_for_the_newest_ones() -> None:
    large = [backup(NOON - number * HOUR, size=backups.ROOM // 4) for number in range(8)]
    assert large[:4] == kept(large, NOON)
    huge = [backup(NOON - number * HOUR, size=backups.ROOM + 1) for number in range(8)]
    assert huge[: backups.FEWEST] == kept(huge, NOON)
    mixed = [
        backup(NOON),
        backup(NOON - HOUR),
        backup(NOON - 2 * HOUR),
        backup(NOON - 3 * HOUR, size=backups.ROOM),
        backup(NOON - 4 * HOUR),
    ]
    assert mixed[:3] == kept(mixed, NOON)


moments = st.integers(NOON - 800 * DAY, NOON + 3 * DAY)
several = st.lists(
    st.builds(backup, moments, st.sampled_from(["update", "sync", BY_HAND]), st.integers(0, backups.ROOM)),
    unique_by=lambda each: each.at,
)


@given(several, moments)
def test_the_newest_always_stay_and_thinning_again_takes_nothing(found: list[Backup], now: int) -> None:
    left = kept(found, now)
    automatic = sorted((each for each in found if each.is_automatic), key=lambda each: each.at, reverse=True)
    assert set(automatic[: backups.FEWEST]) <= set(left)
    assert {each for each in found if not each.is_automatic} <= set(left)
    assert [] == superfluous(left, now)
    assert set(left) == set(kept(list(reversed(found)), now))
    stay = [each for each in left if each.is_automatic]
    assert sum(each.size for each in stay) <= backups.ROOM or len(stay) == min(backups.FEWEST, len(automatic))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_a_year_of_backups_leaves_one_of_every_month(gaps: list[int]) -> None:
    """Made one after the other, and thinned out each time, they stay spread as if they had been thinned out once."""
    found: list[Backup] = []
    now = NOON
    every: list[Backup] = []
    for gap in gaps:
        now += gap * HOUR * 7
        every.append(backup(now))
        found = kept([*found, every[-1]], now)
    assert every[-10:] == found[-10:]
    months = {backups._moment(each.at).strftime("%Y-%m") for each in every}
    assert months == {backups._moment(each.at).strftime("%Y-%m") for each in found}
