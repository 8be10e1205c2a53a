"""What a monkey plays in: decks that change, files to import, settings, programs, and somebody else at the same collection."""

import os
import random
import shutil
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.collection.fact_edits import with_fact
from quiz.collection.settings import FILE as SETTINGS
from quiz.collection.settings import Settings
from quiz.errors import QuizError
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from tests.tui.pictures import flags, songs
from tests.tui.samples import HOSTILE, borders, capitals, hostile, neighbours, presidents, scripts, universities

_FOLLOWED = """
[deck]
id = "rivers"
title = "Rivers"

[relations.mouth]
ask = "Where does the {subject} end?"
ask_back = "What ends in the {value}?"
say = "The {subject} ends in the {value}."
"""
_RIVERS = {"Danube": "Black Sea", "Rhine": "North Sea", "Rhone": "Mediterranean Sea", "Elbe": "North Sea", "Ural": "Caspian Sea"}
_PROGRAM = "#!/bin/sh\nexit 0\n"
_EDITOR = """#!/bin/sh
n=$(cat "{folder}/edits" 2>/dev/null || echo 0)
echo $((n + 1)) > "{folder}/edits"
case $((n % 5)) in
  0) sed -i 's/value = "\\(.*\\)"/value = "\\1x"/' "$1" ;;
  1) echo 'not toml [' >> "$1" ;;
  2) exit 3 ;;
  3) : > "$1" ;;
  *) ;;
esac
"""
FILES = {
    "words.csv": "word,meaning,page\nhund,dog,1\nkatze,cat,2\nvogel,bird,3\nfisch,,4\nkuh,cow,5\n",
    "semi.csv": 'front;back\nuno;one\ndos;two\n"tres;three\n',
    "notes.txt": "#separator:tab\n#html:true\n#deck:Notes\nwater\t<b>H2O</b>\tchem\nsalt\tNaCl\tchem\n{{c1::Iron}} is Fe\t\t\n",
    "cards.md": "Q: What is 1+1?\nA: 2\n\nC: The sun is a [star].\n",
    "facts.json": '[{"subject": "Oslo", "country": "Norway"}, {"subject": "Rome", "country": "Italy"}]',
    "lines.jsonl": '{"subject": "ant", "legs": 6}\n{"subject": "spider", "legs": 8}\nnonsense\n',
    "quiz.gift": "::one:: Two plus two? {=4 ~3 ~5}\n::two:: The sun rises in the east. {T}\n",
    "empty.csv": "",
    "junk.bin": "\x00\x01\x02PK\x03\x04 nothing at all",
    "hostile.csv": f'a,b\n"{HOSTILE}",x\n漢字,東京都\n',
}
_THEMES = ("", "quiz-dark", "quiz-light", "quiz-contrast", "quiz-terminal", "nord")
_KEYS = (
    "",
    '[keys]\n"study.undo" = ["z", "ctrl+z"]\n"home.study" = "x"\n"go.back" = ["f4", "escape"]\n',
    '[keys]\n"study.undo" = "space"\n"nothing.at_all" = "q"\n"browse.pick" = ["ctrl+g"]\n',
)


class World:
    """A folder, and what happens in it beside the app."""

    def __init__(self, folder: Path, chance: random.Random, now: Callable[[], datetime]) -> None:
        """Fill a folder."""
        self.folder = folder
        self.random = chance
        self.now = now
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.outside: set[str] = set()
        """Files outside the folder that were written."""
        self._other: Collection | None = None
        self._write_files()
        self._write_settings()

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.home / SETTINGS

    @property
    def files(self) -> list[Path]:
        """What can be imported or added."""
        return [*sorted((self.folder / "files").iterdir()), self.folder / "decks" / "rivers", self.folder / "missing.csv"]

    def open(self) -> Collection:
        """Open the collection, with its decks where it has none yet."""
        found = Collection.open(self.home / "collection.quiz", self._settings())
        if not found.decks() and not found.decks(archived=True):
            for deck in (capitals(), neighbours(), borders(), universities(), presidents(), hostile(), scripts()):
                found.add(deck, self.now())
            for name in ("flags", "songs", "rivers"):
                found.add(self.folder / "decks" / name, self.now())
        return found

    def close(self) -> None:
        """End the other program."""
        if self._other is not None:
            self._other.close()
            self._other = None

    def happen(self) -> str:
        """Let something happen beside the app; return what."""
        what = self.random.choice(
            (self._answers, self._answers, self._edits, self._archives, self._deck_changes, self._settings_change)
        )
        try:
            return what()
        except QuizError as error:
            return f"{what.__name__} failed: {error}"

    # The other program

    @property
    def other(self) -> Collection:
        """The collection, as another program has it open."""
        if self._other is None:
            self._other = self.open()
        return self._other

    def _answers(self) -> str:
        session = self.other.session(now=self.now())
        given = 0
        while given < 2 and session.next(self.now()) is not None:
            session.answer(Rating(self.random.randint(1, 4)), self.now())
            given += 1
        return f"another program answers {given}"

    def _edits(self) -> str:
        deck = self.other.deck(self.random.choice(self.other.decks()).deck)
        if not deck.facts:
            return f"another program finds nothing to edit in {deck.id}"
        fact = self.random.choice(deck.facts)
        new = Fact(fact.subject, fact.relation, f"new {self.random.randrange(100)}")
        self.other.edit(with_fact(deck, new, self.random.choice((fact, None))), self.now())
        return f"another program edits {deck.id}"

    def _archives(self) -> str:
        archived = self.other.decks(archived=True)
        if archived:
            row = self.random.choice(archived)
            self.other.add(self.other.deck(row.deck), self.now())
            return f"another program brings {row.deck} back"
        row = self.random.choice(self.other.decks())
        self.other.remove(row.deck, self.now())
        return f"another program archives {row.deck}"

    # Files

    def _deck_changes(self) -> str:
        place = self.folder / "decks" / "rivers" / "deck.toml"
        way = self.random.choice(("add", "change", "break", "delete", "write"))
        place.parent.mkdir(parents=True, exist_ok=True)
        text = place.read_text(encoding="utf-8") if place.exists() else ""
        if way == "delete":
            shutil.rmtree(place.parent)
        elif way == "break":
            place.write_text(f"{text}\n[[facts", encoding="utf-8")
        elif way == "add" and text:
            river = f"River {self.random.randrange(1000)}"
            place.write_text(f'{text}\n[[facts]]\nsubject = "{river}"\nmouth = "Sea {river}"\n', encoding="utf-8")
        elif way == "change" and text:
            place.write_text(text.replace("North Sea", "Baltic Sea"), encoding="utf-8")
        else:
            self._write_rivers()
        return f"a deck's file: {way}"

    def _settings_change(self) -> str:
        self._write_settings()
        return "the settings file changes"

    def _write_rivers(self) -> None:
        place = self.folder / "decks" / "rivers" / "deck.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        facts = "".join(f'\n[[facts]]\nsubject = "{river}"\nmouth = "{sea}"\n' for river, sea in _RIVERS.items())
        place.write_text(_FOLLOWED + facts, encoding="utf-8")

    def _write_files(self) -> None:
        for name in ("files", "bin", "tmp", "decks/flags", "decks/songs"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        flags(self.folder / "decks" / "flags")
        songs(self.folder / "decks" / "songs")
        self._write_rivers()
        for name, text in FILES.items():
            (self.folder / "files" / name).write_text(text, encoding="utf-8")
        for name in ("mpv", "xdg-open", "editor"):
            program = self.folder / "bin" / name
            program.write_text(_EDITOR.format(folder=self.folder) if name == "editor" else _PROGRAM, encoding="utf-8")
            program.chmod(0o755)

    def _write_settings(self) -> None:
        pick = self.random.choice
        lines = [
            "[app]",
            f'theme = "{pick(_THEMES)}"',
            f'motion = "{pick(("full", "reduced"))}"',
            f'symbols = "{pick(("auto", "ascii", "unicode"))}"',
            f'pictures = "{pick(("auto", "half-cells", "off"))}"',
            f'sound = "{pick(("auto", "key", "off"))}"',
            f"timer = {pick(('true', 'false'))}",
            f"focus = {pick(('true', 'false', 'false'))}",
            f'auto_show = "{pick(("0s", "0s", "1s"))}"',
            f'auto_grade = "{pick(("0s", "0s", "1s"))}"',
            "",
            "[study]",
            f"leech_lapses = {pick((1, 8))}",
            f'leech_action = "{pick(("tell", "mark", "suspend"))}"',
            pick(('learning_steps = ["1m", "10m"]', "learning_steps = []\nrelearning_steps = []")),
            "",
            pick(_KEYS),
        ]
        self.settings.write_text("\n".join(lines), encoding="utf-8")

    def _settings(self) -> Settings:
        try:
            return Settings.of(self.settings)
        except QuizError:
            self._write_settings()
            return Settings.of(self.settings)

    @contextmanager
    def around(self) -> Iterator[None]:
        """Have the programs, folders and terminal of this world, and note what is written outside of it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr("tempfile.tempdir", str(self.folder / "tmp"))
            patch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True)
            patch.setenv("HOME", str(self.folder))
            patch.setenv("PATH", str(self.folder / "bin"), prepend=":")
            patch.setenv("EDITOR", str(self.folder / "bin" / "editor"))
            for name in ("VISUAL", "PAGER", "BROWSER"):
                patch.delenv(name, raising=False)
            patch.setenv("NO_COLOR", "1") if self.random.random() < 0.2 else patch.delenv("NO_COLOR", raising=False)
            _LISTENING.append(self)
            try:
                yield
            finally:
                _LISTENING.remove(self)

    def heard(self, path: object) -> None:
        """Note what is written outside of the folder; compiled modules do not count."""
        name = str(path)
        inside = name.startswith((str(self.folder), "/dev/", "/proc/")) or not name.startswith("/")
        if not inside and "__pycache__" not in name:
            self.outside.add(name)


_LISTENING: list[World] = []
_WRITING = frozenset({"os.remove", "os.mkdir", "os.rmdir", "os.truncate"})


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    """Hear of everything that Python writes; an audit hook cannot be taken away again."""
    if not _LISTENING:
        return
    if event in _WRITING or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
        _LISTENING[-1].heard(arguments[0])
    elif event == "os.rename":
        _LISTENING[-1].heard(arguments[1])


sys.addaudithook(_hear)


def seeded(seed: int, name: str) -> random.Random:
    """Return the randomness of one of several things with one seed."""
    return random.Random(zlib.crc32(f"{seed}:{name}".encode()))
