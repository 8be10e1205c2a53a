"""Running the command line in this process and in one of its own, and a small deck to run it on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from attrs import frozen
from click.testing import CliRunner

from quiz.cli.group import quiz

DECK = """\
[deck]
id = "rivers"
title = "Rivers"

[sources.atlas]
title = "An atlas"

[relations.mouth]
subject = "river"
value = "water"
ask = "Where does the {subject} end?"
say = "The {subject} ends in {value}."
kinds = ["forward"]

[[tables]]
path = "rivers.csv"
subject = "name"
source = "atlas"
at = "page 3"
"""
TABLE = """\
name,mouth
Rhine,the North Sea
Danube,the Black Sea
Volga,the Caspian Sea
Oder,the Baltic Sea
Rhone,the Mediterranean Sea
Seine,the English Channel
"""
NOW = "2026-03-01T09:00:00+01:00"


@frozen
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects, one a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def run(*arguments: str | Path, typed: str = "") -> Ran:
    """Run a command in this process."""
    found = CliRunner().invoke(quiz, [str(argument) for argument in arguments], input=typed)
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return Ran(found.exit_code, found.stdout, found.stderr)


def run_process(*arguments: str | Path, typed: str = "", **environment: str) -> Ran:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "quiz", *map(str, arguments)],
        input=typed.encode(),
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def write_deck(folder: Path, table: str = TABLE, deck: str = DECK) -> Path:
    """Write the deck of rivers to `folder`, and return it."""
    folder.mkdir(exist_ok=True)
    (folder / "deck.toml").write_text(deck, encoding="utf-8")
    (folder / "rivers.csv").write_text(table, encoding="utf-8")
    return folder
