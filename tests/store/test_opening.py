"""A collection is created where there is none, and nothing else is ever touched."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quiz.errors import NewerCollectionError, StoreError
from quiz.store import migrations, opening
from quiz.store.connection import Database
from quiz.store.store import Store
from tests.store.samples import review

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")


def saved(path: Path, *statements: str, mode: str = "delete") -> bytes:
    """Run statements on a database by another program, and return the bytes of its file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        for statement in statements:
            other.execute(statement)
    return path.read_bytes()


def test_it_is_created_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b ü?#%20" / "c.quiz"
    with Store.open(path) as store:
        assert path == store.path
        assert 32 == len(device := store.device)
        assert 1 == store.append(review()).sequence
    with Store.open(str(path)) as again:
        assert (device, 1) == (again.device, again.event_count())
    assert {"c.quiz", "c.quiz.instance"} == {found.name for found in path.parent.iterdir()}


def test_its_settings_keep_answers_safe(tmp_path: Path) -> None:
    for _ in range(2):
        with Store.open(tmp_path / "c.quiz") as store:
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id", "user_version")
            found = [store._database.value(f"PRAGMA {name}") for name in names]
            assert ["wal", 2, 1, 10_000, migrations.APPLICATION_ID, migrations.newest()] == found


def test_every_table_is_strict() -> None:
    with Store.in_memory() as store:
        tables = store._database.rows(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        )
        assert {1} == {strict for _, strict in tables}
        caches = {
            "doubles",
            "undone",
            "undoings",
            "renames",
            "cards",
            "sliced",
            "slices",
            "applied",
            "load",
            "streams",
            "media",
            "answers",
        }
        index = {"search_decks", "search_cards", "search_shown", "search_values"}
        assert {"meta", "events", "versions", "decks", *caches, *index} == {name for name, _ in tables}


@posix
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append(review())
        files = list(tmp_path.iterdir())
        assert 4 == len(files)
        assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in files}


def test_an_empty_file_becomes_a_collection(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    path.touch()
    with Store.open(path) as store:
        assert 1 == store.append(review()).sequence


@pytest.mark.parametrize(
    "content",
    [b"x", b"name,capital\n" * 100, b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\x00" * 84],
    ids=["a byte", "a table", "half a header", "an empty header"],
)
def test_a_file_of_another_kind_is_refused_unharmed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.quiz"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"c\.quiz: .*left as it was.*Name another"):
        Store.open(path)
    assert content == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("statement", ["CREATE TABLE t (a)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"])
def test_the_database_of_another_program_is_refused_unharmed(tmp_path: Path, mode: str, statement: str) -> None:
    path = tmp_path / "other.db"
    content = saved(path, statement, mode=mode)
    with pytest.raises(StoreError, match=r"another program's database.*left as it was"):
        Store.open(path)
    assert content == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_newer_collection_is_refused_unharmed(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append(review())
    content = saved(path, f"PRAGMA user_version = {migrations.newest() + 1}", mode="wal")
    files = set(tmp_path.iterdir())
    with pytest.raises(NewerCollectionError, match=r"newer quiz.*left as it was\. Update quiz"):
        Store.open(path)
    assert content == path.read_bytes()
    assert files == set(tmp_path.iterdir())


def test_a_newer_collection_is_known_by_its_write_ahead_log_too(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    Store.open(path).close()
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
        for name in ("c.quiz", "c.quiz-wal"):
            shutil.copy(tmp_path / name, crashed)
    before = {file.name: file.read_bytes() for file in crashed.iterdir()}
    assert migrations.newest() == int.from_bytes(before["c.quiz"][60:64], "big")
    with pytest.raises(NewerCollectionError):
        Store.open(crashed / "c.quiz")
    assert before == {name: (crashed / name).read_bytes() for name in before}


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_restore_while_it_is_opened_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """What is then written goes to the file that has the name, and not to the one that had it."""
    path = tmp_path / "c.quiz"
    with Store.open(path, device="old"), Store.open(tmp_path / "other.quiz", device="new"):
        pass
    saved(path, mode=mode)
    saved(tmp_path / "other.quiz", mode="delete")
    configure = opening._configure

    def restored_meanwhile(database: Database) -> None:
        monkeypatch.setattr(opening, "_configure", configure)
        (tmp_path / "other.quiz").replace(path)
        configure(database)

    monkeypatch.setattr(opening, "_configure", restored_meanwhile)
    with Store.open(path) as store:
        assert "new" == store.append(review()).device
    with Store.open(path) as store:
        assert {"new": 1} == store.heads()


def test_a_crash_while_it_was_created_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    saved(path, mode="wal")
    assert path.stat().st_size
    with Store.open(path) as store:
        assert 1 == store.append(review()).sequence


def test_a_folder_is_no_collection(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=str(tmp_path.name)):
        Store.open(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "c.quiz")


@contextmanager
def nobody() -> Iterator[Path]:
    """Give a folder, and leave root's powers meanwhile: root may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65_534, 65_534)
        os.seteuid(65_534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@posix
def test_a_read_only_file_can_be_read_but_not_written() -> None:
    with nobody() as folder:
        path = folder / "c.quiz"
        Store.open(path).close()
        path.chmod(0o400)
        with Store.open(path) as store:
            assert 0 == store.event_count()
            with pytest.raises(StoreError, match=r"read-only.*nothing can be saved"):
                store.append(review())


@posix
def test_a_folder_that_cannot_be_written() -> None:
    with nobody() as folder:
        Store.open(folder / "c.quiz").close()
        content = (folder / "c.quiz").read_bytes()
        folder.chmod(0o500)
        with pytest.raises(StoreError, match=r"new\.quiz: .*Permission denied"):
            Store.open(folder / "new.quiz")
        with pytest.raises(StoreError, match="folder"), Store.open(folder / "c.quiz") as store:
            store.append(review())
        assert content == (folder / "c.quiz").read_bytes()


def test_a_damaged_file_is_told_of_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append_all(review(str(number)) for number in range(500))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged.*Keep a copy"), Store.open(path) as store:
        store.append(review())
    assert content == path.read_bytes()


def test_a_damaged_event_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.quiz", device="desk") as store:
        store._database.run("INSERT INTO events VALUES ('desk', 1, 0, 0, 'Reviewed', 'ant', '{')")
        with pytest.raises(StoreError, match="Event 1 of device 'desk' is damaged"):
            list(store.events())


def test_many_processes_create_it_at_once(tmp_path: Path) -> None:
    program = """if True:
        import sys
        from quiz.store.store import Store
        from tests.store.samples import review
        sys.stdin.readline()
        with Store.open(sys.argv[1]) as store:
            store.append(review())
            print(store.device)
    """
    root = Path(__file__).parent.parent.parent
    for number in range(3):
        path = tmp_path / str(number) / "c.quiz"
        running = [
            subprocess.Popen(
                [sys.executable, "-c", program, path], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for _ in range(4)
        ]
        for process in running:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        answers = [process.communicate(timeout=30)[0] for process in running]
        assert [0] * 4 == [process.returncode for process in running]
        assert 1 == len(set(answers))
        with Store.open(path) as store:
            assert {answers[0].strip(): 4} == store.heads()


def test_a_collection_in_memory_is_a_collection() -> None:
    with Store.in_memory(device="desk") as store:
        assert (None, "desk") == (store.path, store.device)
        assert ("desk", 1) == (store.append(review()).device, store.event_count())


def test_a_copy_can_have_a_device_of_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.quiz", device="desk") as store:
        store.append(review())
        assert "phone" == store.renew_device("phone")
        assert ("phone", 1) == ((event := store.append(review())).device, event.sequence)
        assert 32 == len(store.renew_device())
    with Store.open(tmp_path / "c.quiz", device="ignored") as store:
        assert 32 == len(store.device)


def test_counting_loads_little(tmp_path: Path) -> None:
    Store.open(tmp_path / "c.quiz").close()
    program = """if True:
        import sys
        import attrs, pathlib
        before = set(sys.modules)
        from quiz.store.store import Store
        with Store.open(sys.argv[1]) as store:
            store.counts(20_400, 0)
        print(*sorted(name for name in set(sys.modules) - before if "." not in name or name.startswith("quiz.")))
    """
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "c.quiz"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    loaded = {name for name in done.stdout.split() if name.startswith("quiz")}
    parts = ("connection", "counts", "logbook", "migrations", "opening", "steps", "store", "whole")
    assert {"quiz", "quiz.errors", "quiz.store", *(f"quiz.store.{part}" for part in parts)} == loaded
    assert not {"json", "zlib", "hashlib", "uuid", "dataclasses"} & set(done.stdout.split())
