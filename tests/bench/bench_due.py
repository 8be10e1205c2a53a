"""How long `quiz due` takes as a whole process, against a Python that only imports Textual, in one run.

    uv run python tests/bench/bench_due.py
    uv run python tests/bench/bench_due.py --rounds 41

A learner's shell prompt or status bar asks what is due, so counting must not cost what starting the app costs. The collection
holds the decks that ship with quiz and 100 reviews. Processes take turns, so that a busy moment hits all of them; the medians
are compared. Exit code 1 if `quiz due --json` takes more than half the time of `import textual.app`.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from quiz.collection.collection import Collection
from quiz.collection.places import FILE

TARGET = 0.5
REVIEWS = 100
GRADES = (3, 4, 1, 3, 2)


def main() -> int:
    """Measure, print the medians and the ratio, and say by the exit code whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="runs of each program (21)")
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        environment = {**os.environ, "QUIZ_HOME": folder}
        programs = {
            "quiz due --json": [*quiz(), "due", "--json"],
            "import textual.app": [sys.executable, "-c", "import textual.app"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        output = subprocess.run(programs["quiz due --json"], env=environment, check=True, capture_output=True).stdout
        print(output.decode(), end="")
        times = medians(programs, rounds, environment)
    for name, seconds in times.items():
        print(f"{name:20} {seconds * 1000:7.1f} ms")
    ratio = times["quiz due --json"] / times["import textual.app"]
    print(f"{'ratio':20} {ratio:7.2f}    (target: at most {TARGET})")
    return 0 if ratio <= TARGET else 1


def quiz() -> list[str]:
    """Return the command that starts quiz: the installed script, or the module where there is none."""
    script = Path(sysconfig.get_path("scripts")) / ("quiz.exe" if os.name == "nt" else "quiz")
    return [str(script)] if script.exists() else [sys.executable, "-m", "quiz"]


def fill(home: Path) -> None:
    """Make a collection with the bundled decks, in which 100 answers were given over some days, the last ones today."""
    today = datetime.now().astimezone()
    with Collection.open(home / FILE) as collection:
        collection.add_bundled(today - timedelta(days=9))
        given = 0
        for day in range(9, -1, -1):
            now = today - timedelta(days=day)
            session = collection.session(now=now, limit=REVIEWS // 10)
            while session.next(now) is not None:
                session.answer(GRADES[given % len(GRADES)], now)
                now += timedelta(seconds=5)
                given += 1
        assert given == collection.stats(today).reviews == REVIEWS


def medians(programs: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str]) -> dict[str, float]:
    """Return the median seconds of each program's runs as a whole process; the first run of each is not counted."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, command in programs.items():
            started = perf_counter()
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            times[name].append(perf_counter() - started)
    return {name: median(found[1:]) for name, found in times.items()}


if __name__ == "__main__":
    sys.exit(main())
