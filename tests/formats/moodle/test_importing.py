"""Questions in a collection: imported, imported again, and out again."""

import base64
from datetime import UTC, datetime
from pathlib import Path

from quiz.collection.collection import Collection
from quiz.formats.reading import read

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n picture").decode()


def test_importing_again_changes_nothing_and_a_newer_file_what_it_says(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "bank.gift"
    text = "$CATEGORY: a/b\n\n::N::Who?{=x ~y#no}\n\nWhich of them?{~%50%a ~%50%b ~c}\n\nm{=l -> 1 =k -> 2}\n\nn{#3:1}"
    path.write_text(text, encoding="utf-8")
    with Collection.open(home / "c.db") as collection:
        first = collection.import_(path, now=NOW)
        assert (4, 5) == (first.records, first.cards)
        again = collection.import_(path, now=NOW)
        assert [0] == [len(one.plan.lines) for one in again.decks]
        path.write_text(text.replace("=x", "=z"), encoding="utf-8")
        (mended,) = collection.import_(path, now=NOW).decks
        assert 1 == len(mended.plan.lines)
        deck = collection.deck("a::b")
        assert 5 == len(deck.facts)
        assert {"z"} == {str(fact.value) for fact in deck.facts if fact.id == "N"}


def test_pictures_of_questions_are_kept_and_go_out_again(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "bank.xml"
    path.write_text(
        '<quiz><question type="shortanswer"><name><text>n</text></name><questiontext format="html"><text><![CDATA[<img src='
        f'"@@PLUGINFILE@@/a.png" alt="it">?]]></text><file name="a.png" path="/" encoding="base64">{PIXEL}</file></questiontext>'
        '<answer fraction="100"><text>x</text></answer></question></quiz>',
        encoding="utf-8",
    )
    with Collection.open(home / "c.db") as collection:
        report = collection.import_(path, now=NOW)
        assert 1 == report.media
        out = tmp_path / "out.xml"
        collection.export("bank", out, format="moodle")
    assert PIXEL in out.read_text(encoding="utf-8")
    assert read(path).deck.facts == read(out).deck.facts
