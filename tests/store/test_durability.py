"""What was acknowledged is there, whenever the process dies and whoever else writes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quiz.store.store import Store

ROOT = Path(__file__).parent.parent.parent

APPEND_FOR_EVER = """if True:
    import sys
    from itertools import count
    from quiz.memory.state import CardState
    from quiz.store.store import Store
    from tests.store.samples import review, undo
    with Store.open(sys.argv[1]) as store:
        for number in count(1):
            with store.transaction():
                event = store.append(review(f"card {number % 50}", at=number))
                store.put_state(event.card, CardState(reps=event.sequence))
                if number % 5 == 0:
                    store.append(undo(event))
            sys.stdout.write(f"{event.card}={event.sequence}\\n")
            sys.stdout.flush()
"""


def killed(path: Path, seconds: float) -> list[str]:
    """Let a process append for a while, kill it, and return what it acknowledged."""
    process = subprocess.Popen([sys.executable, "-c", APPEND_FOR_EVER, path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    first = process.stdout.readline()  # it has begun
    time.sleep(seconds)
    process.kill()
    rest = process.communicate()[0]
    return [line for line in (first + rest).split("\n")[:-1] if line]


def check_kills(path: Path, times: int, seed: int) -> None:
    source = random.Random(seed)
    last: dict[str, int] = {}
    for _ in range(times):
        for line in killed(path, source.uniform(0, 0.15)):
            card, sequence = line.split("=")
            last[card] = int(sequence)
        with Store.open(path) as store:
            sequences = {event.sequence for event in store.events()}
            assert set(range(1, len(sequences) + 1)) == sequences
            assert set(last.values()) <= sequences
            # The review, the checkpoint and the undo of one answer are there together or not at all.
            reviews = {event.sequence for event in store.events(kinds=["Reviewed"])}
            states: dict[str, int] = dict(store._database.rows("SELECT card, reps FROM cards"))
            assert all(states[card] >= sequence for card, sequence in last.items())
            assert set(states.values()) <= reviews
            undos = store._database.value("SELECT count(*) FROM undoings")
            assert undos == store._database.value("SELECT count(*) FROM undone") == len(sequences) - len(reviews)
            assert "ok" == store._database.value("PRAGMA integrity_check")
    assert last


def test_every_acknowledged_answer_survives_a_kill(tmp_path: Path) -> None:
    check_kills(tmp_path / "c.quiz", times=5, seed=1)


@pytest.mark.long
def test_every_acknowledged_answer_survives_many_kills(tmp_path: Path) -> None:
    check_kills(tmp_path / "c.quiz", times=200, seed=2)


def test_two_processes_append_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    program = """if True:
        import sys
        from quiz.store.store import Store
        from tests.store.samples import review
        with Store.open(sys.argv[1]) as store:
            for number in range(200):
                print(store.append(review(sys.argv[2], at=number)).sequence)
    """
    running = [
        subprocess.Popen([sys.executable, "-c", program, path, card], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for card in ("ant", "bee")
    ]
    acknowledged = [int(line) for process in running for line in process.communicate(timeout=60)[0].split()]
    assert list(range(1, 401)) == sorted(acknowledged)
    with Store.open(path) as store:
        assert 400 == store.event_count()
        for card in ("ant", "bee"):
            assert list(range(200)) == [event.at for event in store.events(card=card)]
