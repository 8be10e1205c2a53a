"""Two or three devices and a folder: what goes through it, what damage does, and what is told."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quiz.cards.card import Form
from quiz.collection import sync_events, sync_folder, sync_streams, sync_writing
from quiz.collection.collection import Collection
from quiz.collection.doctor import examine
from quiz.collection.sync_report import SyncReport
from quiz.errors import NotFoundError, StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.memory.events import Fitted, Reviewed
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled
from quiz.memory.state import Phase
from tests.collection.samples import SYMBOLS, check_replay, study
from tests.study.samples import CAPITALS, NOON

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


class Devices:
    """Collections in folders of their own, and the folder between them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "shared"
        self.folder.mkdir()
        self.opened: dict[str, Collection] = {}

    def __getitem__(self, name: str) -> Collection:
        if name not in self.opened:
            self.opened[name] = Collection.open(self.root / name / "c.quiz")
        return self.opened[name]

    def sync(self, *names: str, minutes: int = 0) -> SyncReport:
        """Sync some devices one after the other; return the report of the last one."""
        for name in names:
            report = self[name].sync(self.folder, NOON + timedelta(minutes=minutes))
            check_replay(self[name])
        return report

    def files(self, kind: str) -> list[Path]:
        return sorted(path for path in self.folder.rglob(f"{kind}/*") if path.is_file())

    def close(self) -> None:
        for collection in self.opened.values():
            collection.close()


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[Devices]:
    found = Devices(tmp_path)
    yield found
    found.close()


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let segments be full at four events."""
    for module in (sync_events, sync_streams, sync_writing):
        monkeypatch.setattr(module, "CLOSED", 4)


def logs(devices: Devices, *names: str) -> list[list[object]]:
    return [list(devices[name].events()) for name in names]


def test_decks_answers_and_undos_reach_the_other_device(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=3)
    devices.sync("desk")
    report = devices.sync("phone")
    assert (4, 1, 0, ("capitals",), ()) == (
        report.received,
        report.versions_received,
        report.sent,
        report.decks,
        report.skipped,
    )
    assert devices["desk"].due(NOON) == devices["phone"].due(NOON)
    session = devices["phone"].session(now=NOON, form=Form.REVEAL)
    assert session.next(NOON) is not None
    session.answer(Rating.GOOD, NOON)
    session.undo(NOON)
    assert 2 == devices.sync("phone").sent
    assert 2 == devices.sync("desk").received
    first, second = logs(devices, "desk", "phone")
    assert first == second
    assert devices["desk"].due(NOON) == devices["phone"].due(NOON)


def test_the_doctor_finds_a_synced_collection_whole(devices: Devices, tmp_path: Path) -> None:
    (path := tmp_path / "animals.csv").write_text("animal,sound\ncow,moo\n", encoding="utf-8")
    devices["desk"].add(path, NOON)
    study(devices["desk"])
    devices["phone"].add(SYMBOLS, NOON)
    devices.sync("desk", "phone", "desk")
    for name in ("desk", "phone"):
        report = examine(devices[name])
        assert report.is_whole, [result for result in report.results if result.problems]


def test_a_sync_that_is_repeated_changes_nothing(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk", "phone", "desk")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in devices.folder.rglob("*") if path.is_file()}
    report = devices.sync("desk", "phone")
    assert (0, 0, 0, 0, ()) == (report.sent, report.received, report.versions_sent, report.versions_received, report.decks)
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in devices.folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("small_segments")
def test_full_segments_are_written_once(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=5)
    devices.sync("desk")
    full = {path for path in devices.files("events") if lines(path) == 4}
    assert 1 == len(full)
    before = {path: path.stat().st_mtime_ns for path in full}
    study(devices["desk"], limit=4, days=1)
    devices.sync("desk")
    assert before == {path: path.stat().st_mtime_ns for path in full}
    assert [2, 4, 4] == sorted(lines(path) for path in devices.files("events"))
    assert 10 == devices.sync("phone").received


def lines(path: Path) -> int:
    return len(zlib.decompress(path.read_bytes()).splitlines())


def test_what_came_from_elsewhere_is_passed_on(devices: Devices, tmp_path: Path) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=2)
    devices.sync("desk", "phone")
    (stick := tmp_path / "stick").mkdir()
    assert 3 == devices["phone"].sync(stick, NOON).sent
    assert 3 == devices["tablet"].sync(stick, NOON).received
    assert ["capitals"] == [row.deck for row in devices["tablet"].decks()]
    # Once the device itself has written there, its own folder is enough.
    devices["desk"].sync(stick, NOON)
    devices["phone"].sync(stick, NOON)
    manifest = json.loads((stick / devices["phone"].store.device / "manifest.json").read_bytes().split(b"\n", 1)[1])
    assert [] == manifest["chains"]


def test_a_removed_deck_and_its_position_travel(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices["phone"].add(SYMBOLS, NOON + timedelta(minutes=1))
    devices.sync("desk", "phone", "desk")
    assert ["capitals", "symbols"] == [row.deck for row in devices["desk"].decks()]
    devices["phone"].remove("capitals", NOON + timedelta(hours=1))
    devices.sync("phone", "desk")
    for name in ("desk", "phone"):
        assert [("symbols", 2)] == [(row.deck, row.position) for row in devices[name].decks()]
        assert ["capitals"] == [row.deck for row in devices[name].decks(archived=True)]


def test_the_paths_of_another_machine_are_not_followed(devices: Devices, tmp_path: Path) -> None:
    path = tmp_path / "animals.csv"
    path.write_text("animal,sound\ncow,moo\ndog,woof\n", encoding="utf-8")
    devices["desk"].add(path, NOON)
    devices.sync("desk", "phone")
    assert [None] == [row.path for row in devices["phone"].decks()]
    assert [] == list(devices["phone"].updates())
    # An edit made there is the learner's edit of a deck that follows a file, on the first device too.
    deck = devices["phone"].deck("animals")
    facts = [Fact("cow", "sound", "muh"), *deck.facts[1:]]
    devices["phone"].edit(Deck(deck.id, deck.title, facts=facts), NOON + timedelta(hours=1))
    devices.sync("phone", "desk")
    assert [str(path)] == [row.path for row in devices["desk"].decks()]
    assert ["muh", "woof"] == [str(fact.value) for fact in devices["desk"].deck("animals").facts]
    path.write_text("animal,sound\ncow,moo\ndog,bark\n", encoding="utf-8")
    ((_, plan),) = devices["desk"].updates()
    devices["desk"].apply(plan, NOON + timedelta(hours=2))  # type: ignore[arg-type]
    devices.sync("desk", "phone")
    assert ["muh", "bark"] == [str(fact.value) for fact in devices["phone"].deck("animals").facts]


def test_edits_of_both_sides_are_joined(devices: Devices) -> None:
    deck = Deck("facts", facts=[Fact("cow", "says", "moo"), Fact("dog", "says", "woof")])
    devices["desk"].add(deck, NOON)
    devices.sync("desk", "phone")
    devices["desk"].edit(evolve(deck, facts=[Fact("cow", "says", "muh"), deck.facts[1]]), NOON + timedelta(minutes=1))
    devices["phone"].edit(evolve(deck, facts=[deck.facts[0], Fact("dog", "says", "bark")]), NOON + timedelta(minutes=2))
    devices.sync("desk")
    assert ("facts",) == devices.sync("phone", minutes=3).merged
    assert () == devices.sync("desk", minutes=4).merged
    for name in ("desk", "phone"):
        assert ["muh", "bark"] == [str(fact.value) for fact in devices[name].deck("facts").facts]


def test_an_edit_made_with_a_late_clock_counts_after_what_was_seen(devices: Devices) -> None:
    deck = Deck("facts", facts=[Fact("cow", "says", "moo")])
    devices["fast"].add(deck, NOON + timedelta(days=300))
    devices.sync("fast", "right")
    devices["right"].edit(evolve(deck, facts=[Fact("cow", "says", "muh")]), NOON)
    devices.sync("right", "fast")
    assert "muh" == str(devices["fast"].deck("facts").facts[0].value) == str(devices["right"].deck("facts").facts[0].value)


def test_fitted_parameters_reach_the_cards_of_the_other_device(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=3)
    devices.sync("desk", "phone")
    parameters = (*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:])
    devices["phone"].fitted(Fitted(deck="capitals", parameters=parameters, at=0, day=20_500))
    before = devices["desk"].state(card := next(iter(devices["desk"].events(kinds=[Reviewed]))).card)  # type: ignore[attr-defined]
    devices.sync("phone")
    devices["desk"].sync(devices.folder, NOON)
    assert devices["phone"].state(card) == devices["desk"].state(card) != before


def test_pictures_travel_and_are_shown(devices: Devices, tmp_path: Path) -> None:
    folder = tmp_path / "flags"
    folder.mkdir()
    (folder / "fr.png").write_bytes(PNG)
    (folder / "deck.toml").write_text(
        '[deck]\nid = "flags"\n[relations.flag]\nvalue = "picture"\n[[facts]]\nsubject = "France"\nflag = "fr.png"\n',
        encoding="utf-8",
    )
    devices["desk"].add(folder, NOON)
    assert 1 == devices.sync("desk").media_sent
    assert 1 == devices.sync("phone").media_received
    assert 0 == devices.sync("phone").media_received
    picture = Picture("fr.png")
    assert folder / "fr.png" == devices["desk"].media("flags", picture)
    shown = devices["phone"].media("flags", picture)
    assert shown == tmp_path / "phone" / "media" / hashlib.sha256(PNG).hexdigest()
    assert PNG == shown.read_bytes()
    assert None is devices["phone"].media("flags", Picture("other.png"))
    # Another picture under the same name comes too, although the deck is the same.
    (folder / "fr.png").write_bytes(PNG + b"1")
    os.utime(folder / "fr.png", ns=(2**61, 2**61))
    devices.sync("desk", "phone")
    assert PNG + b"1" == devices["phone"].media("flags", picture).read_bytes()  # type: ignore[union-attr]
    with pytest.raises(NotFoundError):
        devices["phone"].media("other", picture)


def test_a_damaged_picture_is_told_and_not_kept(devices: Devices, tmp_path: Path) -> None:
    test_pictures_travel_and_are_shown(devices, tmp_path)
    for path in devices.files("media"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    report = devices.sync("tablet")
    assert [True] == [skipped.damaged for skipped in report.skipped]
    assert None is devices["tablet"].media("flags", Picture("fr.png"))


def damage_file(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.unlink()
    match how:
        case "cut":
            path.write_bytes(content[:-3])
        case "emptied":
            path.write_bytes(b"")
        case "spoilt":
            path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        case "a folder":
            path.mkdir()
        case "a link":
            (elsewhere := path.parent.parent / "elsewhere").write_bytes(content)
            path.symlink_to(elsewhere)
        case "a pipe":
            os.mkfifo(path)
        case _:
            pass


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("kind", ["events", "versions", "manifest"])
@pytest.mark.parametrize("damage", ["cut", "emptied", "spoilt", "gone", "a folder", "a link", "a pipe"])
def test_damage_is_told_and_mended_by_its_device(devices: Devices, kind: str, damage: str) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=2)
    devices.sync("desk")
    (path,) = devices.files(kind) if kind != "manifest" else devices.folder.rglob("manifest.json")
    damage_file(path, damage)
    report = devices.sync("phone")
    assert report.skipped or (kind, damage) == ("manifest", "gone")
    assert all(skipped.reason and skipped.hint and skipped.damaged for skipped in report.skipped)
    assert not report.is_whole or not report.skipped
    if path.is_dir():
        path.rmdir()
    devices.sync("desk")
    report = devices.sync("phone")
    assert () == report.skipped
    first, second = logs(devices, "desk", "phone")
    assert first == second
    assert ["capitals"] == [row.deck for row in devices["phone"].decks()]


@pytest.mark.usefixtures("small_segments")
def test_the_whole_segments_before_a_damaged_one_are_taken(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=9)
    devices.sync("desk")
    manifest = json.loads(next(devices.folder.rglob("manifest.json")).read_bytes().split(b"\n", 1)[1])
    digest = manifest["chains"][0]["segments"][1][0]
    next(devices.folder.rglob(digest)).write_bytes(b"")
    report = devices.sync("phone")
    assert (4, 1) == (report.received, len(report.skipped))
    devices.sync("desk")
    assert 6 == devices.sync("phone").received


def test_copies_that_a_program_made_of_files_do_no_harm(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk")
    for path in [path for path in devices.folder.rglob("*") if path.is_file()]:
        path.with_name(f"{path.stem} (conflicted copy 2026-01-01){path.suffix}").write_bytes(path.read_bytes())
        path.with_name(f"{path.stem}.sync-conflict-20260101{path.suffix}").write_bytes(path.read_bytes()[:10])
    (devices.folder / "notes.txt").write_text("mine", encoding="utf-8")
    (devices.folder / "photos").mkdir()
    report = devices.sync("phone")
    assert (1, (), True) == (report.received, report.skipped, report.is_whole)
    assert 1 == report.peers


def rewrite(devices: Devices, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Let the one segment in the folder hold other events, with all digests right."""
    found = [path for path in devices.files("events") if devices["desk"].store.device in path.parts]
    path = max(found, key=lambda path: path.stat().st_mtime_ns)
    records = [json.loads(line) for line in zlib.decompress(path.read_bytes()).splitlines()]
    change(records)
    content = zlib.compress(b"".join(json.dumps(record).encode() + b"\n" for record in records))
    (path.parent / (digest := hashlib.sha256(content).hexdigest())).write_bytes(content)
    manifest = path.parent.parent / "manifest.json"
    data = json.loads(manifest.read_bytes().split(b"\n", 1)[1])
    data["chains"][0]["segments"] = [[digest, 1, len(records)]]
    body = json.dumps(data).encode()
    manifest.write_bytes(b"quiz sync 1 " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def test_a_stream_stops_before_an_event_of_a_newer_quiz_and_goes_on_after_the_update(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=3)
    devices.sync("desk")
    rewrite(devices, lambda records: records[2].update(event="Dreamt"))
    report = devices.sync("phone")
    assert 2 == report.received
    assert report.is_whole  # nothing is damaged
    assert ["newer quiz" in skipped.reason and "Update quiz" in skipped.hint for skipped in report.skipped] == [True]
    assert 0 == devices.sync("phone").received
    rewrite(devices, lambda records: records[2].update(event="Reviewed"))  # as the newer quiz would read it
    assert 2 == devices.sync("phone").received


@pytest.mark.parametrize(
    "change",
    [
        {"card": "x" * 5000},
        {"card": "\ud800"},
        {"day": 10**30},
        {"day": 10**9},
        {"at": -(10**17)},
        {"due_day": 10**12},
        {"took": 2**60},
        {"device": "other"},
        {"sequence": 7},
        {"sequence": True},
    ],
)
def test_what_no_quiz_can_have_written_is_refused(devices: Devices, change: dict[str, Any]) -> None:
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=3)
    devices.sync("desk")
    rewrite(devices, lambda records: records[2].update(change))
    report = devices.sync("phone")
    assert (0, 1, False) == (report.received, len(report.skipped), report.is_whole)


@pytest.mark.parametrize("deck", ["", "../x", "a\nb", "\u202eabc", "x" * 300])
def test_a_deck_with_an_impossible_name_is_refused(devices: Devices, deck: str) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk")
    rewrite(devices, lambda records: records[0].update(deck=deck))
    assert (0, False) == ((report := devices.sync("phone")).received, report.is_whole)


def test_a_bomb_is_not_unpacked(devices: Devices, monkeypatch: pytest.MonkeyPatch) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk")
    monkeypatch.setattr(sync_events, "LARGEST", 100)
    assert (0, False) == ((report := devices.sync("phone")).received, report.is_whole)


def test_a_file_that_is_too_large_is_not_read(devices: Devices, monkeypatch: pytest.MonkeyPatch) -> None:
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk")
    monkeypatch.setattr(sync_folder, "LARGEST_SEGMENT", 100)
    assert (0, False) == ((report := devices.sync("phone")).received, report.is_whole)


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"null", b"[" * 9999, b'{"chains":[{"device":"..","segments":[["../../x",1,1]]}]}']
)
def test_a_manifest_that_says_nothing_of_use_is_told(devices: Devices, body: bytes) -> None:
    peer = devices.folder / "peer"
    peer.mkdir()
    (peer / "manifest.json").write_bytes(b"quiz sync 1 " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert [True] == [skipped.damaged for skipped in devices.sync("phone").skipped]
    (peer / "manifest.json").write_bytes(b"quiz sync 2 " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert [False] == [skipped.damaged for skipped in devices.sync("phone").skipped]


def test_there_has_to_be_a_folder(devices: Devices, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="Plug in its drive"):
        devices["desk"].sync(tmp_path / "none", NOON)


# Copies


def test_a_restored_collection_that_nobody_noticed_loses_nothing(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    backup = devices["desk"].store._database.connection.serialize()
    study(devices["desk"], limit=2)
    devices.sync("desk", "phone")
    former = devices["desk"].store.device
    restored = Collection.in_memory()  # what lies in memory leaves no note beside it
    restored.store._database.connection.deserialize(backup[:18] + b"\1\1" + backup[20:])  # without a write-ahead log
    devices.opened["restored"] = restored
    study(restored, limit=3, days=1)
    report = devices.sync("restored")
    assert (True, 3) == (report.renewed, report.received + report.sent - 2)
    assert former != restored.store.device
    devices.sync("phone", "desk", "restored", "phone", "desk")
    first, second, third = logs(devices, "desk", "phone", "restored")
    assert first == second == third
    assert 6 == len(first)
    assert 5 == sum(isinstance(event, Reviewed) for event in first)


@pytest.mark.parametrize("took", range(6))  # so that now the one branch gives way and now the other
def test_an_undoing_on_a_third_device_means_the_same_answer_after_a_fork(devices: Devices, tmp_path: Path, took: int) -> None:
    devices["desk"].add(CAPITALS, NOON)
    backup = devices["desk"].store._database.connection.serialize()
    copy = devices.opened["copy"] = Collection.in_memory()
    copy.store._database.connection.deserialize(backup[:18] + b"\1\1" + backup[20:])
    card = next(card.id for card in copy.cards("capitals"))
    answers = {
        name: Reviewed(
            card=card,
            at=1,
            day=20_400,
            rating=Rating.GOOD,
            phase=Phase.REVIEW,
            due_day=20_410,
            form="typed",
            answer=name,
            took=took,
        )
        for name in ("desk", "copy")
    }
    for name, answer in answers.items():
        devices[name].record(answer)
    (stick := tmp_path / "stick").mkdir()
    copy.sync(stick, NOON)
    devices["phone"].sync(stick, NOON)
    (event,) = devices["phone"].events(kinds=[Reviewed])
    devices["phone"].journal.take_back(event, 2, 20_400)
    devices.sync("desk", "copy", "phone", "desk", "copy", "phone")
    for name in ("desk", "copy", "phone"):
        events = list(devices[name].events())
        gone = cancelled(events)
        stands = {found.answer: (found.device, found.sequence) not in gone for found in events if isinstance(found, Reviewed)}
        assert {"desk": True, "copy": False} == stands
    first, second, third = logs(devices, "desk", "phone", "copy")
    assert first == second == third


# When something fails in the middle


def test_a_disk_that_is_full_leaves_the_collection_as_it_was(devices: Devices) -> None:
    devices["desk"].add(CAPITALS, NOON)
    review = Reviewed(
        card="x", at=1, day=20_400, rating=Rating.GOOD, phase=Phase.REVIEW, due_day=20_410, form="typed", answer="long" * 50_000
    )
    devices["desk"].record(review)
    devices.sync("desk")
    database = devices["phone"].store._database
    database.value(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    with pytest.raises(StoreError, match="disk is full"):
        devices["phone"].sync(devices.folder, NOON)
    assert ([], 0) == (devices["phone"].decks(), devices["phone"].store.event_count())
    database.value("PRAGMA max_page_count = 100000")
    assert 2 == devices.sync("phone").received


PROGRAM = """if True:
    import os, signal, sys
    from pathlib import Path
    from quiz.collection.collection import Collection
    from tests.study.samples import NOON
    left = int(sys.argv[3])
    def counted(name):
        plain = getattr(os, name)
        def call(*arguments, **options):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*arguments, **options)
        setattr(os, name, call)
    with Collection.open(sys.argv[1]) as collection:
        for name in ("open", "fsync", "lstat", "mkdir", "scandir"):
            counted(name)
        collection.sync(sys.argv[2], NOON)
        print("done", flush=True)
"""


def check_kills(devices: Devices, root: Path, steps: range) -> None:
    """Kill a sync at its first, second and further calls of the system, until one comes through."""
    devices["desk"].add(CAPITALS, NOON)
    study(devices["desk"], limit=3)
    devices.sync("desk")
    devices["phone"].add(SYMBOLS, NOON)
    study(devices["phone"], limit=3)
    devices.close()
    devices.opened.clear()
    for step in steps:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, devices.root / "phone" / "c.quiz", devices.folder, str(step)],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, -signal.SIGKILL}, done.stderr
        with Collection.open(devices.root / "phone" / "c.quiz") as phone:
            check_replay(phone)
            assert "ok" == phone.store._database.value("PRAGMA integrity_check")
            assert phone.store.event_count() in {4, 8}
        if done.returncode == 0:
            break
    assert "done\n" == done.stdout
    report = devices.sync("desk")
    assert (4, True) == (report.received, report.is_whole)
    devices.sync("phone", "desk")
    first, second = logs(devices, "desk", "phone")
    assert first == second
    assert 8 == len(first)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_sync_that_is_killed_is_made_up_for(devices: Devices, root: Path) -> None:
    check_kills(devices, root, range(3, 200, 15))


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_sync_that_is_killed_anywhere_is_made_up_for(devices: Devices, root: Path) -> None:
    check_kills(devices, root, range(1, 500))


def failure(collection: Collection, folder: Path) -> str:
    try:
        collection.sync(folder, NOON)
    except StoreError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "mkdir"])
def test_a_folder_that_is_full_is_told_and_what_came_is_kept(
    devices: Devices, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setenv("QUIZ_BACKUPS", "off")  # it is the folder that is full
    devices["desk"].add(CAPITALS, NOON)
    devices.sync("desk")
    devices["phone"].add(SYMBOLS, NOON)
    plain: Any = getattr(os, call) if call != "replace" else Path.replace
    for failing in range(1, 50):
        left = failing

        def full(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the call takes
            nonlocal left
            if call != "open" or (len(arguments) > 1 and arguments[1] & os.O_WRONLY):
                left -= 1
                if left <= 0:
                    raise OSError(28, "No space left on device", str(devices.folder))
            return plain(*arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(Path if call == "replace" else os, call, full)
            told = failure(devices["phone"], devices.folder)
        if not told:
            break
        assert "No space left" in told
        assert "sync again" in told
        assert ["capitals", "symbols"] == sorted(row.deck for row in devices["phone"].decks())
        assert [] == list(devices.folder.rglob("*.part"))
    assert failing < 49
    report = devices.sync("phone", "desk")
    assert ["capitals", "symbols"] == sorted(row.deck for row in devices["desk"].decks())
    assert () == report.skipped
