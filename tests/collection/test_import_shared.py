"""Two files that share some of what they ask: each deck has its own, unless notes have ids that name them everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from tests.collection.remembering import NOW

MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>{}</quiz>
"""
MOODLE_QUESTION = """<question type="shortanswer"><name><text>{0}</text></name><questiontext format="html"><text>{0}?</text>
</questiontext><answer fraction="100"><text>{1}</text></answer><idnumber>{0}</idnumber></question>
"""
CLOZE = "{0} is {{{{c1::{1}}}}}.\n"
FILES = {
    # format: ending, what stands above, one record, what stands between records
    "csv": (".csv", "country,capital\n", "{0},{1}\n"),
    "csv-ids": (".csv", "id,country,capital\n", "{0}-1,{0},{1}\n"),
    "json": (".jsonl", "", '{{"country": "{0}", "capital": "{1}"}}\n'),
    "json-ids": (".jsonl", "", '{{"id": "{0}-1", "country": "{0}", "capital": "{1}"}}\n'),
    "gift": (".gift", "", "::{0}::{0}? {{={1} ~Bonn}}\n\n"),
    "gift-nameless": (".gift", "", "{0}? {{={1} ~Bonn}}\n\n"),
    "gift-ids": (".gift", "", "// [id:{0}]\n{0}? {{={1} ~Bonn}}\n\n"),
    "aiken": (".txt", "", "Capital of {0}?\nA. {1}\nB. Bonn\nANSWER: A\n\n"),
    "moodle": (".xml", MOODLE, MOODLE_QUESTION),
    "hashcards": (".md", "", "Q: Capital of {0}?\nA: {1}\n\n---\n\n"),
    "hashcards-cloze": (".md", "", "C: {0} is [{1}].\n\n---\n\n"),
    "obsidian": (".md", "#flashcards/{file}\n\n", "Capital of {0}::{1}\n\n"),
    "obsidian-ids": (".md", "#flashcards/{file}\n\n", "Capital of {0}::{1} ^{0}\n\n"),
    "quizlet": (".txt", "", "{0} - {1}\n"),
    "anki-text": (".txt", "#separator:tab\n", "{0}\t{1}\n"),
    "anki-text-ids": (".txt", "#separator:tab\n#guid column:1\n", "{0}-1\t{0}\t{1}\n"),
    "org": (".org", "", "* {0} :drill:\n{0} is [{1}].\n"),
}
FIRST = [("Peru", "Lima"), ("Kenya", "Nairobi")]
SECOND = [("Kenya", "Nairobi"), ("India", "Delhi")]


@pytest.fixture
def collection() -> Iterator[Collection]:
    with Collection.in_memory() as found:
        yield found


def _file(folder: Path, kind: str, name: str, pairs: list[tuple[str, str]]) -> Path:
    ending, above, record = FILES[kind]
    path = folder / f"{name}{ending}"
    told = "".join(record.format(*pair) for pair in pairs)
    path.write_text(above.format(told, file=name) if above == MOODLE else above.replace("{file}", name) + told)
    return path


@pytest.mark.parametrize("kind", FILES)
def test_a_second_file_takes_nothing_from_the_deck_of_a_first(tmp_path: Path, kind: str, collection: Collection) -> None:
    first, second = _file(tmp_path, kind, "first", FIRST), _file(tmp_path, kind, "second", SECOND)
    one, other = ("flashcards::first", "flashcards::second") if kind.startswith("obsidian") else ("first", "second")
    collection.import_(first, now=NOW)
    cards = {card.id for card in collection.cards(one)}
    report = collection.import_(second, now=NOW)
    assert {one, other} == {row.deck for row in collection.decks()}
    assert {other} == {deck.plan.deck.id for deck in report.decks}
    assert cards == {card.id for card in collection.cards(one)}
    assert (2, 2) == (len(collection.deck(one).facts), len(collection.deck(other).facts))
    assert "no change" == collection.import_(first, now=NOW).changes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("apy.md", "model: Basic\n\n# Note\nnid: 15\n\n## Front\nPeru?\n\n## Back\nLima\n"),
        ("org.org", "* Peru :drill:\n:PROPERTIES:\n:ID: 1f2e-33\n:END:\nPeru is [Lima].\n"),
    ],
)
def test_a_note_with_an_id_of_its_own_moves_to_the_deck_of_the_second_file(
    tmp_path: Path, name: str, text: str, collection: Collection
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first, second = tmp_path / "one" / name, tmp_path / "two" / f"other-{name}"
    first.write_text(text)
    second.write_text(text)
    collection.import_(first, now=NOW)
    collection.import_(second, now=NOW)
    held = {row.deck: len(collection.deck(row.deck).facts) for row in collection.decks()}
    assert (0, 1) == (held.get(first.stem, 0), held[second.stem])
